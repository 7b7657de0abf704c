#pragma once
// What a backup is on disk, and whether it is whole.
//
//   manifest.json    the instant, the schema's number, and each part's size and SHA-256
//   manifest.sha256  the manifest's own hash
//   tables/NAME.jsonl, files/HASH
// Invariant: a folder under its final name was complete, synced and read back; one wrong bit anywhere is found.
// Errors: Result for what the operator can act on; std::system_error for a broken disk.
// Thread rule: free functions, any thread.

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "store/dialect.h"

namespace lianhu {

struct BackupTable {
  TableShape shape;
  std::int64_t rows = 0;
  std::int64_t bytes = 0;
  std::string sha256;
};
struct BackupFile {
  std::string sha256;  // also its name
  std::int64_t bytes = 0;
};
struct BackupSchema {
  std::string name;  // "0001-first.sql"
  std::string sha256;
};

struct BackupManifest {
  Time taken_at;
  int schema_number = 0;
  std::vector<BackupSchema> schema;
  std::vector<BackupTable> tables;
  std::vector<BackupFile> files;
};

std::string table_path(const std::string& folder, const std::string& table);
std::string file_path(const std::string& folder, const std::string& sha256);

void write_manifest(const std::string& folder, const BackupManifest& manifest);

// Reads every byte of the backup and compares; the error names the first bad part.
Result<BackupManifest> verify_backup(const std::string& folder);

}  // namespace lianhu
