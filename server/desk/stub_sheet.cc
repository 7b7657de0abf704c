// Sheets of stubs: a body that does not log in sends a list of what it has, and we keep number, state, day and place.

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "desk/place_finder.h"
#include "desk/reference_desk.h"
#include "desk/sheet_columns.h"
#include "desk/stub_desk.h"
#include "paper/sheet_read.h"
#include "paper/sheet_write.h"
#include "rules/reference.h"
#include "store/change_store.h"
#include "store/reference_store.h"
#include "store/stub_store.h"

namespace lianhu {
namespace {

const std::vector<SheetColumn>& stub_columns() {
  static const std::vector<SheetColumn> columns{{"number", "对方编号", {"编号", "案号", "案件编号", "受理号", "警情编号", "公安编号", "诉前调号", "工单编号"}, true},
                                                {"place", "乡镇和村", {"属地", "地点", "乡镇", "所属区域"}, true},
                                                {"state", "办理状态", {"进度", "状态"}, false},
                                                {"due", "期限", {"到期日期", "办理期限", "审理期限"}, false},
                                                {"heard", "得知日期", {"收到日期", "登记日期"}, false}};
  return columns;
}

struct StubRow {
  std::size_t row = 0;
  std::string outcome = "fresh";
  Stub stub;
  std::string change;  // what differs
  std::vector<CellFaultRow> faults;
};

struct StubPlan {
  ColumnedSheet sheet;
  std::vector<StubRow> rows;
};

class StubReader {
 public:
  StubReader(const House& house, const Actor& actor, std::string system, StubPlan& plan)
      : house_(house), actor_(actor), system_(std::move(system)), plan_(plan), places_(house) {}

  void run() {
    for (std::size_t r = plan_.sheet.header_rows; r < plan_.sheet.sheet.rows.size(); ++r) {
      if (!plan_.sheet.blank(r)) read(r);
    }
    meet_known();
  }

 private:
  void fault(StubRow& row, std::string_view field, std::string message) {
    const auto at = plan_.sheet.at.find(field);
    std::string heading;
    for (const SheetColumn& column : stub_columns()) {
      if (column.field == field) heading = column.heading;
    }
    row.faults.push_back({at == plan_.sheet.at.end() ? "" : paper::cell_name(row.row, at->second), heading, std::move(message)});
  }

  std::string words(StubRow& row, std::string_view field, std::size_t most) {
    const paper::Cell* cell = plan_.sheet.cell(row.row, field);
    if (!cell || cell->empty()) return {};
    if (cell->fault != paper::CellFault::none) {
      fault(row, field, std::string(paper::cell_fault_message(cell->fault)));
      return {};
    }
    std::string text = tidy(cell->shown());
    if (const auto bad = text_fault(text, Lines::one)) {
      fault(row, field, std::string(text_fault_message(*bad)));
      return {};
    }
    if (count_chars(text) > most) fault(row, field, "最多 " + std::to_string(most) + " 字，请缩短");
    return text;
  }

  std::optional<Date> day(StubRow& row, std::string_view field) {
    const paper::Cell* cell = plan_.sheet.cell(row.row, field);
    if (!cell || trim(cell->shown()).empty()) return std::nullopt;
    const auto found = moment_in(*cell);
    if (!found) {
      fault(row, field, "不是日期，请写成 2026-11-25 的样子");
      return std::nullopt;
    }
    return found->day;
  }

  void read(std::size_t r) {
    StubRow row;
    row.row = r;
    row.stub.system = system_;
    row.stub.number = normal_number(words(row, "number", 60));
    if (row.stub.number.empty()) fault(row, "number", "没有填写对方编号，请补上");
    const Date today = house_.now().date();
    row.stub.heard_day = day(row, "heard").value_or(today);
    if (today < row.stub.heard_day || row.stub.heard_day < today.plus(-400)) fault(row, "heard", "得知日期不能晚于今天，也不能早于一年前");
    row.stub.due_day = day(row, "due");
    if (row.stub.due_day && (today.plus(3 * 366) < *row.stub.due_day || *row.stub.due_day < today.plus(-800))) fault(row, "due", "期限太早或太晚，请核对");
    if (const std::string state = words(row, "state", 60); !state.empty()) {
      if (std::string bad = state_fault(state); !bad.empty()) fault(row, "state", std::move(bad));
      row.stub.state = state;
    }
    const std::string where = words(row, "place", 200);
    if (where.empty()) {
      fault(row, "place", "没有填写乡镇和村，请补上");
    } else if (const auto found = places_.find(where); !found) {
      fault(row, "place", found.error().message);
    } else {
      row.stub.place = (*found)->id;
      row.stub.place_path = (*found)->path;
      row.stub.place_name = (*found)->full_name;
      if (!keeps_stub(actor_, (*found)->path)) fault(row, "place", (*found)->full_name + "不在您的管辖范围，请由县综治中心导入");
    }
    if (const auto [at, first] = first_with_.emplace(row.stub.number, r + 1); !first && !row.stub.number.empty()) {
      fault(row, "number", "与第 " + std::to_string(at->second) + " 行的编号相同，请只留一行");
    }
    plan_.rows.push_back(std::move(row));
  }

  void meet_known() {
    std::vector<std::string> numbers;
    for (const StubRow& row : plan_.rows) {
      if (!row.stub.number.empty()) numbers.push_back(row.stub.number);
    }
    std::map<std::string, ExternalReference> ours;
    std::map<std::string, Stub> known;
    house_.db().read([&](Session& session) {
      ours = find_references(session, house_.region(), system_, numbers);
      known.clear();
      for (Stub& stub : stubs_numbered(session, house_.region(), system_, numbers)) {
        std::string number = stub.number;
        known.emplace(std::move(number), std::move(stub));
      }
    });
    for (StubRow& row : plan_.rows) {
      if (const auto at = ours.find(row.stub.number); at != ours.end()) {
        ExternalReference as;
        as.system = system_;
        as.number = row.stub.number;
        if (auto refused = refuse_known(house_, actor_, as, "number")) fault(row, "number", refused->message);
      } else if (const auto before = known.find(row.stub.number); before != known.end()) {
        meet(row, before->second);
      }
      if (!row.faults.empty()) row.outcome = "faulty";
    }
  }

