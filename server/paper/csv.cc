#include "paper/csv.h"

#include <algorithm>

#include "base/text.h"
#include "paper/cell_text.h"
#include "paper/sheet_budget.h"
#include "paper/sheet_fault.h"

namespace lianhu::paper {
namespace {

constexpr std::size_t kExactDigits = 15;

bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  return is_digits(text.substr(0, point)) && (point == std::string_view::npos || is_digits(text.substr(point + 1)));
}

// What a spreadsheet program would not leave as it stands.
bool is_touchy(std::string_view text) {
  if (text.empty()) return false;
  if (is_digits(text) && text.size() > kExactDigits) return true;
  return std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos && !is_number(text);
}

// Text that already begins as a guarded cell does gets a second guard, so that reading gives the same text back.
bool wants_guard(std::string_view text) { return is_touchy(text.substr(std::min(text.find_first_not_of('\''), text.size()))); }

void write_cell(std::string& out, const std::string& text) {
  const bool guard = wants_guard(text);
  if (text.find_first_of("\",;\t\r\n") == std::string::npos && !text.starts_with(' ') && !text.ends_with(' ')) {
    out += (guard ? "'" : "") + text;
    return;
  }
  out += guard ? "\"'" : "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

// 5.20422E+17: what a spreadsheet program leaves of an ID number in CSV.
bool is_rounded(std::string_view text) {
  const std::size_t mark = text.find_first_of("eE");
  if (mark == std::string_view::npos || !is_number(text.substr(0, mark)) || !text.substr(mark + 1).starts_with('+')) return false;
  const std::string_view power = text.substr(mark + 2);
  return is_digits(power) && power.size() <= 3 && std::stoi(std::string(power)) >= static_cast<int>(kExactDigits);
}

Cell to_cell(std::string_view field) {
  if (field.starts_with('\'') && wants_guard(field.substr(1))) field.remove_prefix(1);
  CellText text = clean_text(std::string(field));
  Cell cell = Cell::words(std::move(text.text));
  if (text.hidden) cell.fault = CellFault::hidden_characters;
  if (is_rounded(cell.text)) cell.fault = CellFault::digits_lost;
  return cell;
}

// The mark between cells: what the first line has most of, outside quotes.
char find_separator(std::string_view text) {
  std::size_t commas = 0, tabs = 0, semicolons = 0;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') break;
    commas += c == ',';
    tabs += c == '\t';
    semicolons += c == ';';
  }
  if (tabs > 0 && tabs >= commas) return '\t';
  return semicolons > commas ? ';' : ',';
}

class CsvReader {
 public:
  CsvReader(std::string_view text, const SheetLimits& limits) : rest_(text), budget_(limits), separator_(find_separator(text)) {
    budget_.next_sheet();
  }

  Result<Sheet> read() {
    Sheet sheet;
    for (std::size_t row = 0; !rest_.empty(); ++row) {
      for (std::size_t column = 0;; ++column) {
        Result<std::string> field = take_field();
        if (!field) return std::move(field).error();
        Cell cell = to_cell(*field);
        if (!cell.empty()) {
          if (Result<Done> put = budget_.put(sheet, row, column, std::move(cell)); !put) return std::move(put).error();
        }
        if (rest_.empty()) break;
        const char mark = rest_.front();
        rest_.remove_prefix(1);
        if (mark == separator_) continue;
        if (mark == '\r' && rest_.starts_with('\n')) rest_.remove_prefix(1);
        ++line_;
        break;
      }
    }
    return sheet;
  }

 private:
  // One field, up to the mark that ends it.
  Result<std::string> take_field() {
    std::string field;
    if (rest_.starts_with('"')) {
      const std::size_t began = line_;
      rest_.remove_prefix(1);
      for (;;) {
        const std::size_t end = rest_.find('"');
        if (end == std::string_view::npos)
          return invalid("sheet_quote", "CSV 文件第 " + std::to_string(began) + " 行的双引号没有配对，请改正后重新上传");
        if (field.size() + end > budget_.limits().characters * 4)
          return sheet_too_large("CSV 文件第 " + std::to_string(began) + " 行有单元格的文字超过 " +
                                 std::to_string(budget_.limits().characters) + " 字");
        line_ += static_cast<std::size_t>(std::count(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
        field += rest_.substr(0, end);
        rest_.remove_prefix(end + 1);
        if (!rest_.starts_with('"')) break;
        field += '"';
        rest_.remove_prefix(1);
      }
    }
    // Whatever stands behind a closing quote belongs to the cell, as the programs read it.
    const std::size_t end = std::min(rest_.find_first_of(std::string{separator_, '\r', '\n'}), rest_.size());
    field += rest_.substr(0, end);
    rest_.remove_prefix(end);
    return field;
  }

  std::string_view rest_;
  SheetBudget budget_;
  char separator_;
  std::size_t line_ = 1;
};

}  // namespace

std::string csv_write(const Sheet& sheet) {
  std::string out = "\xEF\xBB\xBF";
  for (const CellRow& row : sheet.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += ',';
      write_cell(out, row[i].shown());
    }
    out += "\r\n";
  }
  return out;
}

Result<Workbook> csv_read(std::string_view text, const SheetLimits& limits) {
  Result<Sheet> sheet = CsvReader(text, limits).read();
  if (!sheet) return std::move(sheet).error();
  Workbook out;
  out.sheets.push_back(std::move(sheet).value());
  return out;
}

}  // namespace lianhu::paper
