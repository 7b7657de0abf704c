// The Word document, read back as Word reads it: the package's parts, well-formed, with the layout's figures.

#include "paper/docx.h"

#include <expat.h>
#include <gtest/gtest.h>

#include "paper/docx_package.h"
#include "paper/paper_samples.h"
#include "paper/render.h"
#include "paper/xlsx_zip.h"

namespace lianhu::paper {
namespace {

const Time kCreated = Time::at(Date::of(2026, 9, 2), 9);

const CataloguePaper& report() { return *catalogue().latest("situation_report"); }

std::string must_write(const Template& paper, const Fields& fields) {
  auto bytes = write_docx(paper, fields, kCreated);
  if (!bytes) throw std::runtime_error(bytes.error().message);
  return std::move(bytes).value();
}

std::string part(const std::string& bytes, std::string_view name) {
  const SheetLimits limits;
  auto zip = XlsxZip::open(bytes, limits);
  if (!zip) throw std::runtime_error(zip.error().message);
  std::string out;
  const auto read = zip->stream(name, [&](std::string_view chunk) {
    out += chunk;
    return true;
  });
  if (!read) throw std::runtime_error(read.error().message);
  return out;
}

bool well_formed(const std::string& xml) {
  XML_Parser parser = XML_ParserCreate(nullptr);
  const bool ok = XML_Parse(parser, xml.data(), static_cast<int>(xml.size()), 1) == XML_STATUS_OK;
  XML_ParserFree(parser);
  return ok;
}

std::size_t count(const std::string& text, std::string_view what) {
  std::size_t n = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
  return n;
}

TEST(Docx, EveryPaperMakesAWholePackage) {
  for (const CataloguePaper& entry : catalogue().all()) {
    const std::string bytes = must_write(entry.paper, entry.sample);
    for (const char* name : {"[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml", "word/_rels/document.xml.rels", "word/footer1.xml"})
      EXPECT_TRUE(well_formed(part(bytes, name))) << entry.paper.code << " " << name;
    const std::string document = part(bytes, "word/document.xml");
    EXPECT_EQ(count(document, "<w:p>"), count(document, "</w:p>")) << entry.paper.code;
    EXPECT_EQ(count(document, "</w:tc>"), count(document, "</w:p></w:tc>")) << entry.paper.code << ": a cell without a paragraph breaks Word";
  }
}

TEST(Docx, ReportsKeepTheOfficialForm) {
  const std::string document = part(must_write(report().paper, report().sample), "word/document.xml");
  EXPECT_NE(document.find(R"(w:line="560" w:lineRule="exact")"), std::string::npos);            // 28 pt
  EXPECT_NE(document.find(R"(w:firstLine="640" w:firstLineChars="200")"), std::string::npos);  // two characters of 16 pt
  EXPECT_NE(document.find(R"(w:eastAsia="仿宋_GB2312")"), std::string::npos);
  EXPECT_NE(document.find(R"(w:pgSz w:w="11906" w:h="16838")"), std::string::npos);  // A4
  EXPECT_NE(document.find(R"(w:top="2098")"), std::string::npos);                    // 37 mm
  EXPECT_NE(document.find("<w:tblHeader/>"), std::string::npos);
  EXPECT_NE(document.find("关于塔山社区排水沟纠纷的情况报告"), std::string::npos);
  EXPECT_NE(document.find("2026年9月17日"), std::string::npos);
  const std::string footer = part(must_write(report().paper, report().sample), "word/footer1.xml");
  EXPECT_NE(footer.find(" PAGE "), std::string::npos);
  EXPECT_NE(footer.find(" NUMPAGES "), std::string::npos);
}

TEST(Docx, SameInputSameBytesAndHostileTextStaysText) {
  Fields fields = report().sample;
  fields["plan"] = std::string("<w:p>&\"㛃\"</w:p>\n第二段");
  EXPECT_EQ(must_write(report().paper, fields), must_write(report().paper, fields));
  const std::string document = part(must_write(report().paper, fields), "word/document.xml");
  EXPECT_TRUE(well_formed(document));
  EXPECT_NE(document.find("&lt;w:p&gt;&amp;&quot;㛃&quot;&lt;/w:p&gt;"), std::string::npos);
  fields.erase("to");
  EXPECT_EQ(write_docx(report().paper, fields, kCreated).error().code, "paper_fields");
}

TEST(Docx, IsAFormatOfTheRenderer) {
  RenderJob job;
  job.source = report().source;
  job.fields_json = fields_json(report().sample);
  job.created = kCreated;
  job.format = Format::docx;
  const auto made = render(*read_job(write_job(job)));
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->bytes, must_write(report().paper, report().sample));
  job.blank.number = "KB2026-0001";
  EXPECT_EQ(render(*read_job(write_job(job))).error().code, "docx_blank");
  job.format = Format::text;
  job.fields_json = "{}";
  job.fonts_folder = fonts_folder();
  const auto blank = render(*read_job(write_job(job)));
  ASSERT_TRUE(blank) << blank.error().message;
  EXPECT_NE(blank->bytes.find("KB2026-0001"), std::string::npos);
}

}  // namespace
}  // namespace lianhu::paper
