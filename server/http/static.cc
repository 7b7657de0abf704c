#include "http/static.h"

#include "base/text.h"
#include "http/problem.h"

namespace lianhu::http {
namespace {

constexpr std::pair<std::string_view, std::string_view> types[] = {
    {".html", "text/html; charset=utf-8"},   {".js", "text/javascript; charset=utf-8"}, {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},           {".webmanifest", "application/manifest+json"}, {".svg", "image/svg+xml"},
    {".png", "image/png"},                   {".jpg", "image/jpeg"},                    {".webp", "image/webp"},
    {".ico", "image/x-icon"},                {".woff2", "font/woff2"},                  {".txt", "text/plain; charset=utf-8"},
    {".wasm", "application/wasm"},
};

std::string_view type_of(std::string_view name) {
  for (const auto& [ending, type] : types) {
    if (name.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

// Whoever opens an address: a browser says so; who takes anything means a page unless the address names a file.
bool wants_page(const Request& request) {
  const std::string_view accepted = request.header("accept");
  if (accepted.find("text/html") != accepted.npos) return true;
  const std::string_view last = std::string_view(request.path).substr(request.path.rfind('/') + 1);
  return (accepted.empty() || accepted.find("*/*") != accepted.npos) && last.find('.') == last.npos;
}

bool never_a_page(std::string_view path) { return path == "/api" || path.starts_with("/api/") || path.starts_with("/assets/"); }

// "gzip" in Accept-Encoding, not switched off by q=0.
bool takes_gzip(std::string_view accepted) {
  while (!accepted.empty()) {
    const std::string_view item = accepted.substr(0, accepted.find(','));
    accepted.remove_prefix(std::min(item.size() + 1, accepted.size()));
    if (trim(item.substr(0, item.find(';'))) != "gzip") continue;
    const std::size_t q = item.find("q=");
    return q == item.npos || item.substr(q + 2).find_first_of("123456789") != item.npos;
  }
  return false;
}

}  // namespace

StaticSite::StaticSite(std::span<const Resource> files, std::string_view root, std::vector<Entry> entries, std::string missing)
    : root_size_(root.size()), entries_(std::move(entries)), missing_(std::move(missing)) {
  for (const Resource& file : files) {
    if (file.name.starts_with(root)) files_.emplace(file.name.substr(root.size()), &file);
  }
}

const Resource* StaticSite::find(std::string_view name) const {
  const auto found = files_.find(name);
  return found == files_.end() ? nullptr : found->second;
}

const Resource* StaticSite::page_of(std::string_view path) const {
  for (const Entry& entry : entries_) {
    const bool below = entry.prefix != "/" && path.starts_with(entry.prefix) && path[entry.prefix.size()] == '/';
    const bool inside = below || path == entry.prefix;
    if (inside) return find(entry.page);
  }
  return nullptr;
}

Response StaticSite::get(const Request& request) const {
  const std::string_view name = std::string_view(request.path).substr(1);
  if (const Resource* file = name.ends_with(".gz") ? nullptr : find(name)) return send(request, *file, name.starts_with("assets/"));
  if (const Resource* page = page_of(request.path)) return send(request, *page, false);
  const Resource* told = wants_page(request) && !never_a_page(request.path) ? find(missing_) : nullptr;
  if (told == nullptr) return problem(Refusal::not_found);
  Response response = send(request, *told, false);
  // The page is the same bytes as home: it must not be answered "not modified", nor kept as what stands at this address.
  response.status = 404;
  response.code = "not_found";
  std::erase_if(response.headers, [](const auto& header) { return header.first == "ETag" || header.first == "Cache-Control"; });
  response.header("Cache-Control", "no-store");
  if (response.bytes().empty()) response.constant = told->bytes;
  return response;
}

Response StaticSite::send(const Request& request, const Resource& wanted, bool hashed) const {
  const Resource* file = &wanted;
  Response response;
  const std::string_view plain_name = file->name;
  response.header("Content-Type", std::string(type_of(plain_name))).header("Vary", "Accept-Encoding");
  response.header("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
  const Resource* packed = takes_gzip(request.header("accept-encoding")) ? find(std::string(plain_name.substr(root_size_)) + ".gz") : nullptr;
  if (packed != nullptr) {
    file = packed;
    response.header("Content-Encoding", "gzip");
  }
  const std::string tag = '"' + std::string(file->sha256) + '"';
  response.header("ETag", tag);
  if (request.header("if-none-match").find(tag) != std::string_view::npos) {
    response.status = 304;
  } else {
    response.constant = file->bytes;
  }
  return response;
}

Handler StaticSite::handler() const {
  return [this](const Request& request, Context&) { return get(request); };
}

}  // namespace lianhu::http
