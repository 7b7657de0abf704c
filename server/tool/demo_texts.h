#pragma once
// What people say in the demonstration: skeletons by kind of matter, filled from word lists (demo/texts.toml).
//
// Invariant: every text is fit for its field, made of invented details only, and a pure function of the random stream.
// Errors: code "demo_texts"; Chinese, beginning with the file's name and line.
// Thread rule: constant after reading.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "rules/seeded.h"

namespace lianhu {

struct DemoKind {
  std::string category;
  int weight = 1;
  std::string season;  // "" spring yearend summer school
  std::vector<std::string> texts;
};

class DemoTexts {
 public:
  static Result<DemoTexts> read(std::string_view toml);

  const std::vector<DemoKind>& kinds() const { return kinds_; }
  // What a person reports: 40–300 characters as a rule, now and then longer.
  std::string report(const DemoKind& kind, Seeded& seeded) const;
  // A phrase of the working day: "result", "record", … Throws std::out_of_range for a word that is not in the file.
  std::string phrase(const std::string& name, Seeded& seeded) const;

 private:
  std::string fill(std::string text, Seeded& seeded, int depth = 0) const;

  std::vector<DemoKind> kinds_;
  std::map<std::string, std::vector<std::string>> slots_, phrases_;
};

// How much more of this kind comes in in that month, in percent.
int season_percent(std::string_view season, int month);

}  // namespace lianhu
