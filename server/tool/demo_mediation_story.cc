// How a people's mediation fares in the demonstration, state by state.

#include <algorithm>

#include "rules/fulfilment.h"
#include "tool/demo_stage.h"

namespace lianhu {
namespace {

class MediationTurn {
 public:
  MediationTurn(DemoStage& stage, Story& story, const MatterFile& file, const Proceeding& proceeding)
      : s_(stage), story_(story), file_(file), p_(proceeding), history_(file, proceeding), mediator_(stage.lead(story, file, proceeding)) {}

  std::optional<double> take() {
    if (p_.state == "applied") return applied();
    if (p_.state == "asking") return asking();
    if (p_.state == "registered" || p_.state == "mediating") return mediating();
    if (p_.state == "appraising") return go("appraised"), 8.0;
    if (p_.state == "agreed") return agreed();
    if (p_.state == "performing") return performing();
    if (p_.state == "reopened") return reopened();
    if (p_.state == "breached") return breached();
    if (p_.state == "fulfilled") return fulfilled();
    if (p_.state == "visited") return visited();
    if (p_.state == "stopped") return tell("tell_routes");
    if (p_.state == "told") return told();
    return std::nullopt;
  }

 private:
  bool go(const std::string& move, MoveFields fields = {}, bool paper = false) { return s_.go(story_, mediator_, p_, move, std::move(fields), paper); }
  std::int64_t done(std::string_view move) const { return times_done(history_, p_, move); }
  const Party& first() const { return file_.parties[0]; }
  const Party& second() const { return file_.parties[1]; }

  std::optional<double> refuse() {
    const Party& party = story_.dice() <= 25 ? first() : second();
    const MoveFields fields{{"refusing_party", party.id.text}, {"refused_on", s_.today()}, {"refuse_way", "oral"}};
    if (story_.dice() <= 20) {
      const Actor person = DemoCast::party(party.id, file_.matter.id);
      s_.go(story_, &person, p_, "refuse", {});  // who, when and how are the act's own
    } else {
      go("refuse", fields);
    }
    return 10;
  }

  std::optional<double> applied() {
    if (story_.chance(2)) {
      MoveFields fields = s_.because(story_, "decline");
      fields["decline_ground"] = "pending";
      go("decline", std::move(fields));
      return 8;
    }
    if (!mediator_) return 24;
    MoveFields told{{"mediator_post", mediator_->account->text}, {"recusal", "none"}, {"informed_on", s_.today()}};
    if (story_.dice() <= 4) {
      told["recusal"] = "changed";
      told["recusal_party"] = first().id.text;
    }
    go("inform", std::move(told));
    return 6;
  }

  std::optional<double> asking() {
    if (story_.aims({"stopped", "told"}) || story_.chance(5)) return refuse();
    std::vector<const Party*> silent;
    for (const Party& party : file_.parties) {
      const bool agreed = std::any_of(file_.consents.begin(), file_.consents.end(),
                                      [&](const ConsentRecord& c) { return c.proceeding == p_.id && c.party == party.id && c.given; });
      if (!agreed) silent.push_back(&party);
    }
    if (silent.empty()) {
      go("register", {{"dispute_kind", story_.category}, {"hardness", story_.chance(12) ? "hard" : story_.chance(40) ? "general" : "simple"}});
      return 10;
    }
    const Party& party = *silent.front();
    const MoveFields fields{{"consenting_party", party.id.text}, {"consent_on", s_.today()}, {"consent_way", "signed"}};
    if (story_.dice() <= 20) {
      const Actor person = DemoCast::party(party.id, file_.matter.id);
      s_.go(story_, &person, p_, "consent", {{"consenting_party", party.id.text}, {"consent_on", s_.today()}, {"consent_way", "online"}});
    } else {
      go("consent", fields);
    }
    return 5;
  }

  MoveFields sitting() {
    const Date day = s_.house().now().date();
    const std::string present = first().name.value_or("反映人") + "、" + second().name.value_or("对方") + "、调解员";
    return {{"session_on", Time::at(day, 9, 30).text()}, {"session_place", "调解室"}, {"session_kind", "together"},
            {"present", present}, {"record", s_.say(story_, "session")}};
  }

