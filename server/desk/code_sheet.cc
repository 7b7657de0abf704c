// All categories and their codes as a sheet, out and in.

#include <algorithm>

#include "desk/audit_row.h"
#include "desk/category_desk.h"
#include "desk/code_book.h"
#include "desk/sheet_columns.h"
#include "desk/shipped.h"
#include "paper/sheet_errors.h"
#include "paper/sheet_read.h"
#include "paper/sheet_write.h"

namespace lianhu {
namespace {

constexpr std::size_t kMostItems = 300;

std::vector<SheetColumn> columns_of(const std::vector<CodeList>& lists) {
  std::vector<SheetColumn> out{{"number", "类别代码", {}, true}, {"name", "类别名称", {}, false}};
  for (const CodeList& list : lists) out.push_back({list.system, list.title, {}, false});
  return out;
}

struct Wanted {
  std::size_t row = 0;
  std::string category, system;
  std::optional<std::string> code;
};
struct Plan {
  ColumnedSheet sheet;
  std::vector<Wanted> wanted;
  CodeSheetReport report;
  std::vector<paper::RowFault> faults;
};

// "17 婚姻家庭" and 17 are one code; "" and "-": none.
std::string code_in(const std::string& text) {
  const std::string code = text.substr(0, text.find_first_of(" \t"));
  return code == "-" ? "" : code;
}

Result<Plan> plan_of(Session& session, const std::vector<CodeList>& lists, Date from, std::string_view bytes) {
  auto book = paper::read_sheets(bytes);
  if (!book) return book.error();
  auto sheet = columned(std::move(*book), columns_of(lists));
  if (!sheet) return sheet.error();
  Plan plan;
  plan.sheet = std::move(*sheet);
  const auto categories = stored_categories(session);
  std::vector<CodeBook> books;
  for (const CodeList& list : lists) books.emplace_back(session, list, from);
  std::vector<std::string> seen;
  for (std::size_t row = plan.sheet.header_rows; row < plan.sheet.sheet.rows.size(); ++row) {
    if (plan.sheet.blank(row)) continue;
    ++plan.report.rows;
    const std::string code = plan.sheet.text(row, "number");
    CodeSheetRow out{static_cast<std::int64_t>(row) + 1, code, "", {}};
    const auto category = std::find_if(categories.begin(), categories.end(), [&](const StoredCategory& one) { return one.code == code; });
    if (category == categories.end()) {
      out.faults.push_back("没有“" + code + "”这个类别代码，请用下载的表格里的代码");
    } else if (category->valid_to && *category->valid_to < from) {
      out.faults.push_back("类别“" + category->name + "”那时已停用");
    } else if (std::find(seen.begin(), seen.end(), code) != seen.end()) {
      out.faults.push_back("类别“" + category->name + "”写了两行，请删去一行");
    } else {
      seen.push_back(code);
      out.category = category->name;
      std::vector<Wanted> mine;
      for (const CodeBook& one : books) {
        if (!plan.sheet.at.contains(one.list().system)) continue;
        const std::string wanted = code_in(plan.sheet.text(row, one.list().system));
        if (!wanted.empty() && one.list().targets.empty()) {
          out.faults.push_back(one.list().title + "未取得官方编码，请先录入本地的清单");
        } else if (!wanted.empty() && one.target(wanted) == nullptr) {
          out.faults.push_back(one.list().title + "里没有编码“" + wanted + "”");
        } else if (const auto now = one.codes_on(code, from); now != (wanted.empty() ? std::vector<std::string>() : std::vector{wanted})) {
          mine.push_back({row, code, one.list().system, wanted.empty() ? std::nullopt : std::optional(wanted)});
          std::string before;
          for (const std::string& each : now) before += (before.empty() ? "" : "、") + each;
          out.what += (out.what.empty() ? "" : "；") + one.list().title + " " + (before.empty() ? "（没有）" : before) + " → " + (wanted.empty() ? "（没有）" : wanted);
        }
      }
      if (out.faults.empty()) plan.wanted.insert(plan.wanted.end(), mine.begin(), mine.end());
    }
    for (const std::string& fault : out.faults) plan.faults.push_back({row, fault});
    plan.report.faulty += out.faults.empty() ? 0 : 1;
    plan.report.changed += out.faults.empty() && !out.what.empty() ? 1 : 0;
    if ((!out.faults.empty() || !out.what.empty()) && plan.report.items.size() < kMostItems) plan.report.items.push_back(std::move(out));
  }
  std::sort(plan.report.items.begin(), plan.report.items.end(), [](const CodeSheetRow& a, const CodeSheetRow& b) { return std::pair(a.faults.empty(), a.row) < std::pair(b.faults.empty(), b.row); });
  return plan;
}

std::optional<Error> early(Date from, Date today) {
  if (from >= today) return std::nullopt;
  return invalid("invalid_fields", "只能从今天或以后起，过去的记录不改", {{"/from", "只能从今天或以后起，过去的记录不改"}});
}

}  // namespace

Result<std::string> CategoryDesk::sheet(const Actor& actor) const {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  paper::Sheet out{"类别对照"};
  const Date today = house_.now().date();
  house_.db().read([&](Session& session) {
    paper::CellRow head;
    for (const SheetColumn& column : columns_of(shipped().code_lists)) head.push_back(paper::Cell::words(column.heading));
    out.rows.push_back(std::move(head));
    std::vector<CodeBook> books;
    for (const CodeList& list : shipped().code_lists) books.emplace_back(session, list, today);
    for (const StoredCategory& category : stored_categories(session)) {
      if (category.valid_to && *category.valid_to < today) continue;
      paper::CellRow row{paper::Cell::words(category.code), paper::Cell::words(category.name)};
      for (const CodeBook& book : books) {
        const auto codes = book.codes_on(category.code, today);
        const CodeTarget* target = codes.empty() ? nullptr : book.target(codes.front());
        row.push_back(paper::Cell::words(codes.empty() ? "" : codes.front() + (target ? " " + target->name : "")));
      }
      out.rows.push_back(std::move(row));
    }
  });
  out.header_rows = 1;
  out.widths = {30, 26, 30, 30, 24, 24};
  paper::Workbook book;
  book.sheets.push_back(std::move(out));
  return paper::write_xlsx(book);
}

Result<CodeSheetReport> CategoryDesk::take_sheet(const Actor& actor, Date from, std::string_view bytes, bool write) {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  if (auto refused = early(from, house_.now().date())) return *refused;
  std::optional<Error> refusal;
  CodeSheetReport report;
  const auto job = [&](Session& session) {
    refusal.reset();
    auto plan = plan_of(session, shipped().code_lists, from, bytes);
    if (!plan) {
      refusal = plan.error();
      return;
    }
    report = std::move(plan->report);
    report.written = write;
    if (!write) return;
    for (const Wanted& one : plan->wanted) set_code(session, one.category, one.system, one.code, from);
    if (plan->wanted.empty()) return;
    insert_audit(session, house_.region(), audit_row(house_, actor.account, "code_map_changed", std::nullopt,
                                                     "按表格修改 " + std::to_string(plan->wanted.size()) + " 处对照，" + from.chinese() + "起"));
  };
  if (write) house_.db().commit(job);
  else house_.db().read(job);
  if (refusal) return *refusal;
  return report;
}

Result<std::string> CategoryDesk::answer_sheet(const Actor& actor, Date from, std::string_view bytes) const {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  std::optional<Result<Plan>> plan;
  house_.db().read([&](Session& session) { plan = plan_of(session, shipped().code_lists, from, bytes); });
  if (!*plan) return plan->error();
  Plan& held = **plan;
  paper::Workbook book;
  book.sheets.push_back(paper::with_errors(std::move(held.sheet.sheet), held.sheet.header_rows, held.faults));
  return paper::write_xlsx(book);
}

}  // namespace lianhu
