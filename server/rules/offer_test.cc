// Random walks: what is offered can be done, what is blocked cannot, and after every step the file holds together.

#include "rules/offer.h"
#include "rules/form.h"
#include "rules/own_word.h"

#include <cstdio>
#include <cstdlib>
#include <set>

#include <gtest/gtest.h>

#include "rules/clockwork.h"
#include "rules/draft.h"
#include "rules/seeded.h"
#include "rules/spine_fixture.h"

namespace lianhu::spine {
namespace {

std::uint64_t seed() {
  const char* given = std::getenv("LIANHU_SEED");
  const std::uint64_t value = given == nullptr ? 20260901 : std::strtoull(given, nullptr, 10);
  std::printf("LIANHU_SEED=%llu\n", static_cast<unsigned long long>(value));
  return value;
}

class Walker {
 public:
  explicit Walker(std::uint64_t seed) : random_(seed), c_(county_) {}

  // "" or the first thing found wrong.
  std::string walk(int steps) {
    for (int life = 0; done_ < steps;) {
      if (life-- == 0) {
        begin();
        life = static_cast<int>(random_.between(5, 400));
      }
      c_.now = c_.now.plus_ms(random_.between(0, 30) * 3'600'000);
      if (random_.between(1, 10) == 1) {
        c_.tick();
        if (std::string wrong = broken(); !wrong.empty()) return "tick: " + wrong;
      }
      if (random_.between(1, 6) == 1) settle_one();
      if (std::string wrong = step(); !wrong.empty()) return std::to_string(done_) + ": " + wrong;
    }
    return {};
  }
  int done_ = 0, blocked_ = 0;
  std::map<std::string, int> moves_;  // how often each was done

 private:
  template <class T>
  const T& of(const std::vector<T>& all) {
    return all[static_cast<std::size_t>(random_.between(0, static_cast<std::int64_t>(all.size()) - 1))];
  }

  void begin() {
    c_ = Case(county_, Time::at(Date::of(2026, 3, 2).plus(static_cast<int>(random_.between(0, 200))), 9));
    Intake intake;
    intake.category = of<std::string>({"facility.drain", "dispute.neighbour", "dispute.neighbour", "dispute.administrative"});
    intake.received_at = c_.now.plus_ms(-random_.between(0, 3) * 86'400'000);
    if (!c_.report(random_.between(0, 1) == 0 ? "" : "gs_worker", intake)) throw std::logic_error("intake refused");
    if (random_.between(0, 3) > 0) c_.add_party(PartyRole::respondent);
  }

  void settle_one() {
    for (Obligation& o : c_.file.obligations) {
      if (o.state == "open") {
        o.state = "kept";
        return;
      }
    }
  }

  std::string step() {
    std::vector<std::string> names = county_.logins();
    for (std::size_t i = 0; i < c_.file.parties.size(); ++i) names.push_back("p" + std::to_string(i));
    // Mostly somebody who is in the thick of it.
    const std::vector<std::string> busy{"tm_mediator", "tm_mediator", "tm_mediator", "tc_triage", "tc_verifier", "wb_handler", "hb_handler", "p0",
                                        c_.file.parties.size() > 1 ? "p1" : "p0"};
    const std::string name = random_.between(0, 4) == 0 ? of(names) : of(busy);
    const std::vector<Offer> all = offers(c_.actor(name), c_.file, c_.ground());
    if (all.empty()) return {};
    const Offer& offer = pick(all);
    const auto order = fit(offer, c_.actor(name));
    if (!order) return {};
    const auto change = decide(*order, c_.actor(name), c_.file, c_.ground());
    const std::string what = name + " " + offer.move->name + " in " + c_.file.proceeding(offer.proceeding)->state;
    ++done_;
    if (!offer.blocked.empty()) {
      ++blocked_;
      return change ? what + ": blocked (" + offer.blocked.front() + ") and yet done" : "";
    }
    if (!change) return what + ": offered and yet refused: " + change.error().message;
    if (change->events.empty() || change->events.front().row.kind != offer.move->name) return what + ": its event is not first";
    apply_to(c_.file, *change);
    ++moves_[offer.move->name];
    if (next_step(c_.file, c_.ground()).starts_with("最迟")) return what + ": the next step is a date and no step";
    const std::string wrong = broken();
    return wrong.empty() ? wrong : what + ": " + wrong;
  }

