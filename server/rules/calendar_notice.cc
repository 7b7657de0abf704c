#include "rules/calendar_notice.h"

#include <algorithm>
#include <optional>
#include <regex>
#include <string>
#include <vector>

namespace lianhu {
namespace {

// Whole characters, never the bytes of a class: std::regex knows bytes only.
const std::string kStop = "。", kOff = "放假", kWork = "上班";
constexpr const char* kHead = "(?:一|二|三|四|五|六|七|八|九|十)、\\s*(.{2,60}?)(?:：|:)";
constexpr const char* kDay = "(?:(\\d{4})年)?(?:(\\d{1,2})月)?(\\d{1,2})日(?:（(.{1,60}?)）|\\((.{1,60}?)\\))?";
constexpr std::string_view kWeekdays[] = {"一", "二", "三", "四", "五", "六", "日"};

std::int64_t line_of(std::string_view text, std::size_t at) { return 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(at, text.size())), '\n'); }

Error at_line(std::string_view text, std::size_t at, const std::string& what) {
  const std::int64_t line = line_of(text, at);
  return invalid("calendar_file", "粘贴的通知第" + std::to_string(line) + "行：" + what, {{"/line/" + std::to_string(line), what}});
}

// A weekday that the text gives with a date, 1 Monday … 7.
std::optional<int> stated_weekday(const std::string& note) {
  for (int i = 0; i < 7; ++i) {
    for (const char* before : {"周", "星期"}) {
      if (note.find(before + std::string(kWeekdays[i])) != std::string::npos) return i + 1;
    }
  }
  return note.find("星期天") != std::string::npos ? std::optional(7) : std::nullopt;
}

struct Named {
  Date day;
  std::size_t from = 0, end = 0;  // in the sentence
};

class HolidayNotice {
 public:
  HolidayNotice(std::string_view text, int year) : text_(text) { out_.year = year; }

  Result<CalendarYear> read() {
    const std::string body(text_);
    const std::regex head(kHead);
    std::vector<std::smatch> heads;
    for (auto it = std::sregex_iterator(body.begin(), body.end(), head); it != std::sregex_iterator(); ++it) heads.push_back(*it);
    for (std::size_t i = 0; i < heads.size() && !fault_; ++i) {
      const std::size_t from = static_cast<std::size_t>(heads[i].position()) + static_cast<std::size_t>(heads[i].length());
      const std::size_t to = i + 1 < heads.size() ? static_cast<std::size_t>(heads[i + 1].position()) : body.size();
      holiday(heads[i][1].str(), from, to);
    }
    if (fault_) return *fault_;
    std::sort(out_.days.begin(), out_.days.end(), [](const DayException& a, const DayException& b) { return a.day < b.day; });
    return std::move(out_);
  }

 private:
  void blame(std::size_t at, const std::string& what) {
    if (!fault_) fault_ = at_line(text_, at, what);
  }

  void holiday(const std::string& name, std::size_t from, std::size_t to) {
    month_ = 0;
    bool off = false;
    while (from < to && !fault_) {
      std::size_t end = text_.find(kStop, from);
      if (end == std::string_view::npos || end > to) break;  // what follows the last full stop is no sentence of it
      const std::string sentence(text_.substr(from, end - from));
      const bool rests = sentence.find(kOff) != std::string::npos, works = sentence.find(kWork) != std::string::npos;
      if (rests != works) {
        sentence_of(name, sentence, from, rests);
        off = off || rests;
      }
      from = end + kStop.size();
    }
    if (!off) blame(from, "“" + name + "”没有读到放假的日期，请核对是否粘贴完整");
  }

