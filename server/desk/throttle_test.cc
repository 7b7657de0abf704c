#include "desk/throttle.h"

#include <gtest/gtest.h>

#include "base/test_world.h"

namespace lianhu {
namespace {

TEST(Throttle, GivesABurstThenOneAtATime) {
  FixedClock clock(Time{0});
  Throttle throttle(clock, 3, 1000);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(throttle.take("a"), 0);
  EXPECT_EQ(throttle.take("a"), 1000);
  EXPECT_EQ(throttle.take("b"), 0) << "another key has its own";
  clock.advance(400);
  EXPECT_EQ(throttle.take("a"), 600);
  clock.advance(600);
  EXPECT_EQ(throttle.take("a"), 0);
  EXPECT_GT(throttle.take("a"), 0);
  clock.advance(1'000'000);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(throttle.take("a"), 0);
  EXPECT_GT(throttle.take("a"), 0) << "never more than the burst";
}

TEST(Throttle, WhatIsGivenBackMayBeTakenAgainButNotMore) {
  FixedClock clock(Time{0});
  Throttle throttle(clock, 1, 1000);
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(throttle.take("a"), 0);
    throttle.give_back("a");
    throttle.give_back("a");
  }
  EXPECT_EQ(throttle.take("a"), 0);
  EXPECT_EQ(throttle.take("a"), 1000);
}

TEST(Throttle, ForgetsTheKeyLongestNotSeenWhenFull) {
  FixedClock clock(Time{0});
  Throttle throttle(clock, 1, 1000, 2);
  EXPECT_EQ(throttle.take("a"), 0);
  EXPECT_EQ(throttle.take("b"), 0);
  EXPECT_GT(throttle.take("a"), 0);
  EXPECT_EQ(throttle.take("c"), 0) << "b makes room";
  EXPECT_GT(throttle.take("a"), 0);
  EXPECT_EQ(throttle.take("b"), 0);
}

TEST(Throttle, AChangedWallClockFreesNobody) {
  FixedClock clock(Time{0});
  Throttle throttle(clock, 1, 1000);
  EXPECT_EQ(throttle.take("a"), 0);
  clock.set(Time{99'999'999});
  EXPECT_EQ(throttle.take("a"), 1000);
}

TEST(Backoff, DoublesAndStops) {
  FixedClock clock(Time{0});
  Backoff backoff(clock, 2, 1000, 5000);
  EXPECT_EQ(backoff.failed("a"), 0);
  EXPECT_EQ(backoff.failed("a"), 0);
  EXPECT_EQ(backoff.failed("a"), 1000);
  EXPECT_EQ(backoff.wait_ms("a"), 1000);
  EXPECT_EQ(backoff.wait_ms("b"), 0);
  clock.advance(1000);
  EXPECT_EQ(backoff.wait_ms("a"), 0);
  EXPECT_EQ(backoff.failed("a"), 2000);
  EXPECT_EQ(backoff.failed("a"), 4000);
  EXPECT_EQ(backoff.failed("a"), 5000);
  EXPECT_EQ(backoff.failed("a"), 5000);
  backoff.clear("a");
  EXPECT_EQ(backoff.wait_ms("a"), 0);
  EXPECT_EQ(backoff.failed("a"), 0);
}

TEST(Backoff, ForgivesAfterAQuietDay) {
  FixedClock clock(Time{0});
  Backoff backoff(clock, 1, 1000, 5000);
  backoff.failed("a");
  clock.advance(24 * 3'600'000LL);
  EXPECT_EQ(backoff.failed("a"), 1000);
  clock.advance(24 * 3'600'000LL + 1);
  EXPECT_EQ(backoff.failed("a"), 0);
}

}  // namespace
}  // namespace lianhu
