#include "desk/twin_desk.h"

#include <algorithm>
#include <set>

#include "desk/matter_desk.h"
#include "desk/render.h"
#include "rules/draft.h"
#include "rules/permit.h"
#include "rules/twin.h"
#include "store/apart_store.h"
#include "store/matter_store.h"
#include "store/place_store.h"
#include "store/search_store.h"
#include "store/work_store.h"

namespace lianhu {
namespace {

constexpr int kPool = 400;               // of the village, newest first
constexpr std::size_t kShown = 5;
constexpr int kClosedDays = 60;          // a matter closed no longer ago may be the same one again

// The village on the path, or what comes nearest to it.
std::string neighbourhood(const std::string& path) {
  std::vector<std::string> ids;
  for (std::size_t at = 1; at < path.size();) {
    const std::size_t next = path.find('/', at);
    ids.push_back(path.substr(at, next - at));
    if (next == std::string::npos) break;
    at = next + 1;
  }
  if (ids.empty()) return {};
  return ids[std::min<std::size_t>(2, ids.size() - 1)];
}

std::string kind_of(const Directory& directory, const std::string& code) {
  const Category* category = directory.category(code);
  return category && category->parent ? *category->parent : std::string();
}

// "<place>.<kind>.<month>", as DirectoryDesk::hints() gives it out.
bool is_hinted(const std::string& hint, const Matter& m) { return !hint.empty() && hint == m.place.text + "." + m.category + "." + m.month; }

}  // namespace

TwinList TwinDesk::suggest(const Actor& actor, const Matter& asked, const std::string& joins) const {
  const auto directory = house_.directory();
  const Date today = house_.now().date();
  std::map<std::string, MatterFile> heads;
  std::set<std::string> apart;
  house_.db().read([&](Session& session) {
    const std::string around = neighbourhood(asked.place_path);
    if (around.empty()) return;
    SearchQuery query{"", {"p:" + around, "s:" + around}, {}, 0, kPool};
    std::vector<std::string> ids;
    for (const OrdinalKey& key : matters_at(session, house_.region(), search(session, house_.region(), query))) ids.push_back(key.matter.text);
    heads = load_matter_heads(session, house_.region(), ids);
    if (!asked.id.empty()) apart = told_apart(session, house_.region(), asked.id);
  });
  std::vector<TwinFacts> pool;
  std::vector<const MatterFile*> files;
  for (const auto& [id, head] : heads) {
    if (head.matter.id == asked.id || !may(actor, Action::know, {head})) continue;
    pool.push_back(twin_facts(head.matter, kind_of(*directory, head.matter.category)));
    files.push_back(&head);
  }
  const TwinFacts mine = twin_facts(asked, kind_of(*directory, asked.category));
  const TwinMeasure measure(pool);
  struct Found {
    double likeness;
    TwinRow row;
  };
  std::vector<Found> found;
  for (std::size_t i = 0; i < pool.size(); ++i) {
    const Matter& m = files[i]->matter;
    if (m.root != m.id || m.root == asked.root || apart.contains(m.id.text)) continue;
    if (!m.open && (!m.closed_at || today.days - m.closed_at->date().days > kClosedDays)) continue;
    const Likeness likeness = measure.between(mine, pool[i]);
    const bool told = is_hinted(joins, m);
    if (!perhaps_same(likeness) && !told) continue;
    TwinRow row{m.id.text, m.number, m.title, m.place_name, status_of(m), m.received_at, std::nullopt, twin_reasons(likeness, mine, pool[i]), told};
    const Proceeding& shown = leading(*files[i]);
    row.office_name = directory->office_name(shown.lead_office.value_or(shown.desk_office));
    found.push_back({likeness.whole + (told ? 1 : 0), std::move(row)});
  }
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return std::tie(b.likeness, a.row.number) < std::tie(a.likeness, b.row.number); });
  TwinList out;
  for (std::size_t i = 0; i < std::min(kShown, found.size()); ++i) out.items.push_back(std::move(found[i].row));
  log_access(house_, actor, nullptr, "list", "核对是否重复反映");
  return out;
}

Result<TwinList> TwinDesk::of_matter(const Actor& actor, const MatterId& id) const {
  const auto whole = load_matter(house_, id);
  if (!whole || !may(actor, Action::open, {whole->file})) return not_found();
  std::string joins;
  if (!whole->file.events.empty() && whole->file.events.front().told) {
    const auto& fields = whole->file.events.front().told->fields;
    if (const auto at = fields.find("joins"); at != fields.end()) joins = at->second;
  }
  return suggest(actor, whole->file.matter, joins);
}

Result<TwinList> TwinDesk::of_report(const Actor& actor, const TwinAsk& ask) const {
  if (!actor.staff()) return not_found();
  Matter asked;
  std::optional<Place> place;
  house_.db().read([&](Session& session) { place = find_place(session, house_.region(), PlaceId{ask.place}, house_.now().date()); });
  if (!place) return invalid("invalid_fields", "没有这个地点，请从列表中重新选择", {{"/place", "没有这个地点，请从列表中重新选择"}});
  asked.place = place->id;
  asked.place_path = place->path;
  asked.place_detail = ask.place_detail;
  asked.category = ask.category.value_or(std::string(pending_category));
  asked.title = ask.title.value_or("");
  asked.summary = ask.text;
  asked.happened_at = ask.happened_on;
  asked.received_at = house_.now();
  return suggest(actor, asked, "");
}

Result<Done> TwinDesk::keep_apart(const Entry& entry, const MatterId& id, const ApartOrder& order) const {
  const auto whole = load_matter(house_, id), other = load_matter(house_, MatterId{order.other});
  if (!whole || !may(entry.actor, Action::know, {whole->file})) return not_found();
  if (!other || other->file.matter.id == id || !may(entry.actor, Action::know, {other->file})) {
    return invalid("invalid_fields", "没有另一件事项，请从列表中选择", {{"/other", "请从列表中选择另一件事项"}});
  }
  const Proceeding& first = whole->file.proceedings.front();
  const auto held = relations(entry.actor, whole->file, first);
  if (!held.contains(Who::desk) && !held.contains(Who::centre)) return forbidden("not_yours", "是否重复由分流岗判断");
  const ActorPost* post = acting_post(entry.actor, whole->file, first);
  const std::string row = house_.ids().text();
  house_.db().commit([&](Session& session) {
    lianhu::keep_apart(session, house_.region(), row, id, other->file.matter.id, post ? post->office : first.desk_office, house_.now());
  });
  return done;
}

}  // namespace lianhu
