#pragma once
// 存根: a dispute held elsewhere that is not ours, kept by its number, its state and its day. Entered and kept up by the desk whose
// area it lies in, by hand, by a sheet of stubs, or by a slip sheet that comes back.
//
// Invariant: no matter and no figure comes of it. Its number once entered on a matter (by hand, by import, by tying) makes it that
// matter's: it is read from the matter's reference and stays here only as what was known before.
// Its lamp is about the day, never about the body that has it: nobody is urged (settled 15).
// Errors: not_found outside the desk's area; conflict "stub_known", "reference_known", "stub_ended", "stub_tied", "stale_version";
// invalid_fields.
// Thread rule: any thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/described.h"
#include "desk/entry.h"
#include "desk/import_desk.h"
#include "desk/views.h"
#include "model/stub.h"

namespace lianhu {

struct StubInput {
  std::string system, number;
  std::optional<std::string> place, state;
  std::optional<Date> due_on, heard_on;
};
LIANHU_DESCRIBE(StubInput, (system, number, place, state, due_on, heard_on), {"system", {.label = "其他系统", .format = Format::code}},
                {"number", {.label = "对方编号", .max = 60}}, {"place", {.label = "乡镇和村", .max = 40}},
                {"state", {.label = "办理状态", .max = 30, .doc = "只写到了哪一步，不写人名和电话"}}, {"due_on", {.label = "对方期限"}},
                {"heard_on", {.label = "得知日期"}})
struct StubEnd {
  std::string outcome;
  Date ended_on;
};
LIANHU_DESCRIBE(StubEnd, (outcome, ended_on), {"outcome", {.label = "结果", .format = Format::code}}, {"ended_on", {.label = "办结日期"}})
struct StubTie {
  std::string matter;
};
LIANHU_DESCRIBE(StubTie, (matter), {"matter", {.label = "本中心事项编号", .max = 40}})

struct StubTold {
  Time at;
  std::string by, text;
};
LIANHU_DESCRIBE(StubTold, (at, by, text))
struct StubView {
  std::string id, etag, system, system_title, number, place, place_name;
  Date heard_on;
  std::optional<std::string> state, outcome, outcome_title;
  std::optional<Date> due_on, ended_on;
  std::string lamp, due_text;
  bool tied = false;                                // a matter of ours has the number
  std::optional<std::string> matter, matter_number; // when this reader may know it
  std::vector<StubTold> history;                    // of one stub; empty in a list
};
LIANHU_DESCRIBE(StubView, (id, etag, system, system_title, number, place, place_name, heard_on, state, outcome, outcome_title, due_on, ended_on, lamp, due_text,
                           tied, matter, matter_number, history))
struct StubList {
  std::vector<StubView> items;
  std::vector<ChoiceRow> outcomes;
  bool more = false;  // older ones are left out
  Time as_of;
};
LIANHU_DESCRIBE(StubList, (items, outcomes, more, as_of))

class StubDesk {
 public:
  explicit StubDesk(const House& house) : house_(house) {}

  // Open ones first, by their day; then what ended or became ours.
  Result<StubList> list(const Actor& actor, const std::string& system) const;
  Result<StubView> view(const Actor& actor, const std::string& id) const;
  Result<StubView> add(const Entry& entry, const StubInput& input) const;
  Result<StubView> change(const Entry& entry, const std::string& id, const StubInput& input) const;
  Result<StubView> end(const Entry& entry, const std::string& id, const StubEnd& input) const;
  Result<StubView> reopen(const Entry& entry, const std::string& id) const;
  // The number becomes a reference of that matter.
  Result<Written> tie(const Entry& entry, const std::string& id, const StubTie& input) const;

  Result<ImportReport> examine(const Actor& actor, const std::string& system, std::string_view bytes) const;
  Result<ImportReport> take_in(const Entry& entry, const std::string& system, std::string_view bytes) const;
  Result<std::string> template_sheet(const std::string& system) const;

 private:
  template <class Decide>
  Result<StubView> on_stub(const Entry& entry, const std::string& id, Decide decide) const;

  const House& house_;
};

// Stubs of this system that this desk keeps and that are open and nobody's matter: for the slips (desk/slip_plan.h).
std::vector<Stub> open_stubs(const House& house, const Actor& actor, const std::string& system);
// The desk whose area the place lies in.
bool keeps_stub(const Actor& actor, const std::string& place_path);
// What is wrong with a state as typed; empty when nothing is.
std::string state_fault(std::string_view state);
// What differs, in words; "" when nothing does.
std::string stub_changes(const Stub& before, const Stub& now);
StubEvent stub_told(const House& house, const Actor& actor, const Stub& stub, std::string text);

}  // namespace lianhu