  // What the sheet does not say stays.
  void meet(StubRow& row, const Stub& before) {
    if (!keeps_stub(actor_, before.place_path)) {
      fault(row, "number", "这个编号已经有存根，不在您的管辖范围内，请与县综治中心核对");
      return;
    }
    Stub now = before;
    if (row.stub.state) now.state = row.stub.state;
    if (row.stub.due_day) now.due_day = row.stub.due_day;
    row.change = stub_changes(before, now);
    row.outcome = row.change.empty() ? "known" : "changed";
    if (before.outcome && !row.change.empty()) fault(row, "number", "这条存根已经办结；有变化的，请先恢复");
    ++now.version;
    row.stub = std::move(now);
  }

  const House& house_;
  const Actor& actor_;
  std::string system_;
  StubPlan& plan_;
  PlaceFinder places_;
  std::map<std::string, std::size_t> first_with_;
};

Result<StubPlan> plan_stubs(const House& house, const Actor& actor, const std::string& system, std::string_view bytes) {
  if (!system_of(house.other_systems(), system)) return invalid("invalid_fields", "没有这个系统，请从列表中选择", {{"/system", "请从列表中选择"}});
  auto book = paper::read_sheets(bytes);
  if (!book) return book.error();
  auto sheet = columned(std::move(*book), stub_columns());
  if (!sheet) return sheet.error();
  StubPlan plan;
  plan.sheet = std::move(*sheet);
  StubReader(house, actor, system, plan).run();
  return plan;
}

ImportReport report_of(const House& house, const std::string& system, const StubPlan& plan, bool written) {
  ImportReport out;
  out.system = system;
  if (const OtherSystem* known = system_of(house.other_systems(), system)) out.system_title = known->title;
  out.written = written;
  out.notes = plan.sheet.notes;
  out.rows = static_cast<std::int64_t>(plan.rows.size());
  for (const bool faulty : {true, false}) {
    for (const StubRow& row : plan.rows) {
      if ((row.outcome == "faulty") != faulty) continue;
      ++(faulty ? out.faulty : row.outcome == "fresh" ? out.fresh : row.outcome == "changed" ? out.changed : out.known);
      if (out.items.size() >= kMostShown) continue;
      ImportRow view;
      view.row = static_cast<std::int64_t>(row.row) + 1;
      view.number = row.stub.number;
      view.outcome = row.outcome;
      view.outcome_title = faulty                     ? (written ? "有错误，没有登记" : "有错误，不登记")
                           : row.outcome == "fresh"   ? (written ? "已登记存根" : "登记存根")
                           : row.outcome == "changed" ? (written ? "已更新" : "更新状态和期限")
                                                      : "没有变化";
      if (!row.stub.place_name.empty()) view.place_name = row.stub.place_name;
      view.received_on = row.stub.heard_day;
      view.due_on = row.stub.due_day;
      view.faults = row.faults;
      out.items.push_back(std::move(view));
    }
  }
  return out;
}

}  // namespace

Result<ImportReport> StubDesk::examine(const Actor& actor, const std::string& system, std::string_view bytes) const {
  const auto plan = plan_stubs(house_, actor, system, bytes);
  if (!plan) return plan.error();
  return report_of(house_, system, *plan, false);
}

Result<ImportReport> StubDesk::take_in(const Entry& entry, const std::string& system, std::string_view bytes) const {
  const auto before = replayed(house_, entry);
  if (before && !*before) return before->error();
  auto plan = plan_stubs(house_, entry.actor, system, bytes);
  if (!plan) return plan.error();
  for (StubRow& row : plan->rows) {
    if (row.outcome != "fresh" && row.outcome != "changed") continue;
    const bool fresh = row.outcome == "fresh";
    if (fresh) {
      row.stub.id = house_.ids().text();
      row.stub.entered_at = house_.now();
    }
    const StubEvent told = stub_told(house_, entry.actor, row.stub, fresh ? "按表格登记存根" + (row.stub.state ? "，" + *row.stub.state : std::string()) : "按表格更新：" + row.change);
    bool saved = false;
    try {
      house_.db().commit([&](Session& session) {
        saved = true;
        if (fresh) {
          insert_stub(session, house_.region(), row.stub, told);
        } else {
          saved = change_stub(session, house_.region(), row.stub, told);
        }
      });
    } catch (const DuplicateKey&) {
      saved = false;
    }
    if (saved) continue;
    row.outcome = "faulty";
    row.faults.push_back({"", "", "这个编号刚刚有了变化，请再核对一次"});
  }
  if (!entry.client_key.empty() && !before) {
    const Replay replay{entry.actor.key(), entry.route, entry.client_key, entry.body_sha256, 200, "stubs", house_.now()};
    house_.db().commit([&](Session& session) { save_replay(session, house_.region(), replay); });
  }
  return report_of(house_, system, *plan, true);
}

Result<std::string> StubDesk::template_sheet(const std::string& system) const {
  if (!system_of(house_.other_systems(), system)) return invalid("invalid_fields", "没有这个系统，请从列表中选择", {{"/system", "请从列表中选择"}});
  OtherSystem blank;
  blank.columns = stub_columns();
  return paper::write_xlsx(template_of(blank));
}

}  // namespace lianhu
