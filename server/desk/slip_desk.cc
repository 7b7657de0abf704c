#include "desk/slip_desk.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "desk/matter_desk.h"
#include "desk/paper_fill.h"
#include "desk/reference_desk.h"
#include "desk/sheet_columns.h"
#include "paper/sheet_read.h"
#include "paper/sheet_write.h"
#include "rules/draft.h"
#include "rules/permit.h"
#include "rules/reference.h"
#include "store/change_store.h"
#include "store/matter_store.h"
#include "store/reference_store.h"
#include "store/reply_store.h"

namespace lianhu {
namespace {

constexpr int kMostSent = 5'000, kDays = 730;
constexpr std::size_t kMostNumber = 60, kMostState = 60, kMostResult = 1000;

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

Result<const OtherSystem*> slip_system(const House& house, const std::string& id) {
  const OtherSystem* system = system_of(house.other_systems(), id);
  if (!system || !system->slips) return invalid("invalid_fields", "这个系统不用联系单往来，请从列表中选择", {{"/system", "请从列表中选择"}});
  return system;
}

// The body as a letter names it.
std::string addressee(const House& house, const OtherSystem& system) {
  for (const auto& [id, name] : {std::pair{"court", "人民法院"}, std::pair{"procuratorate", "人民检察院"}, std::pair{"police", "公安局"}}) {
    if (system.id == id) return house.county().name + name;
  }
  return system.title;
}

struct SentOut {
  ExternalReference reference;
  const MatterFile* head;
};

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

struct SlipPlan {
  ColumnedSheet sheet;
  struct Row {
    std::size_t row = 0;
    std::optional<ExternalReference> before;
    ExternalReference now;
    std::string number, matter_number;
    std::vector<CellFaultRow> faults;
    bool changed = false;
  };
  std::vector<Row> rows;
  std::map<std::string, MatterFile> heads;
};

class SlipReader {
 public:
  SlipReader(const House& house, const Actor& actor, const OtherSystem& system, SlipPlan& plan) : house_(house), actor_(actor), system_(system), plan_(plan) {
    bool more = false;
    for (SentOut& one : load_sent(house, actor, system.id, plan.heads, more)) {
      by_ours_[one.head->matter.number].push_back(one.reference);
      by_number_.emplace(one.reference.number, std::move(one.reference));
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
      if (const paper::Cell* cell = plan_.sheet.cell(r, "due"); cell && !trim(cell->shown()).empty()) {
        const auto due = moment_in(*cell);
        if (!due) {
          fault(row, "due", "期限不是日期，请写成 2026-11-25 的样子");
        } else if (!row.now.due_at || row.now.due_at->date() != due->day) {
          row.now.due_at = end_of(due->day);
          row.now.due_reason.reset();
        }
      }
      row.changed = row.now.number != before->number || row.now.state != before->state || row.now.result != before->result || row.now.due_at != before->due_at;
      if (row.now.number != before->number) {
        if (auto refused = refuse_known(house_, actor_, row.now, "number")) fault(row, "number", refused->message);
      }
    }
    plan_.rows.push_back(std::move(row));
  }

