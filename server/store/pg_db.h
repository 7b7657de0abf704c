#pragma once
// The PostgreSQL engine behind Db: one writer lane per process, a pool of readers.
//
// Invariant: a group is one transaction; when anything in it fails the group is undone and each job runs again in a
// transaction of its own. Conflicts with other processes (40001, 40P01) and connections lost before COMMIT are tried
// again a bounded number of times. A connection lost during COMMIT answers DbBroken: nobody knows.
// Errors: open_postgres throws DbBroken, also for a database that does not sort by bytes.
// Thread rule: as Db.

#include <memory>
#include <string>

#include "store/db.h"

namespace lianhu {

std::unique_ptr<Db> open_postgres(const std::string& url, const DbOptions& options);

}  // namespace lianhu
