#pragma once
// The legal and house terms as data: what one rule says about one clock.
//
// Invariant: an internal rule (内部期限) cites no law; every other rule names one. Two rules of one id never
// hold on the same day.
// Units: `length` counts `unit`; max_length 0 means the source sets no maximum.
// Thread rule: plain values, read-only after loading.
// Source in law: each row carries its own; counting rules are 《民法典》第200-204条, 《民事诉讼法》第85条.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace lianhu {

enum class TermUnit { day, working_day, month, year };
// Which of a fact's days starts the clock: when it happened, or when the paper or call actually came in.
// The day of entry into this program starts nothing.
enum class Moment { happened, received };
// verified: read in the text; secondary: seen on a page about it; internal: a house term; unverified: recalled.
enum class Confidence { verified, secondary, internal, unverified };
// duty: an office must act by then. right: a person loses a right after it. wait: nothing may be done before it ends.
enum class Nature { duty, right, wait };
enum class LastDay { roll, none };  // roll: to the first working day after, when the last day is off

struct ExtensionRule {
  int max_length = 0;
  TermUnit unit = TermUnit::day;
  std::string approver;    // "本机关负责人"
  std::string conditions;  // "情况复杂，须告知信访人理由"
};

struct TermRule {
  std::string id;     // "people_mediation.general"
  std::string title;  // "人民调解期限"
  Nature nature = Nature::duty;
  bool internal = false;
  bool independent = false;    // court, procuratorate, arbitration: mirrored only, never a lamp
  bool configurable = false;   // the sources give more than one value: the county chooses
  std::string alternative_to;  // the id of the rule it may stand in for
  std::string law;             // "信访工作条例", empty when internal
  std::string article;         // "第34条"
  std::string source;          // where it was read
  Confidence confidence = Confidence::unverified;
  TermUnit unit = TermUnit::day;
  int length = 0;
  std::string start;       // machine word: "accepted"
  std::string start_text;  // "受理", fits 从X的次日起算
  Moment moment = Moment::happened;
  std::optional<ExtensionRule> extension;
  std::vector<std::string> pauses;    // grounds that stop the clock: "鉴定"
  std::vector<std::string> restarts;  // grounds that begin a fresh clock: "补正"
  LastDay last_day = LastDay::roll;
  std::string roll_basis;  // "《民事诉讼法》第85条"
  std::optional<Date> effective_from;
  std::optional<Date> effective_to;  // last day in force
  std::string note;
  std::string on_expiry;

  bool in_force(Date on) const { return (!effective_from || *effective_from <= on) && (!effective_to || on <= *effective_to); }
  // "《信访工作条例》第34条", empty for a house term.
  std::string basis() const;
};

std::string_view word(TermUnit unit);  // "working_day"
std::string_view word(Moment moment);  // "received"
std::string_view word(Confidence confidence);
std::string_view word(Nature nature);
std::string_view word(LastDay last_day);
std::optional<TermUnit> parse_term_unit(std::string_view word);
std::optional<Moment> parse_moment(std::string_view word);
std::optional<Confidence> parse_confidence(std::string_view word);
std::optional<Nature> parse_nature(std::string_view word);
std::optional<LastDay> parse_last_day(std::string_view word);
std::string length_text(int length, TermUnit unit);  // "5个工作日"

// The start events a rule may name, each a machine word.
std::span<const std::string_view> start_words();

class Terms {
 public:
  Terms() = default;
  explicit Terms(std::vector<TermRule> rules) : rules_(std::move(rules)) {}

  // The rule of that id in force on that day (the day the clock starts); nullptr when there is none.
  const TermRule* find(std::string_view id, Date on) const;
  std::span<const TermRule> all() const { return rules_; }

 private:
  std::vector<TermRule> rules_;
};

}  // namespace lianhu
