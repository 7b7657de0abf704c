#pragma once
// Recordings made by hand, each container as small as it goes. Only tests include this header; it shares no code with the reader.

#include <cstdint>
#include <string>

namespace lianhu::test_sound {

inline std::string be(std::uint64_t n, int bytes) {
  std::string out;
  for (int i = bytes - 1; i >= 0; --i) out.push_back(static_cast<char>(n >> (8 * i) & 0xFF));
  return out;
}
inline std::string le(std::uint64_t n, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>(n >> (8 * i) & 0xFF));
  return out;
}

// ---- Ogg ----
inline std::string ogg_page(const std::string& body, std::uint64_t position) {
  return "OggS" + le(0, 2) + le(position, 8) + le(7, 4) + le(0, 4) + le(0, 4) + std::string(1, '\1') + std::string(1, static_cast<char>(body.size())) + body;
}
inline std::string opus(std::uint64_t seconds) {
  return ogg_page("OpusHead" + std::string("\1\1") + le(312, 2) + le(48'000, 4) + std::string(3, '\0'), 0) + ogg_page("OpusTags", 0) + ogg_page("sound", seconds * 48'000 + 312);
}
inline std::string theora() { return ogg_page("\x80theora, a film", 0) + ogg_page("sight", 48'000); }

// ---- MP3: frames of silence, 32 kbit/s at 44.1 kHz ----
inline std::string mp3(std::uint64_t seconds) {
  std::string out = "ID3" + std::string("\4\0\0\0\0\0\5", 7) + "title";
  const std::string frame = std::string("\xFF\xFB\x10\xC0", 4) + std::string(100, '\0');
  for (std::uint64_t n = 0; n < seconds * 44'100 / 1152 + 1; ++n) out += frame;
  return out;
}

// ---- MP4 ----
inline std::string box(const std::string& name, const std::string& body) { return be(body.size() + 8, 4) + name + body; }
inline std::string full(const std::string& name, std::uint32_t flags, const std::string& body) { return box(name, be(flags, 4) + body); }
inline std::string track(const std::string& handler, const std::string& codec, std::uint32_t scale) {
  const std::string stbl = box("stbl", full("stsd", 0, be(1, 4) + box(codec, std::string(28, '\0'))));
  return box("trak", box("mdia", full("mdhd", 0, be(0, 8) + be(scale, 4) + be(0, 8)) + full("hdlr", 0, be(0, 4) + handler + std::string(13, '\0')) + box("minf", stbl)));
}
inline std::string ftyp() { return box("ftyp", "M4A " + be(0, 4) + "isom"); }
inline std::string mp4(std::uint64_t seconds, const std::string& handler = "soun", const std::string& codec = "mp4a") {
  return ftyp() + box("moov", full("mvhd", 0, be(0, 8) + be(1'000, 4) + be(seconds * 1'000, 4) + std::string(80, '\0')) + track(handler, codec, 44'100)) + box("mdat", "sound");
}
// As a phone's browser records: the head knows no length, each fragment tells its own.
inline std::string mp4_fragments(std::uint64_t seconds) {
  std::string out = ftyp() + box("moov", full("mvhd", 0, be(0, 8) + be(1'000, 4) + be(0, 4) + std::string(80, '\0')) + track("soun", "mp4a", 1'000) +
                                             box("mvex", full("trex", 0, be(1, 4) + be(1, 4) + be(20, 4) + be(0, 8))));
  for (std::uint64_t n = 0; n < seconds; ++n) {
    const std::string head = full("tfhd", n % 2 == 0 ? 0x8U : 0U, be(1, 4) + (n % 2 == 0 ? be(20, 4) : std::string()));
    const std::string run = n % 3 == 0 ? full("trun", 0x301, be(2, 4) + be(0, 4) + be(500, 4) + be(9, 4) + be(500, 4) + be(9, 4)) : full("trun", 0x1, be(50, 4) + be(0, 4));
    out += box("moof", box("traf", head + run)) + box("mdat", "sound");
  }
  return out;
}

// ---- WebM ----
inline std::string element(std::uint32_t id, const std::string& body) {
  const int wide = id > 0xFFFFFF ? 4 : id > 0xFFFF ? 3 : id > 0xFF ? 2 : 1;
  return be(id, wide) + be(body.size() | 0x10000000U, 4) + body;
}
inline std::string live(std::uint32_t id) { return be(id, 4) + "\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF"; }
inline std::string webm(std::uint64_t seconds, int kind = 2) {
  std::string out = element(0x1A45DFA3, element(0x4282, "webm")) + live(0x18538067) + element(0x1549A966, element(0x2AD7B1, be(1'000'000, 3))) +
                    element(0x1654AE6B, element(0xAE, element(0xD7, "\1") + element(0x83, be(static_cast<std::uint64_t>(kind), 1)) + element(0x86, "A_OPUS")));
  for (std::uint64_t n = 0; n < seconds; ++n) {
    out += live(0x1F43B675) + element(0xE7, be(n * 1'000, 4));
    for (int block = 0; block < 2; ++block) out += element(0xA3, "\x81" + be(static_cast<std::uint64_t>(block) * 1'000, 2) + "\x80sound");
  }
  return out;
}

}  // namespace lianhu::test_sound
