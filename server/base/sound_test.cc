#include "base/sound.h"

#include <gtest/gtest.h>

#include "base/media.h"
#include "base/test_sound.h"

namespace lianhu {
namespace {

using namespace test_sound;

struct Sample {
  const char* type;
  std::string bytes;
  std::int64_t ms;
};
std::vector<Sample> samples() {
  return {{"audio/ogg", opus(61), 61'000},  {"audio/webm", webm(118), 118'000}, {"audio/mp4", mp4(90), 90'000},
          {"audio/mp4", mp4_fragments(12), 12'000}, {"audio/mpeg", mp3(119), 119'000}};
}

TEST(Sound, its_length_is_read_from_the_container) {
  for (const Sample& one : samples()) {
    const auto ms = sound_ms(one.bytes, one.type);
    ASSERT_TRUE(ms.ok()) << one.type << " " << ms.error().code;
    EXPECT_NEAR(static_cast<double>(*ms), static_cast<double>(one.ms), 60) << one.type;
    const auto media = clean(one.bytes, one.type);
    ASSERT_TRUE(media.ok()) << one.type;
    EXPECT_EQ(media->type, one.type);
    EXPECT_EQ(media->bytes, one.bytes);
  }
}

TEST(Sound, a_film_is_not_a_recording_and_what_no_browser_plays_is_refused) {
  EXPECT_EQ(clean(mp4(9, "vide", "avc1"), "video/mp4").error().code, "sound_video");
  EXPECT_EQ(clean(webm(9, 1), "video/webm").error().code, "sound_video");
  EXPECT_EQ(clean(theora(), "audio/ogg").error().code, "sound_video");
  EXPECT_EQ(clean(mp4(9, "soun", "samr"), "audio/mp4").error().code, "sound_codec");
  EXPECT_EQ(clean("#!AMR\n sound", "audio/amr").error().code, "media_unknown");
  EXPECT_EQ(clean("RIFF....WAVEfmt ", "audio/wav").error().code, "media_unknown");
}

TEST(Sound, what_holds_nothing_or_was_cut_off_is_broken) {
  for (const std::string& empty : {mp4(0), webm(0), opus(0), std::string("\xFF\xFB\x10\xC0")}) {
    const auto media = clean(empty, "application/octet-stream");
    ASSERT_FALSE(media.ok());
    EXPECT_EQ(media.error().code, "sound_broken");
  }
  const std::string whole = mp4(9);
  EXPECT_EQ(clean(whole.substr(0, whole.size() - 3), "audio/mp4").error().code, "sound_broken");
  EXPECT_EQ(clean(opus(9), "image/jpeg").error().code, "media_disguised");
}

// Every cut and every spoilt byte is an answer, never a crash or an endless walk.
TEST(Sound, a_strangers_bytes_are_read_to_an_answer) {
  for (const Sample& one : samples()) {
    const std::string bytes = one.bytes.substr(0, 1'500);
    for (std::size_t cut = 0; cut < bytes.size(); ++cut) (void)sound_ms(std::string_view(bytes).substr(0, cut), one.type);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      for (const int value : {0, 1, 0x7F, 0x80, 0xFF}) {
        std::string spoilt = bytes;
        spoilt[at] = static_cast<char>(value);
        (void)sound_ms(spoilt, one.type);
      }
    }
  }
}

}  // namespace
}  // namespace lianhu
