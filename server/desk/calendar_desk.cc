#include "desk/calendar_desk.h"

#include <algorithm>
#include <tuple>

#include "base/hash.h"
#include "base/resource.h"
#include "base/text.h"
#include "desk/audit_row.h"
#include "desk/clock_desk.h"
#include "rules/calendar_file.h"
#include "rules/calendar_paste.h"
#include "store/change_store.h"
#include "store/held_store.h"

namespace lianhu {
namespace {

constexpr std::string_view kRoute = "save_calendar";
constexpr std::string_view kLocalFile = "calendar/local.toml";
constexpr int kMostFormer = 20;
constexpr int kYearsAhead = 2;
constexpr std::size_t kMostDays = 5;

std::string builtin_name(std::int32_t year) { return year == 0 ? std::string(kLocalFile) : "calendar/" + std::to_string(year) + ".toml"; }
std::string titled(std::int32_t year) { return year == 0 ? "本地放假" : std::to_string(year) + "年放假安排"; }
std::string tag_of(std::int32_t year, const std::string& text) { return sha256_hex(std::to_string(year) + "\n" + text).substr(0, 32); }

Error wrong(std::string code, const std::string& message, const char* pointer = "/text") { return invalid(std::move(code), message, {{pointer, message}}); }
// The line stays in the sentence; the pointer is the form's only field.
Error at_text(const Error& error) { return wrong(error.code, error.message); }

std::string who(const Directory& directory, const AccountId& id) {
  const StaffMember* member = directory.member(id);
  return member ? member->name : "（已删除的账户）";
}

void count_days(const std::vector<DayException>& days, std::int32_t& off, std::int32_t& make_up) {
  for (const DayException& day : days) ++(day.off ? off : make_up);
}

std::string tried_sentence(const CalendarCheck& check) {
  if (check.moved + check.settled == 0) return "没有未了期限因此变化";
  return "未了期限改日子的 " + std::to_string(check.moved) + " 个，日子不变但暂定与否有变化的 " + std::to_string(check.settled) + " 个";
}

}  // namespace

std::string CalendarDesk::text_in_force(Session& session, std::int32_t year) const {
  if (year == 0) return local_days_text(session, house_.region()).value_or(std::string(resource(kLocalFile)));
  for (const SavedYear& saved : saved_years(session)) {
    if (saved.year == year) return saved.text;
  }
  return std::string(resource(builtin_name(year)));
}

bool CalendarDesk::is_saved(Session& session, std::int32_t year) const {
  if (year == 0) return local_days_text(session, house_.region()).has_value();
  const auto years = saved_years(session);
  return std::any_of(years.begin(), years.end(), [&](const SavedYear& saved) { return saved.year == year; });
}

Result<CalendarView> CalendarDesk::view(const Actor& actor) const {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  CalendarView out;
  std::vector<SavedYear> saved;
  house_.db().read([&](Session& session) {
    saved = saved_years(session);
    out.provisional = count_provisional_deadlines(session, house_.region());
    out.unfinished = !unfinished_calendar_texts(session, house_.region()).empty();
  });
  const auto calendar = house_.calendar();
  for (auto year = calendar->years().rbegin(); year != calendar->years().rend(); ++year) {
    CalendarYearRow row{year->year, year->notice, "builtin", "随程序提供", std::nullopt, std::nullopt};
    count_days(year->days, row.days_off, row.make_up_days);
    for (const SavedYear& one : saved) {
      if (one.year != year->year) continue;
      row.origin = "saved";
      row.origin_title = "本县粘贴";
      row.saved_at = one.entered_at;
      row.saved_by = one.entered_by;
    }
    out.years.push_back(std::move(row));
  }
  out.known_through = calendar->known_through();
  out.provisional_note = calendar->provisional_note(out.known_through + 1);
  for (const DayException& day : calendar->local().days) out.local_days.push_back({day.name, day.day.chinese()});
  for (const HalfDay& day : calendar->local().half_days) out.half_days.push_back({day.name, std::to_string(day.month) + "月" + std::to_string(day.day) + "日"});
  return out;
}

Result<CalendarTexts> CalendarDesk::texts(const Actor& actor, std::int32_t year) const {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  CalendarTexts out;
  out.year = year;
  const auto directory = house_.directory();
  house_.db().read([&](Session& session) {
    out.text = text_in_force(session, year);
    out.saved = is_saved(session, year);
    for (const CalendarText& row : calendar_texts(session, house_.region(), year, kMostFormer)) {
      if (row.text && *row.text != out.text) out.former.push_back({*row.text, row.saved_at.chinese() + "，" + who(*directory, row.saved_by) + "保存"});
    }
  });
  out.etag = tag_of(year, out.text);
  const std::string builtin(resource(builtin_name(year)));
  if (!builtin.empty() && builtin != out.text) out.former.push_back({builtin, "随程序提供的一份"});
  return out;
}

Result<CalendarDesk::Proposal> CalendarDesk::propose(const CalendarInput& input) const {
  const auto calendar = house_.calendar();
  const std::string builtin(resource(builtin_name(input.year)));
  Proposal out{*calendar, std::nullopt, titled(input.year), ""};
  if (!input.text) {
    bool saved = false;
    house_.db().read([&](Session& session) { saved = is_saved(session, input.year); });
    if (!saved) return wrong("calendar_same", titled(input.year) + "没有本县自己的一份，不需要撤回", "/year");
    out.title = "撤回本县的" + titled(input.year);
    if (builtin.empty()) {
      out.calendar = calendar->without(input.year);
      out.notice = calendar->provisional_note(input.year);
      return out;
    }
  } else {
    out.text = std::string(trim(*input.text)) + "\n";
  }
  if (input.year == 0) {
    auto local = parse_local_days(out.text ? *out.text : builtin, "粘贴的本地放假");
    if (!local) return at_text(local.error());
    count_days(local->days, out.days_off, out.make_up_days);
    out.notice = local->days.empty() ? "没有本地放假的日子" : "本地放假 " + std::to_string(local->days.size()) + " 日";
    out.calendar = calendar->with_local(std::move(*local));
  } else {
    auto pasted = read_pasted_year(out.text ? *out.text : builtin);
    if (!pasted) return at_text(pasted.error());
    const std::int32_t year = pasted->year.year;
    if (year != input.year) return wrong("invalid_fields", "粘贴的是" + std::to_string(year) + "年的安排，选的是" + std::to_string(input.year) + "年，请核对", "/year");
    if (year > house_.now().date().year() + kYearsAhead) return wrong("invalid_fields", "放假安排一般提前一年公布，" + std::to_string(year) + "年还早，请核对年份", "/year");
    count_days(pasted->year.days, out.days_off, out.make_up_days);
    out.notice = pasted->year.notice;
    if (out.text) out.text = pasted->text;
    out.calendar = calendar->with(pasted->year);
  }
  std::string now;
  house_.db().read([&](Session& session) { now = text_in_force(session, input.year); });
  if (out.text && *out.text == now) return wrong("calendar_same", "与现行的" + titled(input.year) + "完全相同，没有需要保存的变化");
  return out;
}

Result<CalendarCheck> CalendarDesk::check(const Actor& actor, const CalendarInput& input) const {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  const auto proposal = propose(input);
  if (!proposal) return proposal.error();
  CalendarCheck out;
  out.year = input.year;
  out.title = proposal->title;
  out.notice = proposal->notice;
  out.days_off = proposal->days_off;
  out.make_up_days = proposal->make_up_days;
  const auto before = house_.calendar();
  auto changes = rederive_open(house_, proposal->calendar, std::nullopt);
  std::sort(changes.begin(), changes.end(), [](const CalendarChange& a, const CalendarChange& b) { return std::tie(a.to, a.number, a.title) < std::tie(b.to, b.number, b.title); });
  for (const CalendarChange& change : changes) {
    ++(change.from != change.to ? out.moved : out.settled);
    if (out.items.size() == kMostMoves) continue;
    CalendarMove move{change.seal == Seal::open ? std::optional(change.number) : std::nullopt, change.title, change.difference, change.from, change.to, {}};
    if (change.from && change.to) move.days = changed_days(*before, proposal->calendar, change.start, std::max(*change.from, *change.to), kMostDays);
    out.items.push_back(std::move(move));
  }
  if (changes.size() > out.items.size()) out.notes.push_back("变化的共 " + std::to_string(changes.size()) + " 个，只列出新截止日最早的 " + std::to_string(out.items.size()) + " 个；保存时全部重算");
  if (input.year != 0 && input.year < house_.now().date().year()) out.notes.push_back(std::to_string(input.year) + "年已经过去，请确认不是粘贴错了年份");
  house_.db().read([&](Session& session) { out.etag = tag_of(input.year, text_in_force(session, input.year)); });
  const Audit audit = audit_row(house_, actor.account, "calendar_tried", titled(input.year), tried_sentence(out));
  house_.db().commit([&](Session& session) { insert_audit(session, house_.region(), audit); });
  return out;
}

Result<CalendarSaved> CalendarDesk::save(const Actor& actor, const CalendarInput& input, const std::string& if_match, const CommandKey& key) {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  const Time now = house_.now();
  const CalendarText row{house_.ids().text(), input.year, std::nullopt, now, *actor.account, 0, std::nullopt};
  const auto answer = [&](const std::string& id) {
    CalendarSaved out{input.year, 0, true};
    house_.db().read([&](Session& session) {
      if (const auto held = find_calendar_text(session, house_.region(), id)) {
        out.moved = held->moved;
        out.finished = held->done_at.has_value();
      }
    });
    return out;
  };
  std::optional<Replay> before;
  house_.db().read([&](Session& session) { before = find_replay(session, house_.region(), actor.key(), std::string(kRoute), key.client_key); });
  if (before) {
    if (before->body_sha256 != key.body_sha256) return invalid("key_reused", "这次提交的编号已用于另一项内容，请刷新页面后重新提交");
    return answer(before->subject);
  }
  auto proposal = propose(input);
  if (!proposal) return proposal.error();
  const std::string name = who(*house_.directory(), *actor.account);
  const Audit audit = audit_row(house_, actor.account, input.text ? "calendar_saved" : "calendar_taken_back", titled(input.year),
                                proposal->title + "：放假 " + std::to_string(proposal->days_off) + " 日，调休上班 " + std::to_string(proposal->make_up_days) + " 日");
  std::optional<Error> refusal;
  house_.db().commit([&](Session& session) {
    refusal.reset();
    if (tag_of(input.year, text_in_force(session, input.year)) != if_match) {
      refusal = conflict("stale_version", titled(input.year) + "刚刚被他人修改，请重新核对变化后再保存；粘贴的内容还在");
      return;
    }
    CalendarText saved = row;
    saved.text = proposal->text;
    insert_calendar_text(session, house_.region(), saved);
    outdate(session, house_.region(), kHeldCalendar);
    if (input.year != 0 && proposal->text) save_calendar_year(session, input.year, *proposal->text, now, name);
    if (input.year != 0 && !proposal->text) drop_calendar_year(session, input.year);
    insert_audit(session, house_.region(), audit);
    save_replay(session, house_.region(), {actor.key(), std::string(kRoute), key.client_key, key.body_sha256, 200, row.id, now});
  });
  if (refusal) return *refusal;
  house_.replace_calendar(std::move(proposal->calendar));
  finish_calendars(house_);
  return answer(row.id);
}

}  // namespace lianhu
