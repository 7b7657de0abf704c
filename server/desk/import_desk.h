#pragma once
// Another system's tickets as a sheet: tried first (nothing is written), then taken in row by row.
//
// Invariant: a row is known by its system and number. What is known is never made twice: the same sheet again, by whomever,
// makes nothing; a row that stands wrong leaves the others to go in. Nothing of the file is kept.
// Errors: what read_sheets and columned() refuse; invalid_fields for the system; forbidden by the route.
// Thread rule: any thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/described.h"
#include "desk/entry.h"
#include "paper/sheet.h"

namespace lianhu {

struct ImportQuery {
  std::string system;
};
LIANHU_DESCRIBE(ImportQuery, (system), {"system", {.label = "其他系统", .format = Format::code}})

struct CellFaultRow {
  std::string cell, column, message;  // "C5", "收到日期", what to do
};
LIANHU_DESCRIBE(CellFaultRow, (cell, column, message))

struct ImportRow {
  std::int64_t row = 0;  // as the program that shows the sheet counts
  std::string number;
  std::string outcome, outcome_title;  // fresh attached changed known faulty
  std::optional<std::string> title, place_name;
  std::optional<Date> received_on, due_on;
  std::optional<std::string> matter, matter_number;
  std::vector<CellFaultRow> faults;
};
LIANHU_DESCRIBE(ImportRow, (row, number, outcome, outcome_title, title, place_name, received_on, due_on, matter, matter_number, faults))

struct ImportReport {
  std::string system, system_title;
  bool written = false;  // false: only tried
  std::int64_t rows = 0, fresh = 0, attached = 0, changed = 0, known = 0, faulty = 0;
  std::vector<ImportRow> items;  // at most kMostShown, the faulty ones first
  std::vector<std::string> notes;
};
LIANHU_DESCRIBE(ImportReport, (system, system_title, written, rows, fresh, attached, changed, known, faulty, items, notes))

inline constexpr std::size_t kMostShown = 200;

class ImportDesk {
 public:
  explicit ImportDesk(const House& house) : house_(house) {}

  Result<ImportReport> examine(const Actor& actor, const std::string& system, std::string_view bytes) const;
  Result<ImportReport> take_in(const Entry& entry, const std::string& system, std::string_view bytes) const;
  // The same sheet, with what became of each row and what is wrong with it.
  Result<std::string> answer_sheet(const Actor& actor, const std::string& system, std::string_view bytes) const;
  Result<std::string> template_sheet(const std::string& system) const;

 private:
  const House& house_;
};

}  // namespace lianhu
