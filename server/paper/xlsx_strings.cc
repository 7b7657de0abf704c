#include "paper/xlsx_strings.h"

#include "paper/cell_text.h"
#include "paper/sheet_fault.h"

namespace lianhu::paper {
namespace {

struct Strings {
  const SheetLimits& limits;
  SharedStrings out;
  StringText current;
  bool in_item = false;

  std::optional<Error> start(std::string_view name, const Attributes&) {
    if (name == "si") {
      if (out.size() == limits.shared_strings) return sheet_too_large("不同的文字超过 " + std::to_string(limits.shared_strings) + " 条");
      in_item = true;
      current.clear();
    } else if (in_item) {
      current.start(name);
    }
    return std::nullopt;
  }
  std::optional<Error> end(std::string_view name) {
    if (name == "si") {
      out.add(current.raw());
      in_item = false;
      if (out.bytes() > limits.text) return sheet_too_large("文字总量超过 " + std::to_string(limits.text >> 20) + " MB");
    } else {
      current.end(name);
    }
    return std::nullopt;
  }
  std::optional<Error> text(std::string_view piece) { return in_item ? current.text(piece) : std::nullopt; }
};

}  // namespace

void StringText::start(std::string_view name) {
  if (name == "rPh") ++phonetic_;
  if (name == "t") in_text_ = true;
}
void StringText::end(std::string_view name) {
  if (name == "rPh") --phonetic_;
  if (name == "t") in_text_ = false;
}
std::optional<Error> StringText::text(std::string_view piece) {
  if (!in_text_ || phonetic_ > 0) return std::nullopt;
  // A character is 4 bytes, or 7 as an escape. The exact count is made when the cell is placed.
  if (raw_.size() + piece.size() > most_characters_ * 7)
    return sheet_too_large("有单元格的文字超过 " + std::to_string(most_characters_) + " 字");
  raw_ += piece;
  return std::nullopt;
}

void SharedStrings::add(std::string_view raw) {
  const CellText text = from_xlsx(raw);
  bytes_ += text.text;
  ends_.push_back(bytes_.size());
  hidden_.push_back(text.hidden);
}

Result<SharedStrings> read_shared_strings(XlsxZip& package, std::string_view part, const SheetLimits& limits) {
  Strings strings{limits, {}, StringText(limits.characters), false};
  if (Result<Done> read = read_xml(package, part, strings); !read) return std::move(read).error();
  return std::move(strings.out);
}

}  // namespace lianhu::paper