  // One thing to be done, or one sum to be paid, or both.
  std::string clauses(Date due) {
    // A larger sum is paid half at once and half on the day.
    const auto parts = [&](std::int64_t sum) {
      const auto part = [](std::int64_t fen, Date day) { return R"({"quantity":)" + std::to_string(fen) + R"(,"due":")" + day.text() + "\"}"; };
      return R"(,"parts":[)" + part(sum / 2, due.plus(-4)) + "," + part(sum - sum / 2, due) + "]";
    };
    const auto clause = [&](const std::string& deed, const std::string& text, std::int64_t quantity, const char* unit, const char* method) {
      const std::string more = deed == "pay" && quantity >= 1'000'000 ? parts(quantity) : std::string();
      return R"({"debtor":")" + second().id.text + R"(","creditor":")" + first().id.text + R"(","deed":")" + deed + R"(","text":")" + text +
             R"(","quantity":)" + std::to_string(quantity) + R"(,"unit":")" + unit + R"(","due":")" + due.text() + R"(","method":")" + method + "\"" + more + "}";
    };
    const std::int64_t dice = story_.dice();
    std::string out;
    if (dice <= 70) out = clause("do", s_.say(story_, "clause_do"), 1, "time", "自行完成");
    if (dice > 45) out += (out.empty() ? "" : ",") + clause("pay", s_.say(story_, "clause_pay"), story_.seeded.between(3, 200) * 10'000, "fen", "转账");
    return "[" + out + "]";
  }

  std::optional<double> mediating() {
    if (p_.state == "mediating" && (story_.aims({"appraising"}) || (story_.chance(2) && done("appraise") == 0))) {
      go("appraise", s_.because(story_), true);
      return 120;
    }
    if (story_.chance(2)) return refuse();
    if (story_.chance(8)) go("investigate", {{"record", s_.say(story_, "investigate")}});
    if (story_.chance(1)) go("warn", {{"warning", s_.say(story_, "warning")}, {"averted", "petition"}, {"averted_people", "12"}});
    if (story_.chance(2) && done("extend") == 0) {
      MoveFields fields = s_.because(story_, "extend");
      fields["extend_days"] = "10";
      go("extend", std::move(fields), true);
      return 30;
    }
    if (p_.state == "registered" || done("session") < story_.records_wanted) {
      go("session", sitting());
      return 30;
    }
    const int days = static_cast<int>(story_.seeded.between(5, 30));
    const Date due = s_.house().now().date().plus(story_.aims({"breached"}) ? 1 : days);  // what is to be broken falls due soon
    MoveFields fields{{"facts", s_.say(story_, "facts")}, {"clauses", clauses(due)}, {"last_due_on", due.text()}};
    const std::int64_t dice = story_.dice();
    if (story_.halt.empty() && dice <= 9) {
      go("fail", s_.because(story_, "fail_reason"));
      return 8;
    }
    if (story_.halt.empty() && dice <= 32) {
      fields["oral_agreed_on"] = s_.today();
      go("succeed_oral", std::move(fields));
      return 40;
    }
    go("succeed_written", std::move(fields));
    return 10;
  }

  std::optional<double> agreed() {
    if (story_.chance(2) && done("back_to_session") == 0) {
      go("back_to_session", s_.because(story_));
      return 20;
    }
    for (const Party& party : file_.parties) {
      MoveFields signs{{"signing_party", party.id.text}, {"party_signed_on", s_.today()}, {"signed_way", "signature"}};
      if (story_.dice() > 80) {
        signs["signed_way"] = "fingerprint";
        signs["reader"] = "化名代读人";
      }
      if (!go("sign", std::move(signs))) return 8;
    }
    go("take_effect", {{"mediator_signed_on", s_.today()}, {"sealed_on", s_.today()}});
    return 40;
  }

