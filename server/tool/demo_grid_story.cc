// How a grid matter fares in the demonstration, state by state.

#include <algorithm>

#include "desk/entry.h"
#include "rules/question.h"
#include "tool/demo_stage.h"

namespace lianhu {
namespace {

constexpr std::string_view kDifficulty[] = {"simple", "ordinary", "ordinary", "complex"};
constexpr std::string_view kCheckWays[] = {"call", "call", "onsite", "visit"};

template <std::size_t N>
std::string any(const std::string_view (&words)[N], Story& story) {
  return std::string(words[static_cast<std::size_t>(story.seeded.between(0, N - 1))]);
}

bool covers(std::string_view duty, std::string_view category) {
  return category == duty || (category.starts_with(duty) && category[duty.size()] == '.');
}

std::string part_of(const std::string& path, std::size_t length) {  // the code of that length on the path
  for (std::size_t at = 1; at < path.size();) {
    const std::size_t end = path.find('/', at);
    if (end - at == length) return path.substr(at, end - at);
    at = end + 1;
  }
  return {};
}

class GridTurn {
 public:
  GridTurn(DemoStage& stage, Story& story, const MatterFile& file, const Proceeding& proceeding)
      : s_(stage), story_(story), file_(file), p_(proceeding), history_(file, proceeding), directory_(stage.house().directory()) {}

  std::optional<double> take() {
    if (p_.state == "collected") return collected();
    if (p_.state == "supplementing") return supplementing();
    if (p_.state == "accepted") return accepted();
    if (p_.state == "assigned") return assigned();
    if (p_.state == "returned") return returned();
    if (p_.state == "handling") return handling();
    if (p_.state == "paused") return go(s_.leader(story_), "resume"), 8.0;
    if (p_.state == "referred") return referred();
    if (p_.state == "reported") return reported();
    if (p_.state == "verified") return verified();
    if (p_.state == "closed") return closed();
    if (p_.state == "archived") return archived();
    return std::nullopt;
  }

 private:
  bool go(const Actor* actor, const std::string& move, MoveFields fields = {}, bool paper = false, std::optional<MatterId> other = std::nullopt) {
    return s_.go(story_, actor, p_, move, std::move(fields), paper, std::move(other));
  }
  Actor party() const { return DemoCast::party(file_.parties.front().id, file_.matter.id); }
  bool party_does(const std::string& move, MoveFields fields = {}) {
    const Actor person = party();
    if (story_.dice() <= 60) s_.look(story_, person);
    return go(&person, move, std::move(fields));
  }
  std::int64_t done(std::string_view move) const { return times_done(history_, p_, move); }
  const Actor* lead() { return s_.lead(story_, file_, p_); }

  MoveFields accepting() { return {{"category", story_.category}, {"difficulty", any(kDifficulty, story_)}}; }

  std::optional<double> collected() {
    if (story_.aims({"supplementing"}) || (story_.chance(6) && done("ask_supplement") == 0)) {
      go(s_.triage(story_), "ask_supplement", {{"what_is_missing", s_.say(story_, "missing")}});
      return 12;
    }
    if (story_.chance(2) && party_does("withdraw")) return 200;
    go(s_.triage(story_), "accept", accepting());
    return 3;
  }

  std::optional<double> supplementing() {
    const MoveFields fields{{"supplement_text", s_.say(story_, "supplement")}};
    const std::int64_t dice = story_.dice();
    if (dice <= 60 && party_does("supplement", fields)) return 6;
    if (dice <= 80 && go(s_.cast().answering(story_.place_path, "grid"), "supplement", fields)) return 6;
    go(s_.triage(story_), "accept_as_is", accepting());
    return 4;
  }

  std::optional<double> accepted() {
    const Category* category = directory_->category(story_.category);
    const bool elsewhere = story_.category == "dispute.judicial" || story_.category == "dispute.family.violence" || story_.category == "safety.fraud";
    if (elsewhere || story_.aims({"referred"})) return refer_out();
    const bool mediation_story = story_.lead && story_.lead->text.find("mediation") != std::string::npos;
    const bool usual = story_.halt.empty() && story_.category.starts_with("dispute.") && story_.dice() <= 70;
    if (category && category->mediable && (mediation_story || usual) && done("refer_to_mediation") == 0) return refer_to_mediation();
    if (story_.chance(1) && go(s_.leader(story_), "terminate", s_.because(story_))) return 48;
    if (story_.chance(2)) go(s_.leader(story_), "instruct", {{"instruction", s_.say(story_, "instruct")}});
    return assign("assign");
  }

