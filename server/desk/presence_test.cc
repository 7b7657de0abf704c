// Seen while it lasts, forgotten after, and nothing but names of the moment.

#include "desk/presence.h"

#include <gtest/gtest.h>

#include "base/test_world.h"

namespace lianhu {
namespace {

const MatterId one{"m1"}, other{"m2"};
const AccountId a{"a"}, b{"b"};

TEST(Presence, TellsOfOthersAtTheSameMatterOnly) {
  FixedClock clock{Time::at(Date::of(2026, 9, 1), 9)};
  Presence presence(clock);
  EXPECT_TRUE(presence.here(one, a, "化名甲").empty());
  EXPECT_EQ(presence.here(one, b, "化名乙"), std::vector<std::string>{"化名甲"});
  EXPECT_EQ(presence.here(one, a, "化名甲"), std::vector<std::string>{"化名乙"});
  EXPECT_TRUE(presence.here(other, b, "化名乙").empty());
}

TEST(Presence, IsForgottenAfterALeaveOrAMinute) {
  FixedClock clock{Time::at(Date::of(2026, 9, 1), 9)};
  Presence presence(clock);
  presence.here(one, a, "化名甲");
  presence.gone(one, a);
  EXPECT_TRUE(presence.here(one, b, "化名乙").empty());
  clock.advance(Presence::kept_ms - 1);
  EXPECT_EQ(presence.here(one, a, "化名甲").size(), 1u);
  clock.advance(1);
  EXPECT_TRUE(presence.here(one, a, "化名甲").empty());
}

}  // namespace
}  // namespace lianhu
