#pragma once
// One matter of the demonstration in the hands of the people who handle it: their acts go through the desks of real use.
//
// Invariant: nothing is written but by a desk; what a desk refuses is counted and the matter waits for its next turn.
// Thread rule: one thread.

#include <initializer_list>
#include <map>
#include <optional>
#include <string>

#include "desk/fact_desk.h"
#include "desk/file_desk.h"
#include "desk/matter_desk.h"
#include "desk/track_desk.h"
#include "rules/history.h"
#include "rules/seeded.h"
#include "tool/demo_cast.h"
#include "tool/demo_texts.h"

namespace lianhu {

// How one matter will fare.
struct Story {
  std::int64_t n = 0;
  MatterId id;
  Seeded seeded{0};
  std::string category, place_path;
  double pace = 1;                // 1 usual; more: slower
  std::string halt;               // stays in this state; "": goes on to the end
  std::optional<OfficeId> lead;   // this office, whatever the duty list says
  int records_wanted = 1;
  int external = 0;               // numbers used up in other systems

  std::int64_t dice() { return seeded.between(1, 100); }
  // A story with an aim leaves the side roads to the others.
  bool chance(std::int64_t percent) { return dice() <= percent && halt.empty(); }
  bool aims(std::initializer_list<std::string_view> states) const {
    for (const std::string_view state : states) {
      if (halt == state) return true;
    }
    return false;
  }
};

struct YearReport {
  std::int64_t matters = 0, acts = 0, reads = 0, ticks = 0;
  std::map<std::string, std::int64_t> moves, states;   // done, and reached (with the procedure's name)
  std::map<std::string, std::int64_t> refused;         // move and message
};

using MoveFields = std::map<std::string, std::string>;

class DemoStage {
 public:
  DemoStage(const House& house, const DemoTexts& texts, YearReport& report);

  // False when the desk refused. `paper`: a file is uploaded first and goes with the act.
  bool go(Story& story, const Actor* actor, const Proceeding& proceeding, const std::string& move, MoveFields fields = {}, bool paper = false,
          std::optional<MatterId> other = std::nullopt);
  bool perform(Story& story, const Actor* actor, const Obligation& obligation);
  bool add_respondent(Story& story, const Actor* actor);
  // From the field: a fact corrected by somebody who saw `base` there; one of two records chosen.
  bool correct(Story& story, const Actor* actor, const std::string& fact, const std::string& base, const std::string& value);
  bool choose_offered(Story& story, const Actor* actor, const DiscrepancyId& discrepancy);
  void look(Story& story, const Actor& actor);

  std::string say(Story& story, const std::string& phrase) const { return texts_.phrase(phrase, story.seeded); }
  MoveFields because(Story& story, const std::string& phrase = "reason") const { return {{"reason", say(story, phrase)}}; }
  std::string today() const { return house_.now().date().text(); }

  const House& house() const { return house_; }
  DemoCast& cast() { return cast_; }
  YearReport& report() { return report_; }
  const Actor* triage(Story& story) { return cast_.holder(OfficeId{"centre"}, Role::triage, story.seeded); }
  const Actor* verifier(Story& story) { return cast_.holder(OfficeId{"centre"}, Role::verifier, story.seeded); }
  const Actor* leader(Story& story) { return cast_.holder(OfficeId{"centre"}, Role::leader, story.seeded); }
  const Actor* supervisor(Story& story) { return cast_.holder(OfficeId{"centre"}, Role::supervisor, story.seeded); }
  // The receiver of the proceeding's open lead assignment, else somebody of its office.
  const Actor* lead(Story& story, const MatterFile& file, const Proceeding& proceeding);

 private:
  const House& house_;
  const DemoTexts& texts_;
  YearReport& report_;
  DemoCast cast_;
  MatterDesk matters_;
  FactDesk facts_;
  TrackDesk tracks_;
  paper::RenderSlots slots_;  // no paper is rendered here; the desk of files asks for them
  FileDesk files_;
};

const Assignment* open_assignment(const MatterFile& file, const Proceeding& proceeding, AssignmentKind kind);
// How often a move was done in this proceeding's present round.
std::int64_t times_done(const History& history, const Proceeding& proceeding, std::string_view move);

// What happens next in a proceeding; the hours until the matter's next turn, or nothing when it stays as it is.
std::optional<double> grid_turn(DemoStage& stage, Story& story, const MatterFile& file, const Proceeding& proceeding);
std::optional<double> spot_turn(DemoStage& stage, Story& story, const MatterFile& file, const Proceeding& proceeding);
std::optional<double> mediation_turn(DemoStage& stage, Story& story, const MatterFile& file, const Proceeding& proceeding);

}  // namespace lianhu
