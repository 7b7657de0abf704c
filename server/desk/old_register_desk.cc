#include "desk/old_register_desk.h"

#include <algorithm>
#include <cstdio>

#include "base/text.h"
#include "desk/asked_place.h"
#include "desk/audit_row.h"
#include "desk/code_book.h"
#include "desk/matter_desk.h"
#include "desk/old_register_plan.h"
#include "paper/sheet_errors.h"
#include "paper/sheet_write.h"
#include "rules/mediation_form.h"
#include "rules/old_case.h"
#include "rules/permit.h"
#include "store/change_store.h"
#include "store/old_case_store.h"

namespace lianhu {
namespace {

constexpr std::int64_t kPage = 50, kMostImports = 200;

OldCaseQuery query_of(const Actor& actor) {
  OldReader reader = old_reader(actor);
  OldCaseQuery query;
  query.offices = std::move(reader.offices);
  query.paths = std::move(reader.paths);
  return query;
}

bool reads(const OldReader& reader, const OfficeId& office, const std::string& office_path) {
  return std::find(reader.offices.begin(), reader.offices.end(), office.text) != reader.offices.end() ||
         std::any_of(reader.paths.begin(), reader.paths.end(), [&](const std::string& path) { return office_path.starts_with(path); });
}

std::string named(const OldCase& row, bool whole) {
  std::string out;
  for (std::size_t at = 0; at <= row.parties.size();) {
    const std::size_t end = std::min(row.parties.find("、", at), row.parties.size());
    const std::string name(trim(std::string_view(row.parties).substr(at, end - at)));
    if (!name.empty()) out += (out.empty() ? "" : "、") + (whole ? name : mask_name(name));
    at = end + std::string_view("、").size();
  }
  return out;
}

std::string kind_title(const std::string& code) {
  for (const CodeTarget& kind : justice_kinds().targets) {
    if (kind.code == code) return kind.name;
  }
  return code;
}

const ActorPost* importing_post(const Actor& actor, const Office& office, const Directory& directory) {
  for (const ActorPost& post : actor.posts) {
    Actor alone = actor;
    alone.posts = {post};
    if (imports_old_cases(alone, office, directory.path_of(office.place))) return &post;
  }
  return nullptr;
}

// Numbers of more than 15 digits that a numeric cell has lost the end of, in columns that are not read: the person should know.
void note_lost(const ColumnedSheet& sheet, std::vector<std::string>& notes) {
  std::size_t lost = 0;
  for (std::size_t r = sheet.header_rows; r < sheet.sheet.rows.size(); ++r) {
    for (std::size_t c = 0; c < sheet.sheet.rows[r].size(); ++c) {
      const bool read = std::any_of(sheet.at.begin(), sheet.at.end(), [&](const auto& column) { return column.second == c; });
      lost += !read && sheet.sheet.rows[r][c].digits_lost() ? 1 : 0;
    }
  }
  if (lost > 0) notes.push_back("没有读的列里有 " + std::to_string(lost) + " 个超过 15 位的数字以数值存放，末几位已经丢失（多为身份证号码）；台账不导入身份证号码，原表请核对");
}

ImportReport report_of(const OldPlan& plan, bool written) {
  ImportReport out;
  out.system = plan.office.id.text;
  out.system_title = plan.office.name;
  out.written = written;
  out.rows = static_cast<std::int64_t>(plan.rows.size());
  out.notes = plan.sheet.notes;
  if (!plan.sheet.unknown.empty()) {
    std::string note = "没有读这些列：";
    for (std::size_t i = 0; i < plan.sheet.unknown.size(); ++i) note += (i ? "、" : "") + plan.sheet.unknown[i];
    out.notes.push_back(std::move(note));
  }
  note_lost(plan.sheet, out.notes);
  for (const bool faulty : {true, false}) {
    for (const OldRow& row : plan.rows) {
      if (row.faults.empty() == faulty) continue;
      ++(faulty ? out.faulty : row.known ? out.known : out.fresh);
      if (out.items.size() >= kMostShown) continue;
      ImportRow view;
      view.row = static_cast<std::int64_t>(row.row) + 1;
      view.number = row.value.number;
      view.outcome = faulty ? "faulty" : row.known ? "known" : "fresh";
      view.outcome_title = faulty ? (written ? "有错误，没有导入" : "有错误，不导入") : row.known ? "已经导入过" : written ? "已导入" : "将导入";
      if (!row.value.summary.empty()) view.title = count_chars(row.value.summary) > 60 ? std::string(first_chars(row.value.summary, 59)) + "…" : row.value.summary;
      if (!row.value.place_name.empty()) view.place_name = row.value.place_name;
      if (row.value.received_day != Date{}) view.received_on = row.value.received_day;
      view.faults = row.faults;
      out.items.push_back(std::move(view));
    }
  }
  return out;
}

}  // namespace

OldCaseView old_case_view(const House& house, const Actor& actor, const OldCase& row, bool names) {
  const OldReader reader = old_reader(actor);
  const bool own = std::find(reader.offices.begin(), reader.offices.end(), row.office.text) != reader.offices.end();
  OldCaseView view;
  view.id = row.id;
  view.number = row.number;
  view.office_name = house.directory()->office_name(row.office);
  view.place_name = row.place_name;
  view.parties = named(row, names && own);
  view.kind_title = kind_title(row.kind);
  view.summary = row.summary;
  view.result_title = row.result.empty() ? std::string() : std::string(result_title(row.result));
  view.received_on = row.received_day;
  view.concluded_on = row.concluded_day;
  view.amount = row.amount;
  view.shelf = row.shelf;
  return view;
}

std::vector<OldCase> old_cases_between(Session& session, const House& house, const Actor& actor, Date from, Date to, const std::string& place_path) {
  OldCaseQuery query = query_of(actor);
  query.from = from;
  query.to = to;
  if (!place_path.empty()) query.place_path = place_path;
  return old_cases(session, house.region(), query, 0, 1'000'000);
}

Result<OldCasePage> OldRegisterDesk::cases(const Actor& actor, const OldCaseRequest& request) const {
  OldCaseQuery query = query_of(actor);
  if (request.from) query.from = *request.from;
  if (request.to) query.to = *request.to;
  if (query.to < query.from) return invalid("invalid_fields", "起止日期颠倒了", {{"/to", "不能早于起始日期"}});
  query.office = request.office;
  query.kind = request.kind;
  query.words = std::string(trim(request.q.value_or("")));
  OldCasePage page;
  for (const CodeTarget& kind : justice_kinds().targets) page.kinds.push_back({kind.code, kind.name});
  if (request.kind && std::none_of(page.kinds.begin(), page.kinds.end(), [&](const ChoiceRow& kind) { return kind.value == *request.kind; })) {
    return invalid("invalid_fields", "没有这一类纠纷", {{"/kind", "请从列表中选择"}});
  }
  page.as_of = house_.now();
  const std::int64_t offset = std::max<std::int64_t>(0, request.offset);
  std::vector<OldCase> rows;
  bool known = true;
  house_.db().read([&](Session& session) {
    if (request.place) {
      const auto place = asked_place(session, house_, actor, request.place);
      known = place.has_value();
      if (!known) return;
      query.place_path = place->path;
      page.place_name = place->full_name;
    }
    page.total = count_old_cases(session, house_.region(), query);
    rows = old_cases(session, house_.region(), query, offset, kPage);
  });
  if (!known) return no_such_place();
  for (const OldCase& row : rows) page.items.push_back(old_case_view(house_, actor, row, request.names));
  if (offset + static_cast<std::int64_t>(rows.size()) < page.total && !rows.empty()) page.next = offset + static_cast<std::int64_t>(rows.size());
  log_access(house_, actor, nullptr, "list", request.names ? "旧台账（写全名）" : "旧台账");
  return page;
}

OldImportList OldRegisterDesk::imports(const Actor& actor) const {
  const auto directory = house_.directory();
  const OldReader reader = old_reader(actor);
  OldImportList out;
  for (const auto& [id, office] : directory->offices()) {
    if (imports_old_cases(actor, office, directory->path_of(office.place))) out.offices.push_back({office.id.text, office.name});
  }
  std::sort(out.offices.begin(), out.offices.end(), [](const ChoiceRow& a, const ChoiceRow& b) { return a.value < b.value; });
  std::vector<OldRegister> rows;
  house_.db().read([&](Session& session) { rows = latest_old_registers(session, house_.region(), kMostImports); });
  for (const OldRegister& row : rows) {
    const Office* office = directory->office(row.office);
    if (!reads(reader, row.office, office ? directory->path_of(office->place) : std::string())) continue;
    out.items.push_back({row.id, directory->office_name(row.office), row.actor_label, row.file_name, row.imported_at, row.cases, row.undone_at,
                         undo_refused(row, actor, house_.now()).empty(), row.imported_at.date().plus(undo_days)});
  }
  return out;
}

Result<ImportReport> OldRegisterDesk::examine(const Actor& actor, const std::string& office, std::string_view bytes) const {
  const auto plan = plan_old_register(house_, actor, office, bytes);
  if (!plan) return plan.error();
  return report_of(*plan, false);
}

Result<ImportReport> OldRegisterDesk::take_in(const Entry& entry, const OldImportQuery& query, std::string_view bytes) const {
  const auto before = replayed(house_, entry);
  if (before && !*before) return before->error();
  auto plan = plan_old_register(house_, entry.actor, query.office, bytes);
  if (!plan) return plan.error();
  const auto directory = house_.directory();
  OldRegister import;
  import.id = house_.ids().text();
  import.office = plan->office.id;
  import.imported_at = house_.now();
  import.account = entry.actor.account.value_or(AccountId{});
  import.actor_label = actor_label(entry.actor, importing_post(entry.actor, plan->office, *directory));
  import.file_name = std::string(trim(query.file_name.value_or("")));
  import.sha256 = entry.body_sha256;
  std::vector<OldCase> cases;
  for (OldRow& row : plan->rows) {
    if (row.known || !row.faults.empty()) continue;
    row.value.id = house_.ids().text();
    row.value.old_register = import.id;
    cases.push_back(row.value);
  }
  import.cases = static_cast<std::int64_t>(cases.size());
  const Replay replay{entry.actor.key(), entry.route, entry.client_key, entry.body_sha256, 200, "old_register", house_.now()};
  try {
    house_.db().commit([&](Session& session) {
      if (!cases.empty()) {
        insert_old_register(session, house_.region(), import, cases);
        insert_audit(session, house_.region(), audit_row(house_, entry.actor.account, "old_register_imported", import.id, plan->office.name + "旧台账，" + std::to_string(import.cases) + " 件"));
      }
      if (!entry.client_key.empty() && !before) save_replay(session, house_.region(), replay);
    });
  } catch (const DuplicateKey&) {
    return conflict("numbers_taken", "这些编号刚刚有人导入过，请再核对一次");
  }
  return report_of(*plan, true);
}

Result<std::string> OldRegisterDesk::answer_sheet(const Actor& actor, const std::string& office, std::string_view bytes) const {
  auto plan = plan_old_register(house_, actor, office, bytes);
  if (!plan) return plan.error();
  std::vector<paper::RowFault> faults;
  for (const OldRow& row : plan->rows) {
    for (const CellFaultRow& fault : row.faults) faults.push_back({row.row, (fault.cell.empty() ? "" : fault.cell + "（" + fault.column + "）：") + fault.message});
  }
  paper::Workbook book;
  book.sheets.push_back(paper::with_errors(std::move(plan->sheet.sheet), plan->sheet.header_rows, faults));
  return paper::write_xlsx(book);
}

Result<std::string> OldRegisterDesk::template_sheet() const {
  OtherSystem blank;
  blank.columns = old_register_columns();
  return paper::write_xlsx(template_of(blank));
}

Result<Done> OldRegisterDesk::undo(const Entry& entry, const std::string& import) const {
  if (const auto before = replayed(house_, entry)) {
    if (!*before) return before->error();
    if ((*before)->matter.text != import) return conflict("key_reused", "同一个请求编号已用于另一次撤销，请刷新页面后重新提交");
    return done;
  }
  const auto directory = house_.directory();
  std::optional<OldRegister> found;
  house_.db().read([&](Session& session) { found = find_old_register(session, house_.region(), import); });
  const Office* office = found ? directory->office(found->office) : nullptr;
  const bool own = found && entry.actor.account && found->account == *entry.actor.account;
  if (!found || (!own && !reads(old_reader(entry.actor), found->office, office ? directory->path_of(office->place) : std::string()))) return not_found();
  if (std::string why = undo_refused(*found, entry.actor, house_.now()); !why.empty()) return conflict("undo_refused", std::move(why));
  bool undone = false;
  const Replay replay{entry.actor.key(), entry.route, entry.client_key, entry.body_sha256, 204, import, house_.now()};
  house_.db().commit([&](Session& session) {
    undone = undo_old_register(session, house_.region(), import, house_.now());
    if (!undone) return;
    insert_audit(session, house_.region(), audit_row(house_, entry.actor.account, "old_register_undone", import, directory->office_name(found->office) + "旧台账，" + std::to_string(found->cases) + " 件"));
    if (!entry.client_key.empty()) save_replay(session, house_.region(), replay);
  });
  if (!undone) return conflict("undo_refused", "这次导入已经撤销过");
  return done;
}

}  // namespace lianhu
