#include "desk/form_print_desk.h"

#include <cstdio>

#include "desk/matter_desk.h"
#include "desk/month_span.h"
#include "rules/mediation_form.h"

namespace lianhu {
namespace {

std::string span_of(const std::string& from, const std::string& to) { return from == to ? from : from + " 至 " + to; }

// "2026年3月1日至2026年5月31日": whoever files it reads the days, not a month's code.
std::string period(const std::string& from, const std::string& to) {
  const auto first = first_of_month(from), last = first_of_month(to);
  return first && last ? first->chinese() + "至" + next_month(*last).plus(-1).chinese() : span_of(from, to);
}

// What every official form is filed with; written by hand.
const char* const kSigned = "单位负责人：＿＿＿＿＿＿＿＿ 审核人：＿＿＿＿＿＿＿＿ 填表人：＿＿＿＿＿＿＿＿ 联系电话：＿＿＿＿＿＿＿＿ 填表日期：＿＿＿＿年＿＿月＿＿日";

std::string figure(const std::string& unit, std::int64_t value) { return unit == "万元" ? in_ten_thousands(value) : std::to_string(value); }

std::string yuan(std::int64_t fen) {
  char text[32];
  std::snprintf(text, sizeof text, "%lld.%02lld", static_cast<long long>(fen / 100), static_cast<long long>(fen % 100));
  return text;
}

std::string day(const std::optional<Date>& date) { return date ? date->text() : std::string(); }

// A wide form is printed a group of columns at a time, each with the units at its left.
template <class Columns, class Rows>
std::vector<paper::PrintedTable> by_groups(const std::string& corner, const Columns& columns, const Rows& rows) {
  std::vector<paper::PrintedTable> out;
  for (std::size_t from = 0; from < columns.size();) {
    std::size_t to = from;
    while (to < columns.size() && columns[to].group == columns[from].group) ++to;
    paper::PrintedTable table;
    table.heading = columns[from].group;
    table.columns.push_back({corner, 2.4});
    for (std::size_t i = from; i < to; ++i) table.columns.push_back({columns[i].title + "（" + columns[i].unit + "）", 1});
    for (const auto* row : rows) {
      std::vector<std::string> cells{row->name};
      for (std::size_t i = from; i < to; ++i) cells.push_back(figure(columns[i].unit, row->values[i]));
      table.rows.push_back(std::move(cells));
    }
    out.push_back(std::move(table));
    from = to;
  }
  return out;
}

}  // namespace

paper::TablePaper printed_form(const StatisticsView& view) {
  paper::TablePaper page;
  page.title = view.title;
  page.above = {"填报单位（盖章）：" + view.place_name + " 统计时段：" + period(view.from, view.to) + " 截至：" + view.as_of.chinese(),
                "各栏的计量单位写在栏名后面；只计制表人有权查看的案件。"};
  std::vector<const FormRowView*> rows;
  for (const FormRowView& row : view.rows) rows.push_back(&row);
  rows.push_back(&view.total);
  if (view.corrections) rows.push_back(&*view.corrections);
  if (view.corrected) rows.push_back(&*view.corrected);
  page.tables = by_groups(view.by == "month" ? "月份" : "单位", view.columns, rows);
  page.below.push_back(kSigned);
  for (const FormCheckView& check : view.checks) page.below.push_back((check.holds ? "相符：" : "不符：") + check.text);
  for (const FrozenMonthView& month : view.frozen) page.below.push_back(month.month + " 已由" + month.frozen_by + "于" + month.frozen_at.chinese() + "定稿");
  for (const FormNote& note : view.notes) page.below.push_back(note.title + "：" + note.text);
  return page;
}

paper::TablePaper printed_form(const CodeFormView& view) {
  paper::TablePaper page;
  page.title = view.title;
  page.above = {"统计时段：" + period(view.from, view.to) + " 截至：" + view.as_of.chinese() + " 计量单位：件；在办是这一刻的数"};
  paper::PrintedTable table;
  table.columns = {{"序号", 1}, {"类别", 5}, {"新收（件）", 2}, {"办结（件）", 2}, {"在办（件）", 2}};
  const auto put = [&](const std::string& code, const CodeFormRow& row) {
    table.rows.push_back({code, row.name, std::to_string(row.received), std::to_string(row.closed), std::to_string(row.open)});
  };
  for (const CodeFormRow& row : view.rows) put(row.code, row);
  put("", view.total);
  page.tables.push_back(std::move(table));
  page.below = {kSigned, view.sure};
  return page;
}

paper::TablePaper printed_form(const TeamFormView& view) {
  paper::TablePaper page;
  page.title = view.title;
  page.above = {std::to_string(view.year) + "年；组织和队伍按" + view.day.chinese() + "的登记和名册，经费、场所设备由各单位填写，截至 " + view.as_of.chinese()};
  std::vector<const TeamRowView*> rows;
  for (const TeamRowView& row : view.rows) rows.push_back(&row);
  rows.push_back(&view.total);
  page.tables = by_groups("单位", view.columns, rows);
  page.below = {kSigned};
  if (view.missing > 0) page.below.push_back("其中 " + std::to_string(view.missing) + " 个数字还没有填写，写作 0");
  return page;
}

paper::TablePaper printed_register(const RegisterPage& of) {
  paper::TablePaper page;
  page.title = of.title;
  page.above = {span_of(of.from, of.to) + "，共 " + std::to_string(of.total) + " 件" + (of.old > 0 ? "，其中旧台账 " + std::to_string(of.old) + " 件" : "") + "，截至 " + of.as_of.chinese()};
  page.size = 9;
  paper::PrintedTable table;
  table.centred = false;
  table.columns = {{"序号", 0.8}, {"编号", 2.4}, {"收到", 1.95}, {"来源", 1.3}, {"当事人", 2}, {"类别", 1.8}, {"事项", 3.5}, {"地点", 2.4}, {"调解委员会", 2.4}, {"进展和结果", 2.2}, {"终结", 1.95}, {"协议金额（元）", 1.7}};
  std::size_t n = 0;
  for (const RegisterRow& row : of.items) {
    const std::string result = row.state_title + (row.state_title.empty() || row.result_title.empty() ? "" : "，") + row.result_title;
    table.rows.push_back({std::to_string(++n), row.number.empty() ? row.matter_number : row.number, row.received_on.text(), row.channel_title, row.parties, row.category_name, row.title, row.place_name,
                          row.office_name, result, day(row.concluded_on), row.amount ? yuan(row.amount) : std::string()});
  }
  if (table.rows.empty()) page.below = {"这一时段没有进入人民调解的事项。"};
  page.tables.push_back(std::move(table));
  return page;
}

Result<FileBytes> FormPrintDesk::drawn(const Actor& actor, const paper::TablePaper& page, Time as_of, const std::string& name) const {
  log_access(house_, actor, nullptr, "export", page.title);
  auto rendered = paper::render_in_child(slots_, {self_, {"render-paper"}}, paper::table_job(page, as_of, fonts_folder_));
  if (!rendered) return rendered.error();
  return FileBytes{std::move(rendered->bytes), "application/pdf", name + ".pdf", rendered->pages};
}

Result<FileBytes> FormPrintDesk::mediation(const Actor& actor, const FormRequest& request) const {
  const auto view = StatisticsDesk(house_).form(actor, request);
  if (!view) return view.error();
  return drawn(actor, printed_form(*view), view->as_of, view->title + (view->from == view->to ? view->from : view->from + "至" + view->to));
}

Result<FileBytes> FormPrintDesk::codes(const Actor& actor, const CodeFormRequest& request) const {
  const auto view = CodeFormDesk(house_).form(actor, request);
  if (!view) return view.error();
  return drawn(actor, printed_form(*view), view->as_of, view->title + (view->from == view->to ? view->from : view->from + "至" + view->to));
}

Result<FileBytes> FormPrintDesk::teams(const Actor& actor, const TeamFormRequest& request) const {
  const auto view = TeamFormDesk(house_).form(actor, request);
  if (!view) return view.error();
  return drawn(actor, printed_form(*view), view->as_of, view->title + std::to_string(view->year));
}

Result<FileBytes> FormPrintDesk::registered(const Actor& actor, const RegisterRequest& request) const {
  const auto page = RegisterDesk(house_).whole(actor, request);
  if (!page) return page.error();
  if (page->total > print_most) {
    return Error{Kind::too_large, "print_too_long", "台账共 " + std::to_string(page->total) + " 件，一次最多打印 " + std::to_string(print_most) + " 件；请把时段改短，或者下载表格", {}};
  }
  return drawn(actor, printed_register(*page), page->as_of, page->title + (page->from == page->to ? page->from : page->from + "至" + page->to));
}

}  // namespace lianhu
