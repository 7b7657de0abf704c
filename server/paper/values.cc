#include "paper/values.h"

#include <algorithm>

#include "base/capital.h"
#include "base/text.h"

namespace lianhu::paper {
namespace {

constexpr std::size_t kLong = 501;   // characters: such a text gets lines of its own
constexpr std::size_t kTwoLines = 200;
constexpr int kInText = 14;          // characters of room inside a sentence, at most unless the field says more
constexpr std::string_view kCapitals = ":capitals";

bool is_long(const FieldSpec& spec) { return spec.kind == FieldKind::text && spec.max_chars >= kLong; }

std::string line(int chars) {
  std::string out;
  for (int i = 0; i < chars; ++i) out += kRoom;
  return out;
}

std::string room(const FieldSpec& spec, bool in_capitals) {
  switch (spec.kind) {
    case FieldKind::date:
      return line(4) + "年" + line(2) + "月" + line(2) + "日";
    case FieldKind::number:
      return line(spec.room > 0 ? spec.room : 4);
    case FieldKind::money:
      return in_capitals ? line(kInText) : line(spec.room > 0 ? spec.room : 6) + "元";
    case FieldKind::text:
      if (spec.room > 0 && !is_long(spec)) return line(spec.room);
      return line(std::clamp(static_cast<int>(spec.max_chars), 4, kInText));
    case FieldKind::list:
      return line(kInText);
    case FieldKind::rows:
      break;
  }
  return {};
}

std::size_t usual_rows(const FieldSpec& spec) { return static_cast<std::size_t>(spec.room > 0 ? spec.room : 6); }

}  // namespace

const FieldSpec* Values::spec(const std::string& field) const {
  const auto at = std::find_if(paper_.fields.begin(), paper_.fields.end(), [&](const FieldSpec& one) { return one.name == field; });
  return at == paper_.fields.end() ? nullptr : &*at;
}

std::string Values::value(const std::string& written, const TableRow* row, const FieldSpec* rows, bool with_room) const {
  const bool in_capitals = written.ends_with(kCapitals);
  const std::string name = in_capitals ? written.substr(0, written.size() - kCapitals.size()) : written;
  if (rows) {
    const bool column = std::any_of(rows->columns.begin(), rows->columns.end(), [&](const Column& one) { return one.name == name; });
    if (column) return row && row->contains(name) ? std::string(trim(row->at(name))) : std::string();
  }
  const FieldSpec* found = spec(name);
  if (!found) return {};
  const auto at = fields_.find(name);
  if (at == fields_.end()) return blank_ && with_room ? room(*found, in_capitals) : std::string();
  const auto* amount = std::get_if<std::int64_t>(&at->second);
  return in_capitals && amount ? capital_amount(*amount) : printed(*found, at->second);
}

// One pass, so that braces inside a value stay what they are.
std::string Values::put(const std::string& text, const TableRow* row, const FieldSpec* rows, bool with_room) const {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = std::min(text.find('{', at), text.size());
    out.append(text, at, open - at);
    if (open == text.size()) break;
    const std::size_t close = text.find('}', open);
    out += value(text.substr(open + 1, close - open - 1), row, rows, with_room);
    at = close + 1;
  }
  return out;
}

std::string Values::text(const std::string& text, const TableRow* row, const FieldSpec* rows) const { return put(text, row, rows, true); }
std::string Values::known(const std::string& text, const TableRow* row, const FieldSpec* rows) const { return put(text, row, rows, false); }

const FieldSpec* Values::alone(const std::string& text) const {
  const auto names = placeholders(text);
  if (!names || names->size() != 1 || text != "{" + names->front() + "}" || !open(names->front())) return nullptr;
  return spec(names->front());
}

std::string Values::cell(const std::string& in, const TableRow* row, const FieldSpec* rows) const {
  return !rows && alone(in) ? std::string() : text(in, row, rows);
}

int Values::lines(const std::string& text) const {
  const FieldSpec* field = alone(text);
  if (!field || field->kind != FieldKind::text) return 0;
  if (is_long(*field)) return field->room > 0 ? field->room : 6;
  return field->max_chars >= kTwoLines ? 2 : 0;
}

std::vector<std::string> Values::list(const std::string& field) const {
  std::vector<std::string> out;
  if (const auto at = fields_.find(field); at != fields_.end()) out = std::get<std::vector<std::string>>(at->second);
  if (const FieldSpec* found = blank_ ? spec(field) : nullptr) out.resize(std::max(out.size(), usual_rows(*found)));
  return out;
}

std::vector<TableRow> Values::rows(const std::string& field) const {
  std::vector<TableRow> out;
  if (const auto at = fields_.find(field); at != fields_.end()) out = std::get<std::vector<TableRow>>(at->second);
  if (const FieldSpec* found = blank_ ? spec(field) : nullptr) out.resize(std::max(out.size(), usual_rows(*found)));
  return out;
}

}  // namespace lianhu::paper
