#pragma once
// Backup and restore: one logical format for both engines, rows and files of one instant.
//
// Invariant: search indexes are left out, being made from the rows. Rows come from one snapshot; files are copied after it, and a file is always stored before the row that
// names it, so none is missing. A backup is read back before it gets its name; a restored database is read back before
// it is committed, row by row against the hashes of the backup. So either engine may be restored into the other.
// Errors: Result for what the operator can act on (the CLI exits non-zero on it); exceptions for a broken world. No
// half-made backup keeps its final name.
// Thread rule: backup() beside a serving process; restore() before serving.

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "base/world.h"
#include "store/backup_folder.h"
#include "store/db.h"
#include "store/migrate.h"

namespace lianhu {

// `folder` must not exist. `files_named` are queries with one TEXT column: hashes that must be among the files.
Result<BackupManifest> backup(Db& db, Files& files, const std::string& folder, Time now, const std::vector<std::string>& files_named = {});

// The target must be empty. It ends at the backup's schema number; migrate() takes it on from there.
// `rebuild` makes the search index again from the rows, in the same transaction; it may run more than once.
Result<BackupManifest> restore(const std::string& folder, Db& target, Files& files, std::span<const Migration> steps, Time now,
                               const std::function<void(Session&)>& rebuild = {});

}  // namespace lianhu
