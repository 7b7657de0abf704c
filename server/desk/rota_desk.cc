#include "desk/rota_desk.h"

#include <algorithm>

#include "desk/draw_desk.h"
#include "store/conference_store.h"

namespace lianhu {
namespace {

constexpr int kFarthestDays = 400;

const ActorPost* centre_post(const Actor& actor) {
  for (const ActorPost& post : actor.posts) {
    if (post.office_kind == "county_centre" || post.office_kind == "town_centre") return &post;
  }
  return nullptr;
}

bool changes(const ActorPost& post) { return post.role == Role::triage || post.role == Role::leader; }

Error wrong(std::string field, std::string message) {
  std::string text = message;
  return invalid("invalid_fields", std::move(text), {{"/" + std::move(field), std::move(message)}});
}

}  // namespace

Result<RotaPage> RotaDesk::page(const Actor& actor, const RotaQuery& query) const {
  const ActorPost* post = centre_post(actor);
  if (!post) return forbidden("not_yours", "轮驻安排由综治中心管理");
  const auto directory = house_.directory();
  RotaPage page;
  page.centre_name = post->office_name;
  page.week = monday_of(query.day.value_or(house_.now().date()));
  page.may_change = changes(*post);
  house_.db().read([&](Session& session) {
    page.items.clear();
    for (const RotaDay& row : rota_days(session, house_.region(), post->office, page.week, page.week.plus(6))) {
      page.items.push_back({row.day, row.office.text, directory->office_name(row.office), row.window_name, row.phone});
    }
  });
  for (const auto& [id, office] : directory->offices()) {
    if (office.presence == "resident" && office.place == post->place && office.id != post->office) page.resident.push_back(office.name);
  }
  return page;
}

Result<RotaPage> RotaDesk::put(const Entry& entry, const RotaInput& input) const {
  const ActorPost* post = centre_post(entry.actor);
  if (!post || !changes(*post)) return forbidden("not_yours", "轮驻安排由综治中心的分流岗和负责人管理");
  const auto directory = house_.directory();
  const Office* office = directory->office(OfficeId{input.office});
  if (!office) return wrong("office", "没有这个机构，请从列表中选择");
  if (office->presence == "resident" && office->place == post->place) return wrong("office", "这个机构是常驻的，不用排班");
  const int ahead = input.day.days - house_.now().date().days;
  if (ahead < -kFarthestDays || ahead > kFarthestDays) return wrong("day", "日期离今天太远，请核对");
  if (ahead < 0) return wrong("day", "过去的日子不能再改");
  house_.db().commit([&](Session& session) {
    if (input.remove.value_or(false)) {
      drop_rota_day(session, house_.region(), post->office, input.day, office->id);
    } else {
      put_rota_day(session, house_.region(), {house_.ids().text(), post->office, input.day, office->id, input.window_name, input.phone});
    }
  });
  return page(entry.actor, {input.day});
}

Result<RotaPage> RotaDesk::repeat(const Entry& entry, const RotaQuery& query) const {
  const ActorPost* post = centre_post(entry.actor);
  if (!post || !changes(*post)) return forbidden("not_yours", "轮驻安排由综治中心的分流岗和负责人管理");
  const Date week = monday_of(query.day.value_or(house_.now().date()));
  if (week.plus(6) < house_.now().date()) return wrong("day", "过去的一周不能再改");
  bool any = false;
  house_.db().commit([&](Session& session) {
    const auto before = rota_days(session, house_.region(), post->office, week.plus(-7), week.plus(-1));
    const auto now = rota_days(session, house_.region(), post->office, week, week.plus(6));
    any = !before.empty();
    for (RotaDay row : before) {
      row.day = row.day.plus(7);
      const bool there = std::any_of(now.begin(), now.end(), [&](const RotaDay& one) { return one.day == row.day && one.office == row.office; });
      if (there) continue;
      row.id = house_.ids().text();
      put_rota_day(session, house_.region(), row);
    }
  });
  if (!any) return conflict("nothing_before", "前一周没有安排，没有可以照抄的");
  return page(entry.actor, {week});
}

}  // namespace lianhu
