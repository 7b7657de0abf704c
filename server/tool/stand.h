#pragma once
// The real world of one installation: database, files, key, clock. Built once by each subcommand.
//
// Invariant: after open() the database has this binary's schema. Errors: throws with a Chinese sentence for the operator.

#include <memory>
#include <string>

#include "base/real_world.h"
#include "base/vault.h"
#include "desk/house.h"
#include "store/db.h"

namespace lianhu {

struct Where {
  std::string data = "data";   // folder: lianhu.db, files/
  std::string database;        // "": SQLite in data; else postgresql://…
  std::string key;             // "": <data>.key beside the folder
};

class Installation {
 public:
  // `create`: makes the folder and the key where they are missing. `read_only`: beside a running server.
  // `durable` false only for a demo in the making: what a power cut could lose is then made again.
  Installation(const Where& where, bool create, bool read_only = false, bool durable = true);

  Db& db() { return *db_; }
  Files& files() { return *files_; }
  SystemClock& clock() { return clock_; }
  SystemRandom& random() { return random_; }
  IdMaker& ids() { return *ids_; }
  World world() { return {*db_, clock_, random_, *files_, *ids_, *vault_}; }
  const Vault& vault() const { return *vault_; }

 private:
  SystemClock clock_;
  SystemRandom random_;
  std::unique_ptr<Db> db_;
  std::unique_ptr<DiskFiles> files_;
  std::unique_ptr<IdMaker> ids_;
  std::unique_ptr<Vault> vault_;
};

std::string key_path(const Where& where);

}  // namespace lianhu
