#include "paper/plain_text.h"

#include <cerrno>
#include <optional>
#include <system_error>

#include <iconv.h>

#include "base/text.h"

namespace lianhu::paper {
namespace {

// Nothing when the bytes are not of that encoding.
std::optional<std::string> convert(std::string_view bytes, const char* from) {
  const iconv_t converter = iconv_open("UTF-8", from);
  if (converter == reinterpret_cast<iconv_t>(-1)) throw std::system_error(errno, std::generic_category(), std::string("iconv ") + from);
  // At most 3 bytes of UTF-8 for each 2 of UTF-16 or GBK, 4 for 4 of GB18030.
  std::string out(bytes.size() * 3 / 2 + 4, '\0');
  char* in = const_cast<char*>(bytes.data());
  char* to = out.data();
  std::size_t left = bytes.size(), room = out.size();
  const bool ok = iconv(converter, &in, &left, &to, &room) != static_cast<std::size_t>(-1);
  iconv_close(converter);
  if (!ok) return std::nullopt;
  out.resize(out.size() - room);
  return out;
}

}  // namespace

Result<std::string> to_plain_text(std::string_view bytes) {
  std::optional<std::string> out;
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    out = std::string(bytes.substr(3));
  } else if (bytes.starts_with("\xFF\xFE")) {
    out = convert(bytes.substr(2), "UTF-16LE");
  } else if (bytes.starts_with("\xFE\xFF")) {
    out = convert(bytes.substr(2), "UTF-16BE");
  } else {
    out = is_utf8(bytes) ? std::string(bytes) : convert(bytes, "GB18030");
  }
  if (!out || !is_utf8(*out))
    return invalid("sheet_encoding", "文字编码有误。请用 Excel 或 WPS 打开，另存为“CSV UTF-8”或“Excel 工作簿（.xlsx）”后重新上传");
  return *std::move(out);
}

}  // namespace lianhu::paper
