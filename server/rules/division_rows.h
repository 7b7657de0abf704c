#pragma once
// The rows of one division file, CSV or flat JSON, before any rule is applied to them.
//
// Invariant: fields are views into the file's text where it needs no unescaping, else into `Row` storage, valid until
// the next row. One pass, no copy of the file: 85 MB of JSON need no tree.
// Errors: a row that cannot be cut into fields is a fault of that row; the reader then goes on with the next row, or
// stops where the rest of the file cannot be trusted (JSON).
// Thread rule: pure; the callback runs on the caller's thread.

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace lianhu {

struct DivisionLine {
  std::size_t number = 0;  // line (CSV, header = 1) or record (JSON, from 1)
  std::string_view code;
  std::string_view name;
  std::string_view kind;    // empty when the file has none
  std::string_view parent;  // empty when the file has none
};

struct DivisionRowReader {
  std::function<void(const DivisionLine&)> row;
  std::function<void(std::size_t number, std::string message)> fault;
};

// True when the text is read as JSON (numbers are records), false for CSV (numbers are lines).
bool division_text_is_json(std::string_view text);
void read_division_rows(std::string_view text, const DivisionRowReader& reader);


}  // namespace lianhu