  // Ends are rare, so that walks get long.
  const Offer& pick(const std::vector<Offer>& all) {
    std::vector<const Offer*> ahead;
    for (const Offer& offer : all) {
      if (offer.blocked.empty() && offer.move->tone == Tone::primary) ahead.push_back(&offer);
    }
    if (!ahead.empty() && random_.between(0, 2) > 0) return *of(ahead);
    for (int n = 0; n < 4; ++n) {
      const Offer& one = of(all);
      const bool ends = std::any_of(one.move->effects.begin(), one.move->effects.end(), [](const Effect& e) {
        return e.what == Do::close || e.outcome == "refused" || e.outcome == "failed";
      });
      if (!ends || random_.between(1, 10) == 1) return one;
    }
    return all.front();
  }

  std::optional<Order> fit(const Offer& offer, const Actor& actor) {
    Order order;
    order.proceeding = offer.proceeding;
    order.move = offer.move->name;
    const Proceeding& proceeding = *c_.file.proceeding(offer.proceeding);
    for (const Ask& ask : offer.move->asks) {
      // Who signs by a finger only needs somebody who read it out or saw it (rules/signing.h).
      if (!ask.required && ask.field != "reader" && random_.between(0, 1) == 0) continue;
      const Field& field = *offer.procedure->field(ask.field);
      if (own_word(*offer.move, actor) && own_value(field, actor, c_.now)) continue;
      if (!asked_now(field, *offer.move, order)) continue;
      if (field.kind == FieldKind::files) {
        order.attachments.push_back(AttachmentId{"att-" + std::to_string(done_)});
        continue;
      }
      const auto value = fit_value(field, *offer.move, order, actor, proceeding);
      if (value) {
        order.fields[ask.field] = *value;
      } else if (ask.required) {
        return std::nullopt;
      }
    }
    if (offer.move->reason) order.fields["reason"] = "理由充分";
    return order;
  }

