#include "store/directory_store.h"

#include "store/committee_store.h"
#include "store/office_store.h"
#include "store/row.h"

namespace lianhu {
namespace {

constexpr std::string_view kValid = "valid_from <= :today AND (valid_to IS NULL OR valid_to >= :today)";

Value or_null(const std::optional<std::string>& text) { return text ? Value{*text} : Value{nullptr}; }

}  // namespace

std::optional<County> load_county(Session& session) {
  std::optional<County> county;
  session.query("SELECT region, name, prefix, installed_at, demo, sponsor, filing, hotline FROM county", {}, [&](const Row& row) {
    county = County{row.text(0), row.text(1), row.text(2), Time{row.i64(3)}, row.i64(4) != 0, std::nullopt, std::nullopt, std::nullopt};
    if (!row.null(5)) county->sponsor = row.text(5);
    if (!row.null(6)) county->filing = row.text(6);
    if (!row.null(7)) county->hotline = row.text(7);
  });
  return county;
}

void save_county(Session& session, const County& county) {
  session.run("INSERT INTO county (region, name, prefix, installed_at, demo, sponsor, filing, hotline)"
              " VALUES (:region, :name, :prefix, :installed_at, :demo, :sponsor, :filing, :hotline)",
              {{"region", county.region},
               {"name", county.name},
               {"prefix", county.prefix},
               {"installed_at", county.installed_at.ms},
               {"demo", static_cast<std::int64_t>(county.demo)},
               {"sponsor", or_null(county.sponsor)},
               {"filing", or_null(county.filing)},
               {"hotline", or_null(county.hotline)}});
}

std::vector<std::string> load_calendar_years(Session& session) {
  std::vector<std::string> years;
  session.query("SELECT text FROM calendar_year ORDER BY year", {}, [&](const Row& row) { years.push_back(row.text(0)); });
  return years;
}

void save_calendar_year(Session& session, int year, const std::string& text, Time at, const std::string& by) {
  const std::vector<Bind> binds{{"year", static_cast<std::int64_t>(year)}, {"text", text}, {"at", at.ms}, {"by", by}};
  if (session.run("UPDATE calendar_year SET text = :text, entered_at = :at, entered_by = :by WHERE year = :year", binds) == 0) {
    session.run("INSERT INTO calendar_year (year, text, entered_at, entered_by) VALUES (:year, :text, :at, :by)", binds);
  }
}

Directory load_directory(Session& session, const std::string& region, Date today) {
  Directory directory;
  const std::vector<Bind> day{{"today", today.text()}};
  const auto versions = versions_until(session, region, today);
  for (Office& office : select_rows<Office>(session, "office", region, std::string(kValid) + " ORDER BY id", day)) {
    for (const OfficeVersion& version : versions) {
      if (version.office == office.id) apply(version, office);
    }
    directory.add(std::move(office));
  }
  for (Post& post : select_rows<Post>(session, "post", region, std::string(kValid) + " ORDER BY id", day)) directory.add(std::move(post));
  for (Duty& duty : select_rows<Duty>(session, "duty", region, std::string(kValid) + " ORDER BY id", day)) directory.add(std::move(duty));
  session.query("SELECT id, name, state FROM account WHERE region = :region", {{"region", region}},
                [&](const Row& row) { directory.add(StaffMember{AccountId{row.text(0)}, row.text(1), row.text(2) == "active"}); });
  session.query("SELECT code, name, parent, ordinal, mediable, sealed, public_facility,"
                " CASE WHEN (valid_from IS NULL OR valid_from <= :today) AND (valid_to IS NULL OR valid_to >= :today) THEN 1 ELSE 0 END"
                " FROM category ORDER BY ordinal, code",
                {{"today", today.text()}}, [&](const Row& row) {
                  Category category = read_row<Category>(row);
                  category.standing = row.i64(7) != 0;
                  directory.add(std::move(category));
                });
  // One kind at a time, each a range of the index: the households, which are most of the places, are never walked over.
  for (const PlaceKind kind : {PlaceKind::county, PlaceKind::town, PlaceKind::village, PlaceKind::grid}) {
    session.query("SELECT id, path FROM place WHERE region = :region AND kind = :kind AND valid_from <= :today AND (valid_to IS NULL OR valid_to >= :today)",
                  {{"region", region}, {"kind", word(kind)}, {"today", today.text()}},
                  [&](const Row& row) { directory.place_path(PlaceId{row.text(0)}, row.text(1)); });
  }
  for (const Committee& one : committees_on(session, region, today)) directory.committee_kind(one.office, one.kind);
  return directory;
}

std::optional<Date> next_directory_change(Session& session, const std::string& region, Date today) {
  std::optional<Date> next;
  const auto consider = [&](std::string_view sql, int later) {
    session.query(sql, {{"region", region}, {"today", today.text()}}, [&](const Row& row) {
      const auto day = row.null(0) ? std::nullopt : Date::parse(row.text(0));
      if (day && (!next || day->plus(later) < *next)) next = day->plus(later);
    });
  };
  consider("SELECT MIN(valid_from) FROM office WHERE region = :region AND valid_from > :today", 0);
  consider("SELECT MIN(valid_to) FROM office WHERE region = :region AND valid_to >= :today", 1);
  consider("SELECT MIN(valid_from) FROM office_version WHERE region = :region AND valid_from > :today", 0);
  session.query("SELECT MIN(valid_from) FROM category WHERE valid_from > :today UNION ALL SELECT MIN(valid_to) FROM category WHERE valid_to >= :today",
                {{"today", today.text()}}, [&](const Row& row) {
                  const auto day = row.null(0) ? std::nullopt : Date::parse(row.text(0));
                  // A last day is looked at again on the day itself and on the next: once too often, never too late.
                  if (!day) return;
                  const Date at = *day > today ? *day : today.plus(1);
                  if (!next || at < *next) next = at;
                });
  consider("SELECT MIN(valid_from) FROM place WHERE region = :region AND kind = 'grid' AND valid_from > :today", 0);
  consider("SELECT MIN(valid_to) FROM place WHERE region = :region AND kind = 'grid' AND valid_to >= :today", 1);
  consider("SELECT MIN(valid_from) FROM post WHERE region = :region AND valid_from > :today", 0);
  consider("SELECT MIN(valid_to) FROM post WHERE region = :region AND valid_to >= :today", 1);
  consider("SELECT MIN(valid_from) FROM duty WHERE region = :region AND valid_from > :today", 0);
  consider("SELECT MIN(valid_to) FROM duty WHERE region = :region AND valid_to >= :today", 1);
  consider("SELECT MIN(valid_from) FROM committee WHERE region = :region AND valid_from > :today", 0);
  return next;
}

void insert_office(Session& session, const std::string& region, const Office& office) { insert_row(session, "office", region, office); }
void insert_duty(Session& session, const std::string& region, const Duty& duty) { insert_row(session, "duty", region, duty); }
void insert_responsibility(Session& session, const std::string& region, const Responsibility& row) { insert_row(session, "responsibility", region, row); }

void insert_category(Session& session, const Category& category) {
  const auto flag = [](bool on) { return static_cast<std::int64_t>(on); };
  session.run("INSERT INTO category (code, name, parent, ordinal, mediable, sealed, public_facility)"
              " VALUES (:code, :name, :parent, :ordinal, :mediable, :sealed, :public_facility)",
              {{"code", category.code},
               {"name", category.name},
               {"parent", or_null(category.parent)},
               {"ordinal", category.ordinal},
               {"mediable", flag(category.mediable)},
               {"sealed", flag(category.sealed)},
               {"public_facility", flag(category.public_facility)}});
}

bool has_categories(Session& session) {
  bool any = false;
  session.query("SELECT 1 FROM category LIMIT 1", {}, [&](const Row&) { any = true; });
  return any;
}

void insert_code_map(Session& session, const std::string& category, const std::string& system, const std::string& code, Date from) {
  session.run("INSERT INTO code_map (category, system, code, valid_from, valid_to) VALUES (:category, :system, :code, :from, NULL)",
              {{"category", category}, {"system", system}, {"code", code}, {"from", from.text()}});
}

std::optional<Responsibility> find_responsible(Session& session, const std::string& region, const std::string& place_path, const std::string& duty,
                                               Date today) {
  // From the matter's own place upwards.
  for (std::size_t end = place_path.size(); end > 1;) {
    const std::size_t start = place_path.rfind('/', end - 2);
    if (start == std::string::npos) break;
    auto rows = select_rows<Responsibility>(session, "responsibility", region,
                                            "place = :place AND duty = :duty AND " + std::string(kValid) + " ORDER BY valid_from DESC, id LIMIT 1",
                                            {{"place", place_path.substr(start + 1, end - start - 2)}, {"duty", duty}, {"today", today.text()}});
    if (!rows.empty()) return std::move(rows.front());
    end = start + 1;
  }
  return std::nullopt;
}

}  // namespace lianhu
