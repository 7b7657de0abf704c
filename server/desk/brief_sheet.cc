// The brief as a workbook: the half-page, then places, kinds and clusters.

#include "desk/brief_desk.h"
#include "desk/matter_desk.h"
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

Sheet overview(const BriefView& view) {
  Sheet sheet{"概况"};
  sheet.rows = {words({view.title}), words({view.sentence}), words({"截至", view.as_of.chinese()}), {}, words({"项目", "件数"})};
  for (const BriefFigure& figure : view.figures) sheet.rows.push_back({Cell::words(figure.title), Cell::whole(figure.count)});
  sheet.widths = {24, 24};
  return sheet;
}

Sheet rows_of(const std::string& name, const std::string& first, const std::vector<BriefRow>& rows) {
  Sheet sheet{name};
  sheet.rows.push_back(words({first, "新收", "办结", "在办", "已超期", "今天到期"}));
  for (const BriefRow& row : rows) {
    sheet.rows.push_back({Cell::words(row.name), Cell::whole(row.received), Cell::whole(row.closed), Cell::whole(row.open), Cell::whole(row.overdue),
                          Cell::whole(row.due_today)});
  }
  sheet.widths = {28, 10, 10, 10, 10, 10};
  sheet.header_rows = 1;
  sheet.ruled = true;
  return sheet;
}

Sheet clusters_of(const std::vector<BriefCluster>& clusters) {
  Sheet sheet{"多发地点"};
  sheet.rows.push_back(words({"村（社区）", "类别", "新收"}));
  for (const BriefCluster& cluster : clusters) sheet.rows.push_back({Cell::words(cluster.place_name), Cell::words(cluster.category_name), Cell::whole(cluster.count)});
  sheet.widths = {36, 24, 10};
  sheet.header_rows = 1;
  sheet.ruled = true;
  return sheet;
}

}  // namespace

Result<BriefSheet> BriefDesk::sheet(const Actor& actor, const BriefRequest& request) const {
  const auto view = count(actor, request);
  if (!view) return view.error();
  paper::Workbook book;
  book.sheets = {overview(*view), rows_of("按地点", "地点", view->places), rows_of("按类别", "类别", view->categories), clusters_of(view->clusters)};
  auto bytes = paper::write_xlsx(book);
  if (!bytes) return bytes.error();
  log_access(house_, actor, nullptr, "export", view->title);
  return BriefSheet{std::move(*bytes), view->title + view->from.text() + ".xlsx"};
}

}  // namespace lianhu
