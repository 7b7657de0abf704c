// A page left open: a lamp that turned meanwhile is in nobody's way; whatever leaves a line in the history is (412).

#include <gtest/gtest.h>

#include "desk/spine_house.h"

namespace lianhu {
namespace {

constexpr std::int64_t day = 24 * 3'600'000;

class ActedVersion : public ::testing::TestWithParam<Engine> {
 protected:
  ActedVersion() : taken(h.report()) {
    h.accept(taken.matter);
    h.assign(taken.matter);
    EXPECT_EQ(h.act("wb_handler", taken.matter, "sign"), "");
  }

  // Days go by until the clock has made a newer version; `told`: one that left a line in the history.
  bool until_the_clock(bool told) {
    for (int n = 0; n < 90; ++n) {
      const MatterFile before = h.file(taken.matter);
      h.clock.advance(day);
      tick(*h.house, h.clock.now());
      const MatterFile after = h.file(taken.matter);
      if (after.matter.version != before.matter.version && (after.events.size() != before.events.size()) == told) return true;
    }
    return false;
  }
  std::string tag() { return matters.view(h.county.actor("wb_handler"), taken.matter)->etag; }
  // "" or the refusal's code, of a record written on the page that carries this tag.
  std::string record(const std::string& login, const std::string& etag, const std::string& text) {
    Entry entry = h.by(login);
    entry.if_version = version_of(etag);
    const auto written = matters.act_on(entry, taken.matter, h.order(taken.matter, "handle", {{"record", text}}));
    return written ? "" : written.error().code;
  }
  int times_recorded(const std::string& text) {
    int n = 0;
    for (const PastEvent& event : h.file(taken.matter).events) n += event.told && write_content(*event.told).find(text) != std::string::npos ? 1 : 0;
    return n;
  }

  SpineHouse h{GetParam()};
  MatterDesk matters{*h.house};
  Taken taken;
};
INSTANTIATE_TEST_SUITE_P(Engines, ActedVersion, ::testing::ValuesIn(test_engines()), engine_name);

TEST_P(ActedVersion, ALampThatTurnsIsInNobodysWay) {
  ASSERT_TRUE(until_the_clock(true));  // 办理期限 is over; its red lamp comes later
  const std::string seen = tag();
  const MatterFile before = h.file(taken.matter);
  ASSERT_TRUE(until_the_clock(false));
  const MatterFile after = h.file(taken.matter);
  EXPECT_GT(after.matter.version, before.matter.version) << "the store guards each save";
  EXPECT_EQ(after.matter.acted_version, before.matter.acted_version);
  EXPECT_EQ(tag(), seen);
  EXPECT_EQ(record("wb_handler", seen, "红灯亮过之后写的"), "");
  EXPECT_EQ(times_recorded("红灯亮过之后写的"), 1);
  EXPECT_NE(tag(), seen);
  EXPECT_EQ(h.file(taken.matter).matter.acted_version, after.matter.acted_version + 1);
}

TEST_P(ActedVersion, AnotherPersonsActIsAndTheTextIsNotLost) {
  ASSERT_TRUE(until_the_clock(true));
  const std::string seen = tag();
  ASSERT_TRUE(until_the_clock(false));
  ASSERT_EQ(record("wb_handler2", seen, "同事先写的"), "");
  EXPECT_EQ(record("wb_handler", seen, "我也写好了"), "stale_version");
  EXPECT_EQ(times_recorded("我也写好了"), 0) << "nothing of it was written";
  EXPECT_EQ(times_recorded("同事先写的"), 1);
  EXPECT_EQ(record("wb_handler", tag(), "我也写好了"), "") << "the same text on the page as it is now";
  EXPECT_EQ(times_recorded("我也写好了"), 1);
  EXPECT_EQ(times_recorded("同事先写的"), 1);
}

// A term that is over stands in the history, and may no longer be paused: who acts must have seen it.
TEST_P(ActedVersion, ATermThatIsOverIsAnAct) {
  const std::string seen = tag();
  ASSERT_TRUE(until_the_clock(true));
  EXPECT_NE(tag(), seen);
  EXPECT_EQ(record("wb_handler", seen, "没有看到已经超期"), "stale_version");
  EXPECT_EQ(times_recorded("没有看到已经超期"), 0);
}

TEST_P(ActedVersion, AFactAddedOutsideTheProcedureComparesTheSame) {
  ASSERT_TRUE(until_the_clock(true));
  Entry entry = h.by("wb_handler");
  entry.if_version = version_of(tag());
  ASSERT_TRUE(until_the_clock(false));
  PartyInput other;
  other.role = "respondent";
  other.kind = "natural";
  other.name = "化名李四";
  ASSERT_TRUE(matters.add_party(entry, taken.matter, other).ok());
  EXPECT_EQ(matters.add_party(entry, taken.matter, other).error().code, "stale_version");
}

// The lamp may turn between reading and saving: then the same act goes again, but not over somebody else's.
TEST_P(ActedVersion, ASaveThatMeetsTheClockGoesAgain) {
  Entry entry = h.by("wb_handler");
  entry.if_version = version_of(tag());
  int runs = 0;
  const auto meets = [&](const std::function<void()>& meanwhile) {
    runs = 0;
    return past_the_clock(*h.house, entry, taken.matter, [&]() -> Result<Written> {
      if (++runs > 1) return Written{taken.matter, 1, false};
      meanwhile();
      return conflict("stale_version", "");
    });
  };
  EXPECT_TRUE(meets([] {}).ok());
  EXPECT_EQ(runs, 2);
  const auto lost = meets([&] { EXPECT_EQ(record("wb_handler2", tag(), "同事先写的"), ""); });
  EXPECT_EQ(lost.error().code, "stale_version");
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(past_the_clock(*h.house, entry, taken.matter, [&]() -> Result<Written> { return conflict("need_missing", ""); }).error().code, "need_missing");
}

}  // namespace
}  // namespace lianhu
