#pragma once
// What each row of another system's sheet would do, decided against the matters as they stand. Nothing is written here.
//
// Thread rule: one import, one thread.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "desk/house.h"
#include "desk/intake_desk.h"
#include "desk/sheet_columns.h"
#include "model/matter.h"
#include "rules/decide.h"

namespace lianhu {

enum class RowOutcome { fresh, attached, changed, known, faulty };

struct RowTrouble {
  std::string field, message;  // field "": of the row as a whole
};

struct PlannedRow {
  std::size_t row = 0;
  RowOutcome outcome = RowOutcome::fresh;
  ExternalReference reference;
  std::optional<Intake> intake;      // fresh
  std::string site;                  // fresh: the place's id, a key of ImportPlan::sites
  std::string title, place_name;
  std::optional<MatterId> matter;    // attached, changed, known; fresh once it is written
  std::optional<std::size_t> with;   // attached to what this row of the same sheet begins: an index of ImportPlan::rows
  std::vector<RowTrouble> troubles;  // faulty
};

struct ImportPlan {
  const OtherSystem* system = nullptr;
  ColumnedSheet sheet;
  std::vector<PlannedRow> rows;
  std::map<std::string, IntakeSite> sites;
};

Result<ImportPlan> plan_import(const House& house, const Actor& actor, const std::string& system, std::string_view bytes);

}  // namespace lianhu
