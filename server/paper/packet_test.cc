// A packet: a letter, a list that tells the truth about pages, photos and strangers' PDFs, numbers over all.

#include "paper/packet.h"

#include <gtest/gtest.h>
#include <webp/encode.h>

#include "paper/paper_samples.h"
#include "paper/render_child.h"
#include "paper/write.h"

namespace lianhu::paper {
namespace {

const Time kDay = Time::at(Date::of(2026, 9, 20), 9);

PacketPart paper_part(const char* code, const std::string& title) {
  const CataloguePaper& entry = *catalogue().latest(code);
  return {title, "", "", entry.source, fields_json(entry.sample), kLink};
}

PageModel pages_of(std::size_t n, double width = 595, double height = 842) {
  PageModel model;
  model.width = width;
  model.height = height;
  model.pages.resize(n);
  return model;
}
std::string pdf(std::size_t n, double width = 595, double height = 842) { return write_pdf(pages_of(n, width, height), fonts(), kDay); }

// By hand, without a table of places: readers find the objects by themselves.
std::string by_hand(const std::string& page, const std::string& trailer = "") {
  return "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
         "3 0 obj\n<< /Type /Page /Parent 2 0 R " + page + " >>\nendobj\ntrailer\n<< /Root 1 0 R /Size 4 " + trailer + " >>\n%%EOF\n";
}

PacketJob job(std::vector<PacketPart> enclosures) {
  PacketJob out;
  out.title = "退回材料";
  out.created = kDay;
  out.fonts_folder = fonts_folder();
  out.parts = {paper_part("court_return", "退回函"), paper_part("court_enclosures", "目录")};
  for (PacketPart& part : enclosures) out.parts.push_back(std::move(part));
  return out;
}
PacketPart file(const std::string& title, const std::string& type, std::string bytes) { return {title, type, std::move(bytes), {}, {}, {}}; }

Rendered must(const Result<Rendered>& bound) {
  if (!bound) throw std::runtime_error(bound.error().code + " " + bound.error().message);
  return *bound;
}

TEST(Packet, NumbersRunOverAllAndTheListSaysWhereEachBegins) {
  const std::string png = write_png(pages_of(1, 400, 300), fonts(), 0, 72);
  const Rendered bound = must(bind_packet(job({file("送达地址确认书", "application/pdf", pdf(2)), file("无争议事实记载", "image/png", png),
                                               paper_part("court_agreement", "调解协议")})));
  EXPECT_EQ(bound.parts, (std::vector<int>{1, 1, 2, 1, 1}));
  EXPECT_EQ(bound.pages, 6);
  const std::string text = judged("pdftotext -layout @ -", bound.bytes);
  for (int page = 1; page <= 6; ++page) {
    EXPECT_NE(text.find("退回材料 第" + std::to_string(page) + "页 共6页"), std::string::npos) << page << "\n" << text;
  }
  const std::string list = judged("pdftotext -layout -f 2 -l 2 @ -", bound.bytes);
  const auto row = [&](const std::string& title) { return list.substr(list.find(title), list.find('\n', list.find(title)) - list.find(title)); };
  EXPECT_TRUE(row("送达地址确认书").ends_with("3")) << list;
  EXPECT_TRUE(row("无争议事实记载").ends_with("5")) << list;
  EXPECT_TRUE(row("调解协议").ends_with("6")) << list;
  EXPECT_EQ(must(bind_packet(job({file("送达地址确认书", "application/pdf", pdf(2))}))).bytes, must(bind_packet(job({file("送达地址确认书", "application/pdf", pdf(2))}))).bytes)
      << "the same parts, the same bytes";
}

TEST(Packet, AListOfTwoPagesPushesTheNumbersOn) {
  std::vector<PacketPart> many;
  for (int i = 0; i < 40; ++i) many.push_back(file("告知文书" + std::to_string(i + 1), "application/pdf", pdf(1)));
  const Rendered bound = must(bind_packet(job(std::move(many))));
  ASSERT_GT(bound.parts.at(1), 1);
  const std::string list = judged("pdftotext -layout -f 2 -l 2 @ -", bound.bytes);
  const std::string row = list.substr(list.find("告知文书1 "), 200);
  EXPECT_NE(row.substr(0, row.find('\n')).find(std::to_string(bound.parts[0] + bound.parts[1] + 1)), std::string::npos) << row;
}

TEST(Packet, NothingEnclosedIsSaid) {
  const Rendered bound = must(bind_packet(job({})));
  EXPECT_EQ(bound.pages, 2);
}

TEST(Packet, ALyingPageKeepsItsNumberUpright) {
  const std::string turned = by_hand("/MediaBox [0 0 842 595] /Rotate 90");
  const Rendered bound = must(bind_packet(job({file("送达地址确认书", "application/pdf", turned)})));
  const std::string text = judged("pdftotext -layout -f 3 -l 3 @ -", bound.bytes);
  EXPECT_NE(text.find("退回材料 第3页 共3页"), std::string::npos) << text;
}

TEST(Packet, APhotoTurnedByTheCameraStandsUpright) {
  const std::string png = write_png(pages_of(1, 400, 300), fonts(), 0, 72);
  const Rendered bound = must(bind_packet(job({file("照片", "image/png", png)})));
  const std::string info = judged("pdfinfo -f 3 -l 3 @", bound.bytes);
  EXPECT_NE(info.find("841.89 x 595.28"), std::string::npos) << info;
}

TEST(Packet, AWebpPhotoStandsOnItsPage) {
  // Half red, half clear: what is clear is paper.
  constexpr int w = 640, h = 400;
  std::vector<std::uint8_t> pixels;
  for (int y = 0; y < h; ++y) {
    for (int x = 0; x < w; ++x) {
      for (const int c : {x < w / 2 ? 200 : 0, 0, 0, x < w / 2 ? 255 : 0}) pixels.push_back(static_cast<std::uint8_t>(c));
    }
  }
  std::uint8_t* made = nullptr;
  const std::size_t size = WebPEncodeLosslessRGBA(pixels.data(), w, h, 4 * w, &made);
  const std::string webp(reinterpret_cast<const char*>(made), size);
  WebPFree(made);
  ASSERT_GT(size, 0u);
  const Rendered bound = must(bind_packet(job({file("照片", "image/webp", webp)})));
  EXPECT_EQ(bound.pages, 3);
  EXPECT_NE(judged("pdfinfo -f 3 -l 3 @", bound.bytes).find("841.89 x 595.28"), std::string::npos) << "as it lies";
  const std::string image = judged("pdfimages -f 3 -l 3 -list @", bound.bytes);
  EXPECT_NE(image.find("640"), std::string::npos) << image;
  const auto cut = bind_packet(job({file("照片", "image/webp", webp.substr(0, webp.size() / 2))}));
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().code, "packet_file");
}

TEST(Packet, WhatCannotBeReadIsNamed) {
  const auto refused = [&](const std::string& type, const std::string& bytes) {
    const auto bound = bind_packet(job({file("某某确认书", type, bytes)}));
    return bound ? std::string("bound") : bound.error().code + " " + bound.error().message;
  };
  const std::string word(32, 'k');
  const std::string locked = by_hand("/MediaBox [0 0 595 842]", "/ID [(a)(a)] /Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O (" + word + ") /U (" + word + ") >>");
  for (const auto& [type, bytes] : std::vector<std::pair<std::string, std::string>>{
           {"application/pdf", "%PDF-1.7 nothing more"}, {"application/pdf", locked}, {"application/pdf", ""}, {"image/jpeg", "\xFF\xD8\xFF"}, {"image/png", "\x89PNG"}, {"image/webp", "RIFF"}}) {
    const std::string said = refused(type, bytes);
    EXPECT_TRUE(said.starts_with("packet_file") && said.find("某某确认书") != std::string::npos) << said;
  }
  const auto long_one = bind_packet(job({file("某某确认书", "application/pdf", pdf(kMostPacketPages))}));
  ASSERT_FALSE(long_one);
  EXPECT_EQ(long_one.error().code, "packet_pages");
}

TEST(Packet, TravelsWholeToTheChild) {
  RenderSlots slots;
  const PacketJob sent = job({file("送达地址确认书", "application/pdf", pdf(2)), paper_part("court_agreement", "调解协议")});
  const auto there = packet_in_child(slots, {"/proc/self/exe", {"bind-packet"}}, sent);
  ASSERT_TRUE(there) << there.error().message;
  EXPECT_EQ(there->bytes, must(bind_packet(sent)).bytes);
  EXPECT_EQ(there->parts, (std::vector<int>{1, 1, 2, 1}));
  const std::string wire = write_packet_job(sent);
  EXPECT_FALSE(read_packet_job(wire.substr(0, wire.size() - 1)));
  EXPECT_FALSE(read_packet_job(wire + "x"));
  EXPECT_FALSE(read_packet_job(""));
}

}  // namespace
}  // namespace lianhu::paper
