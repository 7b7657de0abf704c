// Every paper of the catalogue as it is printed: filled with its sample, and as a blank form.

#include <gtest/gtest.h>

#include "paper/paper_samples.h"
#include "paper/sources.h"
#include "paper/write.h"

namespace lianhu::paper {
namespace {

const Time kCreated = Time::at(Date::of(2026, 9, 2), 9);
const BlankForm kBlank{"KB2026-0042", "https://lianhu.example/blank"};

std::string folder_of(const CataloguePaper& entry) {
  const std::string folder = entry.source.layout_name.substr(0, entry.source.layout_name.rfind('/'));
  return folder.substr(folder.rfind('/') + 1);
}

PageModel must_blank(const Template& paper, const Fields& known = {}) {
  auto model = fill_blank(paper, known, kBlank, fonts());
  if (!model) throw std::runtime_error(model.error().message);
  return std::move(model).value();
}

// LIANHU_PRINT=<folder> leaves every paper there, to be looked at.
void leave(const std::string& name, const std::string& bytes) {
  if (const char* folder = std::getenv("LIANHU_PRINT")) std::ofstream(std::string(folder) + "/" + name, std::ios::binary) << bytes;
}

// Everything lies on the sheet; what belongs to the body lies in it.
void expect_inside(const Template& paper, const PageModel& model, const std::string& name) {
  const auto mm = [](double value) { return value * 72 / 25.4; };
  const double left = mm(paper.page.left_mm), right = left + mm(paper.page.body_width_mm);
  for (const Page& page : model.pages) {
    for (const Run& run : page.runs) {
      if (run.turned) continue;
      double width = 0;
      for (const double advance : run.advance) width += advance;
      EXPECT_GE(run.x, left - 0.1) << name << ": " << run.text;
      EXPECT_LE(run.x + width, right + 0.1) << name << ": " << run.text;
      EXPECT_LE(run.baseline, model.height) << name << ": " << run.text;
    }
    for (const Rule& rule : page.rules) EXPECT_LE(std::max(rule.y1, rule.y2), mm(paper.page.top_mm + paper.page.body_height_mm) + 0.1) << name;
  }
}

// The golden text is what another program reads out of the PDF. To renew one after looking at the page:
// LIANHU_GOLDEN=write paper_test --gtest_filter=Papers.*
TEST(Papers, EverySamplePrintsItsGoldenText) {
  ASSERT_GE(catalogue().all().size(), 25u);
  for (const CataloguePaper& entry : catalogue().all()) {
    const std::string folder = folder_of(entry);
    const PageModel model = must_fill(entry.paper, entry.sample);
    EXPECT_EQ(model.missing, std::vector<std::string>{}) << folder;
    expect_inside(entry.paper, model, folder);
    const std::string pdf = write_pdf(model, fonts(), kCreated), text = pdf_text(pdf);
    leave(folder + ".pdf", pdf);
    const std::string golden = std::string(LIANHU_SOURCE_DIR "/papers/") + folder + "/golden.txt";
    const char* write = std::getenv("LIANHU_GOLDEN");
    if (write && std::string_view(write) == "write") std::ofstream(golden, std::ios::binary) << text;
    std::ifstream in(golden, std::ios::binary);
    const std::string expected((std::istreambuf_iterator<char>(in)), {});
    EXPECT_EQ(text, expected) << folder;
  }
}

TEST(Papers, EveryPaperIsAlsoANumberedBlankForm) {
  for (const CataloguePaper& entry : catalogue().all()) {
    const std::string folder = folder_of(entry);
    const PageModel model = must_blank(entry.paper);
    expect_inside(entry.paper, model, folder);
    const std::string pdf = write_pdf(model, fonts(), kCreated), text = pdf_text(pdf);
    leave(folder + ".blank.pdf", pdf);
    EXPECT_LE(model.pages.size(), must_fill(entry.paper, entry.sample).pages.size() + 2) << folder;
    for (std::size_t i = 0, at = 0; i < model.pages.size(); ++i) {
      at = text.find("编号：KB2026-0042", at);
      EXPECT_NE(at, std::string::npos) << folder << " page " << i + 1;
      ++at;
    }
    EXPECT_NE(without_breaks(text).find("未用的行填写完毕后划线作废"), std::string::npos) << folder;
    EXPECT_EQ(text.find('{'), std::string::npos) << folder;
    EXPECT_EQ(text.find("校验码"), std::string::npos) << folder << ": there is nothing yet to check";
  }
}

TEST(Papers, ABlankFormPrintsWhatIsKnown) {
  const CataloguePaper& entry = *catalogue().latest("session_record");
  Fields known;
  for (const char* name : {"office", "number", "parties"}) known[name] = entry.sample.at(name);
  const std::string text = without_breaks(pdf_text(write_pdf(must_blank(entry.paper, known), fonts(), kCreated)));
  for (const char* part : {"化名街道人民调解委员会人民调解记录", "（2026）化名人调字第012号", "申请人化名杨㛃", "□调解不成功", "参加人（签名）"})
    EXPECT_NE(text.find(part), std::string::npos) << part;
  EXPECT_EQ(text.find("当面调解"), std::string::npos);

  EXPECT_EQ(fill_blank(entry.paper, {}, {}, fonts()).error().code, "blank_number_missing");
  EXPECT_EQ(fill_blank(entry.paper, {{"nobody", std::string("x")}}, kBlank, fonts()).error().code, "paper_fields");
  EXPECT_EQ(fill_blank(entry.paper, {{"office", std::string(" ")}}, kBlank, fonts()).error().code, "paper_fields");
}

TEST(Papers, EverySourceIsKnownAndTellsItsKind) {
  for (const CataloguePaper& entry : catalogue().all()) {
    for (const FieldSpec& spec : entry.paper.fields) EXPECT_EQ(source_fault(spec.from, spec.kind), std::nullopt) << folder_of(entry);
  }
  EXPECT_EQ(source_fault("matter.numbre", FieldKind::text), "from = \"matter.numbre\" 不在可以取数的名字之中（见 papers/README.md）");
  EXPECT_EQ(source_fault("today", FieldKind::text), "from = \"today\" 的类型与字段的 kind 不一致");
  EXPECT_NE(source_fault("form.", FieldKind::text), std::nullopt);
}

TEST(Papers, ACataloguePaperIsFoundByCodeAndVersion) {
  EXPECT_EQ(catalogue().find("acceptance_notice", 3), catalogue().latest("acceptance_notice"));
  EXPECT_NE(catalogue().find("acceptance_notice", 1), nullptr);  // what was issued prints as it was
  EXPECT_EQ(catalogue().find("acceptance_notice", 99), nullptr);
  EXPECT_EQ(catalogue().latest("no_such_paper"), nullptr);
}

}  // namespace
}  // namespace lianhu::paper
