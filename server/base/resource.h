#pragma once
// The data files and the built web app that live inside the binary, by their path in the repository.
//
// Invariant: sorted by name; the bytes live as long as the program. Written by tools/embed.py.
// Thread rule: constant data.

#include <span>
#include <string_view>

namespace lianhu {

struct Resource {
  std::string_view name;    // "procedures/grid_matter@1.toml"
  std::string_view bytes;
  std::string_view sha256;  // hex
};

std::span<const Resource> resources();

// Empty when there is no such file (an embedded file is never empty by design).
inline std::string_view resource(std::string_view name) {
  for (const Resource& r : resources()) {
    if (r.name == name) return r.bytes;
  }
  return {};
}

}  // namespace lianhu
