#include "desk/work_desk.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <set>

#include "desk/matter_desk.h"
#include "desk/work_item.h"
#include "model/bigram.h"
#include "rules/clockwork.h"
#include "rules/draft.h"
#include "rules/permit.h"
#include "rules/reference.h"
#include "rules/scope.h"
#include "store/matter_store.h"
#include "store/reference_store.h"
#include "store/search_store.h"
#include "store/work_store.h"

namespace lianhu {
namespace {

using Kinds = std::vector<AssignmentKind>;

struct Box {
  std::string_view name, title;
  Kinds kinds;
  bool mine = false;  // only what names me as receiver
};

const Box* box_of(std::string_view name) {
  static const Box boxes[] = {{"desk", "待分流", {AssignmentKind::desk}, false},
                              {"closing", "待结案归档", {AssignmentKind::closing}, false},
                              {"track", "已转出", {AssignmentKind::track}, false},
                              {"verify", "待核查", {AssignmentKind::verify}, false},
                              {"mine", "我承办的", {AssignmentKind::lead, AssignmentKind::co}, true},
                              {"team", "本机构承办", {AssignmentKind::lead, AssignmentKind::co}, false},
                              {"copied", "抄告", {AssignmentKind::copied}, false}};
  for (const Box& box : boxes) {
    if (box.name == name) return &box;
  }
  return nullptr;
}

bool serves(Role role, const Box& box) {
  if (box.name == "desk" || box.name == "closing" || box.name == "track") return role == Role::triage;
  if (box.name == "verify") return role == Role::verifier;
  return role == Role::handler || role == Role::mediator || role == Role::leader || role == Role::grid_worker || role == Role::triage;
}

std::vector<OfficeId> offices_for(const Actor& actor, const Box& box) {
  std::vector<OfficeId> offices;
  for (const ActorPost& post : actor.posts) {
    if (serves(post.role, box) && std::find(offices.begin(), offices.end(), post.office) == offices.end()) offices.push_back(post.office);
  }
  return offices;
}

std::string write_cursor(const WorkKey& key) { return std::to_string(key.due_at) + "." + key.assignment.text; }
std::optional<WorkKey> read_cursor(const std::string& text) {
  WorkKey key;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), key.due_at);
  if (error != std::errc() || end == text.data() + text.size() || *end != '.') return std::nullopt;
  key.assignment.text.assign(end + 1, text.data() + text.size());
  return key;
}

ListRequest watch_of(const WorkRequest& request) {
  ListRequest list;
  list.cursor = request.cursor;
  list.limit = request.limit;
  list.due = "watch";
  return list;
}

}  // namespace

WorkItem item_of(const MatterFile& head, const Assignment* assignment, const Directory& directory, const Calendar& calendar, Time now, const Assignment* own) {
  const Matter& m = head.matter;
  const Assignment* dated = assignment ? assignment : own;
  WorkItem item;
  item.matter = m.id.text;
  item.number = m.number;
  item.title = m.title;
  item.category_name = category_name(directory, m.category);
  item.place_name = m.place_name;
  item.channel_title = title(m.channel);
  item.received_at = m.received_at;
  item.status = status_of(m, dated);
  item.due_at = dated ? dated->due_at : m.due_at;
  if (const auto& clock = dated ? dated->due_title : m.due_title; clock && (m.open || dated)) item.due_title = without_internal_mark(*clock);
  item.due_text = m.open || dated ? due_text(item.due_at, calendar, now) : "";
  if (dated && !item.due_at && !is_duty(dated->kind)) {
    if (const Assignment* duty = waiting_duty(head, dated->proceeding)) item.due_text = duty->kind == AssignmentKind::track ? "等其他系统的结果" : "等" + title(duty->kind);
  }
  item.lamp = word(dated ? dated->lamp : m.lamp);
  item.urgent = m.urgent;
  if (m.differing > 0) item.differing = m.differing;
  item.etag = etag_of(m.acted_version);
  const Assignment* shown = assignment;
  for (const Assignment& a : head.assignments) {
    // Who has it; when nobody any more (it waits to be closed), who had it last.
    if (assignment || a.kind != AssignmentKind::lead || a.ruling) continue;
    if (!shown || a.open || !shown->open) shown = &a;
  }
  // The lead's work is over and the matter is not: whoever has it now.
  if (!assignment && m.open && shown && !shown->open) {
    if (const Assignment* duty = open_duty(head)) shown = duty;
  }
  if (shown) {
    item.assignment = shown->id.text;
    item.assignment_kind = word(shown->kind);
    item.assignment_kind_title = title(shown->kind);
    item.office_name = directory.office_name(shown->office);
    if (const StaffMember* member = shown->receiver ? directory.member(*shown->receiver) : nullptr) item.receiver_name = member->name;
  }
  return item;
}

