#pragma once
// A standard paper as data: papers/<code>/layout.toml (how it looks) and fields.toml (what it is filled with).
//
// Invariant: a Template that came through parse_template is whole: every {placeholder} has a field, every optional
// field is used only where `when` names it, every block has what its kind needs. A released version never changes;
// a paper keeps the version it was made with.
// Units: page in mm, type sizes and line heights in points, indents in characters of the block's size.
// Errors: invalid "paper_template"; each fault names the file and the line.
// Thread rule: plain values, pure functions.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "paper/fields.h"
#include "paper/page_model.h"

namespace lianhu::paper {

enum class Align { justify, left, centre, right };

struct Style {
  Face face = Face::fang;
  double size = 16;
  double line = 28;
  Align align = Align::justify;
  double indent = 0;  // of a paragraph's first line, in characters
  double before = 0, after = 0;
};

enum class BlockKind {
  title,      // the paper's name, centred; a line feed in the text is where it breaks when it is too long for one line
  number,     // the number line, at the right edge
  addressee,  // flush left, ends with ：
  heading,    // stays with what follows
  paragraph,  // each line of the text is one paragraph
  list,       // paragraphs of `items`, or of a list field, numbered 1. 2. 3.
  table,      // label | value rows
  grid,       // one row per row of a rows field, column heads repeated on each page
  form,       // rows of several label | value pairs; with `field` once for each row of that rows field
  sign,       // places to sign by hand: who, a line, the day; kept whole and never alone on a page
  qr,         // the code at the left, text at its right; kept whole
  signature,  // office and date on one axis, kept whole and never alone on a page
};

struct LabelValue {
  std::string label, value, when;
  std::string each;  // sign: once for each row of this rows field
};

struct FormCell {
  std::string label, value;
  double share = 1;        // of the row's width
  double label_chars = 0;  // 0: the block's
  int lines = 1;           // at least so high, for what is written or stamped by hand
};
using FormRow = std::vector<FormCell>;

enum class Border { all, under };       // under: no boxes, a line below each value
enum class Only { both, blank, filled };  // which printing of the paper shows the block

// The grid column that counts its rows.
inline constexpr std::string_view kRowNumber = "#";

struct GridColumn {
  std::string column, label;
  double share = 1;  // of the table's width
};

struct Block {
  BlockKind kind = BlockKind::paragraph;
  Style style;
  std::string text;
  std::string when;        // field that must be present for the block to be printed
  std::string field;       // list, grid, form
  std::string caption;     // qr: under the code
  std::string date;        // signature
  double size_mm = 30;     // qr
  double label_chars = 6;  // table, form: width of the label column in characters
  int at_least = 0;        // grid: rows; those left over are struck through
  Border border = Border::all;  // table
  Only only = Only::both;
  std::vector<std::string> items;
  std::vector<LabelValue> rows;
  std::vector<GridColumn> columns;
  std::vector<FormRow> form;
};

struct PageSpec {
  double width_mm = 210, height_mm = 297;
  double top_mm = 37, left_mm = 28;                  // 天头, 订口 (GB/T 9704-2012)
  double body_width_mm = 156, body_height_mm = 225;  // 版心
  double chars_per_line = 28;                        // of the body size: sets the pitch of every block
};

struct Template {
  std::string code;
  int version = 0;
  std::string title;  // as lists show it
  // Who may make it by hand, and when: in these phases of a proceeding of this procedure. No procedure: only moves issue it.
  std::string procedure;
  std::vector<std::string> phases;
  std::string audience;  // who reads it then: parties mediator handling
  PageSpec page;
  std::string footer;  // {page} and {pages} are filled in; empty: none
  bool word = false;   // may leave as a Word document: everybody can change it, so it proves nothing
  std::string seam;    // printed along the right edge of a paper of several sheets, where the seal goes over all; empty: none
  bool check = false;  // in the lower margin of every page a code that says whether the paper is genuine, and nothing else
  std::vector<Block> blocks;
  std::vector<FieldSpec> fields;
};

// The two files of one paper, with the names that messages use.
struct TemplateSource {
  std::string layout_name, layout, fields_name, fields;
};

Result<Template> parse_template(const TemplateSource& source);

// sample.toml: one value per field. For tests and for showing a paper before there is a matter.
Result<Fields> parse_sample(const Template& paper, std::string_view name, std::string_view toml);

// The names between braces, in order, without a ":capitals". Nothing when a brace is left open or a name is not lower_snake.
std::optional<std::vector<std::string>> placeholders(std::string_view text);

}  // namespace lianhu::paper
