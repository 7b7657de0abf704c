// The form as a workbook: the figures of the screen, the corrections one by one, what each column means.

#include "desk/matter_desk.h"
#include "desk/statistics_desk.h"
#include "paper/sheet_write.h"

namespace lianhu {
namespace {

using paper::Cell;
using paper::CellRow;
using paper::Sheet;

CellRow words(std::initializer_list<std::string> texts) {
  CellRow row;
  for (const std::string& text : texts) row.push_back(Cell::words(text));
  return row;
}

CellRow figures(const StatisticsView& view, const FormRowView& row) {
  CellRow out{Cell::words(row.name)};
  for (std::size_t i = 0; i < view.columns.size(); ++i) {
    out.push_back(view.columns[i].name == amount_column ? Cell::decimal(in_ten_thousands(row.values[i])) : Cell::whole(row.values[i]));
  }
  return out;
}

Sheet form_of(const StatisticsView& view) {
  Sheet sheet{"统计表"};
  CellRow groups = words({view.title}), titles = words({view.by == "month" ? "月份" : "单位"});
  std::string last;
  for (const FormColumnView& column : view.columns) {
    groups.push_back(Cell::words(column.group == last ? "" : column.group));
    last = column.group;
    titles.push_back(Cell::words(column.title + "（" + column.unit + "）"));
  }
  sheet.rows = {std::move(groups), std::move(titles)};
  sheet.header_rows = 2;
  for (const FormRowView& row : view.rows) sheet.rows.push_back(figures(view, row));
  sheet.rows.push_back(figures(view, view.total));
  if (view.corrections) sheet.rows.push_back(figures(view, *view.corrections));
  if (view.corrected) sheet.rows.push_back(figures(view, *view.corrected));
  sheet.widths = {30};
  for (std::size_t i = 0; i < view.columns.size(); ++i) sheet.widths.push_back(11);
  sheet.landscape = sheet.ruled = true;
  return sheet;
}

Sheet explained(const StatisticsView& view) {
  Sheet sheet{"说明"};
  sheet.rows = {words({"统计时段", view.from == view.to ? view.from : view.from + " 至 " + view.to}), words({"截至", view.as_of.chinese()})};
  for (const FrozenMonthView& month : view.frozen) sheet.rows.push_back(words({"已定稿", month.month + "，" + month.frozen_at.chinese() + "，" + month.frozen_by}));
  for (const FormCheckView& check : view.checks) sheet.rows.push_back(words({check.holds ? "核对相符" : "核对不符", check.text}));
  for (const FormNote& note : view.notes) sheet.rows.push_back(words({note.title, note.text}));
  sheet.widths = {16, 90};
  return sheet;
}

}  // namespace

Result<StatisticsSheet> StatisticsDesk::sheet(const Actor& actor, const FormRequest& request) const {
  const auto counted = form(actor, request);
  if (!counted) return counted.error();
  paper::Workbook book;
  book.sheets = {form_of(*counted), explained(*counted)};
  auto bytes = paper::write_xlsx(book);
  if (!bytes) return bytes.error();
  log_access(house_, actor, nullptr, "export", counted->title);
  return StatisticsSheet{std::move(*bytes), counted->title + counted->from + (counted->from == counted->to ? "" : "至" + counted->to) + ".xlsx"};
}

}  // namespace lianhu