  std::optional<std::string> fit_value(const Field& field, const Move& move, Order& order, const Actor& actor, const Proceeding& proceeding) {
    switch (field.kind) {
      case FieldKind::text:
      case FieldKind::longtext: return "情况属实";
      case FieldKind::choice: return of(field.choices).value;
      case FieldKind::date:
        if (field.name == "last_due_on") return c_.now.date().plus(9 + static_cast<int>(random_.between(0, 5))).text();
        if (field.name == "agreed_on" || field.name == "party_signed_on" || field.name == "mediator_signed_on" || field.name == "sealed_on") return c_.now.date().text();  // never before it was agreed
        return c_.now.date().plus(static_cast<int>(random_.between(-5, told_of_the_past(field) ? 0 : 5))).text();
      case FieldKind::time: return c_.now.text();
      case FieldKind::office: return refers(move) ? "tm" : fit_office(proceeding);
      case FieldKind::offices: return random_.between(0, 1) == 0 ? "hb" : "hb,vl";
      case FieldKind::post: return fit_post(move, order, proceeding);
      case FieldKind::party: return actor.party ? actor.party->text : of(c_.file.parties).id.text;
      case FieldKind::money:
      case FieldKind::number: return std::to_string(random_.between(field.min.value_or(1), field.max.value_or(100)));
      case FieldKind::boolean: return "true";
      case FieldKind::category: return of<std::string>({"facility.drain", "dispute.neighbour"});
      case FieldKind::procedure: return of<std::string>({"people_mediation@5", "grid_matter@5"});
      case FieldKind::duty: return fit_duty(actor, move, proceeding);
      case FieldKind::assignment: return of(c_.file.assignments).id.text;
      case FieldKind::matter: order.other_matter = MatterId{"id-other"}; return "PD-2026-000001";
      case FieldKind::clauses:
        return R"([{"debtor":")" + c_.file.parties[0].id.text + R"(","deed":"do","text":"清掏","due":")" + c_.now.date().plus(9).text() + R"("}])";
      case FieldKind::files: return std::nullopt;
    }
    return std::nullopt;
  }
  static bool refers(const Move& move) {
    return std::any_of(move.effects.begin(), move.effects.end(), [](const Effect& e) { return e.what == Do::refer; });
  }
  std::string fit_office(const Proceeding& proceeding) {
    for (;;) {
      const std::string office = of<std::string>({"wb", "hb", "tm", "tm", "ct"});
      const Assignment* back = nullptr;
      for (const Assignment& a : c_.file.assignments) {
        if (a.proceeding == proceeding.id && a.open && a.state == AssignmentState::returned) back = &a;
      }
      if (!back || back->office.text != office) return office;
    }
  }
  std::optional<std::string> fit_post(const Move& move, const Order& order, const Proceeding& proceeding) {
    OfficeId office = proceeding.lead_office.value_or(OfficeId{});
    for (const Effect& effect : move.effects) {
      const auto lead = order.fields.find(effect.lead);
      if (!effect.receiver.empty() && lead != order.fields.end()) office = OfficeId{lead->second};
    }
    // Mostly the one who is in the thick of it: a case is its mediator's.
    if (office.text == "tm" && random_.between(0, 19) > 0) return "tm_mediator";
    const auto& posts = county_.directory.posts_in(office);
    if (posts.empty()) return std::nullopt;
    return of(posts).account.text;
  }
  // A row of the office's own that no ruling has rejected.
  std::optional<std::string> fit_duty(const Actor& actor, const Move& move, const Proceeding& proceeding) {
    const Assignment* own = own_assignment(actor, c_.file, proceeding, &move);
    for (const Duty& duty : county_.directory.duties()) {
      const bool spent = std::any_of(c_.precedents.begin(), c_.precedents.end(), [&](const Ruling& r) { return r.duty == duty.id.text; });
      if ((!own || duty.office == own->office) && !spent) return duty.id.text;
    }
    return std::nullopt;
  }

  // ---- what must hold, said anew from the procedure's text ----
  std::string broken() {
    const MatterFile& file = c_.file;
    for (const Proceeding& p : file.proceedings) {
      if (std::string wrong = broken(p); !wrong.empty()) return wrong;
    }
    const Proceeding* shown = &file.proceedings.front();
    for (const Proceeding& p : file.proceedings) {
      if (p.parent == shown->id && !p.closed_at) shown = &p;
    }
    if (file.matter.status_title != rules().procedures.find(shown->procedure())->state(shown->state)->title) return "status is not the state's";
    std::optional<Time> due, red;  // a red clock stands before the others, a paused one shows nothing
    for (const Deadline& d : file.deadlines) {
      const bool runs = d.state == DeadlineState::armed || d.state == DeadlineState::paused || (d.state == DeadlineState::missed && !d.met_at);
      const bool shows = runs && d.state != DeadlineState::paused && d.subject_kind == "proceeding" && d.due_at;
      if (shows && (!due || *d.due_at < *due)) due = d.due_at;
      if (shows && d.lamp == Lamp::red && (!red || *d.due_at < *red)) red = d.due_at;
      if (runs && d.state != DeadlineState::paused && d.next_at && *d.next_at <= c_.now.plus_ms(-60LL * 86'400'000)) return "a clock is not looked at";
    }
    if ((red ? red : due) != file.matter.due_at) return "due_at is not the earliest";
    if (file.matter.lamp == Lamp::red && !red) return "the lamp is of another clock";
    return {};
  }

