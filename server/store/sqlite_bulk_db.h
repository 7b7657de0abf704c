#pragma once
// SQLite for making a county: one connection, one caller, a durable commit every thousand changes.
//
// What a running server needs of the engine (a writer's thread, readers with snapshots of their own, a commit for every
// act) costs more than the acts themselves when one program makes ten thousand matters in a row. Here reading and
// writing share one connection and one open transaction.
//
// Invariant: a job that throws leaves nothing behind; a crash leaves what was there at some commit before.
// Errors: as sqlite_db.h. Thread rule: one thread.

#include <memory>
#include <string>

#include "store/db.h"

namespace lianhu {

std::unique_ptr<Db> open_sqlite_bulk(const std::string& path, const DbOptions& options);

}  // namespace lianhu
