#include "store/dialect.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace lianhu {
namespace {

constexpr const char* kSqliteColumns =
    "SELECT t.name, c.name, lower(c.type), c.pk FROM pragma_table_list t, pragma_table_xinfo(t.name) c "
    "WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND c.hidden = 0 "
    "ORDER BY t.name, c.cid";

constexpr const char* kPostgresColumns =
    "SELECT c.table_name, c.column_name, c.data_type, COALESCE(("
    "  SELECT k.ordinal_position FROM information_schema.key_column_usage k"
    "  JOIN information_schema.table_constraints p ON p.constraint_schema = k.constraint_schema AND p.constraint_name = k.constraint_name"
    "    AND p.table_name = k.table_name AND p.constraint_type = 'PRIMARY KEY'"
    "  WHERE k.table_schema = c.table_schema AND k.table_name = c.table_name AND k.column_name = c.column_name), 0) "
    "FROM information_schema.columns c "
    "JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE' "
    "WHERE c.table_schema = current_schema() AND NOT EXISTS ("
    "  SELECT 1 FROM information_schema.columns o WHERE o.table_schema = c.table_schema AND o.table_name = c.table_name"
    "    AND o.data_type NOT IN ('bigint', 'double precision', 'text')) "
    "ORDER BY c.table_name, c.ordinal_position";

constexpr const char* kPostgresReferences =
    "SELECT conrelid::regclass::text, quote_ident(conname) FROM pg_constraint "
    "WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY 1, 2";

constexpr const char* kFetch = "FETCH 1000 FROM lianhu_rows";

void alter_references(Session& session, const char* to) {
  std::string sql;
  session.query(kPostgresReferences, {}, [&](const Row& row) {
    sql += "ALTER TABLE " + row.text(0) + " ALTER CONSTRAINT " + row.text(1) + ' ' + to + ';';
  });
  if (!sql.empty()) session.script(sql);
}

}  // namespace

std::vector<TableShape> table_shapes(Session& session) {
  std::vector<TableShape> tables;
  std::vector<std::pair<std::int64_t, std::string>> key;
  const auto close_last = [&] {
    if (tables.empty()) return;
    std::sort(key.begin(), key.end());
    for (auto& [position, name] : key) tables.back().key.push_back(name);
    if (key.empty()) {
      for (const ColumnShape& column : tables.back().columns) tables.back().key.push_back(column.name);
    }
    key.clear();
  };
  session.query(session.engine() == Engine::sqlite ? kSqliteColumns : kPostgresColumns, {}, [&](const Row& row) {
    if (tables.empty() || tables.back().name != row.text(0)) {
      close_last();
      tables.push_back({row.text(0), {}, {}});
    }
    const std::string type = row.text(2);
    ColumnShape column{row.text(1), ColumnKind::text};
    if (type == "bigint") {
      column.kind = ColumnKind::integer;
    } else if (type == "double precision") {
      column.kind = ColumnKind::real;
    }
    tables.back().columns.push_back(column);
    if (row.i64(3) > 0) key.emplace_back(row.i64(3), column.name);
  });
  close_last();
  return tables;
}

void each_row(Session& session, const std::string& sql, const std::function<void(const Row&)>& each) {
  if (session.engine() == Engine::sqlite) return session.query(sql, {}, each);
  session.script("DECLARE lianhu_rows NO SCROLL CURSOR FOR " + sql);
  for (bool more = true; more;) {
    more = false;
    session.query(kFetch, {}, [&](const Row& row) {
      more = true;
      each(row);
    });
  }
  session.script("CLOSE lianhu_rows");
}

void defer_references(Session& session) {
  if (session.engine() == Engine::sqlite) return session.script("PRAGMA defer_foreign_keys=ON");
  alter_references(session, "DEFERRABLE INITIALLY DEFERRED");
}

void settle_references(Session& session) {
  if (session.engine() == Engine::sqlite) {
    session.query("PRAGMA foreign_key_check", {}, [](const Row& row) { throw std::runtime_error("表 " + row.text(0) + " 中有记录指向不存在的记录"); });
    return;
  }
  session.script("SET CONSTRAINTS ALL IMMEDIATE");
  alter_references(session, "NOT DEFERRABLE");
}

}  // namespace lianhu
