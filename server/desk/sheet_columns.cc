#include "desk/sheet_columns.h"

#include <algorithm>

#include "base/text.h"
#include "paper/sheet_errors.h"

namespace lianhu {
namespace {

constexpr std::size_t kTitleRows = 10;
constexpr std::string_view kOurs[] = {paper::kErrorColumn, "处理结果"};

// A heading without what people put around it: spaces, stars, colons, "（必填）".
std::string bare(std::string_view heading) {
  std::string out(heading);
  for (const std::string_view mark : {"（必填）", "(必填)", "（选填）", "(选填)", "*", "＊", "：", ":", " ", "　", "\n", "\t"}) {
    for (std::size_t at = out.find(mark); at != std::string::npos; at = out.find(mark)) out.erase(at, mark.size());
  }
  return out;
}

const SheetColumn* column_headed(const std::vector<SheetColumn>& columns, std::string_view heading) {
  const std::string text = bare(heading);
  for (const SheetColumn& one : columns) {
    if (bare(one.heading) == text) return &one;
  }
  for (const SheetColumn& one : columns) {
    if (std::any_of(one.names.begin(), one.names.end(), [&](const std::string& name) { return bare(name) == text; })) return &one;
  }
  return nullptr;
}

// The row that heads the columns: it has the number's heading, and more of ours than any other above the data.
std::optional<std::size_t> heading_row(const paper::Sheet& sheet, const std::vector<SheetColumn>& columns) {
  std::optional<std::size_t> best;
  std::size_t most = 1;
  for (std::size_t r = 0; r < std::min(kTitleRows, sheet.rows.size()); ++r) {
    std::size_t found = 0;
    bool number = false;
    for (const paper::Cell& cell : sheet.rows[r]) {
      const SheetColumn* column = cell.kind == paper::CellKind::text ? column_headed(columns, cell.text) : nullptr;
      found += column ? 1 : 0;
      number = number || (column && column->field == "number");
    }
    if (number && found > most) {
      best = r;
      most = found;
    }
  }
  return best;
}

std::string listed(const std::vector<std::string>& words, const char* between) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : between) + word;
  return out;
}

Error no_headings(const std::vector<SheetColumn>& columns) {
  std::vector<std::string> wanted;
  for (const SheetColumn& one : columns) {
    if (one.must) wanted.push_back("“" + one.heading + "”");
  }
  std::string message = "表格前十行里没有找到标题行，至少要有" + listed(wanted, "、") + "几列；可以下载模板照着填";
  return invalid("sheet_columns", message, {{"/file", message}});
}

}  // namespace

const paper::Cell* ColumnedSheet::cell(std::size_t row, std::string_view field) const {
  const auto column = at.find(field);
  if (column == at.end() || row >= sheet.rows.size() || column->second >= sheet.rows[row].size()) return nullptr;
  return &sheet.rows[row][column->second];
}

std::string ColumnedSheet::text(std::size_t row, std::string_view field) const {
  const paper::Cell* found = cell(row, field);
  return found ? std::string(trim(found->shown())) : std::string();
}

bool ColumnedSheet::blank(std::size_t row) const {
  return std::all_of(at.begin(), at.end(), [&](const auto& column) {
    const paper::Cell* found = cell(row, column.first);
    return !found || (found->empty() || (found->fault == paper::CellFault::none && trim(found->shown()).empty()));
  });
}

