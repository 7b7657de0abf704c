#include "rules/procedure_fault.h"

#include <algorithm>
#include <cstddef>
#include <tuple>

namespace lianhu {

namespace {

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

std::string nearest_word(std::string_view wrong, const std::vector<std::string_view>& words) {
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(2, wrong.size() / 3) + 1;
  for (const std::string_view word : words) {
    const std::size_t d = distance(wrong, word);
    if (d < best_distance) {
      best_distance = d;
      best = word;
    }
  }
  return best;
}

std::string wrong_word(std::string_view wrong, const std::vector<std::string_view>& words) {
  std::string message = "写成了“" + std::string(wrong) + "”，可用的有：";
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) message += "、";
    message += words[i];
  }
  const std::string near = nearest_word(wrong, words);
  if (!near.empty()) message += "。是否想写“" + near + "”？";
  return message;
}

std::string ProcedureFault::text() const { return file + " 第 " + std::to_string(line) + " 行：" + message; }

void ProcedureFaults::sort() {
  std::sort(all.begin(), all.end(), [](const ProcedureFault& a, const ProcedureFault& b) {
    return std::tie(a.line, a.code, a.message) < std::tie(b.line, b.code, b.message);
  });
}

}  // namespace lianhu
