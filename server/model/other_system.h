#pragma once
// Another system that sends us matters or gets them from us, as its file says (systems/README.md).
//
// Invariant: constant data, read once at start; ids never change once released, for rows carry them.

#include <string>
#include <string_view>
#include <vector>

namespace lianhu {

// One column of a sheet: what it means here, and how people head it over there.
struct SheetColumn {
  std::string field, heading;
  std::vector<std::string> names = {};  // other ways to write the heading
  bool must = false;
};

struct OtherSystem {
  std::string id, title;
  int ordinal = 0;
  std::string number;  // what its number is called: 工单编号
  std::string codes;   // its list in the table of categories (code_map); "": none
  bool imports = false, replies = false;
  bool slips = false;        // does not log in: slips go out and come in
  bool independent = false;  // court, procuratorate, criminal police (settled 15)
  std::vector<SheetColumn> columns, reply;

  const SheetColumn* column(std::string_view field) const {
    for (const SheetColumn& one : columns) {
      if (one.field == field) return &one;
    }
    return nullptr;
  }
};

// By ordinal.
using OtherSystems = std::vector<OtherSystem>;

inline const OtherSystem* system_of(const OtherSystems& systems, std::string_view id) {
  for (const OtherSystem& one : systems) {
    if (one.id == id) return &one;
  }
  return nullptr;
}

}  // namespace lianhu
