#pragma once
// One XML part of a package as a stream of elements. Names come without their prefix: Office, WPS and the strict form of
// the standard differ in namespaces, not in names.
//
// Invariant: a document type declaration is refused before any entity could exist; elements nest at most 64 deep; no
// single tag may be larger than 1 MiB; nothing outside the part is ever looked at.
// Errors: invalid "sheet_doctype", "sheet_broken" (with part and line), and what the handler refuses.
// Thread rule: one reader, one thread.

#include <concepts>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "paper/xlsx_zip.h"

namespace lianhu::paper {

class Attributes {
 public:
  explicit Attributes(const char** pairs) : pairs_(pairs) {}
  // By local name; empty when there is none (OOXML has no attribute whose empty value means anything else).
  std::string_view get(std::string_view name) const;

 private:
  const char** pairs_;
};

// A handler answers each call with a refusal or nothing. Text comes in pieces.
template <class T>
concept XmlHandler = requires(T& handler, std::string_view view, const Attributes& attributes) {
  { handler.start(view, attributes) } -> std::same_as<std::optional<Error>>;
  { handler.end(view) } -> std::same_as<std::optional<Error>>;
  { handler.text(view) } -> std::same_as<std::optional<Error>>;
};

struct XmlCalls {
  void* handler;
  std::optional<Error> (*start)(void*, std::string_view, const Attributes&);
  std::optional<Error> (*end)(void*, std::string_view);
  std::optional<Error> (*text)(void*, std::string_view);
};
Result<Done> read_xml(XlsxZip& package, std::string_view part, const XmlCalls& calls);

template <XmlHandler T>
Result<Done> read_xml(XlsxZip& package, std::string_view part, T& handler) {
  return read_xml(package, part,
                  XmlCalls{&handler,
                           [](void* self, std::string_view name, const Attributes& attributes) {
                             return static_cast<T*>(self)->start(name, attributes);
                           },
                           [](void* self, std::string_view name) { return static_cast<T*>(self)->end(name); },
                           [](void* self, std::string_view text) { return static_cast<T*>(self)->text(text); }});
}

}  // namespace lianhu::paper
