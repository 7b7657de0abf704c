#pragma once
// The schema's history: numbered SQL texts, each applied once, in order, in a transaction of its own.
//
// Files: schema/NNNN-name.sql for both engines; NNNN-name.sqlite.sql and NNNN-name.postgres.sql after it, for one.
// Invariant: what was applied is recorded in schema_version with its hash; a released text never changes.
// Errors: std::runtime_error in plain Chinese when a released text changed, a number is missing, or the database is newer
// than the program; nothing is changed then. A text that fails leaves the database at the number before.
// Thread rule: one process, before it serves.

#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/resource.h"
#include "base/time.h"
#include "store/db.h"

namespace lianhu {

struct Migration {
  int number = 0;
  std::string name;    // "0001-first.sql"
  std::string sha256;  // hex
  std::string_view sql;
};

// The schema texts among the resources that concern this engine, in order.
std::vector<Migration> migrations(std::span<const Resource> all, Engine engine);

// Brings the database up to the last number (or to `up_to`); returns the number reached.
int migrate(Db& db, std::span<const Migration> steps, Time now, int up_to = std::numeric_limits<int>::max());
// The number the database is at, 0 for an empty one.
int schema_version(Db& db);

}  // namespace lianhu