  const House& house_;
  const Actor& actor_;
  const OtherSystem& system_;
  SlipPlan& plan_;
  std::map<std::string, std::vector<ExternalReference>> by_ours_;
  std::map<std::string, ExternalReference> by_number_;
  std::set<std::string> seen_;
};

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

ImportReport report_of(const OtherSystem& system, const SlipPlan& plan, bool written) {
  ImportReport out;
  out.system = system.id;
  out.system_title = system.title;
  out.written = written;
  out.notes = plan.sheet.notes;
  out.rows = static_cast<std::int64_t>(plan.rows.size());
  for (const bool faulty : {true, false}) {
    for (const SlipPlan::Row& row : plan.rows) {
      if (row.faults.empty() == faulty) continue;
      ++(faulty ? out.faulty : row.changed ? out.changed : out.known);
      if (out.items.size() >= kMostShown) continue;
      ImportRow view;
      view.row = static_cast<std::int64_t>(row.row) + 1;
      view.number = row.number;
      view.outcome = faulty ? "faulty" : row.changed ? "changed" : "known";
      view.outcome_title = faulty ? (written ? "有错误，没有登记" : "有错误，不登记") : row.changed ? (written ? "已更新" : "更新进度和结果") : "没有变化";
      if (row.before) {
        view.matter = row.before->matter.text;
        view.matter_number = row.matter_number;
        if (row.now.due_at) view.due_on = row.now.due_at->date();
      }
      view.faults = row.faults;
      out.items.push_back(std::move(view));
    }
  }
  return out;
}

std::string told(const House& house, const ExternalReference& before, const ExternalReference& now) {
  std::string text = reference_name(house, now);
  if (now.number != before.number) text += "（原登记 " + before.number + "）";
  if (now.state && now.state != before.state) text += "，" + *now.state;
  if (now.due_at && now.due_at != before.due_at) text += "，期限" + now.due_at->date().chinese();
  if (now.result && now.result != before.result) text += "，已告知结果";
  return text;
}

}  // namespace

Result<SlipList> SlipDesk::sent(const Actor& actor, const std::string& id) const {
  const auto system = slip_system(house_, id);
  if (!system) return system.error();
  SlipList out;
  out.as_of = house_.now();
  std::map<std::string, MatterFile> heads;
  for (const SentOut& one : load_sent(house_, actor, id, heads, out.more)) {
    const ExternalReference& r = one.reference;
    SlipRow row{r.id, r.number, r.matter.text, one.head->matter.number, one.head->matter.title, r.received_at.date(), {}, r.state, r.result, false};
    if (r.due_at) row.due_on = r.due_at->date();
    row.overdue = !(*system)->independent && r.due_at && !r.result && *r.due_at < out.as_of;
    out.items.push_back(std::move(row));
  }
  log_access(house_, actor, nullptr, "list", "转出的事项：" + (*system)->title);
  return out;
}

Result<std::string> SlipDesk::sheet(const Actor& actor, const std::string& id) const {
  const auto system = slip_system(house_, id);
  if (!system) return system.error();
  paper::Sheet out;
  out.name = "联系单";
  out.header_rows = 1;
  out.landscape = out.ruled = true;
  out.rows.emplace_back();
  for (const SheetColumn& column : slip_columns()) {
    out.rows[0].push_back(paper::Cell::words(column.heading));
    out.widths.push_back(column.field == "title" || column.field == "result" ? 40 : column.field == "due" || column.field == "sent" || column.field == "state" ? 14 : 24);
  }
  bool more = false;
  std::map<std::string, MatterFile> heads;
  for (const SentOut& one : load_sent(house_, actor, id, heads, more)) {
    const ExternalReference& r = one.reference;
    if (r.result) continue;  // they have told how it ended
    // A sealed matter goes by its number alone.
    const bool plain = one.head->matter.seal == Seal::open;
    out.rows.push_back({paper::Cell::words(one.head->matter.number), paper::Cell::words(r.number), paper::Cell::words(plain ? one.head->matter.title : "（不公开）"),
                        paper::Cell::day(r.received_at.date()), r.due_at ? paper::Cell::day(r.due_at->date()) : paper::Cell{},
                        paper::Cell::words(r.state.value_or("")), paper::Cell{}});
  }
  log_access(house_, actor, nullptr, "export", "联系单：" + (*system)->title);
  return paper::write_xlsx({{std::move(out)}, {}});
}

Result<ImportReport> SlipDesk::examine(const Actor& actor, const std::string& id, std::string_view bytes) const {
  const auto system = slip_system(house_, id);
  if (!system) return system.error();
  const auto plan = plan_slips(house_, actor, **system, bytes);
  if (!plan) return plan.error();
  return report_of(**system, *plan, false);
}

Result<ImportReport> SlipDesk::take_in(const Entry& entry, const std::string& id, std::string_view bytes) const {
  const auto system = slip_system(house_, id);
  if (!system) return system.error();
  const auto before = replayed(house_, entry);
  if (before && !*before) return before->error();
  auto plan = plan_slips(house_, entry.actor, **system, bytes);
  if (!plan) return plan.error();
  std::map<std::string, std::vector<SlipPlan::Row*>> by_matter;
  for (SlipPlan::Row& row : plan->rows) {
    if (row.faults.empty() && row.changed) by_matter[row.before->matter.text].push_back(&row);
  }
  const auto stand_now = stand(house_);
  std::vector<Change> changes;
  for (const auto& [matter, rows] : by_matter) {
    ReferenceAct act{"slip_returned", "对方告知进度", "", {}, {}};
    for (const SlipPlan::Row* row : rows) {
      act.text += (act.text.empty() ? "" : "；") + told(house_, *row->before, row->now);
      act.changed.push_back(row->now);
    }
    changes.push_back(reference_change(plan->heads.at(matter), entry.actor, std::move(act), stand_now->ground));
  }
  const auto written = save_many(house_, entry, std::move(changes));
  std::size_t i = 0;
  for (const auto& [matter, rows] : by_matter) {
    const Result<Written>& one = written[i++];
    if (one) continue;
    for (SlipPlan::Row* row : rows) row->faults.push_back({"", "", one.error().message});
  }
  if (!entry.client_key.empty() && !before) {
    const Replay replay{entry.actor.key(), entry.route, entry.client_key, entry.body_sha256, 200, "slips", house_.now()};
    house_.db().commit([&](Session& session) { save_replay(session, house_.region(), replay); });
  }
  return report_of(**system, *plan, true);
}

Result<Written> SlipDesk::issue(const Entry& entry, const MatterId& id, const std::string& reference_id) const {
  return past_the_clock(house_, entry, id, [&]() -> Result<Written> {
    const auto whole = load_matter(house_, id);
    if (!whole || !may(entry.actor, Action::know, {whole->file})) return not_found();
    const MatterFile& file = whole->file;
    if (const auto again = replayed(house_, entry)) return *again;
    if (entry.if_version && *entry.if_version != file.matter.acted_version) {
      return conflict("stale_version", "事项刚刚有了变化，请刷新后再办理；您填写的内容不会丢失");
    }
    if (!may_refer(entry.actor, file)) return forbidden("not_yours", "联系单由分流岗出具");
    const auto found = std::find_if(file.external.begin(), file.external.end(), [&](const ExternalReference& r) { return r.id == reference_id; });
    if (found == file.external.end()) return not_found();
    const OtherSystem* system = system_of(house_.other_systems(), found->system);
    const bool out = found->direction == "out";
    if (system && !out && system->id == "court" && file.matter.open) return conflict("still_open", "事项还没有办结，办结后再出退回函");
    const auto paper = slip_title(house_, file, *found);
    if (!paper) return invalid("invalid_fields", "只有转往法院、检察院、公安等单位的事项出联系单，法院委派、委托的出退回函", {{"/reference", "请另选一个编号"}});
    const auto stand_now = stand(house_);
    ReferenceAct act{out ? "slip_issued" : "return_issued", out ? "出具联系单" : "出具退回函", reference_name(house_, *found), {}, {}};
    Change change = reference_change(file, entry.actor, std::move(act), stand_now->ground);
    Document document;
    document.id = DocumentId{house_.ids().text()};
    document.matter = id;
    document.proceeding = leading(file).id;
    document.paper = out ? "contact_slip" : "court_return";
    document.title = *paper;
    document.audience = Audience::handling;
    document.made_by = entry.actor.account;
    document.made_at = house_.now();
    paper::Fields facts = paper_facts(house_, file, change, document, stand_now->ground);
    facts["to"] = addressee(house_, *system);
    facts["their_number"] = found->number;
    if (file.matter.seal != Seal::open) facts["title"] = std::string("（不公开事项，以编号为准）");
    facts["came"] = found->received_at.date();
    if (found->due_at) facts["their_due"] = found->due_at->date();
    if (!out) {
      std::map<std::string, std::string> results;
      house_.db().read([&](Session& session) { results = told_results(session, house_.region(), {id.text}); });
      facts["ended"] = file.matter.closed_at.value_or(house_.now()).date();
      facts["state"] = file.matter.close_kind ? title(*file.matter.close_kind) : file.matter.status_title;
      if (const auto told_result = results.find(id.text); told_result != results.end()) facts["result"] = told_result->second;
    }
    if (auto filled = fill_document(house_, facts, document); !filled) return filled.error();
    change.documents.push_back(std::move(document));
    return save(house_, entry, std::move(change));
  });
}

}  // namespace lianhu
