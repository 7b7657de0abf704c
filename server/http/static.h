#pragma once
// The web app, served from the binary: a closed table of names, so no path can reach anything else.
//
//   "/" and "/m/..."  -> pocket.html (grid worker, resident)      "/desk/..." -> centre.html      "/assets/x-<hash>.js" -> itself
//
// Invariant: pages are asked for again each time (ETag by SHA-256), hashed assets are kept for a year. An address nobody
// knows is 404: to whoever opens it the app's page, which says so and leads home; for a missing asset or file, and below
// /api/, a problem. `x.gz` beside `x` is sent instead where the client takes gzip.
// Thread rule: constant after construction.

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/resource.h"
#include "http/router.h"

namespace lianhu::http {

struct Entry {
  std::string prefix;  // "/desk": this path and everything below it
  std::string page;    // "centre.html"
};

class StaticSite {
 public:
  // `root`: the folder of the table that holds the site, "web/dist/". `missing`: the page that tells of an unknown address.
  StaticSite(std::span<const Resource> files, std::string_view root, std::vector<Entry> entries, std::string missing);

  Response get(const Request& request) const;
  Handler handler() const;

 private:
  const Resource* find(std::string_view name) const;
  const Resource* page_of(std::string_view path) const;
  Response send(const Request& request, const Resource& file, bool hashed) const;

  std::size_t root_size_;
  std::map<std::string, const Resource*, std::less<>> files_;
  std::vector<Entry> entries_;
  std::string missing_;
};

}  // namespace lianhu::http
