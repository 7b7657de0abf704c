#include "rules/calendar_paste.h"

#include <algorithm>
#include <set>

#include <boost/json/stream_parser.hpp>

#include "base/text.h"
#include "rules/calendar_file.h"
#include "rules/calendar_notice.h"

namespace lianhu {
namespace {

namespace json = boost::json;

constexpr std::string_view kName = "粘贴的放假安排";

std::int64_t line_of(std::string_view text, std::size_t at) { return 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(at, text.size())), '\n'); }

Error at_line(std::int64_t line, const std::string& what) {
  return invalid("calendar_file", std::string(kName) + "第" + std::to_string(line) + "行：" + what, {{"/line/" + std::to_string(line), what}});
}

std::string text_of(const json::object& object, std::string_view key) {
  const json::value* held = object.if_contains(key);
  return held && held->is_string() ? std::string(held->get_string()) : std::string();
}

// A name that stands between quotation marks of a year file.
bool plain(std::string_view name) { return !name.empty() && !text_fault(name, Lines::one) && name.find_first_of("\"\\") == std::string_view::npos; }

Result<PastedYear> read_json_year(std::string_view text) {
  json::parse_options strict;
  strict.max_depth = 8;
  json::stream_parser parser({}, strict);
  json::error_code fault;
  const std::size_t used = parser.write_some(text.data(), text.size(), fault);
  if (fault || !parser.done()) return at_line(line_of(text, used), "JSON 写到这里不完整或有错，请核对是否从头到尾都复制了");
  if (!trim(text.substr(used)).empty()) return at_line(line_of(text, text.find_first_not_of(" \t\r\n", used)), "这一份 JSON 之后还有别的内容，请删去");
  parser.finish(fault);
  if (fault) return at_line(line_of(text, used), "JSON 写到这里不完整或有错，请核对是否从头到尾都复制了");
  const json::value root = parser.release();
  const json::object* whole = root.if_object();
  if (whole == nullptr) return at_line(1, "应当是一年一份的 JSON，最外层是 { }，内有 year 和 days");
  const json::value* year = whole->if_contains("year");
  const json::value* days = whole->if_contains("days");
  if (year == nullptr || !year->is_int64() || year->get_int64() < 1949 || year->get_int64() > 2200) {
    return at_line(line_of(text, std::min(text.find("\"year\""), text.size())), "“year”应当是年份，形如 2027");
  }
  if (days == nullptr || !days->is_array()) return at_line(1, "缺少“days”：每一天一项，写明 name、date、isOffDay");
  PastedYear out;
  out.year.year = static_cast<int>(year->get_int64());
  const std::string shown = std::to_string(out.year.year);
  if (days->get_array().empty()) return at_line(line_of(text, text.find("\"days\"")), shown + "年还没有放假安排（days 是空的），请等国务院办公厅公布后再粘贴");
  std::size_t at = text.find("\"days\"");
  std::set<Date> seen;
  for (const json::value& item : days->get_array()) {
    const json::object* one = item.if_object();
    const std::string date = one ? text_of(*one, "date") : std::string();
    // Each date is looked for behind the one before it: the parser keeps no lines.
    if (const std::size_t found = date.empty() ? std::string_view::npos : text.find('"' + date + '"', at + 1); found != std::string_view::npos) at = found;
    const std::int64_t line = line_of(text, at);
    const auto day = Date::parse(date);
    const json::value* off = one ? one->if_contains("isOffDay") : nullptr;
    const std::string name = one ? text_of(*one, "name") : std::string();
    if (!day) return at_line(line, "“date”应当是真实存在的日期，形如 \"2027-01-01\"");
    if (off == nullptr || !off->is_bool()) return at_line(line, day->chinese() + "的“isOffDay”应当是 true（放假）或 false（调休上班）");
    if (!plain(name)) return at_line(line, day->chinese() + "缺少“name”（节日名称），或名称里有引号");
    if (day->year() != out.year.year && !(day->year() == out.year.year - 1 && day->month() == 12)) return at_line(line, day->chinese() + "不是" + shown + "年的日子，请移到当年的一份");
    if (!off->get_bool() && day->weekday() < 6) return at_line(line, day->chinese() + "不是周末，不能写成调休上班日");
    if (!seen.insert(*day).second) return at_line(line, day->chinese() + "写了两次，请删去一处");
    out.year.days.push_back({*day, off->get_bool(), name});
  }
  std::vector<std::string> papers;
  if (const json::value* list = whole->if_contains("papers"); list && list->is_array()) {
    for (const json::value& paper : list->get_array()) {
      if (paper.is_string() && plain(std::string(paper.get_string()))) papers.emplace_back(paper.get_string());
    }
  }
  out.year.notice = papers.empty() ? shown + "年放假安排（数据文件没有附通知的网址）" : "国务院办公厅关于" + shown + "年部分节假日安排的通知";
  out.text = calendar_year_text(out.year, papers);
  auto again = parse_calendar_year(out.text, kName);
  if (!again) return at_line(1, "没有写元旦（1月1日）放假，请核对是否粘贴完整");
  out.year = std::move(*again);
  return out;
}

