#include "store/bind.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace lianhu {
namespace {

TEST(Positional, NamesBecomeNumbersOncePerName) {
  const PositionalSql out = to_positional("SELECT a FROM t WHERE r = :region AND (x = :x OR y = :region) AND n > :x_2");
  EXPECT_EQ(out.text, "SELECT a FROM t WHERE r = $1 AND (x = $2 OR y = $1) AND n > $3");
  EXPECT_EQ(out.names, (std::vector<std::string>{"region", "x", "x_2"}));
}

TEST(Positional, LeavesLiteralsCastsAndCommentsAlone) {
  for (const char* same : {"SELECT ':no', 'it''s :no', \":no\"", "SELECT a::text, b::bigint", "SELECT 1 -- :no\n", "SELECT /* :no */ 1",
                           "SELECT '12:30', ': x', 3 : 4", "SELECT 'open :no", "SELECT :", "SELECT :1", ""}) {
    const PositionalSql out = to_positional(same);
    EXPECT_EQ(out.text, same);
    EXPECT_TRUE(out.names.empty()) << same;
  }
  EXPECT_EQ(to_positional("SELECT :a::text || ':b' || :c -- :d").text, "SELECT $1::text || ':b' || $2 -- :d");
  EXPECT_EQ(to_positional("'一:x':y").text, "'一:x'$1");
}

TEST(Bound, MissingIsABugAndMoreIsNot) {
  const std::vector<Bind> binds{{"a", std::int64_t{1}}, {"b", std::string("x")}};
  EXPECT_EQ(std::get<std::string>(bound_value(binds, "b", "")), "x");
  EXPECT_THROW(bound_value(binds, "c", "SELECT :c"), std::logic_error);
  for (std::size_t at : {std::size_t{0}, std::size_t{1}, binds.size(), binds.size() + 5}) {
    EXPECT_EQ(std::get<std::string>(bound_value(binds, "b", "", at)), "x") << "wherever the search begins";
    EXPECT_THROW(bound_value(binds, "c", "SELECT :c", at), std::logic_error);
  }
}

TEST(Storable, TakesUtf8AndRefusesTheRest) {
  for (const char* good : {"", "abc", "联户", "é", "𠮷野家", "\xf4\x8f\xbf\xbf", "\x7f", "\n\t"}) EXPECT_NO_THROW(check_storable(good)) << good;
  for (const std::string_view bad : {std::string_view("a\0b", 3), std::string_view("\0", 1), std::string_view("\x80"), std::string_view("\xc0\x80"),
                                     std::string_view("\xe4\xb8"), std::string_view("\xed\xa0\x80"), std::string_view("\xf4\x90\x80\x80"),
                                     std::string_view("\xff"), std::string_view("a\xe4"), std::string_view("\xe0\x80\x80")}) {
    EXPECT_THROW(check_storable(bad), std::invalid_argument);
  }
}

}  // namespace
}  // namespace lianhu