  std::string broken(const Proceeding& p) {
    const MatterFile& file = c_.file;
    const Procedure& procedure = *rules().procedures.find(p.procedure());
    const State& state = *procedure.state(p.state);
    int leads = 0, desks = 0, endings = 0, verifiers = 0, tracked = 0;
    for (const Assignment& a : file.assignments) {
      if (a.proceeding != p.id || !a.open) continue;
      if (a.state == AssignmentState::ended || a.state == AssignmentState::reported) return "an ended assignment is open";
      leads += a.kind == AssignmentKind::lead ? 1 : 0;
      desks += a.kind == AssignmentKind::desk ? 1 : 0;
      endings += a.kind == AssignmentKind::closing ? 1 : 0;
      verifiers += a.kind == AssignmentKind::verify ? 1 : 0;
      tracked += a.kind == AssignmentKind::track ? 1 : 0;
      if (p.closed_at && !is_duty(a.kind)) return "work is open on a closed proceeding";
    }
    if (leads > 1) return "two open leads";
    if (p.closed_at.has_value() != (p.state == "closed" || p.state == "archived")) return "closed and not closed";
    bool child = false;
    for (const Proceeding& other : file.proceedings) {
      if (other.parent != p.id || other.closed_at) continue;
      child = true;
      if (other.round == 1 && p.state != "referred") return "a child goes on though its parent took the matter back";
    }
    const bool idle = (child && (p.closed_at || p.state == "referred")) || (p.parent && p.closed_at);
    std::string referred_by;
    for (const PastEvent& event : file.events) {
      const std::string& kind = event.row.kind;
      if (event.row.proceeding == p.id && (kind == "refer" || kind == "refer_out" || kind == "refer_to_mediation")) referred_by = kind;
    }
    const bool outside = p.state == "referred" && referred_by == "refer_out";
    if (tracked != (outside ? 1 : 0)) return "tracking disagrees with " + p.state;
    const bool desk_waits = waits_for(procedure, p.state, AssignmentKind::desk) && !idle && !outside;
    if (desks + endings != (desk_waits ? 1 : 0)) return "the desk's work disagrees with " + p.state;
    const bool at_the_end = p.state == "verified" || p.state == "closed" || p.state == "visited" || p.state == "told";
    if (endings && !at_the_end) return "there is more to do than to close in " + p.state;
    if (desks && at_the_end) return "nothing is left to assign in " + p.state;
    if (verifiers != (waits_for(procedure, p.state, AssignmentKind::verify) && !idle ? 1 : 0)) return "the verifiers' work disagrees with " + p.state;
    if (state.terminal && (desks || endings || verifiers)) return "work on an archived proceeding";
    return clocks(p, procedure, state);
  }

  std::string clocks(const Proceeding& p, const Procedure& procedure, const State& state) {
    const MatterFile& file = c_.file;
    std::set<std::string> running_names, lapsed;
    for (const Deadline& d : file.deadlines) {
      const Assignment* a = d.subject_kind == "assignment" ? file.assignment(AssignmentId{d.subject}) : nullptr;
      if (d.subject != p.id.text && !(a && a->proceeding == p.id)) continue;
      if (d.state == DeadlineState::cancelled) lapsed.insert(d.clock);
      if (!running(d)) continue;
      if (a && !a->open) return "a clock runs for an ended assignment: " + d.clock;
      if (!running_names.insert(d.clock + "/" + d.subject).second) return "a clock runs twice: " + d.clock;
      if (std::find(state.clocks.begin(), state.clocks.end(), d.clock) == state.clocks.end()) return "a clock runs that " + p.state + " does not name: " + d.clock;
    }
    for (const std::string& name : state.clocks) {
      const ClockUse& use = *procedure.clock(name);
      if (use.subject == Subject::assignment || lapsed.count(name)) continue;  // one per assignment: checked next
      const bool waits_for_a_date = use.from == ClockFrom::field && !running_names.count(name + "/" + p.id.text);
      if (!running_names.count(name + "/" + p.id.text) && !waits_for_a_date) return "no clock " + name + " in " + p.state;
    }
    for (const Assignment& a : file.assignments) {
      if (a.proceeding != p.id || !a.open || is_duty(a.kind)) continue;
      for (const std::string& name : state.clocks) {
        const ClockUse& use = *procedure.clock(name);
        if (use.subject != Subject::assignment) continue;
        const bool wanted = use.from == ClockFrom::assigned ? a.state == AssignmentState::given
                                                            : a.state == AssignmentState::accepted && a.kind != AssignmentKind::copied;
        if (wanted != (running_names.count(name + "/" + a.id.text) > 0)) return "clock " + name + " disagrees with an assignment in " + p.state;
      }
    }
    return {};
  }