MatterReader reader_of(const Actor& actor) {
  const Scope scope = scope_of(actor);
  MatterReader reader{scope.tokens, scope.account, {}};
  for (const OfficeId& office : scope.barred_through) reader.offices.push_back(office.text);
  return reader;
}

MatterReader reader_of(const Actor& actor, const ListRequest& request) {
  MatterReader reader = reader_of(actor);
  if (request.entered_by_me.value_or(false)) {
    reader.tokens.clear();
    if (actor.account) reader.tokens.push_back("a:" + actor.account->text);
  }
  return reader;
}

bool fits(const Actor& actor, const ListRequest& request, const Matter& m) {
  if (request.entered_by_me.value_or(false) && (!m.entered_by || m.entered_by != actor.account)) return false;
  if (request.category && *request.category != m.category) return false;
  if (request.place && m.place_path.find("/" + *request.place + "/") == std::string::npos) return false;
  if (request.open && *request.open != m.open) return false;
  if (request.status && *request.status != m.status) return false;
  if (request.close_kind && (!m.close_kind || word(*m.close_kind) != *request.close_kind)) return false;
  if (request.closed_from && (!m.closed_at || m.closed_at->date() < *request.closed_from)) return false;
  if (request.closed_to && (!m.closed_at || *request.closed_to < m.closed_at->date())) return false;
  const Date received = m.received_at.date();
  return (!request.from || *request.from <= received) && (!request.to || received <= *request.to);
}

namespace {

// Some characters around the first place where the query stands.
std::string snippet_of(const Matter& m, std::string_view query) {
  const std::string& text = m.summary;
  const std::string_view first = query.substr(0, query.find(' '));
  const std::size_t at = text.find(first);
  if (at == std::string::npos || at < 60) return std::string(first_chars(text, 60));
  std::size_t from = at - 45;
  while (from < at && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) ++from;
  return "…" + std::string(first_chars(std::string_view(text).substr(from), 60));
}

}  // namespace

std::vector<BoxCount> WorkDesk::counts(Session& session, const Actor& actor) const {
  std::vector<BoxCount> out;
  const Time now = house_.now();
  const Scope scope = scope_of(actor);
  const Barred barred{scope.account, scope.barred_through};
  for (const std::string_view name : {"desk", "closing", "verify", "mine", "team", "copied", "track"}) {
    const Box& box = *box_of(name);
    BoxCount count{std::string(box.name), std::string(box.title), 0, 0, 0};
    const auto offices = offices_for(actor, box);
    if (offices.empty()) continue;
    for (const OfficeId& office : offices) {
      const WorkCount one = count_open_work(session, house_.region(), office, box.kinds, box.mine ? actor.account : std::nullopt, barred, now, end_of_day(now));
      count.open += one.open;
      count.overdue += one.overdue;
      count.due_today += one.due_today;
    }
    out.push_back(std::move(count));
  }
  if (auto box = asked_count(session, actor)) out.push_back(std::move(*box));
  // First of all for whoever looks after the others' work: the first list is the one they land on.
  if (auto box = watched(session, actor)) out.insert(out.begin(), std::move(*box));
  return out;
}

