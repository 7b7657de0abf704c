#pragma once
// The SQLite engine behind Db: one writing connection with its own thread, a pool of readers, one file.
//
// Invariant: only the writer thread writes and checkpoints (WAL, synchronous=FULL). An I/O error while writing puts
// the engine in the broken state for good; a full disk fails that group only.
// Errors: open_sqlite throws DbBroken, also when another process holds the file.
// Thread rule: as Db.

#include <memory>
#include <string>

#include "store/db.h"

namespace lianhu {

std::unique_ptr<Db> open_sqlite(const std::string& path, const DbOptions& options);

}  // namespace lianhu
