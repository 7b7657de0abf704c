// Facts corrected by several hands: nothing is overwritten that its writer did not see, and nothing is taken twice.

#include "rules/correct.h"

#include <gtest/gtest.h>

#include "rules/category.h"
#include "rules/fact.h"
#include "rules/spine_fixture.h"

namespace lianhu::spine {
namespace {

struct Correct : ::testing::Test {
  Correct() : c(county) {
    EXPECT_TRUE(c.report("gs_worker").ok());
    phone = "parties/" + c.file.parties.front().id.text + "/phone";
  }

  Correction of(std::vector<Edit> edits) {
    Correction one;
    one.edits = std::move(edits);
    one.client_id = "client-" + std::to_string(++clients);
    one.device = "device";
    one.device_seq = clients;
    one.made_at = c.now;
    return one;
  }
  // "" when it was done, else the refusal's code.
  std::string send(const std::string& login, const Correction& correction) {
    auto change = correct(correction, c.actor(login), c.file, c.ground());
    if (!change) {
      refusal = change.error();
      return change.error().code;
    }
    c.last = std::move(*change);
    apply_to(c.file, c.last);
    return {};
  }
  std::string edit(const std::string& login, const std::string& fact, const std::string& base, const std::string& value) {
    return send(login, of({{fact, base, value}}));
  }
  std::string pick(const std::string& login, const RecordChoice& choice) {
    auto change = choose(choice, c.actor(login), c.file, c.ground());
    if (!change) {
      refusal = change.error();
      return change.error().code;
    }
    c.last = std::move(*change);
    apply_to(c.file, c.last);
    return {};
  }
  std::string value(const std::string& fact) const { return fact_value(c.file, *fact_named(c.file, fact)); }
  void to_assigned() {
    ASSERT_EQ(c.act("tc_triage", "accept", {{"category", "facility.drain"}, {"difficulty", "ordinary"}}), "") << c.message;
    ASSERT_EQ(c.act("tc_triage", "assign", {{"lead_office", "wb"}, {"lead_receiver", "wb_handler"}}), "") << c.message;
  }

