#include "paper/fill.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "paper/compose.h"
#include "paper/qr.h"
#include "paper/slab.h"
#include "paper/units.h"

namespace lianhu::paper {
namespace {

constexpr double kBodySize = 16;  // 3号, GB/T 9704-2012

std::size_t char_length(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
  return text;
}

PageBox page_box(const PageSpec& page) {
  return {points(page.width_mm), points(page.height_mm),     points(page.left_mm),
          points(page.top_mm),   points(page.body_width_mm), points(page.body_height_mm)};
}

// How far each full-width character moves so that a line holds exactly the characters asked for. A page that asks for
// something far off keeps its natural pitch.
double tracking(const PageSpec& page) {
  const double pitch = points(page.body_width_mm) / page.chars_per_line;
  return std::abs(pitch - kBodySize) < 1 ? pitch - kBodySize : 0;
}

// What a reader without a telephone that scans types in to ask whether the paper is genuine.
std::string check_code(const std::string& hash) {
  std::string out = "　校验码";
  for (std::size_t i = 0; i < 12 && i < hash.size(); ++i) {
    if (i % 4 == 0) out += ' ';
    out += hash[i] >= 'a' && hash[i] <= 'f' ? static_cast<char>(hash[i] - 32) : hash[i];
  }
  return out;
}

// What every page has outside the body.
struct Margins {
  std::string footer, after;  // after: the same on every page
  std::string above;          // at the upper right
  std::string seam;           // along the right edge; empty: none
  std::optional<Code> code;   // in the lower left corner
};

constexpr double kBelow = 7;  // mm between body and footer (GB/T 9704-2012, 7.5)

void put(Page& page, std::vector<Run> runs, double dx, double dy) {
  for (Run& run : runs) page.runs.push_back(moved(std::move(run), dx, dy));
}

// Where the seal goes over the edges of all sheets laid like a fan.
void add_seam(Page& page, const std::string& text, const PageBox& box, Typesetter& set) {
  constexpr double kSeal = 50;  // mm: a seal is 42 mm wide
  const Style style{.face = Face::song, .size = 9, .line = 12, .align = Align::left};
  std::vector<Run> runs = set.paragraph(text, style, box.body_height);
  if (runs.empty()) return;
  Run& run = runs.front();
  const double half = std::max(points(kSeal), run_width(run) + 12) / 2, middle = box.height / 2, line = box.width - points(14);
  page.rules.push_back({line, middle - half, line, middle + half, 0.3});
  run.turned = true;
  run.x = box.width - points(12);
  run.baseline = middle - run_width(run) / 2;
  page.runs.push_back(std::move(run));
}

void add_margins(std::vector<Page>& pages, const Margins& margins, const PageBox& box, Typesetter& set) {
  const Style low{.face = Face::song, .size = 12, .line = 16, .align = Align::centre};
  const Style high{.face = Face::kai, .size = 12, .line = 16, .align = Align::right};
  const double below = box.top + box.body_height;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const auto counted = [&](const std::string& text) {
      return replaced(replaced(text, "{page}", std::to_string(i + 1)), "{pages}", std::to_string(pages.size()));
    };
    if (!margins.footer.empty()) put(pages[i], set.paragraph(counted(margins.footer) + margins.after, low, box.body_width), box.left, below + points(kBelow));
    if (!margins.above.empty()) put(pages[i], set.paragraph(margins.above, high, box.body_width), box.left, box.top - points(12));
    if (!margins.seam.empty() && pages.size() > 1) add_seam(pages[i], counted(margins.seam), box, set);
    if (!margins.code) continue;
    Code code = *margins.code;
    code.size = points(16);
    code.x = box.left;
    code.y = below + points(5);
    pages[i].codes.push_back(std::move(code));
  }
}

// One line under all the room that stands side by side.
void rule_room(Page& page) {
  for (Run& run : page.runs) {
    double x = run.x, begin = 0;
    bool inside = false;
    std::size_t character = 0;
    std::string text;
    for (std::size_t at = 0; at < run.text.size(); ++character) {
      const bool room = run.text.compare(at, kRoom.size(), kRoom) == 0;
      const std::size_t length = room ? kRoom.size() : char_length(run.text[at]);
      text += room ? "　" : run.text.substr(at, length);
      if (room && !inside) begin = x;
      if (!room && inside) page.rules.push_back({begin, run.baseline + 3, x, run.baseline + 3, 0.5});
      inside = room;
      x += run.advance[character];
      at += length;
    }
    if (inside) page.rules.push_back({begin, run.baseline + 3, x, run.baseline + 3, 0.5});
    run.text = std::move(text);
  }
}

PageModel compose(const Template& paper, const Values& values, const Code& code, const Margins& margins, const Fonts& fonts) {
  const PageBox box = page_box(paper.page);
  Typesetter set(fonts, kBodySize, tracking(paper.page));
  Composer composer(set, values, box.body_width, code);
  for (const Block& block : paper.blocks) composer.add(block);
  PageModel model;
  model.width = box.width;
  model.height = box.height;
  model.title = paper.title;
  model.pages = flow(composer.take(), box);
  if (values.blank()) std::for_each(model.pages.begin(), model.pages.end(), rule_room);
  add_margins(model.pages, margins, box, set);
  model.missing = set.missing();
  return model;
}

bool has_block(const Template& paper, BlockKind kind) {
  return std::any_of(paper.blocks.begin(), paper.blocks.end(), [&](const Block& block) { return block.kind == kind; });
}

std::string capital_hex(std::string hash) {
  std::transform(hash.begin(), hash.end(), hash.begin(), [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c; });
  return hash;
}

}  // namespace

