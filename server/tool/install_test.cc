#include "tool/install.h"

#include <set>

#include <gtest/gtest.h>

#include "base/resource.h"
#include "base/test_world.h"
#include "rules/grid_map.h"
#include "store/account_store.h"
#include "store/directory_store.h"
#include "store/migrate.h"
#include "store/place_store.h"
#include "store/test_db.h"
#include "tool/demo_people.h"

namespace lianhu {
namespace {

const Time kNow = Time::at(Date::of(2026, 9, 1), 9);

struct Bench {
  explicit Bench(Engine engine = Engine::sqlite) : db(engine, WithSchema{}) {}

  Result<Installed> install(const CountySetup& setup) {
    return install_county({*db, clock, random, ids, [this](const std::string& password) {
                             ++hashed;
                             return "hash of " + password;
                           }},
                          setup);
  }
  std::int64_t number(const std::string& sql) {
    std::int64_t n = -1;
    db->read([&](Session& session) { session.query(sql, {}, [&](const Row& row) { n = row.i64(0); }); });
    return n;
  }

  TestDb db;
  FixedClock clock{kNow};
  SeededRandom random{7};
  IdMaker ids{clock, random};
  int hashed = 0;
};

CountySetup demo(DemoCounts counts = {}) {
  CountySetup setup;
  setup.demo = true;
  setup.seed = 5;
  setup.password = "Demo-pass-2026";
  setup.counts = counts;
  return setup;
}
constexpr DemoCounts kSmall{350, 700, 1400};

TEST(Install, DemoCountyIsWhole) {
  Bench bench;
  const auto installed = bench.install(demo());
  ASSERT_TRUE(installed) << installed.error().message;
  for (const auto& [kind, count] : {std::pair(PlaceKind::county, 1), std::pair(PlaceKind::town, 13), std::pair(PlaceKind::village, 175),
                                    std::pair(PlaceKind::grid, 350), std::pair(PlaceKind::group, 10'000), std::pair(PlaceKind::household, 134'000)}) {
    bench.db->read([&, k = kind, n = count](Session& session) { EXPECT_EQ(count_places(session, "520422", k), n) << word(k); });
  }
  EXPECT_EQ(bench.hashed, 1) << "one hash for all printed logins";
  EXPECT_EQ(bench.number("SELECT COUNT(*) FROM category"), 113);

  bench.db->read([&](Session& session) {
    const Date today = kNow.date();
    const auto household = find_place(session, "520422", PlaceId{"520422001001001001001"}, today);
    ASSERT_TRUE(household);
    EXPECT_EQ(household->path, "/520422/520422001/520422001001/520422001001001/520422001001001001/520422001001001001001/");
    EXPECT_TRUE(household->full_name.starts_with("定南街道塔山社区第1网格")) << household->full_name;
    const auto village = find_place(session, "520422", PlaceId{"520422203001"}, today);
    ASSERT_TRUE(village);
    EXPECT_EQ(village->path, "/520422/520422203/520422203001/");
    EXPECT_TRUE(village->geometry);
    EXPECT_EQ(places_below(session, "520422", PlaceId{"520422"}, today).size(), 13U);
  });
}

TEST(Install, ASecondTimeDoesNothing) {
  Bench bench;
  ASSERT_TRUE(bench.install(demo(kSmall)));
  const auto accounts = bench.number("SELECT COUNT(*) FROM account");
  const auto again = bench.install(demo(kSmall));
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->already);
  EXPECT_NE(installed_text(*again).find("没有改动"), std::string::npos);
  EXPECT_EQ(bench.number("SELECT COUNT(*) FROM account"), accounts);
  EXPECT_EQ(bench.number("SELECT COUNT(*) FROM county"), 1);
}

TEST(Install, EveryPlaceHasSomebodyWhoAnswers) {
  Bench bench;
  ASSERT_TRUE(bench.install(demo(kSmall)));
  bench.db->read([&](Session& session) {
    const Date today = kNow.date();
    const Directory directory = load_directory(session, "520422", today);
    std::set<std::string> workers;
    for (const Place& grid : places_of_kind(session, "520422", PlaceKind::grid, today)) {
      const auto answer = find_responsible(session, "520422", grid.path, "grid", today);
      ASSERT_TRUE(answer && answer->post) << grid.code;
      EXPECT_EQ(answer->place, grid.id);
      EXPECT_EQ(answer->office.text, "grid_station." + grid.parent->text);
      EXPECT_TRUE(workers.insert(answer->post->text).second) << "one worker, one grid";
      const auto desk = find_responsible(session, "520422", grid.path, "triage", today);
      ASSERT_TRUE(desk);
      EXPECT_EQ(desk->office.text, "centre");
    }
    EXPECT_EQ(workers.size(), 350U);
    for (const Place& village : places_of_kind(session, "520422", PlaceKind::village, today)) {
      const auto committee = find_responsible(session, "520422", village.path, "mediation", today);
      ASSERT_TRUE(committee);
      EXPECT_EQ(committee->office.text, "village_mediation." + village.code);
      EXPECT_EQ(village.path, "/520422/" + village.parent->text + "/" + village.code + "/");
    }
    // Every office that works in the system has a person in it; the path leads through offices that exist.
    for (const auto& [id, office] : directory.offices()) {
      if (office.kind == "county" || !office.logs_in || id == "mediation.county" || office.kind == "party") continue;
      EXPECT_FALSE(directory.posts_in(office.id).empty()) << id;
      const Office* parent = office.parent ? directory.office(*office.parent) : nullptr;
      EXPECT_EQ(office.path, (parent ? parent->path : "/") + id + "/");
      EXPECT_FALSE(directory.path_of(office.place).empty()) << id;
    }
    for (const Duty& duty : directory.duties()) {
      EXPECT_TRUE(directory.office(duty.office)) << duty.id.text;
      EXPECT_TRUE(directory.category(duty.category)) << duty.id.text;
    }
    EXPECT_TRUE(directory.duty("duty.water.ditch.town.520422001"));
    EXPECT_TRUE(directory.category("dispute.neighbour.drain")->mediable);
    EXPECT_FALSE(directory.category("dispute.administrative")->mediable);
    EXPECT_TRUE(directory.office(OfficeId{"court"})->independent);
  });
}

TEST(Install, PeopleArePlainlyInvented) {
  Bench bench;
  const auto installed = bench.install(demo(kSmall));
  ASSERT_TRUE(installed);
  std::set<std::string> logins, able;
  bench.db->read([&](Session& session) {
    for (const Account& account : list_accounts(session, "520422", "", 100'000)) {
      EXPECT_TRUE(is_invented_name(account.name)) << account.name;
      EXPECT_TRUE(account.phone && account.phone->starts_with("1990000") && account.phone->size() == 11) << account.login;
      EXPECT_TRUE(account.login.size() >= 3 && account.login.size() <= 32) << account.login;
      logins.insert(account.login);
      if (account.password) able.insert(account.login);
    }
  });
  EXPECT_EQ(static_cast<std::int64_t>(logins.size()), installed->accounts);
  EXPECT_EQ(able, (std::set<std::string>{"triage", "grid", "village", "town", "mediator", "water", "verify", "super", "leader", "sysadmin", "secadmin", "auditor"}));
  EXPECT_EQ(installed->logins.size(), able.size());
  EXPECT_EQ(bench.number("SELECT COUNT(*) FROM post p JOIN account a ON a.id = p.account WHERE a.login = 'town'"), 2);
  EXPECT_EQ(bench.number("SELECT COUNT(*) FROM responsibility r JOIN post p ON p.id = r.post JOIN account a ON a.id = p.account"
                         " WHERE a.login = 'grid' AND r.place = '520422001001001' AND r.duty = 'grid'"),
            1);
}

TEST(Install, ARealCountyGetsOnlyItsAdministrators) {
  Bench bench;
  CountySetup setup;
  const auto installed = bench.install(setup);
  ASSERT_TRUE(installed) << installed.error().message;
  EXPECT_EQ(installed->accounts, 3);
  EXPECT_EQ(installed->places, 189);
  std::set<std::string> passwords;
  for (const PrintedLogin& login : installed->logins) {
    EXPECT_GE(login.password.size(), 12U);
    passwords.insert(login.password);
  }
  EXPECT_EQ(passwords.size(), 3U);
  EXPECT_EQ(bench.number("SELECT COUNT(*) FROM account WHERE password IS NOT NULL AND password_at IS NULL"), 3);
  EXPECT_EQ(bench.number("SELECT COUNT(*) FROM place WHERE valid_from = '2026-09-01'"), 189);
  EXPECT_EQ(bench.number("SELECT COUNT(*) FROM office WHERE phone IS NOT NULL"), 0);
}

TEST(Install, AnotherCountyTakesItsOwnNameAndCode) {
  Bench bench;
  CountySetup setup;
  setup.region = "990101";
  setup.name = "示例县";
  setup.prefix = "SL";
  const auto missing = bench.install(setup);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, "no_divisions");
  setup.divisions = "code,name,kind,parent\n990101,示例县,county,9901\n990101001,甲街道,town,990101\n990101001001,乙社区居民委员会,village,990101001\n";
  const auto installed = bench.install(setup);
  ASSERT_TRUE(installed) << installed.error().message;
  EXPECT_EQ(bench.number("SELECT COUNT(*) FROM office WHERE name LIKE '%普定%'"), 0);
  EXPECT_EQ(bench.number("SELECT COUNT(*) FROM office WHERE id = 'centre' AND name = '示例县社会治安综合治理中心' AND place = '990101'"), 1);
}

TEST(Install, TheSameSeedGivesTheSamePeople) {
  const auto people = [] {
    Bench bench;
    EXPECT_TRUE(bench.install(demo(kSmall)));
    std::string all;
    bench.db->read([&](Session& session) {
      for (const Account& account : list_accounts(session, "520422", "", 100'000)) all += account.id.text + account.login + account.name + "\n";
    });
    return all;
  };
  EXPECT_EQ(people(), people());
}

TEST(DemoPeople, NumbersNeverPassTheirCheck) {
  for (std::uint64_t n = 0; n < 3000; ++n) {
    const std::string id = invented_id_number(n);
    ASSERT_EQ(id.size(), 18U);
    static constexpr int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < 17; ++i) sum += (id[static_cast<std::size_t>(i)] - '0') * weights[i];
    EXPECT_NE(id[17], "10X98765432"[sum % 11]) << id;
    EXPECT_TRUE(is_invented_name(invented_name(n * 5))) << invented_name(n * 5);
  }
  std::set<std::string> names;
  for (std::uint64_t n = 0; n < 11'100; ++n) names.insert(invented_name(n));
  EXPECT_EQ(names.size(), 11'100U);
  EXPECT_FALSE(is_invented_name("甲一"));
  EXPECT_FALSE(is_invented_name("化名甲一二三四"));
}

}  // namespace
}  // namespace lianhu
