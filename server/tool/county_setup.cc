#include "tool/county_setup.h"

#include <optional>

#include "rules/toml_reader.h"

namespace lianhu {
namespace {

constexpr std::string_view kOfficesFile = "demo/offices.toml";
constexpr std::string_view kCategoriesFile = "territory/categories.toml";
constexpr std::string_view kWrittenForRegion = "520422", kWrittenForName = "普定县", kWrittenForShort = "普定";

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
  return text;
}

std::optional<std::string> or_none(std::string text) {
  if (text.empty()) return std::nullopt;
  return text;
}

bool street(const Division& town) { return town.code.size() == 9 && town.code[6] == '0'; }

std::string prefix_of(const std::string& id) { return id.substr(0, id.find('.')); }

class Planner {
 public:
  Planner(std::string_view text, const CountyName& county, std::span<const Division> divisions, Date from)
      : reader_(text, kOfficesFile, "county_setup"), county_(county), divisions_(divisions), from_(from) {}

  Result<CountyPlan> plan() {
    if (reader_.fault()) return *reader_.fault();
    for (const toml::table* row : reader_.tables(reader_.root(), "office")) add_office(*row, nullptr);
    for (const toml::table* row : reader_.tables(reader_.root(), "template")) {
      const std::string per = reader_.text(*row, "per", true);
      const auto kind = division_kind(per);
      templates_[prefix_of(reader_.text(*row, "id", true))];
      for (const Division& division : divisions_) {
        if (kind && division.kind == *kind) add_office(*row, &division);
      }
    }
    for (const toml::table* row : reader_.tables(reader_.root(), "duty")) add_duty(*row);
    for (const toml::table* row : reader_.tables(reader_.root(), "post")) add_posts(*row);
    for (const toml::table* row : reader_.tables(reader_.root(), "login")) add_login(*row);
    if (reader_.fault()) return *reader_.fault();
    return std::move(plan_);
  }

 private:
  std::string fill(std::string text, const Division* division) const {
    if (division != nullptr) {
      text = replaced(std::move(text), "{code}", division->code);
      text = replaced(std::move(text), "{name}", division->name);
      text = replaced(std::move(text), "{short}", short_name(*division));
      text = replaced(std::move(text), "{town}", std::string_view(division->code).substr(0, 9));
      return text;
    }
    text = replaced(std::move(text), kWrittenForName, county_.name);
    if (county_.name != kWrittenForName) text = replaced(std::move(text), kWrittenForShort, county_.name);
    return text == kWrittenForRegion ? county_.region : text;
  }

  void add_office(const toml::table& row, const Division* division) {
    Office office;
    const bool on_street = division != nullptr && street(*division) && row.contains("name_street");
    office.id = OfficeId{fill(reader_.text(row, "id", true), division)};
    office.kind = reader_.text(row, "kind", true);
    office.name = fill(reader_.text(row, on_street ? "name_street" : "name", true), division);
    office.short_name = fill(reader_.text(row, "short_name"), division);
    if (office.short_name.empty()) office.short_name = office.name;
    office.place = PlaceId{fill(reader_.text(row, "place", true), division)};
    office.presence = reader_.text(row, "presence", true);
    office.independent = reader_.flag(row, "independent");
    office.logs_in = !row.contains("logs_in") || reader_.flag(row, "logs_in");
    office.valid_from = from_;
    const std::string parent = fill(reader_.text(row, "parent"), division);
    std::string above = "/";
    if (!parent.empty()) {
      const Office* found = find(parent);
      if (!found) return reader_.blame(row, "上级机构“" + parent + "”还没有列出，请先列上级、后列下级");
      office.parent = found->id;
      above = found->path;
    }
    office.path = above + office.id.text + "/";
    if (find(office.id.text)) return reader_.blame(row, "机构“" + office.id.text + "”列了两次");
    if (division) templates_[prefix_of(office.id.text)].push_back(office.id);
    at_[office.id.text] = plan_.offices.size();
    plan_.offices.push_back(std::move(office));
  }

  const Office* find(const std::string& id) const {
    const auto at = at_.find(id);
    return at == at_.end() ? nullptr : &plan_.offices[at->second];
  }

  // The offices an id or the front part of a template's id means.
  std::vector<OfficeId> offices_of(const toml::table& row, const std::string& per) {
    if (const Office* office = find(per)) return {office->id};
    const auto several = templates_.find(per);
    if (several != templates_.end()) return several->second;
    reader_.blame(row, "没有机构或模板“" + per + "”，请检查拼写");
    return {};
  }

  void add_duty(const toml::table& row) {
    const std::string id = reader_.text(row, "id", true);
    const std::string per = reader_.text(row, "office", true);
    const std::vector<OfficeId> offices = offices_of(row, per);
    for (const OfficeId& office : offices) {
      const bool expanded = office.text != per;
      plan_.duties.push_back({DutyId{expanded ? id + office.text.substr(per.size()) : id}, office, reader_.text(row, "category", true),
                              reader_.text(row, "text", true), reader_.text(row, "basis", true), from_, std::nullopt});
    }
  }

  void add_posts(const toml::table& row) {
    const auto role = from_word<Role>(reader_.text(row, "role", true));
    if (!role) return reader_.blame(row, "没有这个角色，请从 role 一节中选择");
    const int count = reader_.whole(row, "count", 1, 99).value_or(1);
    const std::string title = reader_.text(row, "title", true);
    const std::string kind = reader_.text(row, "kind");
    std::string per = reader_.text(row, "per");
    if (!kind.empty()) {
      for (const Office& office : plan_.offices) {
        if (office.kind == kind) plan_.posts.push_back({office.id, *role, count, {}, title});
      }
      return;
    }
    const bool below = per == "grid" || per == "group";
    for (const OfficeId& office : offices_of(row, below ? reader_.text(row, "office", true) : per)) {
      plan_.posts.push_back({office, *role, count, below ? per : std::string(), title});
    }
  }

