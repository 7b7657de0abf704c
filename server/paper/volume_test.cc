// A bound dossier: contents that tell the truth about pages, numbers on the papers only, bookmarks, hashes, a scan beside what it is the scan of.

#include "paper/volume.h"

#include <gtest/gtest.h>

#include "paper/fonts.h"
#include "paper/paper_samples.h"
#include "paper/render_child.h"
#include "paper/write.h"

namespace lianhu::paper {
namespace {

const Time kDay = Time::at(Date::of(2026, 11, 20), 9);
const std::string kHash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

PacketPart paper_part(const char* code, const std::string& line) {
  const CataloguePaper& entry = *catalogue().latest(code);
  return {entry.paper.title, "", "", entry.source, fields_json(entry.sample), kLink, line, kHash};
}
PageModel pages(std::size_t n) {
  PageModel model;
  model.width = 595;
  model.height = 842;
  model.pages.resize(n);
  return model;
}
PacketPart scan(const std::string& title, const std::string& line, std::size_t n) {
  return {title, "application/pdf", write_pdf(pages(n), fonts(), kDay), {}, {}, {}, line, kHash};
}
PacketJob job(std::vector<PacketPart> papers) {
  PacketJob out;
  out.title = "人民调解卷宗";
  out.created = kDay;
  out.fonts_folder = fonts_folder();
  out.dossier = true;
  for (const char* code : {"dossier_cover", "dossier_contents", "dossier_hashes", "dossier_back"}) out.parts.push_back(paper_part(code, ""));
  for (PacketPart& part : papers) out.parts.push_back(std::move(part));
  return out;
}
Rendered must(const Result<Rendered>& bound) {
  if (!bound) throw std::runtime_error(bound.error().code + " " + bound.error().message);
  return *bound;
}
std::string page(const Rendered& bound, int n) {
  const std::string at = std::to_string(n);
  return judged("pdftotext -layout -f " + at + " -l " + at + " @ -", bound.bytes);
}
std::string row(const std::string& text, const std::string& title) {
  const std::size_t at = text.find(title);
  return at == std::string::npos ? "(no row)" : text.substr(at, text.find('\n', at) - at);
}

TEST(Volume, TheContentsNameThePagesAndOnlyThePapersAreNumbered) {
  const Rendered bound = must(bind_packet(job({paper_part("application", "申请书"), scan("签了字的申请书.pdf", "申请书", 2), scan("身份证.pdf", "当事人身份证明", 1),
                                               paper_part("agreement", "人民调解协议书")})));
  const int application = bound.parts.at(4), agreement = bound.parts.at(7);
  EXPECT_EQ(bound.parts.at(5), 2);
  EXPECT_EQ(bound.pages, 4 + application + 2 + 1 + agreement);
  const int body = application + 3 + agreement;
  const std::string contents = page(bound, 2);
  EXPECT_NE(row(contents, "申请书").find("1—" + std::to_string(application + 2)), std::string::npos) << contents;
  EXPECT_NE(row(contents, "申请书").find("共2份"), std::string::npos) << contents;
  EXPECT_NE(row(contents, "当事人身份证明").find(std::to_string(application + 3)), std::string::npos) << contents;
  EXPECT_EQ(page(bound, 1).find("第1页\n"), std::string::npos) << "the cover has no number";
  for (int n = 1; n <= body; ++n) EXPECT_NE(page(bound, n + 2).find("第" + std::to_string(n) + "页"), std::string::npos) << n;
  EXPECT_EQ(page(bound, bound.pages).find("第" + std::to_string(body + 2) + "页"), std::string::npos) << "nor the back";
  EXPECT_NE(page(bound, bound.pages).find(std::to_string(body) + "页"), std::string::npos) << page(bound, bound.pages);
  const std::string hashes = page(bound, bound.pages - 1);
  EXPECT_NE(row(hashes, "签了字的申请书").find(std::to_string(application + 1) + "—" + std::to_string(application + 2)), std::string::npos) << hashes;
  std::string joined = hashes;
  std::erase_if(joined, [](char c) { return c == ' ' || c == '\n'; });
  EXPECT_NE(joined.find(kHash.substr(0, 20)), std::string::npos) << hashes;
}

TEST(Volume, ReadersShowItsBookmarks) {
  const Rendered bound = must(bind_packet(job({scan("告知书.pdf", "权利义务告知书", 1), scan("记录一.pdf", "人民调解记录", 1), scan("记录二.pdf", "人民调解记录", 3)})));
  const std::string marks = judged("pdftohtml -xml -i -stdout @", bound.bytes);
  // Title and page of the file, from 1: cover, contents, then the papers.
  for (const char* mark : {"page=\"1\">封面", "page=\"2\">卷内目录", "page=\"3\">权利义务告知书", "page=\"4\">人民调解记录", "page=\"5\">记录二.pdf", "page=\"8\">装订清单", "page=\"9\">封底"}) {
    EXPECT_NE(marks.find(mark), std::string::npos) << mark << marks;
  }
  EXPECT_EQ(must(bind_packet(job({scan("告知书.pdf", "权利义务告知书", 1)}))).bytes, must(bind_packet(job({scan("告知书.pdf", "权利义务告知书", 1)}))).bytes);
}

TEST(Volume, WhatCannotBeBoundIsNamed) {
  PacketPart broken = scan("坏了的扫描件.pdf", "当事人身份证明", 1);
  broken.bytes = "%PDF-1.7 nothing more";
  const auto bound = bind_packet(job({broken}));
  ASSERT_FALSE(bound);
  EXPECT_EQ(bound.error().code, "packet_file");
  EXPECT_NE(bound.error().message.find("坏了的扫描件.pdf"), std::string::npos) << bound.error().message;
  EXPECT_EQ(bind_packet(job({scan("太厚", "证据材料", kMostPacketPages)})).error().code, "packet_pages");
}

TEST(Volume, TravelsWholeToTheChild) {
  RenderSlots slots;
  const PacketJob sent = job({scan("告知书.pdf", "权利义务告知书", 1), paper_part("agreement", "人民调解协议书")});
  const auto there = packet_in_child(slots, {"/proc/self/exe", {"bind-packet"}}, sent);
  ASSERT_TRUE(there) << there.error().message;
  EXPECT_EQ(there->bytes, must(bind_packet(sent)).bytes);
}

}  // namespace
}  // namespace lianhu::paper
