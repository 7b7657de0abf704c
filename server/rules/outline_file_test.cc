// A county's own outlines, taken apart: every feature once, whole, and nothing that overlaps.

#include "rules/outline_file.h"

#include <gtest/gtest.h>

namespace lianhu {
namespace {

std::string square(int n) {
  const std::string west = "105.7" + std::to_string(n), east = "105.7" + std::to_string(n + 1);
  return R"({"type":"Polygon","coordinates":[[[)" + west + ",26.30],[" + east + ",26.30],[" + east + ",26.31],[" + west + ",26.31],[" + west + ",26.30]]]}";
}
std::string feature(const std::string& code, int n) { return R"({"type":"Feature","properties":{"code":")" + code + R"("},"geometry":)" + square(n) + "}"; }

TEST(OutlineFile, GivesEachGridItsGeometry) {
  const auto file = read_outlines(R"({"type":"FeatureCollection","审图号":"黔S(2026)001号","features":[)" + feature("520422001001002", 1) + "," + feature("520422001001001", 0) + "]}");
  ASSERT_TRUE(file) << file.error().message;
  ASSERT_EQ(file->outlines.size(), 2u);
  EXPECT_EQ(file->outlines[0].code, "520422001001002") << "in the order of the file: faults name the feature";
  EXPECT_NE(file->outlines[0].geometry.find("Polygon"), std::string::npos);
  EXPECT_EQ(file->review_number, "黔S(2026)001号");
  EXPECT_FALSE(map_fault(file->outlines));
  // What was taken apart reads as the same map again.
  EXPECT_TRUE(read_outlines(R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"1"},"geometry":)" + file->outlines[0].geometry + "}]}"));
}

TEST(OutlineFile, RefusesWhatIsNoMap) {
  for (const char* text : {"", "{}", "[]", "not json", R"({"type":"FeatureCollection"})", R"({"type":"FeatureCollection","features":[{"type":"Feature"}]})"}) {
    const auto file = read_outlines(text);
    ASSERT_FALSE(file) << text;
    EXPECT_EQ(file.error().code, "grid_map") << text;
  }
  EXPECT_FALSE(read_outlines(R"({"type":"FeatureCollection","features":[)" + feature("1", 0) + "," + feature("1", 1) + "]}")) << "a code twice";
}

TEST(OutlineFile, NoTwoOverlap) {
  EXPECT_TRUE(map_fault({{"1", square(0)}, {"2", square(0)}}));
  EXPECT_FALSE(map_fault({{"1", square(0)}, {"2", square(1)}}));
  EXPECT_FALSE(map_fault({}));
}

}  // namespace
}  // namespace lianhu
