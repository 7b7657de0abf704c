#include "paper/sheet_write.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/statvfs.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <memory>
#include <set>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "base/disk.h"
#include "base/text.h"
#include "paper/cell_reference.h"
#include "paper/cell_text.h"
#include "paper/sheet_fault.h"
#include "paper/xlsx_number.h"

namespace lianhu::paper {
namespace {

constexpr std::size_t kMostUnits = 32'767;  // UTF-16 units in a cell
constexpr std::size_t kShortText = 255;     // older programs show a longer text of the format "text" as ####
constexpr std::size_t kMostName = 31;
constexpr std::int64_t kMostWhole = 999'999'999'999'999;
constexpr int kMostDecimals = 9;
constexpr std::size_t kBytesOfACell = 48;  // of XML around the text

std::size_t units(std::string_view text) {
  std::size_t n = 0;
  for (const char c : text) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? (static_cast<unsigned char>(c) >= 0xF0 ? 2 : 1) : 0;
  return n;
}

// What xlsx cannot hold is found before anything is written.
Result<std::size_t> measure(const Workbook& book) {
  std::size_t bytes = 0;
  for (const Sheet& sheet : book.sheets) {
    if (sheet.rows.size() > kXlsxRows) return sheet_too_large("工作表超过 " + std::to_string(kXlsxRows) + " 行");
    for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
      const CellRow& row = sheet.rows[r];
      if (row.size() > kXlsxColumns)
        return sheet_too_large("工作表第 " + std::to_string(r + 1) + " 行超过 " + std::to_string(kXlsxColumns) + " 列");
      for (std::size_t c = 0; c < row.size(); ++c) {
        if (row[c].text.size() > kMostUnits && units(row[c].text) > kMostUnits)
          return sheet_too_large("单元格 " + cell_name(r, c) + " 的文字超过 " + std::to_string(kMostUnits) + " 字，xlsx 容纳不下");
        bytes += row[c].text.size() + kBytesOfACell;
      }
    }
  }
  return bytes;
}

// The library does not notice a full disk, so room is made sure of first: each sheet is written once and copied once.
void need_room(const std::string& scratch, std::size_t bytes) {
  struct statvfs info;
  if (statvfs(scratch.c_str(), &info) != 0) throw_disk("look at", scratch);
  if (static_cast<std::size_t>(info.f_bavail) * info.f_frsize < 2 * bytes + (1u << 20))
    throw std::system_error(ENOSPC, std::generic_category(), "scratch space for a spreadsheet in " + scratch);
}

// What the programs allow as a sheet's name: 1 to 31 units, none of []:*?/\ and no apostrophe at an end, no two alike.
std::string allowed_name(const std::string& wanted, std::set<std::string>& taken) {
  std::string name = to_xlsx(trim(wanted));
  for (char& c : name) {
    if (std::string_view("[]:*?/\\'\n\t").find(c) != std::string_view::npos) c = ' ';
  }
  name = std::string(trim(name));
  if (name.empty() || ascii_lower(name) == "history") name = "表";
  const auto cut = [](std::string_view text, std::size_t most) {
    while (units(text) > most) text = first_chars(text, count_chars(text) - 1);
    return std::string(text);
  };
  std::string out = cut(name, kMostName);
  for (int n = 2; !taken.insert(ascii_lower(out)).second; ++n) {
    const std::string tail = "(" + std::to_string(n) + ")";
    out = cut(name, kMostName - tail.size()) + tail;
  }
  return out;
}

struct Formats {
  lxw_format* header = nullptr;
  lxw_format* text = nullptr;
  lxw_format* long_text = nullptr;
  lxw_format* whole = nullptr;
  lxw_format* date = nullptr;
  lxw_format* fault = nullptr;
  lxw_format* blank = nullptr;  // none unless ruled
  std::array<lxw_format*, kMostDecimals + 1> decimals{};
};

constexpr std::string_view kAsText = "@";

lxw_format* make_format(lxw_workbook* book, const char* number_format, bool ruled) {
  lxw_format* out = workbook_add_format(book);
  if (out == nullptr) throw std::bad_alloc();
  if (number_format != nullptr && number_format == kAsText) {
    format_set_num_format_index(out, 49);  // the programs' own "text", not a custom format that looks like it
  } else if (number_format != nullptr) {
    format_set_num_format(out, number_format);
  }
  if (ruled) format_set_border(out, LXW_BORDER_THIN);
  format_set_align(out, LXW_ALIGN_VERTICAL_CENTER);
  return out;
}

Formats make_formats(lxw_workbook* book, bool ruled) {
  Formats out;
  out.header = make_format(book, kAsText.data(), true);
  format_set_bold(out.header);
  format_set_text_wrap(out.header);
  format_set_align(out.header, LXW_ALIGN_CENTER);
  format_set_bg_color(out.header, 0xE7E6E6);
  out.text = make_format(book, kAsText.data(), ruled);
  out.long_text = make_format(book, nullptr, ruled);
  format_set_text_wrap(out.long_text);
  out.whole = make_format(book, "0", ruled);
  out.date = make_format(book, "yyyy-mm-dd", ruled);
  out.fault = make_format(book, kAsText.data(), ruled);
  format_set_font_color(out.fault, 0xC00000);
  format_set_text_wrap(out.fault);
  if (ruled) out.blank = make_format(book, nullptr, true);
  for (std::size_t n = 1; n < out.decimals.size(); ++n) out.decimals[n] = make_format(book, ("0." + std::string(n, '0')).c_str(), ruled);
  return out;
}

// One open file of the library's.
class XlsxFile {
 public:
  XlsxFile(const std::string& path, const std::string& scratch) : scratch_(scratch) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = scratch_.data();
    book_ = workbook_new_opt(path.c_str(), &options);
    if (book_ == nullptr) throw std::bad_alloc();
    lxw_doc_properties properties{};
    properties.created = 946'684'800;  // one fixed day: the same workbook gives the same bytes
    workbook_set_properties(book_, &properties);
  }
  ~XlsxFile() {
    if (book_ != nullptr) lxw_workbook_free(book_);
  }
  XlsxFile(const XlsxFile&) = delete;
  XlsxFile& operator=(const XlsxFile&) = delete;

