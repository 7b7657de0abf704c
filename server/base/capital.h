#pragma once
// Amounts of money in the capital characters of papers: 12000.50 元 is 壹万贰仟元伍角整; below zero begins with 负.
//
// Units: fen. Read are amounts under a hundred thousand million yuan; anything else reads as nothing.
// Thread rule: pure functions.
// Source: 会计基础工作规范第52条; 中国人民银行《支付结算办法》附一 (both leave some 零 and 整 open: all of those are read).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lianhu {

std::string capital_amount(std::int64_t fen);
// The whole text is one amount: with 元 or 圆, 整 or 正 or nothing, 零 where it may stand or not.
std::optional<std::int64_t> read_capital(std::string_view text);

// An amount found in running words.
struct FoundAmount {
  std::int64_t fen = 0;
  std::string_view words;  // in the text
  bool capital = false;
};
// Figures before 元 or 万元 and capital amounts, in their order. Capitals of fewer than two characters before 元 are read as well.
std::vector<FoundAmount> find_amounts(std::string_view text);

}  // namespace lianhu
