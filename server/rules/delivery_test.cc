#include "rules/delivery.h"

#include <gtest/gtest.h>

namespace lianhu {
namespace {

Party with(std::optional<std::string> phone, std::optional<std::string> address, std::optional<std::string> flags) {
  Party party;
  party.phone = std::move(phone);
  party.address = std::move(address);
  party.contact_flags = std::move(flags);
  return party;
}
const std::optional<std::string> phone = "19900001234", address = "甲村虚构巷1号", sms = "sms";

// Settled 13: every combination of what was left and what was asked.
TEST(Delivery, SafeContactBindsEveryWay) {
  for (const auto& p : {std::optional<std::string>(), phone}) {
    for (const auto& a : {std::optional<std::string>(), address}) {
      for (const char* flags : {"", "no_call", "no_paper", "no_call no_paper", "no_call|周末可以", "|不要说 no_call 的事"}) {
        for (const auto& gateway : {std::optional<std::string>(), sms}) {
          const std::string text = flags;
          const bool noted = text.starts_with("|");
          const bool no_call = !noted && text.find("no_call") != std::string::npos, no_paper = !noted && text.find("no_paper") != std::string::npos;
          const Party party = with(p, a, text.empty() ? std::nullopt : std::optional(text));
          const Way way = way_to(party, Seal::open, gateway);
          EXPECT_NE(way_to(party, Seal::sealed, gateway).way, "paper");
          EXPECT_NE(way_to(party, Seal::confidential, gateway).way, "paper");
          SCOPED_TRACE(text + " " + way.way);
          if (no_call) EXPECT_TRUE(way.way == "paper" || way.way == "page");
          if (no_paper) EXPECT_NE(way.way, "paper");
          if (!p) EXPECT_TRUE(way.way != "sms" && way.way != "call");
          if (!a) EXPECT_NE(way.way, "paper");
          if (p && !no_call) EXPECT_EQ(way.way, gateway ? "sms" : "call");
          if (way.way == "page") EXPECT_TRUE(way.cause);
        }
      }
    }
  }
}

TEST(Delivery, QuietHoursHoldUntilTheirEnd) {
  const QuietHours night{21 * 60, 8 * 60};
  const Date day = Date::of(2026, 9, 1);
  EXPECT_EQ(quiet_until(night, Time::at(day, 20, 59)), std::nullopt);
  EXPECT_EQ(quiet_until(night, Time::at(day, 21)), Time::at(day.plus(1), 8));
  EXPECT_EQ(quiet_until(night, Time::at(day, 0)), Time::at(day, 8));
  EXPECT_EQ(quiet_until(night, Time::at(day, 7, 59)), Time::at(day, 8));
  EXPECT_EQ(quiet_until(night, Time::at(day, 8)), std::nullopt);
  const QuietHours noon{12 * 60, 14 * 60 + 30};
  EXPECT_EQ(quiet_until(noon, Time::at(day, 12)), Time::at(day, 14, 30));
  EXPECT_EQ(quiet_until(noon, Time::at(day, 14, 30)), std::nullopt);
  EXPECT_EQ(quiet_until({}, Time::at(day, 3)), std::nullopt);
}

TEST(Delivery, TriesGrowApartAndEnd) {
  const Time now = Time::at(Date::of(2026, 9, 1), 9);
  Time last = now;
  std::int64_t tries = 1;
  for (; next_try(tries, now); ++tries) {
    EXPECT_GE(*next_try(tries, now), last);
    last = *next_try(tries, now);
  }
  EXPECT_EQ(tries, 9);
  EXPECT_EQ(next_try(0, now), std::nullopt);
}

TEST(Delivery, NothingOfASealedMatterLeaves) {
  Matter matter;
  matter.number = "PD2026-000001";
  matter.title = "家里的事";
  Notice notice;
  notice.text = "“受理”（某县综治中心 分流员）";
  EXPECT_EQ(words_to_party(matter, notice, "https://x"), "您的事项 PD2026-000001 有新的进展：“受理”（某县综治中心 分流员）。凭回执上的查询码查看：https://x/t");
  EXPECT_EQ(words_to_office(matter, notice).find(matter.title), std::string::npos);
  for (const Seal seal : {Seal::sealed, Seal::confidential}) {
    matter.seal = seal;
    for (const std::string& text : {words_to_party(matter, notice, "https://x"), words_to_office(matter, notice)}) {
      EXPECT_EQ(text.find("PD2026"), std::string::npos);
      EXPECT_EQ(text.find("受理"), std::string::npos);
      EXPECT_EQ(text.find("综治"), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace lianhu