  void add(const Sheet& sheet, const std::string& name, bool opened);
  void close() {
    const lxw_error error = workbook_close(std::exchange(book_, nullptr));
    if (error != LXW_NO_ERROR) throw std::runtime_error(std::string("xlsx: ") + lxw_strerror(error));
  }

 private:
  const Formats& formats(bool ruled) {
    std::optional<Formats>& kept = ruled ? ruled_ : plain_;
    if (!kept) kept = make_formats(book_, ruled);
    return *kept;
  }
  static void check(lxw_error error) {
    if (error != LXW_NO_ERROR) throw std::runtime_error(std::string("xlsx: ") + lxw_strerror(error));
  }
  static void set_page(lxw_worksheet* page, const Sheet& sheet);
  static void write_text(lxw_worksheet* page, lxw_row_t row, lxw_col_t column, const std::string& text, lxw_format* format);
  static void write_cell(lxw_worksheet* page, const Formats& formats, lxw_row_t row, lxw_col_t column, const Cell& cell);

  std::string scratch_;
  lxw_workbook* book_ = nullptr;
  std::optional<Formats> plain_, ruled_;
};

void XlsxFile::set_page(lxw_worksheet* page, const Sheet& sheet) {
  for (std::size_t c = 0; c < sheet.widths.size() && c < kXlsxColumns; ++c) {
    const auto column = static_cast<lxw_col_t>(c);
    if (sheet.widths[c] > 0) check(worksheet_set_column(page, column, column, std::min(sheet.widths[c], 255.0), nullptr));
  }
  worksheet_set_paper(page, 9);  // A4
  worksheet_fit_to_pages(page, 1, 0);
  if (sheet.landscape) worksheet_set_landscape(page);
  check(worksheet_set_footer(page, "&C第 &P 页，共 &N 页"));
  if (sheet.header_rows > 0) {
    const auto rows = static_cast<lxw_row_t>(std::min(sheet.header_rows, kXlsxRows - 1));
    worksheet_freeze_panes(page, rows, 0);
    check(worksheet_repeat_rows(page, 0, rows - 1));
  }
}

