#include "paper/slab.h"

#include <gtest/gtest.h>

namespace lianhu::paper {
namespace {

const PageBox kBox{200, 300, 10, 20, 180, 100};

Slab line(const std::string& name, bool glued = false) {
  Slab slab;
  slab.height = 10;
  slab.glued = glued;
  slab.content.runs.push_back({0, 8, Face::fang, 10, name, {}});
  return slab;
}

std::vector<std::string> names(const Page& page) {
  std::vector<std::string> out;
  for (const Run& run : page.runs) out.push_back(run.text);
  return out;
}

TEST(Flow, FillsAPageAndGoesOn) {
  std::vector<Slab> slabs;
  for (int i = 0; i < 11; ++i) slabs.push_back(line(std::to_string(i)));
  const auto pages = flow(slabs, kBox);
  ASSERT_EQ(pages.size(), 2u);
  EXPECT_EQ(names(pages[1]), std::vector<std::string>{"10"});
  EXPECT_DOUBLE_EQ(pages[0].runs[9].baseline, 20 + 90 + 8);
  EXPECT_DOUBLE_EQ(pages[1].runs[0].baseline, 28);
}

TEST(Flow, GluedSlabsMoveTogether) {
  std::vector<Slab> slabs;
  for (int i = 0; i < 10; ++i) slabs.push_back(line(std::to_string(i)));
  slabs.push_back(line("signature", true));
  const auto pages = flow(slabs, kBox);
  ASSERT_EQ(pages.size(), 2u);
  EXPECT_EQ(names(pages[1]), (std::vector<std::string>{"9", "signature"}));
}

TEST(Flow, BlankAboveIsDroppedAtTheTopOfAPage) {
  std::vector<Slab> slabs;
  for (int i = 0; i < 10; ++i) slabs.push_back(line(std::to_string(i)));
  slabs.push_back(line("next"));
  slabs.back().before = 30;
  EXPECT_DOUBLE_EQ(flow(slabs, kBox)[1].runs[0].baseline, 28);
}

TEST(Flow, AGroupTallerThanAPageIsCutAndNothingIsLost) {
  std::vector<Slab> slabs;
  for (int i = 0; i < 25; ++i) slabs.push_back(line(std::to_string(i), i > 0));
  const auto pages = flow(slabs, kBox);
  ASSERT_EQ(pages.size(), 3u);
  EXPECT_EQ(names(pages[0]).size() + names(pages[1]).size() + names(pages[2]).size(), 25u);
}

TEST(Flow, ATableIsClosedAndItsHeadRepeated) {
  std::vector<Slab> slabs;
  for (int i = 0; i < 15; ++i) {
    slabs.push_back(line(i == 0 ? "head" : std::to_string(i), i == 1));
    slabs.back().table = 1;
    slabs.back().table_width = 180;
    slabs.back().head = i == 0 ? -1 : 0;
  }
  const auto pages = flow(slabs, kBox);
  ASSERT_EQ(pages.size(), 2u);
  EXPECT_EQ(names(pages[1]), (std::vector<std::string>{"head", "10", "11", "12", "13", "14"}));
  ASSERT_EQ(pages[0].rules.size(), 1u);
  EXPECT_DOUBLE_EQ(pages[0].rules[0].y1, 120);
}

}  // namespace
}  // namespace lianhu::paper
