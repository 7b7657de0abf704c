#pragma once
// multipart/form-data (RFC 7578) out of a whole body. Strict: what a browser's FormData writes, and nothing else.
//
// Invariant: part names and file names are fit text (base/text.h) and a file name has no folder in it; bytes are views
// into request.body and live as long as it does.
// Errors: Kind::invalid "malformed_multipart", Kind::too_large "too_many_parts" | "part_too_large".
// Thread rule: pure function.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/message.h"

namespace lianhu::http {

struct Part {
  std::string name;
  std::optional<std::string> filename;
  std::string content_type;  // as claimed; "text/plain" when absent
  std::string_view bytes;
};

struct MultipartLimits {
  std::size_t parts = 20;
  std::size_t part_bytes = 10U << 20;
  std::size_t head_bytes = 2048;
};

Result<std::vector<Part>> parse_multipart(const Request& request, MultipartLimits limits = {});

}  // namespace lianhu::http
