// What a supervisor and a leader look after: overdue, due today, due soon; and the lamp beside each date. On both engines.

#include <gtest/gtest.h>

#include "desk/spine_house.h"

namespace lianhu {
namespace {

class Watch : public ::testing::TestWithParam<Engine> {
 protected:
  MatterId accepted(const std::string& difficulty) {
    const MatterId id = h.report().matter;
    EXPECT_EQ(h.act("tc_triage", id, "accept", {{"category", "facility.drain"}, {"difficulty", difficulty}}), "");
    return id;
  }
  WorkPage page(const std::string& login, const std::string& due, std::optional<std::int32_t> limit = {}, std::optional<std::string> cursor = {}) {
    ListRequest request;
    request.due = due;
    request.limit = limit;
    request.cursor = cursor;
    return spine::must(works.matters(h.county.actor(login), request));
  }
  std::vector<std::string> found(const std::string& login, const std::string& due) {
    std::vector<std::string> ids;
    for (const WorkItem& item : page(login, due).items) ids.push_back(item.matter);
    return ids;
  }
  const BoxCount* box(const WorkPage& of) {
    for (const BoxCount& one : of.counts) {
      if (one.box == "watch") return &one;
    }
    return nullptr;
  }
  void bar(const MatterId& id, const std::string& office) {
    h.db->commit([&](Session& session) {
      session.run("INSERT INTO bar (region, id, matter, office, account, ground, event) VALUES (:region, 'b', :matter, :office, NULL, '回避', 'e')",
                  {{"region", std::string(h.region)}, {"matter", id.text}, {"office", office}});
    });
  }

  SpineHouse h{GetParam()};
  WorkDesk works{*h.house};
};
INSTANTIATE_TEST_SUITE_P(Engines, Watch, ::testing::ValuesIn(test_engines()), engine_name);

TEST_P(Watch, ListsWhatIsDueInItsOrderAndCountsTheSame) {
  const MatterId late = accepted("ordinary");
  h.clock.set(Time::at(Date::of(2026, 9, 14), 9));
  tick(*h.house, h.clock.now());
  const MatterId fresh = accepted("complex");  // its triage term ends on the next working day
  ASSERT_EQ(found("cc_supervisor", "overdue"), (std::vector<std::string>{late.text}));
  EXPECT_TRUE(found("cc_supervisor", "today").empty());
  EXPECT_EQ(found("cc_supervisor", "soon"), (std::vector<std::string>{fresh.text}));
  EXPECT_EQ(found("cc_supervisor", "watch"), (std::vector<std::string>{late.text, fresh.text}));
  EXPECT_EQ(found("tc_leader", "watch"), found("cc_supervisor", "watch"));
  for (const char* outsider : {"tc2_triage", "wb_leader", "cc_admin"}) EXPECT_TRUE(found(outsider, "watch").empty()) << outsider;

  const WorkPage all = page("cc_supervisor", "watch");
  ASSERT_TRUE(box(all));
  EXPECT_EQ(all.counts.front().box, "watch");
  EXPECT_EQ(box(all)->open, static_cast<std::int64_t>(all.items.size()));
  EXPECT_EQ(box(all)->overdue, 1);
  EXPECT_EQ(box(all)->due_today, 0);
  EXPECT_FALSE(box(page("tc_triage", "watch")));
  const auto as_box = works.work(h.county.actor("cc_supervisor"), {"watch", std::nullopt, std::nullopt});
  ASSERT_TRUE(as_box.ok());
  EXPECT_EQ(as_box->items.size(), 2u);

  const WorkPage first = page("cc_supervisor", "watch", 1);
  ASSERT_TRUE(first.next);
  EXPECT_EQ(first.items.at(0).matter, late.text);
  const WorkPage second = page("cc_supervisor", "watch", 1, first.next);
  EXPECT_EQ(second.items.at(0).matter, fresh.text);
  EXPECT_FALSE(second.next);

  h.clock.set(Time::at(Date::of(2026, 9, 15), 9));
  EXPECT_EQ(found("cc_supervisor", "today"), (std::vector<std::string>{fresh.text}));
  EXPECT_EQ(box(page("cc_supervisor", "watch"))->due_today, 1);
  ListRequest wrong;
  wrong.due = "later";
  EXPECT_EQ(works.matters(h.county.actor("cc_supervisor"), wrong).error().fields.at(0).pointer, "/due");
}

TEST_P(Watch, TheLampSaysWhatTheDateBesideItSays) {
  const MatterId id = h.report().matter;
  ASSERT_EQ(h.act("tc_triage", id, "accept", {{"category", "dispute.neighbour"}, {"difficulty", "simple"}}), "");
  PartyInput other;
  other.role = "respondent";
  other.kind = "natural";
  other.name = "化名李四";
  ASSERT_TRUE(MatterDesk(*h.house).add_party(h.by("tc_triage"), id, other).ok());
  ASSERT_EQ(h.act("tc_triage", id, "refer_to_mediation", {{"lead_office", "tm"}, {"lead_receiver", "tm_mediator"}}), "");
  h.clock.set(h.file(id).matter.due_at->plus_ms(1));
  tick(*h.house, h.clock.now());
  const auto row = works.matters(h.county.actor("cc_supervisor"), {})->items.at(0);
  EXPECT_EQ(row.due_text.substr(0, std::string("已超期").size()), "已超期");
  EXPECT_EQ(row.lamp, "red");
  EXPECT_EQ(row.status.lamp, "red");
  EXPECT_EQ(page("cc_supervisor", "overdue").items.at(0).lamp, "red");
}

TEST_P(Watch, NeitherAnIndependentBodyNorWhatOneMustNotKnow) {
  const MatterId at_court = accepted("ordinary"), barred = accepted("ordinary");
  ASSERT_EQ(h.act("tc_triage", at_court, "assign", {{"lead_office", "ct"}, {"lead_receiver", "ct_handler"}}), "");
  h.clock.set(Time::at(Date::of(2026, 9, 20), 9));
  while (tick(*h.house, h.clock.now()).looked_at > 0) continue;
  EXPECT_EQ(found("cc_supervisor", "overdue"), (std::vector<std::string>{barred.text}));
  EXPECT_EQ(box(page("cc_supervisor", "watch"))->overdue, 1);
  bar(barred, "cc");
  EXPECT_TRUE(found("cc_supervisor", "overdue").empty());
  EXPECT_EQ(box(page("cc_supervisor", "watch"))->open, 0);
}

}  // namespace
}  // namespace lianhu
