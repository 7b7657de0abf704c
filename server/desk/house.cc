#include "desk/house.h"

#include <stdexcept>

#include "desk/released_procedures.h"
#include "rules/calendar_file.h"
#include "store/calendar_store.h"
#include "store/held_store.h"

namespace lianhu {
namespace {

constexpr std::int64_t kLookMs = 1'000;

template <class T>
T or_throw(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(result).value();
}

}  // namespace

House::House(World world) : world_(world) {
  world_.db.read([&](Session& session) {
    auto county = load_county(session);
    if (!county) throw std::runtime_error("数据库里还没有县的资料，请先运行 lianhu init");
    county_ = std::move(*county);
    held_ = held_versions(session, county_.region);  // before what they stand for: a change in between is looked at again
    replace_procedures(or_throw(procedures_with(released_procedures(session))));
    replace_calendar(read_calendar(session));
  });
  reload_directory();
}

Calendar House::read_calendar(Session& session) const {
  Calendar calendar = shipped().calendar;
  for (const std::string& year : load_calendar_years(session)) calendar = or_throw(calendar.with(year));
  if (const auto local = local_days_text(session, county_.region)) calendar = calendar.with_local(or_throw(parse_local_days(*local, "本县放假安排")));
  return calendar;
}

void House::catch_up() const {
  const std::unique_lock looking(catching_up_, std::try_to_lock);
  const Time at = now();
  if (!looking.owns_lock() || (looked_at_ && at.ms - looked_at_->ms < kLookMs && at.ms >= looked_at_->ms)) return;
  looked_at_ = at;
  std::map<std::string, std::int64_t, std::less<>> fresh;
  world_.db.read([&](Session& session) { fresh = held_versions(session, county_.region); });
  const auto moved = [&](std::string_view name) {
    const auto version = fresh.find(name);
    return version != fresh.end() && version->second != held(name);
  };
  if (moved(kHeldProcedures)) {
    world_.db.read([&](Session& session) { replace_procedures(or_throw(procedures_with(released_procedures(session)))); });
  }
  if (moved(kHeldCalendar)) {
    world_.db.read([&](Session& session) { replace_calendar(read_calendar(session)); });
  }
  if (moved(kHeldDirectory)) reload_directory();
  const std::lock_guard lock(guard_);
  held_ = std::move(fresh);
}

std::int64_t House::held(std::string_view name) const {
  const std::lock_guard lock(guard_);
  const auto at = held_.find(name);
  return at == held_.end() ? 0 : at->second;
}

std::shared_ptr<const Directory> House::directory() const {
  const Date today = now().date();
  {
    const std::lock_guard lock(guard_);
    if (directory_from_ <= today && today < directory_until_) return directory_;
  }
  reload_directory();  // posts and duties begin and end with the day
  const std::lock_guard lock(guard_);
  return directory_;
}

std::shared_ptr<const Calendar> House::calendar() const {
  const std::lock_guard lock(guard_);
  return calendar_;
}

void House::reload_directory() const {
  const Date today = now().date();
  auto fresh = std::make_shared<Directory>();
  std::optional<Date> change;
  world_.db.read([&](Session& session) {
    *fresh = load_directory(session, county_.region, today);
    change = next_directory_change(session, county_.region, today);
  });
  const std::lock_guard lock(guard_);
  directory_ = std::move(fresh);
  directory_from_ = today;
  directory_until_ = change.value_or(today.plus(36'500));
}

void House::replace_calendar(Calendar calendar) const {
  auto fresh = std::make_shared<const Calendar>(std::move(calendar));
  const std::lock_guard lock(guard_);
  calendar_ = std::move(fresh);
}

void House::replace_procedures(ProcedureLibrary library) const {
  const std::lock_guard lock(guard_);
  libraries_.push_back(std::make_unique<const ProcedureLibrary>(std::move(library)));
  procedures_ = libraries_.back().get();
}

}  // namespace lianhu
