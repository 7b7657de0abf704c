#pragma once
// The printed order of supervision (督办单): what of an office is overdue or under a card, one sheet for each lead office, with room for
// its answer. It says what the matters say; the card itself is a move of each matter (黄牌督办, 红牌督办).
//
// Invariant: never to a court, a procuratorate or criminal police (settled 15); each matter on a sheet is logged as opened.
// Errors: forbidden "not_yours"; invalid_fields.
// Thread rule: any thread.

#include "base/described.h"
#include "desk/bulk_desk.h"

namespace lianhu {

struct SuperviseRow {
  std::string matter, number, title, text, place_name, category_name;  // text: whole, for paper
  Date received_on;
  std::optional<Time> due_at;
  std::optional<std::string> due_title, supervised_as, reason;
  std::string due_text;
};
LIANHU_DESCRIBE(SuperviseRow, (matter, number, title, text, place_name, category_name, received_on, due_at, due_title, supervised_as, reason, due_text))

struct SuperviseSheet {
  std::string office_name;
  std::optional<std::string> phone;
  std::vector<SuperviseRow> rows;
};
LIANHU_DESCRIBE(SuperviseSheet, (office_name, phone, rows))

struct SuperviseSheets {
  std::string issued_by;
  Date issued_on, answer_by;  // three working days later
  std::vector<SuperviseSheet> items;
  std::vector<BulkRowResult> left_out;
};
LIANHU_DESCRIBE(SuperviseSheets, (issued_by, issued_on, answer_by, items, left_out))

class SuperviseDesk {
 public:
  SuperviseDesk(const House& house, const MatterDesk& matter) : house_(house), matter_(matter) {}

  Result<SuperviseSheets> sheets(const Actor& actor, const DocketOrder& order) const;

 private:
  const House& house_;
  const MatterDesk& matter_;
};

}  // namespace lianhu