  std::optional<double> refer_out() {
    const bool court = story_.category == "dispute.judicial";
    const bool police = story_.category == "dispute.family.violence" || story_.category == "safety.fraud";
    MoveFields fields = s_.because(story_, "external");
    fields["other_system"] = court ? "court" : police ? "police" : "hotline";
    fields["other_number"] = "演示" + std::to_string(10'000 + story_.n) + "-" + std::to_string(++story_.external);
    fields["other_due"] = s_.house().now().date().plus(15).text();
    go(s_.triage(story_), "refer_out", std::move(fields));
    return 120;
  }

  std::optional<double> refer_to_mediation() {
    if (file_.parties.size() < 2) {
      s_.add_respondent(story_, s_.triage(story_));
      return 1;
    }
    const std::int64_t dice = story_.dice();
    const std::string village = part_of(story_.place_path, 12), town = part_of(story_.place_path, 9);
    OfficeId committee{"mediation.county"};
    if (story_.lead) {
      committee = *story_.lead;
    } else if (dice <= 45 && !village.empty()) {
      committee.text = "village_mediation." + village;
    } else if (dice <= 90 && !town.empty()) {
      committee.text = "town_mediation." + town;
    }
    const Actor* mediator = s_.cast().holder(committee, Role::mediator, story_.seeded);
    if (!mediator) return 8;
    go(s_.triage(story_), "refer_to_mediation", {{"lead_office", committee.text}, {"lead_receiver", mediator->account->text}});
    return 6;
  }

  // Offices that the duty list names for this kind at this place and that have somebody to handle it.
  std::vector<OfficeId> competent(const OfficeId& but) {
    std::vector<OfficeId> out;
    for (const Duty& duty : directory_->duties()) {
      const Office* office = directory_->office(duty.office);
      if (!office || !office->logs_in || office->id == but || !covers(duty.category, story_.category)) continue;
      if (!story_.place_path.starts_with(directory_->path_of(office->place))) continue;
      if (s_.cast().holder(office->id, Role::handler, story_.seeded)) out.push_back(office->id);
    }
    const std::string village = part_of(story_.place_path, 12), town = part_of(story_.place_path, 9);
    if (!village.empty()) out.push_back(OfficeId{"village." + village});
    if (!town.empty()) out.insert(out.end(), {OfficeId{"town." + town}, OfficeId{"town_centre." + town}});
    if (town.empty()) out.push_back(OfficeId{"centre"});
    std::erase(out, but);
    return out;
  }

  MoveFields leading_office(const OfficeId& but, bool with_note = true) {
    OfficeId office;
    if (story_.lead && *story_.lead != but && story_.lead->text.find("mediation") == std::string::npos) {
      office = *story_.lead;
    } else {
      const auto offices = competent(but);
      // The duty list's own first choice more often than the others.
      const bool first = story_.dice() <= 50;
      office = offices[first ? 0 : static_cast<std::size_t>(story_.seeded.between(0, static_cast<std::int64_t>(offices.size()) - 1))];
    }
    const Actor* receiver = s_.cast().holder(office, Role::handler, story_.seeded);
    MoveFields fields{{"lead_office", office.text}, {"lead_receiver", receiver ? receiver->account->text : std::string()}};
    const std::string village = part_of(story_.place_path, 12);
    if (!village.empty() && office.text != "village." + village && story_.dice() <= 20) fields["co_offices"] = "village." + village;
    if (with_note && story_.dice() <= 60) fields["assign_note"] = s_.say(story_, "note");
    return fields;
  }

  std::optional<double> assign(const std::string& move) {
    MoveFields fields = leading_office({});
    if (move == "reassign") fields["reason"] = s_.say(story_, "reason");
    go(s_.triage(story_), move, std::move(fields));
    return 5;
  }

  std::optional<double> assigned() {
    const Assignment* lead_row = open_assignment(file_, p_, AssignmentKind::lead);
    if (!lead_row) return assign("reassign");
    if (lead_row->lamp == Lamp::red && story_.dice() <= 40) go(s_.supervisor(story_), "yellow", s_.because(story_));
    const bool before = std::any_of(file_.assignments.begin(), file_.assignments.end(), [](const Assignment& a) { return a.return_duty.has_value(); });
    if (!before && (story_.aims({"returned"}) || story_.chance(6))) return send_back(lead_row->office);
    if (story_.chance(2)) return assign("reassign");
    if (story_.chance(2)) party_does("urge", {{"urge_text", s_.say(story_, "urge")}});
    go(lead(), "sign");
    return 8;
  }

  std::optional<double> send_back(const OfficeId& office) {
    std::string duty;
    for (const Duty& row : directory_->duties()) {
      const Office* other = directory_->office(row.office);
      if (!other || row.office == office || !covers(row.category, story_.category)) continue;
      if (story_.place_path.starts_with(directory_->path_of(other->place))) duty = row.id.text;
    }
    if (duty.empty()) {
      go(lead(), "sign");
      return 8;
    }
    MoveFields fields = s_.because(story_, "return_reason");
    fields["duty_row"] = duty;
    go(lead(), "return", std::move(fields));
    return 6;
  }

  std::optional<double> returned() {
    const Assignment* row = open_assignment(file_, p_, AssignmentKind::lead);
    const bool upheld = row && story_.dice() <= 60;
    if (upheld) {
      story_.lead.reset();
      MoveFields fields = leading_office(row->office, false);
      fields["ruling_text"] = s_.say(story_, "ruling");
      go(s_.triage(story_), "rule_uphold", std::move(fields));
    } else {
      go(s_.triage(story_), "rule_reject", {{"ruling_text", s_.say(story_, "ruling_no")}});
    }
    return 5;
  }

  // Now and then the grid's worker corrects at the place what was written down at the counter; twice as seldom the handler,
  // who had not seen that, corrects it as well, and chooses later.
  void correct_in_the_field() {
    if (story_.n % 20 != 7 || file_.matter.seal != Seal::open) return;
    const auto told = [&](std::string_view kind) { return std::any_of(file_.events.begin(), file_.events.end(), [&](const PastEvent& e) { return e.row.kind == kind; }); };
    const std::string fact = "place_detail", base = file_.matter.place_detail.value_or("");
    if (!told("facts_corrected")) {
      if (!s_.correct(story_, s_.cast().answering(story_.place_path, "grid"), fact, base, "村委会往东第三户门前")) return;
      if (story_.n % 40 == 7) s_.correct(story_, lead(), fact, base, "村委会往东第四户门前");
    } else if (!file_.discrepancies.empty() && story_.halt.empty()) {
      s_.choose_offered(story_, lead(), file_.discrepancies.front().id);
    }
  }

  std::optional<double> handling() {
    correct_in_the_field();
    if (story_.aims({"paused"}) || (story_.chance(2) && done("pause") == 0)) {
      MoveFields fields = s_.because(story_);
      fields["pause_ground"] = "appraisal";
      go(s_.leader(story_), "pause", std::move(fields), true);
      return 90;
    }
    if (done("extend_ask") > done("extend_grant") + done("extend_refuse")) {
      MoveFields fields = s_.because(story_);
      const bool grant = story_.dice() <= 75;
      if (grant) fields["extend_days"] = std::to_string(story_.seeded.between(3, 10));
      go(s_.leader(story_), grant ? "extend_grant" : "extend_refuse", std::move(fields));
      return 8;
    }
    if (const Assignment* co = open_assignment(file_, p_, AssignmentKind::co); co && story_.dice() <= 70) {
      const Actor* helper = s_.cast().holder(co->office, Role::handler, story_.seeded);
      if (co->state == AssignmentState::given) {
        go(helper, "co_sign");
      } else {
        go(helper, "co_report", {{"result", s_.say(story_, "result")}});
      }
      return 5;
    }
    if (story_.chance(4) && done("extend_ask") == 0) {
      MoveFields fields = s_.because(story_, "extend");
      fields["extend_days"] = std::to_string(story_.seeded.between(3, 10));
      go(lead(), "extend_ask", std::move(fields));
      return 10;
    }
    if (story_.chance(1) && party_does("withdraw")) return 200;
    if (story_.chance(5)) go(lead(), "tell_progress", {{"progress", s_.say(story_, "progress")}});
    if (story_.chance(3)) party_does("add_facts", {{"supplement_text", s_.say(story_, "supplement")}});
    if (const Assignment* row = open_assignment(file_, p_, AssignmentKind::lead); row && row->lamp == Lamp::red && story_.dice() <= 30) {
      go(s_.supervisor(story_), done("yellow") == 0 ? "yellow" : "red", s_.because(story_));
    }
    if (done("handle") < story_.records_wanted || story_.halt == "handling") {
      go(lead(), "handle", {{"record", s_.say(story_, "record")}});
      return 14;
    }
    go(lead(), "report_back", {{"result", s_.say(story_, "result")}});
    return 8;
  }

  std::optional<double> referred() {
    const Proceeding* child = nullptr;
    for (const Proceeding& other : file_.proceedings) {
      if (other.parent == p_.id) child = &other;
    }
    const MoveFields result{{"result", s_.say(story_, "result")}};
    if (child) {
      if (!child->closed_at) return std::nullopt;  // its own turns
      go(s_.triage(story_), "take_back", result);
      return 6;
    }
    if (story_.dice() <= 85 || story_.category == "dispute.judicial" || story_.category == "dispute.family.violence" || story_.category == "safety.fraud") {
      go(s_.triage(story_), "take_back", result);
    } else {
      go(s_.triage(story_), "recall", s_.because(story_));
    }
    return 6;
  }

  std::optional<double> reported() {
    MoveFields fields{{"check_way", any(kCheckWays, story_)}, {"check_text", s_.say(story_, "check")}};
    const bool own_result = done("report_back") > 0 && !p_.outcome.has_value() && open_assignment(file_, p_, AssignmentKind::lead) == nullptr;
    if (story_.chance(6) && done("verify_fail") == 0 && own_result) {
      fields["check_text"] = s_.say(story_, "check_bad");
      fields["reason"] = fields["check_text"];
      go(s_.verifier(story_), "verify_fail", std::move(fields));
      ++story_.records_wanted;
      return 6;
    }
    if (story_.chance(2) && done("verify_redo") == 0) {
      fields["reason"] = fields["check_text"] = s_.say(story_, "check_bad");
      go(s_.verifier(story_), "verify_redo", std::move(fields));
      return 6;
    }
    go(s_.verifier(story_), "verify_pass", std::move(fields));
    return 8;
  }

  std::optional<double> verified() {
    const std::int64_t dice = story_.dice();
    if (dice <= 80) {
      go(s_.triage(story_), "close_substantive");
    } else if (dice <= 91) {
      go(s_.triage(story_), "close_staged", {{"what_remains", s_.say(story_, "remains")}});
    } else if (dice <= 98) {
      go(s_.triage(story_), "close_procedural", s_.because(story_));
    } else {
      go(s_.leader(story_), "terminate", s_.because(story_));
    }
    return 24;
  }

  MoveFields word() {
    static constexpr std::string_view stars[] = {"s5", "s5", "s5", "s4", "s4", "s4", "s3", "s2", "s1"};
    const std::string given = any(stars, story_);
    MoveFields fields{{"stars", given}};
    if (story_.dice() <= 60) fields["comment"] = s_.say(story_, given >= "s4" ? "good" : given == "s3" ? "fair" : "bad");
    return fields;
  }

  // One word in the whole matter, of the proceeding that settled it.
  void evaluated() {
    const auto stand_now = stand(s_.house());
    const Proceeding& asked = asking(*s_.house().procedure(p_.procedure())->move("evaluate_relay"), Actor{}, file_, p_, stand_now->ground);
    const History history(file_, asked);
    const bool spoken = times_done(history, asked, "evaluate") > 0 || times_done(history, asked, "evaluate_relay") > 0;
    if (spoken || asked.state != "closed" || p_.close_kind == CloseKind::withdrawn) return;
    const std::int64_t dice = story_.dice();
    if (dice <= 45) {
      const Actor person = party();
      if (story_.dice() <= 60) s_.look(story_, person);
      s_.go(story_, &person, asked, "evaluate", word());
    } else if (dice <= 70) {
      MoveFields fields = word();
      fields["relay_way"] = "call";
      s_.go(story_, s_.verifier(story_), asked, "evaluate_relay", std::move(fields));
    }
  }

  std::optional<double> closed() {
    if (done("ask_reopen") > 0 && p_.round == 1) {
      go(s_.triage(story_), "reopen", s_.because(story_, "reopen"));
      return 8;
    }
    evaluated();
    if (story_.chance(3) && p_.round == 1 && party_does("ask_reopen", s_.because(story_, "reopen"))) return 20;
    for (const Proceeding& child : file_.proceedings) {
      if (child.parent == p_.id && child.closed_at && child.state == "closed") s_.go(story_, s_.triage(story_), child, "archive", {{"keep_for", "long"}});
    }
    if (s_.house().now() < p_.closed_at.value_or(s_.house().now()).plus_ms(8LL * 86'400'000)) return 72;
    go(s_.triage(story_), "archive");
    return story_.dice() <= 2 ? std::optional<double>(200) : std::nullopt;
  }

  std::optional<double> archived() {
    if (p_.round > 1) return std::nullopt;
    if (done("ask_reopen") > 0) {
      go(s_.triage(story_), "reopen", s_.because(story_, "reopen"));
      return 8;
    }
    if (!party_does("ask_reopen", s_.because(story_, "reopen"))) return std::nullopt;
    return 16;
  }

  DemoStage& s_;
  Story& story_;
  const MatterFile& file_;
  const Proceeding& p_;
  const History history_;
  std::shared_ptr<const Directory> directory_;
};

}  // namespace

std::optional<double> grid_turn(DemoStage& stage, Story& story, const MatterFile& file, const Proceeding& proceeding) {
  return GridTurn(stage, story, file, proceeding).take();
}

}  // namespace lianhu
