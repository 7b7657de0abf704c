// Twice the same thing, and two things at once: joining, leaving, splitting, and what each person still sees with the code they hold.

#include "desk/twin_desk.h"

#include <gtest/gtest.h>

#include "desk/import_desk.h"
#include "desk/reply_desk.h"
#include "desk/spine_house.h"
#include "desk/split_desk.h"
#include "store/access_store.h"

namespace lianhu {
namespace {

class Twins : public testing::TestWithParam<Engine> {
 protected:
  Taken says(const std::string& text, const std::string& name, const std::string& phone, const std::string& joins = "") {
    Report report = h.words();
    report.text = text;
    report.name = name;
    report.phone = phone;
    if (!joins.empty()) report.joins = joins;
    return spine::must(IntakeDesk(*h.house).report(h.by(""), report));
  }
  std::string merge(const Taken& from, const Taken& into) {
    return h.act("tc_triage", from.matter, "merge", {{"into_matter", h.file(into.matter).matter.number}, {"reason", "同一处排水沟"}});
  }
  Track track(const std::string& secret) { return spine::must(tracks.track(spine::must(tracks.actor(secret)))); }
  std::vector<TwinRow> suggested(const Taken& taken, const std::string& login = "tc_triage") {
    return spine::must(desk.of_matter(h.county.actor(login), taken.matter)).items;
  }

  SpineHouse h{GetParam()};
  TwinDesk desk{*h.house};
  TrackDesk tracks{*h.house};
  Taken first = says("村口的排水沟堵了，下雨就漫进院子，麻烦来看看。", "化名张三", "19900001234");
  Taken second = says("村口水沟又堵了，昨天下雨水漫进我家院子。", "化名李四", "19900005678");
};

TEST_P(Twins, AreSuggestedWithTheirReasonsOnlyToWhoMayKnow) {
  const Taken other = says("路灯坏了三天，晚上看不见路。", "化名王五", "19900009999");
  const auto rows = suggested(second);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].number, h.file(first.matter).matter.number);
  EXPECT_FALSE(rows[0].reasons.empty());
  EXPECT_TRUE(suggested(other).empty());
  EXPECT_EQ(desk.of_matter(h.county.actor("wb_handler"), second.matter).error().code, "not_found");
  EXPECT_EQ(desk.of_matter(Actor{}, second.matter).error().code, "not_found");
}

TEST_P(Twins, OfAReportBeingWrittenAreFoundBeforeItIsEntered) {
  const TwinAsk ask{spine::grid_place, "村口排水沟堵了，雨水漫进院子", std::nullopt, "facility.drain", std::nullopt, std::nullopt};
  EXPECT_EQ(spine::must(desk.of_report(h.county.actor("tc_triage"), ask)).items.size(), 2u);
  TwinAsk nowhere = ask;
  nowhere.place = "no-such-place";
  EXPECT_EQ(desk.of_report(h.county.actor("tc_triage"), nowhere).error().fields.at(0).pointer, "/place");
  EXPECT_EQ(desk.of_report(Actor{}, ask).error().code, "not_found");
}

TEST_P(Twins, ToldApartAreNotSuggestedAgainEitherWay) {
  const std::string other = first.matter.text;
  EXPECT_EQ(desk.keep_apart(h.by("gs_worker"), second.matter, {other}).error().code, "not_yours");
  EXPECT_EQ(desk.keep_apart(h.by("tc_triage"), second.matter, {second.matter.text}).error().fields.at(0).pointer, "/other");
  EXPECT_EQ(desk.keep_apart(h.by("tc_triage"), second.matter, {"unknown"}).error().fields.at(0).pointer, "/other");
  ASSERT_TRUE(desk.keep_apart(h.by("tc_triage"), second.matter, {other}));
  ASSERT_TRUE(desk.keep_apart(h.by("tc_triage"), first.matter, {second.matter.text}));
  EXPECT_TRUE(suggested(second).empty());
  EXPECT_TRUE(suggested(first).empty());
}

TEST_P(Twins, WhatTheReporterSaidIsTheSameComesFirst) {
  const Matter& m = h.file(first.matter).matter;
  const Taken third = says("与先前反映的是同一处。", "化名赵六", "19900007777", m.place.text + "." + m.category + "." + m.month);
  const auto rows = suggested(third);
  ASSERT_FALSE(rows.empty());
  EXPECT_TRUE(rows[0].told);
}

