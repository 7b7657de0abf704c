#include "paper/xlsx_cells.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/text.h"
#include "paper/cell_reference.h"
#include "paper/cell_text.h"
#include "paper/sheet_fault.h"
#include "paper/xlsx_xml.h"

namespace lianhu::paper {
namespace {

constexpr std::size_t kMostMerges = 100'000;
constexpr std::size_t kMostMergedRows = 20'000'000;  // rows of all merged areas together

// What a cell may say it is (ECMA-376 18.18.11).
enum class Stored { number, shared, inline_string, formula_string, boolean, error, iso_date };

std::optional<Stored> stored_as(std::string_view type) {
  if (type.empty() || type == "n") return Stored::number;
  if (type == "s") return Stored::shared;
  if (type == "inlineStr") return Stored::inline_string;
  if (type == "str") return Stored::formula_string;
  if (type == "b") return Stored::boolean;
  if (type == "e") return Stored::error;
  if (type == "d") return Stored::iso_date;
  return std::nullopt;
}

template <class T>
std::optional<T> to_number(std::string_view text) {
  T out = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (text.empty() || code != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

Cell text_cell(CellText text) {
  Cell cell = Cell::words(std::move(text.text));
  if (text.hidden) cell.fault = CellFault::hidden_characters;
  return cell;
}

// "2026-03-01T00:00:00" and "2026-03-01"; with a time of day it is text, as with number formats.
Cell iso_cell(std::string_view text) {
  const auto day = Date::parse(text.substr(0, 10));
  if (!day) return {CellKind::text, CellFault::bad_date, 0, std::string(text)};
  const std::string_view time = text.substr(std::min<std::size_t>(text.size(), 11), 8);
  if (time.empty() || time == "00:00:00") return Cell::day(*day);
  return Cell::words(day->text() + " " + std::string(time.ends_with(":00") ? time.substr(0, 5) : time));
}

class SheetParser {
 public:
  SheetParser(const CellSources& sources, SheetBudget& budget, Sheet& sheet)
      : sources_(sources), budget_(budget), sheet_(sheet), inline_(budget.limits().characters) {}

  std::optional<Error> start(std::string_view name, const Attributes& attributes) {
    if (name == "c") return start_cell(attributes);
    if (name == "v") {
      in_value_ = in_cell_;
    } else if (name == "row") {
      return start_row(attributes);
    } else if (name == "f") {
      has_formula_ = true;
    } else if (in_cell_) {
      if (name == "is") in_inline_ = true;
      if (in_inline_) inline_.start(name);
    } else if (name == "sheetData") {
      in_data_ = true;
    } else if (name == "mergeCell") {
      return add_merge(attributes.get("ref"));
    }
    return std::nullopt;
  }

  std::optional<Error> end(std::string_view name) {
    if (name == "v") {
      in_value_ = false;
    } else if (name == "c") {
      return std::exchange(in_cell_, false) ? end_cell() : std::nullopt;
    } else if (name == "row") {
      in_row_ = false;
    } else if (name == "sheetData") {
      in_data_ = false;
    } else if (in_inline_) {
      inline_.end(name);
      if (name == "is") in_inline_ = false;
    }
    return std::nullopt;
  }

  std::optional<Error> text(std::string_view piece) {
    if (in_inline_) return inline_.text(piece);
    if (!in_value_) return std::nullopt;
    if (value_.size() + piece.size() > budget_.limits().characters * 7)
      return sheet_too_large(budget_.where() + "的单元格 " + here() + " 的文字超过 " + std::to_string(budget_.limits().characters) + " 字");
    value_ += piece;
    return std::nullopt;
  }

  // After the part has ended: nothing stays under a merged cell.
  std::optional<Error> clear_merged() {
    std::size_t cells = 0, covered = 0, visited = 0;
    for (const CellRow& row : sheet_.rows) cells += row.size();
    for (const Area& area : merges_) {
      for (std::size_t row = area.first.row; row <= area.last.row && row < sheet_.rows.size(); ++row) {
        CellRow& line = sheet_.rows[row];
        const std::size_t end = std::min(area.last.column + 1, line.size());
        for (std::size_t column = area.first.column; column < end; ++column, ++covered) {
          if (row != area.first.row || column != area.first.column) line[column] = {};
        }
        // Merged areas never overlap, so together they cover no more than there is.
        if (covered > cells || ++visited > kMostMergedRows) return sheet_broken(budget_.where() + "的合并单元格互相重叠或过多");
      }
    }
    for (CellRow& row : sheet_.rows) {
      while (!row.empty() && row.back().empty()) row.pop_back();
    }
    while (!sheet_.rows.empty() && sheet_.rows.back().empty()) sheet_.rows.pop_back();
    return std::nullopt;
  }

 private:
  std::string here() const { return cell_name(row_, column_); }
  Error broken_cell(const std::string& what) const { return sheet_broken(budget_.where() + "的单元格 " + here() + " " + what); }

  std::optional<Error> start_row(const Attributes& attributes) {
    if (!in_data_) return std::nullopt;  // an extension's own element of that name
    if (in_row_) return sheet_broken(budget_.where() + "的行放错了位置");
    const std::string_view stated = attributes.get("r");
    const auto row = stated.empty() ? std::optional(next_row_) : parse_row(stated);
    if (!row || *row >= kXlsxRows) return sheet_broken(budget_.where() + "第 " + std::to_string(next_row_ + 1) + " 行前后有不存在的行号");
    if (*row < next_row_) return sheet_broken(budget_.where() + "第 " + std::to_string(*row + 1) + " 行重复或次序颠倒");
    row_ = *row;
    next_row_ = row_ + 1;
    next_column_ = 0;
    in_row_ = true;
    return std::nullopt;
  }

  std::optional<Error> start_cell(const Attributes& attributes) {
    if (!in_data_) return std::nullopt;
    if (!in_row_ || in_cell_) return sheet_broken(budget_.where() + "的单元格放错了位置");
    const std::string_view stated = attributes.get("r");
    const auto place = stated.empty() ? std::optional(Place{row_, next_column_}) : parse_place(stated);
    if (!place || place->row != row_ || place->column >= kXlsxColumns)
      return sheet_broken(budget_.where() + "第 " + std::to_string(row_ + 1) + " 行有不存在的单元格位置");
    column_ = place->column;
    if (column_ < next_column_) return broken_cell("重复或次序颠倒");
    next_column_ = column_ + 1;
    const auto stored = stored_as(attributes.get("t"));
    if (!stored) return broken_cell("的类型不明");
    stored_ = *stored;
    const std::string_view style = attributes.get("s");
    style_ = style.empty() ? 0 : to_number<std::size_t>(style).value_or(sources_.looks.size());
    in_cell_ = true;
    has_formula_ = in_value_ = in_inline_ = false;
    value_.clear();
    inline_.clear();
    return std::nullopt;
  }

  std::optional<Error> end_cell() {
    Cell cell;
    if (stored_ == Stored::inline_string) {
      cell = text_cell(from_xlsx(inline_.raw()));
    } else if (stored_ == Stored::formula_string) {
      cell = text_cell(from_xlsx(value_));
    } else if (value_.empty()) {
      if (has_formula_) cell.fault = CellFault::not_calculated;
    } else {
      std::optional<Cell> made = valued();
      if (!made) return broken_cell("的内容与类型不符");
      cell = std::move(*made);
    }
    if (cell.empty()) return std::nullopt;
    Result<Done> put = budget_.put(sheet_, row_, column_, std::move(cell));
    return put ? std::nullopt : std::optional(std::move(put).error());
  }

  std::optional<Cell> valued() const {
    switch (stored_) {
      case Stored::shared: {
        const auto index = to_number<std::size_t>(value_);
        if (!index || *index >= sources_.strings.size()) return std::nullopt;
        return text_cell({std::string(sources_.strings.at(*index)), sources_.strings.hidden(*index)});
      }
      case Stored::boolean:
        if (value_ != "0" && value_ != "1") return std::nullopt;
        return Cell::words(value_ == "1" ? "TRUE" : "FALSE");
      case Stored::error:
        return Cell{CellKind::text, CellFault::error_value, 0, from_xlsx(value_).text};
      case Stored::iso_date:
        return iso_cell(value_);
      default:
        return number_cell(trim(value_), style_ < sources_.looks.size() ? sources_.looks[style_] : NumberLook{}, sources_.since_1904);
    }
  }

  std::optional<Error> add_merge(std::string_view reference) {
    const auto area = parse_area(reference);
    if (!area) return sheet_broken(budget_.where() + "的合并单元格位置有误");
    if (merges_.size() == kMostMerges) return sheet_too_large(budget_.where() + "的合并单元格超过 " + std::to_string(kMostMerges) + " 处");
    merges_.push_back(*area);
    return std::nullopt;
  }

  const CellSources& sources_;
  SheetBudget& budget_;
  Sheet& sheet_;
  std::vector<Area> merges_;

  bool in_data_ = false, in_row_ = false, in_cell_ = false, in_value_ = false, in_inline_ = false, has_formula_ = false;
  std::size_t row_ = 0, column_ = 0, next_row_ = 0, next_column_ = 0, style_ = 0;
  Stored stored_ = Stored::number;
  std::string value_;
  StringText inline_;
};

}  // namespace

Result<Done> read_cells(XlsxZip& package, std::string_view part, const CellSources& sources, SheetBudget& budget, Sheet& sheet) {
  SheetParser parser(sources, budget, sheet);
  if (Result<Done> read = read_xml(package, part, parser); !read) return read;
  if (auto refused = parser.clear_merged()) return *refused;
  return done;
}

}  // namespace lianhu::paper
