#pragma once
// A matter with everything on it as text, row by row, so that two readings can be compared. Only tests include this header.

#include <string>

#include "model/matter_file.h"
#include "store/row.h"

namespace lianhu {

inline std::string value_text(const Value& value) {
  if (std::holds_alternative<std::nullptr_t>(value)) return "NULL";
  if (const auto* n = std::get_if<std::int64_t>(&value)) return std::to_string(*n);
  if (const auto* real = std::get_if<double>(&value)) return std::to_string(*real);
  return std::get<std::string>(value);
}

template <class T>
std::string row_text(const char* table, const T& row) {
  std::string out = table;
  for (const Bind& bind : row_binds("", row)) out.append(" ").append(bind.name).append("=").append(value_text(bind.value));
  return out + "\n";
}

inline std::string whole_text(const WholeMatter& whole) {
  std::string out = row_text("matter", whole.file.matter);
  const auto rows = [&](const char* table, const auto& all) {
    for (const auto& row : all) out += row_text(table, row);
  };
  rows("party", whole.file.parties);
  rows("proceeding", whole.file.proceedings);
  rows("assignment", whole.file.assignments);
  rows("deadline", whole.file.deadlines);
  rows("consent", whole.file.consents);
  rows("ruling", whole.file.rulings);
  rows("obligation", whole.file.obligations);
  rows("ledger", whole.file.ledger);
  rows("bar", whole.file.bars);
  rows("external_reference", whole.file.external);
  rows("discrepancy", whole.file.discrepancies);
  for (const PastEvent& event : whole.file.events) out += row_text("event", event.row) + (event.told ? write_content(*event.told) : "erased") + "\n";
  rows("attachment", whole.attachments);
  rows("document", whole.documents);
  rows("link", whole.links);
  return out;
}

}  // namespace lianhu
