// What a centre runs by the week as workbooks: the conference's list and the rota, the rows of their pages.

#include "desk/conference_desk.h"
#include "desk/matter_desk.h"
#include "desk/rota_desk.h"
#include "paper/sheet_write.h"

namespace lianhu {
namespace {

using paper::Cell;
using paper::CellRow;
using paper::Sheet;

constexpr const char* kWeekdays[] = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"};

CellRow words(std::initializer_list<std::string> texts) {
  CellRow row;
  for (const std::string& text : texts) row.push_back(Cell::words(text));
  return row;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : "，") + part;
  return out;
}

Sheet list_of(const std::string& name, const std::vector<ConferenceRow>& rows) {
  Sheet sheet{name};
  sheet.rows.push_back(words({"事项编号", "事项", "地点", "状态", "承办机构", "提交研判的理由", "现在的情况", "研判意见", "记录时间"}));
  for (const ConferenceRow& row : rows) {
    sheet.rows.push_back(words({row.number, row.title, row.place_name, row.status_title, row.office_name.value_or(""), row.reason.value_or(""), joined(row.signs),
                                row.conclusion.value_or(""), row.concluded_at ? row.concluded_at->chinese() : ""}));
  }
  sheet.widths = {18, 30, 28, 14, 24, 28, 22, 40, 20};
  sheet.header_rows = 1;
  sheet.landscape = sheet.ruled = true;
  return sheet;
}

}  // namespace

Result<FileBytes> ConferenceDesk::sheet(const Actor& actor, const ConferenceQuery& query) const {
  const auto view = page(actor, query);
  if (!view) return view.error();
  paper::Workbook book;
  book.sheets.push_back(list_of("清单", view->items));
  if (!view->suggested.empty()) book.sheets.push_back(list_of("建议列入", view->suggested));
  auto bytes = paper::write_xlsx(book);
  if (!bytes) return bytes.error();
  log_access(house_, actor, nullptr, "export", "研判会清单");
  return FileBytes{std::move(*bytes), std::string(kXlsxType), "研判会清单" + view->week.text() + ".xlsx"};
}

Result<FileBytes> RotaDesk::sheet(const Actor& actor, const RotaQuery& query) const {
  const auto view = page(actor, query);
  if (!view) return view.error();
  Sheet sheet{"轮驻安排"};
  sheet.rows.push_back(words({"日期", "星期", "机构", "窗口", "电话"}));
  for (int n = 0; n < 7; ++n) {
    const Date day = view->week.plus(n);
    bool any = false;
    for (const RotaRow& row : view->items) {
      if (row.day != day) continue;
      any = true;
      sheet.rows.push_back({Cell::day(day), Cell::words(kWeekdays[n]), Cell::words(row.office_name), Cell::words(row.window_name.value_or("")), Cell::words(row.phone.value_or(""))});
    }
    if (!any) sheet.rows.push_back({Cell::day(day), Cell::words(kWeekdays[n]), Cell::words("没有安排"), Cell{}, Cell{}});
  }
  for (const std::string& office : view->resident) sheet.rows.push_back({Cell::words("每天"), Cell::words("常驻"), Cell::words(office), Cell{}, Cell{}});
  sheet.widths = {16, 10, 40, 18, 20};
  sheet.header_rows = 1;
  sheet.ruled = true;
  paper::Workbook book;
  book.sheets.push_back(std::move(sheet));
  auto bytes = paper::write_xlsx(book);
  if (!bytes) return bytes.error();
  return FileBytes{std::move(*bytes), std::string(kXlsxType), "轮驻安排" + view->week.text() + ".xlsx"};
}

}  // namespace lianhu
