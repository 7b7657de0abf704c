#include "paper/qr.h"

#include <memory>

#include <qrencode.h>

namespace lianhu::paper {

Result<Code> make_code(const std::string& content) {
  constexpr int kLargest = 73;  // version 14: 0.4 mm a square on 30 mm, what an old phone still reads
  struct Free {
    void operator()(QRcode* code) const { QRcode_free(code); }
  };
  const std::unique_ptr<QRcode, Free> made(QRcode_encodeString(content.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1));
  if (!made || made->width > kLargest) return invalid("qr_too_long", "二维码内容过长，请缩短查询网址");
  Code code;
  code.modules = made->width;
  for (int i = 0; i < made->width * made->width; ++i) code.black.push_back(made->data[i] & 1);
  return code;
}

}  // namespace lianhu::paper
