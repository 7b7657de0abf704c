#include "tool/demo_arrivals.h"

#include <algorithm>
#include <tuple>

namespace lianhu {
namespace {

constexpr std::string_view kShownVillage = "520422001001";

// In percent of all; people write at any hour, counters and calls keep office hours.
struct ChannelShare {
  Channel channel;
  std::int64_t share;
};
constexpr ChannelShare kChannels[] = {{Channel::phone_page, 34}, {Channel::grid_worker, 27}, {Channel::counter, 14}, {Channel::call, 16},
                                      {Channel::group_head, 4},  {Channel::letter, 3},       {Channel::api, 2}};

// Where the shown matters stay, and who has them. Two rounds of this list: every box is more than one line.
struct Shown {
  const char *category, *halt, *lead;
  int days_ago;
};
constexpr Shown kShown[] = {
    {"service.water.ditch", "assigned", "water", 3},
    {"service.water.supply", "assigned", "water", 2},
    {"service.water.ditch", "handling", "water", 6},
    {"service.water.ditch", "returned", "water", 4},
    {"service.road.village", "assigned", "village.520422001001", 2},
    {"service.sanitation.dump", "handling", "village.520422001001", 5},
    {"safety.fire", "assigned", "town_centre.520422001", 2},
    {"dispute.village", "handling", "town_centre.520422001", 7},
    {"service.road.street", "paused", "town_centre.520422001", 9},
    {"service.power", "collected", "", 1},
    {"dispute.neighbour.drain", "collected", "", 1},
    {"service.other", "supplementing", "", 4},
    {"opinion.enquiry", "accepted", "", 2},
    {"enforcement.city", "referred", "", 8},
    {"service.sanitation.sewage", "reported", "town_centre.520422001", 10},
    {"service.road.village", "verified", "village.520422001001", 12},
    {"service.water.supply", "closed", "water", 16},
    {"dispute.neighbour", "applied", "town_mediation.520422001", 2},
    {"dispute.neighbour.noise", "asking", "town_mediation.520422001", 4},
    {"dispute.land.boundary", "registered", "town_mediation.520422001", 6},
    {"dispute.house.boundary", "mediating", "town_mediation.520422001", 10},
    {"dispute.damage.injury", "appraising", "town_mediation.520422001", 14},
    {"dispute.neighbour.drain", "agreed", "town_mediation.520422001", 14},
    {"dispute.contract.loan", "performing", "town_mediation.520422001", 18},
    {"dispute.neighbour.animal", "fulfilled", "town_mediation.520422001", 40},
    {"dispute.neighbour.noise", "reopened", "town_mediation.520422001", 50},
    {"dispute.damage.crop", "breached", "town_mediation.520422001", 25},
    {"dispute.family.support", "stopped", "town_mediation.520422001", 8},
    {"dispute.family.inherit", "told", "town_mediation.520422001", 12},
    {"dispute.land.water", "visited", "town_mediation.520422001", 45},
};

std::size_t weighted(const std::vector<std::int64_t>& sums, Seeded& seeded) {
  const std::int64_t pick = seeded.between(1, sums.back());
  return static_cast<std::size_t>(std::lower_bound(sums.begin(), sums.end(), pick) - sums.begin());
}

template <class Weight>
std::vector<std::int64_t> running(std::size_t n, Weight weight) {
  std::vector<std::int64_t> sums;
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < n; ++i) sums.push_back(sum += weight(i));
  return sums;
}

Channel any_channel(Seeded& seeded) {
  std::int64_t dice = seeded.between(1, 100);
  for (const ChannelShare& one : kChannels) {
    dice -= one.share;
    if (dice <= 0) return one.channel;
  }
  return Channel::phone_page;
}

Time hour_of(Date day, Channel channel, Seeded& seeded) {
  const bool any_hour = channel == Channel::phone_page || channel == Channel::grid_worker || channel == Channel::group_head;
  // Two hours' mean gives a hump about the middle of the day.
  const std::int64_t minute = any_hour ? (seeded.between(400, 1320) + seeded.between(400, 1320)) / 2 : seeded.between(1, 100) <= 60 ? seeded.between(520, 715)
                                                                                                                                      : seeded.between(820, 1045);
  return Time::at(day, static_cast<int>(minute / 60), static_cast<int>(minute % 60), static_cast<int>(seeded.between(0, 59)));
}

std::size_t kind_named(const DemoTexts& texts, std::string_view category) {
  for (std::size_t i = 0; i < texts.kinds().size(); ++i) {
    if (texts.kinds()[i].category == category) return i;
  }
  return 0;
}

void add_shown(const ArrivalPlan& plan, const DemoTexts& texts, const std::vector<Place>& places, const Calendar& calendar, Seeded& seeded,
               std::vector<Arrival>& out) {
  std::vector<std::size_t> shown_places;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places[i].code.starts_with(kShownVillage)) shown_places.push_back(i);
  }
  if (shown_places.empty()) return;
  const std::int64_t rounds = std::min<std::int64_t>(2, plan.matters / (2 * static_cast<std::int64_t>(std::size(kShown))));
  for (std::int64_t round = 0; round < rounds; ++round) {
    for (const Shown& shown : kShown) {
      Arrival arrival;
      arrival.kind = kind_named(texts, shown.category);
      // The first round all in the first grid, where the printed grid worker answers.
      arrival.place = round == 0 ? shown_places.front() : shown_places[static_cast<std::size_t>(seeded.between(0, static_cast<std::int64_t>(shown_places.size()) - 1))];
      arrival.channel = any_channel(seeded);
      Date day = plan.last.plus(-shown.days_ago - static_cast<int>(round));
      while (!calendar.is_working_day(day)) day = day.plus(-1);
      arrival.at = hour_of(day, arrival.channel, seeded);
      arrival.halt = shown.halt;
      if (*shown.lead) arrival.lead = OfficeId{shown.lead};
      out.push_back(std::move(arrival));
    }
  }
}

}  // namespace

