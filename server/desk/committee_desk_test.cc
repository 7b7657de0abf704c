// The list of committees and the roll: kept by days, public as far as the law says, and behind the two official forms.

#include "desk/committee_desk.h"

#include <gtest/gtest.h>

#include "desk/directory_desk.h"
#include "desk/form_print_desk.h"
#include "desk/spine_house.h"
#include "paper/sheet_read.h"

namespace lianhu {
namespace {

const OfficeId kTown{"tm"};

class Committees : public testing::TestWithParam<Engine> {
 protected:
  CommitteeInput input(const std::string& kind = "trade", Date from = Date::of(2026, 9, 1)) const { return {kind, from, Date::of(2012, 5, 1), "化名备〔2026〕1号", "化名路1号", "19900001111", 5, 2}; }
  TermInput term(const std::string& name = "化名周甲") const { return {name, "full", "member", Date::of(2026, 1, 1), std::nullopt, std::nullopt}; }
  std::string etag() { return spine::must(desk.view(h.county.actor("cc_admin"), kTown)).etag; }
  std::string put(const CommitteeInput& in, const std::string& login = "cc_admin") { return code(desk.put(h.by(login), kTown, in, etag())); }
  std::string add(const TermInput& in, const std::string& login = "cc_admin") { return code(desk.add_term(h.by(login), kTown, in)); }
  static std::string code(const Result<CommitteeView>& result) { return result ? "" : result.error().fields.empty() ? result.error().code : result.error().fields[0].pointer; }
  CommitteeView view() { return spine::must(desk.view(h.county.actor("cc_admin"), kTown)); }

