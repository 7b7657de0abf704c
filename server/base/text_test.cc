#include "base/text.h"

#include <gtest/gtest.h>

namespace lianhu {
namespace {

using namespace std::string_literals;

TEST(Text, AcceptsWhatPeopleWrite) {
  for (const auto* fit : {"张三丰化名", "𠮷野家 𬙂 𰻝", "a", "", "👩‍🌾 桃子", "Ünïcode", "\xF4\x8F\xBF\xBD"}) {
    EXPECT_FALSE(text_fault(fit, Lines::one)) << fit;
  }
  EXPECT_FALSE(text_fault("第一行\n\t第二行", Lines::many));
}

TEST(Text, NamesTheFault) {
  EXPECT_EQ(text_fault("a\nb", Lines::one), TextFault::control);
  EXPECT_EQ(text_fault("a\rb", Lines::many), TextFault::control);
  EXPECT_EQ(text_fault("a\0b"s, Lines::many), TextFault::control);
  EXPECT_EQ(text_fault("\x7f", Lines::many), TextFault::control);
  EXPECT_EQ(text_fault("\u0085", Lines::many), TextFault::control);
  EXPECT_EQ(text_fault("\u2028", Lines::many), TextFault::control);
  for (const auto* mark : {"\u202a", "\u202e", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c"}) {
    EXPECT_EQ(text_fault("金额"s + mark + "100", Lines::one), TextFault::bidi);
  }
  for (const auto* none : {"\ufeff", "\ufffe", "\uffff", "\ufdd0", "\U0001ffff", "\U0010fffe"}) {
    EXPECT_EQ(text_fault(none, Lines::one), TextFault::noncharacter);
  }
}

TEST(Text, RefusesEveryIllFormedSequence) {
  for (const auto& bad : {"\xC0\x80"s, "\xC1\xBF"s, "\xE0\x80\x80"s, "\xF0\x80\x80\x80"s, "\xED\xA0\x80"s, "\xED\xBF\xBF"s,
                          "\xF4\x90\x80\x80"s, "\xF5\x80\x80\x80"s, "\x80"s, "\xE4\xB8"s, "\xE4\xB8z"s, "\xFF"s, "\xFE"s}) {
    EXPECT_EQ(text_fault(bad, Lines::many), TextFault::bad_utf8);
    EXPECT_FALSE(is_utf8(bad));
  }
}

// Oracle: encode every code point by the definition of UTF-8 and compare with what the decoder says.
TEST(Text, AgreesWithTheDefinitionForEveryCodePoint) {
  for (unsigned c = 0; c <= 0x10FFFF; ++c) {
    std::string s;
    const auto put = [&s](unsigned byte) { s += static_cast<char>(byte); };
    if (c < 0x80) {
      put(c);
    } else if (c < 0x800) {
      put(0xC0 | c >> 6), put(0x80 | (c & 63));
    } else if (c < 0x10000) {
      put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 63)), put(0x80 | (c & 63));
    } else {
      put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 63)), put(0x80 | (c >> 6 & 63)), put(0x80 | (c & 63));
    }
    const bool surrogate = c >= 0xD800 && c < 0xE000;
    ASSERT_EQ(is_utf8(s), !surrogate) << c;
    ASSERT_EQ(count_chars(s), 1U) << c;
  }
}

TEST(Text, CountsAndCutsCharacters) {
  EXPECT_EQ(count_chars("普定𠮷a"), 4U);
  EXPECT_EQ(first_chars("普定𠮷a", 3), "普定𠮷");
  EXPECT_EQ(first_chars("普定", 9), "普定");
  EXPECT_EQ(first_chars("普定", 0), "");
}

TEST(Text, TrimsOuterSpace) {
  EXPECT_EQ(trim("\u3000 \t普 定\u00a0\n"), "普 定");
  EXPECT_EQ(trim(" \u3000 "), "");
  EXPECT_EQ(trim("\xE3\x80"), "\xE3\x80");
  EXPECT_EQ(tidy(" 一\r\n二\r三\n四 \r\n"), "一\n二\n三\n四");
}

TEST(Text, DecodesPercent) {
  EXPECT_EQ(percent_decode("a%20b+c"), "a b+c");
  EXPECT_EQ(percent_decode("a+%E6%99%AE", Plus::space), "a 普");
  for (const auto* bad : {"%", "%2", "%zz", "%00", "%0a", "%ff", "%C0%AF", "%E2%80%AE"}) EXPECT_FALSE(percent_decode(bad)) << bad;
  EXPECT_EQ(percent_decode(percent_encode("普/定?&=~")), "普/定?&=~");
}

TEST(Text, HexAndBase64url) {
  EXPECT_TRUE(is_hex("00ff10"));
  EXPECT_FALSE(is_hex("AB"));
  EXPECT_FALSE(is_hex(""));
  // RFC 4648 section 10, without padding.
  EXPECT_EQ(base64url("f"), "Zg");
  EXPECT_EQ(base64url("fo"), "Zm8");
  EXPECT_EQ(base64url("foobar"), "Zm9vYmFy");
  EXPECT_EQ(from_base64url("Zm9vYmE"), "fooba");
  for (const auto* bad : {"Z", "Zh", "Zm9=", "Zm9+", "Zm 9", "Zm9vY"}) EXPECT_FALSE(from_base64url(bad)) << bad;
  for (int length = 0; length < 40; ++length) {
    std::string bytes;
    for (int i = 0; i < length; ++i) bytes += static_cast<char>(i * 37 + length);
    EXPECT_EQ(from_base64url(base64url(bytes)), bytes);
  }
}

}  // namespace
}  // namespace lianhu
