#include "tool/import_territory.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "base/resource.h"
#include "base/test_world.h"
#include "store/migrate.h"
#include "store/place_store.h"
#include "store/test_db.h"
#include "tool/install.h"

namespace lianhu {
namespace {

const Time kNow = Time::at(Date::of(2026, 9, 1), 9);
const Date kToday = kNow.date();

std::unique_ptr<TestDb> fresh_db() {
  auto db = std::make_unique<TestDb>(Engine::sqlite);
  migrate(**db, migrations(resources(), (*db)->engine()), kNow);
  return db;
}

void install(Db& db) {
  FixedClock clock(kNow);
  SeededRandom random(1);
  IdMaker ids(clock, random);
  ASSERT_TRUE(install_county({db, clock, random, ids, [](const std::string& p) { return p; }}, {}));
}

const std::vector<ImportText> kFiles{
    {"provinces.csv", "code,name\n\"52\",\"贵州省\"\n"},
    {"cities.csv", "code,name,provinceCode\n5204,安顺市,52\n"},
    {"areas.csv", "code,name,cityCode,provinceCode\n520422,普定县,5204,52\n520423,镇宁县,5204,52\n"},
    {"streets.csv", "code,name\n520422001,定南街道,\n520423001,甲街道\n520422099,新设街道\n"},
    {"villages.csv", "code,name\n520422001001,塔山社区居民委员会\n520423001001,乙社区居民委员会\n520422099001,新设社区居民委员会\n"},
};

TEST(ImportTerritory, NationwideFilesGoIntoTheReferenceTableOnce) {
  const auto db = fresh_db();
  std::vector<std::string> lines;
  const auto progress = [&](const std::string& line) { lines.push_back(line); };
  const auto first = import_territory(**db, kFiles, "", kToday, progress);
  ASSERT_TRUE(first) << import_faults(first.error());
  EXPECT_EQ(first->read, 10);
  EXPECT_EQ(first->divisions, 10);
  EXPECT_EQ(first->new_places, 0);
  EXPECT_EQ(lines, std::vector<std::string>{"已写入 10 / 10"});
  const auto again = import_territory(**db, kFiles, "", kToday, {});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->divisions, 10);
}

TEST(ImportTerritory, ACountyGetsItsNewPlacesAndKeepsTheOld) {
  const auto db = fresh_db();
  const auto early = import_territory(**db, kFiles, "520422", kToday, {});
  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().code, "no_county");
  install(**db);
  const auto imported = import_territory(**db, kFiles, "520422", kToday, {});
  ASSERT_TRUE(imported) << import_faults(imported.error());
  EXPECT_EQ(imported->read, 5);
  EXPECT_EQ(imported->new_places, 2);
  (*db)->read([](Session& session) {
    const auto village = find_place(session, "520422", PlaceId{"520422099001"}, kToday);
    ASSERT_TRUE(village);
    EXPECT_EQ(village->path, "/520422/520422099/520422099001/");
    EXPECT_EQ(village->full_name, "新设街道新设社区");
    EXPECT_EQ(count_places(session, "520422", PlaceKind::village), 176);
  });
  const auto again = import_territory(**db, kFiles, "520422", kToday, {});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->new_places, 0);
}

TEST(ImportTerritory, AListOfGridsHangsBelowTheStoredVillages) {
  const auto db = fresh_db();
  install(**db);
  const auto imported = import_territory(**db, {{"grids.csv", "code,name\n520422001001001,塔山社区第1网格\n"}}, "520422", kToday, {});
  ASSERT_TRUE(imported) << import_faults(imported.error());
  (*db)->read([](Session& session) {
    const auto grid = find_place(session, "520422", PlaceId{"520422001001001"}, kToday);
    ASSERT_TRUE(grid);
    EXPECT_EQ(grid->path, "/520422/520422001/520422001001/520422001001001/");
    EXPECT_EQ(grid->full_name, "定南街道塔山社区第1网格");
  });
  const auto lost = import_territory(**db, {{"grids.csv", "code,name\n520422001999001,没有的村第1网格\n"}}, "520422", kToday, {});
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().code, "parent_missing");
}

TEST(ImportTerritory, AFaultyFileIsNamedByLineAndChangesNothing) {
  const auto db = fresh_db();
  auto files = kFiles;
  files[4].text += "52042200100X,错码社区\n520422777001,无上级社区\n";
  const auto imported = import_territory(**db, files, "", kToday, {});
  ASSERT_FALSE(imported);
  const std::string faults = import_faults(imported.error());
  EXPECT_NE(faults.find("villages.csv"), std::string::npos) << faults;
  EXPECT_NE(faults.find("第 5 行"), std::string::npos) << faults;
  (*db)->read([](Session& session) { EXPECT_EQ(count_divisions(session), 0); });
}

TEST(ImportTerritory, AFolderGivesItsListsInOneForm) {
  const auto folder = std::filesystem::temp_directory_path() / ("lianhu-territory-" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + "-" +
                                                                std::to_string(reinterpret_cast<std::uintptr_t>(&kFiles)));
  std::filesystem::create_directories(folder);
  for (const char* name : {"areas.csv", "streets.csv", "areas.json", "pca-code.csv", "notes.txt"}) std::ofstream(folder / name) << "code,name\n";
  const auto files = territory_files(folder.string());
  const auto none = territory_files((folder / "nothing").string());
  std::filesystem::remove_all(folder);
  ASSERT_TRUE(files);
  std::vector<std::string> names;
  for (const ImportText& file : *files) names.push_back(file.name);
  EXPECT_EQ(names, (std::vector<std::string>{"areas.csv", "streets.csv"}));
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, "no_files");
}

}  // namespace
}  // namespace lianhu
