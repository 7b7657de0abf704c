// How a matter settled on the spot fares in the demonstration: the person's own word, or the weekly draw.

#include "tool/demo_stage.h"

namespace lianhu {

std::optional<double> spot_turn(DemoStage& stage, Story& story, const MatterFile& file, const Proceeding& proceeding) {
  if (proceeding.state == "spot_drawn") {
    const bool holds = story.dice() <= 90;
    MoveFields fields{{"check_way", "call"}, {"check_text", stage.say(story, holds ? "check" : "check_bad")}};
    if (!holds) fields["reason"] = fields["check_text"];
    stage.go(story, stage.verifier(story), proceeding, holds ? "spot_pass" : "spot_fail", std::move(fields));
    return holds ? std::nullopt : std::optional<double>(8);
  }
  const Actor person = DemoCast::party(file.parties.front().id, file.matter.id);
  const std::int64_t dice = story.dice();
  if (dice <= 15) return stage.go(story, &person, proceeding, "confirm_settled"), std::nullopt;
  if (dice <= 18) return stage.go(story, &person, proceeding, "say_unsettled", {{"comment", stage.say(story, "reopen")}}), 4.0;
  // Most people say nothing: Monday's draw takes it up or closes it, and a drawn one waits for its verifier.
  return 24.0 * 4;
}

}  // namespace lianhu
