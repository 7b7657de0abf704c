#include "store/pg_row.h"

#include <charconv>
#include <stdexcept>

namespace lianhu {

void PgRow::wrong(int column, const char* wanted) const {
  throw std::logic_error("column " + std::to_string(column) + " is not " + wanted + ": " + std::string(sql_));
}

bool PgRow::null(int column) const {
  if (column < 0 || column >= PQnfields(result_)) wrong(column, "a column of the result");
  return PQgetisnull(result_, row_, column) != 0;
}

std::string_view PgRow::cell(int column) const {
  if (null(column)) wrong(column, "a value (it is NULL)");
  return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
}

std::int64_t PgRow::i64(int column) const {
  const std::string_view digits = cell(column);
  if (type(column) == pg_type::boolean) return digits == "t" ? 1 : 0;
  const Oid kind = type(column);
  if (kind != pg_type::bigint && kind != pg_type::integer && kind != pg_type::smallint && kind != pg_type::numeric) wrong(column, "an integer");
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) wrong(column, "a whole number of 64 bits");
  return value;
}

double PgRow::real(int column) const {
  const std::string_view digits = cell(column);
  const Oid kind = type(column);
  if (kind != pg_type::double_precision && kind != pg_type::real && kind != pg_type::numeric && kind != pg_type::bigint && kind != pg_type::integer) {
    wrong(column, "a number");
  }
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) wrong(column, "a number");
  return value;
}

std::string PgRow::text(int column) const {
  const std::string_view bytes = cell(column);
  const Oid kind = type(column);
  if (kind != pg_type::text && kind != pg_type::varchar && kind != pg_type::name && kind != pg_type::unknown && kind != pg_type::bpchar) {
    wrong(column, "text");
  }
  return std::string(bytes);
}

}  // namespace lianhu
