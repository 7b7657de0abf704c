#pragma once
// JSON <-> plain structs. A struct and its rules are written once, next to each other; reading, refusing,
// writing and the published JSON Schema all come from that one description:
//
//   struct NewMatter {
//     std::string title;
//     std::optional<std::string> detail;
//     std::vector<NewParty> parties;
//   };
//   LIANHU_DESCRIBE(NewMatter, (title, detail, parties),
//                   {"title", {.label = "标题", .min = 2, .max = 100}},
//                   {"detail", {.label = "详情", .max = 2000, .lines = Lines::many}},
//                   {"parties", {.label = "当事人", .min_items = 1, .max_items = 20}})
//   BOOST_DESCRIBE_ENUM(Channel, phone, visit, online)   // an enum class, by its names
//
// Field types: std::string, bool, std::int32_t, std::int64_t, double, described enum classes and structs,
// std::optional (absent when empty), std::vector, std::map<std::string, T>, boost::json::value (as it is), and
// every type with `static std::optional<T> parse(std::string_view)` and `text()` or `text` (Date, Time, Id).
// A trailing '_' of a member or enumerator is not part of its JSON name (private_ -> "private").
//
// Invariant: what read_json returns holds only fit, trimmed text (base/text.h), known fields and values within
// their rules. A string without a rule is one line of 1-200 characters; a list has at most 200 items.
// An optional string that is empty after trimming is absent. null is never a value (leave the field out).
// Errors: Kind::invalid, code "malformed_json" (not JSON, too deep, a key twice) or "invalid_fields" (all faults,
// each with its JSON pointer). Messages never repeat what was sent, save the name of an unknown field.
// Thread rule: pure functions.

#include <array>
#include <concepts>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/describe.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11/algorithm.hpp>

#include "base/result.h"
#include "base/text.h"

namespace lianhu {

// A closed list of spellings; each is enforced and published as `pattern` from one table (described.cc).
enum class Format {
  text,    // any fit text
  code,    // people_mediation
  phone,   // mobile or land line
  uuid,    // lower case
  date,    // 2026-09-01, a real day
  digits,  // 0-9
  hex,     // 0-9 a-f
  secret,  // base64url
  region,  // 6-digit county code
  login,   // a login name
};

inline constexpr std::int64_t no_bound = std::numeric_limits<std::int64_t>::min();

struct Rule {
  std::string_view label = {};   // Chinese name of the field, used in messages and as the schema's title
  std::int64_t min = no_bound;   // string: characters (default 1); number: least value. In a list: of each item.
  std::int64_t max = no_bound;   // string: characters (default 200); number: greatest value
  Format format = Format::text;
  Lines lines = Lines::one;
  std::int64_t min_items = 0;    // of a list or map
  std::int64_t max_items = 200;
  bool optional = false;         // may be left out: the struct's own default stays
  std::string_view doc = {};     // one Chinese sentence for the API's readers
};

struct FieldRule {
  std::string_view field;
  Rule rule;
};

#define LIANHU_DESCRIBE(Type, members, ...)                                                            \
  BOOST_DESCRIBE_STRUCT(Type, (), members)                                                             \
  [[maybe_unused]] constexpr std::string_view lianhu_name(const Type*) { return #Type; }               \
  [[maybe_unused]] constexpr auto lianhu_rules(const Type*) {                                          \
    return std::to_array<::lianhu::FieldRule>({{} __VA_OPT__(, ) __VA_ARGS__});                        \
  }

struct ReadOptions {
  std::size_t max_depth = 24;
  std::size_t max_faults = 50;
};

// Strict JSON: UTF-8, no key twice in one object, bounded depth, finite numbers.
Result<boost::json::value> parse_json(std::string_view text, ReadOptions options = {});

template <class T>
Result<T> read_json(std::string_view text, ReadOptions options = {});
template <class T>
Result<T> read_value(const boost::json::value& value, ReadOptions options = {});

namespace described {
template <class T>
void append_json(std::string& out, const T& value);
}

template <class T>
boost::json::value write_value(const T& value);
// The same text as serialize(write_value(value)), without building the tree.
template <class T>
std::string write_json(const T& value) {
  std::string out;
  described::append_json(out, value);
  return out;
}

// The described structs a document refers to, by name. Two structs of one name are a bug and throw.
struct Schemas {
  std::string prefix = "#/components/schemas/";
  boost::json::object defs;
  std::map<std::string, const void*, std::less<>> types;
};
// T's schema; every struct in it becomes a $ref and an entry of `schemas`.
template <class T>
boost::json::value schema_in(Schemas& schemas);
// A whole JSON Schema 2020-12 of its own, with $defs.
template <class T>
boost::json::object schema();

template <class E>
std::string_view enum_name(E value);  // empty for a value outside the list
template <class E>
std::optional<E> enum_from(std::string_view name);

}  // namespace lianhu

#include "base/described_inl.h"
