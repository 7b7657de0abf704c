#pragma once
// Text between a file and a cell: xlsx's own escapes (_x000D_), line ends, and characters nobody can see.
//
// Thread rule: pure functions.

#include <string>
#include <string_view>

namespace lianhu::paper {

struct CellText {
  std::string text;
  bool hidden = false;  // control characters were left out
};
// Every line end a line feed; control characters but that and the tab left out.
CellText clean_text(std::string text);

// As an xlsx file has it: escapes resolved, then cleaned. The input is UTF-8.
CellText from_xlsx(std::string_view raw);

// As written: what XML 1.0 cannot hold is left out (control characters, U+FFFE, U+FFFF), a wrong byte becomes U+FFFD, and text
// that looks like an escape is escaped.
std::string to_xlsx(std::string_view text);

}  // namespace lianhu::paper
