#include "tool/stand.h"

#include <filesystem>
#include <stdexcept>

#include "base/resource.h"
#include "store/migrate.h"

namespace lianhu {

std::string key_path(const Where& where) {
  if (!where.key.empty()) return where.key;
  std::string folder = where.data;
  while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
  return folder + ".key";
}

Installation::Installation(const Where& where, bool create, bool read_only, bool durable) {
  namespace fs = std::filesystem;
  if (!fs::is_directory(where.data)) {
    if (!create) throw std::runtime_error("没有数据目录：" + where.data + "；请先运行 lianhu init，或用 --data 指明位置");
    fs::create_directories(where.data);
  }
  const std::string place = where.database.empty() ? where.data + "/lianhu.db" : where.database;
  if (!create && where.database.empty() && !fs::exists(place)) throw std::runtime_error("没有数据库文件：" + place + "；请先运行 lianhu init");
  vault_ = std::make_unique<Vault>(load_key(key_path(where), create, random_), random_);
  DbOptions options;
  options.read_only = read_only;
  options.synchronous = durable;
  options.bulk = !durable;
  db_ = open_db(place, options);
  if (!read_only) migrate(*db_, migrations(resources(), db_->engine()), clock_.now());
  files_ = std::make_unique<DiskFiles>(where.data + "/files");
  ids_ = std::make_unique<IdMaker>(clock_, random_);
}

}  // namespace lianhu
