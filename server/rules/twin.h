#pragma once
// How much two reports look like one and the same thing: by place, kind, time and words. It compares matters; who reported plays no part.
//
// A likeness is 0 … 1. Words count by how rare they are among the reports compared, so that what everybody here writes weighs little.
// Thread rule: pure functions.

#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/matter.h"

namespace lianhu {

struct TwinFacts {
  std::string place_path, place_detail;
  std::string category, kind;  // kind: the category above; "": it has none
  Date received;
  std::optional<Date> happened;
  std::string words;           // title and text
};
TwinFacts twin_facts(const Matter& matter, std::string kind);

struct Likeness {
  double place = 0, kind = 0, time = 0, words = 0;  // each 0 … 1
  double whole = 0;
};

class TwinMeasure {
 public:
  // `pool`: the reports of the neighbourhood, from which the weight of words is taken.
  explicit TwinMeasure(const std::vector<TwinFacts>& pool);

  Likeness between(const TwinFacts& a, const TwinFacts& b) const;

 private:
  double weight(const std::string& token) const;
  double words_alike(const std::set<std::string>& a, const std::set<std::string>& b) const;

  std::unordered_map<std::string, int> seen_;
  double reports_ = 0;
};

// Whether two reports are shown to the desk as perhaps the same. What it finds and misses: `lianhu bench twins`.
bool perhaps_same(const Likeness& likeness);

// "同一处（三组）", "同一类别", "相隔 3 天", "内容相近"; what speaks for it, strongest first.
std::vector<std::string> twin_reasons(const Likeness& likeness, const TwinFacts& a, const TwinFacts& b);

}  // namespace lianhu