Result<PastedYear> read_notice_year(std::string_view text) {
  auto year = read_notice(text);
  if (!year) return year.error();
  const std::string file = calendar_year_text(*year, {});
  auto again = parse_calendar_year(file, kName);
  if (!again) return at_line(1, "没有写元旦（1月1日）放假，请核对是否粘贴完整");
  return PastedYear{std::move(*again), file};
}

Result<PastedYear> read_year_file(std::string_view text) {
  auto year = parse_calendar_year(text, kName);
  if (!year) return year.error();
  return PastedYear{std::move(*year), std::string(text) + "\n"};
}

// Of the seven that every year has had since 2008 (全国年节及纪念日放假办法, 2007年修订): those that no day off is named for.
std::string missing_holidays(const CalendarYear& year) {
  if (year.year < 2008) return {};
  std::string out;
  for (const char* name : {"元旦", "春节", "清明", "劳动", "端午", "中秋", "国庆"}) {
    const bool named = std::any_of(year.days.begin(), year.days.end(), [&](const DayException& day) { return day.off && day.name.find(name) != std::string::npos; });
    if (!named) out += (out.empty() ? "" : "、") + std::string(name) + (std::string_view(name) == "元旦" || std::string_view(name) == "春节" ? "" : "节");
  }
  return out;
}

std::string day_list(const CalendarYear& year, const std::string& name, bool off) {
  std::vector<std::string> days;
  for (const DayException& day : year.days) {
    if (day.name == name && day.off == off) days.push_back(day.day.text());
  }
  std::sort(days.begin(), days.end());
  std::string out;
  for (const std::string& day : days) out += (out.empty() ? "" : ", ") + day;
  return out;
}

}  // namespace

Result<PastedYear> read_pasted_year(std::string_view text) {
  const std::string_view body = trim(text);
  if (body.empty()) return at_line(1, "还没有粘贴内容");
  auto out = body.front() == '{' ? read_json_year(body) : looks_like_notice(body) ? read_notice_year(body) : read_year_file(body);
  if (!out) return out;
  if (const std::string missing = missing_holidays(out->year); !missing.empty()) {
    return at_line(1, std::to_string(out->year.year) + "年缺少" + missing + "：一年的安排要一次写全，没有公布的请等公布后再粘贴");
  }
  return out;
}

std::string calendar_year_text(const CalendarYear& year, const std::vector<std::string>& sources) {
  std::string out = "year = " + std::to_string(year.year) + "\nnotice = \"" + year.notice + "\"\n";
  std::string list;
  for (const std::string& source : sources) list += (list.empty() ? "\"" : ", \"") + source + "\"";
  if (!list.empty()) out += "source = [" + list + "]\n";
  std::vector<std::string> names;
  for (const DayException& day : year.days) {
    if (std::find(names.begin(), names.end(), day.name) == names.end()) names.push_back(day.name);
  }
  for (const std::string& name : names) {
    out += "\n[[holiday]]\nname = \"" + name + "\"\n";
    if (const std::string off = day_list(year, name, true); !off.empty()) out += "off = [" + off + "]\n";
    if (const std::string work = day_list(year, name, false); !work.empty()) out += "work = [" + work + "]\n";
  }
  return out;
}

std::vector<std::string> changed_days(const Calendar& before, const Calendar& after, Date from, Date to, std::size_t most) {
  std::vector<std::string> out;
  for (Date day = from; day <= to && out.size() < most; day = day.plus(1)) {
    const bool works = after.is_working_day(day);
    if (works == before.is_working_day(day)) continue;
    const std::string name = works ? after.make_up_for(day) : after.why_off(day);
    out.push_back(day.chinese() + (works ? "改为上班" : "改为放假") + (name.empty() ? "" : "（" + name + "）"));
  }
  return out;
}

}  // namespace lianhu
