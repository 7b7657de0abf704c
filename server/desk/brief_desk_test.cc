// The half-page of a period: days, scope, and figures that are the lists they open. On both engines.

#include "desk/brief_desk.h"

#include <gtest/gtest.h>

#include "desk/spine_house.h"

namespace lianhu {
namespace {

class Briefs : public ::testing::TestWithParam<Engine> {
 protected:
  BriefView brief(const std::string& login, const std::string& period, std::optional<Date> day = {}) {
    return spine::must(briefs.brief(h.county.actor(login), {period, day, std::nullopt, std::nullopt}));
  }
  static std::int64_t count(const BriefView& view, const std::string& figure) {
    for (const BriefFigure& one : view.figures) {
      if (one.name == figure) return one.count;
    }
    return -1;
  }

  SpineHouse h{GetParam()};
  BriefDesk briefs{*h.house};
  WorkDesk works{*h.house};
};
INSTANTIATE_TEST_SUITE_P(Engines, Briefs, ::testing::ValuesIn(test_engines()), engine_name);

TEST_P(Briefs, APeriodHoldsItsFirstAndLastMinuteAndNoOther) {
  for (const Time at : {Time::at(Date::of(2026, 8, 31)).plus_ms(-1), Time::at(Date::of(2026, 8, 31)), Time::at(Date::of(2026, 9, 7)).plus_ms(-1),
                        Time::at(Date::of(2026, 9, 7))}) {
    h.clock.set(at);
    h.report();
  }
  const BriefView week = brief("cc_supervisor", "week", Date::of(2026, 9, 2));
  EXPECT_EQ(week.from.text() + " " + week.to.text(), "2026-08-31 2026-09-06") << "Monday to Sunday";
  EXPECT_EQ(count(week, "received"), 2);
  EXPECT_EQ(week.next, Date::of(2026, 9, 7));
  const BriefView month = brief("cc_supervisor", "month", Date::of(2026, 8, 15));
  EXPECT_EQ(month.from.text() + " " + month.to.text(), "2026-08-01 2026-08-31");
  EXPECT_EQ(count(month, "received"), 2);
  EXPECT_EQ(count(brief("cc_supervisor", "day"), "received"), 1);
  EXPECT_EQ(brief("cc_supervisor", "month", Date::of(2024, 2, 9)).to.text(), "2024-02-29");
}

TEST_P(Briefs, FiguresAreTheListsTheyOpenForEverybody) {
  const MatterId late = h.report().matter, done = h.report().matter, barred = h.report().matter;
  h.report("第四件");
  for (const MatterId& id : {late, done, barred}) h.accept(id);
  h.assign(late);
  const Actor person = h.person(h.report("自己好了"));
  EXPECT_TRUE(TrackDesk(*h.house).act_on(h.by(person, "w"), h.order(*person.matter, "withdraw")).ok());
  h.db->commit([&](Session& session) {
    session.run("INSERT INTO bar (region, id, matter, account, ground, event) VALUES (:region, 'b1', :matter, 'tc_triage', '被反映人的亲属', 'e')",
                {{"region", std::string(h.region)}, {"matter", barred.text}});
  });
  h.clock.advance(30 * 86'400'000LL);
  tick(*h.house, h.clock.now());
  for (const char* login : {"tc_triage", "cc_supervisor", "wb_handler", "tc2_triage", "cc_admin"}) {
    const BriefView view = brief(login, "month", Date::of(2026, 9, 1));
    for (const BriefFigure& figure : view.figures) {
      ListRequest list;
      list.limit = 200;
      const std::string& query = figure.query.value();
      if (query.starts_with("from=")) list.from = view.from, list.to = view.to;
      if (query.starts_with("closed_from=")) list.closed_from = view.from, list.closed_to = view.to;
      if (figure.name.starts_with("closed.")) list.close_kind = figure.name.substr(7);
      if (figure.name == "open") list.open = true;
      if (figure.name == "overdue") list.due = "overdue";
      if (figure.name == "due_today") list.due = "today";
      EXPECT_EQ(static_cast<std::int64_t>(spine::must(works.matters(h.county.actor(login), list)).items.size()), figure.count) << login << " " << figure.name;
    }
  }
  const BriefView all = brief("cc_supervisor", "month", Date::of(2026, 9, 1));
  for (const auto* rows : {&all.places, &all.categories}) {
    BriefRow sum;
    for (const BriefRow& row : *rows) {
      sum.received += row.received;
      sum.closed += row.closed;
      sum.open += row.open;
      sum.overdue += row.overdue;
      sum.due_today += row.due_today;
    }
    for (const auto& [figure, value] : {std::pair("received", sum.received), std::pair("closed", sum.closed), std::pair("open", sum.open),
                                        std::pair("overdue", sum.overdue), std::pair("due_today", sum.due_today)}) {
      EXPECT_EQ(value, count(all, figure)) << figure;
    }
  }
  EXPECT_EQ(count(all, "received"), 5);
  EXPECT_EQ(count(all, "closed"), 1);
  EXPECT_EQ(count(all, "closed.withdrawn"), 1);
  EXPECT_EQ(count(brief("tc_triage", "month", Date::of(2026, 9, 1)), "received"), 4) << "not the barred one";
  EXPECT_EQ(count(brief("tc2_triage", "month", Date::of(2026, 9, 1)), "received"), 0) << "another town";
  ASSERT_EQ(all.clusters.size(), 1u);
  EXPECT_EQ(all.clusters[0].count, 5);
}

TEST_P(Briefs, WhatIsNotYetClassifiedIsNoKindThatRecurs) {
  for (int n = 0; n < 4; ++n) {
    Report one = h.words();
    one.category.reset();
    one.client_id = "open-" + std::to_string(n);
    ASSERT_TRUE(IntakeDesk(*h.house).report(h.by(""), one).ok());
  }
  const BriefView all = brief("cc_supervisor", "month", Date::of(2026, 9, 1));
  EXPECT_EQ(count(all, "received"), 4);
  EXPECT_TRUE(all.clusters.empty());
}

TEST_P(Briefs, WhatWasMergedIsCountedOnce) {
  const MatterId kept = h.report().matter, twin = h.report().matter;
  EXPECT_EQ(count(brief("tc_triage", "day"), "received"), 2);
  EXPECT_EQ(h.act("tc_triage", twin, "merge", {{"into_matter", h.file(kept).matter.number}, {"reason", "同一处排水沟"}}), "");
  const BriefView view = brief("tc_triage", "day");
  EXPECT_EQ(count(view, "received"), 1);
  EXPECT_EQ(count(view, "closed"), 0) << "a merging settles nothing";
  ListRequest list;
  list.from = list.to = h.clock.now().date();
  const WorkPage page = spine::must(works.matters(h.county.actor("tc_triage"), list));
  ASSERT_EQ(page.items.size(), 1u);
  EXPECT_EQ(page.items[0].matter, kept.text);
}

TEST_P(Briefs, ListsBetweenTwoDaysAreWalkedPageByPage) {
  std::vector<std::string> made;
  for (int n = 0; n < 5; ++n) {
    made.insert(made.begin(), h.report().matter.text);
    if (n != 2) h.clock.advance(1000);  // two of the same millisecond
  }
  ListRequest list;
  list.from = list.to = h.clock.now().date();
  list.limit = 2;
  std::vector<std::string> walked;
  for (int n = 0; n < 5; ++n) {
    const WorkPage page = spine::must(works.matters(h.county.actor("tc_triage"), list));
    for (const WorkItem& item : page.items) walked.push_back(item.matter);
    if (!page.next) break;
    list.cursor = page.next;
  }
  EXPECT_EQ(walked, made);
  list.cursor = "x";
  EXPECT_FALSE(works.matters(h.county.actor("tc_triage"), list).ok());
}

TEST_P(Briefs, TheSheetHoldsTheSameFigures) {
  h.report();
  const BriefSheet sheet = spine::must(briefs.sheet(h.county.actor("tc_triage"), {"day", std::nullopt, std::nullopt, std::nullopt}));
  EXPECT_EQ(sheet.bytes.substr(0, 2), "PK");
  EXPECT_EQ(sheet.name, h.county.actor("tc_triage").posts.front().office_name + "日报2026-09-01.xlsx");
}

}  // namespace
}  // namespace lianhu
