#include "rules/twin.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "model/bigram.h"
#include "model/directory.h"

namespace lianhu {
namespace {

constexpr double kPlace = 0.25, kKind = 0.15, kTime = 0.15, kWords = 0.45;
constexpr int kSameDays = 3, kLongestDays = 120;

std::set<std::string> tokens(const TwinFacts& facts) {
  const auto words = index_tokens(facts.words + " " + facts.place_detail);
  return {words.begin(), words.end()};
}

// The parts of "/county/town/village/group/" that agree, from the county down.
int common_depth(const std::string& a, const std::string& b) {
  int depth = -1;
  for (std::size_t i = 0; i < a.size() && i < b.size() && a[i] == b[i]; ++i) {
    if (a[i] == '/') ++depth;
  }
  return std::max(depth, 0);
}

int depth_of(const std::string& path) { return std::max(0, static_cast<int>(std::count(path.begin(), path.end(), '/')) - 1); }

// The same place; or one lies in the other, because one reporter could say it nearer than the other; or neighbours.
double places_alike(const std::string& a, const std::string& b) {
  const int common = common_depth(a, b), nearer = std::max(depth_of(a), depth_of(b)), wider = std::min(depth_of(a), depth_of(b));
  if (common <= 1) return 0;  // no more than the county
  if (common == nearer) return 1;
  if (common == wider) return 0.8;
  return common >= 3 ? 0.3 : 0.2;  // two groups of one village, each named, are seldom one spot
}

double kinds_alike(const TwinFacts& a, const TwinFacts& b) {
  if (a.category.empty() || b.category.empty() || a.category == pending_category || b.category == pending_category) return 0.5;
  if (a.category == b.category) return 1;
  return !a.kind.empty() && a.kind == b.kind ? 0.5 : 0;
}

int days_apart(const TwinFacts& a, const TwinFacts& b) {
  const int received = std::abs(a.received.days - b.received.days);
  return a.happened && b.happened ? std::min(received, std::abs(a.happened->days - b.happened->days)) : received;
}

double times_alike(int days) {
  if (days <= kSameDays) return 1;
  if (days >= kLongestDays) return 0;
  return 1.0 - static_cast<double>(days - kSameDays) / (kLongestDays - kSameDays);
}

}  // namespace

TwinFacts twin_facts(const Matter& matter, std::string kind) {
  return {matter.place_path,         matter.place_detail.value_or(""), matter.category, std::move(kind), matter.received_at.date(),
          matter.happened_at, matter.title + " " + matter.summary};
}

TwinMeasure::TwinMeasure(const std::vector<TwinFacts>& pool) : reports_(static_cast<double>(pool.size())) {
  for (const TwinFacts& facts : pool) {
    for (const std::string& token : tokens(facts)) ++seen_[token];
  }
}

double TwinMeasure::weight(const std::string& token) const {
  const auto at = seen_.find(token);
  return std::log((reports_ + 2.0) / ((at == seen_.end() ? 0 : at->second) + 1.0));
}

double TwinMeasure::words_alike(const std::set<std::string>& a, const std::set<std::string>& b) const {
  double both = 0, in_a = 0, in_b = 0;
  for (const std::string& token : a) {
    const double w = weight(token);
    in_a += w;
    if (b.contains(token)) both += w;
  }
  for (const std::string& token : b) in_b += weight(token);
  return in_a > 0 && in_b > 0 ? both / std::sqrt(in_a * in_b) : 0;
}

Likeness TwinMeasure::between(const TwinFacts& a, const TwinFacts& b) const {
  Likeness out;
  out.place = places_alike(a.place_path, b.place_path);
  out.kind = kinds_alike(a, b);
  out.time = times_alike(days_apart(a, b));
  out.words = words_alike(tokens(a), tokens(b));
  // Two people seldom use half of the same words: what they share counts up to there.
  const double words = std::min(1.0, out.words / 0.5);
  out.whole = kPlace * out.place + kKind * out.kind + kTime * out.time + kWords * words;
  return out;
}

bool perhaps_same(const Likeness& likeness) {
  constexpr double kThreshold = 0.53;
  // With no word in common that is rare here, the same kind at the same place on the same day is still another thing; and so is
  // what belongs to quite another kind, unless nearly the same words tell it.
  constexpr double kLeastWords = 0.02, kOtherKindWords = 0.4;
  return likeness.whole >= kThreshold && likeness.words >= (likeness.kind > 0 ? kLeastWords : kOtherKindWords);
}

std::vector<std::string> twin_reasons(const Likeness& likeness, const TwinFacts& a, const TwinFacts& b) {
  std::vector<std::string> out;
  if (likeness.words >= 0.3) out.emplace_back("内容很相近");
  else if (likeness.words >= 0.12) out.emplace_back("内容有相同之处");
  if (likeness.place >= 1) out.emplace_back("同一地点");
  else if (likeness.place >= 0.8) out.emplace_back("地点一个大、一个小，可能是同一处");
  else if (likeness.place >= 0.3) out.emplace_back("同一个村");
  if (likeness.kind >= 1) out.emplace_back("同一类别");
  const int days = days_apart(a, b);
  out.push_back(days == 0 ? "同一天" : "相隔 " + std::to_string(days) + " 天");
  return out;
}

}  // namespace lianhu
