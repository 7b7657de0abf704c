#pragma once
// What is wrong in a procedure file, line by line, in words a clerk can act on.
//
// Thread rule: plain values; one ProcedureFaults, one thread.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lianhu {

// One fault. code is stable; message is Chinese, without file and line.
struct ProcedureFault {
  std::string file;
  int line = 0;
  std::string code;
  std::string message;

  std::string text() const;  // "grid_matter@1.toml 第 12 行：…"
  friend bool operator==(const ProcedureFault&, const ProcedureFault&) = default;
};

struct ProcedureFaults {
  std::string file;
  std::vector<ProcedureFault> all;

  void add(int line, std::string code, std::string message) { all.push_back({file, line, std::move(code), std::move(message)}); }
  void sort();  // by line, then code
};

// The nearest of the words to a mistyped one, or empty when none is near.
std::string nearest_word(std::string_view wrong, const std::vector<std::string_view>& words);
// "写成了“x”，可用的有：a、b、c。是否想写“a”？"
std::string wrong_word(std::string_view wrong, const std::vector<std::string_view>& words);

}  // namespace lianhu
