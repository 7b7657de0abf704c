// Random terms against a day counter written another way: a list of days made by walking the civil calendar with
// its own month lengths and week, flags read from the files line by line, and plain indexes. Run more cases with
// LIANHU_CASES=1000000, the same ones with LIANHU_SEED.

#include <array>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/resource.h"
#include "rules/calendar_file.h"
#include "rules/derivation.h"

namespace lianhu {
namespace {

constexpr int kFirstYear = 2003;
constexpr int kLastYear = 2034;

struct PlainDay {
  int y, m, d;
  bool open;  // a working day
};

bool leap(int y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; }
int length_of(int y, int m) {
  const std::array<int, 12> lengths{31, leap(y) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return lengths[static_cast<std::size_t>(m - 1)];
}
std::string spelled(int y, int m, int d) {
  char out[40];
  std::snprintf(out, sizeof out, "%04d-%02d-%02d", y, m, d);
  return out;
}

class Almanac {
 public:
  explicit Almanac(const std::map<std::string, bool>& exceptions) {
    int week = 3;  // 1 January 2003 was a Wednesday
    for (int y = kFirstYear; y <= kLastYear; ++y) {
      for (int m = 1; m <= 12; ++m) {
        for (int d = 1; d <= length_of(y, m); ++d) {
          const std::string name = spelled(y, m, d);
          const auto special = exceptions.find(name);
          index_[name] = static_cast<int>(days_.size());
          days_.push_back({y, m, d, special == exceptions.end() ? week <= 5 : special->second});
          week = week == 7 ? 1 : week + 1;
        }
      }
    }
  }

  int index(const std::string& name) const { return index_.at(name); }
  std::string name(int at) const { return spelled(day(at).y, day(at).m, day(at).d); }
  const PlainDay& day(int at) const { return days_.at(static_cast<std::size_t>(at)); }
  int size() const { return static_cast<int>(days_.size()); }
  int months_on(int at, int months) const {
    PlainDay to = day(at);
    for (int i = 0; i < months; ++i) {
      if (++to.m == 13) to = {to.y + 1, 1, to.d, false};
    }
    const int last = length_of(to.y, to.m);
    return index(spelled(to.y, to.m, to.d > last ? last : to.d));
  }

 private:
  std::vector<PlainDay> days_;
  std::map<std::string, int> index_;
};

// The exceptions as written in the files: "off" and "work" lines, dates picked out by shape.
std::map<std::string, bool> exceptions_in_files() {
  std::map<std::string, bool> out;
  for (const Resource& file : resources()) {
    if (!file.name.starts_with("calendar/2")) continue;
    std::size_t at = 0;
    while (at < file.bytes.size()) {
      const std::size_t end = std::min(file.bytes.find('\n', at), file.bytes.size());
      const std::string_view line = file.bytes.substr(at, end - at);
      at = end + 1;
      const bool off = line.starts_with("off");
      if (!off && !line.starts_with("work")) continue;
      for (std::size_t i = line.find('['); i + 10 < line.size(); ++i) {
        if (line[i] == '2' && line[i + 4] == '-' && line[i + 7] == '-') out[std::string(line.substr(i, 10))] = !off;
      }
    }
  }
  return out;
}

struct Case {
  TermRule rule;
  std::string start;
  std::vector<Pause> pauses;
  std::vector<Extension> extensions;
};

struct Answer {
  std::string due;  // "paused" when an open pause holds it: then nothing else is promised
  std::string last;
  bool provisional = false;

  friend bool operator==(const Answer&, const Answer&) = default;
};

// The plain counter: marks the stopped days, then walks.
Answer plain_count(const Case& of, const Almanac& almanac) {
  std::vector<char> stopped(static_cast<std::size_t>(almanac.size()), 0);
  int dead = almanac.size();
  for (const Pause& pause : of.pauses) {
    const int from = almanac.index(pause.from.text());
    const int to = pause.to ? almanac.index(pause.to->text()) : almanac.size() - 1;
    for (int i = from; i <= to; ++i) stopped[static_cast<std::size_t>(i)] = 1;
    if (!pause.to && from < dead) dead = from;
  }
  const auto unknown = [&](int i) { return almanac.day(i).y < 2004 || almanac.day(i).y > 2026; };
  Answer out;
  int amount = of.rule.length;
  for (const Extension& extension : of.extensions) amount += extension.length;
  const int start = almanac.index(of.start);
  const bool by_work = of.rule.unit == TermUnit::working_day;
  if (of.rule.unit == TermUnit::year) amount *= 12;
  const bool by_month = of.rule.unit == TermUnit::month || of.rule.unit == TermUnit::year;
  int needed = by_month ? almanac.months_on(start, amount) - start : amount;
  int at = start;
  for (; needed > 0;) {
    ++at;
    if (by_work) out.provisional |= unknown(at);
    if (at >= dead) return {"paused", "", false};
    needed -= stopped[static_cast<std::size_t>(at)] == 0 && (!by_work || almanac.day(at).open);
  }
  out.last = almanac.name(at);
  if (of.rule.last_day == LastDay::roll) {
    out.provisional |= unknown(at);
    while (!almanac.day(at).open || stopped[static_cast<std::size_t>(at)] != 0) {
      if (at >= dead) return {"paused", "", false};
      ++at;
      out.provisional |= unknown(at);
    }
  }
  out.due = almanac.name(at);
  return out;
}

std::string said(const Answer& of) { return of.due + "/" + of.last + (of.provisional ? "/provisional" : ""); }

Answer answer(const Result<Derivation>& derived) {
  if (!derived) return {derived.error().code, "", false};
  return {derived->due ? derived->due->text() : "paused", derived->last ? derived->last->text() : "", derived->provisional()};
}

class Cases {
 public:
  explicit Cases(std::uint64_t seed) : random_(seed) {}

  Case next() {
    Case out;
    TermRule& rule = out.rule;
    rule.id = "random.rule";
    rule.title = "随机期限";
    rule.unit = static_cast<TermUnit>(pick(0, 3));
    rule.length = rule.unit == TermUnit::year ? pick(1, 3) : rule.unit == TermUnit::month ? pick(1, 18) : pick(1, 70);
    rule.last_day = pick(0, 5) == 0 ? LastDay::none : LastDay::roll;
    rule.moment = Moment::received;
    rule.pauses = {"鉴定"};
    rule.extension = ExtensionRule{0, rule.unit, "负责人", ""};
    const Date start = Date::of(2003, 6, 1).plus(pick(0, 8760));
    out.start = start.text();
    for (int i = pick(0, 5) - 3; i > 0; --i) {
      const Date from = start.plus(pick(-5, 90));
      out.pauses.push_back({from, from.plus(pick(0, 40)), "鉴定", "文号"});
    }
    if (pick(0, 19) == 0) out.pauses.push_back({start.plus(pick(0, 200)), std::nullopt, "鉴定", "文号"});
    const int most = rule.unit == TermUnit::year ? 1 : rule.unit == TermUnit::month ? 6 : 30;
    if (pick(0, 3) == 0) out.extensions.push_back({pick(1, most), rule.unit, "负责人", "理由"});
    return out;
  }

 private:
  int pick(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }

  std::mt19937_64 random_;
};

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr || *text == 0 ? otherwise : std::strtoull(text, nullptr, 10);
}

using Counter = std::function<Result<Derivation>(const Case&)>;

// How many of the cases differ; the first is described.
std::size_t mismatches(const Counter& counter, std::uint64_t cases, std::uint64_t seed, std::string& first) {
  const Almanac almanac(exceptions_in_files());
  Cases source(seed);
  std::size_t wrong = 0;
  for (std::uint64_t i = 0; i < cases; ++i) {
    const Case one = source.next();
    const Answer expected = plain_count(one, almanac);
    const Answer got = answer(counter(one));
    if (expected == got) continue;
    if (wrong++ == 0) {
      first = "case " + std::to_string(i) + ": " + one.start + " + " + length_text(one.rule.length, one.rule.unit) + ", " +
              std::to_string(one.pauses.size()) + " pauses, expected " + said(expected) + " got " + said(got);
    }
  }
  return wrong;
}

Counter derive_with(const Calendar& calendar) {
  return [&calendar](const Case& of) {
    return derive(of.rule, calendar, {*Date::parse(of.start), of.rule.moment}, of.pauses, of.extensions);
  };
}

TEST(DerivationProperty, AgreesWithThePlainCounter) {
  const std::uint64_t seed = from_environment("LIANHU_SEED", 20260901);
  const std::uint64_t cases = from_environment("LIANHU_CASES", 100'000);
  std::printf("LIANHU_SEED=%llu LIANHU_CASES=%llu\n", static_cast<unsigned long long>(seed), static_cast<unsigned long long>(cases));
  const Calendar calendar = *load_calendar(resources());
  std::string first;
  EXPECT_EQ(mismatches(derive_with(calendar), cases, seed, first), 0u) << first << "  LIANHU_SEED=" << seed;
}

// Planted bugs: the harness is worth something only if it sees these.
TEST(DerivationProperty, CatchesADerivationBlindToMakeUpDays) {
  std::vector<CalendarYear> years;
  for (const Resource& file : resources()) {
    if (!file.name.starts_with("calendar/2")) continue;
    years.push_back(*parse_calendar_year(file.bytes, file.name));
    std::erase_if(years.back().days, [](const DayException& day) { return !day.off; });
  }
  const Calendar blind(years, {});
  std::string first;
  EXPECT_GT(mismatches(derive_with(blind), 2'000, 1, first), 0u);
}

TEST(DerivationProperty, CatchesADerivationThatCountsTheStartDay) {
  const Calendar calendar = *load_calendar(resources());
  std::string first;
  const auto early = [&](const Case& of) {
    return derive(of.rule, calendar, {Date::parse(of.start)->plus(-1), of.rule.moment}, of.pauses, of.extensions);
  };
  EXPECT_GT(mismatches(early, 2'000, 1, first), 0u);
}

TEST(DerivationProperty, CatchesADerivationThatNeverRolls) {
  const Calendar calendar = *load_calendar(resources());
  std::string first;
  const auto stiff = [&](const Case& of) {
    TermRule rule = of.rule;
    rule.last_day = LastDay::none;
    return derive(rule, calendar, {*Date::parse(of.start), rule.moment}, of.pauses, of.extensions);
  };
  EXPECT_GT(mismatches(stiff, 2'000, 1, first), 0u);
}

}  // namespace
}  // namespace lianhu
