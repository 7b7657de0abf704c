#include <cstdio>
#include <filesystem>

#include "base/resource.h"
#include "store/backup.h"
#include "store/directory_store.h"
#include "store/matter_store.h"
#include "store/migrate.h"
#include "store/search_store.h"
#include "store/verify_store.h"
#include "store/work_store.h"
#include "tool/commands.h"
#include "tool/verify.h"

namespace lianhu {
namespace {

// The search index is made of the matters again: it is no record and is not in a backup.
void rebuild_search(Session& session) {
  const auto county = load_county(session);
  if (!county) return;
  std::vector<MatterId> ids;
  each_matter_id(session, county->region, [&](const MatterId& id) { ids.push_back(id); });
  for (const MatterId& id : ids) {
    const auto head = load_matter_head(session, county->region, id);
    if (head) save_search_row(session, county->region, head->matter, load_scope(session, county->region, id));
  }
}

int refused(const Error& error) {
  std::fprintf(stderr, "%s\n", error.message.c_str());
  return 1;
}

}  // namespace

int backup_to(const BackupOptions& options) {
  // Beside a running server: SQLite is opened for reading only, PostgreSQL gives its own snapshot.
  Installation place(options.where, false, true);
  const auto done_backup = backup(place.db(), place.files(), options.folder, place.clock().now(), {std::string(attachment_hashes_sql)});
  if (!done_backup) return refused(done_backup.error());
  const auto checked = verify_backup(options.folder);
  if (!checked) return refused(checked.error());
  std::printf("备份完成并已核对：%s，%zu 张表，%zu 个文件。密钥文件 %s 不在备份里，请另行保管。\n", options.folder.c_str(), checked->tables.size(),
              checked->files.size(), key_path(options.where).c_str());
  return 0;
}

int restore_from(const BackupOptions& options) {
  std::filesystem::create_directories(options.where.data);
  SystemRandom random;
  load_key(key_path(options.where), false, random);  // without the old key the secrets and sealed fields would be lost
  const auto db = open_db(options.where.database.empty() ? options.where.data + "/lianhu.db" : options.where.database, {});
  DiskFiles files(options.where.data + "/files");
  SystemClock clock;
  const auto steps = migrations(resources(), db->engine());
  const auto restored = restore(options.folder, *db, files, steps, clock.now(), rebuild_search);
  if (!restored) return refused(restored.error());
  std::printf("恢复完成：%zu 张表，%zu 个文件。请运行 lianhu verify 核对。\n", restored->tables.size(), restored->files.size());
  return 0;
}

int verify_all(const VerifyOptions& options) {
  if (!options.backup.empty()) {
    const auto checked = verify_backup(options.backup);
    if (!checked) return refused(checked.error());
    std::printf("备份完好：%zu 张表，%zu 个文件\n", checked->tables.size(), checked->files.size());
    return 0;
  }
  Installation place(options.where, false, true);
  std::string region;
  place.db().read([&](Session& session) {
    if (const auto county = load_county(session)) region = county->region;
  });
  const Verified found = verify(place.db(), place.files(), region);
  for (const std::string& fault : found.faults) std::fprintf(stderr, "%s\n", fault.c_str());
  std::printf("核对 %lld 件事项、%lld 条记录（依法删除正文 %lld 条）、%lld 个文件，末尾校验值 %s\n", static_cast<long long>(found.matters),
              static_cast<long long>(found.events), static_cast<long long>(found.erased), static_cast<long long>(found.files), found.last_hash.c_str());
  return found.faults.empty() ? 0 : 1;
}

}  // namespace lianhu
