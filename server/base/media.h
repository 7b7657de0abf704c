#pragma once
// Uploaded bytes: what they are by content (never by name), and pictures without the data that cameras add.
//
// Invariant: clean() returns a picture with the same pixels and no EXIF, XMP, comment or thumbnail, so neither the place
// nor the phone that took it is kept. Only the kinds below are taken at all.
// A recording is one that can be played: no film, nothing cut off, no codec that browsers do not have (base/sound.h).
// Errors: media_unknown, media_disguised, media_broken, media_huge, sound_… (all Kind::invalid with the remedy in Chinese).
// Thread rule: pure functions.

#include <string>
#include <string_view>

#include "base/result.h"

namespace lianhu {

struct Media {
  std::string type;  // image/jpeg image/png image/webp application/pdf audio/mpeg audio/mp4 audio/webm audio/ogg
  std::string bytes;
  int width = 0, height = 0;  // pictures only
};

// Takes the bytes as sent; `claimed` is the Content-Type, which must agree with the content.
Result<Media> clean(std::string_view bytes, std::string_view claimed);

}  // namespace lianhu
