#include "store/backup.h"

#include <fcntl.h>
#include <stdio.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <stdexcept>
#include <utility>

#include "base/disk.h"
#include "base/hash.h"
#include "store/row_lines.h"

namespace lianhu {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSchemaTable = "schema_version";
constexpr std::size_t kBuffer = 1 << 18;

std::string slashless(std::string folder) {
  while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
  return folder;
}

BackupTable dump_table(Session& session, TableShape shape, const std::string& folder) {
  BackupTable table{std::move(shape), 0, 0, ""};
  const std::string path = table_path(folder, table.shape.name);
  const Descriptor file(path, O_WRONLY | O_CREAT | O_EXCL);
  Sha256 hash;
  std::string pending;
  const auto flush = [&] {
    hash.add(pending);
    write_all(file.number(), pending, path);
    table.bytes += static_cast<std::int64_t>(pending.size());
    pending.clear();
  };
  table.rows = write_rows(session, table.shape, [&](std::string_view line) {
    pending += line;
    if (pending.size() >= kBuffer) flush();
  });
  flush();
  sync(file.number(), path);
  table.sha256 = hash.finish_hex();
  return table;
}

void dump_database(Session& session, const std::string& folder, BackupManifest& manifest) {
  session.query("SELECT number, name, sha256 FROM schema_version ORDER BY number, name", {}, [&](const Row& row) {
    manifest.schema_number = static_cast<int>(row.i64(0));
    manifest.schema.push_back({row.text(1), row.text(2)});
  });
  for (TableShape& shape : table_shapes(session)) {
    if (shape.name != kSchemaTable) manifest.tables.push_back(dump_table(session, std::move(shape), folder));
  }
}

void copy_files(Files& files, const std::string& folder, BackupManifest& manifest) {
  files.each([&](const std::string& sha256) {
    const auto bytes = files.get(sha256);
    if (!bytes) return;  // dropped meanwhile
    const std::string path = file_path(folder, sha256);
    const Descriptor file(path, O_WRONLY | O_CREAT | O_EXCL);
    write_all(file.number(), *bytes, path);
    sync(file.number(), path);
    manifest.files.push_back({sha256, static_cast<std::int64_t>(bytes->size())});
  });
}

Result<BackupManifest> write_backup(Db& db, Files& files, const std::string& folder, Time now, const std::vector<std::string>& files_named) {
  for (const char* part : {"", "/tables", "/files"}) make_folder(folder + part);
  BackupManifest manifest;
  manifest.taken_at = now;
  std::set<std::string> named;
  db.read([&](Session& session) {
    dump_database(session, folder, manifest);
    for (const std::string& sql : files_named) session.query(sql, {}, [&](const Row& row) { named.insert(row.text(0)); });
  });
  copy_files(files, folder, manifest);
  for (const BackupFile& file : manifest.files) named.erase(file.sha256);
  if (!named.empty()) {
    const std::string& sha256 = *named.begin();
    return conflict("file_missing", "有记录引用的文件找不到：" + sha256 + "。请先查明原因，再重新备份。");
  }
  write_manifest(folder, manifest);
  for (const char* part : {"/tables", "/files", ""}) sync_folder(folder + part);
  return verify_backup(folder);
}

// What stands between this backup and this program, or nothing.
std::optional<Error> misfit(const BackupManifest& manifest, std::span<const Migration> steps) {
  const int known = steps.empty() ? 0 : steps.back().number;
  if (manifest.schema_number > known) {
    return conflict("backup_newer", "备份的数据库版本 " + std::to_string(manifest.schema_number) + " 比本程序新（本程序到 " + std::to_string(known) +
                                        "），请换用新版程序。");
  }
  for (const BackupSchema& step : manifest.schema) {
    const auto same = std::find_if(steps.begin(), steps.end(), [&](const Migration& mine) { return mine.name == step.name; });
    if (same != steps.end() && same->sha256 != step.sha256) {
      return conflict("schema_changed", "备份所用的数据库升级文件与本程序的不同：" + step.name + "，请用做备份的同一版本或更新的正式版本恢复。");
    }
  }
  return std::nullopt;
}

bool is_empty(Db& db, Files& files) {
  bool empty = true;
  db.read([&](Session& session) { empty = table_shapes(session).empty(); });
  files.each([&](const std::string&) { empty = false; });
  return empty;
}

void load_table(Session& session, const std::string& folder, const BackupTable& table) {
  RowLoader loader(table.shape);
  std::ifstream lines(table_path(folder, table.shape.name));
  for (std::string line; std::getline(lines, line);) loader.load(session, line);
  if (lines.bad()) throw std::runtime_error("备份读取失败：表 " + table.shape.name);
}

void compare_table(Session& session, const BackupTable& table) {
  Sha256 hash;
  const std::int64_t rows = write_rows(session, table.shape, [&](std::string_view line) { hash.add(line); });
  if (rows != table.rows || hash.finish_hex() != table.sha256) throw std::runtime_error("恢复后的内容与备份不一致，已撤销：表 " + table.shape.name);
}

void load_database(Session& session, const std::string& folder, const BackupManifest& manifest) {
  std::set<std::string> expected{kSchemaTable};
  for (const BackupTable& table : manifest.tables) expected.insert(table.shape.name);
  std::set<std::string> present;
  for (const TableShape& shape : table_shapes(session)) present.insert(shape.name);
  if (present != expected) throw std::runtime_error("备份中的表与本程序的表不一致，不能恢复。");
  defer_references(session);
  // Rows that the schema texts brought with them come again from the backup.
  for (const BackupTable& table : manifest.tables) session.run("DELETE FROM " + table.shape.name, {});
  for (const BackupTable& table : manifest.tables) load_table(session, folder, table);
  settle_references(session);
  for (const BackupTable& table : manifest.tables) compare_table(session, table);
}

}  // namespace

Result<BackupManifest> backup(Db& db, Files& files, const std::string& folder, Time now, const std::vector<std::string>& files_named) {
  const std::string target = slashless(folder), partial = target + ".partial";
  if (fs::exists(target)) return conflict("backup_exists", "备份文件夹已经存在，请换一个新名字：" + target);
  fs::remove_all(partial);
  try {
    Result<BackupManifest> made = write_backup(db, files, partial, now, files_named);
    if (!made) {
      fs::remove_all(partial);
      return made;
    }
    if (::rename(partial.c_str(), target.c_str()) != 0) throw_disk("夹改名", partial);
    sync_folder(fs::absolute(target).parent_path().string());
    return made;
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(partial, ignored);
    throw;
  }
}

Result<BackupManifest> restore(const std::string& folder, Db& target, Files& files, std::span<const Migration> steps, Time now,
                               const std::function<void(Session&)>& rebuild) {
  const std::string from = slashless(folder);
  Result<BackupManifest> manifest = verify_backup(from);
  if (!manifest) return manifest;
  if (const auto error = misfit(*manifest, steps)) return *error;
  if (!is_empty(target, files)) return conflict("target_not_empty", "恢复的目标不是空的，为免覆盖已停止。请换一个空的数据库和文件夹。");
  for (const BackupFile& file : manifest->files) {
    if (files.put(read_file(file_path(from, file.sha256))) != file.sha256) throw std::runtime_error("备份读取失败：文件 " + file.sha256);
  }
  migrate(target, steps, now, manifest->schema_number);
  target.commit([&](Session& session) {
    load_database(session, from, *manifest);
    if (rebuild) rebuild(session);
  });
  return manifest;
}

}  // namespace lianhu
