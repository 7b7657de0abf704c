#pragma once
// A matter's numbers in other systems: entered, corrected, looked up. One matter may have many and is counted once.
//
// Errors: not_found for what the actor may not know; forbidden "not_yours" for all but the desk and the centre; conflict
// "reference_known" when the number is another matter's already (named, where the actor may know it); invalid_fields.
// Thread rule: any thread.

#include <optional>
#include <string>
#include <vector>

#include "desk/commands.h"
#include "desk/entry.h"
#include "desk/views.h"
#include "desk/work_item.h"

namespace lianhu {

struct SystemRow {
  std::string id, title, number;
  bool imports = false, replies = false, slips = false;
  std::vector<ChoiceRow> kinds;  // of a letter: a court's
};
LIANHU_DESCRIBE(SystemRow, (id, title, number, imports, replies, slips, kinds))
struct SystemList {
  std::vector<SystemRow> items;
};
LIANHU_DESCRIBE(SystemList, (items))

struct ReferenceQuery {
  std::string system, number;
};
LIANHU_DESCRIBE(ReferenceQuery, (system, number), {"system", {.label = "其他系统", .format = Format::code}}, {"number", {.label = "对方编号", .max = 60}})
struct ReferenceAnswer {
  bool known = false;
  std::optional<WorkItem> matter;  // absent: nobody's, or not this reader's to know
};
LIANHU_DESCRIBE(ReferenceAnswer, (known, matter))

class ReferenceDesk {
 public:
  explicit ReferenceDesk(const House& house) : house_(house) {}

  SystemList systems() const;
  Result<ReferenceAnswer> look_up(const Actor& actor, const ReferenceQuery& query) const;
  Result<Written> add(const Entry& entry, const MatterId& id, const ReferenceInput& input) const;
  Result<Written> change(const Entry& entry, const MatterId& id, const std::string& reference, const ReferenceInput& input) const;

 private:
  Result<Written> once(const Entry& entry, const MatterId& id, const std::string* reference, const ReferenceInput& input) const;

  const House& house_;
};

// As typed, checked: the system, the number in its one spelling, days in order, a court's term from its kind. Without an id.
Result<ExternalReference> reference_from(const House& house, const ReferenceInput& input, const std::string& pointer);
// The refusal when the number is a matter's already.
std::optional<Error> refuse_known(const House& house, const Actor& actor, const ExternalReference& reference, const std::string& pointer);
ReferenceView reference_view(const House& house, const ExternalReference& reference, bool with_result);
// The paper that goes with it now (desk/slip_desk.h): 联系单 to a body that does not log in, 退回函 of a court's letter when the
// matter has ended; nothing else has one.
std::optional<std::string> slip_title(const House& house, const MatterFile& head, const ExternalReference& reference);
// "12345热线 GD2026001"
std::string reference_name(const House& house, const ExternalReference& reference);
// The day it was received at an instant: now for today, else the beginning of the day, for no hour is known.
Time received_time(Date day, Time now);
Time end_of(Date day);

}  // namespace lianhu