  County county;
  Case c;
  std::string phone;
  Error refusal;
  int clients = 0;
};

TEST(Judge, EqualAppliedKept) {
  EXPECT_EQ(judge("a", "a", "a"), Verdict::equal);
  EXPECT_EQ(judge("b", "a", "b"), Verdict::equal) << "somebody else wrote the same";
  EXPECT_EQ(judge("a", "a", "b"), Verdict::applied);
  EXPECT_EQ(judge("a", "a", ""), Verdict::applied);
  EXPECT_EQ(judge("c", "a", "b"), Verdict::kept);
  EXPECT_EQ(judge("", "a", "b"), Verdict::kept);
}

TEST_F(Correct, AppliesWhatWasSeenAndTellsBeforeAndAfter) {
  ASSERT_EQ(send("gs_worker", of({{"place_detail", "", "老槐树东侧"}, {"happened_on", "", "2026-08-30"}, {"people", "", "012"}, {phone, "19900001234", "19900005678"}})), "")
      << refusal.message;
  EXPECT_EQ(c.file.matter.place_detail, "老槐树东侧");
  EXPECT_EQ(c.file.matter.happened_at, Date::of(2026, 8, 30));
  EXPECT_EQ(c.file.matter.people, 12);
  EXPECT_EQ(value(phone), "19900005678");
  EXPECT_FALSE(c.file.parties.front().phone_key) << "to be made anew by the desk";
  EXPECT_TRUE(c.last.text_changed);
  ASSERT_EQ(c.last.events.size(), 2u);
  const EventContent matter = read_content(c.last.events[0].content), party = read_content(c.last.events[1].content);
  EXPECT_EQ(c.last.events[0].row.audience, Audience::parties);
  EXPECT_EQ(c.last.events[1].row.audience, Audience::handling);
  EXPECT_EQ(matter.fields.at("fact.place_detail"), "老槐树东侧");
  EXPECT_EQ(matter.fields.at("was.place_detail"), "");
  EXPECT_EQ(matter.text.find("1990000"), std::string::npos) << "a phone is not told to everybody";
  EXPECT_EQ(party.fields.at("was." + phone), "19900001234");
  EXPECT_EQ(c.file.matter.differing, 0);
  EXPECT_EQ(written_by(c.file, phone)->row.id, c.last.events[1].row.id);
  // Nothing of the procedure moved.
  EXPECT_EQ(c.file.matter.status_title, "已登记，待受理");
}

TEST_F(Correct, TheSameValueIsNothingToDo) {
  ASSERT_EQ(edit("gs_worker", "place_detail", "", "桥头"), "");
  const auto events = c.file.events.size();
  ASSERT_EQ(edit("tc_triage", "place_detail", "", "桥头"), "");
  EXPECT_TRUE(c.last.events.empty());
  EXPECT_EQ(c.file.events.size(), events);
  EXPECT_EQ(c.file.matter.differing, 0);
}

TEST_F(Correct, TwoRecordsAreBothKeptAndOneHumanIsAsked) {
  ASSERT_EQ(edit("gs_worker", "place_detail", "", "桥头"), "");
  ASSERT_EQ(edit("tc_triage", "place_detail", "", "桥尾"), "");
  EXPECT_EQ(c.file.matter.place_detail, "桥头") << "nothing is overwritten";
  ASSERT_EQ(c.file.discrepancies.size(), 1u);
  const Discrepancy& d = c.file.discrepancies.front();
  EXPECT_EQ(d.offered, "桥尾");
  EXPECT_FALSE(d.base);
  EXPECT_EQ(d.account, AccountId{"tc_triage"});
  EXPECT_EQ(c.file.matter.differing, 1);
  // No lead office yet: the desk.
  EXPECT_EQ(d.asked_office, OfficeId{"tc"});
  EXPECT_FALSE(d.asked_account);
  EXPECT_TRUE(c.told_office("tc"));
  EXPECT_EQ(c.last.notices.size(), 1u);
  EXPECT_EQ(c.last.notices.front().text.find("桥"), std::string::npos) << "a notice tells no values";
  EXPECT_EQ(c.last.events.back().row.audience, Audience::handling);
  // A third and a fourth: all kept.
  ASSERT_EQ(edit("cc_triage", "place_detail", "", "桥下"), "");
  ASSERT_EQ(edit("gs_worker", "place_detail", "旧", "桥东"), "");
  EXPECT_EQ(c.file.discrepancies.size(), 3u);
  // Whoever saw what stands there goes on.
  ASSERT_EQ(edit("gs_worker", "place_detail", "桥头", "桥头北"), "");
  EXPECT_EQ(c.file.matter.place_detail, "桥头北");
  EXPECT_EQ(c.file.discrepancies.size(), 3u);
}

TEST_F(Correct, WhoIsAskedFollowsTheLead) {
  ASSERT_EQ(edit("gs_worker", "place_detail", "x", "桥尾"), "");
  EXPECT_EQ(c.file.discrepancies.front().asked_office, OfficeId{"tc"});
  to_assigned();
  EXPECT_EQ(c.file.discrepancies.front().asked_account, AccountId{"wb_handler"});
  EXPECT_FALSE(c.file.discrepancies.front().asked_office);
  EXPECT_TRUE(c.told_account("wb_handler"));
}

TEST_F(Correct, AnAgreeingEditSettlesWhatWasKept) {
  ASSERT_EQ(edit("gs_worker", "place_detail", "", "桥头"), "");
  ASSERT_EQ(edit("tc_triage", "place_detail", "", "桥尾"), "");
  ASSERT_EQ(edit("cc_triage", "place_detail", "桥头", "桥尾"), "");
  EXPECT_EQ(c.file.matter.place_detail, "桥尾");
  EXPECT_TRUE(c.file.discrepancies.empty());
  EXPECT_EQ(c.file.matter.differing, 0);
  ASSERT_EQ(c.last.changed_discrepancies.size(), 1u);
  EXPECT_EQ(c.last.changed_discrepancies.front().state, "same");
  EXPECT_FALSE(c.last.changed_discrepancies.front().offered) << "the value leaves the row";
}

TEST_F(Correct, OneChoosesAndAllOfThatFactAreSettled) {
  to_assigned();
  ASSERT_EQ(edit("gs_worker", phone, "19900001234", "19900005678"), "");
  ASSERT_EQ(edit("wb_handler", phone, "19900001234", "19900009999"), "");
  ASSERT_EQ(edit("tc_triage", phone, "19900001234", "19900007777"), "");
  ASSERT_EQ(edit("tc_triage", "title", "x", "排水沟漫水"), "");
  ASSERT_EQ(c.file.discrepancies.size(), 3u);
  const auto second = c.file.discrepancies[1].id;
  EXPECT_EQ(pick("wb_handler", {second, Take::offered, "", "本人电话核对"}), "");
  EXPECT_EQ(value(phone), "19900007777");
  EXPECT_EQ(c.file.discrepancies.size(), 1u) << "the title still differs";
  EXPECT_EQ(c.file.matter.differing, 1);
  std::map<std::string, int> states;
  for (const Discrepancy& d : c.last.changed_discrepancies) ++states[d.state];
  EXPECT_EQ(states["taken"], 1);
  EXPECT_EQ(states["dropped"], 1);
  const EventContent told = read_content(c.last.events.back().content);
  EXPECT_EQ(told.fields.at("fact." + phone), "19900007777");
  EXPECT_EQ(told.fields.at("was." + phone), "19900005678");
  EXPECT_NE(told.text.find("本人电话核对"), std::string::npos);
  EXPECT_TRUE(c.told_account("tc_triage"));
  EXPECT_FALSE(c.told_account("wb_handler")) << "who chose is told nothing";
  // The other: what stands there stays, or a third.
  EXPECT_EQ(pick("wb_handler", {second, Take::current, "", ""}), "not_found");
  const auto title = c.file.discrepancies.front().id;
  EXPECT_EQ(pick("wb_handler", {title, Take::other, "短", ""}), "invalid_fields");
  EXPECT_EQ(refusal.fields.front().pointer, "/value");
  EXPECT_EQ(pick("wb_handler", {title, Take::other, "村口排水沟漫水", ""}), "");
  EXPECT_EQ(c.file.matter.title, "村口排水沟漫水");
}

TEST_F(Correct, KeepingWhatStandsIsToldToThoseWhoHandle) {
  ASSERT_EQ(edit("gs_worker", "place_detail", "x", "桥尾"), "");
  EXPECT_EQ(pick("tc_triage", {c.file.discrepancies.front().id, Take::current, "", ""}), "");
  EXPECT_FALSE(c.file.matter.place_detail);
  EXPECT_EQ(c.last.events.back().row.audience, Audience::handling);
  EXPECT_EQ(written_by(c.file, "place_detail"), nullptr);
}

TEST_F(Correct, AClientIdIsTakenOnce) {
  const Correction once = of({{"place_detail", "", "桥头"}, {"title", "x", "改了的标题"}, {"people", "", ""}});
  EXPECT_EQ(came_before(once, c.actor("gs_worker"), c.file), Before::never);
  ASSERT_EQ(send("gs_worker", once), "");
  EXPECT_EQ(came_before(once, c.actor("gs_worker"), c.file), Before::same);
  EXPECT_EQ(came_before(once, c.actor("tc_triage"), c.file), Before::never) << "another's ids are another's";
  Correction other = once;
  other.edits[0].value = "别处";
  EXPECT_EQ(came_before(other, c.actor("gs_worker"), c.file), Before::other);
  EXPECT_EQ(became(once, once.edits[0], c.file), Verdict::applied);
  EXPECT_EQ(became(once, once.edits[1], c.file), Verdict::kept);
  EXPECT_EQ(became(once, once.edits[2], c.file), Verdict::equal);
}

TEST_F(Correct, TheCategoryBringsItsSealAndItsCounts) {
  const MatterFile before = c.file;
  ASSERT_EQ(edit("gs_worker", "category", "facility.drain", "dispute.family.violence"), "");
  EXPECT_EQ(c.file.matter.seal, Seal::sealed);
  EXPECT_TRUE(c.last.scope_changed && c.last.text_changed);
  CountFact received;
  received.figure = "received";
  received.month = "2026-08";
  received.category = "facility.drain";
  const auto moved = count_anew({received, received}, before.matter, c.file.matter, c.ground());
  ASSERT_EQ(moved.size(), 4u);
  std::map<std::string, std::int64_t> sums{{"facility.drain", 2}};
  for (const CountFact& fact : moved) {
    EXPECT_EQ(std::abs(fact.delta), 1);
    EXPECT_EQ(fact.month, "2026-08") << "the month it was counted in";
    sums[fact.category] += fact.delta;
  }
  EXPECT_EQ(sums["facility.drain"], 0);
  EXPECT_EQ(sums["dispute.family.violence"], 2);
  EXPECT_EQ(moved.back().seal, Seal::sealed);
  EXPECT_TRUE(count_anew({received}, before.matter, before.matter, c.ground()).empty());
}

TEST_F(Correct, OnlyTheDeskChangesTheCategoryOnceItWasAssigned) {
  to_assigned();
  EXPECT_EQ(edit("wb_handler", "category", "facility.drain", "dispute.neighbour"), "not_yours");
  EXPECT_EQ(edit("gs_worker", "category", "facility.drain", "dispute.neighbour"), "not_yours");
  EXPECT_EQ(edit("tc_triage", "category", "facility.drain", "dispute.neighbour"), "");
  EXPECT_EQ(edit("tc_triage", "category", "dispute.neighbour", "nonesuch"), "invalid_fields");
}

TEST_F(Correct, AddedTextOverwritesNothing) {
  ASSERT_EQ(edit("gs_worker", "added_text", "", "夜里也漫水"), "");
  ASSERT_EQ(edit("tc_triage", "added_text", "随便", "邻居也受影响"), "");
  EXPECT_EQ(c.file.matter.summary, "村口的排水沟堵了。下雨就漫进院子。");
  EXPECT_EQ(c.file.matter.differing, 0);
  EXPECT_EQ(read_content(c.last.events.back().content).text, "补充情况：邻居也受影响");
}

TEST_F(Correct, ContactWishesAreFactsEachForItself) {
  const std::string party = "parties/" + c.file.parties.front().id.text + "/";
  ASSERT_EQ(send("gs_worker", of({{party + "no_paper", "false", "true"},
                                  {party + "contact_note", "", "打给侄女"},
                                  {party + "helped_by", "", "网格员"},
                                  {party + "interpreter", "", "化名韦嫂，布依语"}})),
            "");
  EXPECT_EQ(c.file.parties.front().contact_flags, "no_paper|打给侄女");
  EXPECT_EQ(c.file.parties.front().interpreter, "化名韦嫂，布依语");
  ASSERT_EQ(edit("gs_worker", party + "no_call", "false", "true"), "");
  EXPECT_EQ(c.file.parties.front().contact_flags, "no_call no_paper|打给侄女");
  ASSERT_EQ(send("gs_worker", of({{party + "no_call", "true", ""}, {party + "no_paper", "true", "false"}, {party + "contact_note", "打给侄女", ""}})), "");
  EXPECT_FALSE(c.file.parties.front().contact_flags);
}

TEST_F(Correct, RefusesWhoIsNotInItAndWhatIsWrong) {
  EXPECT_EQ(edit("tc2_triage", "title", "x", "改了的标题"), "not_found") << "another town knows nothing of it";
  EXPECT_EQ(edit("p0", "title", "x", "改了的标题"), "not_found") << "a party adds to it by its own moves";
  EXPECT_EQ(edit("vl_leader", "title", "x", "改了的标题"), "not_yours");
  EXPECT_EQ(edit("cc_supervisor", "title", "x", "改了的标题"), "not_yours");
  EXPECT_EQ(edit("gs_worker", "nonesuch", "", "x"), "invalid_fields");
  EXPECT_EQ(edit("gs_worker", "parties/none/phone", "", "x"), "invalid_fields");
  EXPECT_EQ(edit("gs_worker", "parties/" + c.file.parties.front().id.text + "/id_number", "", "x"), "invalid_fields") << "an identity number is no fact of this kind";
  EXPECT_EQ(edit("gs_worker", "title", "x", ""), "invalid_fields");
  EXPECT_EQ(edit("gs_worker", phone, "19900001234", "12"), "invalid_fields");
  EXPECT_EQ(edit("gs_worker", "happened_on", "", "2026-09-02"), "invalid_fields") << "a day to come";
  EXPECT_EQ(edit("gs_worker", "people", "", "-1"), "invalid_fields");
  EXPECT_EQ(send("gs_worker", of({{"title", "x", "标题一"}, {"title", "x", "标题二"}})), "invalid_fields");
  EXPECT_EQ(refusal.fields.front().pointer, "/edits/1/fact");
  EXPECT_EQ(c.file.events.size(), 1u) << "nothing of all this was written";
}

TEST_F(Correct, APartyIsCorrectedOnlyByWhoMayReadIt) {
  // Of a grid where the worker neither entered the matter nor handles it.
  ASSERT_TRUE(c.report().ok());
  phone = "parties/" + c.file.parties.front().id.text + "/phone";
  EXPECT_EQ(edit("gs_worker", "place_detail", "", "桥头"), "");
  EXPECT_EQ(edit("gs_worker", phone, "19900001234", "19900005678"), "not_yours");
  for (const Fact& fact : correctable(c.actor("gs_worker"), c.file)) EXPECT_LT(fact.field->data_class, 2) << fact.name();
  EXPECT_EQ(edit("tc_triage", phone, "19900001234", "19900005678"), "");
}

TEST_F(Correct, AClosedMatterIsNotCorrectedButItsDiscrepanciesCanBeSettled) {
  ASSERT_EQ(edit("gs_worker", "place_detail", "x", "桥尾"), "");
  ASSERT_EQ(c.act("tc_triage", "accept", {{"category", "facility.drain"}, {"difficulty", "ordinary"}}), "") << c.message;
  c.file.matter.open = false;
  EXPECT_EQ(edit("gs_worker", "place_detail", "", "桥头"), "wrong_state");
  EXPECT_EQ(pick("tc_triage", {c.file.discrepancies.front().id, Take::offered, "", ""}), "");
  EXPECT_EQ(c.file.matter.place_detail, "桥尾");
}

TEST_F(Correct, AWrongClockIsToldAndNotBelieved) {
  Correction ahead = of({{"place_detail", "", "桥头"}});
  ahead.made_at = c.now.plus_ms(86'400'000);
  ASSERT_EQ(send("gs_worker", ahead), "");
  EXPECT_EQ(c.last.events.back().row.happened_at, c.now);
  EXPECT_EQ(read_content(c.last.events.back().content).fields.at("made_at"), ahead.made_at.text());
}

TEST_F(Correct, OnlyWhoHandlesItLearnsOfADiscrepancy) {
  ASSERT_TRUE(c.report().ok());
  ASSERT_EQ(edit("gs_worker", "place_detail", "x", "桥尾"), "");
  const DiscrepancyId id = c.file.discrepancies.front().id;
  EXPECT_EQ(pick("gs_worker", {id, Take::offered, "", ""}), "not_found");
  EXPECT_EQ(pick("tc2_triage", {id, Take::offered, "", ""}), "not_found");
  EXPECT_EQ(pick("p0", {id, Take::offered, "", ""}), "not_found");
  EXPECT_EQ(pick("tc_verifier", {id, Take::offered, "", ""}), "not_yours");
}

}  // namespace
}  // namespace lianhu::spine
