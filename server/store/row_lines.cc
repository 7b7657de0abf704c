#include "store/row_lines.h"

#include <boost/json.hpp>
#include <stdexcept>

namespace lianhu {
namespace {

namespace json = boost::json;

std::string listed(const std::vector<std::string>& names, const char* after = "") {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name + after;
  return out;
}

std::vector<std::string> names_of(const TableShape& table, const char* before = "") {
  std::vector<std::string> names;
  for (const ColumnShape& column : table.columns) names.push_back(before + column.name);
  return names;
}

json::value cell(const Row& row, int column, ColumnKind kind) {
  if (row.null(column)) return nullptr;
  if (kind == ColumnKind::integer) return row.i64(column);
  if (kind == ColumnKind::real) return row.real(column);
  return json::string(row.text(column));
}

Value value_of(const json::value& cell, ColumnKind kind) {
  if (cell.is_null()) return nullptr;
  if (kind == ColumnKind::integer && cell.is_int64()) return cell.get_int64();
  if (kind == ColumnKind::real && cell.is_double()) return cell.get_double();
  if (kind == ColumnKind::text && cell.is_string()) return std::string(cell.get_string());
  throw std::runtime_error("备份中有一行的内容与表的列不符");
}

}  // namespace

std::int64_t write_rows(Session& session, const TableShape& table, const std::function<void(std::string_view line)>& out) {
  // Where NULL sorts is the one order the engines do not share.
  const std::string sql = "SELECT " + listed(names_of(table)) + " FROM " + table.name + " ORDER BY " + listed(table.key, " NULLS FIRST");
  std::int64_t rows = 0;
  each_row(session, sql, [&](const Row& row) {
    json::array line;
    line.reserve(table.columns.size());
    for (std::size_t i = 0; i < table.columns.size(); ++i) line.push_back(cell(row, static_cast<int>(i), table.columns[i].kind));
    out(json::serialize(line) + '\n');
    ++rows;
  });
  return rows;
}

RowLoader::RowLoader(const TableShape& table)
    : table_(table), insert_("INSERT INTO " + table.name + " (" + listed(names_of(table)) + ") VALUES (" + listed(names_of(table, ":")) + ")") {
  for (const ColumnShape& column : table.columns) binds_.push_back({column.name, nullptr});
}

void RowLoader::load(Session& session, std::string_view line) {
  json::error_code broken;
  const json::value parsed = json::parse({line.data(), line.size()}, broken);
  if (broken || !parsed.is_array() || parsed.get_array().size() != binds_.size()) throw std::runtime_error("备份中有一行不能识别：表 " + table_.name);
  for (std::size_t i = 0; i < binds_.size(); ++i) binds_[i].value = value_of(parsed.get_array()[i], table_.columns[i].kind);
  session.run(insert_, binds_);
}

}  // namespace lianhu
