#pragma once
// One table of a TOML file, read key by key: tells what is missing, of the wrong kind, or not a known key.
//
// Invariant: after done() every key of the table was either read or reported.
// Errors: collected into the ProcedureFaults it was given. Thread rule: one thread; used only inside rules/procedure_*.cc.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/toml_text.h"
#include "model/procedure_words.h"
#include "rules/procedure_fault.h"

namespace lianhu {

struct LinedText {
  std::string text;
  int line = 0;
};

class TomlTable {
 public:
  // what: how the table is called in messages, "状态 collected".
  TomlTable(const toml::table& table, std::string what, ProcedureFaults& faults, int line = 0);

  int line() const { return line_; }
  int line_of(std::string_view key) const;
  void rename(std::string what) { what_ = std::move(what); }
  const std::string& what() const { return what_; }

  std::string text(std::string_view key);  // must be there and not empty
  std::string text_or(std::string_view key);
  bool flag(std::string_view key);
  std::optional<long long> number(std::string_view key);
  std::vector<LinedText> texts(std::string_view key);  // a list of texts, or one text
  std::vector<std::pair<std::string, std::string>> pairs(std::string_view key);  // a table of texts, in file order
  const toml::array* array(std::string_view key);  // nothing when absent or of another kind

  template <class E, std::size_t N>
  std::optional<E> word(std::string_view key, const Word<E> (&words)[N]) {
    const std::string given = text_or(key);
    if (given.empty()) return std::nullopt;
    return word_at(line_of(key), key, given, words);
  }
  template <class E, std::size_t N>
  std::optional<E> word_at(int line, std::string_view key, std::string_view given, const Word<E> (&words)[N]) {
    if (const auto value = value_of(words, given)) return value;
    std::vector<std::string_view> known;
    for (const auto& w : words) known.push_back(w.word);
    fault(line, "wrong_word", "“" + std::string(key) + "”" + wrong_word(given, known));
    return std::nullopt;
  }

  void missing(std::string_view key);
  void fault(int line, std::string code, const std::string& message);
  void done();

 private:
  const toml::node* find(std::string_view key);

  const toml::table& table_;
  std::string what_;
  ProcedureFaults& faults_;
  int line_;
  std::vector<std::string_view> read_;
};

inline int line_of(const toml::node& node) { return static_cast<int>(node.source().begin.line); }

}  // namespace lianhu
