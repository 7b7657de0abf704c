#include "rules/term.h"

#include <array>

namespace lianhu {
namespace {

constexpr std::array<std::string_view, 4> kUnits{"day", "working_day", "month", "year"};
constexpr std::array<std::string_view, 4> kUnitTexts{"日", "个工作日", "个月", "年"};
constexpr std::array<std::string_view, 2> kMoments{"happened", "received"};
constexpr std::array<std::string_view, 4> kConfidences{"verified", "secondary", "internal", "unverified"};
constexpr std::array<std::string_view, 3> kNatures{"duty", "right", "wait"};
constexpr std::array<std::string_view, 2> kLastDays{"roll", "none"};
constexpr std::array<std::string_view, 16> kStarts{"accepted",  "received",        "registered", "effective", "assigned", "filed",
                                                   "served",    "known",           "confirmed",  "started",   "failed",   "ended",
                                                   "published", "performance_due", "act_made",   "applied"};

template <class Enum, std::size_t size>
std::optional<Enum> lookup(const std::array<std::string_view, size>& words, std::string_view wanted) {
  for (std::size_t i = 0; i < size; ++i) {
    if (words[i] == wanted) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string TermRule::basis() const { return law.empty() ? std::string{} : "《" + law + "》" + article; }

std::string_view word(TermUnit unit) { return kUnits[static_cast<std::size_t>(unit)]; }
std::string_view word(Moment moment) { return kMoments[static_cast<std::size_t>(moment)]; }
std::string_view word(Confidence confidence) { return kConfidences[static_cast<std::size_t>(confidence)]; }
std::string_view word(Nature nature) { return kNatures[static_cast<std::size_t>(nature)]; }
std::string_view word(LastDay last_day) { return kLastDays[static_cast<std::size_t>(last_day)]; }
std::optional<TermUnit> parse_term_unit(std::string_view word) { return lookup<TermUnit>(kUnits, word); }
std::optional<Moment> parse_moment(std::string_view word) { return lookup<Moment>(kMoments, word); }
std::optional<Confidence> parse_confidence(std::string_view word) { return lookup<Confidence>(kConfidences, word); }
std::optional<Nature> parse_nature(std::string_view word) { return lookup<Nature>(kNatures, word); }
std::optional<LastDay> parse_last_day(std::string_view word) { return lookup<LastDay>(kLastDays, word); }

std::string length_text(int length, TermUnit unit) {
  return std::to_string(length) + std::string(kUnitTexts[static_cast<std::size_t>(unit)]);
}

std::span<const std::string_view> start_words() { return kStarts; }

const TermRule* Terms::find(std::string_view id, Date on) const {
  for (const TermRule& rule : rules_) {
    if (rule.id == id && rule.in_force(on)) return &rule;
  }
  return nullptr;
}

}  // namespace lianhu
