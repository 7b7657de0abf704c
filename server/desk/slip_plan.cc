#include "desk/slip_plan.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "desk/reference_desk.h"
#include "paper/sheet_read.h"
#include "rules/permit.h"
#include "rules/reference.h"
#include "store/matter_store.h"
#include "store/reference_store.h"

namespace lianhu {
namespace {

constexpr int kMostSent = 5'000, kDays = 730;
constexpr std::size_t kMostNumber = 60, kMostState = 60, kMostResult = 1000;

class SlipReader {
 public:
  SlipReader(const House& house, const Actor& actor, const OtherSystem& system, SlipPlan& plan) : house_(house), actor_(actor), system_(system), plan_(plan) {
    bool more = false;
    for (SentOut& one : load_sent(house, actor, system.id, plan.heads, more)) {
      by_ours_[one.head->matter.number].push_back(one.reference);
      by_number_.emplace(one.reference.number, std::move(one.reference));
    }
    for (Stub& stub : open_stubs(house, actor, system.id)) {
      std::string number = stub.number;
      stubs_.emplace(std::move(number), std::move(stub));
    }
  }

  void run() {
    for (std::size_t r = plan_.sheet.header_rows; r < plan_.sheet.sheet.rows.size(); ++r) {
      if (!plan_.sheet.blank(r)) read(r);
    }
  }

 private:
  void fault(SlipPlan::Row& row, std::string_view field, std::string message) {
    const auto at = plan_.sheet.at.find(field);
    std::string heading;
    for (const SheetColumn& column : slip_columns()) {
      if (column.field == field) heading = column.heading;
    }
    row.faults.push_back({at == plan_.sheet.at.end() ? "" : paper::cell_name(row.row, at->second), heading, std::move(message)});
  }

  std::string words(SlipPlan::Row& row, std::string_view field, std::size_t most, Lines lines = Lines::one) {
    const paper::Cell* cell = plan_.sheet.cell(row.row, field);
    if (!cell || cell->empty()) return {};
    if (cell->fault != paper::CellFault::none) {
      fault(row, field, std::string(paper::cell_fault_message(cell->fault)));
      return {};
    }
    std::string text = tidy(cell->shown());
    if (const auto unfit = text_fault(text, lines)) {
      fault(row, field, std::string(text_fault_message(*unfit)));
      return {};
    }
    if (count_chars(text) > most) fault(row, field, "最多 " + std::to_string(most) + " 字，请缩短");
    return text;
  }

  // By our number first: that is how a body that has just given a number of its own tells it.
  const ExternalReference* meant(SlipPlan::Row& row, const std::string& ours) {
    if (!ours.empty()) {
      const auto found = by_ours_.find(ours);
      if (found == by_ours_.end()) {
        fault(row, "ours", "没有转往" + system_.title + "的这件事项，请核对编号");
        return nullptr;
      }
      for (const ExternalReference& r : found->second) {
        if (r.number == row.number || found->second.size() == 1) return &r;
      }
      fault(row, "number", "这件事项转往" + system_.title + "不止一次，请填写原来的对方编号");
      return nullptr;
    }
    const auto found = by_number_.find(row.number);
    if (found != by_number_.end()) return &found->second;
    fault(row, "number", row.number.empty() ? "没有填写对方编号，请补上" : "没有转往" + system_.title + "的这个编号，请核对，或填写综治中心编号");
    return nullptr;
  }

  void read(std::size_t r) {
    SlipPlan::Row row;
    row.row = r;
    row.number = normal_number(words(row, "number", kMostNumber));
    const std::string ours = words(row, "ours", kMostNumber);
    if (const auto stub = stubs_.find(row.number); ours.empty() && stub != stubs_.end() && !by_number_.contains(row.number)) {
      read_stub(row, stub->second);
      plan_.rows.push_back(std::move(row));
      return;
    }
    const ExternalReference* before = row.faults.empty() ? meant(row, ours) : nullptr;
    if (before) {
      row.before = *before;
      row.now = *before;
      row.matter_number = plan_.heads.at(before->matter.text).matter.number;
      if (!row.number.empty()) row.now.number = row.number;
      row.number = row.now.number;
      if (!seen_.insert(before->id).second) fault(row, "number", "同一件写了两行，请只留一行");
      if (const std::string state = words(row, "state", kMostState); !state.empty()) row.now.state = state;
      if (const std::string result = words(row, "result", kMostResult, Lines::many); !result.empty()) row.now.result = result;
      if (const auto due = due_day(row); due && (!row.now.due_at || row.now.due_at->date() != *due)) {
        row.now.due_at = end_of(*due);
        row.now.due_reason.reset();
      }
      row.changed = row.now.number != before->number || row.now.state != before->state || row.now.result != before->result || row.now.due_at != before->due_at;
      if (row.now.number != before->number) {
        if (auto refused = refuse_known(house_, actor_, row.now, "number")) fault(row, "number", refused->message);
      }
    }
    plan_.rows.push_back(std::move(row));
  }

