#include "tool/demo_year.h"

#include <gtest/gtest.h>

#include "base/resource.h"
#include "base/text.h"
#include "model/chain.h"
#include "rules/procedure_library.h"
#include "rules/term_file.h"
#include "rules/toml_reader.h"
#include "desk/draw_desk.h"
#include "desk/entry.h"
#include "store/matter_store.h"
#include "store/migrate.h"
#include "store/test_db.h"
#include "store/whole_text.h"
#include "tool/demo_arrivals.h"
#include "tool/demo_people.h"

namespace lianhu {
namespace {

const Time kEnd = Time::at(Date::of(2026, 9, 1), 10);

struct Made {
  Made(std::uint64_t seed, std::int64_t matters) : db(Engine::sqlite) {
    migrate(*db, migrations(resources(), db->engine()), kEnd);
    CountySetup setup;
    setup.seed = seed;
    setup.password = "Demo-pass-2026";
    setup.counts = {350, 700, 1400};
    auto made = make_demo({*db, files, key, kEnd, [](const std::string& p) { return "hash of " + p; }, {}}, setup, matters);
    if (!made) throw std::runtime_error(made.error().message);
    result = std::move(*made);
  }
  template <class T>
  std::vector<T> column_in(Session& session, const std::string& sql) {
    std::vector<T> out;
    session.query(sql, {}, [&](const Row& row) {
      if constexpr (std::is_same_v<T, std::string>) {
        out.push_back(row.text(0));
      } else {
        out.push_back(row.i64(0));
      }
    });
    return out;
  }
  template <class T>
  std::vector<T> column(const std::string& sql) {
    std::vector<T> out;
    db->read([&](Session& session) { out = column_in<T>(session, sql); });
    return out;
  }
  std::int64_t number(const std::string& sql) { return column<std::int64_t>(sql).at(0); }
  std::string last_hash() { return column<std::string>("SELECT hash FROM event ORDER BY leaf_index DESC LIMIT 1").at(0); }

