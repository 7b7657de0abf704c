#include "paper/sheet_read.h"

#include <algorithm>

#include "base/text.h"
#include "paper/csv.h"
#include "paper/plain_text.h"
#include "paper/sheet_fault.h"
#include "paper/xlsx_book.h"

namespace lianhu::paper {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kOldXls = "这是旧版 xls 格式的表格。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后重新上传";

// OLE is the container of old Office files and of new ones under a password. Names in it are UTF-16.
Error ole_fault(std::string_view bytes) {
  const auto names = [&](std::string_view name) {
    std::string wide;
    for (const char c : name) wide += {c, '\0'};
    return bytes.find(wide) != std::string_view::npos;
  };
  if (names("EncryptedPackage")) return invalid("sheet_encrypted", "文件设有打开密码，无法读取。请打开后取消密码，保存后重新上传");
  if (names("WordDocument")) return invalid("sheet_not_a_sheet", "这是 Word 文档，不是表格。请上传“Excel 工作簿（.xlsx）”或 CSV 文件");
  return invalid("sheet_old", std::string(kOldXls));
}

struct OtherKind {
  std::string_view beginning, what;
};
constexpr OtherKind kOtherKinds[] = {
    {"%PDF", "PDF 文件"}, {"\x89PNG"sv, "图片"},      {"\xFF\xD8\xFF"sv, "图片"}, {"GIF8", "图片"},
    {"Rar!", "压缩包"},   {"7z\xBC\xAF"sv, "压缩包"}, {"\x1F\x8B"sv, "压缩包"},   {"{\\rtf", "RTF 文档"},
};

// Web pages and XML under the name of a spreadsheet, as some systems export them.
bool is_markup(std::string_view bytes) {
  const std::string head = ascii_lower(trim(bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3, 512) : bytes.substr(0, 512)));
  return head.starts_with("<?xml") || head.starts_with("<html") || head.starts_with("<!doctype") || head.starts_with("<table") ||
         head.starts_with("<meta") || head.starts_with("<style") || head.starts_with("mime-version:");
}

}  // namespace

Result<Workbook> read_sheets(std::string_view bytes, const SheetLimits& limits) {
  if (bytes.empty()) return invalid("sheet_empty", "文件是空的，请检查后重新上传");
  if (bytes.size() > limits.packed) return sheet_too_large("文件超过 " + std::to_string(limits.packed >> 20) + " MB");
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) return read_xlsx(bytes, limits);
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return ole_fault(bytes);
  for (const std::string_view biff :
       {"\x09\x08\x10\x00"sv, "\x09\x08\x08\x00"sv, "\x09\x04\x06\x00"sv, "\x09\x02\x06\x00"sv, "\x09\x00\x04\x00"sv}) {
    if (bytes.starts_with(biff)) return invalid("sheet_old", std::string(kOldXls));
  }
  for (const OtherKind& other : kOtherKinds) {
    if (bytes.starts_with(other.beginning))
      return invalid("sheet_not_a_sheet", "这是" + std::string(other.what) + "，不是表格。请上传“Excel 工作簿（.xlsx）”或 CSV 文件");
  }
  if (is_markup(bytes))
    return invalid("sheet_not_a_sheet",
                   "这是网页格式的文件，不是真正的表格。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后重新上传");

  Result<std::string> text = to_plain_text(bytes);
  if (!text) return std::move(text).error();
  if (text->find('\0') != std::string::npos)
    return invalid("sheet_not_a_sheet", "文件不是表格，或已损坏。请上传“Excel 工作簿（.xlsx）”或 CSV 文件");
  return csv_read(*text, limits);
}

}  // namespace lianhu::paper
