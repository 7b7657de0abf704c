#include "paper/fill.h"

#include <algorithm>
#include <cmath>

#include "paper/compose.h"
#include "paper/qr.h"
#include "paper/slab.h"
#include "paper/units.h"

namespace lianhu::paper {
namespace {

constexpr double kBodySize = 16;  // 3号, GB/T 9704-2012

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
  return text;
}

// One pass, so that braces inside a value stay what they are.
std::string put_values(const Template& paper, const Fields& fields, const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = std::min(text.find('{', at), text.size());
    out.append(text, at, open - at);
    if (open == text.size()) break;
    const std::size_t close = text.find('}', open);
    const std::string name = text.substr(open + 1, close - open - 1);
    for (const FieldSpec& spec : paper.fields) {
      if (spec.name == name && fields.contains(name)) out += printed(spec, fields.at(name));
    }
    at = close + 1;
  }
  return out;
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

void add_footers(std::vector<Page>& pages, const Template& paper, const std::string& after, const PageBox& box, Typesetter& set) {
  const Style style{.face = Face::song, .size = 12, .line = 16, .align = Align::centre};
  const double y = box.top + box.body_height + points(7);  // 7.5: 7 mm below the body
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const std::string text = replaced(replaced(paper.footer, "{page}", std::to_string(i + 1)), "{pages}", std::to_string(pages.size())) + after;
    for (Run run : set.paragraph(text, style, box.body_width)) {
      run.x += box.left;
      run.baseline += y;
      pages[i].runs.push_back(std::move(run));
    }
  }
}

}  // namespace

std::string code_content(const Link& link, const std::string& hash) {
  std::string capitals = hash;  // capitals and digits take a third less room in a code
  std::transform(capitals.begin(), capitals.end(), capitals.begin(),
                 [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c; });
  return link.url + "#k=" + link.secret + "&d=" + capitals;
}

Result<PageModel> fill(const Template& paper, const Fields& fields, const Link& link, const Fonts& fonts) {
  if (auto checked = check_fields(paper.fields, fields); !checked) return checked.error();
  const bool coded = std::any_of(paper.blocks.begin(), paper.blocks.end(), [](const Block& block) { return block.kind == BlockKind::qr; });
  Code code;
  std::string check;
  if (coded) {
    if (link.url.empty() || link.secret.empty()) return invalid("qr_link_missing", "这份文书带有查询二维码，请先为当事人生成查询码");
    const std::string hash = canonical_hash(paper.code, paper.version, fields);
    check = check_code(hash);
    auto made = make_code(code_content(link, hash));
    if (!made) return made.error();
    code = std::move(made).value();
  }

  const PageBox box = page_box(paper.page);
  Typesetter set(fonts, kBodySize, tracking(paper.page));
  const Composer::Values values{[&](const std::string& text) { return put_values(paper, fields, text); },
                                [&](const std::string& field) { return fields.contains(field); }, fields};
  Composer composer(set, values, box.body_width, code);
  for (const Block& block : paper.blocks) composer.add(block);

  PageModel model;
  model.width = box.width;
  model.height = box.height;
  model.title = paper.title;
  model.pages = flow(composer.take(), box);
  if (!paper.footer.empty()) add_footers(model.pages, paper, check, box, set);
  model.missing = set.missing();
  return model;
}

}  // namespace lianhu::paper
