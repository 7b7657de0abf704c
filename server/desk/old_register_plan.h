#pragma once
// What each row of an old register's sheet would become, decided against what is stored. Nothing is written here.
//
// Thread rule: one import, one thread.

#include <string>
#include <string_view>
#include <vector>

#include "desk/house.h"
#include "desk/import_desk.h"
#include "desk/sheet_columns.h"
#include "model/old_case.h"

namespace lianhu {

struct OldRow {
  std::size_t row = 0;
  bool known = false;  // taken in before, the same
  OldCase value;
  std::vector<CellFaultRow> faults;
};

struct OldPlan {
  Office office;
  ColumnedSheet sheet;
  std::vector<OldRow> rows;
};

const std::vector<SheetColumn>& old_register_columns();
// Errors: not_found for a committee this actor may not take a register in for; what read_sheets and columned() refuse.
Result<OldPlan> plan_old_register(const House& house, const Actor& actor, const std::string& office, std::string_view bytes);

}  // namespace lianhu
