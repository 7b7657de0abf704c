#include "paper/docx.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "paper/docx_package.h"
#include "paper/values.h"

namespace lianhu::paper {
namespace {

constexpr std::string_view kNamespaces =
    R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")";
constexpr std::string_view kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

int twips(double points) { return static_cast<int>(points * 20 + 0.5); }
int twips_mm(double mm) { return static_cast<int>(mm * 1440 / 25.4 + 0.5); }

// The names under which government offices have these faces.
std::string_view font(Face face) {
  switch (face) {
    case Face::song:
      return "宋体";
    case Face::title:
      return "方正小标宋简体";
    case Face::hei:
      return "黑体";
    case Face::kai:
      return "楷体_GB2312";
    case Face::fang:
      return "仿宋_GB2312";
  }
  return {};
}

std::string_view justification(Align align) {
  switch (align) {
    case Align::justify:
      return "both";
    case Align::left:
      return "left";
    case Align::centre:
      return "center";
    case Align::right:
      return "right";
  }
  return {};
}

std::string run_properties(Face face, double size) {
  return fmt::format(R"(<w:rPr><w:rFonts w:ascii="{0}" w:hAnsi="{0}" w:eastAsia="{0}" w:hint="eastAsia"/><w:sz w:val="{1}"/><w:szCs w:val="{1}"/></w:rPr>)",
                     font(face), static_cast<int>(size * 2 + 0.5));
}

std::string run(std::string_view text, const Style& style) {
  return fmt::format(R"(<w:r>{}<w:t xml:space="preserve">{}</w:t></w:r>)", run_properties(style.face, style.size), xml_text(text));
}

struct Keep {
  bool next = false;
  double before = 0, after = 0;
  double right_chars = 0;  // from the right edge
};

std::string paragraph(std::string_view text, const Style& style, const Keep& keep) {
  // Both: LibreOffice does not know the one in characters, Word follows a change of size only with it.
  std::string indent;
  if (style.indent > 0)
    indent += fmt::format(R"( w:firstLine="{}" w:firstLineChars="{}")", twips(style.indent * style.size), static_cast<int>(style.indent * 100));
  if (keep.right_chars > 0)
    indent += fmt::format(R"( w:right="{}" w:rightChars="{}")", twips(keep.right_chars * style.size), static_cast<int>(keep.right_chars * 100));
  return fmt::format(
      R"(<w:p><w:pPr>{}<w:spacing w:before="{}" w:after="{}" w:line="{}" w:lineRule="exact"/>{}<w:jc w:val="{}"/></w:pPr>{}</w:p>)",
      keep.next ? "<w:keepNext/>" : "", twips(keep.before), twips(keep.after), twips(style.line),
      indent.empty() ? "" : "<w:ind" + indent + "/>", justification(style.align), text.empty() ? "" : run(text, style));
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin) out.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

std::string cell(const std::string& text, const Style& style, double width) {
  std::string out = fmt::format(R"(<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>)", twips(width));
  const std::vector<std::string> lines = lines_of(text);
  for (const std::string& line : lines) out += paragraph(line, style, {});
  if (lines.empty()) out += paragraph("", style, {});
  return out + "</w:tc>";
}

std::string row(const std::string& cells, bool head) {
  return fmt::format("<w:tr><w:trPr><w:cantSplit/>{}</w:trPr>{}</w:tr>", head ? "<w:tblHeader/>" : "", cells);
}

Style head_of(const Style& style) {
  Style head = style;
  head.face = Face::hei;
  head.align = Align::centre;
  return head;
}

class Document {
 public:
  Document(const Template& paper, const Values& values) : paper_(paper), values_(values), width_(paper.page.body_width_mm * 72 / 25.4) {}

  std::string body() {
    for (const Block& block : paper_.blocks) {
      if (block.only == Only::blank || (!block.when.empty() && !values_.has(block.when))) continue;
      before_ = std::max(before_, block.style.before);
      add(block);
      before_ = std::max(before_, block.style.after);
    }
    return std::move(out_);
  }

 private:
  void add_texts(const std::string& text, const Style& style, bool keep_next) {
    for (const std::string& line : lines_of(text)) out_ += paragraph(line, style, {.next = keep_next, .before = std::exchange(before_, 0)});
  }

