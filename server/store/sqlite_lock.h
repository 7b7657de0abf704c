#pragma once
// One process at a time has an SQLite file for writing: a lock beside it, held as long as the object lives.
//
// Errors: DbBroken with the number of the process that has it. Thread rule: built and destroyed by the owner of the file.

#include <string>

#include "base/disk.h"

namespace lianhu {

class SqliteLock {
 public:
  explicit SqliteLock(const std::string& database);

 private:
  Descriptor file_;
};

}  // namespace lianhu
