// What a derivation says to a resident, in one sentence.

#include <string>

#include "rules/derivation.h"

namespace lianhu {
namespace {

// The year is said once and again only where it changes.
class Days {
 public:
  std::string say(Date day) {
    const bool same_year = day.year() == year_;
    year_ = day.year();
    return same_year ? std::to_string(day.month()) + "月" + std::to_string(day.day()) + "日" : day.chinese();
  }
  std::string say(const DaySpan& span) {
    std::string out = say(span.from);
    if (span.from != span.to) out += "至" + say(span.to);
    return out;
  }

 private:
  int year_ = 0;
};

std::string weekday(Date day) {
  constexpr const char* names[] = {"一", "二", "三", "四", "五", "六", "日"};
  return std::string("周") + names[day.weekday() - 1];
}

std::string why(Date day, const std::string& reason) { return reason == "周末" ? weekday(day) : reason + "假期"; }

std::string extensions_text(const Derivation& of) {
  std::string out;
  for (const Extension& extension : of.extensions) {
    out += "，经" + extension.approver + (extension.approver.ends_with("同意") ? "" : "同意") + "延长" +
           length_text(extension.length, extension.unit);
  }
  return out;
}

std::string pauses_text(const Derivation& of, Days& days) {
  std::string out;
  for (const Pause& pause : of.pauses) {
    if (pause.to && pause.excluded > 0) out += "，" + days.say(DaySpan{pause.from, *pause.to, ""}) + "因" + pause.ground + "不计入";
  }
  return out;
}

bool counts_working_days(const Derivation& of) {
  bool out = of.unit == TermUnit::working_day;
  for (const Extension& extension : of.extensions) out = out || extension.unit == TermUnit::working_day;
  return out;
}

std::string working_days_text(const Derivation& of, Days& days) {
  if (!counts_working_days(of)) return {};
  std::string out = "，周末和法定节假日不计";
  for (const DaySpan& span : of.make_up) out += "、" + days.say(span) + "调休上班计入";
  return out;
}

std::string end_text(const Derivation& of, Days& days) {
  if (!of.due) {
    std::string ground;
    std::string from;
    for (const Pause& pause : of.pauses) {
      if (!pause.to) {
        ground = pause.ground;
        from = days.say(pause.from);
        break;
      }
    }
    return "，" + from + "起因" + ground + "暂停计算，恢复后再算出截止日";
  }
  const char* ends = of.nature == Nature::wait ? "期满" : "截止";
  if (*of.last == *of.due) return "，到" + days.say(*of.due) + ends;
  const std::string last = "，最后一日" + days.say(*of.last);
  const std::string reason = of.roll_reason.empty() ? "后因" + of.pauses.front().ground + "暂停" : "是" + why(*of.last, of.roll_reason);
  return last + reason + "，顺延到" + days.say(*of.due);
}

std::string cited(const Derivation& of) {
  if (of.internal) return "（内部期限）";
  std::string out = of.citable ? of.basis : "";
  const bool rolled = of.due && of.last != of.due;
  if (rolled && !of.roll_basis.empty()) out += (out.empty() ? "顺延依据" : "、") + of.roll_basis;
  return out.empty() ? out : "（" + out + "）";
}

std::string day_or_pause(const Derivation& of) { return of.due ? of.due->chinese() : "暂停计算"; }

}  // namespace

std::string Derivation::sentence() const {
  Days days;
  std::string out = "从" + days.say(start.day) + start_text + "的次日起算" + length_text(length, unit);
  // One after the other: compilers differ in the order of a sum's parts, and the year is said where it comes first.
  out += extensions_text(*this);
  out += pauses_text(*this, days);
  out += working_days_text(*this, days);
  out += end_text(*this, days);
  out += cited(*this);
  if (provisional()) out += "，" + provisional_note;
  return out + "。";
}

std::string Difference::sentence() const {
  const std::string tail = after.provisional() ? "，" + after.provisional_note : "";
  if (due_moved) {
    return "“" + before.title + "”原截止日" + day_or_pause(before) + "，按新的放假安排改为" + day_or_pause(after) + tail + "。";
  }
  if (changed) return "“" + before.title + "”截止日仍是" + day_or_pause(after) + (after.provisional() ? tail : "，不再是暂定") + "。";
  return "“" + before.title + "”截止日不变，仍是" + day_or_pause(after) + tail + "。";
}

}  // namespace lianhu
