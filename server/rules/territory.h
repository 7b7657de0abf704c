#pragma once
// Administrative divisions: what a code means, and the reading of division files.
//
// A code carries its own place in the tree: 2 province, 4 city, 6 county, 9 town, 12 village (统计用区划代码), then
// +3 grid, +3 linked-household group, +3 household (the product's own extension).
// Files read: CSV with a header line (code,name and, if present, kind,parent; extra columns are ignored) and flat JSON
// arrays of objects with the same keys. Both the product's own files and the nationwide provinces / cities / areas /
// streets / villages files of china-division have this form. UTF-8 only, with or without BOM, LF or CRLF.
// Errors: Kind::invalid, code "division_file"; each fault is one FieldFault whose message names file and line (CSV) or
// record (JSON) in Chinese. At most 50 faults are listed.
// Thread rule: pure functions.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lianhu {

enum class DivisionKind : std::uint8_t { province, city, county, town, village, grid, group, household };

// "province" … "household": the word stored in files and tables.
std::string_view division_word(DivisionKind kind);
// "省级" … "户": the word shown to a user.
std::string_view division_chinese(DivisionKind kind);
std::optional<DivisionKind> division_kind(std::string_view word);

// The kind a code has by its length; nothing when it has a letter or no known length.
std::optional<DivisionKind> kind_of_code(std::string_view code);
// The code one step up ("520422001001" → "520422001"); empty for a province or a malformed code.
std::string_view parent_code(std::string_view code);

struct Division {
  std::string code;
  std::string name;
  DivisionKind kind = DivisionKind::county;
  std::string parent;  // empty only for a province

  friend bool operator==(const Division&, const Division&) = default;
};

// The name in daily use: "塔山社区居民委员会" → "塔山社区", "补郎苗族乡" → "补郎".
std::string short_name(const Division& division);

struct DivisionFile {
  std::string_view name;  // shown in faults
  std::string_view text;
};

// Every division of the files, sorted by code (parents before children). With `county` (6 digits) only that county
// and what lies below it; rows outside it are neither kept nor checked beyond their code.
// A parent must be among the rows, but for the highest kind present, whose parents lie outside the files.
Result<std::vector<Division>> parse_divisions(std::span<const DivisionFile> files, std::string_view county = {});

}  // namespace lianhu
