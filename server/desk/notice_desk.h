#pragma once
// Notices to a member of staff and to their offices: what happened in which matter, and who has read it.
//
// Invariant: a notice is told only while its reader may know the matter (settled 11); the act is named only to whoever may
// read it, and no title or place of a sealed or confidential matter leaves here. A notice to an office that one officer
// read says so to the others; the officer whom the matter names as receiver there reads it for themselves. Who opens or
// acts on a matter has read what bears their name.
// What was marked at once can be taken back for ten minutes; what a colleague had read before is then unread again too.
// Errors: not_found for another's notice; conflict "undo_too_late"; invalid_fields for a kind there is not.
// Thread rule: any thread.

#include "base/described.h"
#include "desk/entry.h"

namespace lianhu {

struct NoticeView {
  std::string id, matter, number, text, kind, kind_title;
  std::optional<std::string> title, place_name;
  std::optional<std::string> office_name;  // to that office; absent: to the reader alone
  Time made_at;
  std::optional<Time> read_at;          // absent: still to be read by this reader
  std::optional<std::string> read_by;   // the colleague who read it
};
LIANHU_DESCRIBE(NoticeView, (id, matter, number, text, kind, kind_title, title, place_name, office_name, made_at, read_at, read_by),
                {"title", {.label = "事项标题", .doc = "封存、保密的事项没有这一项"}}, {"office_name", {.label = "发给的机构", .doc = "只发给本人的没有这一项"}},
                {"read_by", {.label = "读过的同事", .doc = "本机构已有人读过"}})

struct NoticeQuery {
  std::optional<Time> before;
  std::optional<std::int32_t> limit;
  std::optional<std::string> kind;
  std::optional<bool> unread;
};
LIANHU_DESCRIBE(NoticeQuery, (before, limit, kind, unread), {"before", {.label = "翻页"}}, {"limit", {.label = "条数", .min = 1, .max = 200}}, {"kind", {.label = "种类", .format = Format::code}},
                {"unread", {.label = "只看未读"}})

struct NoticeCount {
  std::string kind, title;
  std::int64_t unread = 0;
};
LIANHU_DESCRIBE(NoticeCount, (kind, title, unread))

struct NoticeList {
  std::vector<NoticeView> items;
  std::optional<Time> next;          // there may be older ones: ask `before` this
  std::vector<NoticeCount> unread;   // by kind, whatever is asked for; with the first page only
  bool unread_more = false;          // counted to the newest five hundred
};
LIANHU_DESCRIBE(NoticeList, (items, next, unread, unread_more))

// Which are marked; nothing named: the whole list.
struct NoticeOrder {
  std::optional<std::string> kind, matter;
};
LIANHU_DESCRIBE(NoticeOrder, (kind, matter), {"kind", {.label = "种类", .format = Format::code}}, {"matter", {.label = "事项", .format = Format::uuid}})
struct NoticesRead {
  std::int64_t count = 0;
  std::optional<Time> at;  // to take it back by; absent: none was unread
};
LIANHU_DESCRIBE(NoticesRead, (count, at))
struct NoticeUndo {
  Time at;
};
LIANHU_DESCRIBE(NoticeUndo, (at), {"at", {.label = "标为已读的时间"}})

class NoticeDesk {
 public:
  explicit NoticeDesk(const House& house) : house_(house) {}

  Result<NoticeList> list(const Actor& actor, const NoticeQuery& query) const;
  Result<Done> mark(const Actor& actor, const std::string& notice) const;
  Result<NoticesRead> mark_all(const Actor& actor, const NoticeOrder& order) const;
  Result<NoticesRead> undo(const Actor& actor, const NoticeUndo& undo) const;

 private:
  void count_unread(const Actor& actor, NoticeList& out) const;

  const House& house_;
};

// The actor opened the matter, or acted on it: what they have read by that.
void read_by_opening(const House& house, const Actor& actor, const MatterFile& file, bool acted);

}  // namespace lianhu