Result<WorkPage> WorkDesk::work(const Actor& actor, const WorkRequest& request) const {
  if (request.box == "watch") return due(actor, watch_of(request));
  if (request.box == "differing") return asked(actor, request);
  const Box* box = box_of(request.box.value_or("mine"));
  if (!box) return invalid("invalid_fields", "没有这个列表", {{"/box", "请选择临期和超期、待分流、待结案归档、已转出、待核查、我承办的、本机构承办、抄告或两处不一样"}});
  std::optional<WorkKey> after;
  if (request.cursor) {
    after = read_cursor(*request.cursor);
    if (!after) return invalid("invalid_fields", "翻页标记不对，请从第一页重新打开", {{"/cursor", "请从第一页重新打开"}});
  }
  const int limit = request.limit.value_or(50);
  const auto directory = house_.directory();
  const auto calendar = house_.calendar();
  WorkPage page;
  page.as_of = house_.now();
  house_.db().read([&](Session& session) {
    std::vector<WorkKey> keys;
    for (const OfficeId& office : offices_for(actor, *box)) {
      const auto more = open_work(session, house_.region(), {office, box->kinds, box->mine ? actor.account : std::nullopt, after, limit + 1});
      keys.insert(keys.end(), more.begin(), more.end());
    }
    std::sort(keys.begin(), keys.end(), [](const WorkKey& a, const WorkKey& b) { return std::tie(a.due_at, a.assignment) < std::tie(b.due_at, b.assignment); });
    std::vector<std::string> ids;
    for (const WorkKey& key : keys) ids.push_back(key.matter.text);
    const auto heads = load_matter_heads(session, house_.region(), ids);
    const auto attached = count_attachments(session, house_.region(), ids);
    for (const WorkKey& key : keys) {
      if (page.items.size() == static_cast<std::size_t>(limit)) {
        page.next = write_cursor(*after);
        break;
      }
      after = key;
      const auto head = heads.find(key.matter.text);
      const Assignment* assignment = head != heads.end() ? head->second.assignment(key.assignment) : nullptr;
      if (!assignment || !may(actor, Action::know, {head->second})) continue;
      WorkItem item = item_of(head->second, assignment, *directory, *calendar, page.as_of);
      if (const auto count = attached.find(key.matter.text); count != attached.end()) {
        for (const auto& [audience, n] : count->second) item.attachments += may(actor, Action::read_item, {head->second, audience}) ? n : 0;
      }
      page.items.push_back(std::move(item));
    }
    page.counts = counts(session, actor);
  });
  log_access(house_, actor, nullptr, "list", "工作列表：" + std::string(box->title));
  return page;
}

