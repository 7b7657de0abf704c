#pragma once
// One row of a PostgreSQL answer in text format.
//
// Invariant: what SQLite would call an integer reads as i64 (bigint, int, bool, and the whole numeric of SUM(bigint)).
// Thread rule: lives inside one query() call.

#include <libpq-fe.h>

#include <string>
#include <string_view>

#include "store/db.h"

namespace lianhu {

class PgRow : public Row {
 public:
  PgRow(const PGresult* result, std::string_view sql) : result_(result), sql_(sql) {}
  void go_to(int row) { row_ = row; }

  bool null(int column) const override;
  std::int64_t i64(int column) const override;
  double real(int column) const override;
  std::string text(int column) const override;

 private:
  std::string_view cell(int column) const;  // throws on NULL
  Oid type(int column) const { return PQftype(result_, column); }
  [[noreturn]] void wrong(int column, const char* wanted) const;

  const PGresult* result_;
  std::string_view sql_;
  int row_ = 0;
};

// Type numbers that are fixed in the protocol (pg_type.dat).
namespace pg_type {
inline constexpr Oid boolean = 16, name = 19, bigint = 20, smallint = 21, integer = 23, text = 25, real = 700, double_precision = 701,
                     unknown = 705, bpchar = 1042, varchar = 1043, numeric = 1700;
}  // namespace pg_type

}  // namespace lianhu
