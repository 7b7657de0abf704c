#pragma once
// Notices to a member of staff and to their offices: what happened in which matter, and who has read it.
//
// Invariant: a notice is told only while its reader may know the matter (settled 11); the act is named only to whoever may
// read it, and no title or place of a sealed or confidential matter leaves here. A notice to an office that one officer
// read says so to the others; the officer whom the matter names as receiver there reads it for themselves. Who opens or
// acts on a matter has read what bears their name.
// Errors: not_found for another's notice.
// Thread rule: any thread.

#include "base/described.h"
#include "desk/entry.h"

namespace lianhu {

struct NoticeView {
  std::string id, matter, number, text;
  std::optional<std::string> title, place_name;
  std::optional<std::string> office_name;  // to that office; absent: to the reader alone
  Time made_at;
  std::optional<Time> read_at;          // absent: still to be read by this reader
  std::optional<std::string> read_by;   // the colleague who read it
};
LIANHU_DESCRIBE(NoticeView, (id, matter, number, text, title, place_name, office_name, made_at, read_at, read_by),
                {"title", {.label = "事项标题", .doc = "封存、保密的事项没有这一项"}}, {"office_name", {.label = "发给的机构", .doc = "只发给本人的没有这一项"}},
                {"read_by", {.label = "读过的同事", .doc = "本机构已有人读过"}})

class NoticeDesk {
 public:
  explicit NoticeDesk(const House& house) : house_(house) {}

  std::vector<NoticeView> list(const Actor& actor, std::optional<Time> before, int limit) const;
  Result<Done> mark(const Actor& actor, const std::string& notice) const;
  std::int64_t mark_all(const Actor& actor) const;  // the own list; how many

 private:
  const House& house_;
};

// The actor opened the matter, or acted on it: what they have read by that.
void read_by_opening(const House& house, const Actor& actor, const MatterFile& file, bool acted);

}  // namespace lianhu