Result<ColumnedSheet> columned(paper::Workbook book, const std::vector<SheetColumn>& columns) {
  ColumnedSheet out;
  out.notes = std::move(book.notes);
  std::optional<std::size_t> heading;
  for (paper::Sheet& sheet : book.sheets) {
    if (sheet.hidden || heading) continue;
    heading = heading_row(sheet, columns);
    if (heading) out.sheet = std::move(sheet);
  }
  if (!heading) return no_headings(columns);
  out.header_rows = *heading + 1;
  const paper::CellRow& row = out.sheet.rows[*heading];
  for (std::size_t c = 0; c < row.size(); ++c) {
    const std::string text(trim(row[c].shown()));
    const SheetColumn* column = text.empty() ? nullptr : column_headed(columns, text);
    if (column) {
      if (!out.at.emplace(column->field, c).second) {
        const std::string message = "“" + column->heading + "”有两列（" + paper::cell_name(*heading, out.at[column->field]) + " 和 " +
                                    paper::cell_name(*heading, c) + "），请只留一列";
        return invalid("sheet_columns", message, {{"/file", message}});
      }
    } else if (!text.empty() && std::find(std::begin(kOurs), std::end(kOurs), text) == std::end(kOurs)) {
      out.unknown.push_back(text);
    }
  }
  std::vector<std::string> missing;
  for (const SheetColumn& one : columns) {
    if (!one.must || out.at.contains(one.field)) continue;
    missing.push_back("“" + one.heading + "”" + (one.names.empty() ? "" : "（也可写作" + listed(one.names, "、") + "）"));
  }
  if (!missing.empty()) {
    const bool one = missing.size() == 1;
    const std::string message = "表格缺少" + (one ? std::string() : std::to_string(missing.size()) + "列：") + listed(missing, "；") +
                                (one ? "，请补上这一列的标题" : "。请补上这些列的标题");
    return invalid("sheet_columns", message, {{"/file", message}});
  }
  std::size_t rows = 0;
  for (std::size_t r = out.header_rows; r < out.sheet.rows.size(); ++r) rows += out.blank(r) ? 0 : 1;
  if (rows == 0) return invalid("sheet_empty", "表格里没有内容，请在标题行下面填写", {{"/file", "请填写内容后重新上传"}});
  if (rows > kMostSheetRows) {
    return Error{Kind::too_large, "sheet_too_large", "一次最多 " + std::to_string(kMostSheetRows) + " 行，这份有 " + std::to_string(rows) + " 行，请拆分后分次上传", {}};
  }
  return out;
}

std::optional<SheetMoment> moment_in(const paper::Cell& cell) {
  if (const auto day = paper::day_in(cell)) return SheetMoment{*day, std::nullopt};
  const std::string text = cell.shown();
  const std::string_view all = trim(text);
  const std::size_t cut = all.find_first_of(" T");
  if (cut == std::string_view::npos) return std::nullopt;
  const auto day = paper::day_in(paper::Cell::words(std::string(all.substr(0, cut))));
  const std::string_view clock = trim(all.substr(cut + 1));
  const std::size_t colon = clock.find(':');
  if (!day || colon == std::string_view::npos || colon == 0 || colon > 2 || clock.size() < colon + 3) return std::nullopt;
  const std::string_view hour = clock.substr(0, colon), minute = clock.substr(colon + 1, 2), rest = clock.substr(colon + 3);
  if (!is_digits(hour) || !is_digits(minute)) return std::nullopt;
  if (!rest.empty() && !(rest.size() >= 3 && rest[0] == ':' && is_digits(rest.substr(1, 2)))) return std::nullopt;
  const int h = std::stoi(std::string(hour)), m = std::stoi(std::string(minute));
  if (h > 23 || m > 59) return std::nullopt;
  return SheetMoment{*day, h * 60 + m};
}

paper::Workbook template_of(const OtherSystem& system) {
  paper::Sheet sheet;
  sheet.name = "来件";
  sheet.header_rows = 1;
  sheet.rows.emplace_back();
  for (const SheetColumn& column : system.columns) {
    sheet.rows[0].push_back(paper::Cell::words(column.heading + (column.must ? "（必填）" : "")));
    sheet.widths.push_back(column.field == "text" ? 48 : column.field == "number" || column.field == "place" || column.field == "detail" ? 24 : 16);
  }
  return {{std::move(sheet)}, {}};
}

}  // namespace lianhu
