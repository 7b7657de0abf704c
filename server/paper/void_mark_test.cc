// A voided paper says so on each page, in the PDF and in the picture, and still shows what it was.

#include <gtest/gtest.h>

#include "paper/paper_samples.h"
#include "paper/render.h"

namespace lianhu::paper {
namespace {

RenderJob job(const char* code) {
  const CataloguePaper& entry = *catalogue().latest(code);
  RenderJob out;
  out.source = entry.source;
  out.fields_json = fields_json(entry.sample);
  out.link = kLink;
  out.created = Time::at(Date::of(2026, 11, 20), 9);
  out.fonts_folder = fonts_folder();
  return out;
}

Rendered must(const RenderJob& of) {
  auto drawn = render(of);
  if (!drawn) throw std::runtime_error(drawn.error().message);
  return std::move(drawn).value();
}

std::size_t times(const std::string& text, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++n;
  return n;
}

TEST(VoidMark, StandsOnEachPageWithDayAndReason) {
  RenderJob one = job("agreement");
  const Rendered before = must(one);
  one.voided = {"2026年11月21日", "金额写错，另行出具"};
  const Rendered after = must(one);
  EXPECT_EQ(after.pages, before.pages) << "nothing moved";
  const std::string text = without_breaks(pdf_text(after.bytes));
  EXPECT_EQ(times(text, "本页作废：2026年11月21日，金额写错，另行出具"), static_cast<std::size_t>(after.pages));
  EXPECT_EQ(times(text, "作废") - times(without_breaks(pdf_text(before.bytes)), "作废"), 2U * static_cast<std::size_t>(after.pages)) << "across the page, and in the foot";
}

TEST(VoidMark, GoesThroughTheWireAndOntoThePicture) {
  RenderJob one = job("agreement");
  one.format = Format::png;
  const std::string plain = must(one).bytes;
  one.voided = {"2026年11月21日", ""};
  const auto wired = read_job(write_job(one));
  ASSERT_TRUE(wired);
  EXPECT_EQ(wired->voided.day, "2026年11月21日");
  EXPECT_NE(must(*wired).bytes, plain);
}

}  // namespace
}  // namespace lianhu::paper
