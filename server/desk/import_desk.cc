#include "desk/import_desk.h"

#include <algorithm>

#include "desk/import_plan.h"
#include "desk/matter_desk.h"
#include "desk/reference_desk.h"
#include "paper/sheet_errors.h"
#include "paper/sheet_write.h"
#include "rules/court_term.h"
#include "rules/reference.h"
#include "store/change_store.h"
#include "store/matter_store.h"
#include "store/reference_store.h"

namespace lianhu {
namespace {

constexpr std::string_view kResultColumn = "处理结果";

struct OutcomeWords {
  RowOutcome outcome;
  const char *word, *planned, *done;
};
constexpr OutcomeWords kOutcomes[] = {{RowOutcome::fresh, "fresh", "登记新事项", "已登记"},
                                      {RowOutcome::attached, "attached", "并入已有事项", "已并入"},
                                      {RowOutcome::changed, "changed", "更新对方期限", "已更新对方期限"},
                                      {RowOutcome::known, "known", "已经登记过，不再登记", "已经登记过"},
                                      {RowOutcome::faulty, "faulty", "有错误，不登记", "有错误，没有登记"}};

const OutcomeWords& words_of(RowOutcome outcome) {
  for (const OutcomeWords& one : kOutcomes) {
    if (one.outcome == outcome) return one;
  }
  return kOutcomes[4];
}

std::vector<CellFaultRow> faults_of(const ImportPlan& plan, const PlannedRow& row) {
  std::vector<CellFaultRow> out;
  for (const RowTrouble& trouble : row.troubles) {
    const auto at = plan.sheet.at.find(trouble.field);
    const SheetColumn* column = plan.system->column(trouble.field);
    out.push_back({at == plan.sheet.at.end() ? "" : paper::cell_name(row.row, at->second), column ? column->heading : "", trouble.message});
  }
  return out;
}

std::map<std::string, std::string> numbers_of(const House& house, const ImportPlan& plan) {
  std::vector<std::string> ids;
  for (const PlannedRow& row : plan.rows) {
    if (row.matter) ids.push_back(row.matter->text);
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  std::map<std::string, std::string> out;
  house.db().read([&](Session& session) { out = matter_numbers(session, house.region(), ids); });
  return out;
}

ImportReport report_of(const House& house, const ImportPlan& plan, bool written) {
  ImportReport out;
  out.system = plan.system->id;
  out.system_title = plan.system->title;
  out.written = written;
  out.rows = static_cast<std::int64_t>(plan.rows.size());
  out.notes = plan.sheet.notes;
  if (!plan.sheet.unknown.empty()) {
    std::string note = "没有读这些列：";
    for (std::size_t i = 0; i < plan.sheet.unknown.size(); ++i) note += (i ? "、" : "") + plan.sheet.unknown[i];
    out.notes.push_back(note);
  }
  const auto numbers = numbers_of(house, plan);
  for (const bool faulty : {true, false}) {
    for (const PlannedRow& row : plan.rows) {
      if ((row.outcome == RowOutcome::faulty) != faulty) continue;
      std::int64_t& count = row.outcome == RowOutcome::fresh      ? out.fresh
                            : row.outcome == RowOutcome::attached ? out.attached
                            : row.outcome == RowOutcome::changed  ? out.changed
                            : row.outcome == RowOutcome::known    ? out.known
                                                                  : out.faulty;
      ++count;
      if (out.items.size() >= kMostShown) continue;
      const OutcomeWords& words = words_of(row.outcome);
      ImportRow view;
      view.row = static_cast<std::int64_t>(row.row) + 1;
      view.number = row.reference.number;
      view.outcome = words.word;
      view.outcome_title = written ? words.done : words.planned;
      if (!row.title.empty()) view.title = row.title;
      if (!row.place_name.empty()) view.place_name = row.place_name;
      if (row.reference.received_at.ms != 0) view.received_on = row.reference.received_at.date();
      if (row.reference.due_at) view.due_on = row.reference.due_at->date();
      if (row.matter) {
        view.matter = row.matter->text;
        if (const auto number = numbers.find(row.matter->text); number != numbers.end()) view.matter_number = number->second;
      }
      view.faults = faults_of(plan, row);
      out.items.push_back(std::move(view));
    }
  }
  return out;
}

void fail(PlannedRow& row, const Error& error) {
  row.outcome = RowOutcome::faulty;
  row.matter.reset();
  row.troubles.push_back({error.code == "reference_known" ? "number" : "", error.message});
}

void write_fresh(const House& house, const Entry& entry, ImportPlan& plan) {
  std::vector<PlannedRow*> rows;
  std::vector<Change> changes;
  for (PlannedRow& row : plan.rows) {
    if (row.outcome != RowOutcome::fresh) continue;
    auto change = prepare_intake(house, entry.actor, std::move(*row.intake), plan.sites.at(row.site));
    if (!change) {
      fail(row, change.error());
      continue;
    }
    rows.push_back(&row);
    changes.push_back(std::move(*change));
  }
  const auto written = save_many(house, entry, std::move(changes));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (written[i]) {
      rows[i]->matter = written[i]->matter;
    } else {
      fail(*rows[i], written[i].error());
    }
  }
}

// What belongs to a matter that this sheet began, now that it has one.
void join_fresh(ImportPlan& plan) {
  for (PlannedRow& row : plan.rows) {
    if (row.outcome != RowOutcome::attached || !row.with) continue;
    const PlannedRow& begun = plan.rows[*row.with];
    if (!begun.matter) {
      fail(row, conflict("not_begun", "同一张表里的“" + begun.reference.number + "”没有登记成功，请改好后再一起登记"));
      continue;
    }
    row.matter = begun.matter;
    row.reference.matter = *begun.matter;
  }
}

// Rows of one matter go into one change of it.
void write_known(const House& house, const Entry& entry, ImportPlan& plan) {
  std::map<std::string, std::vector<PlannedRow*>> by_matter;
  for (PlannedRow& row : plan.rows) {
    if (row.outcome == RowOutcome::attached || row.outcome == RowOutcome::changed) by_matter[row.matter->text].push_back(&row);
  }
  std::vector<std::string> ids;
  for (const auto& [id, rows] : by_matter) ids.push_back(id);
  std::map<std::string, MatterFile> heads;
  house.db().read([&](Session& session) { heads = load_matter_heads(session, house.region(), ids); });
  const auto stand_now = stand(house);
  std::vector<Change> changes;
  for (const auto& [id, rows] : by_matter) {
    ReferenceAct act{"reference_added", "登记对方编号", "", {}, {}};
    for (const PlannedRow* row : rows) {
      const bool added = row->outcome == RowOutcome::attached;
      ExternalReference reference = row->reference;
      if (added) reference.id = house.ids().text();
      act.text += (act.text.empty() ? "" : "；") + reference_name(house, reference) +
                  (added ? "，" + reference.received_at.date().chinese() + "收到" : std::string()) +
                  (reference.due_at ? "，对方期限" + reference.due_at->date().chinese() : std::string());
      (added ? act.added : act.changed).push_back(std::move(reference));
    }
    if (act.added.empty()) {
      act.kind = "reference_changed";
      act.title = "更正对方编号";
    }
    const bool court = std::any_of(act.added.begin(), act.added.end(), [](const ExternalReference& r) { return r.kind.has_value(); });
    const auto whole = court ? load_matter(house, MatterId{id}) : nullptr;  // a court's term asks for more than the head
    changes.push_back(whole ? court_change(whole->file, entry.actor, std::move(act), stand_now->ground)
                            : reference_change(heads.at(id), entry.actor, std::move(act), stand_now->ground));
  }
  const auto written = save_many(house, entry, std::move(changes));
  std::size_t i = 0;
  for (const auto& [id, rows] : by_matter) {
    if (!written[i]) {
      for (PlannedRow* row : rows) fail(*row, written[i].error());
    }
    ++i;
  }
}

std::size_t result_column(const paper::Sheet& sheet, std::size_t header_rows) {
  const paper::CellRow& header = sheet.rows[header_rows - 1];
  for (std::size_t c = 0; c < header.size(); ++c) {
    if (header[c].text == kResultColumn) return c;
  }
  // Before the errors when those stand last: they are put where they stood.
  std::size_t width = 0;
  for (const paper::CellRow& row : sheet.rows) width = std::max(width, row.size());
  return width;
}

}  // namespace

Result<ImportReport> ImportDesk::examine(const Actor& actor, const std::string& system, std::string_view bytes) const {
  const auto plan = plan_import(house_, actor, system, bytes);
  if (!plan) return plan.error();
  log_access(house_, actor, nullptr, "search", "核对来件表格：" + plan->system->title);
  return report_of(house_, *plan, false);
}

Result<ImportReport> ImportDesk::take_in(const Entry& entry, const std::string& system, std::string_view bytes) const {
  if (const auto before = replayed(house_, entry); before && !*before) return before->error();
  auto plan = plan_import(house_, entry.actor, system, bytes);
  if (!plan) return plan.error();
  write_fresh(house_, entry, *plan);
  join_fresh(*plan);
  write_known(house_, entry, *plan);
  // The key is kept after the rows: what they are known by makes a second run harmless, the key only tells two files apart.
  if (!entry.client_key.empty() && !replayed(house_, entry)) {
    const Replay replay{entry.actor.key(), entry.route, entry.client_key, entry.body_sha256, 200, "import", house_.now()};
    house_.db().commit([&](Session& session) { save_replay(session, house_.region(), replay); });
  }
  return report_of(house_, *plan, true);
}

Result<std::string> ImportDesk::answer_sheet(const Actor& actor, const std::string& system, std::string_view bytes) const {
  auto plan = plan_import(house_, actor, system, bytes);
  if (!plan) return plan.error();
  log_access(house_, actor, nullptr, "export", "来件核对表：" + plan->system->title);
  const auto numbers = numbers_of(house_, *plan);
  paper::Sheet& sheet = plan->sheet.sheet;
  const std::size_t header = plan->sheet.header_rows, column = result_column(sheet, header);
  const auto put = [&](std::size_t row, std::string text) {
    if (sheet.rows[row].size() <= column) sheet.rows[row].resize(column + 1);
    sheet.rows[row][column] = paper::Cell::words(std::move(text));
  };
  put(header - 1, std::string(kResultColumn));
  std::vector<paper::RowFault> faults;
  for (const PlannedRow& row : plan->rows) {
    const auto number = row.matter ? numbers.find(row.matter->text) : numbers.end();
    put(row.row, (row.outcome == RowOutcome::known ? "已登记" : words_of(row.outcome).planned) + (number == numbers.end() ? "" : " " + number->second));
    for (const CellFaultRow& fault : faults_of(*plan, row)) {
      faults.push_back({row.row, (fault.cell.empty() ? "" : fault.cell + "（" + fault.column + "）：") + fault.message});
    }
  }
  sheet.widths.resize(std::max(sheet.widths.size(), column + 1), 0);
  sheet.widths[column] = 28;
  paper::Workbook book;
  book.sheets.push_back(paper::with_errors(std::move(sheet), header, faults));
  return paper::write_xlsx(book);
}

Result<std::string> ImportDesk::template_sheet(const std::string& id) const {
  const OtherSystem* system = system_of(house_.other_systems(), id);
  if (!system || !system->imports) return invalid("invalid_fields", "没有可以导入表格的这个系统，请从列表中选择", {{"/system", "请从列表中选择"}});
  return paper::write_xlsx(template_of(*system));
}

}  // namespace lianhu
