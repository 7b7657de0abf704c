#pragma once
// What stands where a layout writes {field}: the printed value or, on a blank form, room to write by hand.
//
// Invariant: on a blank form every optional block is printed, and what is known is printed as on the filled paper.
// Thread rule: plain values; the template and the fields must outlive it.

#include <string>
#include <string_view>
#include <vector>

#include "paper/template.h"

namespace lianhu::paper {

class Values {
 public:
  Values(const Template& paper, const Fields& fields, bool blank) : paper_(paper), fields_(fields), blank_(blank) {}

  bool blank() const { return blank_; }
  // Whether a block that asks for this field is printed.
  bool has(const std::string& field) const { return blank_ || fields_.contains(field); }
  // The field will be written by hand.
  bool open(const std::string& field) const { return blank_ && !fields_.contains(field); }

  // A name is looked up among the row's columns first. {amount:capitals} is money in capital figures.
  std::string text(const std::string& text, const TableRow* row = nullptr, const FieldSpec* rows = nullptr) const;
  // What a table's cell holds: a text that is nothing but one open field leaves the cell empty.
  std::string cell(const std::string& text, const TableRow* row = nullptr, const FieldSpec* rows = nullptr) const;
  // The same without room for what is open: where a line to write on follows anyway.
  std::string known(const std::string& text, const TableRow* row = nullptr, const FieldSpec* rows = nullptr) const;
  // Lines to write on instead of a text of a blank form that is nothing but one open field; 0: none of its own.
  int lines(const std::string& text) const;

  // On a blank form with empty ones after those that are known.
  std::vector<std::string> list(const std::string& field) const;
  std::vector<TableRow> rows(const std::string& field) const;
  const FieldSpec* spec(const std::string& field) const;

 private:
  std::string value(const std::string& name, const TableRow* row, const FieldSpec* rows, bool with_room) const;
  std::string put(const std::string& text, const TableRow* row, const FieldSpec* rows, bool with_room) const;
  const FieldSpec* alone(const std::string& text) const;  // the open field that is all of the text

  const Template& paper_;
  const Fields& fields_;
  bool blank_;
};

// Room to write on is set as these; the page then shows one line under all that stand side by side.
inline constexpr std::string_view kRoom = "＿";

}  // namespace lianhu::paper
