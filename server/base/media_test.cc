#include "base/media.h"

#include <gtest/gtest.h>

namespace lianhu {
namespace {

std::string be(std::uint32_t n, int bytes) {
  std::string out;
  for (int i = bytes - 1; i >= 0; --i) out.push_back(static_cast<char>(n >> (8 * i) & 0xFF));
  return out;
}
std::string segment(int marker, const std::string& data) { return std::string("\xFF") + static_cast<char>(marker) + be(static_cast<std::uint32_t>(data.size() + 2), 2) + data; }

std::string tiff(int orientation) {
  return std::string("Exif\0\0MM\0\x2A\0\0\0\x08", 14) + be(1, 2) + be(0x0112, 2) + be(3, 2) + be(1, 4) + be(static_cast<std::uint32_t>(orientation), 2) + be(0, 2) + be(0, 4) +
         "GPS-26.3N-105.7E";
}
std::string jpeg(int width, int height, int orientation = 1) {
  return "\xFF\xD8" + segment(0xE0, "JFIF") + segment(0xE1, tiff(orientation)) + segment(0xE1, "http://ns.adobe.com/xap GPS") + segment(0xFE, "my phone") +
         segment(0xC0, std::string("\x08") + be(static_cast<std::uint32_t>(height), 2) + be(static_cast<std::uint32_t>(width), 2) + "\x01\x01\x11") + segment(0xDA, "scan") +
         "pixels" + "\xFF\xD9" + "a film appended by the camera";
}
std::string chunk(const std::string& name, const std::string& data) { return be(static_cast<std::uint32_t>(data.size()), 4) + name + data + "crc!"; }
std::string png(std::uint32_t width, std::uint32_t height) {
  return std::string("\x89PNG\r\n\x1A\n", 8) + chunk("IHDR", be(width, 4) + be(height, 4) + "\x08\x02" + std::string(3, '\0')) + chunk("eXIf", "GPS") + chunk("tEXt", "Author GPS") +
         chunk("IDAT", "pixels") + chunk("IEND", "");
}

TEST(Media, a_jpeg_keeps_its_pixels_and_loses_where_it_was_taken) {
  const auto out = clean(jpeg(1600, 1200), "image/jpeg");
  ASSERT_TRUE(out) << out.error().message;
  EXPECT_EQ(out->width, 1600);
  EXPECT_EQ(out->height, 1200);
  EXPECT_NE(out->bytes.find("pixels"), std::string::npos);
  for (const char* trace : {"GPS", "Exif", "my phone", "adobe", "appended"}) EXPECT_EQ(out->bytes.find(trace), std::string::npos) << trace;
  EXPECT_EQ(out->bytes.substr(out->bytes.size() - 2), "\xFF\xD9");
}

TEST(Media, a_turned_photo_stays_turned) {
  const auto out = clean(jpeg(1600, 1200, 6), "image/jpeg");
  ASSERT_TRUE(out);
  EXPECT_EQ(out->bytes.find("GPS"), std::string::npos);
  const auto again = clean(out->bytes, "image/jpeg");  // reads its own segment
  ASSERT_TRUE(again);
  EXPECT_EQ(again->bytes, out->bytes);
  EXPECT_NE(out->bytes.find("Exif"), std::string::npos);
}

TEST(Media, a_png_loses_its_text) {
  const auto out = clean(png(640, 480), "image/png");
  ASSERT_TRUE(out);
  EXPECT_EQ(out->bytes.find("GPS"), std::string::npos);
  EXPECT_NE(out->bytes.find("pixels"), std::string::npos);
}

TEST(Media, refuses_what_it_is_not_told_of) {
  EXPECT_EQ(clean("MZ this is a program", "image/jpeg").error().code, "media_unknown");
  EXPECT_EQ(clean("<html><script>", "text/html").error().code, "media_unknown");
  EXPECT_EQ(clean(png(640, 480), "image/jpeg").error().code, "media_disguised");
  EXPECT_EQ(clean("%PDF-1.7 ...", "image/png").error().code, "media_disguised");
  EXPECT_TRUE(clean("%PDF-1.7 ...", "application/pdf"));
  EXPECT_EQ(clean("", "").error().code, "media_unknown");
}

TEST(Media, refuses_floods_of_pixels) { EXPECT_EQ(clean(png(60'000, 60'000), "image/png").error().code, "media_huge"); }

// Cut anywhere, changed anywhere: an answer, never a crash, and never a trace let through.
TEST(Media, survives_every_cut_and_flip) {
  int refused = 0;
  for (const std::string& whole : {jpeg(320, 240, 3), png(320, 240)}) {
    for (std::size_t n = 0; n < whole.size(); ++n) {
      if (!clean(std::string_view(whole).substr(0, n), "")) ++refused;
      std::string flipped = whole;
      flipped[n] = static_cast<char>(flipped[n] ^ 0x55);
      (void)clean(flipped, "").ok();
    }
  }
  EXPECT_GT(refused, 100);
}

}  // namespace
}  // namespace lianhu
