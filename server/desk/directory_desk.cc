#include "desk/directory_desk.h"

#include <algorithm>
#include <map>

#include "rules/committee.h"
#include "rules/permit.h"
#include "store/committee_store.h"
#include "store/matter_store.h"
#include "store/place_store.h"
#include "store/search_store.h"
#include "store/work_store.h"

namespace lianhu {
namespace {

constexpr std::size_t kMostOffices = 60;

bool within(std::string_view path, std::string_view above) { return !above.empty() && path.substr(0, above.size()) == above; }

// A duty row covers its category and everything below it.
bool covers_category(std::string_view duty, std::string_view category) {
  return category == duty || (category.size() > duty.size() && category.substr(0, duty.size()) == duty && category[duty.size()] == '.');
}

struct Suggestion {
  int rank = 9;
  std::string reason;
};

}  // namespace

std::string office_kind_title(std::string_view kind) {
  static const std::map<std::string_view, std::string_view> titles{
      {"county_centre", "县级综治中心"}, {"town_centre", "乡镇综治中心"},   {"village", "村（居）"},      {"mediation_committee", "人民调解委员会"},
      {"department", "部门"},           {"court", "法院"},                 {"procuratorate", "检察院"}, {"police", "公安"},
      {"police_station", "派出所"},     {"justice_station", "司法所"},     {"mass_organisation", "群团组织"}, {"public_body", "事业单位"},
      {"party", "党委部门"},            {"grid_station", "网格服务站"},      {"town_government", "乡镇政府、街道办"}, {"county", "县"}};
  const auto at = titles.find(kind);
  return std::string(at == titles.end() ? "机构" : at->second);
}

CountyView DirectoryDesk::county(bool plain_http) const {
  const County& c = house_.county();
  CountyView view;
  view.region = c.region;
  view.name = c.name;
  view.demo = c.demo;
  view.hotline = c.hotline.value_or("");
  view.sponsor = c.sponsor.value_or(c.name + "社会治安综合治理中心");
  view.filing = c.filing;
  view.centre = c.name + "综治中心";
  view.plain_http = plain_http;
  view.categories = categories();
  return view;
}

std::vector<CategoryView> DirectoryDesk::categories() const {
  std::vector<CategoryView> out;
  const auto directory = house_.directory();
  for (const Category& category : directory->categories()) {
    if (category.standing) out.push_back({category.code, category.name, category.parent});
  }
  return out;
}

std::vector<PlaceView> DirectoryDesk::places(const std::optional<std::string>& parent, const std::optional<std::string>& q, bool staff) const {
  std::vector<PlaceView> out;
  const Date today = house_.now().date();
  house_.db().read([&](Session& session) {
    const auto rows = q && !q->empty() ? search_places(session, house_.region(), *q, today, 30)
                                       : places_below(session, house_.region(), PlaceId{parent.value_or(house_.region())}, today);
    for (const Place& place : rows) {
      if (place.kind == PlaceKind::household && !staff) continue;
      const bool leaf = place.kind == PlaceKind::household || (place.kind == PlaceKind::group && !staff);
      out.push_back({place.id.text, word(place.kind), place.name, place.full_name, !leaf && has_places_below(session, house_.region(), place.id, today)});
    }
  });
  return out;
}

std::vector<OfficeView> DirectoryDesk::offices(const std::string& q, const std::string& category, const std::string& place, const std::string& kind) const {
  const auto directory = house_.directory();
  std::string place_path;
  std::vector<Ruling> rulings;
  std::map<std::string, std::string> place_names;
  house_.db().read([&](Session& session) {
    if (!place.empty()) {
      if (const auto found = find_place(session, house_.region(), PlaceId{place}, house_.now().date())) place_path = found->path;
    }
    if (!category.empty()) rulings = load_rulings(session, house_.region(), category);
  });
  std::map<std::string, Suggestion> suggestions;
  const auto suggest = [&](const std::string& office, int rank, std::string reason) {
    Suggestion& s = suggestions[office];
    if (rank < s.rank) s = {rank, std::move(reason)};
  };
  std::map<std::string, bool> sent_away;
  for (const Ruling& ruling : rulings) {
    if (shared_levels(ruling.place_path, place_path) >= 3) {
      suggest(ruling.competent.text, 0, "裁定先例：" + ruling.ruled_at.date().chinese() + "裁定由该机构办理");
      if (ruling.upheld) sent_away[ruling.office.text] = true;
    } else {
      suggest(ruling.competent.text, 2, "裁定先例（其他地点）：" + ruling.reason);
    }
  }
  for (const Duty& duty : directory->duties()) {
    if (category.empty() || !covers_category(duty.category, category)) continue;
    const Office* office = directory->office(duty.office);
    if (office && !place_path.empty() && !within(place_path, directory->path_of(office->place))) continue;
    suggest(duty.office.text, 1, "职责清单：" + duty.text);
  }
  std::vector<std::pair<int, OfficeView>> found;
  for (const auto& [id, office] : directory->offices()) {
    const bool named = !q.empty() && (office.name.find(q) != std::string::npos || office.short_name.find(q) != std::string::npos);
    if (!q.empty() && !named) continue;
    if (!kind.empty() && office.kind != kind) continue;
    // Without a word: the offices of this place and everything above it.
    if (q.empty() && !place_path.empty() && !within(place_path, directory->path_of(office.place))) continue;
    OfficeView view{office.id.text, office.name, office.kind, office_kind_title(office.kind), office.independent, office.logs_in, false, std::nullopt, "", office.phone};
    int rank = 5;
    if (const auto s = suggestions.find(id); s != suggestions.end() && !sent_away[id]) {
      rank = s->second.rank;
      view.suggested = true;
      view.reason = s->second.reason;
    }
    found.emplace_back(rank, std::move(view));
  }
  // The nearest office first among equals: a longer path is nearer.
  std::sort(found.begin(), found.end(), [&](const auto& a, const auto& b) {
    const auto near = [&](const OfficeView& v) {
      const Office* office = directory->office(OfficeId{v.id});
      return office ? directory->path_of(office->place).size() : 0;
    };
    return std::tuple(a.first, ~near(a.second), a.second.name) < std::tuple(b.first, ~near(b.second), b.second.name);
  });
  std::vector<OfficeView> out;
  for (auto& [rank, view] : found) {
    if (out.size() == kMostOffices) break;
    out.push_back(std::move(view));
  }
  return out;
}

std::vector<ReceiverView> DirectoryDesk::receivers(const OfficeId& office) const {
  const auto directory = house_.directory();
  const Date today = house_.now().date();
  std::map<std::string, std::vector<MediatorTerm>> terms;
  if (const Office* committee = directory->office(office); committee && committee->kind == "mediation_committee") {
    house_.db().read([&](Session& session) {
      terms.clear();
      for (MediatorTerm& term : mediator_terms(session, house_.region(), office)) {
        if (term.post) terms[term.post->text].push_back(std::move(term));
      }
    });
  }
  std::vector<ReceiverView> out;
  for (const Post& post : directory->posts_in(office)) {
    const StaffMember* member = directory->member(post.account);
    if (!member || !member->active || post.role == Role::group_head) continue;
    const auto listed = terms.find(post.id.text);
    const std::string over = listed == terms.end() ? std::string() : term_over(listed->second, today);
    out.push_back({post.account.text, member->name, title(post.role) + (over.empty() ? "" : "，" + over)});
  }
  return out;
}

std::vector<DutyView> DirectoryDesk::duties(const std::string& category, const std::string& office) const {
  const auto directory = house_.directory();
  std::vector<DutyView> out;
  for (const Duty& duty : directory->duties()) {
    if (!category.empty() && !covers_category(duty.category, category)) continue;
    if (!office.empty() && duty.office.text != office) continue;
    out.push_back({duty.id.text, directory->office_name(duty.office), duty.text, duty.basis});
  }
  return out;
}

std::vector<Hint> DirectoryDesk::hints(const std::string& place, const std::optional<std::string>& category) const {
  const auto directory = house_.directory();
  std::vector<const Category*> kinds;  // a person who cannot name the kind still sees what is known of the place
  for (const Category& kind : directory->categories()) {
    if (kind.public_facility && (!category || category->empty() || *category == kind.code)) kinds.push_back(&kind);
  }
  std::vector<Hint> out;
  house_.db().read([&](Session& session) {
    const auto found = kinds.empty() ? std::nullopt : find_place(session, house_.region(), PlaceId{place}, house_.now().date());
    if (!found) return;
    for (const Category* kind : kinds) {
      // By place and kind through the search index; every scope of the place itself.
      SearchQuery query{"", {"p:" + place}, {"k:" + kind->code}, 0, 20};
      std::map<std::string, std::int64_t> months;
      for (const OrdinalKey& key : matters_at(session, house_.region(), search(session, house_.region(), query))) {
        const auto head = load_matter_head(session, house_.region(), key.matter);
        if (!head || !head->matter.open || head->matter.seal != Seal::open || !head->bars.empty()) continue;
        ++months[head->matter.month];
      }
      for (const auto& [month, count] : months) out.push_back({place + "." + kind->code + "." + month, found->full_name, kind->name, month, count});
    }
  });
  return out;
}

}  // namespace lianhu