  // Of what is held elsewhere only state, day and a word of the end are kept.
  void read_stub(SlipPlan::Row& row, const Stub& before) {
    if (!seen_.insert(before.id).second) fault(row, "number", "同一件写了两行，请只留一行");
    Stub now = before;
    if (const std::string state = words(row, "state", kMostState); !state.empty()) {
      if (std::string bad = state_fault(state); !bad.empty()) fault(row, "state", std::move(bad));
      now.state = state;
    }
    if (const auto due = due_day(row)) now.due_day = *due;
    row.told = stub_changes(before, now);
    if (const std::string result = words(row, "result", kMostResult, Lines::many); !result.empty()) {
      std::string titles;
      for (const StubOutcome& one : stub_outcomes) {
        titles += (titles.empty() ? "" : "、") + std::string(one.title);
        if (result == one.title) now.outcome = one.word;
      }
      if (now.outcome) {
        now.ended_day = house_.now().date();
        row.told += (row.told.empty() ? "" : "；") + std::string("办结：") + result;
      } else {
        fault(row, "result", "这个编号是存根，结果只能写：" + titles);
      }
    }
    row.changed = !row.told.empty();
    ++now.version;
    row.stub = std::move(now);
  }

  std::optional<Date> due_day(SlipPlan::Row& row) {
    const paper::Cell* cell = plan_.sheet.cell(row.row, "due");
    if (!cell || trim(cell->shown()).empty()) return std::nullopt;
    const auto due = moment_in(*cell);
    if (!due) {
      fault(row, "due", "期限不是日期，请写成 2026-11-25 的样子");
      return std::nullopt;
    }
    return due->day;
  }

  const House& house_;
  const Actor& actor_;
  const OtherSystem& system_;
  SlipPlan& plan_;
  std::map<std::string, Stub> stubs_;
  std::map<std::string, std::vector<ExternalReference>> by_ours_;
  std::map<std::string, ExternalReference> by_number_;
  std::set<std::string> seen_;
};

}  // namespace

const std::vector<SheetColumn>& slip_columns() {
  static const std::vector<SheetColumn> columns{{"ours", "综治中心编号", {"本中心编号", "我方编号"}, false},
                                                {"number", "对方编号", {"编号", "案号", "诉前调号", "受理号", "警情编号", "案件编号"}, true},
                                                {"title", "事项", {"事项名称"}, false},
                                                {"sent", "转出日期", {"移送日期"}, false},
                                                {"due", "期限", {"到期日期", "办理期限", "审理期限"}, false},
                                                {"state", "办理状态", {"进度", "状态"}, false},
                                                {"result", "办理结果", {"结果"}, false}};
  return columns;
}

std::vector<SentOut> load_sent(const House& house, const Actor& actor, const std::string& system, std::map<std::string, MatterFile>& heads, bool& more) {
  std::vector<SentOut> out;
  const Date today = house.now().date();
  house.db().read([&](Session& session) {
    auto rows = references_received(session, house.region(), system, "out", Time::at(today.plus(-kDays)), Time::at(today.plus(1)), std::nullopt, kMostSent + 1);
    more = rows.size() > static_cast<std::size_t>(kMostSent);
    if (more) rows.pop_back();
    std::vector<std::string> ids;
    for (const ExternalReference& r : rows) ids.push_back(r.matter.text);
    heads = load_matter_heads(session, house.region(), ids);
    for (ExternalReference& r : rows) {
      const auto head = heads.find(r.matter.text);
      if (head != heads.end() && may_refer(actor, head->second)) out.push_back({std::move(r), &head->second});
    }
  });
  return out;
}

Result<SlipPlan> plan_slips(const House& house, const Actor& actor, const OtherSystem& system, std::string_view bytes) {
  auto book = paper::read_sheets(bytes);
  if (!book) return book.error();
  auto sheet = columned(std::move(*book), slip_columns());
  if (!sheet) return sheet.error();
  SlipPlan plan;
  plan.sheet = std::move(*sheet);
  SlipReader(house, actor, system, plan).run();
  return plan;
}

}  // namespace lianhu
