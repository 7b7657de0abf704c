#pragma once
// Answers to other systems: what waits for one, the sheet that goes out with their numbers, and what came of it.
//
// Invariant: a line stands as long as its reference names the sheet. A reference that was answered goes into no other sheet
// until that answer is taken back; one the other side has confirmed never does again. Only a closed matter is answered.
// Errors: not_found for another office's sheet; invalid_fields; conflict "nothing_to_answer", "reply_confirmed".
// Thread rule: any thread.

#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "desk/entry.h"
#include "model/reply_sheet.h"

namespace lianhu {

struct ReplyQuery {
  std::string system;
  std::optional<Date> from, to;
  std::optional<std::string> cursor;
};
LIANHU_DESCRIBE(ReplyQuery, (system, from, to, cursor), {"system", {.label = "其他系统", .format = Format::code}}, {"from", {.label = "收到日期从"}},
                {"to", {.label = "收到日期到"}}, {"cursor", {.label = "翻页标记", .max = 80}})

struct ReplyRow {
  std::string reference, number, matter, matter_number, title, status_title;
  Date received_on;
  std::optional<Date> due_on, closed_on;
  bool ready = false;    // closed and not answered
  bool overdue = false;  // past the other side's day, and not answered
  std::string reply_state, reply_title;
  std::optional<std::string> result;
};
LIANHU_DESCRIBE(ReplyRow, (reference, number, matter, matter_number, title, status_title, received_on, due_on, closed_on, ready, overdue, reply_state,
                           reply_title, result))
struct ReplyPage {
  std::vector<ReplyRow> items;
  std::optional<std::string> next;
  Time as_of;
};
LIANHU_DESCRIBE(ReplyPage, (items, next, as_of))

struct ReplyOrder {
  std::string system;
  Date from, to;
  std::vector<std::string> references;  // empty: all that are ready
};
LIANHU_DESCRIBE(ReplyOrder, (system, from, to, references), {"system", {.label = "其他系统", .format = Format::code}}, {"from", {.label = "收到日期从"}},
                {"to", {.label = "收到日期到"}},
                {"references", {.label = "要答复的编号", .format = Format::uuid, .max_items = 10'000, .optional = true}})
struct ReplyAct {
  std::vector<std::string> references;  // empty: the whole sheet
  std::optional<std::string> reason;
};
LIANHU_DESCRIBE(ReplyAct, (references, reason), {"references", {.label = "编号", .format = Format::uuid, .max_items = 10'000, .optional = true}},
                {"reason", {.label = "理由", .max = 200}})

struct ReplySheetRow {
  std::string id, system, system_title;
  Date from, to;
  Time made_at;
  std::string made_by;
  std::int64_t lines = 0, standing = 0, confirmed = 0;  // standing: not taken back
};
LIANHU_DESCRIBE(ReplySheetRow, (id, system, system_title, from, to, made_at, made_by, lines, standing, confirmed))
struct ReplySheetList {
  std::vector<ReplySheetRow> items;
};
LIANHU_DESCRIBE(ReplySheetList, (items))

class ReplyDesk {
 public:
  explicit ReplyDesk(const House& house) : house_(house) {}

  Result<ReplyPage> waiting(const Actor& actor, const ReplyQuery& query) const;
  Result<ReplySheetRow> answer(const Entry& entry, const ReplyOrder& order) const;
  Result<ReplySheetList> sheets(const Actor& actor) const;
  Result<std::string> file(const Actor& actor, const std::string& sheet) const;  // xlsx
  // The answer was wrong or came back: its references are open again. What the other side confirmed stays.
  Result<ReplySheetRow> take_back(const Entry& entry, const std::string& sheet, const ReplyAct& act) const;
  // The other side took the answer.
  Result<ReplySheetRow> confirm(const Entry& entry, const std::string& sheet, const ReplyAct& act) const;

 private:
  Result<ReplySheet> own_sheet(const Actor& actor, const std::string& id) const;
  Result<ReplySheetRow> row_of(const ReplySheet& sheet) const;
  Result<ReplySheetRow> change(const Entry& entry, const std::string& sheet, const ReplyAct& act, bool confirms) const;
  void mark(const Entry& entry, const ReplySheet& sheet, const std::vector<ReplyLine>& lines) const;

  const House& house_;
};

}  // namespace lianhu
