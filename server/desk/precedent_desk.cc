#include <algorithm>
#include <charconv>

#include "desk/audit_row.h"
#include "desk/duty_list_desk.h"
#include "desk/render.h"
#include "rules/permit.h"
#include "store/duty_store.h"
#include "store/matter_store.h"
#include "store/place_store.h"

namespace lianhu {
namespace {

bool reads(const Actor& actor) {
  return std::any_of(actor.posts.begin(), actor.posts.end(), [](const ActorPost& post) { return post.role == Role::triage || post.role == Role::leader; });
}
bool withdraws(const Actor& actor) {
  return std::any_of(actor.posts.begin(), actor.posts.end(), [](const ActorPost& post) { return post.role == Role::leader && post.office_kind == "county_centre"; });
}

// Open to all, and not a matter that bars the reader.
bool shown(Session& session, const House& house, const Actor& actor, const Ruling& ruling) {
  const auto head = load_matter_head(session, house.region(), ruling.matter);
  if (!head || head->matter.seal != Seal::open) return false;
  return head->bars.empty() || may(actor, Action::know, {*head});
}

std::string last_place(std::string_view path) {
  if (path.size() < 3) return {};
  const std::size_t start = path.rfind('/', path.size() - 2);
  return start == std::string_view::npos ? std::string() : std::string(path.substr(start + 1, path.size() - start - 2));
}

std::optional<RulingKey> key_in(const std::string& cursor) {
  const std::size_t cut = cursor.find('.');
  RulingKey key;
  const auto [end, fault] = std::from_chars(cursor.data(), cursor.data() + std::min(cut, cursor.size()), key.ruled_at.ms);
  if (fault != std::errc() || cut == std::string::npos || end != cursor.data() + cut) return std::nullopt;
  key.id = cursor.substr(cut + 1);
  return key;
}

}  // namespace

Result<PrecedentPage> PrecedentDesk::list(const Actor& actor, const PrecedentQuery& query) const {
  if (!reads(actor)) return forbidden("role_needed", "裁定先例由分流员和分管领导查看");
  PrecedentPage out;
  out.may_withdraw = withdraws(actor);
  std::optional<RulingKey> before;
  if (query.cursor) {
    before = key_in(*query.cursor);
    if (!before) return invalid("bad_cursor", "翻页位置不对，请从第一页重新查看");
  }
  const auto directory = house_.directory();
  std::vector<std::string> categories;
  for (const Category& category : directory->categories()) {
    if (!query.category || category.code == *query.category || category.code.starts_with(*query.category + ".")) categories.push_back(category.code);
  }
  const Date today = house_.now().date();
  house_.db().read([&](Session& session) {
    std::string within;
    if (query.place) {
      const auto place = find_place(session, house_.region(), PlaceId{*query.place}, today);
      if (!place) return;
      within = place->path;
    }
    while (out.items.size() < static_cast<std::size_t>(query.limit)) {
      const auto batch = rulings_of(session, house_.region(), categories, before, 100);
      for (const Ruling& ruling : batch) {
        before = RulingKey{ruling.ruled_at, ruling.id.text};
        if (!within.empty() && !ruling.place_path.starts_with(within)) continue;
        const auto withdrawn = find_withdrawn(session, house_.region(), ruling.id.text);
        if ((withdrawn && !query.withdrawn) || !shown(session, house_, actor, ruling)) continue;
        const auto place = find_place(session, house_.region(), PlaceId{last_place(ruling.place_path)}, today);
        const auto duty = find_duty(session, house_.region(), ruling.duty);
        PrecedentRow row{ruling.id.text, category_name(*directory, ruling.category), place ? place->full_name : "", directory->office_name(ruling.office),
                         duty ? duty->text : "", directory->office_name(ruling.competent), ruling.reason, ruling.upheld, ruling.ruled_at, std::nullopt};
        if (withdrawn) row.withdrawn = withdrawn->withdrawn_at.date().chinese() + "撤下：" + withdrawn->reason;
        out.items.push_back(std::move(row));
        if (out.items.size() == static_cast<std::size_t>(query.limit)) break;
      }
      if (batch.size() < 100) break;
    }
    if (out.items.size() == static_cast<std::size_t>(query.limit) && before) out.next = std::to_string(before->ruled_at.ms) + "." + before->id;
  });
  return out;
}

Result<Done> PrecedentDesk::withdraw(const Actor& actor, const std::string& id, const Withdrawal& input) {
  if (!reads(actor)) return forbidden("role_needed", "裁定先例由县综治中心分管领导撤下");
  std::optional<Error> refusal;
  const Time now = house_.now();
  const std::string audit_id = house_.ids().text();
  house_.db().commit([&](Session& session) {
    refusal.reset();
    const auto ruling = find_ruling(session, house_.region(), id);
    if (!ruling || !shown(session, house_, actor, *ruling)) refusal = not_found();
    else if (!withdraws(actor)) refusal = forbidden("role_needed", "裁定先例由县综治中心分管领导撤下");
    else if (find_withdrawn(session, house_.region(), id)) refusal = conflict("withdrawn_already", "这条先例已经撤下");
    if (refusal) return;
    insert_withdrawn(session, house_.region(), {id, input.reason, *actor.account, now});
    insert_audit(session, house_.region(), Audit{audit_id, now, actor.account, "ruling_withdrawn", id, input.reason});
  });
  if (refusal) return *refusal;
  return done;
}

}  // namespace lianhu
