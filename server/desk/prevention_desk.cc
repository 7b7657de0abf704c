#include "desk/prevention_desk.h"

#include <algorithm>

#include "desk/matter_desk.h"
#include "desk/staff_view.h"
#include "rules/permit.h"
#include "store/matter_store.h"
#include "store/reminder_store.h"
#include "store/span_store.h"

namespace lianhu {
namespace {

constexpr int kShown = 200;
constexpr std::size_t kListed = 100;
constexpr std::int64_t kDayMs = 86'400'000;

std::string kind_title(const std::string& kind) { return kind == "recurring" ? "同类多发" : kind == "due" ? "协议到期" : "季节提示"; }
std::string state_title(const std::string& state) { return state == "open" ? "待安排" : state == "arranged" ? "已安排" : "不用安排"; }

bool of_office(const Actor& actor, const OfficeId& office) {
  return std::any_of(actor.posts.begin(), actor.posts.end(), [&](const ActorPost& post) { return post.office == office && !is_admin(post.role); });
}

// The office's own; and the centre above it, which arranges across offices.
bool sees(const Actor& actor, const Directory& directory, const ReminderRow& row) {
  if (of_office(actor, row.office)) return true;
  const Office* office = directory.office(row.office);
  const std::string path = office ? directory.path_of(office->place) : std::string();
  return std::any_of(actor.posts.begin(), actor.posts.end(), [&](const ActorPost& post) {
    const bool centre = post.office_kind == "county_centre" || post.office_kind == "town_centre";
    const bool heads = post.role == Role::triage || post.role == Role::leader || post.role == Role::supervisor;
    return centre && heads && !path.empty() && path.find("/" + post.place.text + "/") != std::string::npos;
  });
}

ReminderView view_of(const Actor& actor, const Directory& directory, const ReminderRow& row) {
  ReminderView view{row.id, row.kind, kind_title(row.kind), row.title, row.reason, directory.office_name(row.office), row.from_day, row.until_day, row.matters, row.made_at,
                    row.state, state_title(row.state), row.answer, std::nullopt, row.answered_at, row.state == "open" && of_office(actor, row.office)};
  if (const StaffMember* member = row.answered_by ? directory.member(*row.answered_by) : nullptr) view.answered_by = member->name;
  return view;
}

// Everything of this place and kind that is not sealed: what a centre of the place may know.
MatterReader open_matters_of(const std::string& place) { return {{"p:" + place}, std::nullopt, {}}; }

std::vector<ReminderMatter> listed(const House& house, const Actor& actor, const ReminderRow& row, bool& more) {
  std::vector<ReminderMatter> out;
  house.db().read([&](Session& session) {
    out.clear();
    const auto add = [&](const MatterId& id, Date day, std::optional<std::string> text) {
      const auto head = load_matter_head(session, house.region(), id);
      if (!head || !may(actor, Action::know, {*head})) return;
      const Matter& m = head->matter;
      out.push_back({m.id.text, m.number, m.title, m.place_name, m.status_title, day, std::move(text)});
    };
    if (row.kind == "due") {
      for (DuePromise& promise : promises_due(session, house.region(), row.from_day, row.until_day)) {
        if (promise.office != row.office) continue;
        if ((more = out.size() >= kListed)) return;
        const auto whole = house.matters().load(session, house.region(), promise.matter);
        const bool reads = whole && may(actor, Action::read_item, {whole->file, Audience::parties});
        add(promise.matter, promise.due_day, reads ? std::optional(promise.text) : std::nullopt);
      }
      return;
    }
    const SpanQuery query{open_matters_of(row.place ? row.place->text : house.region()), SpanOf::received, Time::at(row.from_day), Time::at(row.until_day.plus(1)).plus_ms(-1), {}, 2'000};
    for (const SpanKey& key : span_matters(session, house.region(), query)) {
      const auto head = load_matter_head(session, house.region(), key.matter);
      if (!head || (row.category && head->matter.category != *row.category)) continue;
      if ((more = out.size() >= kListed)) return;
      add(key.matter, Time{key.at}.date(), std::nullopt);
    }
  });
  return out;
}

}  // namespace

ReminderList PreventionDesk::list(const Actor& actor, const ReminderQuery& query) const {
  const auto directory = house_.directory();
  ReminderList out;
  out.as_of = house_.now();
  house_.db().read([&](Session& session) {
    for (const ReminderRow& row : reminders(session, house_.region(), !query.answered.value_or(false), house_.now().plus_ms(-180 * kDayMs), 2'000)) {
      if (out.items.size() < kShown && sees(actor, *directory, row)) out.items.push_back(view_of(actor, *directory, row));
    }
  });
  return out;
}

Result<ReminderPage> PreventionDesk::page(const Actor& actor, const std::string& id) const {
  const auto directory = house_.directory();
  std::optional<ReminderRow> row;
  house_.db().read([&](Session& session) { row = find_reminder(session, house_.region(), id); });
  if (!row || !sees(actor, *directory, *row)) return not_found();
  ReminderPage page{view_of(actor, *directory, *row), {}, false};
  page.matters = listed(house_, actor, *row, page.more);
  log_access(house_, actor, nullptr, "list", "预防提示：" + row->title);
  return page;
}

Result<ReminderView> PreventionDesk::answer(const Entry& entry, const std::string& id, const ReminderAnswer& answer) const {
  const auto directory = house_.directory();
  std::optional<ReminderRow> row;
  house_.db().read([&](Session& session) { row = find_reminder(session, house_.region(), id); });
  if (!row || !sees(entry.actor, *directory, *row)) return not_found();
  if (!of_office(entry.actor, row->office)) return forbidden("not_yours", "由收到提示的机构答复");
  const std::string state = answer.arranged ? "arranged" : "needless";
  bool answered = false;
  house_.db().commit([&](Session& session) { answered = answer_reminder(session, house_.region(), id, state, answer.text, house_.now(), *entry.actor.account); });
  house_.db().read([&](Session& session) { row = find_reminder(session, house_.region(), id); });
  const bool same = row->state == state && row->answer == answer.text && row->answered_by == entry.actor.account;
  if (!answered && !same) return conflict("answered", "这条提示已经有人答复，请刷新后再看");
  return view_of(entry.actor, *directory, *row);
}

}  // namespace lianhu
