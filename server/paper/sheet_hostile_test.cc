#include <chrono>
#include <filesystem>

#include <gtest/gtest.h>
#include <sys/resource.h>

#include "paper/csv.h"
#include "paper/sheet_errors.h"
#include "paper/sheet_read.h"
#include "paper/test_sheet.h"

namespace lianhu::paper {
namespace {

using namespace std::string_literals;

std::string refusal(const std::string& bytes, const SheetLimits& limits = {}) {
  const auto read = read_sheets(bytes, limits);
  return read ? "read" : read.error().code;
}
std::string refusal(const Package& package, const SheetLimits& limits = {}) { return refusal(package.bytes(), limits); }
std::string message(const Package& package, const SheetLimits& limits = {}) {
  const auto read = read_sheets(package.bytes(), limits);
  return read ? "read" : read.error().message;
}

const std::string kHead = "<worksheet><sheetData>", kTail = "</sheetData></worksheet>";

std::vector<ZipEntry> with(std::vector<ZipEntry> entries, const std::string& part, ZipEntry replacement) {
  for (ZipEntry& entry : entries) {
    if (entry.name == part) entry = replacement;
  }
  return entries;
}

long peak_kib() {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

TEST(SheetHostile, TheWholePackageReads) { EXPECT_EQ(refusal(Package()), "read"); }

// ---- floods -----------------------------------------------------------------------------------------------------------

TEST(SheetHostile, ABombIsRefusedAtOnceAndWithoutMemory) {
  const std::string block(1 << 20, ' ');
  const ZipEntry honest = bomb("xl/worksheets/sheet1.xml", kHead, block, 480, kTail);
  ZipEntry lying = honest;
  lying.unpacked = 1'000;
  for (const ZipEntry& entry : {honest, lying}) {
    const std::string bytes = zip_of(with(Package().entries(), entry.name, entry));
    ASSERT_LT(bytes.size(), 1u << 20);
    const long before = peak_kib();
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(refusal(bytes), "sheet_bomb");
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));  // some milliseconds alone on one core
    EXPECT_LT(peak_kib() - before, 16 * 1024);
  }
}

TEST(SheetHostile, EachLimitStops) {
  Package wide, deep, strings, sheets;
  wide.rows("<row><c r=\"K1\"><v>1</v></c></row>");
  deep.rows("<row r=\"20\"><c r=\"A20\"><v>1</v></c></row>");
  strings.set("xl/sharedStrings.xml", "<sst><si><t>一</t></si><si><t>二</t></si><si><t>三</t></si></sst>");
  SheetLimits limits;
  limits.columns = 10;
  EXPECT_NE(message(wide, limits).find("超过 10 列"), std::string::npos);
  limits.rows = 10;
  EXPECT_NE(message(deep, limits).find("超过 10 行"), std::string::npos);
  limits.shared_strings = 2;
  EXPECT_NE(message(strings, limits).find("不同的文字超过 2 条"), std::string::npos);
  limits = {};
  limits.cells = 5;
  EXPECT_NE(message(wide, limits).find("单元格超过 5 个"), std::string::npos);
  limits = {};
  limits.characters = 3;
  for (const char* cell : {"<c t=\"inlineStr\"><is><t>四个字了</t></is></c>", "<c t=\"str\"><v>四个字了</v></c>",
                           "<c t=\"inlineStr\"><is><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></is></c>"})
    EXPECT_EQ(refusal(Package().rows("<row>"s + cell + "</row>"), limits), "sheet_too_large");
  EXPECT_EQ(refusal(Package().rows("<row><c t=\"str\"><v>三个字</v></c></row>"), limits), "read");
  limits = {};
  limits.packed = 100;
  EXPECT_EQ(refusal(Package(), limits), "sheet_too_large");
  limits = {};
  limits.unpacked = 500;
  EXPECT_EQ(refusal(Package(), limits), "sheet_too_large");
  limits = {};
  limits.sheets = 1;
  EXPECT_EQ(refusal(Package().replace("xl/workbook.xml", "</sheets>", "<sheet name=\"b\" r:id=\"rId1\"/></sheets>"), limits),
            "sheet_too_large");
}

TEST(SheetHostile, OneStringInEveryCell) {
  std::string rows;
  for (int r = 0; r < 2'000; ++r) {
    rows += "<row>";
    for (int c = 0; c < 20; ++c) rows += "<c t=\"s\"><v>0</v></c>";
    rows += "</row>";
  }
  Package package;
  package.set("xl/sharedStrings.xml", "<sst><si><t>" + std::string(32'000, 'x') + "</t></si></sst>").rows(rows);  // 1.3 GB of text
  const long before = peak_kib();
  EXPECT_NE(message(package).find("文字总量"), std::string::npos);
  EXPECT_LT(peak_kib() - before, 200 * 1024);
}

TEST(SheetHostile, AMillionEntries) {
  std::string directory;
  const ZipEntry nothing = stored("a", "");
  std::string bytes = "PK\x03\x04" + entry_header(nothing) + "a";
  const std::string record = "PK\x01\x02" + little(20, 2) + entry_header(nothing) + std::string(14, '\0') + "a";
  for (int i = 0; i < 400'000; ++i) directory += record;
  const std::size_t at = bytes.size();
  bytes += directory + "PK\x05\x06" + std::string(4, '\0') + little(0xFFFF, 2) + little(0xFFFF, 2) + little(directory.size(), 4) +
           little(at, 4) + little(0, 2);
  ASSERT_LT(bytes.size(), SheetLimits{}.packed);
  const long before = peak_kib();
  EXPECT_EQ(refusal(bytes), "sheet_too_large");
  EXPECT_LT(peak_kib() - before, 4 * 1024);
}

// Fifield's bomb: one kernel of packed bytes, named by many entries of the directory.
TEST(SheetHostile, EntriesThatShareBytes) {
  std::vector<ZipEntry> entries = Package().entries();
  entries.push_back(bomb("xl/media/a", "", std::string(1 << 16, '\0'), 4, ""));
  const std::string whole = zip_of(entries);
  const std::size_t directory = whole.find("PK\x01\x02"), end = whole.rfind("PK\x05\x06"), last = whole.rfind("PK\x01\x02");
  std::string more = whole.substr(directory, end - directory);
  std::size_t n = entries.size();
  for (int i = 0; i < 200; ++i, ++n) {
    std::string copy = whole.substr(last, end - last);
    copy.back() = static_cast<char>('A' + i % 26);
    copy[copy.size() - 2] = static_cast<char>('A' + i / 26);
    more += copy;
  }
  EXPECT_EQ(refusal(whole.substr(0, directory) + more + "PK\x05\x06" + little(0, 4) + little(n, 2) + little(n, 2) + little(more.size(), 4) +
                    little(directory, 4) + little(0, 2)),
            "sheet_bomb");
}

TEST(SheetHostile, MergedAreasWithoutEnd) {
  std::string merges;
  for (int i = 0; i < 5'000; ++i) merges += "<mergeCell ref=\"A1:XFD1048576\"/>";
  std::string rows;
  for (int r = 0; r < 5'000; ++r) rows += "<row><c><v>1</v></c><c><v>2</v></c></row>";
  Package package;
  package.set("xl/worksheets/sheet1.xml",
              "<worksheet><sheetData>" + rows + "</sheetData><mergeCells>" + merges + "</mergeCells></worksheet>");
  EXPECT_NE(message(package).find("重叠"), std::string::npos);
}

TEST(SheetHostile, DeepAndLongXml) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  EXPECT_EQ(refusal(Package().rows(deep)), "sheet_broken");
  EXPECT_EQ(refusal(Package().rows("<row a=\"" + std::string(5 << 20, 'x') + "\"/>")), "sheet_broken");
}

// ---- parts that contradict each other -------------------------------------------------------------------------------

TEST(SheetHostile, MissingParts) {
  for (const char* part : {"_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml",
                           "xl/sharedStrings.xml", "xl/styles.xml"}) {
    EXPECT_EQ(refusal(Package().drop(part)), "sheet_broken") << part;
    EXPECT_NE(message(Package().drop(part)).find("缺少 "s + part), std::string::npos) << part;
  }
  EXPECT_EQ(refusal(Package().drop("[Content_Types].xml")), "sheet_not_a_sheet");
  EXPECT_EQ(refusal(Package().replace("xl/workbook.xml", "rId1", "rId9")), "sheet_broken");
  EXPECT_EQ(refusal(Package().replace("xl/workbook.xml", "<sheet ", "<other ")), "sheet_empty");
  EXPECT_EQ(refusal(Package().replace("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "../../../etc/passwd")), "sheet_broken");
}

TEST(SheetHostile, BrokenZips) {
  const std::string whole = Package().bytes();
  for (std::size_t n = 4; n < whole.size(); n += 7) EXPECT_NE(refusal(whole.substr(0, n)), "read") << n;
  std::string wrong_sum = whole;
  wrong_sum[whole.find("甲")] = 'x';
  EXPECT_EQ(refusal(wrong_sum), "sheet_broken");
  auto twice = Package().entries();
  twice.push_back(stored("XL\\workbook.xml", "<workbook/>"));
  EXPECT_EQ(refusal(zip_of(twice)), "sheet_broken");
  auto strange = Package().entries();
  strange.back().method = 99;
  EXPECT_EQ(refusal(zip_of(strange)), "sheet_broken");
}

TEST(SheetHostile, DeclarationsAndEntities) {
  const std::string laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
  const std::string outside = "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">";
  for (const char* part : {"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml",
                           "xl/styles.xml", "xl/worksheets/sheet1.xml"}) {
    Package package;
    EXPECT_EQ(refusal(package.replace(part, "<", laughs + "<")), "sheet_doctype") << part;
    EXPECT_EQ(refusal(Package().replace(part, "<", outside + "<")), "sheet_doctype") << part;
  }
  EXPECT_EQ(refusal(Package().rows("<row><c t=\"str\"><v>&a;</v></c></row>")), "sheet_broken");
}

TEST(SheetHostile, MacrosAndLinks) {
  EXPECT_EQ(refusal(Package().set("xl/vbaProject.bin", "x")), "sheet_macro");
  EXPECT_EQ(refusal(Package().replace("[Content_Types].xml", "spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main")),
            "sheet_macro");
  EXPECT_EQ(refusal(Package().replace("xl/_rels/workbook.xml.rels", "/sharedStrings\"", "/xlMacrosheet\"")), "sheet_macro");
  EXPECT_EQ(refusal(Package().replace("xl/_rels/workbook.xml.rels", "Target=\"worksheets/sheet1.xml\"",
                                      "TargetMode=\"External\" Target=\"http://127.0.0.1/x\"")),
            "sheet_broken");
  Package linked;
  linked.replace("xl/_rels/workbook.xml.rels", "</Relationships>",
                 "<Relationship Id=\"rId4\" Type=\"x/externalLink\" Target=\"externalLinks/externalLink1.xml\"/></Relationships>");
  const auto read = read_sheets(linked.bytes());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->notes.size(), 1U);
}

TEST(SheetHostile, CellsThatCannotBe) {
  const std::vector<std::string> rows = {
      "<row r=\"0\"/>",
      "<row r=\"1048577\"/>",
      "<row r=\"99999999999999999999\"/>",
      "<row r=\"-1\"/>",
      "<row r=\"2\"/><row r=\"1\"/>",
      "<row r=\"2\"/><row r=\"2\"/>",
      "<row r=\"1\"><row r=\"2\"/></row>",
      "<c r=\"A1\"/>",
      "<row r=\"1\"><c r=\"A2\"/></row>",
      "<row r=\"1\"><c r=\"XFE1\"/></row>",
      "<row r=\"1\"><c r=\"ZZZZZZ1\"/></row>",
      "<row r=\"1\"><c r=\"1\"/></row>",
      "<row r=\"1\"><c r=\"A\"/></row>",
      "<row r=\"1\"><c r=\"$A$1\"/></row>",
      "<row r=\"1\"><c r=\"A1\"/><c r=\"A1\"/></row>",
      "<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>",
      "<row r=\"1\"><c r=\"A1\"><c r=\"B1\"/></c></row>",
      "<row><c t=\"x\"><v>1</v></c></row>",
      "<row><c t=\"s\"><v>1</v></c></row>",
      "<row><c t=\"s\"><v>-1</v></c></row>",
      "<row><c t=\"s\"><v>0x0</v></c></row>",
      "<row><c t=\"s\"><v>18446744073709551616</v></c></row>",
      "<row><c t=\"b\"><v>2</v></c></row>",
      "<row><c t=\"n\"><v>甲</v></c></row>",
      "<row><c><v>1e999</v></c></row>",
      "<row><c><v>NaN</v></c></row>",
      "</sheetData><mergeCells><mergeCell ref=\"B2:A1\"/></mergeCells><sheetData>",
      "</sheetData><mergeCells><mergeCell ref=\"A1:ZZZZ9\"/></mergeCells><sheetData>",
  };
  for (const std::string& xml : rows) EXPECT_EQ(refusal(Package().rows(xml)), "sheet_broken") << xml;
  EXPECT_NE(message(Package().rows("<row r=\"3\"><c r=\"C3\" t=\"n\"><v>x</v></c></row>")).find("C3"), std::string::npos);
  EXPECT_EQ(refusal(Package().rows("<row><c s=\"99\"><v>1</v></c></row>")), "read");  // a style that is not there is no style
}

TEST(SheetHostile, BytesThatAreNoText) {
  for (const std::string& text : {"\xFF"s, "\xC0\xAF"s, "\xED\xA0\x80"s, "\x01"s, "\0"s, "&#0;"s, "&#1;"s, "&#xFFFF;"s})
    EXPECT_EQ(refusal(Package().rows("<row><c t=\"str\"><v>" + text + "</v></c></row>")), "sheet_broken") << text;
  const auto read = read_sheets(
      Package().rows("<row><c t=\"str\"><v>a_x0007_b_x000D__x000A_c</v></c><c t=\"str\"><v>_xD83D__xDE00_ _xD83D_</v></c></row>").bytes());
  ASSERT_TRUE(read);
  const CellRow& row = read->sheets[0].rows[0];
  EXPECT_EQ(row[0].text, "ab\nc");
  EXPECT_EQ(row[0].fault, CellFault::hidden_characters);
  EXPECT_EQ(row[1], Cell::words("😀 _xD83D_"));
}

// ---- other files under the name of a spreadsheet --------------------------------------------------------------------

TEST(SheetHostile, OtherFilesAreToldAsWhatTheyAre) {
  const std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(504, '\0');
  const auto wide = [](std::string_view text) {
    std::string out;
    for (const char c : text) out += {c, '\0'};
    return out;
  };
  EXPECT_EQ(refusal(ole + wide("EncryptedPackage")), "sheet_encrypted");
  EXPECT_EQ(refusal(ole + wide("Workbook")), "sheet_old");
  EXPECT_EQ(refusal(ole + wide("WordDocument")), "sheet_not_a_sheet");
  EXPECT_EQ(refusal("\x09\x08\x10\x00\x00\x06\x05\x00"s), "sheet_old");
  auto locked = Package().entries();
  for (ZipEntry& entry : locked) entry.flags = 1;
  EXPECT_EQ(refusal(zip_of(locked)), "sheet_encrypted");
  EXPECT_EQ(refusal(Package().set("xl/workbook.bin", "x")), "sheet_old");
  EXPECT_EQ(refusal(zip_of({stored("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), stored("content.xml", "<x/>")})),
            "sheet_old");
  EXPECT_EQ(refusal(zip_of({stored("word/document.xml", "<x/>")})), "sheet_not_a_sheet");
  EXPECT_EQ(refusal(zip_of({stored("表.xlsx", Package().bytes())})), "sheet_not_a_sheet");
  for (const std::string& other : {"%PDF-1.7"s, "\x89PNG\r\n"s, "\xFF\xD8\xFF\xE0"s, "<html><table>"s,
                                   "\xEF\xBB\xBF <?xml version=\"1.0\"?><Workbook/>"s, "a\0b"s, "Rar!\x1A"s})
    EXPECT_EQ(refusal(other), "sheet_not_a_sheet") << other;
  EXPECT_EQ(refusal(""), "sheet_empty");
}

// ---- every refusal says what to do; every file of the corpus holds -------------------------------------------------

TEST(SheetHostile, CutsAndFlipsOfRealFiles) {
  for (const char* name : {"excel.xlsx", "wps.xlsx", "mac_strict.xlsx"}) {
    const std::string whole = bytes_of(std::string(LIANHU_SOURCE_DIR) + "/server/paper/testdata/" + name);
    for (std::size_t n = 0; n < whole.size(); n += 13) {
      EXPECT_NO_THROW(must_hold(whole.substr(0, n))) << name << " cut at " << n;
      std::string flipped = whole;
      flipped[n] = static_cast<char>(flipped[n] ^ 0x55);
      EXPECT_NO_THROW(must_hold(flipped)) << name << " flipped at " << n;
    }
  }
}

TEST(SheetHostile, TheFuzzersCorpusHolds) {
  std::size_t n = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(LIANHU_SOURCE_DIR) + "/tests/fuzz/sheet_corpus")) {
    EXPECT_NO_THROW(must_hold_of_seed(bytes_of(entry.path().string()))) << entry.path().filename();
    ++n;
  }
  EXPECT_GT(n, 20U);
}

// The property can fail: a reader that lost a cell would be found.
TEST(SheetHostile, ThePropertySeesALostCell) {
  std::vector<CellRow> rows = {{Cell::words("甲"), Cell::whole(1)}};
  std::vector<CellRow> lost = {{Cell::words("甲")}};
  EXPECT_NE(kept(rows), kept(lost));
  EXPECT_NE(shown(rows), shown(lost));
}

}  // namespace
}  // namespace lianhu::paper
