#pragma once
// xl/sharedStrings.xml: each text once, cells name it by number.
//
// Errors: as sheet_read.h. Thread rule: one reader, one thread.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "paper/sheet_read.h"
#include "paper/xlsx_xml.h"
#include "paper/xlsx_zip.h"

namespace lianhu::paper {

// The text of a shared or inline string: its plain text or the runs of its rich text; not the reading aids (拼音) beside it.
class StringText {
 public:
  explicit StringText(std::size_t most_characters) : most_characters_(most_characters) {}

  void clear() { raw_.clear(); }
  void start(std::string_view name);
  void end(std::string_view name);
  std::optional<Error> text(std::string_view piece);
  const std::string& raw() const { return raw_; }

 private:
  std::string raw_;
  std::size_t most_characters_;
  int phonetic_ = 0;
  bool in_text_ = false;
};

class SharedStrings {
 public:
  std::size_t size() const { return ends_.size(); }
  std::string_view at(std::size_t i) const {
    return std::string_view(bytes_).substr(i == 0 ? 0 : ends_[i - 1], ends_[i] - (i == 0 ? 0 : ends_[i - 1]));
  }
  bool hidden(std::size_t i) const { return hidden_[i]; }  // control characters were left out
  std::size_t bytes() const { return bytes_.size(); }
  void add(std::string_view raw);

 private:
  std::string bytes_;  // one after the other: a million strings are a million numbers, not a million allocations
  std::vector<std::size_t> ends_;
  std::vector<bool> hidden_;
};

Result<SharedStrings> read_shared_strings(XlsxZip& package, std::string_view part, const SheetLimits& limits);

}  // namespace lianhu::paper
