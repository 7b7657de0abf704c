#pragma once
// A party may choose its mediator: once one asked for another, nothing goes on before there is one, or a reasoned answer.
//
// Thread rule: pure functions.
// Source: 人民调解法第19、23条.

#include <string_view>

#include "model/procedure.h"
#include "rules/history.h"

namespace lianhu {

inline constexpr std::string_view recusal_party_field = "recusal_party";    // who asked; a form that has it asks
inline constexpr std::string_view recusal_answer_field = "recusal_answer";  // the reasons why not

// Somebody asked in this round and has neither another mediator nor an answer.
bool recusal_open(const Procedure& procedure, const History& history, std::int64_t round);

}  // namespace lianhu
