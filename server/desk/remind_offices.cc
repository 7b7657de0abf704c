// The reminders of a week: from the figures to the rows.

#include <algorithm>
#include <map>

#include "desk/draw_desk.h"
#include "desk/prevention_desk.h"
#include "desk/render.h"
#include "rules/prevention.h"
#include "store/directory_store.h"
#include "store/place_store.h"
#include "store/reminder_store.h"
#include "store/span_store.h"

namespace lianhu {
namespace {

constexpr PreventionRule kRule;
constexpr std::int64_t kRestMs = 28LL * 86'400'000;  // an answer rests so long, unless the figure has grown

// "/county/town/village/…" → "/county/town/village/"; "" when it is shorter.
std::string village_path(const std::string& path) {
  std::size_t end = 0;
  for (int n = 0; n < 3; ++n) {
    end = path.find('/', end + 1);
    if (end == std::string::npos) return {};
  }
  return path.substr(0, end + 1);
}

std::string last_id(const std::string& path) {
  const std::size_t cut = path.rfind('/', path.size() - 2);
  return path.substr(cut + 1, path.size() - cut - 2);
}

bool sealed_kind(const Directory& directory, const std::string& code) {
  const Category* category = directory.category(code);
  return code == pending_category || !category || category->sealed;
}

std::vector<ReminderRow> of_places(const House& house, const Directory& directory, Time now) {
  const Date today = now.date(), from = today.plus(-kRule.window_days);
  std::vector<ReminderRow> out;
  house.db().read([&](Session& session) {
    out.clear();
    std::map<std::pair<std::string, std::string>, std::int64_t> sums;
    const MatterReader all{{"p:" + house.region()}, std::nullopt, {}};
    for (const SpanCount& one : count_span(session, house.region(), all, SpanOf::received, Time::at(from), now)) {
      const std::string village = village_path(one.place_path);
      if (!village.empty() && !sealed_kind(directory, one.category)) sums[{village, one.category}] += one.count;
    }
    std::vector<PlaceKindCount> counts;
    for (const auto& [key, count] : sums) counts.push_back({key.first, key.second, count});
    for (const PlaceKindCount& one : recurring(std::move(counts), kRule)) {
      const auto place = find_place(session, house.region(), PlaceId{last_id(one.village)}, today);
      const auto desk = find_responsible(session, house.region(), one.village, "triage", today);
      if (!place || !desk) continue;
      ReminderRow row;
      row.office = desk->office;
      row.kind = "recurring";
      row.subject = place->id.text + "|" + one.category;
      row.place = place->id;
      row.category = one.category;
      row.from_day = from;
      row.until_day = today;
      row.matters = one.count;
      const std::string kind = category_name(directory, one.category);
      row.title = place->full_name + "：“" + kind + "”近四周 " + std::to_string(one.count) + " 件";
      row.reason = from.chinese() + "以来，同一村（社区）收到同类事项 " + std::to_string(one.count) + " 件，达到提示的件数（" + std::to_string(kRule.least) +
                   " 件）。请看是不是同一个根源，安排现场查看或者上门走访。";
      out.push_back(std::move(row));
    }
  });
  return out;
}

std::vector<ReminderRow> of_promises(const House& house, const Directory& directory, Time now) {
  const Date from = now.date(), until = from.plus(kRule.due_days - 1);
  std::map<std::string, std::int64_t> by_office;
  house.db().read([&](Session& session) {
    by_office.clear();
    for (const DuePromise& one : promises_due(session, house.region(), from, until)) {
      if (one.office) ++by_office[one.office->text];
    }
  });
  std::vector<ReminderRow> out;
  for (const auto& [office, count] : by_office) {
    ReminderRow row;
    row.office = OfficeId{office};
    row.kind = row.subject = "due";
    row.from_day = from;
    row.until_day = until;
    row.matters = count;
    row.title = directory.office_name(row.office) + "：两周内有 " + std::to_string(count) + " 项协议条款到期";
    row.reason = "到" + until.chinese() + "为止，还没有履行完的条款 " + std::to_string(count) + " 项。请提醒双方，需要帮助的提前安排；逾期的依法告知起诉、申请支付令或者共同申请司法确认等途径。";
    out.push_back(std::move(row));
  }
  return out;
}

std::vector<ReminderRow> of_seasons(const House& house, const Directory& directory, Time now) {
  // From the twentieth on it is the next month that can still be prepared for.
  const std::string ahead = now.date().day() < 20 ? month_of(now.date()) : month_plus(month_of(now.date()), 1);
  std::map<std::string, std::map<std::string, std::int64_t>> by_kind;
  house.db().read([&](Session& session) { by_kind = received_by_month(session, house.region(), month_plus(ahead, -30)); });
  std::optional<OfficeId> centre;
  for (const auto& [id, office] : directory.offices()) {
    if (office.kind == "county_centre") centre = office.id;
  }
  std::vector<ReminderRow> out;
  if (!centre) return out;
  for (const Season& season : seasons(by_kind, ahead, kRule)) {
    if (sealed_kind(directory, season.category)) continue;
    ReminderRow row;
    row.office = *centre;
    row.kind = "season";
    row.subject = season.category + "|" + ahead;
    row.category = season.category;
    row.from_day = *Date::parse(season.month + "-01");
    row.until_day = Date::parse(month_plus(season.month, 1) + "-01")->plus(-1);
    row.matters = season.count;
    const std::string kind = category_name(directory, season.category);
    row.title = ahead.substr(0, 4) + "年" + std::to_string(std::atoi(ahead.substr(5).c_str())) + "月：“" + kind + "”往年同月多发";
    row.reason = "去年同月收到 " + std::to_string(season.count) + " 件，是那一年平均每月的 " + std::to_string(season.percent) + "%。请提前安排排查和宣传。";
    out.push_back(std::move(row));
  }
  return out;
}

// One open row an office and subject; an answered one rests, unless the figure has grown.
bool put(const House& house, ReminderRow row, const Date& week, Time now) {
  bool fresh = false;
  row.id = house.ids().text();
  row.week = week.text();
  row.made_at = now;
  try {
    house.db().commit([&](Session& session) {
      fresh = false;
      const auto last = last_reminder(session, house.region(), row.office, row.kind, row.subject);
      if (last && last->state == "open") {
        ReminderRow newer = row;
        newer.id = last->id;
        renew_reminder(session, house.region(), newer);
        return;
      }
      if (last && (last->week == row.week || (now.ms - last->made_at.ms < kRestMs && row.matters <= last->matters))) return;
      insert_reminder(session, house.region(), row);
      fresh = true;
    });
  } catch (const DuplicateKey&) {
    return false;  // another process was first
  }
  return fresh;
}

}  // namespace

int remind_offices(const House& house, Time now) {
  const auto directory = house.directory();
  const Date week = monday_of(now.date());
  int fresh = 0;
  for (auto& rows : {of_places(house, *directory, now), of_promises(house, *directory, now), of_seasons(house, *directory, now)}) {
    for (const ReminderRow& row : rows) fresh += put(house, row, week, now) ? 1 : 0;
  }
  return fresh;
}

}  // namespace lianhu