  SpineHouse h{GetParam()};
  CommitteeDesk desk{*h.house};
};

TEST_P(Committees, AreListedFromADayOnAndKeepWhatTheyWere) {
  EXPECT_FALSE(view().committee.listed);
  ASSERT_EQ(put(input("town")), "");
  EXPECT_EQ(view().committee.kind_title, "乡镇（街道）");
  EXPECT_EQ(h.house->directory()->committee_kind(kTown), "town");
  h.clock.set(Time::at(Date::of(2026, 10, 1), 9));
  ASSERT_EQ(put(input("trade", Date::of(2026, 10, 1))), "");
  const CommitteeView now = view();
  EXPECT_EQ(now.committee.kind, "trade");
  ASSERT_EQ(now.versions.size(), 2U);
  EXPECT_EQ(now.versions[1].to, Date::of(2026, 9, 30));
  ASSERT_EQ(put(input("other", Date::of(2026, 10, 1))), "");
  EXPECT_EQ(view().versions.size(), 2U) << "the same day anew";
}

TEST_P(Committees, BadInputNamesTheField) {
  CommitteeInput bad = input();
  bad.kind = "nonesuch";
  EXPECT_EQ(put(bad), "/kind");
  bad = input("trade", Date::of(2029, 1, 1));
  EXPECT_EQ(put(bad), "/from");
  bad = input("trade", Date::of(1900, 1, 1));
  EXPECT_EQ(put(bad), "/from");
  bad = input();
  bad.founded_on = Date::of(2026, 9, 2);
  EXPECT_EQ(put(bad), "/founded_on");
  bad = input();
  bad.women = 6;
  EXPECT_EQ(put(bad), "/women");
  bad = input();
  bad.address = "a\x01b";
  EXPECT_EQ(put(bad), "/address");
  ASSERT_EQ(put(input()), "");
  EXPECT_EQ(put(input("trade", Date::of(2026, 8, 1))), "/from") << "the past is not rewritten";
  EXPECT_EQ(code(desk.put(h.by("cc_admin"), kTown, input(), "old")), "stale_version");
  EXPECT_EQ(code(desk.put(h.by("cc_admin"), OfficeId{"wb"}, input(), "old")), "not_found") << "no committee";
  for (const char* login : {"tm_leader", "cc_triage", "wb_handler"}) EXPECT_EQ(put(input(), login), "not_yours") << login;
}

TEST_P(Committees, ATermIsAddedMendedAndEndedNeverTakenOff) {
  ASSERT_EQ(add(term()), "");
  EXPECT_EQ(add(term()), "/name") << "twice at the same time";
  TermInput bad = term("化");
  EXPECT_EQ(add(bad), "/name");
  EXPECT_EQ(add(term("化名123")), "/name");
  bad = term("化名吴乙");
  bad.engagement = "x";
  EXPECT_EQ(add(bad), "/engagement");
  bad = term("化名吴乙");
  bad.seat = "x";
  EXPECT_EQ(add(bad), "/seat");
  bad = term("化名吴乙");
  bad.to = Date::of(2025, 1, 1);
  EXPECT_EQ(add(bad), "/to");
  bad = term("化名吴乙");
  bad.post = "post-wb_handler";
  EXPECT_EQ(add(bad), "/post");
  EXPECT_EQ(add(term("化名吴乙"), "tm_leader"), "not_yours");
  const TermView one = view().terms.at(0);
  TermInput ended = term();
  ended.to = Date::of(2026, 8, 31);
  Entry entry = h.by("cc_admin");
  entry.if_version = 7;
  EXPECT_EQ(code(desk.change_term(entry, kTown, one.id, ended)), "stale_version");
  EXPECT_EQ(code(desk.change_term(h.by("cc_admin"), kTown, "nonesuch", ended)), "not_found");
  entry.if_version = 1;
  ASSERT_EQ(code(desk.change_term(entry, kTown, one.id, ended)), "");
  EXPECT_FALSE(view().terms.at(0).standing);
  EXPECT_EQ(add(term("化名周甲")), "/name") << "overlaps with the ended one";
  TermInput again = term();
  again.from = Date::of(2026, 9, 1);
  EXPECT_EQ(add(again), "") << "a new term";
  EXPECT_EQ(view().committee.mediators, 1);
}

TEST_P(Committees, TheSameKeyAddsOnce) {
  ASSERT_TRUE(desk.add_term(h.by("cc_admin", "k"), kTown, term()));
  ASSERT_TRUE(desk.add_term(h.by("cc_admin", "k"), kTown, term()));
  EXPECT_EQ(view().terms.size(), 1U);
}

TEST_P(Committees, TheChoiceOfAMediatorSaysThatTheTermIsOver) {
  const DirectoryDesk directory{*h.house};
  const auto said = [&] {
    for (const ReceiverView& one : directory.receivers(kTown)) {
      if (one.id == "tm_mediator") return one.role_title;
    }
    return std::string("gone");
  };
  TermInput linked = term();
  linked.post = "post-tm_mediator";
  linked.to = Date::of(2026, 9, 1);
  ASSERT_EQ(add(linked), "");
  EXPECT_EQ(said(), "人民调解员");
  h.clock.set(Time::at(Date::of(2026, 9, 2), 9));
  EXPECT_EQ(said(), "人民调解员，名册上的任期已于2026年9月1日结束");
}

TEST_P(Committees, WhatIsPublicIsWhatTheLawSays) {
  EXPECT_TRUE(desk.published().items.empty());
  EXPECT_EQ(desk.published(kTown).error().code, "not_found");
  ASSERT_EQ(put(input()), "");
  ASSERT_EQ(add(term()), "");
  TermInput over = term("化名吴乙");
  over.to = Date::of(2026, 8, 31);
  ASSERT_EQ(add(over), "");
  const PublicCommittee shown = spine::must(desk.published(kTown));
  EXPECT_EQ(shown.address, "化名路1号");
  ASSERT_EQ(shown.mediators.size(), 1U) << "who stands";
  EXPECT_EQ(shown.mediators[0].name, "化名周甲");
  EXPECT_EQ(desk.published().items.at(0).name, "甲镇人民调解委员会");
  EXPECT_EQ(desk.published(OfficeId{"wb"}).error().code, "not_found");
}

TEST_P(Committees, TheSecondFormCountsTheRollAndTakesWhatIsEntered) {
  const TeamFormDesk teams{*h.house};
  const auto form = [&](const std::string& login = "cc_leader") { return spine::must(teams.form(h.county.actor(login), {})); };
  const auto value = [](const TeamFormView& view, const std::string& row, std::string_view name) {
    for (const TeamRowView& one : view.rows) {
      if (one.id != row) continue;
      for (std::size_t i = 0; i < view.columns.size(); ++i) {
        if (view.columns[i].name == name) return one.values[i];
      }
    }
    return std::int64_t{-1};
  };
  ASSERT_EQ(put(input("trade")), "");
  ASSERT_EQ(add(term()), "");
  EXPECT_EQ(value(form(), spine::town_place, "committees.trade"), 1);
  EXPECT_EQ(value(form(), spine::town_place, "mediators.full"), 1);
  EXPECT_EQ(value(form(), spine::town_place, "guidance"), 0);
  const std::int64_t missing = form().missing;
  const auto enter = [&](const std::string& login, const TeamFigureInput& in) {
    const auto result = teams.enter(h.by(login), in);
    return result ? std::string() : result.error().fields.empty() ? result.error().code : result.error().fields[0].pointer;
  };
  EXPECT_EQ(enter("tc_triage", {spine::town_place, "guidance", 2026, 1'234'500}), "");
  EXPECT_EQ(enter("tc_triage", {spine::town_place, "guidance", 2026, 2'000'000}), "") << "again: the last one stands";
  EXPECT_EQ(enter("tc2_triage", {spine::town_place, "guidance", 2026, 1}), "not_yours");
  EXPECT_EQ(enter("tc_triage", {spine::town_place, "mediators", 2026, 1}), "/name") << "counted";
  EXPECT_EQ(enter("tc_triage", {spine::town_place, "nonesuch", 2026, 1}), "/name");
  EXPECT_EQ(enter("tc_triage", {spine::village_place, "rooms", 2026, 1}), "/place");
  EXPECT_EQ(enter("tc_triage", {spine::town_place, "rooms", 2027, 1}), "/year");
  EXPECT_EQ(enter("tc_triage", {spine::town_place, "rooms", 2026, 100'001}), "/value");
  EXPECT_EQ(value(form(), spine::town_place, "guidance"), 2'000'000);
  EXPECT_EQ(form().missing, missing - 1);
  const TeamFormView before = spine::must(teams.form(h.county.actor("cc_leader"), {2025, {}, {}}));
  EXPECT_EQ(value(before, spine::town_place, "committees"), 1) << "it stood as an office before it was listed";
  EXPECT_EQ(value(before, spine::town_place, "committees.trade"), 1) << "as it is known now";
  EXPECT_EQ(value(before, spine::town_place, "mediators"), 0);
  const TeamList list = spine::must(teams.list(h.county.actor("cc_leader"), {{}, {}, {}, spine::town_place, "mediators"}));
  ASSERT_EQ(list.items.size(), 1U);
  EXPECT_EQ(list.items[0].text, "化名周甲，专职，2026年1月1日起");
  EXPECT_EQ(teams.list(h.county.actor("cc_leader"), {{}, {}, {}, "total", "guidance"}).error().fields[0].pointer, "/column");
  EXPECT_EQ(teams.list(h.county.actor("cc_leader"), {{}, {}, {}, "nowhere", "mediators"}).error().fields[0].pointer, "/row");
  EXPECT_EQ(teams.form(h.county.actor("cc_leader"), {2027, {}, {}}).error().fields[0].pointer, "/year");
  // Screen, workbook and paper say the same.
  const TeamFormView view = form();
  const auto book = spine::must(paper::read_sheets(spine::must(teams.sheet(h.county.actor("cc_leader"), {})).bytes));
  const paper::TablePaper printed = printed_form(view);
  for (std::size_t r = 0; r < view.rows.size(); ++r) {
    std::vector<std::string> from_tables;
    for (const paper::PrintedTable& table : printed.tables) from_tables.insert(from_tables.end(), table.rows.at(r).begin() + 1, table.rows.at(r).end());
    for (std::size_t c = 0; c < view.columns.size(); ++c) {
      EXPECT_EQ(from_tables.at(c), book.sheets.at(0).rows.at(3 + r).at(1 + c).shown()) << view.rows[r].name << view.columns[c].title;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, Committees, testing::ValuesIn(test_engines()), engine_name);

}  // namespace
}  // namespace lianhu
