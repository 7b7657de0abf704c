#pragma once
// How long a recording lasts, and whether it is one: read from the container, never from the name.
//
// Containers: Ogg (Opus, Vorbis), WebM, MP4 (also the fragmented one that phones record into), MP3.
// Errors: sound_broken (cut off, nothing in it), sound_video (a film), sound_codec (AMR: no browser plays it); all
// Kind::invalid with the remedy in Chinese.
// Thread rule: pure functions. The bytes are a stranger's.

#include <cstdint>
#include <string_view>

#include "base/result.h"

namespace lianhu {

// Milliseconds. `type`: one of media.h's audio types, which the bytes were found to begin like.
Result<std::int64_t> sound_ms(std::string_view bytes, std::string_view type);

}  // namespace lianhu
