#include "base/media.h"

#include "base/sound.h"

#include <algorithm>
#include <cstdint>

namespace lianhu {
namespace {

constexpr int kMostPixelsSide = 20'000;
constexpr std::int64_t kMostPixels = 100'000'000;

Error broken() { return invalid("media_broken", "文件已损坏或不完整，请重新拍摄或导出后再上传", {{"/file", "请重新上传"}}); }

std::uint32_t be16(std::string_view b, std::size_t at) {
  return static_cast<std::uint32_t>(static_cast<unsigned char>(b[at]) << 8 | static_cast<unsigned char>(b[at + 1]));
}
std::uint32_t be32(std::string_view b, std::size_t at) { return be16(b, at) << 16 | be16(b, at + 2); }
std::uint32_t le32(std::string_view b, std::size_t at) {
  std::uint32_t out = 0;
  for (int i = 3; i >= 0; --i) out = out << 8 | static_cast<unsigned char>(b[at + static_cast<std::size_t>(i)]);
  return out;
}
std::uint32_t le24(std::string_view b, std::size_t at) {
  return static_cast<std::uint32_t>(static_cast<unsigned char>(b[at])) | static_cast<std::uint32_t>(static_cast<unsigned char>(b[at + 1])) << 8 |
         static_cast<std::uint32_t>(static_cast<unsigned char>(b[at + 2])) << 16;
}

std::string sniff(std::string_view b) {
  const auto starts = [&](std::string_view magic, std::size_t at = 0) { return b.size() >= at + magic.size() && b.substr(at, magic.size()) == magic; };
  if (starts("\xFF\xD8\xFF")) return "image/jpeg";
  if (starts(std::string_view("\x89PNG\r\n\x1A\n", 8))) return "image/png";
  if (starts("RIFF") && starts("WEBP", 8)) return "image/webp";
  if (starts("%PDF-")) return "application/pdf";
  if (starts("ftyp", 4)) return "audio/mp4";
  if (starts("\x1A\x45\xDF\xA3")) return "audio/webm";
  if (starts("OggS")) return "audio/ogg";
  if (starts("ID3") || starts("\xFF\xFB") || starts("\xFF\xF3")) return "audio/mpeg";
  return {};
}

// Orientation is the one thing of EXIF that changes how the picture looks; it is kept as a minimal segment.
int jpeg_orientation(std::string_view app1) {
  if (app1.size() < 14 || app1.substr(0, 6) != std::string_view("Exif\0\0", 6)) return 1;
  const std::string_view tiff = app1.substr(6);
  const bool little = tiff.substr(0, 2) == "II";
  const auto u16 = [&](std::size_t at) -> std::uint32_t {
    if (at + 2 > tiff.size()) return 0;
    return little ? static_cast<std::uint32_t>(static_cast<unsigned char>(tiff[at]) | static_cast<unsigned char>(tiff[at + 1]) << 8) : be16(tiff, at);
  };
  const auto u32 = [&](std::size_t at) -> std::uint32_t { return at + 4 > tiff.size() ? 0 : little ? le32(tiff, at) : be32(tiff, at); };
  const std::size_t directory = u32(4);
  const std::uint32_t entries = u16(directory);
  for (std::uint32_t i = 0; i < entries && i < 64; ++i) {
    const std::size_t at = directory + 2 + i * 12;
    if (at + 12 > tiff.size()) break;
    if (u16(at) == 0x0112) {
      const auto value = u16(at + 8);
      return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
  }
  return 1;
}

std::string orientation_segment(int orientation) {
  using namespace std::string_literals;
  // One directory of one entry: tag 0x0112, a SHORT, count 1, its value in the high half of the field.
  std::string segment = "\xFF\xE1\x00\x22"s + "Exif\0\0"s + "MM\0\x2A\0\0\0\x08"s + "\0\x01"s + "\x01\x12\0\x03\0\0\0\x01\0"s;
  segment.push_back(static_cast<char>(orientation));
  segment.append("\0\0", 2);
  segment.append("\0\0\0\0", 4);
  return segment;
}

Result<Media> clean_jpeg(std::string_view b) {
  Media out{"image/jpeg", std::string(b.substr(0, 2)), 0, 0};
  int orientation = 1;
  std::string kept;
  std::size_t at = 2;
  for (;;) {
    if (at + 4 > b.size() || static_cast<unsigned char>(b[at]) != 0xFF) return broken();
    const auto marker = static_cast<unsigned char>(b[at + 1]);
    if (marker == 0xFF) {  // fill byte
      ++at;
      continue;
    }
    const std::size_t length = be16(b, at + 2);
    if (length < 2 || at + 2 + length > b.size()) return broken();
    const std::string_view segment = b.substr(at, 2 + length);
    if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
      if (length < 8) return broken();
      out.height = static_cast<int>(be16(b, at + 5));
      out.width = static_cast<int>(be16(b, at + 7));
    }
    const bool app = marker >= 0xE0 && marker <= 0xEF;
    if (marker == 0xE1) orientation = std::max(orientation, jpeg_orientation(segment.substr(4)));
    const bool colour = marker == 0xE0 || marker == 0xEE || (marker == 0xE2 && segment.substr(4, 11) == "ICC_PROFILE");
    if ((!app && marker != 0xFE) || colour) kept.append(segment);
    at += 2 + length;
    if (marker == 0xDA) break;  // the scan: to the end of the image
  }
  // Some cameras append films and thumbnails after the end marker.
  const std::size_t end = b.rfind("\xFF\xD9");
  if (end == std::string_view::npos || end < at || out.width == 0 || out.height == 0) return broken();
  if (orientation != 1) out.bytes.append(orientation_segment(orientation));
  out.bytes.append(kept);
  out.bytes.append(b.substr(at, end + 2 - at));
  return out;
}

Result<Media> clean_png(std::string_view b) {
  Media out{"image/png", std::string(b.substr(0, 8)), 0, 0};
  std::size_t at = 8;
  bool ended = false;
  while (!ended) {
    if (at + 12 > b.size()) return broken();
    const std::size_t length = be32(b, at);
    if (length > b.size() || at + 12 + length > b.size()) return broken();
    const std::string_view name = b.substr(at + 4, 4);
    if (name == "IHDR") {
      if (length < 13 || at != 8) return broken();
      out.width = static_cast<int>(std::min<std::uint32_t>(be32(b, at + 8), INT32_MAX));
      out.height = static_cast<int>(std::min<std::uint32_t>(be32(b, at + 12), INT32_MAX));
    }
    static constexpr std::string_view keep[] = {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs"};
    if (std::find(std::begin(keep), std::end(keep), name) != std::end(keep)) out.bytes.append(b.substr(at, 12 + length));
    ended = name == "IEND";
    at += 12 + length;
  }
  if (out.width == 0 || out.height == 0) return broken();
  return out;
}

Result<Media> clean_webp(std::string_view b) {
  Media out{"image/webp", std::string(b.substr(0, 12)), 0, 0};
  std::size_t at = 12;
  while (at + 8 <= b.size()) {
    const std::size_t length = le32(b, at + 4);
    const std::size_t padded = length + (length & 1);
    if (padded > b.size() || at + 8 + length > b.size()) return broken();
    const std::string_view name = b.substr(at, 4);
    const std::string_view data = b.substr(at + 8, length);
    std::string chunk(b.substr(at, std::min(8 + padded, b.size() - at)));
    if (name == "VP8X" && length >= 10) {
      out.width = static_cast<int>(le24(data, 4)) + 1;
      out.height = static_cast<int>(le24(data, 7)) + 1;
      chunk[8] = static_cast<char>(chunk[8] & ~0x0C);  // no EXIF, no XMP
    } else if (name == "VP8 " && length >= 10 && out.width == 0) {
      out.width = static_cast<int>((le24(data, 6) & 0x3FFF));
      out.height = static_cast<int>((static_cast<unsigned char>(data[8]) | static_cast<unsigned char>(data[9]) << 8) & 0x3FFF);
    } else if (name == "VP8L" && length >= 5 && out.width == 0) {
      const std::uint32_t bits = le32(data, 1);
      out.width = static_cast<int>(bits & 0x3FFF) + 1;
      out.height = static_cast<int>(bits >> 14 & 0x3FFF) + 1;
    }
    if (name != "EXIF" && name != "XMP ") out.bytes.append(chunk);
    at += 8 + padded;
  }
  if (out.width == 0 || out.height == 0) return broken();
  const auto size = static_cast<std::uint32_t>(out.bytes.size() - 8);
  for (std::size_t i = 0; i < 4; ++i) out.bytes[4 + i] = static_cast<char>(size >> (8 * i) & 0xFF);
  return out;
}

}  // namespace

Result<Media> clean(std::string_view bytes, std::string_view claimed) {
  const std::string type = sniff(bytes);
  if (type.empty()) {
    return invalid("media_unknown", "只接受照片（JPEG、PNG、WebP）、PDF 和录音，请换一种格式上传", {{"/file", "请上传 JPEG、PNG、WebP、PDF 或录音"}});
  }
  const std::string_view plain = claimed.substr(0, claimed.find(';'));
  const bool generic = plain.empty() || plain == "application/octet-stream";
  const bool sound = type.rfind("audio/", 0) == 0 && (plain.rfind("audio/", 0) == 0 || plain == "video/mp4" || plain == "video/webm");
  if (!generic && plain != type && !sound) {
    return invalid("media_disguised", "文件的内容与它的类型不符，请上传原始文件", {{"/file", "请上传原始文件"}});
  }
  if (type.starts_with("audio/")) {
    if (const auto length = sound_ms(bytes, type); !length) return length.error();
  }
  Result<Media> out = type == "image/jpeg" ? clean_jpeg(bytes)
                      : type == "image/png" ? clean_png(bytes)
                      : type == "image/webp" ? clean_webp(bytes)
                                             : Result<Media>(Media{type, std::string(bytes), 0, 0});
  if (out && (out->width > kMostPixelsSide || out->height > kMostPixelsSide ||
              static_cast<std::int64_t>(out->width) * out->height > kMostPixels)) {
    return invalid("media_huge", "照片的像素过多，请缩小后再上传", {{"/file", "请缩小照片"}});
  }
  return out;
}

}  // namespace lianhu
