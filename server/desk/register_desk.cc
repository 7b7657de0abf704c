#include "desk/register_desk.h"

#include <algorithm>
#include <map>

#include "desk/asked_place.h"
#include "desk/matter_desk.h"
#include "desk/month_span.h"
#include "desk/old_register_desk.h"
#include "desk/render.h"
#include "desk/work_item.h"
#include "paper/sheet_write.h"
#include "rules/old_case.h"
#include "rules/permit.h"
#include "store/mediation_count_store.h"
#include "store/register_store.h"

namespace lianhu {
namespace {

constexpr std::size_t kPage = 50;
constexpr const char* kProcedure = "people_mediation";

bool of_committee(const Actor& actor, const std::optional<OfficeId>& office) {
  return office && std::any_of(actor.posts.begin(), actor.posts.end(),
                               [&](const ActorPost& post) { return post.office == *office && (post.role == Role::mediator || post.role == Role::leader); });
}

std::string named(const std::vector<RegisterParty>& parties, bool whole) {
  std::string out;
  for (const RegisterParty& party : parties) {
    const std::string name = party.hidden ? "（不公开身份）" : party.name.empty() ? std::string(title(party.role)) : whole ? party.name : mask_name(party.name);
    out += (out.empty() ? "" : "、") + name;
  }
  return out;
}

// The latest row of each proceeding that stands.
std::map<std::string, MediationCount> standing(const std::vector<MediationCount>& rows) {
  std::map<std::string, MediationCount> out;
  for (const MediationCount& row : rows) {
    if (row.delta > 0) out[row.proceeding.text] = row;
  }
  for (const MediationCount& row : rows) {
    const auto found = out.find(row.proceeding.text);
    if (row.delta < 0 && found != out.end() && found->second.recorded_at < row.recorded_at) out.erase(found);
  }
  return out;
}

paper::Cell day(const std::optional<Date>& date) { return date ? paper::Cell::day(*date) : paper::Cell(); }

}  // namespace

Result<RegisterPage> RegisterDesk::rows(const Actor& actor, const RegisterRequest& request, std::size_t offset, std::size_t limit) const {
  const Time now = house_.now();
  const auto span = month_span(request.from, request.to, now.date());
  if (!span) return span.error();
  const auto directory = house_.directory();
  const MatterReader reader = reader_of(actor);
  RegisterPage page;
  page.from = span->from;
  page.to = span->to;
  page.as_of = now;
  std::vector<RegisterEntry> entries;
  std::map<std::string, std::vector<RegisterParty>> parties;
  std::vector<MediationCount> counts;
  std::vector<OldCase> old;
  bool known = true;
  house_.db().read([&](Session& session) {
    const auto place = asked_place(session, house_, actor, request.place);
    known = place.has_value();
    if (!known) return;
    page.place = place->id.text;
    page.place_name = place->full_name;
    const RegisterSpan asked{kProcedure, Time::at(span->first), Time::at(span->last_day().plus(1)).plus_ms(-1)};
    entries = register_entries(session, house_.region(), reader, asked);
    if (request.place) std::erase_if(entries, [&](const RegisterEntry& entry) { return !entry.place_path.starts_with(place->path); });
    parties = register_parties(session, house_.region(), reader, asked);
    counts = list_mediation_counts(session, house_.region(), reader, {span->from, "9999-12", now});
    old = old_cases_between(session, house_, actor, span->first, span->last_day(), request.place ? place->path : std::string());
  });
  if (!known) return no_such_place();
  if (entries.size() + old.size() > register_most) return Error{Kind::too_large, "register_too_large", "这一时段超过十万件，请把时段改短", {}};
  const auto concluded = standing(counts);
  page.title = page.place_name + "人民调解台账";
  page.old = static_cast<std::int64_t>(old.size());
  page.total = static_cast<std::int64_t>(entries.size()) + page.old;
  const auto row_of = [&](const RegisterEntry& entry) {
    RegisterRow row;
    row.matter = entry.matter.text;
    row.matter_number = entry.matter_number;
    row.number = entry.number.value_or("");
    row.title = entry.title;
    row.place_name = entry.place_name;
    row.category_name = category_name(*directory, entry.category);
    row.channel_title = title(entry.channel);
    row.parties = named(parties[entry.matter.text], request.names && of_committee(actor, entry.office));
    row.office_name = entry.office ? directory->office_name(*entry.office) : std::string();
    const Procedure* procedure = house_.procedure(std::string(kProcedure) + "@" + std::to_string(entry.procedure_version));
    const State* state = procedure ? procedure->state(entry.state) : nullptr;
    row.state_title = state ? state->title : entry.state;
    const Outcome* outcome = procedure && entry.outcome ? procedure->outcome(*entry.outcome) : nullptr;
    row.result_title = outcome ? outcome->title : std::string();
    row.received_on = entry.received_at.date();
    row.opened_on = entry.opened_at.date();
    if (entry.closed_at) row.closed_on = entry.closed_at->date();
    if (const auto found = concluded.find(entry.proceeding.text); found != concluded.end()) {
      row.concluded_on = found->second.concluded;
      row.amount = found->second.amount;
    }
    return row;
  };
  const auto old_row_of = [&](const OldCase& one) {
    const OldCaseView view = old_case_view(house_, actor, one, request.names);
    RegisterRow row;
    row.old = true;
    row.number = view.number;
    row.title = view.summary;
    row.place_name = view.place_name;
    row.category_name = view.kind_title;
    row.channel_title = old_channel;
    row.parties = view.parties;
    row.office_name = view.office_name;
    row.result_title = view.result_title;
    row.received_on = row.opened_on = view.received_on;
    row.concluded_on = view.concluded_on;
    row.amount = view.amount;
    return row;
  };
  // Both in the order they came; old ones are stored the newest first.
  std::size_t at = 0, entry = 0;
  auto one = old.rbegin();
  for (; entry < entries.size() || one != old.rend(); ++at) {
    if (page.items.size() == limit) break;
    const bool takes_old = one != old.rend() && (entry == entries.size() || one->received_day < entries[entry].received_at.date());
    if (at >= offset) page.items.push_back(takes_old ? old_row_of(*one) : row_of(entries[entry]));
    if (takes_old) ++one;
    else ++entry;
  }
  if (static_cast<std::int64_t>(at) < page.total) page.next = static_cast<std::int64_t>(at);
  return page;
}

Result<RegisterPage> RegisterDesk::page(const Actor& actor, const RegisterRequest& request) const {
  auto page = rows(actor, request, static_cast<std::size_t>(std::max<std::int64_t>(0, request.offset)), kPage);
  if (page) log_access(house_, actor, nullptr, "list", page->title);
  return page;
}

Result<RegisterPage> RegisterDesk::whole(const Actor& actor, const RegisterRequest& request) const { return rows(actor, request, 0, register_most); }

Result<RegisterSheet> RegisterDesk::sheet(const Actor& actor, const RegisterRequest& request) const {
  using paper::Cell;
  auto page = whole(actor, request);
  if (!page) return page.error();
  paper::Sheet sheet{"台账"};
  paper::CellRow heads;
  for (const char* head : {"序号", "事项编号", "案卷编号", "收到日期", "调解登记日期", "来源", "地点", "当事人", "类别", "事项", "调解委员会", "进展", "结果", "调解终结日期", "协议金额（元）", "结案日期"}) {
    heads.push_back(Cell::words(head));
  }
  sheet.rows = {{Cell::words(page->title + "，" + page->from + (page->from == page->to ? "" : " 至 " + page->to) + "，截至 " + page->as_of.chinese())}, std::move(heads)};
  sheet.header_rows = 2;
  std::int64_t n = 0;
  for (const RegisterRow& row : page->items) {
    char yuan[32];
    std::snprintf(yuan, sizeof yuan, "%lld.%02lld", static_cast<long long>(row.amount / 100), static_cast<long long>(row.amount % 100));
    sheet.rows.push_back({Cell::whole(++n), Cell::words(row.matter_number), Cell::words(row.number), Cell::day(row.received_on), Cell::day(row.opened_on), Cell::words(row.channel_title),
                          Cell::words(row.place_name), Cell::words(row.parties), Cell::words(row.category_name), Cell::words(row.title), Cell::words(row.office_name),
                          Cell::words(row.state_title), Cell::words(row.result_title), day(row.concluded_on), row.amount ? Cell::decimal(yuan) : Cell(), day(row.closed_on)});
  }
  sheet.widths = {6, 18, 20, 12, 12, 12, 24, 20, 16, 34, 26, 18, 20, 12, 14, 12};
  sheet.landscape = sheet.ruled = true;
  auto bytes = paper::write_xlsx({{std::move(sheet)}, {}});
  if (!bytes) return bytes.error();
  log_access(house_, actor, nullptr, "export", page->title + (request.names ? "（写全名）" : ""));
  return RegisterSheet{std::move(*bytes), page->title + page->from + (page->from == page->to ? "" : "至" + page->to) + ".xlsx"};
}

}  // namespace lianhu
