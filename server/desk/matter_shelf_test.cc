// The shelf of kept matters never tells anything else than the database does.

#include "store/matter_shelf.h"

#include <gtest/gtest.h>

#include "desk/spine_house.h"
#include "store/whole_text.h"

namespace lianhu {
namespace {

class Shelf : public ::testing::TestWithParam<Engine> {
 protected:
  Shelf() : h(GetParam()) {
    // After every change of the house: what was kept is what is stored.
    h.house->changed = [this](const MatterId& id, std::int64_t) {
      ++changes;
      EXPECT_EQ(kept(id), stored(id));
    };
  }
  std::string stored(const MatterId& id) {
    std::optional<WholeMatter> whole;
    h.db->read([&](Session& session) { whole = load_whole_matter(session, h.region, id); });
    return whole ? whole_text(*whole) : "none";
  }
  std::string kept(const MatterId& id) {
    const auto whole = load_matter(*h.house, id);
    return whole ? whole_text(*whole) : "none";
  }

  SpineHouse h;
  int changes = 0;
};

TEST_P(Shelf, FollowsEveryChange) {
  const Taken taken = h.report();
  h.accept(taken.matter);
  h.assign(taken.matter);
  EXPECT_EQ(h.act("wb_handler", taken.matter, "sign"), "");
  MatterDesk matters(*h.house);
  PartyInput other{"respondent", "natural", "化名李四", "19900004321", std::nullopt, std::nullopt, std::nullopt};
  ASSERT_TRUE(matters.add_party(h.by("tc_triage"), taken.matter, other).ok());
  h.clock.set(h.clock.now().plus_ms(40LL * 86'400'000));
  tick(*h.house, h.clock.now(), 100);
  EXPECT_GE(changes, 6);
}

TEST_P(Shelf, ASecondHouseOnTheSameDatabaseSeesTheChange) {
  const Taken taken = h.report();
  const House other(World{*h.db, h.clock, h.random, h.files, h.ids, h.vault});
  EXPECT_EQ(load_matter(other, taken.matter)->file.matter.version, 1);
  h.accept(taken.matter);
  EXPECT_EQ(load_matter(other, taken.matter)->file.matter.version, 2);
  EXPECT_EQ(whole_text(*load_matter(other, taken.matter)), stored(taken.matter));
}

TEST_P(Shelf, KeepsTheLatestUsedOnly) {
  MatterShelf small(2);
  const MatterId a = h.report("第一件事").matter, b = h.report("第二件事").matter, c = h.report("第三件事").matter;
  h.db->read([&](Session& session) {
    const auto first = small.load(session, h.region, a);
    EXPECT_EQ(small.load(session, h.region, a), first) << "kept";
    small.load(session, h.region, b);
    EXPECT_EQ(small.load(session, h.region, a), first) << "used, so b is the older one";
    small.load(session, h.region, c);
    EXPECT_EQ(small.load(session, h.region, a), first);
    EXPECT_FALSE(small.load(session, h.region, MatterId{"nobody"}));
  });
}

// The harness's own fault: a row changed without its matter's version is exactly what the comparison above must see.
TEST_P(Shelf, TheComparisonSeesARowThatChangedBehindTheVersion) {
  const Taken taken = h.report();
  EXPECT_EQ(kept(taken.matter), stored(taken.matter));
  h.db->commit([&](Session& session) {
    session.run("UPDATE deadline SET lamp = 'red' WHERE region = :region AND matter = :matter", {{"region", std::string(h.region)}, {"matter", taken.matter.text}});
  });
  EXPECT_NE(kept(taken.matter), stored(taken.matter));
}

INSTANTIATE_TEST_SUITE_P(Engines, Shelf, ::testing::ValuesIn(test_engines()), engine_name);

}  // namespace
}  // namespace lianhu
