#pragma once
// An amount of money in the capital figures that papers in law use beside the digits (会计基础工作规范第52条).
//
// Units: fen. Thread rule: pure function.

#include <cstdint>
#include <string>

namespace lianhu::paper {

// 128050 -> 壹仟贰佰捌拾元伍角整; 0 -> 零元整; below zero begins with 负.
std::string capitals(std::int64_t fen);

}  // namespace lianhu::paper
