#include "base/toml_text.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

namespace lianhu {
namespace {

TEST(TomlText, ReadsWhatIsToml) {
  const TomlText read = read_toml("name = \"甲\"\n[[move]]\nto = 1\n");
  ASSERT_TRUE(read.table);
  EXPECT_EQ((*read.table)["name"].value_or(std::string()), "甲");
}

TEST(TomlText, WhatIsNoneSaysTheLine) {
  const TomlText read = read_toml("a = 1\nb = \nc = 2\n");
  EXPECT_FALSE(read.table);
  EXPECT_EQ(read.line, 2);
}

// Each of these ended the process once.
TEST(TomlText, TheLibrarysOwnSlipIsAnErrorOfTheText) {
  for (const char* slip : {"[[[bad", "[[[", "[[]]", "[ [a]]"}) {
    for (const std::string before : {"", "x = 1\n", "x = 1\ny = \"[[[\"\n\n"}) {
      const TomlText read = read_toml(before + slip + "\nz = 1\n");
      EXPECT_FALSE(read.table) << slip;
      EXPECT_EQ(read.line, 1 + std::count(before.begin(), before.end(), '\n')) << slip;
    }
  }
}

TEST(TomlText, WhatAFuzzerFoundIsRefusedOrRead) {
  int seeds = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(LIANHU_SOURCE_DIR) + "/tests/fuzz/toml_corpus")) {
    std::ifstream in(entry.path());
    std::ostringstream whole;
    whole << in.rdbuf();
    const TomlText read = read_toml(whole.str());
    EXPECT_TRUE(read.table || read.line >= 1) << entry.path();
    ++seeds;
  }
  EXPECT_GE(seeds, 5);
}

}  // namespace
}  // namespace lianhu