  void add(const Block& block) {
    switch (block.kind) {
      case BlockKind::title:
      case BlockKind::number:
      case BlockKind::addressee:
      case BlockKind::heading:
        return add_texts(values_.text(block.text), block.style, true);
      case BlockKind::paragraph:
        return add_texts(values_.text(block.text), block.style, false);
      case BlockKind::list:
        return add_list(block);
      case BlockKind::table:
        return add_table(block);
      case BlockKind::grid:
        return add_grid(block);
      case BlockKind::form:
        return add_form(block);
      case BlockKind::sign:
        return add_sign(block);
      case BlockKind::signature:
        return add_signature(block);
      case BlockKind::qr:
        return;
    }
  }

  void add_list(const Block& block) {
    std::vector<std::string> texts = block.items;
    for (std::string& text : texts) text = values_.text(text);
    if (!block.field.empty()) texts = values_.list(block.field);
    for (std::size_t i = 0; i < texts.size(); ++i) add_texts(fmt::format("{}．{}", i + 1, texts[i]), block.style, false);
  }

  void table(const std::string& rows) {
    std::string borders;
    for (const char* side : {"top", "left", "bottom", "right", "insideH", "insideV"}) borders += fmt::format(R"(<w:{} w:val="single" w:sz="4" w:space="0"/>)", side);
    // Word joins two tables that no paragraph parts.
    if (out_.ends_with("</w:tbl>") || before_ > 0) out_ += paragraph("", {.size = 5, .line = std::max(5.0, std::exchange(before_, 0))}, {});
    out_ += fmt::format(R"(<w:tbl><w:tblPr><w:tblW w:w="{}" w:type="dxa"/><w:tblBorders>{}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>{}</w:tbl>)",
                        twips(width_), borders, rows);
  }

  void add_table(const Block& block) {
    const double split = block.label_chars * block.style.size + 12;
    std::string rows;
    for (const LabelValue& one : block.rows) {
      if (!one.when.empty() && !values_.has(one.when)) continue;
      rows += row(cell(values_.text(one.label), head_of(block.style), split) + cell(values_.cell(one.value), block.style, width_ - split), false);
    }
    table(rows);
  }

  void add_grid(const Block& block) {
    double shares = 0;
    for (const GridColumn& column : block.columns) shares += column.share;
    const auto cells = [&](const Style& style, auto text_of) {
      std::string out;
      for (const GridColumn& column : block.columns) out += cell(text_of(column), style, width_ * column.share / shares);
      return out;
    };
    std::string rows = row(cells(head_of(block.style), [](const GridColumn& column) { return column.label; }), true);
    std::size_t n = 0;
    for (const TableRow& one : values_.rows(block.field)) {
      ++n;
      rows += row(cells(block.style,
                        [&](const GridColumn& column) {
                          if (column.column == kRowNumber) return std::to_string(n);
                          return one.contains(column.column) ? one.at(column.column) : std::string();
                        }),
                  false);
    }
    table(rows);
  }

  void add_form(const Block& block) {
    std::string rows;
    const auto add = [&](const TableRow* values, const FieldSpec* spec) {
      for (const FormRow& in : block.form) {
        double shares = 0;
        for (const FormCell& one : in) shares += one.share;
        std::string cells;
        for (const FormCell& one : in) {
          const double width = width_ * one.share / shares;
          const double split = one.label.empty() ? 0 : (one.label_chars > 0 ? one.label_chars : block.label_chars) * block.style.size + 12;
          if (split > 0) cells += cell(values_.text(one.label, values, spec), head_of(block.style), std::min(split, width));
          if (split < width) cells += cell(values_.cell(one.value, values, spec), block.style, width - split);
        }
        rows += row(cells, false);
      }
    };
    if (block.field.empty()) {
      add(nullptr, nullptr);
    } else {
      for (const TableRow& one : values_.rows(block.field)) add(&one, values_.spec(block.field));
    }
    table(rows);
  }

