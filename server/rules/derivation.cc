#include "rules/derivation.h"

#include <utility>

namespace lianhu {
namespace {

// A stretch counted in one way: so many working days, calendar days or months.
struct Stretch {
  TermUnit unit;
  int length;
};

Stretch stretch(TermUnit unit, int length) {
  if (unit == TermUnit::year) return {TermUnit::month, length * 12};
  return {unit, length};
}

// Neighbouring stretches of one kind are one: 6 months and 6 more from 31 August end on 31 August.
std::vector<Stretch> stretches(const Derivation& of) {
  std::vector<Stretch> out{stretch(of.unit, of.length)};
  for (const Extension& extension : of.extensions) {
    const Stretch next = stretch(extension.unit, extension.length);
    if (next.unit == out.back().unit) {
      out.back().length += next.length;
    } else {
      out.push_back(next);
    }
  }
  return out;
}

class Counting {
 public:
  Counting(Derivation& out, const Calendar& calendar) : out_(out), calendar_(calendar), at_(out.start.day) {}

  void run() {
    if (reach_end()) {
      out_.due = at_;
    } else {
      promise_nothing();
    }
  }

 private:
  // False when an open pause holds the clock; so do the two below.
  bool reach_end() {
    for (const Stretch& stretch : stretches(out_)) {
      if (!count(stretch)) return false;
    }
    out_.last = at_;
    return out_.last_day != LastDay::roll || roll();
  }

  // While a pause is open no day is known, neither the unrolled last one nor one that waits for next year's holidays.
  void promise_nothing() {
    out_.last.reset();
    out_.roll_reason.clear();
    out_.provisional_year.reset();
    out_.provisional_note.clear();
  }

  bool count(const Stretch& stretch) {
    const bool working = stretch.unit == TermUnit::working_day;
    int left = stretch.unit == TermUnit::month ? at_.plus_months(stretch.length).days - at_.days : stretch.length;
    while (left > 0) {
      at_ = at_.plus(1);
      if (working) rest_on(at_);
      Pause* pause = pause_on(at_);
      if (pause != nullptr && !pause->to) return false;
      const bool counts = !working || calendar_.is_working_day(at_);
      if (pause != nullptr) {
        pause->excluded += counts ? 1 : 0;
      } else if (counts) {
        --left;
        if (!out_.first) out_.first = at_;
        if (working) note(out_.make_up, calendar_.make_up_for(at_));
      } else {
        note(out_.skipped, calendar_.why_off(at_));
      }
    }
    return true;
  }

  bool roll() {
    rest_on(at_);
    out_.roll_reason = calendar_.why_off(at_);
    while (calendar_.is_off(at_) || pause_on(at_) != nullptr) {
      Pause* pause = pause_on(at_);
      if (pause != nullptr && !pause->to) return false;
      if (pause != nullptr) {
        ++pause->excluded;
      } else {
        note(out_.skipped, calendar_.why_off(at_));
      }
      at_ = at_.plus(1);
      rest_on(at_);
    }
    return true;
  }

  // An open pause holds the day, whatever closed one lies over it.
  Pause* pause_on(Date day) {
    Pause* closed = nullptr;
    for (Pause& pause : out_.pauses) {
      if (day < pause.from) continue;
      if (!pause.to) return &pause;
      if (day <= *pause.to && closed == nullptr) closed = &pause;
    }
    return closed;
  }

  void rest_on(Date day) {
    if (out_.provisional_year || !calendar_.is_provisional(day)) return;
    out_.provisional_year = day.year();
    out_.provisional_note = calendar_.provisional_note(day.year());
  }

  void note(std::vector<DaySpan>& spans, std::string why) {
    if (why.empty()) return;
    if (!spans.empty() && spans.back().to.plus(1) == at_ && spans.back().why == why) {
      spans.back().to = at_;
    } else {
      spans.push_back({at_, at_, std::move(why)});
    }
  }

