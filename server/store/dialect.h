#pragma once
// Where the two engines differ beyond the connection itself: the catalog, and loading rows before their parents.
//
// Invariant: everything else in the program is one SQL text for both.
// Errors: as Session; settle_references() throws std::runtime_error when a row refers to nothing.
// Thread rule: as Session.

#include <functional>
#include <string>
#include <vector>

#include "store/db.h"

namespace lianhu {

enum class ColumnKind { integer, real, text };

struct ColumnShape {
  std::string name;
  ColumnKind kind = ColumnKind::text;
};

struct TableShape {
  std::string name;
  std::vector<ColumnShape> columns;  // as declared
  std::vector<std::string> key;      // primary key; every column where there is none
};

// The tables that are the same on both engines, sorted by name: no system tables, and no search index (a virtual table
// there, a table with a column of its own type here), which is made again from the others.
std::vector<TableShape> table_shapes(Session& session);

// Rows of a query that may be larger than memory; the query has no parameters. One at a time in a session.
void each_row(Session& session, const std::string& sql, const std::function<void(const Row&)>& each);

// Between these two, inside one job, a row may come before the row it refers to.
void defer_references(Session& session);
void settle_references(Session& session);

}  // namespace lianhu
