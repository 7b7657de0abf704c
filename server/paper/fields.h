#pragma once
// What a paper is filled with: named values, checked against the paper's own list of fields.
//
// Invariant: Fields that came through read_fields or check_fields hold only declared fields, each of its declared
// kind, every required one present and not blank. An optional field that is empty is absent.
// Units: money is in fen; dates are days in China.
// Errors: invalid "paper_fields"; every fault names the field by its label and says what to do.
// Thread rule: plain values, pure functions.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace lianhu::paper {

enum class FieldKind { text, date, number, money, list, rows };

struct Column {
  std::string name, label;
};

// One row of papers/<code>/fields.toml. The personal-data class is the one of procedure fields:
// 0 none, 1 ordinary personal, 2 contact, 3 sensitive, 4 ciphered.
struct FieldSpec {
  std::string name, label;
  FieldKind kind = FieldKind::text;
  bool required = false;
  int data_class = 0;
  std::string purpose;
  std::size_t max_chars = 0;    // of a text, or of one item; always set by the parser
  std::vector<Column> columns;  // kind rows only
  std::string from = {};        // where a matter has it (sources.h); empty: whoever makes the paper writes it
  int room = 0;                 // on a blank form: characters, lines of a long text, rows; 0: as usual for the kind
};

using TableRow = std::map<std::string, std::string>;
// text | date | number and money | list | rows, in the order of FieldKind.
using Value = std::variant<std::string, Date, std::int64_t, std::vector<std::string>, std::vector<TableRow>>;
using Fields = std::map<std::string, Value>;

// JSON: text "…", date "2026-09-01", number and money (fen) as integers, list ["…"], rows [{"column": "…"}].
Result<Fields> read_fields(const std::vector<FieldSpec>& specs, std::string_view json);
Result<Done> check_fields(const std::vector<FieldSpec>& specs, const Fields& fields);
// The same for a form that will be finished by hand: required fields may be missing.
Result<Done> check_known(const std::vector<FieldSpec>& specs, const Fields& fields);
Result<Fields> read_known(const std::vector<FieldSpec>& specs, std::string_view json);
// The same JSON, in one spelling only: keys in byte order, no blanks, characters as they are.
std::string fields_json(const Fields& fields);

// The value as it is printed: 2026年9月1日, 1280.50元. A list is joined with 、; rows have no such form (empty).
std::string printed(const FieldSpec& spec, const Value& value);

// SHA-256 (lower-case hex) of {"code":…,"fields":{…},"version":…}: what a printed copy is compared with.
std::string canonical_hash(std::string_view code, int version, const Fields& fields);

}  // namespace lianhu::paper