std::vector<Arrival> plan_arrivals(const ArrivalPlan& plan, const DemoTexts& texts, const std::vector<Place>& places, const Calendar& calendar) {
  Seeded seeded(plan.seed);
  std::vector<Arrival> out;
  add_shown(plan, texts, places, calendar, seeded, out);
  const int days = plan.last.days - plan.first.days + 1;
  const auto by_day = running(static_cast<std::size_t>(days), [&](std::size_t i) {
    const Date day = plan.first.plus(static_cast<int>(i));
    if (calendar.is_statutory_holiday(day)) return 30;
    return calendar.is_working_day(day) ? day.weekday() == 1 ? 120 : 100 : 45;
  });
  std::vector<std::vector<std::int64_t>> by_month;
  for (int month = 1; month <= 12; ++month) {
    by_month.push_back(running(texts.kinds().size(), [&](std::size_t i) {
      const DemoKind& kind = texts.kinds()[i];
      return static_cast<std::int64_t>(kind.weight) * season_percent(kind.season, month);
    }));
  }
  // The county seat's own streets somewhat more than the rest; grids are spread by size already.
  const auto by_place = running(places.size(), [&](std::size_t i) { return places[i].code[6] == '0' ? 130 : 100; });
  while (static_cast<std::int64_t>(out.size()) < plan.matters) {
    Arrival arrival;
    const Date day = plan.first.plus(static_cast<int>(weighted(by_day, seeded)));
    arrival.channel = any_channel(seeded);
    arrival.kind = weighted(by_month[static_cast<std::size_t>(day.month() - 1)], seeded);
    arrival.place = weighted(by_place, seeded);
    arrival.at = hour_of(day, arrival.channel, seeded);
    out.push_back(std::move(arrival));
  }
  std::sort(out.begin(), out.end(), [](const Arrival& a, const Arrival& b) {
    return std::tie(a.at, a.place, a.kind, a.channel, a.halt) < std::tie(b.at, b.place, b.kind, b.channel, b.halt);
  });
  return out;
}

}  // namespace lianhu
