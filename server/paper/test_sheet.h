#pragma once
// Packages made byte by byte, so that a test can make one that no honest program would; and what must hold of any bytes.
//
// Only tests and the fuzzer include this header. It shares no code with the reader: the zip is its own.

#include <cstdint>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <zlib.h>

#include "paper/cell_text.h"
#include "paper/csv.h"
#include "paper/plain_text.h"
#include "paper/sheet.h"
#include "paper/sheet_read.h"
#include "paper/sheet_write.h"
#include "paper/xlsx_number.h"

namespace lianhu::paper {

struct ZipEntry {
  std::string name;
  std::string packed;        // as it stands in the file
  std::uint16_t method = 0;  // 0 stored, 8 deflated
  std::uint16_t flags = 0;   // 1: encrypted
  std::uint32_t crc = 0;
  std::uint64_t unpacked = 0;  // as claimed
};

inline ZipEntry stored(std::string name, std::string content) {
  const auto crc = static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())));
  const std::uint64_t size = content.size();
  return {std::move(name), std::move(content), 0, 0, crc, size};
}

inline std::string deflated(std::string_view content, bool last) {
  z_stream stream{};
  if (deflateInit2(&stream, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
  std::string out(deflateBound(&stream, content.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, last ? Z_FINISH : Z_FULL_FLUSH);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  return out;
}

// head, then `block` so many times, then tail: a bomb without the work of packing it.
inline ZipEntry bomb(std::string name, std::string_view head, const std::string& block, std::size_t times, std::string_view tail) {
  const auto crc_of = [](std::string_view text) {
    return crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size()));
  };
  ZipEntry out{std::move(name), deflated(head, false), 8, 0, 0, head.size() + block.size() * times + tail.size()};
  const std::string packed = deflated(block, false);
  uLong crc = crc_of(head);
  for (std::size_t i = 0; i < times; ++i) {
    out.packed += packed;
    crc = crc32_combine(crc, crc_of(block), static_cast<z_off_t>(block.size()));
  }
  out.packed += deflated(tail, true);
  out.crc = static_cast<std::uint32_t>(crc32_combine(crc, crc_of(tail), static_cast<z_off_t>(tail.size())));
  return out;
}

inline std::string little(std::uint64_t number, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(number >> (8 * i) & 0xFF);
  return out;
}

inline std::string entry_header(const ZipEntry& entry) {
  return little(20, 2) + little(entry.flags, 2) + little(entry.method, 2) + little(0, 2) + little(0x21, 2) + little(entry.crc, 4) +
         little(entry.packed.size(), 4) + little(entry.unpacked, 4) + little(entry.name.size(), 2) + little(0, 2);
}

inline std::string zip_of(const std::vector<ZipEntry>& entries) {
  std::string out, directory;
  for (const ZipEntry& entry : entries) {
    directory += "PK\x01\x02" + little(20, 2) + entry_header(entry) + little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4) +
                 little(out.size(), 4) + entry.name;
    out += "PK\x03\x04" + entry_header(entry) + entry.name + entry.packed;
  }
  const std::size_t at = out.size();
  return out + directory + "PK\x05\x06" + little(0, 4) + little(entries.size(), 2) + little(entries.size(), 2) +
         little(directory.size(), 4) + little(at, 4) + little(0, 2);
}

// A small whole package; a test replaces, adds or removes parts.
class Package {
 public:
  Package() {
    const std::string relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    const std::string types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    parts["[Content_Types].xml"] =
        "<Types><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"" +
        types + "sheet.main+xml\"/></Types>";
    parts["_rels/.rels"] =
        "<Relationships><Relationship Id=\"rId1\" Type=\"" + relation + "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
    parts["xl/workbook.xml"] = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    parts["xl/_rels/workbook.xml.rels"] =
        "<Relationships><Relationship Id=\"rId1\" Type=\"" + relation + "worksheet\" Target=\"worksheets/sheet1.xml\"/>" +
        "<Relationship Id=\"rId2\" Type=\"" + relation + "sharedStrings\" Target=\"sharedStrings.xml\"/>" +
        "<Relationship Id=\"rId3\" Type=\"" + relation + "styles\" Target=\"styles.xml\"/></Relationships>";
    parts["xl/sharedStrings.xml"] = "<sst><si><t>甲</t></si></sst>";
    parts["xl/styles.xml"] = "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
    rows("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>");
  }
  Package& rows(const std::string& xml) {
    return set("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + xml + "</sheetData></worksheet>");
  }
  Package& set(const std::string& part, std::string content) {
    parts[part] = std::move(content);
    return *this;
  }
  Package& replace(const std::string& part, std::string_view what, std::string_view with) {
    std::string& text = parts.at(part);
    text.replace(text.find(what), what.size(), with);
    return *this;
  }
  Package& drop(const std::string& part) {
    parts.erase(part);
    return *this;
  }
  std::vector<ZipEntry> entries() const {
    std::vector<ZipEntry> out;
    for (const auto& [name, content] : parts) out.push_back(stored(name, content));
    return out;
  }
  std::string bytes() const { return zip_of(entries()); }

 private:
  std::map<std::string, std::string> parts;
};

inline std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(in), {}};
}

