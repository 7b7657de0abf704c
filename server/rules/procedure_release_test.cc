#include "rules/procedure_release.h"

#include <gtest/gtest.h>

#include "base/hash.h"
#include "rules/procedure_sample.h"

namespace lianhu {
namespace {

std::vector<Procedure> with_hash_of(std::string_view text) { return {read_procedure(text, "small@1.toml").procedure}; }

TEST(Released, AnUnchangedFilePasses) {
  const std::string list = "# 已发布\n\n" + sha256_hex(sample::text) + "  small@1.toml\n";
  EXPECT_EQ(sample::listed(released_faults(list, with_hash_of(sample::text))), "");
}

TEST(Released, OneChangedByteIsNamed) {
  const std::string list = "# 已发布\n" + sha256_hex(sample::text) + "  small@1.toml";
  const auto faults = released_faults(list, with_hash_of(sample::with("", "小程序", "小程式")));
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].code, "released_file_changed");
  EXPECT_EQ(faults[0].line, 2);
  EXPECT_NE(faults[0].message.find("small@1.toml"), std::string::npos);
}

TEST(Released, AMissingFileAndABadLineAreNamed) {
  const auto faults = released_faults("not a hash\n" + sha256_hex("x") + "  gone@1.toml\n", {});
  ASSERT_EQ(faults.size(), 2u);
  EXPECT_EQ(faults[0].code, "bad_release_line");
  EXPECT_EQ(faults[0].line, 1);
  EXPECT_EQ(faults[1].code, "released_file_missing");
  EXPECT_EQ(faults[1].line, 2);
}

}  // namespace
}  // namespace lianhu
