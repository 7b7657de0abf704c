#pragma once
// A paper's field as it is typed in: one text whatever its kind. A list has an item on each line; rows have a row on each
// line, the cells in the columns' order and parted by ｜ (or |); money is in yuan.
//
// Errors: nothing when the text is not of the field's kind. An empty text is no value.
// Thread rule: pure functions.

#include <optional>
#include <string>

#include "paper/fields.h"

namespace lianhu {

std::string entry_text(const paper::FieldSpec& spec, const paper::Value& value);
std::optional<paper::Value> read_entry(const paper::FieldSpec& spec, const std::string& text);
// What is wrong with a text of this kind, in plain Chinese.
std::string entry_fault(const paper::FieldSpec& spec);

}  // namespace lianhu