  void add_login(const toml::table& row) {
    LoginPlan login{reader_.text(row, "login", true), OfficeId{reader_.text(row, "office", true)}, {}, {}, reader_.text(row, "title", true)};
    const auto role = from_word<Role>(reader_.text(row, "role", true));
    if (!role) return reader_.blame(row, "没有这个角色，请从 role 一节中选择");
    login.role = *role;
    for (const std::string& word : reader_.texts(row, "also")) {
      const auto more = from_word<Role>(word);
      if (!more) return reader_.blame(row, "没有角色“" + word + "”，请从 role 一节中选择");
      login.also.push_back(*more);
    }
    // A login of an office that this county does not have is left out.
    if (find(login.office.text)) plan_.logins.push_back(std::move(login));
  }

  TomlReader reader_;
  const CountyName& county_;
  std::span<const Division> divisions_;
  Date from_;
  CountyPlan plan_;
  std::map<std::string, std::size_t> at_;
  std::map<std::string, std::vector<OfficeId>> templates_;
};

std::optional<Error> read_categories(std::string_view text, CountyPlan& plan) {
  TomlReader reader(text, kCategoriesFile, "county_setup");
  if (reader.fault()) return reader.fault();
  std::int64_t ordinal = 0;
  for (const toml::table* row : reader.tables(reader.root(), "category")) {
    Category category;
    category.code = reader.text(*row, "code", true);
    category.name = reader.text(*row, "name", true);
    category.parent = or_none(reader.text(*row, "parent"));
    category.ordinal = ++ordinal;
    const bool dispute = category.code == "dispute" || category.code.starts_with("dispute.");
    category.mediable = row->contains("mediable") ? reader.flag(*row, "mediable") : dispute;
    category.sealed = reader.flag(*row, "sealed");
    category.public_facility = reader.flag(*row, "public_facility");
    for (const auto& [key, system] : {std::pair("justice", "justice18"), std::pair("zongzhi", "governance19"), std::pair("petition", "petition"),
                                      std::pair("hotline", "12345")}) {
      const std::string code = reader.text(*row, key);
      if (!code.empty()) plan.code_map.push_back({category.code, system, code});
    }
    plan.categories.push_back(std::move(category));
  }
  return reader.fault();
}

}  // namespace

Result<CountyPlan> plan_county(std::string_view offices_toml, std::string_view categories_toml, const CountyName& county,
                               std::span<const Division> divisions, Date from) {
  auto plan = Planner(offices_toml, county, divisions, from).plan();
  if (!plan) return plan;
  if (auto fault = read_categories(categories_toml, *plan)) return *fault;
  return plan;
}

std::vector<Place> place_rows(std::span<const Division> divisions, const DemoGrids& grids, Date from,
                              const std::map<std::string, Place, std::less<>>& there) {
  std::vector<Place> rows;
  rows.reserve(divisions.size() + grids.grids.size() + grids.groups.size() + grids.households.size());
  struct Above {
    std::string path, town;
  };
  std::map<std::string, Above, std::less<>> above;
  for (const auto& [id, place] : there) {
    // The town is the second step of the path.
    const auto town = place.path.size() > 17 ? there.find(place.path.substr(8, 9)) : there.end();
    above[id] = {place.path, town == there.end() ? std::string() : town->second.name};
  }
  const auto add = [&](const Division& division) {
    const auto kind = from_word<PlaceKind>(division_word(division.kind));
    if (!kind) return;
    Place row;
    row.id = PlaceId{division.code};
    row.valid_from = from;
    row.kind = *kind;
    row.code = division.code;
    row.name = division.name;
    const auto parent = above.find(division.parent);
    if (parent != above.end()) row.parent = PlaceId{division.parent};
    row.path = (parent == above.end() ? "/" : parent->second.path) + division.code + "/";
    const std::string town = *kind == PlaceKind::town ? division.name : parent == above.end() ? std::string() : parent->second.town;
    // Grids and what is below them are named with their village's short name already.
    row.full_name = *kind == PlaceKind::county || *kind == PlaceKind::town ? division.name
                    : *kind == PlaceKind::village                         ? town + short_name(division)
                                                                          : town + division.name;
    row.search = row.full_name + " " + division.name + " " + division.code;
    if (*kind != PlaceKind::household) above[division.code] = {row.path, town};
    rows.push_back(std::move(row));
  };
  for (const Division& division : divisions) add(division);
  for (const Division& division : grids.grids) add(division);
  for (const Division& division : grids.groups) add(division);
  for (const Division& division : grids.households) add(division);
  return rows;
}

std::vector<Responsibility> office_responsibilities(const CountyPlan& plan, const CountyName& county, Date from) {
  std::vector<Responsibility> rows;
  for (const Office& office : plan.offices) {
    if (office.kind == "county_centre") rows.push_back({"triage." + county.region, PlaceId{county.region}, "triage", office.id, std::nullopt, from, std::nullopt});
    if (office.kind != "mediation_committee") continue;
    rows.push_back({"mediation." + office.place.text, office.place, "mediation", office.id, std::nullopt, from, std::nullopt});
  }
  return rows;
}

}  // namespace lianhu
