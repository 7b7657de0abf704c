#pragma once
// A text file of unknown encoding made UTF-8: a BOM decides, then whether it is UTF-8, then GB18030 (what Excel in China
// saves as CSV).
//
// Errors: invalid "sheet_encoding". Thread rule: pure function.

#include <string>
#include <string_view>

#include "base/result.h"

namespace lianhu::paper {

Result<std::string> to_plain_text(std::string_view bytes);

}  // namespace lianhu::paper
