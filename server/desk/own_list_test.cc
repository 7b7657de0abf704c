// What one entered oneself, among everything one may know.

#include <gtest/gtest.h>

#include "desk/spine_house.h"

namespace lianhu {
namespace {

class OwnList : public testing::TestWithParam<Engine> {
 protected:
  MatterId enter(const std::string& login, const std::string& text, const std::string& theirs = "") {
    StaffReport one;
    one.channel = "call";
    one.text = text;
    one.category = "facility.drain";
    one.place = spine::village_place;
    if (!theirs.empty()) one.reference = ReferenceInput{"petition", theirs, h.clock.now().date(), {}, {}, {}, {}};
    one.client_id = "own-" + std::to_string(++n);
    return spine::must(IntakeDesk(*h.house).collect(h.by(login), one)).matter;
  }
  std::vector<std::string> listed(const std::string& login, ListRequest list) {
    std::vector<std::string> ids;
    const WorkDesk desk(*h.house);
    for (;;) {
      const WorkPage page = spine::must(desk.matters(h.county.actor(login), list));
      for (const WorkItem& item : page.items) ids.push_back(item.matter);
      if (!page.next) return ids;
      list.cursor = page.next;
    }
  }
  static ListRequest own() {
    ListRequest list;
    list.entered_by_me = true;
    return list;
  }

  SpineHouse h{GetParam()};
  int n = 0;
};
INSTANTIATE_TEST_SUITE_P(Engines, OwnList, ::testing::ValuesIn(test_engines()), engine_name);

TEST_P(OwnList, OnlyTheirsInEveryFormOfTheList) {
  const std::string first = enter("tc_triage", "桥头的灯不亮。").text;
  const std::string others = enter("cc_triage", "桥头的灯又不亮。", "黔信2026-88").text;
  h.report();
  const std::string second = enter("tc_triage", "水沟堵了。").text;
  ASSERT_EQ(listed("tc_triage", {}).size(), 4u);

  using Ids = std::vector<std::string>;
  EXPECT_EQ(listed("tc_triage", own()), (Ids{second, first}));
  EXPECT_EQ(listed("cc_triage", own()), Ids{others});
  ListRequest words = own();
  words.q = "桥头";
  EXPECT_EQ(listed("tc_triage", words), Ids{first});
  for (const std::string& number : {h.file(MatterId{others}).matter.number, std::string("黔信2026-88")}) {
    words.q = number;
    EXPECT_EQ(listed("tc_triage", words), Ids{}) << "a number is no way round the filter: " << number;
  }
  ListRequest days = own();
  days.from = h.clock.now().date();
  EXPECT_EQ(listed("tc_triage", days).size(), 2u);
  ListRequest due = own();
  due.due = "watch";
  for (const std::string& id : listed("tc_triage", due)) EXPECT_NE(id, others);
  ListRequest paged = own();
  paged.limit = 1;
  EXPECT_EQ(listed("tc_triage", paged), (Ids{second, first}));
}

}  // namespace
}  // namespace lianhu