  TestDb db;
  MemoryFiles files;
  std::string key = std::string(32, 'k');
  DemoResult result;
};

Made& shared() {
  static Made made(3, 400);
  return made;
}

std::string listed(const std::map<std::string, std::int64_t>& all) {
  std::string out;
  for (const auto& [name, count] : all) out += name + " " + std::to_string(count) + "\n";
  return out;
}

TEST(DemoYear, TheSameSeedGivesTheSameYear) {
  Made one(11, 60), two(11, 60), other(12, 60);
  EXPECT_EQ(one.last_hash(), two.last_hash());
  EXPECT_EQ(one.result.year.moves, two.result.year.moves);
  EXPECT_EQ(one.column<std::string>("SELECT number FROM matter ORDER BY ordinal"), two.column<std::string>("SELECT number FROM matter ORDER BY ordinal"));
  EXPECT_NE(one.last_hash(), other.last_hash());
}

TEST(DemoYear, NoActIsRefused) {
  const YearReport& year = shared().result.year;
  EXPECT_EQ(year.matters, 400);
  EXPECT_GT(year.acts, 2'000);
  EXPECT_TRUE(year.refused.empty()) << listed(year.refused);
}

TEST(DemoYear, EveryStateIsReached) {
  const YearReport& year = shared().result.year;
  const auto terms = load_terms(resources());
  ASSERT_TRUE(terms);
  const auto library = load_procedures(resources(), *terms);
  ASSERT_TRUE(library);
  for (const Procedure& procedure : library->all()) {
    for (const State& state : procedure.states) {
      // People's mediation ends in the grid matter's hands.
      if (procedure.mediation && (state.name == "closed" || state.name == "archived")) continue;
      if (state.name == "reported_up") continue;  // the one desk here is the county's own
      EXPECT_TRUE(year.states.contains(procedure.name + "." + state.name)) << procedure.name << "." << state.name;
    }
  }
  if (HasFailure()) ADD_FAILURE() << listed(year.moves);
}

TEST(DemoYear, DeadlinesAreMetAndMissed) {
  Made& made = shared();
  const auto met = made.number("SELECT COUNT(*) FROM deadline WHERE state = 'met'");
  const auto missed = made.number("SELECT COUNT(*) FROM deadline WHERE state = 'missed'");
  EXPECT_GT(missed, 0);
  EXPECT_GT(met, missed * 3);
  EXPECT_GT(made.number("SELECT COUNT(*) FROM deadline WHERE state = 'missed' AND met_at IS NULL"), 0) << "some are overdue now";
  EXPECT_GT(made.number("SELECT COUNT(*) FROM ruling WHERE upheld = 0") + made.number("SELECT COUNT(*) FROM ruling WHERE upheld = 1"), 0);
  EXPECT_GT(made.number("SELECT COUNT(*) FROM matter WHERE open = 0"), 150);
  EXPECT_GT(made.number("SELECT COUNT(*) FROM access_log"), 100);
}

TEST(DemoYear, EveryPrintedDeskHasWork) {
  Made& made = shared();
  for (const char* office : {"centre", "water", "village.520422001001", "town_centre.520422001", "town_mediation.520422001"}) {
    EXPECT_GT(made.number("SELECT COUNT(*) FROM assignment WHERE open = 1 AND office = '" + std::string(office) + "'"), 1) << office;
  }
  EXPECT_GT(made.number("SELECT COUNT(*) FROM assignment WHERE open = 1 AND kind = 'verify'"), 1);
}

TEST(DemoYear, TheCentresWeekIsPlanned) {
  Made& made = shared();
  EXPECT_GT(made.number("SELECT COUNT(*) FROM draw"), 5);
  EXPECT_GT(made.number("SELECT COUNT(*) FROM rota_day"), 3);
  const Date monday = monday_of(kEnd.date());
  EXPECT_GT(made.number("SELECT COUNT(DISTINCT day) FROM rota_day WHERE day BETWEEN '" + monday.text() + "' AND '" + monday.plus(4).text() + "'"), 2) << "the week that runs";
  EXPECT_EQ(made.number("SELECT COUNT(*) FROM rota_day WHERE phone IS NULL"), 0);
  EXPECT_EQ(made.number("SELECT COUNT(*) FROM conference_item"), 4);
  EXPECT_EQ(made.number("SELECT COUNT(*) FROM conference_item WHERE concluded_at IS NOT NULL"), 1);
}

TEST(DemoYear, CommitteesAreListedAndOneHasAnOldRegister) {
  Made& made = shared();
  EXPECT_GT(made.number("SELECT COUNT(*) FROM committee"), 13);
  EXPECT_GT(made.number("SELECT COUNT(*) FROM mediator_term"), 20);
  EXPECT_EQ(made.number("SELECT COUNT(*) FROM team_figure"), 6);
  EXPECT_EQ(made.number("SELECT COUNT(*) FROM old_case"), 36);
}

TEST(DemoYear, TheClockNeverGoesBackAndPeopleAreInvented) {
  Made& made = shared();
  const auto times = made.column<std::int64_t>("SELECT entered_at FROM event ORDER BY leaf_index");
  EXPECT_TRUE(std::is_sorted(times.begin(), times.end()));
  EXPECT_LE(times.back(), kEnd.ms);
  EXPECT_GT(times.front(), kEnd.plus_ms(-370LL * 86'400'000).ms);
  for (const std::string& name : made.column<std::string>("SELECT name FROM party WHERE name IS NOT NULL")) EXPECT_TRUE(is_invented_name(name)) << name;
  for (const std::string& phone : made.column<std::string>("SELECT phone FROM party WHERE phone IS NOT NULL")) EXPECT_TRUE(phone.starts_with("1990000")) << phone;
}

TEST(DemoYear, WhatIsKeptIsWhatIsStored) {
  Made made(5, 0);
  FixedClock clock(kEnd.plus_ms(-366LL * 86'400'000));
  SeededRandom random(5);
  IdMaker ids(clock, random);
  const Vault vault(made.key, random);
  House house({*made.db, clock, random, made.files, ids, vault});
  int changes = 0, wrong = 0;
  house.changed = [&](const MatterId& id, std::int64_t) {
    std::optional<WholeMatter> stored;
    made.db->read([&](Session& session) { stored = load_whole_matter(session, house.region(), id); });
    ++changes;
    const std::string kept = whole_text(*load_matter(house, id)), truth = whole_text(stored.value());
    if (kept != truth && ++wrong < 3) ADD_FAILURE() << "kept:\n" << kept << "stored:\n" << truth;
  };
  const auto year = make_year(house, clock, {5, 80, kEnd}, {});
  ASSERT_TRUE(year) << year.error().message;
  EXPECT_GT(changes, 1'000);
  EXPECT_EQ(wrong, 0);
}

TEST(DemoYear, EveryChainVerifies) {
  Made& made = shared();
  int chains = 0;
  made.db->read([&](Session& session) {
    for (const std::string& matter : made.column_in<std::string>(session, "SELECT id FROM matter")) {
      std::string previous = chain_start;
      for (const PastEvent& past : load_events(session, "520422", MatterId{matter})) {
        EXPECT_EQ(past.row.previous, previous);
        EXPECT_EQ(past.row.hash, chain_hash("520422", past.row));
        previous = past.row.hash;
      }
      ++chains;
    }
  });
  EXPECT_EQ(chains, 400);
}

TEST(DemoYear, RunsOnceAndOnlyOnADemonstration) {
  Made& made = shared();
  CountySetup setup;
  const auto again = make_demo({*made.db, made.files, made.key, kEnd, [](const std::string& p) { return p; }, {}}, setup, 10);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, "has_matters");

  TestDb real(Engine::sqlite);
  migrate(*real, migrations(resources(), real->engine()), kEnd);
  FixedClock clock(kEnd);
  SeededRandom random(1);
  IdMaker ids(clock, random);
  ASSERT_TRUE(install_county({*real, clock, random, ids, [](const std::string& p) { return p; }}, {}));
  MemoryFiles files;
  const auto refused = make_demo({*real, files, made.key, kEnd, [](const std::string& p) { return p; }, {}}, setup, 10);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "not_demo");
}

TEST(DemoTexts, ManyDifferentReportsOfFitLength) {
  const auto texts = DemoTexts::read(resource("demo/texts.toml"));
  ASSERT_TRUE(texts) << texts.error().message;
  TomlReader reader(resource("territory/categories.toml"), "categories", "test");
  std::set<std::string> leaves, skeletons, reports;
  for (const toml::table* row : reader.tables(reader.root(), "category")) {
    if (!row->contains("leaf")) leaves.insert(reader.text(*row, "code"));
  }
  Seeded seeded(1);
  std::size_t rare = 0, usual = 0, all = 0;
  for (const DemoKind& kind : texts->kinds()) {
    EXPECT_TRUE(leaves.contains(kind.category)) << kind.category;
    skeletons.insert(kind.texts.begin(), kind.texts.end());
    for (int i = 0; i < 200; ++i) {
      const std::string text = texts->report(kind, seeded);
      EXPECT_EQ(text.find('{'), std::string::npos) << text;
      EXPECT_FALSE(text_fault(text, Lines::many)) << text;
      EXPECT_GE(count_chars(text), 40U) << text;
      EXPECT_LE(count_chars(text), 500U) << text;
      usual += count_chars(text) <= 300 ? 1 : 0;
      for (const char* word : {"㛃", "䶮", "𬭎"}) {
        if (text.find(word) != std::string::npos) {
          ++rare;
          break;
        }
      }
      ++all;
      reports.insert(text);
    }
  }
  EXPECT_GE(skeletons.size(), 200U);
  EXPECT_GT(reports.size(), all * 9 / 10);
  EXPECT_GT(usual, all * 95 / 100);
  EXPECT_GT(rare, all / 100);
  const auto faulty = DemoTexts::read("[slots]\n[phrases]\n");
  EXPECT_FALSE(faulty);
}

TEST(DemoArrivals, FollowSeasonsAndWeekdays) {
  const auto texts = DemoTexts::read(resource("demo/texts.toml"));
  ASSERT_TRUE(texts);
  const auto calendar = Calendar();
  std::vector<Place> places(2);
  places[0].code = "520422001001001";
  places[1].code = "520422203001001";
  const auto arrivals = plan_arrivals({1, 6000, Date::of(2025, 9, 2), Date::of(2026, 8, 31)}, *texts, places, calendar);
  ASSERT_EQ(arrivals.size(), 6000U);
  std::map<int, int> water, wages;
  int weekend = 0, shown = 0;
  for (std::size_t i = 0; i < arrivals.size(); ++i) {
    if (i > 0) EXPECT_LE(arrivals[i - 1].at, arrivals[i].at);
    const std::string& category = texts->kinds()[arrivals[i].kind].category;
    const Date day = arrivals[i].at.date();
    if (category == "dispute.land.water") ++water[day.month()];
    if (category == "dispute.wages") ++wages[day.month()];
    weekend += day.weekday() >= 6 ? 1 : 0;
    shown += arrivals[i].halt.empty() ? 0 : 1;
  }
  EXPECT_GT(water[4], water[10] * 2);
  EXPECT_GT(wages[1] + wages[12], (wages[6] + wages[7]) * 2);
  EXPECT_LT(weekend, 6000 / 5);
  EXPECT_EQ(shown, 60);
}

}  // namespace
}  // namespace lianhu
