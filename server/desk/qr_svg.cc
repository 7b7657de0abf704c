#include "desk/qr_svg.h"

#include "paper/qr.h"

namespace lianhu {

std::string qr_svg(const std::string& content) {
  const auto code = paper::make_code(content);
  if (!code) return {};
  constexpr int kQuiet = 4;  // modules of white around, as the standard asks
  const std::string side = std::to_string(code->modules + 2 * kQuiet);
  std::string path;
  for (int y = 0; y < code->modules; ++y) {
    for (int x = 0; x < code->modules; ++x) {
      if (!code->black[static_cast<std::size_t>(y * code->modules + x)]) continue;
      path += "M" + std::to_string(x + kQuiet) + " " + std::to_string(y + kQuiet) + "h1v1h-1z";
    }
  }
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + " " + side +
         "\" role=\"img\" aria-label=\"查询二维码\" shape-rendering=\"crispEdges\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><path d=\"" + path + "\"/></svg>";
}

}  // namespace lianhu