Result<WorkPage> WorkDesk::matters(const Actor& actor, const ListRequest& request) const {
  if (request.due) {
    const bool known = request.due == "overdue" || request.due == "today" || request.due == "soon" || request.due == "watch";
    if (!known) return invalid("invalid_fields", "没有这个期限范围", {{"/due", "请选择已超期、今天到期、临近到期或全部"}});
    if (request.q && !request.q->empty()) return invalid("invalid_fields", "查找时不能按期限筛选", {{"/due", "请去掉查找内容或期限"}});
    return due(actor, request);
  }
  const std::string query = request.q.value_or("");
  if (query.empty() && (request.closed_from || request.closed_to)) return between(actor, request, SpanOf::closed);
  if (query.empty() && (request.from || request.to)) return between(actor, request, SpanOf::received);
  const std::vector<std::string> tokens = reader_of(actor, request).tokens;
  const bool filtered = !query.empty() || request.category || request.place;
  if (!query.empty() && fold(query).empty()) return invalid("invalid_fields", "请输入文字或编号", {{"/q", "请输入文字、地点或编号"}});
  std::int64_t before = 0;
  if (request.cursor) {
    const auto [end, error] = std::from_chars(request.cursor->data(), request.cursor->data() + request.cursor->size(), before);
    if (error != std::errc() || end != request.cursor->data() + request.cursor->size() || before <= 0) {
      return invalid("invalid_fields", "翻页标记不对，请从第一页重新打开", {{"/cursor", "请从第一页重新打开"}});
    }
  }
  const auto limit = static_cast<std::size_t>(request.limit.value_or(50));
  const auto directory = house_.directory();
  const auto calendar = house_.calendar();
  WorkPage page;
  page.as_of = house_.now();
  house_.db().read([&](Session& session) {
    // A number of another system is found whole or by its beginning, before what the words find.
    std::set<std::string> numbered;
    if (const std::string number = normal_number(query); before == 0 && number.size() >= 4 && !request.category && !request.place) {
      for (const OtherSystem& system : house_.other_systems()) {
        for (const MatterId& id : matters_with_number(session, house_.region(), system.id, number, 20)) {
          const auto head = numbered.contains(id.text) ? std::nullopt : load_matter_head(session, house_.region(), id);
          if (!head || page.items.size() + 1 >= limit || !may(actor, Action::know, {*head}) || !fits(actor, request, head->matter)) continue;
          numbered.insert(id.text);
          WorkItem item = item_of(*head, nullptr, *directory, *calendar, page.as_of, listed_assignment(actor, *head));
          item.snippet = system.title + " " + system.number + "：" + number;
          page.items.push_back(std::move(item));
        }
      }
    }
    int scanned = 0;
    for (bool more = true; more && page.items.size() < limit && scanned < kMostScanned;) {
      const int batch = static_cast<int>(limit) + 1;
      std::vector<OrdinalKey> keys;
      if (filtered) {
        SearchQuery search_for{query, tokens, {}, before, batch};
        if (request.category) search_for.all_filters.push_back("k:" + *request.category);
        if (request.place) search_for.all_filters.push_back("f:" + *request.place);
        keys = matters_at(session, house_.region(), search(session, house_.region(), search_for));
      } else {
        std::map<std::int64_t, MatterId, std::greater<>> merged;
        for (const std::string& token : tokens) {
          for (OrdinalKey& key : newest_with_token(session, house_.region(), token, before, batch)) merged.emplace(key.ordinal, std::move(key.matter));
        }
        for (const auto& [ordinal, id] : merged) {
          if (keys.size() < static_cast<std::size_t>(batch)) keys.push_back({ordinal, id});
        }
      }
      more = keys.size() == static_cast<std::size_t>(batch);
      std::vector<std::string> ids;
      for (const OrdinalKey& key : keys) ids.push_back(key.matter.text);
      const auto heads = load_matter_heads(session, house_.region(), ids);
      for (const OrdinalKey& key : keys) {
        if (page.items.size() == limit) {
          more = true;
          break;
        }
        before = key.ordinal;
        ++scanned;
        const auto found = heads.find(key.matter.text);
        if (found == heads.end() || numbered.contains(key.matter.text) || !may(actor, Action::know, {found->second})) continue;
        const MatterFile& head = found->second;
        if (!query.empty() && !contains(head.matter, query)) continue;
        if (!fits(actor, request, head.matter)) continue;
        WorkItem item = item_of(head, nullptr, *directory, *calendar, page.as_of, listed_assignment(actor, head));
        if (!query.empty()) item.snippet = snippet_of(head.matter, query);
        page.items.push_back(std::move(item));
      }
      if (more && page.items.size() == limit) page.next = std::to_string(before);
      if (more && scanned >= kMostScanned) page.next = std::to_string(before);
    }
  });
  log_access(house_, actor, nullptr, query.empty() ? "list" : "search", query.empty() ? "事项列表" : "查找");
  return page;
}

}  // namespace lianhu