  std::vector<Named> dates(const std::string& sentence, std::size_t at) {
    std::vector<Named> out;
    const std::regex day(kDay);
    for (auto it = std::sregex_iterator(sentence.begin(), sentence.end(), day); it != std::sregex_iterator() && !fault_; ++it) {
      const std::smatch& found = *it;
      const std::size_t here = at + static_cast<std::size_t>(found.position());
      if (found[2].matched) month_ = std::stoi(found[2].str());
      if (month_ == 0) {
        blame(here, "“" + found.str() + "”没有写是几月");
        break;
      }
      const int year = found[1].matched ? std::stoi(found[1].str()) : out_.year;
      const auto date = Date::parse(padded(year, 4) + "-" + padded(month_, 2) + "-" + padded(std::stoi(found[3].str()), 2));
      if (!date) {
        blame(here, "“" + found.str() + "”不是真实存在的日期");
        break;
      }
      const auto weekday = stated_weekday(found[4].matched ? found[4].str() : found[5].str());
      if (weekday && *weekday != date->weekday()) {
        blame(here, date->chinese() + "是星期" + std::string(kWeekdays[date->weekday() - 1]) + "，通知里写的不一样，请核对年份和日期");
        break;
      }
      out.push_back({*date, static_cast<std::size_t>(found.position()), static_cast<std::size_t>(found.position()) + static_cast<std::size_t>(found.length())});
    }
    return out;
  }

  void sentence_of(const std::string& name, const std::string& sentence, std::size_t at, bool rests) {
    const std::vector<Named> named = dates(sentence, at);
    if (fault_) return;
    if (named.empty()) return blame(at, "“" + name + "”的这一句里没有日期：" + sentence);
    std::size_t count = 0;
    for (std::size_t i = 0; i < named.size(); ++i) {
      Date last = named[i].day;
      const Date first = last;
      const bool range = i + 1 < named.size() && sentence.substr(named[i].end, named[i + 1].from - named[i].end) == "至";
      if (range) last = named[++i].day;
      if (last < first || last > first.plus(31)) return blame(at, "“" + name + "”的起止日期写反了，或者相隔太长");
      for (Date day = first; day <= last; day = day.plus(1), ++count) add(name, day, rests, at);
    }
    std::smatch stated;
    if (rests && std::regex_search(sentence, stated, std::regex("(?:共|放假)(\\d{1,2})天")) && std::stoul(stated[1].str()) != count) {
      blame(at, "“" + name + "”写着" + stated[1].str() + "天，读到的日期有" + std::to_string(count) + "天，请核对");
    }
  }

  void add(const std::string& name, Date day, bool rests, std::size_t at) {
    if (std::any_of(out_.days.begin(), out_.days.end(), [&](const DayException& one) { return one.day == day; })) return blame(at, day.chinese() + "写了两次，请删去一处");
    if (!rests && day.weekday() < 6) return blame(at, day.chinese() + "不是周末，不能是调休上班的日子");
    if (day.year() != out_.year && !(day.year() == out_.year - 1 && day.month() == 12)) return blame(at, day.chinese() + "不是" + std::to_string(out_.year) + "年的日子");
    out_.days.push_back({day, rests, name});
  }

  static std::string padded(int value, std::size_t width) {
    std::string out = std::to_string(value);
    return out.size() < width ? std::string(width - out.size(), '0') + out : out;
  }

  std::string_view text_;
  CalendarYear out_;
  int month_ = 0;  // a day without a month is of the month before it
  std::optional<Error> fault_;
};

}  // namespace

bool looks_like_notice(std::string_view text) { return std::regex_search(std::string(text), std::regex(kHead)) && text.find(kOff) != std::string_view::npos; }

Result<CalendarYear> read_notice(std::string_view text) {
  std::smatch found;
  const std::string body(text);
  if (!std::regex_search(body, found, std::regex("(20\\d{2})年(?:部分)?(?:节假日|元旦|放假)"))) {
    return at_line(text, 0, "没有读到是哪一年的安排，请连标题一起粘贴（国务院办公厅关于某某年部分节假日安排的通知）");
  }
  auto year = HolidayNotice(text, std::stoi(found[1].str())).read();
  if (year) year->notice = "国务院办公厅关于" + found[1].str() + "年部分节假日安排的通知";
  return year;
}

}  // namespace lianhu