  std::optional<double> performing() {
    const Obligation* open = nullptr;
    for (const Obligation& o : file_.obligations) {
      if (o.subject == p_.id.text && still_owed(o)) open = &o;
    }
    if (!open) {
      go("fulfil");
      return 20;
    }
    const Date today = s_.house().now().date();
    const bool due = open->due_day && today > *open->due_day;
    const bool breaks = story_.aims({"breached"});
    if (breaks && !due && open->due_day) return 26;  // not before its day
    if (breaks || (due && done("breach") == 0 && story_.chance(12))) {
      go("breach", s_.because(story_, "breach"));
      return 20;
    }
    if (story_.chance(6) && done("confirmation_filed") == 0) {
      go("confirmation_filed", {{"filed_on", s_.today()}, {"joint_way", "written"}, {"court_name", "普定县人民法院"}});
    } else if (done("confirmation_filed") > 0 && done("confirmation_ruled") == 0 && story_.chance(60)) {
      go("confirmation_ruled", {{"ruling_number", "（" + s_.today().substr(0, 4) + "）黔0422民特" + std::to_string(story_.seeded.between(901, 999)) + "号"}, {"ruled_on", s_.today()}}, true);
    }
    if (due || story_.dice() <= 45) {
      s_.perform(story_, mediator_, *open);
      return 20;
    }
    if (story_.dice() <= 25) go("follow_up", {{"visit_on", s_.today()}, {"visit_text", s_.say(story_, "follow")}});
    return 80;
  }

  std::optional<double> tell(const std::string& move) {
    go(move, {{"routes", s_.say(story_, "routes")}, {"told_on", s_.today()}, {"told_way", "face"}}, true);
    return 16;
  }

  std::optional<double> breached() {
    if (story_.dice() > 50) return tell("tell_enforcement");
    go("perform_late", s_.because(story_));
    return 30;
  }

  std::optional<double> fulfilled() {
    MoveFields fields{{"visit_on", s_.today()}, {"visit_way", story_.dice() <= 60 ? "call" : "visit"}, {"visit_text", s_.say(story_, "visit")}};
    const bool unhappy = story_.aims({"reopened"}) || (story_.chance(4) && p_.round == 1);
    if (!unhappy && story_.chance(4) && done("return_visit_fail") == 0) {
      fields["visit_text"] = s_.say(story_, "visit_bad");
      s_.go(story_, s_.verifier(story_), p_, "return_visit_fail", std::move(fields));
      return 40;
    }
    if (unhappy) {
      fields["visit_text"] = "履行了，但当事人说做得不到位，要求再跟进。";
      s_.go(story_, s_.verifier(story_), p_, "return_visit_unhappy", std::move(fields));
      return 40;
    }
    s_.go(story_, s_.verifier(story_), p_, "return_visit", std::move(fields));
    return 8;
  }

  std::optional<double> reopened() {
    go("followed_up", {{"followed_up_on", s_.today()}, {"visit_text", s_.say(story_, "follow")}});
    return 16;
  }

  std::optional<double> visited() {
    if (p_.outcome == "fulfilled") {
      s_.go(story_, s_.triage(story_), p_, "close_success");
    } else {
      s_.go(story_, s_.triage(story_), p_, "close_unperformed", s_.because(story_, "breach"));
    }
    return 8;
  }

  std::optional<double> told() {
    if (p_.outcome == "failed" && p_.round == 1 && story_.chance(10)) {
      bool all = true;
      for (const Party& party : file_.parties) {
        all = go("consent_again", {{"consenting_party", party.id.text}, {"consent_on", s_.today()}, {"consent_way", "signed"}}) && all;
      }
      if (all && mediator_ && go("restart", {{"mediator_post", mediator_->account->text}})) return 30;
    }
    s_.go(story_, s_.triage(story_), p_, p_.outcome == "not_accepted" ? "close_declined" : "close_failed");
    return 8;
  }

  DemoStage& s_;
  Story& story_;
  const MatterFile& file_;
  const Proceeding& p_;
  const History history_;
  const Actor* mediator_;
};

}  // namespace

std::optional<double> mediation_turn(DemoStage& stage, Story& story, const MatterFile& file, const Proceeding& proceeding) {
  return MediationTurn(stage, story, file, proceeding).take();
}

}  // namespace lianhu
