#pragma once
// A QR code as SVG for the page, from the same code squares that papers draw.

#include <string>

namespace lianhu {

std::string qr_svg(const std::string& content);  // "" when the content is too long for a code

}  // namespace lianhu
