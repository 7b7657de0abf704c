#include "tool/demo_week.h"

#include "desk/conference_desk.h"
#include "desk/month_span.h"
#include "desk/rota_desk.h"
#include "desk/statistics_desk.h"
#include "rules/prevention.h"
#include "tool/demo_people.h"

namespace lianhu {
namespace {

constexpr int kListed = 4;
constexpr int kDaysAhead = 14;
constexpr int kFirstWindow = 3;
constexpr int kMonthsReported = 10;

}  // namespace

// Each body that comes by turns has its own weekday and window.
int plan_demo_rota(const House& house, DemoCast& cast, Seeded& seeded) {
  int out = 0;
  const Actor* clerk = cast.holder(OfficeId{"centre"}, Role::triage, seeded);
  if (!clerk) return out;
  const Entry entry{*clerk, "demo", {}, {}, std::nullopt};
  const RotaDesk rota(house);
  const Date today = house.now().date();
  int turn = 0;
  for (const auto& [id, office] : house.directory()->offices()) {
    if (office.presence != "rotating") continue;
    const int weekday = turn % 5;
    ++turn;
    for (int ahead = 0; ahead < kDaysAhead; ++ahead) {
      const Date day = today.plus(ahead);
      if (day.weekday() != weekday + 1 || !house.calendar()->is_working_day(day)) continue;
      const int window = weekday + kFirstWindow;
      if (rota.put(entry, {day, id, std::to_string(window) + "号窗口", invented_phone(static_cast<std::uint64_t>(window)), std::nullopt})) ++out;
    }
  }
  return out;
}

DemoWeek plan_demo_week(const House& house, DemoCast& cast, Seeded& seeded) {
  DemoWeek out;
  const Actor* clerk = cast.holder(OfficeId{"centre"}, Role::triage, seeded);
  if (!clerk) return out;
  const Entry entry{*clerk, "demo", {}, {}, std::nullopt};
  const Date today = house.now().date();

  // All but the last month were reported.
  const StatisticsDesk statistics(house);
  Date month = Date::of(today.year(), today.month(), 1).plus(-1);
  for (int back = 0; back < kMonthsReported; ++back) {
    month = Date::of(month.year(), month.month(), 1).plus(-1);
    if (statistics.freeze(*clerk, month_of(month))) ++out.reported;
  }

  const ConferenceDesk conference(house);
  const auto page = conference.page(*clerk, {});
  if (!page) return out;
  std::optional<std::string> first;
  for (const ConferenceRow& row : page->suggested) {
    if (out.listed == kListed) break;
    if (!conference.pick(entry, {row.matter, "请会上研究由谁牵头、谁配合", std::nullopt})) continue;
    if (++out.listed == 1) first = row.matter;
  }
  if (const auto listed = conference.page(*clerk, {}); listed && first) {
    for (const ConferenceRow& row : listed->items) {
      if (row.matter != *first || !row.id) continue;
      if (conference.conclude(entry, *row.id, {"由主办机构牵头，本周内到现场与双方见面，下周会上报结果。"})) ++out.concluded;
    }
  }
  return out;
}

}  // namespace lianhu
