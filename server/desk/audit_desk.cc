#include "desk/audit_desk.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "desk/account_desk.h"
#include "desk/audit_row.h"
#include "desk/render.h"
#include "store/access_store.h"
#include "store/matter_store.h"

namespace lianhu {
namespace {

std::string member_name(const Directory& directory, const std::optional<AccountId>& id, std::string otherwise) {
  if (!id) return otherwise;
  const StaffMember* member = directory.member(*id);
  return member == nullptr ? "（已删除的账户）" : member->name;
}

// At most `limit` rows before that instant, cut where the time changes; `more` when there are older ones.
std::vector<Audit> page_of(Session& session, const std::string& region, const std::string& kind, Time before, int limit, bool& more) {
  for (int wanted = limit;; wanted *= 2) {
    auto rows = load_audits(session, region, kind, before, wanted + 1);
    more = rows.size() > static_cast<std::size_t>(wanted);
    if (!more) return rows;
    std::size_t cut = rows.size() - 1;
    while (cut > 0 && rows[cut - 1].at == rows[cut].at) --cut;
    if (cut == 0) continue;
    rows.resize(cut);
    return rows;
  }
}

}  // namespace

std::string audit_title(std::string_view kind) {
  for (const AuditKind& known : audit_kinds) {
    if (known.kind == kind) return std::string(known.title);
  }
  return std::string(kind);
}

Result<AuditPage> AuditDesk::audits(const Actor& actor, const AuditQuery& query) const {
  if (auto refused = not_admin(actor, Role::audit_admin)) return *refused;
  Time before{std::numeric_limits<std::int64_t>::max()};
  if (query.to) before = Time::at(query.to->plus(1));
  if (query.cursor) {
    std::int64_t ms = 0;
    const auto [end, fault] = std::from_chars(query.cursor->data(), query.cursor->data() + query.cursor->size(), ms);
    if (fault != std::errc() || end != query.cursor->data() + query.cursor->size()) return invalid("bad_cursor", "翻页位置不对，请从第一页重新查看");
    before = std::min(before, Time{ms});
  }
  const Time from = query.from ? Time::at(*query.from) : Time{std::numeric_limits<std::int64_t>::min()};
  std::vector<Audit> rows;
  bool more = false;
  house_.db().read([&](Session& session) { rows = page_of(session, house_.region(), query.kind.value_or(""), before, query.limit, more); });
  if (!query.cursor) {
    const std::string days = (query.from ? query.from->text() : "最早") + " 至 " + (query.to ? query.to->text() : "现在");
    const Audit audit = audit_row(house_, actor.account, "audit_read", std::nullopt, days + (query.kind ? "，" + audit_title(*query.kind) : ""));
    house_.db().commit([&](Session& session) { insert_audit(session, house_.region(), audit); });
  }
  const auto directory = house_.directory();
  AuditPage page{{}, std::nullopt, house_.now()};
  for (const Audit& row : rows) {
    if (row.at < from) {
      more = false;
      break;
    }
    const bool account = row.subject && directory->member(AccountId{*row.subject}) != nullptr;
    page.items.push_back({row.at, member_name(*directory, row.account, "未登录或命令行"), row.kind, audit_title(row.kind),
                          account ? directory->member(AccountId{*row.subject})->name : row.subject.value_or(""), row.detail});
  }
  if (more && !page.items.empty()) page.next = std::to_string(page.items.back().at.ms);
  return page;
}

Result<AccessLogPage> AuditDesk::accesses(const Actor& actor, const AccessLogQuery& query) const {
  if (auto refused = not_admin(actor, Role::audit_admin)) return *refused;
  std::optional<MatterId> matter;
  std::vector<Access> rows;
  house_.db().read([&](Session& session) {
    matter = find_matter_by_number(session, house_.region(), query.matter_number);
    if (matter) rows = load_accesses(session, house_.region(), *matter, std::nullopt, std::numeric_limits<int>::max());
  });
  if (!matter) return not_found();
  if (!query.cursor) {
    const Audit audit = audit_row(house_, actor.account, "access_log_read", query.matter_number, "事项 " + query.matter_number + " 的查阅记录");
    house_.db().commit([&](Session& session) { insert_audit(session, house_.region(), audit); });
  }
  auto first = rows.begin();
  if (query.cursor) {
    first = std::find_if(rows.begin(), rows.end(), [&](const Access& row) { return row.id.text == *query.cursor; });
    if (first == rows.end()) return invalid("bad_cursor", "翻页位置不对，请从第一页重新查看");
    ++first;
  }
  const auto directory = house_.directory();
  AccessLogPage page{{}, std::nullopt, house_.now()};
  for (; first != rows.end() && page.items.size() < static_cast<std::size_t>(query.limit); ++first) {
    const std::string what = access_row(*first).what;
    const std::string name = first->account ? " " + member_name(*directory, first->account, "") : "";
    page.items.push_back({first->at, first->reader_label + name, what, first->purpose, query.matter_number, first->basis});
    if (first + 1 != rows.end() && page.items.size() == static_cast<std::size_t>(query.limit)) page.next = first->id.text;
  }
  return page;
}

}  // namespace lianhu