  Derivation& out_;
  const Calendar& calendar_;
  Date at_;
};

void clear(Derivation& of) {
  for (Pause& pause : of.pauses) pause.excluded = 0;
  of.first.reset();
  of.skipped.clear();
  of.make_up.clear();
  of.last.reset();
  of.roll_reason.clear();
  of.due.reset();
  of.due_before_extension.reset();
  of.provisional_year.reset();
  of.provisional_note.clear();
}

void count(Derivation& of, const Calendar& calendar) {
  clear(of);
  if (!of.extensions.empty()) {
    Derivation plain = of;
    plain.extensions.clear();
    Counting(plain, calendar).run();
    of.due_before_extension = plain.due;
  }
  Counting(of, calendar).run();
}

std::optional<Error> refuse(const TermRule& rule, const Pause& pause) {
  bool listed = false;
  std::string grounds;
  for (const std::string& ground : rule.pauses) {
    listed = listed || ground == pause.ground;
    grounds += (grounds.empty() ? "" : "、") + ground;
  }
  if (!listed) {
    const std::string remedy = grounds.empty() ? "这一期限不能暂停" : "只能因" + grounds + "暂停";
    return invalid("pause_not_allowed", "“" + rule.title + "”不能因“" + pause.ground + "”暂停，" + remedy, {{"/ground", remedy}});
  }
  if (pause.paper.empty()) return invalid("pause_paper_missing", "暂停计算要有文书，请填写文书编号", {{"/paper", "请填写文书编号"}});
  if (pause.to && *pause.to < pause.from) {
    return invalid("pause_days", "暂停的结束日早于开始日，请核对", {{"/to", "不能早于" + pause.from.chinese()}});
  }
  return std::nullopt;
}

std::optional<Error> refuse(const TermRule& rule, const std::vector<Extension>& extensions) {
  int total = 0;
  for (const Extension& extension : extensions) {
    if (!rule.extension) return invalid("extension_not_allowed", "“" + rule.title + "”不能延长", {{"/length", "这一期限不能延长"}});
    if (extension.unit != rule.extension->unit) {
      const std::string remedy = "请按“" + length_text(1, rule.extension->unit) + "”的单位填写";
      return invalid("extension_unit", "“" + rule.title + "”延长的单位不对，" + remedy, {{"/unit", remedy}});
    }
    if (extension.approver.empty()) {
      const std::string remedy = "请填写由谁批准或同意（" + rule.extension->approver + "）";
      return invalid("approver_missing", "延长“" + rule.title + "”，" + remedy, {{"/approver", remedy}});
    }
    if (extension.ground.empty()) return invalid("extension_ground", "延长期限要写明理由，请填写", {{"/ground", "请填写延长理由"}});
    total += extension.length;
    const int most = rule.extension->max_length;
    if (extension.length < 1 || extension.length > 1000 || (most > 0 && total > most)) {
      const std::string remedy = most > 0 ? "延长合计不得超过" + length_text(most, extension.unit) : "请填写1到1000";
      return invalid("extension_too_long", "“" + rule.title + "”" + remedy, {{"/length", remedy}});
    }
  }
  return std::nullopt;
}

}  // namespace

Result<Derivation> derive(const TermRule& rule, const Calendar& calendar, const StartEvent& start, const std::vector<Pause>& pauses,
                          const std::vector<Extension>& extensions) {
  if (start.moment != rule.moment && !rule.internal) {
    const std::string remedy = rule.moment == Moment::received ? "请填写实际收到的日期" : "请填写事情发生的日期";
    return invalid("start_moment", "“" + rule.title + "”从" + rule.start_text + "起算，" + remedy, {{"/start", remedy}});
  }
  for (const Pause& pause : pauses) {
    if (auto error = refuse(rule, pause)) return *error;
  }
  if (auto error = refuse(rule, extensions)) return *error;
  Derivation out;
  out.rule = rule.id;
  out.title = rule.title;
  out.basis = rule.basis();
  out.citable = rule.confidence == Confidence::verified;
  out.roll_basis = rule.roll_basis;
  out.start_text = (rule.internal || start.early) && !start.what.empty() ? start.what : rule.start_text;
  out.nature = rule.nature;
  out.internal = rule.internal;
  out.independent = rule.independent;
  out.unit = rule.unit;
  out.length = rule.length;
  out.last_day = rule.last_day;
  out.start = {start.day, start.moment, {}};
  out.pauses = pauses;
  out.extensions = extensions;
  count(out, calendar);
  return out;
}

std::optional<Time> Derivation::due_time() const {
  if (!due) return std::nullopt;
  return Time::at(due->plus(1)).plus_ms(-1);
}

Difference rederive(const Derivation& before, const Calendar& calendar) {
  Difference out;
  out.before = before;
  out.after = before;
  count(out.after, calendar);
  out.due_moved = out.before.due != out.after.due;
  out.changed = out.due_moved || out.before.provisional() != out.after.provisional();
  return out;
}

Lamp lamp(const Derivation& derivation, const Calendar& calendar, Time now, int yellow_working_days) {
  if (!derivation.due || derivation.independent || derivation.nature == Nature::wait) return Lamp::none;
  if (now > *derivation.due_time()) return Lamp::red;
  return calendar.working_days_between(now.date(), *derivation.due) <= yellow_working_days ? Lamp::yellow : Lamp::green;
}

}  // namespace lianhu
