#pragma once
// A paper printed to be written on by hand is kept as a document too; its number says so: PD2026-0117-K2.
//
// Thread rule: pure function.

#include <string_view>

#include "model/event.h"

namespace lianhu {

inline constexpr std::string_view blank_form_mark = "-K";
inline constexpr std::string_view blank_number_field = "blank_number";  // of a move: on which blank form its record was written
inline bool is_blank_form(const Document& document) { return document.number && document.number->find(blank_form_mark) != std::string::npos; }

}  // namespace lianhu