// U+FFFE and U+FFFF, which XML 1.0 cannot hold. Not by the writer's own function: a fault of it must show.
inline std::string without_noncharacters(std::string text) {
  for (const std::string_view one : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"}) {
    for (std::size_t at = text.find(one); at != std::string::npos; at = text.find(one, at)) text.erase(at, one.size());
  }
  return text;
}

// The rows as they come back after writing: without the reader's findings, ends trimmed, and what xlsx cannot keep as a number
// or a date as text.
inline std::vector<CellRow> kept(std::vector<CellRow> rows) {
  for (CellRow& row : rows) {
    for (Cell& cell : row) {
      cell.fault = CellFault::none;
      if (cell.kind == CellKind::integer && (cell.number > 999'999'999'999'999 || cell.number < -999'999'999'999'999))
        cell = Cell::words(cell.shown());
      if (cell.kind == CellKind::date && !serial_of_day(Date{static_cast<std::int32_t>(cell.number)})) cell = Cell::words(cell.shown());
      if (cell.kind == CellKind::decimal && !plain_decimals(cell.text)) cell = Cell::words(cell.text);
      if (cell.kind == CellKind::text) cell = Cell::words(without_noncharacters(clean_text(cell.text).text));
    }
    while (!row.empty() && row.back().empty()) row.pop_back();
  }
  while (!rows.empty() && rows.back().empty()) rows.pop_back();
  return rows;
}

inline std::vector<std::vector<std::string>> shown(const std::vector<CellRow>& rows) {
  std::vector<std::vector<std::string>> out;
  for (const CellRow& row : rows) {
    out.emplace_back();
    for (const Cell& cell : row) out.back().push_back(clean_text(cell.shown()).text);
    while (!out.back().empty() && out.back().back().empty()) out.back().pop_back();
  }
  while (!out.empty() && out.back().empty()) out.pop_back();
  return out;
}

// Of any bytes: refused in Chinese, or read; and what was read comes back the same from both of our own forms.
// Throws std::logic_error with what does not hold.
inline void must_hold(std::string_view bytes) {
  const auto require = [](bool good, const char* what) {
    if (!good) throw std::logic_error(what);
  };
  const SheetLimits small{1 << 20, 4 << 20, 200, 100, 8, 300, 60, 6'000, 500, 1'000, 1 << 20};
  const Result<Workbook> first = read_sheets(bytes, small);
  if (!first) {
    require(!first.error().code.empty() && first.error().message.find("请") != std::string::npos, "a refusal without a remedy");
    return;
  }
  const Result<std::string> written = write_xlsx(*first);
  require(written.ok(), "what was read cannot be written");
  const Result<Workbook> second = read_sheets(*written, small);
  require(second.ok() && second->sheets.size() == first->sheets.size(), "what was written cannot be read");
  for (std::size_t i = 0; i < first->sheets.size(); ++i) {
    require(second->sheets[i].rows == kept(first->sheets[i].rows), "xlsx does not come back the same");
    const Result<std::string> text = to_plain_text(csv_write(first->sheets[i]));
    require(text.ok(), "CSV in a wrong encoding");
    const Result<Workbook> third = csv_read(*text, small);
    require(third.ok() && shown(third->sheets[0].rows) == shown(first->sheets[i].rows), "CSV does not come back the same");
  }
}

// A fuzzer cannot guess checksums. A seed that begins with one of these letters is one part, and the package is made around it:
// S a sheet, T shared strings, Y styles, W workbook, R its relations. Anything else is a whole file.
inline void must_hold_of_seed(std::string_view seed) {
  static const std::map<char, std::string> parts = {{'S', "xl/worksheets/sheet1.xml"},
                                                    {'T', "xl/sharedStrings.xml"},
                                                    {'Y', "xl/styles.xml"},
                                                    {'W', "xl/workbook.xml"},
                                                    {'R', "xl/_rels/workbook.xml.rels"}};
  const auto part = seed.empty() ? parts.end() : parts.find(seed.front());
  if (part == parts.end() || !seed.substr(1).starts_with('<')) return must_hold(seed);
  must_hold(Package().set(part->second, std::string(seed.substr(1))).bytes());
}

}  // namespace lianhu::paper
