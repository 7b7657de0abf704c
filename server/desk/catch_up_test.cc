// Two processes at one database: what one changes of days off, offices and procedures the other takes over. On both engines.

#include <gtest/gtest.h>

#include "base/resource.h"
#include "desk/calendar_desk.h"
#include "desk/office_desk.h"
#include "desk/spine_house.h"

namespace lianhu {
namespace {

class CatchUp : public ::testing::TestWithParam<Engine> {
 protected:
  SpineHouse h{GetParam()};
  House other{World{*h.db, h.clock, h.random, h.files, h.ids, h.vault}};  // as a second process holds it
  void second() { h.clock.advance(1'000); }
};
INSTANTIATE_TEST_SUITE_P(Engines, CatchUp, ::testing::ValuesIn(test_engines()), engine_name);

TEST_P(CatchUp, AnOfficeChangedElsewhereIsTakenOverWithinASecond) {
  other.catch_up();
  OfficeDesk desk(*h.house);
  const auto admin = h.county.actor("cc_admin");
  const auto before = spine::must(desk.detail(admin, OfficeId{"wb"}));
  const OfficeRow row = before.office;
  ASSERT_TRUE(desk.change(admin, OfficeId{"wb"}, {"水务和移民局", "水务局", row.place, "local", row.logs_in, row.phone, h.clock.now().date()}, row.etag));
  EXPECT_EQ(other.directory()->office_name(OfficeId{"wb"}), row.name);
  other.catch_up();
  EXPECT_EQ(other.directory()->office_name(OfficeId{"wb"}), row.name) << "looks once a second, not with every request";
  second();
  other.catch_up();
  EXPECT_EQ(other.directory()->office_name(OfficeId{"wb"}), "水务和移民局");
}

TEST_P(CatchUp, ACalendarSavedElsewhereCountsHere) {
  other.catch_up();
  CalendarDesk desk(*h.house);
  const auto admin = h.county.actor("cc_admin");
  const Date day = Date::of(2026, 9, 2);
  ASSERT_TRUE(other.calendar()->is_working_day(day));
  const auto texts = spine::must(desk.texts(admin, 0));
  const std::string local = std::string(resource("calendar/local.toml")) + "\n[[holiday]]\nname = \"四月八\"\nbasis = \"县人民政府通知\"\noff = [2026-09-02]\n";
  const auto saved = desk.save(admin, {0, local}, texts.etag, {"k", "b"});
  ASSERT_TRUE(saved) << saved.error().message;
  EXPECT_TRUE(other.calendar()->is_working_day(day));
  second();
  other.catch_up();
  EXPECT_FALSE(other.calendar()->is_working_day(day));
}

TEST_P(CatchUp, WhatNobodyChangedIsNotReadAgain) {
  other.catch_up();
  const auto directory = other.directory();
  const auto calendar = other.calendar();
  second();
  other.catch_up();
  EXPECT_EQ(other.directory(), directory);
  EXPECT_EQ(other.calendar(), calendar);
}

}  // namespace
}  // namespace lianhu
