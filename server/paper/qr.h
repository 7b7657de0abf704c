#pragma once
// A QR code as squares (libqrencode, error level M: 15 % of the squares may be lost to a fold or a stamp).
//
// Errors: invalid "qr_too_long" when the content fits no code that prints legibly.
// Thread rule: pure function.

#include <string>

#include "base/result.h"
#include "paper/page_model.h"

namespace lianhu::paper {

// Position and size are left at 0. The blank margin of four modules is the caller's business.
Result<Code> make_code(const std::string& content);

}  // namespace lianhu::paper
