#pragma once
// The mediator's own list: the mediations of my committee, by due time, each with what its file still lacks.
//
// Invariant: a row is shown to whoever may read that mediation's records and works on it; each was re-checked by may(). The list logs one
// row and shows no field of class 2 or above (settled 27). It lists matters: nothing is counted by person (charter 1).
// Errors: invalid_fields.
// Thread rule: any thread.

#include "base/described.h"
#include "desk/entry.h"
#include "desk/views.h"

namespace lianhu {

struct MediationRequest {
  std::optional<bool> mine;  // only those that name me
  std::optional<std::string> cursor;
  std::optional<std::int32_t> limit;
};
LIANHU_DESCRIBE(MediationRequest, (mine, cursor, limit), {"mine", {.label = "只看我主持的"}}, {"cursor", {.label = "翻页标记", .max = 200}},
                {"limit", {.label = "每页行数", .min = 1, .max = 50}})

struct MissingRow {
  std::string weight, where, message, remedy;  // as the dossier's own check says it
};
LIANHU_DESCRIBE(MissingRow, (weight, where, message, remedy), {"weight", {.format = Format::code, .doc = "bar 法律不允许，mend 需要补正，look 请核对"}})

struct MediationRow {
  std::string matter, number, title, category_name, place_name, proceeding;
  std::optional<std::string> file_number;
  std::string state, state_title;
  std::int64_t round = 1;
  std::string office_name;
  std::optional<std::string> receiver_name;
  bool mine = false;
  std::optional<Time> due_at;
  std::optional<std::string> due_title;
  std::string due_text, lamp, next_step;
  std::optional<std::string> awaits;  // a signature or the seal
  std::int64_t missing = 0;           // of the whole check; the first of them stand in `first`
  bool barred = false;
  std::vector<MissingRow> first;
};
LIANHU_DESCRIBE(MediationRow, (matter, number, title, category_name, place_name, proceeding, file_number, state, state_title, round, office_name, receiver_name, mine,
                               due_at, due_title, due_text, lamp, next_step, awaits, missing, barred, first),
                {"file_number", {.label = "卷号"}}, {"awaits", {.label = "等谁", .doc = "待谁签署，或者待盖章"}},
                {"missing", {.doc = "案卷自查还没有补正、也没有说明理由的条数"}}, {"first", {.doc = "其中的前三条"}})

struct MediationPage {
  std::vector<MediationRow> items;
  std::optional<std::string> next;
  Time as_of;
};
LIANHU_DESCRIBE(MediationPage, (items, next, as_of))

class MediationDesk {
 public:
  explicit MediationDesk(const House& house) : house_(house) {}

  Result<MediationPage> list(const Actor& actor, const MediationRequest& request) const;

 private:
  const House& house_;
};

}  // namespace lianhu
