#include "tool/install.h"

#include <map>

#include "base/password.h"
#include "base/resource.h"
#include "rules/schematic_map.h"
#include "store/access_store.h"
#include "store/account_store.h"
#include "store/directory_store.h"
#include "store/place_store.h"
#include "tool/demo_people.h"

namespace lianhu {
namespace {

constexpr std::string_view kCounties = "territory/";
constexpr int kYearsBefore = 2;

struct Rows {
  County county;
  CountyPlan plan;
  std::vector<Place> places;
  Staffing staff;
  std::vector<Responsibility> responsibilities;
  Audit audit;
  Date from;
};

std::string degrees(std::int32_t e6) {
  const std::string fraction = std::to_string(e6 % 1'000'000);
  return std::to_string(e6 / 1'000'000) + "." + std::string(6 - fraction.size(), '0') + fraction;
}

std::string polygon(const Ring& ring) {
  std::string out = R"({"type":"Polygon","coordinates":[[)";
  for (const Point& p : ring) out += "[" + degrees(p.lon_e6) + "," + degrees(p.lat_e6) + "],";
  return out + "[" + degrees(ring.front().lon_e6) + "," + degrees(ring.front().lat_e6) + "]]]}";
}

void draw(const std::vector<Division>& divisions, const DemoGrids& grids, std::uint64_t seed, std::vector<Place>& places) {
  const SchematicMap map = draw_schematic(divisions, grids.grids, seed);
  std::map<std::string, const Ring*, std::less<>> rings;
  for (const auto* tiles : {&map.towns, &map.villages, &map.grids}) {
    for (const Tile& tile : *tiles) rings[tile.code] = &tile.ring;
  }
  for (Place& place : places) {
    if (const auto ring = rings.find(place.code); ring != rings.end()) place.geometry = polygon(*ring->second);
  }
}

Result<std::vector<Division>> divisions_of(const CountySetup& setup) {
  const std::string file = std::string(kCounties) + setup.region + ".csv";
  const std::string_view text = setup.divisions.empty() ? resource(file) : std::string_view(setup.divisions);
  if (text.empty()) {
    return invalid("no_divisions", "没有“" + setup.region + "”的区划数据，请用 --divisions 指定本县的区划文件（CSV：code,name,kind,parent）");
  }
  const DivisionFile one{file, text};
  auto divisions = parse_divisions(std::span(&one, 1), setup.region);
  if (divisions && (divisions->empty() || divisions->front().kind != DivisionKind::county)) {
    return invalid("no_divisions", "区划文件里没有代码为“" + setup.region + "”的县，请核对县级代码");
  }
  return divisions;
}

void set_passwords(const InstallWorld& world, const CountySetup& setup, Staffing& staff) {
  const std::string demo_hash = setup.demo ? world.hash(setup.password) : std::string();
  for (PrintedLogin& login : staff.logins) {
    login.password = setup.demo ? setup.password : one_time_password(world.random);
    for (Account& account : staff.accounts) {
      if (account.login != login.login) continue;
      account.password = setup.demo ? demo_hash : world.hash(login.password);
      // A one-time password must be changed at the first login; the demonstration's must not.
      if (setup.demo) account.password_at = world.clock.now();
    }
  }
}

Result<Rows> work_out(const InstallWorld& world, const CountySetup& setup) {
  const auto divisions = divisions_of(setup);
  if (!divisions) return divisions.error();
  const Time now = world.clock.now();
  Rows rows;
  rows.from = setup.demo ? Date::of(now.date().year() - kYearsBefore, 1, 1) : now.date();
  const CountyName name{setup.region, setup.name};
  auto plan = plan_county(resource("demo/offices.toml"), resource("territory/categories.toml"), name, *divisions, rows.from);
  if (!plan) return plan.error();
  rows.plan = std::move(*plan);
  DemoGrids grids;
  if (setup.demo) {
    auto made = generate_grids(*divisions, setup.seed, setup.counts);
    if (!made) return made.error();
    grids = std::move(*made);
    std::uint64_t n = 0;
    for (Office& office : rows.plan.offices) office.phone = invented_phone(9'999 - n++ % 5'000);
  }
  rows.places = place_rows(*divisions, grids, rows.from);
  if (setup.demo) draw(*divisions, grids, setup.seed, rows.places);
  rows.staff = setup.demo ? staff_demo(rows.plan, grids, rows.from, now, world.ids) : staff_administrators(rows.plan, rows.from, now, world.ids);
  set_passwords(world, setup, rows.staff);
  rows.responsibilities = office_responsibilities(rows.plan, name, rows.from);
  rows.responsibilities.insert(rows.responsibilities.end(), rows.staff.responsibilities.begin(), rows.staff.responsibilities.end());
  rows.county = County{setup.region, setup.name, setup.prefix, now, setup.demo, setup.name + "社会治安综合治理中心", std::nullopt, std::nullopt};
  if (setup.demo) {
    *rows.county.sponsor += "（演示）";
    rows.county.hotline = invented_phone(0);
  }
  rows.audit = Audit{world.ids.text(), now, std::nullopt, "installed", setup.region, setup.demo ? "安装演示县" + setup.name : "安装" + setup.name};
  return rows;
}

void write(Session& session, const std::string& region, const Rows& rows) {
  for (const Place& place : rows.places) insert_place(session, region, place);
  // Reference data has no region and may be there from an earlier county's installation.
  if (!has_categories(session)) {
    for (const Category& category : rows.plan.categories) insert_category(session, category);
    for (const CodeMapping& code : rows.plan.code_map) insert_code_map(session, code.category, code.system, code.code, rows.from);
  }
  for (const Office& office : rows.plan.offices) insert_office(session, region, office);
  for (const Duty& duty : rows.plan.duties) insert_duty(session, region, duty);
  for (const Account& account : rows.staff.accounts) insert_account(session, region, account);
  for (const Post& post : rows.staff.posts) insert_post(session, region, post);
  for (const Responsibility& row : rows.responsibilities) insert_responsibility(session, region, row);
  insert_audit(session, region, rows.audit);
  save_county(session, rows.county);
}

}  // namespace

Result<Installed> install_county(const InstallWorld& world, const CountySetup& setup) {
  std::optional<County> county;
  world.db.read([&](Session& session) { county = load_county(session); });
  Installed installed;
  if (county) {
    installed.already = true;
    installed.county = county->name + "（" + county->region + "）";
    return installed;
  }
  auto rows = work_out(world, setup);
  if (!rows) return rows.error();
  world.db.commit([&](Session& session) { write(session, setup.region, *rows); });
  installed.county = setup.name + "（" + setup.region + "）";
  installed.places = static_cast<std::int64_t>(rows->places.size());
  installed.offices = static_cast<std::int64_t>(rows->plan.offices.size());
  installed.accounts = static_cast<std::int64_t>(rows->staff.accounts.size());
  installed.duties = static_cast<std::int64_t>(rows->plan.duties.size());
  installed.logins = std::move(rows->staff.logins);
  return installed;
}

std::string installed_text(const Installed& installed) {
  if (installed.already) return "数据库里已有" + installed.county + "，没有改动\n";
  std::string out = "已安装" + installed.county + "：地点 " + std::to_string(installed.places) + "，机构 " + std::to_string(installed.offices) + "，职责 " +
                    std::to_string(installed.duties) + "，账号 " + std::to_string(installed.accounts) + "\n";
  for (const PrintedLogin& login : installed.logins) out += "  " + login.login + "  " + login.password + "  " + login.title + "（" + login.name + "）\n";
  return out;
}

}  // namespace lianhu