void mark_void(PageModel& model, const Template& paper, const Voided& voided, const Fonts& fonts) {
  const PageBox box = page_box(paper.page);
  Typesetter set(fonts, kBodySize, 0);
  const Style across{.face = Face::hei, .size = 150, .line = 150, .align = Align::centre};
  const Style low{.face = Face::hei, .size = 9, .line = 12, .align = Align::centre};
  const std::string words = "本页作废：" + voided.day + (voided.reason.empty() ? "" : "，" + voided.reason);
  for (Page& page : model.pages) {
    std::vector<Run> under = set.paragraph("作废", across, box.body_width);
    for (Run& run : under) {
      run = moved(std::move(run), box.left, box.top + (box.body_height - across.line) / 2);
      run.lightness = 0.82;
    }
    page.runs.insert(page.runs.begin(), under.begin(), under.end());
    put(page, joined(set.paragraphs(words, low, box.body_width)), box.left, box.top + box.body_height + points(kBelow) + 18);
  }
}

std::string code_content(const Link& link, const std::string& hash) {
  return link.url + "#k=" + link.secret + "&d=" + capital_hex(hash);  // capitals and digits take a third less room in a code
}

std::string check_content(const Link& link, const std::string& hash) { return link.check_url + "#" + link.number + "." + capital_hex(hash).substr(0, 16); }

Result<PageModel> fill(const Template& paper, const Fields& fields, const Link& link, const Fonts& fonts) {
  if (auto checked = check_fields(paper.fields, fields); !checked) return checked.error();
  const std::string hash = canonical_hash(paper.code, paper.version, fields);
  const bool personal = has_block(paper, BlockKind::qr);
  Code code;
  Margins margins;
  margins.footer = paper.footer;
  if (personal) {
    if (link.url.empty() || link.secret.empty()) return invalid("qr_link_missing", "这份文书带有查询二维码，请先为当事人生成查询码");
    auto made = make_code(code_content(link, hash));
    if (!made) return made.error();
    code = std::move(made).value();
  }
  if (paper.check) {
    if (link.check_url.empty() || link.number.empty()) return invalid("qr_link_missing", "这份文书带有核对二维码，请先取得编号");
    auto made = make_code(check_content(link, hash));
    if (!made) return made.error();
    margins.code = std::move(made).value();
  }
  if (personal || paper.check) margins.after = check_code(hash);
  const Values values(paper, fields, false);
  if (!paper.seam.empty()) margins.seam = "骑缝　" + values.text(paper.seam) + "　第{page}页　共{pages}页";
  return compose(paper, values, code, margins, fonts);
}

Result<PageModel> fill_blank(const Template& paper, const Fields& known, const BlankForm& form, const Fonts& fonts) {
  if (form.number.empty()) return invalid("blank_number_missing", "空白文书要有编号，请先取号");
  if (auto checked = check_known(paper.fields, known); !checked) return checked.error();
  Margins margins;
  margins.footer = paper.footer + (paper.footer.empty() ? "" : "　") + "空白处、未用的行填写完毕后划线作废";
  margins.above = "空白文书　编号：" + form.number;
  Code code;
  code.modules = 1;  // no personal code: nobody to give it to
  if (!form.url.empty()) {
    auto made = make_code(form.url + "#" + form.number);
    if (!made) return made.error();
    margins.code = std::move(made).value();
  }
  Template bare = paper;
  std::erase_if(bare.blocks, [](const Block& block) { return block.kind == BlockKind::qr; });
  const Values values(bare, known, true);
  if (!paper.seam.empty()) margins.seam = "骑缝　" + form.number + "　第{page}页　共{pages}页";
  return compose(bare, values, code, margins, fonts);
}

}  // namespace lianhu::paper
