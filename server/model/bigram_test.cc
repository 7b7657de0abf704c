#include "model/bigram.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace lianhu {
namespace {

TEST(Bigram, cuts_neighbours_and_the_last_character) {
  EXPECT_EQ(index_tokens("塔山社区"), (std::vector<std::string>{"塔山", "山社", "社区", "区"}));
  EXPECT_EQ(index_tokens("水沟，水沟"), (std::vector<std::string>{"水沟", "沟"}));
}

TEST(Bigram, folds_case_and_width) {
  EXPECT_EQ(fold("ＰＤ2026－000123"), "pd2026 000123");
  EXPECT_EQ(query_tokens("PD20").all, (std::vector<std::string>{"pd", "d2", "20"}));
  EXPECT_EQ(query_tokens("ｐｄ２０").all, query_tokens("PD20").all);
}

TEST(Bigram, keeps_rare_han_characters) {
  EXPECT_EQ(index_tokens("㛃䶮𬭎"), (std::vector<std::string>{"㛃䶮", "䶮𬭎", "𬭎"}));
}

TEST(Bigram, one_character_is_a_prefix) {
  const QueryTokens q = query_tokens("沟");
  EXPECT_TRUE(q.all.empty());
  EXPECT_EQ(q.prefix, (std::vector<std::string>{"沟"}));
  EXPECT_TRUE(query_tokens("，。 ！").prefix.empty());
}

// A word is found wherever it stands: every substring of a run has all its tokens in the index.
TEST(Bigram, every_substring_is_found) {
  const std::u32string_view word = U"邻居新挖水沟淹了我家的田3亩";
  const std::string text = "邻居新挖水沟淹了我家的田3亩";
  const std::vector<std::string> index = index_tokens(text);
  std::size_t byte = 0;
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) starts.push_back(i);
  }
  starts.push_back(text.size());
  ASSERT_EQ(starts.size(), word.size() + 1);
  for (std::size_t from = 0; from < word.size(); ++from) {
    for (std::size_t to = from + 2; to <= word.size(); ++to) {
      for (const std::string& token : query_tokens(text.substr(starts[from], starts[to] - starts[from])).all) {
        EXPECT_NE(std::find(index.begin(), index.end(), token), index.end()) << token;
        ++byte;
      }
    }
  }
  EXPECT_GT(byte, 100U);
}

}  // namespace
}  // namespace lianhu