TEST_P(Twins, WhoJoinsKeepsTheirCodeAndSeesTheOtherMatterFromThenOn) {
  const std::string secret = h.receipt(second).secret;
  h.accept(first.matter);
  h.clock.advance(60'000);
  ASSERT_EQ(merge(second, first), "");
  const MatterFile joined = h.file(first.matter);
  ASSERT_EQ(joined.parties.size(), 2u);
  EXPECT_EQ(joined.parties[1].origin, second.party);
  EXPECT_NE(joined.parties[1].secret, h.file(second.matter).parties[0].secret);
  h.clock.advance(60'000);
  h.assign(first.matter);

  const Track seen = track(secret);
  EXPECT_EQ(seen.number, joined.matter.number);
  ASSERT_EQ(seen.earlier.size(), 1u);
  EXPECT_EQ(seen.earlier[0].number, h.file(second.matter).matter.number);
  EXPECT_EQ(seen.text, "村口水沟又堵了，昨天下雨水漫进我家院子。");
  std::vector<std::string> titles;
  for (const TimelineItem& item : seen.timeline) titles.push_back(item.title);
  EXPECT_EQ(titles, (std::vector<std::string>{"反映事项", "并入另一事项", "并入一件同样的反映", "交办"}));  // and not the first one's report and acceptance
  for (const TimelineItem& item : seen.timeline) EXPECT_EQ(item.text.value_or("").find("麻烦来看看"), std::string::npos);
  for (const PartyView& party : seen.parties) EXPECT_TRUE(party.me || party.name != "化名张三");
  for (const MoveOffer& offer : seen.moves) EXPECT_NE(offer.move, "withdraw");  // the other one's report is not theirs to take back
  // The first one sees that somebody joined, and not who.
  for (const PartyView& party : track(h.receipt(first).secret).parties) EXPECT_TRUE(party.me || party.name != "化名李四");
}

TEST_P(Twins, WhoHandlesItReadsTheJoinedReportAndNothingElseOfThatMatter) {
  const auto reports = [&](const std::string& login) { return desk.joined(h.county.actor(login), first.matter); };
  h.accept(first.matter);
  h.assign(first.matter);
  // Somebody at the desk wrote something down about the other one.
  h.accept(second.matter);
  ASSERT_EQ(h.act("tc_triage", second.matter, "urge", {{"urge_text", "现场问了邻居"}}), "");
  ASSERT_EQ(spine::must(reports("wb_handler")).items.size(), 0u);
  ASSERT_EQ(merge(second, first), "");
  ASSERT_EQ(MatterDesk(*h.house).view(h.county.actor("wb_handler"), second.matter).error().code, "not_found");
  const JoinedReportList list = spine::must(reports("wb_handler"));
  ASSERT_EQ(list.items.size(), 1u);
  const JoinedReportRow& row = list.items[0];
  EXPECT_EQ(row.text, "村口水沟又堵了，昨天下雨水漫进我家院子。");
  EXPECT_EQ(row.number, h.file(second.matter).matter.number);
  EXPECT_EQ(row.received_at, h.file(second.matter).matter.received_at);
  EXPECT_EQ(row.reporter.value_or(""), "化名李四");
  EXPECT_FALSE(row.matter) << "no way into the rest of it";
  const std::string told = write_json(list);
  for (const char* inside : {"现场问了邻居", "19900005678"}) EXPECT_EQ(told.find(inside), std::string::npos) << inside;
  std::int64_t logged = 0;
  h.db->read([&](Session& session) {
    for (const Access& one : load_accesses(session, h.region, second.matter, std::nullopt, 100)) logged += one.account == AccountId{"wb_handler"} ? 1 : 0;
  });
  EXPECT_EQ(logged, 1);
  EXPECT_TRUE(spine::must(reports("tc_triage")).items[0].matter) << "the desk opens both";
  EXPECT_EQ(reports("gs_worker").error().code, "not_yours");
  EXPECT_EQ(reports("ct_handler").error().code, "not_found");
  // Taken up by itself again, it is read here no more.
  ASSERT_EQ(h.act("tc_triage", second.matter, "reopen", {{"reason", "不是同一处"}}), "");
  EXPECT_TRUE(spine::must(reports("wb_handler")).items.empty());
}

TEST_P(Twins, NeitherTheFirstOnesSpotNorTheNumberOfTheOtherIsTold) {
  Report exact = h.words();
  exact.client_id = "exact";
  exact.place_detail = "老槐树东侧三号";
  const Taken known = spine::must(IntakeDesk(*h.house).report(h.by(""), exact));
  h.accept(known.matter);
  h.assign(known.matter);
  const std::string secret = h.receipt(second).secret, number = h.file(second.matter).matter.number;
  ASSERT_EQ(merge(second, known), "");
  const Track seen = track(secret);
  EXPECT_EQ(seen.place_name.find("老槐树"), std::string::npos) << seen.place_name;
  EXPECT_NE(track(h.receipt(known).secret).place_name.find("老槐树"), std::string::npos) << "their own spot";
  std::int64_t told = 0;
  h.db->read([&](Session& session) {
    session.query("SELECT COUNT(*) FROM notice WHERE matter = :matter AND text LIKE :number", {{"matter", known.matter.text}, {"number", "%" + number + "%"}},
                  [&](const Row& row) { told = row.i64(0); });
  });
  EXPECT_EQ(told, 0) << "who works on the one may be barred from the other";
}

TEST_P(Twins, AJoinedReportersWishToStayUnnamedHolds) {
  Report report = h.words();
  report.text = "村口水沟堵了，别说是我讲的。";
  report.name = "化名孙七";
  report.hide_identity = true;
  const Taken quiet = spine::must(IntakeDesk(*h.house).report(h.by(""), report));
  h.accept(first.matter);
  h.assign(first.matter);
  ASSERT_EQ(merge(quiet, first), "");
  const JoinedReportList list = spine::must(desk.joined(h.county.actor("wb_handler"), first.matter));
  ASSERT_EQ(list.items.size(), 1u);
  EXPECT_EQ(list.items[0].text, report.text);
  EXPECT_EQ(write_json(list).find("孙七"), std::string::npos);
  EXPECT_NE(list.items[0].reporter_note.value_or("").find("保密"), std::string::npos);
}

TEST_P(Twins, TwoWhoGaveNoNameAreToldApartByWhoHandlesItAndByNobodyElse) {
  const auto nameless = [&](const std::string& text) {
    Report report = h.words();
    report.text = text;
    report.name.reset();
    report.phone.reset();
    return spine::must(IntakeDesk(*h.house).report(h.by(""), report));
  };
  const Taken one = nameless("桥边的护栏断了，孩子放学要走。"), other = nameless("桥边护栏断了好几天。");
  h.accept(one.matter);
  h.clock.advance(60'000);
  ASSERT_EQ(merge(other, one), "");
  const auto names = [&](const std::vector<PartyView>& parties) {
    std::vector<std::string> out;
    for (const PartyView& party : parties) out.push_back(party.name);
    return out;
  };
  EXPECT_EQ(names(spine::must(MatterDesk(*h.house).view(h.county.actor("tc_triage"), one.matter)).parties), (std::vector<std::string>{"未留姓名（第 1 位）", "未留姓名（第 2 位）"}));
  for (const std::string& name : names(track(h.receipt(one).secret).parties)) EXPECT_EQ(name, "未留姓名") << "a party is not told how many";
}

TEST_P(Twins, JoinedIsCountedOnceAndTwiceIsRefused) {
  const auto received = [&] {
    std::int64_t sum = 0;
    h.db->read([&](Session& session) {
      session.query("SELECT COALESCE(SUM(delta), 0) FROM count_fact WHERE region = :region AND figure = 'received'", {{"region", SpineHouse::region}},
                    [&](const Row& row) { sum = row.i64(0); });
    });
    return sum;
  };
  EXPECT_EQ(received(), 2);
  ASSERT_EQ(merge(second, first), "");
  EXPECT_EQ(received(), 1);
  const Taken third = says("村口水沟堵了，老人走路打滑。", "化名王五", "19900009999");
  EXPECT_EQ(merge(third, second).substr(0, 16), "joined_elsewhere");  // the one that itself went into another
  EXPECT_EQ(h.file(third.matter).matter.root, third.matter);
  ASSERT_EQ(merge(third, first), "");
  EXPECT_EQ(h.file(first.matter).parties.size(), 3u);
  EXPECT_EQ(received(), 1);
}

TEST_P(Twins, ACodeIsFollowedThroughTwoMergings) {
  const Taken third = says("村口水沟堵了，老人走路打滑。", "化名王五", "19900009999");
  const std::string secret = h.receipt(third).secret;
  ASSERT_EQ(merge(third, second), "");
  h.clock.advance(60'000);
  ASSERT_EQ(merge(second, first), "");
  const Track seen = track(secret);
  EXPECT_EQ(seen.number, h.file(first.matter).matter.number);
  ASSERT_EQ(seen.earlier.size(), 2u);
  EXPECT_EQ(seen.text, "村口水沟堵了，老人走路打滑。");
}

TEST_P(Twins, SealsThatDifferAreNotJoined) {
  StaffReport report;
  report.channel = "counter";
  report.text = "排水沟的事，不便公开。";
  report.category = "facility.drain";
  report.place = spine::grid_place;
  report.seal = "sealed";
  report.client_id = "s";
  const Taken sealed = spine::must(IntakeDesk(*h.house).collect(h.by("tc_triage"), report));
  EXPECT_EQ(merge(second, sealed).substr(0, 12), "seals_differ");
  EXPECT_EQ(h.file(second.matter).matter.root, second.matter);
  EXPECT_TRUE(h.file(second.matter).matter.open);
}

TEST_P(Twins, TakenUpAgainStandsOnItsOwnAndTheyLeaveTheOther) {
  const std::string secret = h.receipt(second).secret;
  ASSERT_EQ(merge(second, first), "");
  ASSERT_EQ(h.act("tc_triage", second.matter, "reopen", {{"reason", "不是同一处"}}), "");
  EXPECT_EQ(track(secret).number, h.file(second.matter).matter.number);
  EXPECT_TRUE(h.file(first.matter).parties[1].left_at);
  Actor gone;
  gone.party = h.file(first.matter).parties[1].id;
  gone.matter = first.matter;
  EXPECT_EQ(tracks.track(gone).error().code, "not_found");
  EXPECT_EQ(track(h.receipt(first).secret).parties.size(), 1u);
}

TEST_P(Twins, ALinkIsShownOnlyWhileItHolds) {
  const auto links = [&](const Taken& of) { return spine::must(MatterDesk(*h.house).view(h.county.actor("tc_triage"), of.matter)).links.size(); };
  ASSERT_EQ(merge(second, first), "");
  EXPECT_EQ(links(first), 1u);
  EXPECT_EQ(links(second), 1u);
  const auto says = [&](const Taken& of) { return spine::must(MatterDesk(*h.house).view(h.county.actor("tc_triage"), of.matter)).next_step; };
  EXPECT_NE((says(first) + says(second)).find("已并入另一件一并办理"), std::string::npos) << "the merged one does not ask to be evaluated";
  ASSERT_EQ(h.act("tc_triage", second.matter, "reopen", {{"reason", "不是同一处"}}), "");
  EXPECT_EQ(links(first), 0u);
  EXPECT_EQ(links(second), 0u);
}

TEST_P(Twins, AMergedTicketIsAnsweredWithTheResultOfTheOther) {
  const std::string csv = "工单编号,收到日期,反映内容,乡镇和村\nGD-1,2026-8-31,村口水沟堵了,甲村\n";
  const ImportReport report = spine::must(ImportDesk(*h.house).take_in(h.by("tc_triage"), "hotline", csv));
  const Taken ticket{MatterId{*report.items.at(0).matter}, {}, false};
  ASSERT_EQ(merge(ticket, first), "");
  const ReplyDesk replies(*h.house);
  const ReplyOrder order{"hotline", Date::of(2026, 8, 1), Date::of(2026, 9, 1), {}};
  EXPECT_EQ(replies.answer(h.by("tc_triage"), order).error().code, "nothing_to_answer");  // closed as merged is no answer
  h.accept(first.matter);
  h.assign(first.matter);
  ASSERT_EQ(h.act("wb_handler", first.matter, "sign"), "");
  ASSERT_EQ(h.act("wb_handler", first.matter, "handle", {{"record", "看过"}}), "");
  ASSERT_EQ(h.act("wb_handler", first.matter, "report_back", {{"result", "沟已疏通。"}}), "");
  ASSERT_EQ(h.act("tc_verifier", first.matter, "verify_pass", {{"check_way", "call"}, {"check_text", "属实"}}), "");
  ASSERT_EQ(h.act("tc_triage", first.matter, "close_substantive"), "");
  const auto waiting = spine::must(replies.waiting(h.county.actor("tc_triage"), {"hotline", order.from, order.to, {}}));
  ASSERT_EQ(waiting.items.size(), 1u);
  EXPECT_TRUE(waiting.items[0].ready);
  EXPECT_EQ(waiting.items[0].result, "实质性办结：沟已疏通。");
  EXPECT_EQ(spine::must(replies.answer(h.by("tc_triage"), order)).standing, 1);
}

class Splits : public Twins {
 protected:
  SplitOrder order() const {
    SplitOrder o;
    o.text = "另外，路灯也坏了。";
    o.reason = "是另一件事，归别的机构";
    o.category = "facility.drain";
    o.parties = {first.party.text};
    o.client_id = "split";
    return o;
  }
  Result<Written> split(const SplitOrder& o, const std::string& login = "tc_triage", const std::string& key = "") {
    return SplitDesk(*h.house).split(h.by(login, key), first.matter, o);
  }
};

TEST_P(Splits, BothCountAndEachPersonFindsTheNewOneFromTheOld) {
  const auto fresh = split(order());
  ASSERT_TRUE(fresh) << fresh.error().message;
  const MatterFile now = h.file(fresh->matter);
  EXPECT_EQ(now.matter.received_at, h.file(first.matter).matter.received_at);
  EXPECT_EQ(now.matter.root, now.matter.id);
  ASSERT_EQ(now.parties.size(), 1u);
  EXPECT_EQ(now.parties[0].origin, first.party);
  const Track old = track(h.receipt(first).secret);
  ASSERT_EQ(old.split_off.size(), 1u);
  EXPECT_EQ(old.split_off[0].number, now.matter.number);
  const Track seen = track(old.split_off[0].track_path.substr(3));
  EXPECT_EQ(seen.number, now.matter.number);
  EXPECT_TRUE(seen.earlier.empty());
  EXPECT_EQ(spine::must(MatterDesk(*h.house).view(h.county.actor("tc_triage"), first.matter)).links.size(), 1u);
  EXPECT_EQ(spine::must(MatterDesk(*h.house).view(h.county.actor("tc_triage"), fresh->matter)).links.size(), 1u);
}

TEST_P(Splits, MergedBackIsOneAgainWithoutATwinOfThePerson) {
  const auto fresh = split(order());
  ASSERT_TRUE(fresh);
  const std::string secret = track(h.receipt(first).secret).split_off.at(0).track_path.substr(3);
  ASSERT_EQ(merge({fresh->matter, {}, false}, first), "");
  EXPECT_EQ(h.file(first.matter).parties.size(), 1u);
  EXPECT_EQ(track(secret).number, h.file(first.matter).matter.number);
  EXPECT_TRUE(track(h.receipt(first).secret).split_off.empty());
}

TEST_P(Splits, ThePapersOfTheNewOneAskForTheSamePin) {
  Report report = h.words();
  report.pin = "4321";
  report.phone.reset();
  first = spine::must(IntakeDesk(*h.house).report(h.by(""), report));
  SplitOrder o = order();
  ASSERT_TRUE(split(o));
  const Actor there = spine::must(tracks.actor(track(h.receipt(first).secret).split_off.at(0).track_path.substr(3)));
  EXPECT_EQ(tracks.check_pin(there, "").error().code, "pin_required");
  EXPECT_EQ(tracks.check_pin(there, "1111").error().code, "pin_wrong");
  EXPECT_TRUE(tracks.check_pin(there, "4321"));
}

TEST_P(Splits, TheSameOrderTwiceIsOneMatter) {
  const auto once = split(order(), "tc_triage", "key");
  const auto twice = split(order(), "tc_triage", "key");
  ASSERT_TRUE(once && twice);
  EXPECT_EQ(once->matter, twice->matter);
  EXPECT_TRUE(twice->again);
}

TEST_P(Splits, RefusesWhatItCannotDoAndNamesTheField) {
  SplitOrder o = order();
  o.parties = {"nobody"};
  EXPECT_EQ(split(o).error().fields.at(0).pointer, "/parties/0");
  o.parties = {first.party.text, first.party.text};
  EXPECT_EQ(split(o).error().fields.at(0).pointer, "/parties/0");
  o = order();
  o.place = "no-such-place";
  EXPECT_EQ(split(o).error().fields.at(0).pointer, "/place");
  o = order();
  o.category = "no-such-kind";
  EXPECT_EQ(split(o).error().fields.at(0).pointer, "/category");
  o = order();
  o.received_at = h.file(first.matter).matter.received_at.plus_ms(-1000);
  EXPECT_EQ(split(o).error().fields.at(0).pointer, "/received_at");
  EXPECT_EQ(split(order(), "gs_worker").error().code, "not_yours");
  EXPECT_EQ(split(order(), "wb_handler").error().code, "not_found");
  ASSERT_EQ(merge(first, second), "");
  EXPECT_EQ(split(order()).error().code, "wrong_state");
}

INSTANTIATE_TEST_SUITE_P(Engines, Twins, testing::ValuesIn(test_engines()), engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, Splits, testing::ValuesIn(test_engines()), engine_name);

}  // namespace
}  // namespace lianhu
