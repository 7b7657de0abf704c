// The one clock a row shows: its date and its lamp never contradict each other.

#include <gtest/gtest.h>

#include "rules/clockwork.h"
#include "rules/spine_fixture.h"

namespace lianhu {
namespace {

const Time noon = Time::at(Date::of(2026, 9, 10), 12);

Deadline clock(const std::string& subject_kind, const std::string& subject, int due_in_days, Lamp lamp, DeadlineState state = DeadlineState::armed) {
  Deadline d;
  d.subject_kind = subject_kind;
  d.subject = subject;
  d.title = subject + "的期限";
  d.state = state;
  d.lamp = lamp;
  d.due_at = d.red_at = Time::at(noon.date().plus(due_in_days + 1)).plus_ms(-1);
  return d;
}
Assignment lead() {
  Assignment a;
  a.id = AssignmentId{"a"};
  a.proceeding = ProceedingId{"child"};
  a.kind = AssignmentKind::lead;
  return a;
}

TEST(RowClock, TheMattersLampIsThatOfItsDate) {
  const std::vector<Deadline> all{clock("proceeding", "parent", -1, Lamp::red, DeadlineState::missed), clock("proceeding", "child", 20, Lamp::green),
                                  clock("assignment", "a", 1, Lamp::yellow)};
  const RowClock row = matter_clock(all, false);
  EXPECT_EQ(row.due_at, all[0].due_at);
  EXPECT_EQ(row.lamp, Lamp::red);
  EXPECT_EQ(row.title, all[0].title);
  Assignment a = lead();
  bind_due(a, all, false);
  EXPECT_EQ(a.due_at, all[2].due_at);
  EXPECT_EQ(a.due_title, all[2].title);
  EXPECT_EQ(a.lamp, Lamp::yellow);
  bind_due(a, {all[0], all[1]}, false, true);
  EXPECT_FALSE(a.due_at) << "it is the desk's turn";
}

TEST(RowClock, ARedOneIsNotHiddenBehindAnEarlierYellowOne) {
  const std::vector<Deadline> all{clock("proceeding", "p", -4, Lamp::yellow, DeadlineState::missed), clock("proceeding", "p", -1, Lamp::red, DeadlineState::missed)};
  EXPECT_EQ(matter_clock(all, false).due_at, all[1].due_at);
  EXPECT_EQ(matter_clock(all, false).lamp, Lamp::red);
}

TEST(RowClock, APausedClockShowsNothingAndAnIndependentBodyNoLamp) {
  const std::vector<Deadline> paused{clock("proceeding", "p", -1, Lamp::red, DeadlineState::paused)};
  EXPECT_FALSE(matter_clock(paused, false).due_at);
  EXPECT_EQ(matter_clock(paused, false).lamp, Lamp::none);
  const std::vector<Deadline> running{clock("proceeding", "p", -1, Lamp::red, DeadlineState::missed)};
  EXPECT_EQ(matter_clock(running, true).due_at, running[0].due_at);
  EXPECT_EQ(matter_clock(running, true).lamp, Lamp::none);
}

TEST(RowClock, AMatterThatACourtHasShowsNoLamp) {
  const spine::County county;
  spine::Case c(county);
  ASSERT_TRUE(c.report().ok());
  ASSERT_EQ(c.act("tc_triage", "accept", {{"category", "facility.drain"}, {"difficulty", "ordinary"}}), "");
  EXPECT_EQ(c.file.matter.lamp, Lamp::green);
  ASSERT_EQ(c.act("tc_triage", "assign", {{"lead_office", "ct"}, {"lead_receiver", "ct_handler"}}), "");
  EXPECT_TRUE(c.file.matter.due_at);
  EXPECT_EQ(c.file.matter.lamp, Lamp::none);
}

}  // namespace
}  // namespace lianhu
