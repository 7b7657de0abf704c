#pragma once
// What each row of a slip sheet that came back would do: to a reference we sent out, or to a stub. Nothing is written here.
//
// Errors: those of slip_desk.h.
// Thread rule: one sheet, one thread.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "desk/import_desk.h"
#include "desk/sheet_columns.h"
#include "desk/stub_desk.h"
#include "model/matter_file.h"

namespace lianhu {

struct SentOut {
  ExternalReference reference;
  const MatterFile* head;
};
// What was sent to the system within the last two years and this desk may keep up, oldest first.
std::vector<SentOut> load_sent(const House& house, const Actor& actor, const std::string& system, std::map<std::string, MatterFile>& heads, bool& more);

const std::vector<SheetColumn>& slip_columns();

struct SlipPlan {
  ColumnedSheet sheet;
  struct Row {
    std::size_t row = 0;
    std::optional<ExternalReference> before;
    ExternalReference now;
    std::optional<Stub> stub = {};  // instead: as it will be
    std::string told = {};          // of a stub: what differs
    std::string number = {}, matter_number = {};
    std::vector<CellFaultRow> faults = {};
    bool changed = false;
  };
  std::vector<Row> rows;
  std::map<std::string, MatterFile> heads;
};
Result<SlipPlan> plan_slips(const House& house, const Actor& actor, const OtherSystem& system, std::string_view bytes);

}  // namespace lianhu