  void add_sign(const Block& block) {
    add_texts(values_.text(block.text), block.style, true);
    const auto place = [&](const std::string& label) { add_texts(label + "：＿＿＿＿＿＿＿＿　　　　年　　月　　日", block.style, true); };
    for (const LabelValue& one : block.rows) {
      if (!one.when.empty() && !values_.has(one.when)) continue;
      if (one.each.empty()) {
        place(values_.text(one.label));
        continue;
      }
      for (const TableRow& each : values_.rows(one.each)) place(values_.text(one.label, &each, values_.spec(one.each)));
    }
  }

  void add_signature(const Block& block) {
    Style right = block.style;
    right.align = Align::right;
    const std::string day = values_.text(block.date);
    out_ += paragraph(values_.text(block.text), right, {.next = true, .before = std::exchange(before_, 0), .right_chars = 2});
    out_ += paragraph(day == "年月日" ? "　　　　年　　月　　日" : day, right, {.right_chars = 4});
  }

  const Template& paper_;
  const Values& values_;
  double width_, before_ = 0;
  std::string out_;
};

std::string footer(const Template& paper) {
  const Style style{.face = Face::song, .size = 12, .line = 16, .align = Align::centre};
  const auto counter = [&](std::string_view name) {
    return fmt::format(R"(<w:r>{0}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{0}<w:instrText xml:space="preserve"> {1} </w:instrText></w:r><w:r>{0}<w:fldChar w:fldCharType="separate"/></w:r><w:r>{0}<w:t>1</w:t></w:r><w:r>{0}<w:fldChar w:fldCharType="end"/></w:r>)",
                       run_properties(style.face, style.size), name);
  };
  std::string runs;
  std::string_view rest = paper.footer;
  for (std::size_t at = 0; (at = rest.find('{')) != std::string_view::npos;) {
    if (at > 0) runs += run(rest.substr(0, at), style);
    runs += counter(rest.substr(at).starts_with("{pages}") ? "NUMPAGES" : "PAGE");
    rest.remove_prefix(std::min(rest.size(), rest.find('}', at) + 1));
  }
  if (!rest.empty()) runs += run(rest, style);
  return fmt::format(R"({}<w:ftr {}><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{}</w:p></w:ftr>)", kHead, kNamespaces, runs);
}

std::string section(const PageSpec& page) {
  return fmt::format(
      R"(<w:sectPr><w:footerReference w:type="default" r:id="rId1"/><w:pgSz w:w="{}" w:h="{}"/><w:pgMar w:top="{}" w:right="{}" w:bottom="{}" w:left="{}" w:header="850" w:footer="{}" w:gutter="0"/></w:sectPr>)",
      twips_mm(page.width_mm), twips_mm(page.height_mm), twips_mm(page.top_mm), twips_mm(page.width_mm - page.left_mm - page.body_width_mm),
      twips_mm(page.height_mm - page.top_mm - page.body_height_mm), twips_mm(page.left_mm), twips_mm(22));
}

constexpr std::string_view kTypes =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>)";
constexpr std::string_view kRoot =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>)";
constexpr std::string_view kParts =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>)";

}  // namespace

Result<std::string> write_docx(const Template& paper, const Fields& fields, Time created) {
  if (auto checked = check_fields(paper.fields, fields); !checked) return checked.error();
  const Values values(paper, fields, false);
  const std::string day = created.text().substr(0, 19) + created.text().substr(created.text().size() - 6);
  const std::string core = fmt::format(
      R"({}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{}</dc:title><dcterms:created xsi:type="dcterms:W3CDTF">{}</dcterms:created></cp:coreProperties>)",
      kHead, xml_text(paper.title), day);
  const std::string document = fmt::format(R"({}<w:document {}><w:body>{}{}</w:body></w:document>)", kHead, kNamespaces,
                                           Document(paper, values).body(), section(paper.page));
  return zipped({{"[Content_Types].xml", std::string(kHead) + std::string(kTypes)},
                 {"_rels/.rels", std::string(kHead) + std::string(kRoot)},
                 {"docProps/core.xml", core},
                 {"word/document.xml", document},
                 {"word/_rels/document.xml.rels", std::string(kHead) + std::string(kParts)},
                 {"word/footer1.xml", footer(paper)}},
                created);
}

}  // namespace lianhu::paper