void XlsxFile::write_text(lxw_worksheet* page, lxw_row_t row, lxw_col_t column, const std::string& text, lxw_format* format) {
  const std::string fit = to_xlsx(text);
  check(fit.empty() ? worksheet_write_blank(page, row, column, format) : worksheet_write_string(page, row, column, fit.c_str(), format));
}

void XlsxFile::write_cell(lxw_worksheet* page, const Formats& formats, lxw_row_t row, lxw_col_t column, const Cell& cell) {
  switch (cell.kind) {
    case CellKind::empty:
      if (formats.blank != nullptr) check(worksheet_write_blank(page, row, column, formats.blank));
      return;
    case CellKind::text:
      write_text(page, row, column, cell.text,
                 cell.text.size() <= kShortText || units(cell.text) <= kShortText ? formats.text : formats.long_text);
      return;
    case CellKind::integer:
      if (cell.number < -kMostWhole || cell.number > kMostWhole) break;
      check(worksheet_write_number(page, row, column, static_cast<double>(cell.number), formats.whole));
      return;
    case CellKind::decimal:
      if (const auto decimals = plain_decimals(cell.text)) {
        double value = 0;
        std::from_chars(cell.text.data(), cell.text.data() + cell.text.size(), value);
        check(worksheet_write_number(page, row, column, value, formats.decimals.at(static_cast<std::size_t>(*decimals))));
        return;
      }
      break;
    case CellKind::date:
      if (const auto serial = serial_of_day(Date{static_cast<std::int32_t>(cell.number)})) {
        check(worksheet_write_number(page, row, column, static_cast<double>(*serial), formats.date));
        return;
      }
      break;
  }
  write_text(page, row, column, cell.shown(), formats.text);  // what a number would not keep
}

void XlsxFile::add(const Sheet& sheet, const std::string& name, bool opened) {
  lxw_worksheet* page = workbook_add_worksheet(book_, name.c_str());
  if (page == nullptr) throw std::runtime_error("xlsx: no sheet; is the scratch folder writable?");
  set_page(page, sheet);
  if (opened) {
    worksheet_activate(page);
  } else if (sheet.hidden) {
    worksheet_hide(page);
  }
  const Formats& styles = formats(sheet.ruled);
  for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
    for (std::size_t c = 0; c < sheet.rows[r].size(); ++c) {
      const Cell& cell = sheet.rows[r][c];
      const auto row = static_cast<lxw_row_t>(r);
      const auto column = static_cast<lxw_col_t>(c);
      if (r < sheet.header_rows) {
        write_text(page, row, column, cell.shown(), styles.header);
      } else if (sheet.fault_column == c) {
        write_text(page, row, column, cell.shown(), styles.fault);
      } else {
        write_cell(page, styles, row, column, cell);
      }
    }
  }
}

}  // namespace

Result<std::string> write_xlsx(const Workbook& book, const std::string& scratch) {
  const Result<std::size_t> size = measure(book);
  if (!size) return size.error();
  need_room(scratch, *size);

  // The library writes to a path only: one that leads to memory.
  const Descriptor memory(memfd_create("xlsx", MFD_CLOEXEC));
  if (memory.number() < 0) throw_disk("create", "memory file");
  const std::string path = "/proc/self/fd/" + std::to_string(memory.number());
  XlsxFile file(path, scratch);
  std::set<std::string> taken;
  // The sheet that opens must be one that is seen.
  const auto seen = std::find_if(book.sheets.begin(), book.sheets.end(), [](const Sheet& sheet) { return !sheet.hidden; });
  const Sheet* const opened = seen == book.sheets.end() ? book.sheets.data() : &*seen;
  for (const Sheet& sheet : book.sheets) file.add(sheet, allowed_name(sheet.name, taken), &sheet == opened);
  file.close();
  return read_file(path);
}

}  // namespace lianhu::paper
