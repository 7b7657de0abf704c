#include "base/sound.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <optional>
#include <tuple>

namespace lianhu {
namespace {

constexpr std::int64_t kLongest = 7LL * 24 * 3'600'000;  // what a header may claim without being a lie

Error broken() { return invalid("sound_broken", "录音已损坏或没有内容，请重新录一次", {{"/file", "请重新录一次"}}); }
Error film() { return invalid("sound_video", "这是录像，不是录音；请只录声音，或者改传照片", {{"/file", "请只录声音"}}); }
Error unplayable() { return invalid("sound_codec", "这种录音（AMR）电脑上放不出来，请用手机的录音机存成 M4A 或 MP3 再上传", {{"/file", "请存成 M4A 或 MP3"}}); }

std::uint64_t be(std::string_view b, std::size_t at, std::size_t count) {
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < count; ++i) out = out << 8 | static_cast<unsigned char>(b[at + i]);
  return out;
}
std::uint64_t le(std::string_view b, std::size_t at, std::size_t count) {
  std::uint64_t out = 0;
  for (std::size_t i = count; i > 0; --i) out = out << 8 | static_cast<unsigned char>(b[at + i - 1]);
  return out;
}

std::optional<std::int64_t> in_ms(std::uint64_t units, std::uint64_t rate) {
  if (rate == 0 || units > std::numeric_limits<std::uint64_t>::max() / 1000) return std::nullopt;
  const std::uint64_t ms = units * 1000 / rate;
  if (ms == 0 || ms > static_cast<std::uint64_t>(kLongest)) return std::nullopt;
  return static_cast<std::int64_t>(ms);
}

// ---- Ogg: the last page's position, in samples ----
Result<std::int64_t> ogg(std::string_view b) {
  std::uint64_t rate = 0, skipped = 0, last = 0;
  for (std::size_t at = 0; at + 27 <= b.size() && b.substr(at, 4) == "OggS";) {
    const auto segments = static_cast<std::size_t>(static_cast<unsigned char>(b[at + 26]));
    if (at + 27 + segments > b.size()) break;
    std::size_t size = 0;
    for (std::size_t i = 0; i < segments; ++i) size += static_cast<unsigned char>(b[at + 27 + i]);
    const std::size_t body = at + 27 + segments;
    if (body + size > b.size()) break;
    const std::string_view page = b.substr(body, size);
    if (page.starts_with("\x80theora")) return film();
    if (page.starts_with("OpusHead") && page.size() >= 12) {
      rate = 48'000;
      skipped = le(page, 10, 2);
    } else if (page.starts_with("\x01vorbis") && page.size() >= 16) {
      rate = le(page, 12, 4);
    }
    if (const std::uint64_t position = le(b, at + 6, 8); position != std::numeric_limits<std::uint64_t>::max()) last = std::max(last, position);
    at = body + size;
  }
  const auto ms = in_ms(last > skipped ? last - skipped : 0, rate);
  if (!ms) return broken();
  return *ms;
}

// ---- MP4 ----
struct Mp4 {
  std::uint64_t scale = 0, length = 0;           // of the film as a whole
  std::uint64_t sound_scale = 0, pieces = 0;     // of its fragments
  std::uint64_t each = 0;                        // a sample's length unless said
  bool sound = false, picture = false, amr = false;
};

bool holds_boxes(std::string_view name) {
  constexpr std::array<std::string_view, 8> names{"moov", "trak", "mdia", "minf", "stbl", "mvex", "moof", "traf"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

// A full box's time fields, of version 0 or 1: scale and length.
std::pair<std::uint64_t, std::uint64_t> times(std::string_view body) {
  if (body.empty()) return {};
  const bool wide = body[0] == 1;
  if (body.size() < (wide ? 32U : 20U)) return {};
  return wide ? std::pair{be(body, 20, 4), be(body, 24, 8)} : std::pair{be(body, 12, 4), be(body, 16, 4)};
}

void fragment_defaults(std::string_view body, Mp4& out) {
  if (body.size() < 8) return;
  const std::uint64_t flags = be(body, 0, 4);
  const std::size_t at = 8 + ((flags & 1) != 0 ? 8U : 0U) + ((flags & 2) != 0 ? 4U : 0U);
  if ((flags & 8) != 0 && at + 4 <= body.size()) out.each = be(body, at, 4);
}

void fragment_run(std::string_view body, Mp4& out) {
  if (body.size() < 8) return;
  const std::uint64_t flags = be(body, 0, 4), count = be(body, 4, 4);
  if ((flags & 0x100) == 0) {
    if (count <= body.size() * 1000) out.pieces += count * std::min<std::uint64_t>(out.each, 1U << 24);
    return;
  }
  std::size_t step = 4;
  for (const std::uint64_t flag : {0x200, 0x400, 0x800}) step += (flags & flag) != 0 ? 4 : 0;
  std::size_t at = 8 + ((flags & 1) != 0 ? 4U : 0U) + ((flags & 4) != 0 ? 4U : 0U);
  for (std::uint64_t i = 0; i < count && at + step <= body.size(); ++i, at += step) out.pieces += be(body, at, 4);
}

void take_box(std::string_view name, std::string_view body, Mp4& out) {
  if (name == "mvhd") std::tie(out.scale, out.length) = times(body);
  if (name == "mdhd") out.sound_scale = times(body).first;
  if (name == "hdlr" && body.size() >= 12) {
    out.sound = out.sound || body.substr(8, 4) == "soun";
    out.picture = out.picture || body.substr(8, 4) == "vide";
  }
  if (name == "stsd" && body.size() >= 16) out.amr = out.amr || body.substr(12, 4) == "samr" || body.substr(12, 4) == "sawb";
  if (name == "trex" && body.size() >= 16) out.each = be(body, 12, 4);
  if (name == "tfhd") fragment_defaults(body, out);
  if (name == "trun") fragment_run(body, out);
}

// False: a box ends beyond what holds it.
bool walk(std::string_view b, int depth, Mp4& out) {
  std::size_t at = 0;
  while (at + 8 <= b.size()) {
    std::uint64_t size = be(b, at, 4);
    const std::string_view name = b.substr(at + 4, 4);
    std::size_t head = 8;
    if (size == 1) {
      if (at + 16 > b.size()) return false;
      size = be(b, at + 8, 8);
      head = 16;
    } else if (size == 0) {
      size = b.size() - at;
    }
    if (size < head || size > b.size() - at) return false;
    const std::string_view body = b.substr(at + head, static_cast<std::size_t>(size) - head);
    if (holds_boxes(name)) {
      if (depth > 8 || !walk(body, depth + 1, out)) return false;
    } else {
      take_box(name, body, out);
    }
    at += static_cast<std::size_t>(size);
  }
  return at == b.size();
}

Result<std::int64_t> mp4(std::string_view b) {
  Mp4 found;
  if (!walk(b, 0, found)) return broken();
  if (found.picture) return film();
  if (found.amr) return unplayable();
  const auto whole = in_ms(found.length, found.scale), pieces = in_ms(found.pieces, found.sound_scale);
  if (!found.sound || (!whole && !pieces)) return broken();
  return std::max(whole.value_or(0), pieces.value_or(0));
}

// ---- WebM: elements walked flat, since a live recording does not know its own size ----
struct Element {
  std::uint64_t id = 0, size = 0;
  bool open = false;  // of unknown size
  std::size_t body = 0;
};

std::optional<Element> element_at(std::string_view b, std::size_t at) {
  Element out;
  const auto first = static_cast<unsigned char>(b[at]);
  const auto wide = static_cast<std::size_t>(std::countl_zero(first)) + 1;
  if (wide > 4 || at + wide >= b.size()) return std::nullopt;
  out.id = be(b, at, wide);
  at += wide;
  const auto next = static_cast<unsigned char>(b[at]);
  const auto long_ = static_cast<std::size_t>(std::countl_zero(next)) + 1;
  if (long_ > 8 || at + long_ > b.size()) return std::nullopt;
  const std::uint64_t all = (1ULL << (7 * long_)) - 1;
  out.size = be(b, at, long_) & all;
  out.open = out.size == all;
  out.body = at + long_;
  return out;
}

constexpr std::uint64_t kSegment = 0x18538067, kInfo = 0x1549A966, kTracks = 0x1654AE6B, kTrack = 0xAE, kCluster = 0x1F43B675, kGroup = 0xA0;
constexpr std::uint64_t kScale = 0x2AD7B1, kLength = 0x4489, kKind = 0x83, kTime = 0xE7, kSimple = 0xA3, kBlock = 0xA1;

bool holds_elements(std::uint64_t id) { return id == kSegment || id == kInfo || id == kTracks || id == kTrack || id == kCluster || id == kGroup; }

double real(std::string_view b, std::size_t at, std::size_t size) {
  return size == 4 ? static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(be(b, at, 4)))) : size == 8 ? std::bit_cast<double>(be(b, at, 8)) : 0;
}

Result<std::int64_t> webm(std::string_view b) {
  std::uint64_t scale = 1'000'000, cluster = 0, last = 0;  // nanoseconds a unit; units
  double told = 0;
  bool sound = false;
  for (std::size_t at = 0; at + 2 <= b.size();) {
    const auto element = element_at(b, at);
    if (!element) break;
    at = element->body;
    if (holds_elements(element->id)) continue;
    if (element->open || element->size > b.size() - at) break;  // cut off: what came before counts
    const auto size = static_cast<std::size_t>(element->size);
    const bool number = size > 0 && size <= 8;
    if (element->id == kScale && number) scale = std::clamp<std::uint64_t>(be(b, at, size), 1, 1'000'000'000);
    if (element->id == kLength && number) told = real(b, at, size);
    if (element->id == kKind && number) {
      if (be(b, at, size) == 1) return film();
      sound = sound || be(b, at, size) == 2;
    }
    if (element->id == kTime && number) cluster = std::min<std::uint64_t>(be(b, at, size), 1ULL << 40);
    if ((element->id == kSimple || element->id == kBlock) && size >= 4) {
      const auto track = static_cast<std::size_t>(std::countl_zero(static_cast<unsigned char>(b[at]))) + 1;
      if (track + 2 <= size) {
        const auto offset = static_cast<std::int16_t>(be(b, at + track, 2));
        const std::int64_t when = static_cast<std::int64_t>(cluster) + offset;
        last = std::max(last, when > 0 ? static_cast<std::uint64_t>(when) : 0);
      }
    }
    at += size;
  }
  if (told >= 1 && told < 1e12) last = std::max(last, static_cast<std::uint64_t>(told));
  if (!sound || last > (1ULL << 41)) return broken();
  const std::uint64_t ms = static_cast<std::uint64_t>(static_cast<double>(last) * static_cast<double>(scale) / 1e6);
  if (ms == 0 || ms > static_cast<std::uint64_t>(kLongest)) return broken();
  return static_cast<std::int64_t>(ms);
}

// ---- MP3: the lengths of its frames ----
Result<std::int64_t> mp3(std::string_view b) {
  constexpr std::array<int, 16> rates_1{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0};
  constexpr std::array<int, 16> rates_2{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0};
  constexpr std::array<int, 4> hertz{44'100, 48'000, 32'000, 0};
  std::size_t at = 0;
  if (b.starts_with("ID3") && b.size() >= 10) {
    at = 10;
    for (std::size_t i = 6, shift = 21; i < 10; ++i, shift -= 7) at += static_cast<std::size_t>(static_cast<unsigned char>(b[i]) & 0x7F) << shift;
  }
  double ms = 0;
  while (at + 4 <= b.size()) {
    const auto head = static_cast<std::uint32_t>(be(b, at, 4));
    if (head >> 21 != 0x7FF || (head >> 17 & 3) != 1) break;  // tags behind the last frame
    const std::uint32_t version = head >> 19 & 3;
    const int base = hertz[head >> 10 & 3];
    const int kbit = version == 3 ? rates_1[head >> 12 & 15] : rates_2[head >> 12 & 15];
    if (version == 1 || base == 0 || kbit == 0) break;
    const int rate = version == 3 ? base : version == 2 ? base / 2 : base / 4;
    const int samples = version == 3 ? 1152 : 576;
    const std::size_t frame = static_cast<std::size_t>(samples / 8 * kbit * 1000 / rate) + (head >> 9 & 1);
    if (frame > b.size() - at) break;
    ms += samples * 1000.0 / rate;
    at += frame;
  }
  if (ms < 1 || ms > static_cast<double>(kLongest)) return broken();
  return static_cast<std::int64_t>(ms);
}

}  // namespace

Result<std::int64_t> sound_ms(std::string_view bytes, std::string_view type) {
  if (type == "audio/ogg") return ogg(bytes);
  if (type == "audio/mp4") return mp4(bytes);
  if (type == "audio/webm") return webm(bytes);
  if (type == "audio/mpeg") return mp3(bytes);
  return broken();
}

}  // namespace lianhu