  County county_;
  Seeded random_;
  Case c_;
};

TEST(Offers, HoldOverTwentyThousandStepsAndSoDoesTheFile) {
  const std::vector<std::string> deep{"archive", "reopen",      "rule_reject", "rule_uphold", "verify_fail", "extend_grant", "resume",
                                      "session", "take_effect", "restart",     "recall",      "take_back",   "acknowledge",  "close_success"};
  Walker walker(seed());
  ASSERT_EQ(walker.walk(20'000), "");
  EXPECT_GT(walker.blocked_, 500);
  // The walk is worth something only if it gets far: on until every deep move was made.
  const auto missing = [&] {
    const auto at = std::find_if(deep.begin(), deep.end(), [&](const std::string& move) { return walker.moves_[move] == 0; });
    return at == deep.end() ? std::string() : *at;
  };
  while (!missing().empty() && walker.done_ < 200'000) ASSERT_EQ(walker.walk(walker.done_ + 10'000), "");
  EXPECT_EQ(missing(), "");
}

TEST(Offers, TheFirstIsWhatTheDeepestProceedingWaitsFor) {
  const County county;
  Case c(county);
  ASSERT_TRUE(c.report().ok());
  const auto all = offers(c.actor("tc_triage"), c.file, c.ground());
  ASSERT_FALSE(all.empty());
  EXPECT_EQ(all.front().move->name, "accept");
}

TEST(Offers, NobodyHandsUpToThemselves) {
  const County county;
  Case c(county);
  ASSERT_TRUE(c.report().ok());
  ASSERT_EQ(c.act("tc_triage", "accept", {{"category", "facility.drain"}, {"difficulty", "ordinary"}}), "");
  const auto offered = [&](const char* login) {
    const auto all = offers(c.actor(login), c.file, c.ground());
    return std::any_of(all.begin(), all.end(), [](const Offer& o) { return o.move->name == "report_up"; });
  };
  EXPECT_TRUE(offered("tc_triage"));
  EXPECT_FALSE(offered("cc_triage")) << "the county centre is where it would go";
  EXPECT_NE(c.act("cc_triage", "report_up", {{"reason", "拿不准"}}), "");
  EXPECT_EQ(c.act("tc_triage", "report_up", {{"reason", "拿不准"}}), "");
}

TEST(Steps, NameTheTermThatIsDueFirst) {
  const County county;
  Case c(county);
  ASSERT_TRUE(c.report().ok());
  ASSERT_EQ(c.act("tc_triage", "accept", {{"category", "facility.drain"}, {"difficulty", "ordinary"}}), "");
  Deadline court;
  court.subject_kind = "reference";
  court.title = "法院委托调解期限";
  court.state = DeadlineState::armed;
  court.due_day = Date::of(2026, 9, 1);
  court.due_at = Time::at(Date::of(2026, 9, 2)).plus_ms(-1);
  c.file.deadlines.push_back(court);
  const RowClock clock = matter_clock(c.file.deadlines, false);
  c.file.matter.due_at = clock.due_at;
  c.file.matter.due_title = clock.title;
  EXPECT_EQ(next_step(c.file, c.ground(), true), "由分流岗确定主办机构。先到的是法院委托调解期限：2026年9月1日。这一步最迟2026年9月2日。");
  EXPECT_EQ(next_step(c.file, c.ground()), "正在确定主办机构。最迟2026年9月2日。") << "what the court is owed is not the person's";
  // Whose own row shows another term, reads that one: as in their list.
  Assignment own;
  own.due_at = Time::at(Date::of(2026, 8, 30)).plus_ms(-1);
  own.due_title = "签收期限（内部期限）";
  EXPECT_EQ(next_step(c.file, c.ground(), true, &own), "由分流岗确定主办机构。已超期的是签收期限（2026年8月29日到期）。这一步最迟2026年9月2日。");
}

TEST(Steps, TheDayAnotherSystemWaitsForComesFirstForStaffOnly) {
  County county;
  Case c(county);
  ASSERT_TRUE(c.report().ok());
  ASSERT_EQ(c.act("tc_triage", "accept", {{"category", "facility.drain"}, {"difficulty", "ordinary"}}), "");
  ExternalReference ticket;
  ticket.system = "hotline";
  ticket.due_at = Time::at(Date::of(2026, 9, 2)).plus_ms(-1);
  c.file.external.push_back(ticket);
  EXPECT_EQ(next_step(c.file, c.ground(), true), "由分流岗确定主办机构。先到的是对方要求答复的日期：2026年9月1日。这一步最迟2026年9月2日。");
  EXPECT_EQ(next_step(c.file, c.ground()), "正在确定主办机构。最迟2026年9月2日。") << "their own desk's day is not the person's";
  c.file.external.back().reply_state = "replied";
  EXPECT_EQ(next_step(c.file, c.ground(), true).find("对方要求"), std::string::npos) << "answered";
}

TEST(Steps, ShowWhereItIsAndWhatComesNext) {
  const County county;
  Case c(county);
  ASSERT_TRUE(c.report().ok());
  ASSERT_EQ(c.act("tc_triage", "accept", {{"category", "facility.drain"}, {"difficulty", "ordinary"}}), "");
  const auto bar = steps(*rules().procedures.find("grid_matter@5"), c.file.proceedings[0], c.file);
  ASSERT_EQ(bar.size(), 8u);
  EXPECT_EQ(bar[0].state, "done");
  EXPECT_EQ(bar[2].state, "current");
  EXPECT_TRUE(bar[2].at);
  EXPECT_EQ(bar[3].state, "todo");
  EXPECT_FALSE(bar[3].at);
  EXPECT_EQ(next_step(c.file, c.ground()), "正在确定主办机构。最迟2026年9月2日。");
  EXPECT_EQ(next_step(c.file, c.ground(), true), "由分流岗确定主办机构。最迟2026年9月2日。");
  ASSERT_EQ(c.act("tc_triage", "assign", {{"lead_office", "wb"}, {"lead_receiver", "wb_handler"}}), "");
  EXPECT_EQ(next_step(c.file, c.ground(), true), next_step(c.file, c.ground())) << "one sentence serves both";
  c.now = Time::at(Date::of(2026, 10, 20), 9);
  EXPECT_EQ(next_step(c.file, c.ground()).find("最迟"), std::string::npos) << next_step(c.file, c.ground()) << ": a day that has passed is no day to come";
  EXPECT_EQ(bar[1].title, "受理");
  EXPECT_EQ(bar[1].state, "done") << "accepting passed it";
  EXPECT_TRUE(bar[1].at);
}

TEST(Steps, WhatAWithdrawalLeftUndoneIsNotTicked) {
  const County county;
  Case c(county);
  ASSERT_TRUE(c.report().ok());
  ASSERT_EQ(c.act("p0", "withdraw"), "");
  const auto bar = steps(*rules().procedures.find("grid_matter@5"), c.file.proceedings[0], c.file);
  std::string marks;
  for (const StepView& step : bar) marks += step.title + ":" + step.state + " ";
  EXPECT_EQ(marks, "登记:done 受理:skipped 分流:skipped 办理:skipped 核查:skipped 结案:done 评价:current 归档:todo ");
}

// A dispute between neighbours, both known, accepted.
void accepted_dispute(Case& c) {
  Intake intake;
  intake.category = "dispute.neighbour";
  ASSERT_TRUE(c.report("", intake).ok());
  c.add_party(PartyRole::respondent);
  ASSERT_EQ(c.act("tc_triage", "accept", {{"category", "dispute.neighbour"}, {"difficulty", "ordinary"}}), "");
}

TEST(OwnWord, FixesWhoSpeaksTheDayAndTheWay) {
  const County county;
  Case c(county);
  accepted_dispute(c);
  ASSERT_EQ(c.act("tc_triage", "refer_to_mediation", {{"lead_office", "tm"}, {"lead_receiver", "tm_mediator"}}), "");
  ASSERT_EQ(c.act("tm_mediator", "inform", {{"mediator_post", "tm_mediator"}, {"recusal", "none"}, {"informed_on", "2026-09-01"}}, 0, 1), "") << c.message;
  const std::string neighbour = c.file.parties.at(1).id.text;
  EXPECT_EQ(c.act("p0", "consent", {{"consent_on", "2026-12-20"}}, 0, 1), "invalid_fields") << "a day to come";
  EXPECT_EQ(c.act("p0", "consent", {{"consent_on", "2026-08-20"}}, 0, 1), "invalid_fields") << "a day gone by";
  EXPECT_EQ(c.act("p0", "consent", {{"consent_way", "signed"}}, 0, 1), "invalid_fields") << "from a phone nothing is signed";
  EXPECT_EQ(c.act("p0", "consent", {{"consenting_party", neighbour}}, 0, 1), "invalid_fields");
  ASSERT_EQ(c.act("p0", "consent", {}, 0, 1), "") << c.message;
  const auto& told = *c.file.events.back().told;
  EXPECT_EQ(told.fields.at("consenting_party"), c.file.parties.at(0).id.text);
  EXPECT_EQ(told.fields.at("consent_on"), "2026-09-01");
  EXPECT_EQ(told.fields.at("consent_way"), "online");
  EXPECT_EQ(c.act("tm_mediator", "consent", {{"consenting_party", neighbour}, {"consent_on", "2026-09-02"}, {"consent_way", "signed"}}, 0, 1), "invalid_fields")
      << "not even the mediator knows tomorrow";
}

TEST(Offers, WhoMediatesIsACommittee) {
  const County county;
  Case c(county);
  accepted_dispute(c);
  EXPECT_EQ(c.act("tc_triage", "refer_to_mediation", {{"lead_office", "wb"}, {"lead_receiver", "wb_handler"}}), "invalid_fields");
  EXPECT_EQ(c.message, "人民调解由人民调解委员会主持，请重新选择“主办机构”");
  ASSERT_EQ(c.act("tc_triage", "refer_to_mediation", {{"lead_office", "tm"}}), "") << c.message;
  const auto all = offers(c.actor("tc_triage"), c.file, c.ground());
  EXPECT_EQ(all.back().move->tone, Tone::danger) << "what stops comes last";
  EXPECT_NE(all.front().move->tone, Tone::danger);
}

TEST(Offers, AnAssignmentThatIsSignedByAnotherMoveSaysSo) {
  const County county;
  Case c(county);
  accepted_dispute(c);
  ASSERT_EQ(c.act("tc_triage", "refer_to_mediation", {{"lead_office", "tm"}, {"lead_receiver", "tm_mediator"}}), "") << c.message;
  const auto first = [&] { return offers(c.actor("tm_mediator"), c.file, c.ground()).front(); };
  EXPECT_EQ(first().move->name, "inform");
  EXPECT_TRUE(first().unsigned_yet);
  ASSERT_EQ(c.act("tm_mediator", "inform", {{"mediator_post", "tm_mediator"}, {"recusal", "none"}, {"informed_on", "2026-09-01"}}, 0, 1), "") << c.message;
  EXPECT_FALSE(first().unsigned_yet);
}

}  // namespace
}  // namespace lianhu::spine
