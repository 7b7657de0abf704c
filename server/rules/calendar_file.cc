#include "rules/calendar_file.h"

#include <set>

#include "rules/toml_reader.h"

namespace lianhu {
namespace {

bool belongs(Date day, int year) { return day.year() == year || (day.year() == year - 1 && day.month() == 12); }

void read_days(TomlReader& reader, const toml::table& table, std::string_view key, bool off, std::optional<int> year,
               const std::string& name, std::vector<DayException>& out, std::set<Date>& seen) {
  for (const toml::node* node : reader.list(table, key)) {
    const auto day = reader.date(*node);
    if (!day) return;
    if (year && !belongs(*day, *year)) reader.blame(*node, day->chinese() + "不是" + std::to_string(*year) + "年的日子，请移到当年的文件");
    if (!off && day->weekday() < 6) reader.blame(*node, day->chinese() + "不是周末，不能写成调休上班日");
    if (!seen.insert(*day).second) reader.blame(*node, day->chinese() + "写了两次，请删去一处");
    out.push_back({*day, off, name});
  }
}

bool is_year_file(std::string_view name) {
  return name.size() == 18 && name.starts_with("calendar/") && name.ends_with(".toml") &&
         name.substr(9, 4).find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

Result<CalendarYear> parse_calendar_year(std::string_view text, std::string_view file_name) {
  TomlReader reader(text, file_name, "calendar_file");
  if (reader.fault()) return *reader.fault();
  reader.only(reader.root(), {"year", "notice", "source", "holiday"});
  CalendarYear out;
  const auto year = reader.whole(reader.root(), "year", 1949, 2200, true);
  out.year = year.value_or(0);
  out.notice = reader.text(reader.root(), "notice");
  if (out.notice.empty()) reader.blame(1, "缺少通知的名称，请写成 notice = \"国务院办公厅关于某某年部分节假日安排的通知\"");
  std::set<Date> seen;
  for (const toml::table* holiday : reader.tables(reader.root(), "holiday")) {
    reader.only(*holiday, {"name", "off", "work"});
    const std::string name = reader.text(*holiday, "name", true);
    read_days(reader, *holiday, "off", true, year, name, out.days, seen);
    read_days(reader, *holiday, "work", false, year, name, out.days, seen);
  }
  if (!seen.contains(Date::of(year.value_or(2000), 1, 1))) reader.blame(1, "没有写元旦（1月1日）放假，请核对是否粘贴完整");
  if (reader.fault()) return *reader.fault();
  return out;
}

Result<LocalDays> parse_local_days(std::string_view text, std::string_view file_name) {
  TomlReader reader(text, file_name, "calendar_file");
  if (reader.fault()) return *reader.fault();
  reader.only(reader.root(), {"holiday", "half_day"});
  LocalDays out;
  std::set<Date> seen;
  for (const toml::table* holiday : reader.tables(reader.root(), "holiday")) {
    reader.only(*holiday, {"name", "basis", "off"});
    const std::string name = reader.text(*holiday, "name", true);
    reader.text(*holiday, "basis", true);
    read_days(reader, *holiday, "off", true, std::nullopt, name, out.days, seen);
  }
  for (const toml::table* half : reader.tables(reader.root(), "half_day")) {
    reader.only(*half, {"name", "month", "day"});
    HalfDay day;
    day.name = reader.text(*half, "name", true);
    day.month = reader.whole(*half, "month", 1, 12, true).value_or(1);
    day.day = reader.whole(*half, "day", 1, Date::days_in_month(2000, day.month), true).value_or(1);
    out.half_days.push_back(day);
  }
  if (reader.fault()) return *reader.fault();
  return out;
}

Result<Calendar> load_calendar(std::span<const Resource> files) {
  std::vector<CalendarYear> years;
  LocalDays local;
  for (const Resource& file : files) {
    if (file.name == "calendar/local.toml") {
      auto read = parse_local_days(file.bytes, file.name);
      if (!read) return read.error();
      local = std::move(*read);
    }
    if (!is_year_file(file.name)) continue;
    auto read = parse_calendar_year(file.bytes, file.name);
    if (!read) return read.error();
    if (std::string_view(file.name).substr(9, 4) != std::to_string(read->year)) {
      return invalid("calendar_file", std::string(file.name) + "里写的年份是" + std::to_string(read->year) + "，请与文件名一致");
    }
    years.push_back(std::move(*read));
  }
  return Calendar(years, std::move(local));
}

}  // namespace lianhu
