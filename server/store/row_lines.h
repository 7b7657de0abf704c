#pragma once
// A table as lines of JSON, one array a row, in the order of its key: the same bytes from either engine.
//
// Invariant: reading the lines back gives equal values (64-bit integers, doubles to the last bit, text byte by byte).
// Errors: std::runtime_error for a line that is no row of the table.
// Thread rule: pure but for the Session.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "store/db.h"
#include "store/dialect.h"

namespace lianhu {

// Each line ends with a line feed. Returns the number of rows.
std::int64_t write_rows(Session& session, const TableShape& table, const std::function<void(std::string_view line)>& out);

class RowLoader {
 public:
  explicit RowLoader(const TableShape& table);
  void load(Session& session, std::string_view line);

 private:
  const TableShape& table_;
  std::string insert_;
  std::vector<Bind> binds_;
};

}  // namespace lianhu
