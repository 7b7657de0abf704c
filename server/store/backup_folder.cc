#include "store/backup_folder.h"

#include <fcntl.h>

#include <array>
#include <boost/json.hpp>
#include <cerrno>
#include <filesystem>
#include <set>
#include <stdexcept>
#include <utility>

#include <unistd.h>

#include "base/disk.h"
#include "base/hash.h"

namespace lianhu {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr int kFormat = 1;
constexpr std::array<const char*, 3> kKindWords{"integer", "real", "text"};

json::value to_json(const BackupManifest& manifest) {
  json::array schema, tables, files;
  for (const BackupSchema& step : manifest.schema) schema.push_back({{"name", step.name}, {"sha256", step.sha256}});
  for (const BackupTable& table : manifest.tables) {
    json::array columns, key;
    for (const ColumnShape& column : table.shape.columns) {
      columns.push_back({{"name", column.name}, {"kind", kKindWords[static_cast<std::size_t>(column.kind)]}});
    }
    for (const std::string& name : table.shape.key) key.emplace_back(name);
    tables.push_back({{"name", table.shape.name}, {"columns", columns}, {"key", key}, {"rows", table.rows}, {"bytes", table.bytes}, {"sha256", table.sha256}});
  }
  for (const BackupFile& file : manifest.files) files.push_back({{"sha256", file.sha256}, {"bytes", file.bytes}});
  return {{"format", kFormat},  {"taken_at", manifest.taken_at.ms}, {"taken_at_text", manifest.taken_at.text()}, {"schema_number", manifest.schema_number},
          {"schema", schema}, {"tables", tables},                 {"files", files}};
}

std::string word(const json::value& object, const char* key) { return std::string(object.at(key).as_string()); }

BackupManifest from_json(const json::value& root) {
  BackupManifest manifest;
  manifest.taken_at.ms = root.at("taken_at").as_int64();
  manifest.schema_number = static_cast<int>(root.at("schema_number").as_int64());
  for (const json::value& step : root.at("schema").as_array()) manifest.schema.push_back({word(step, "name"), word(step, "sha256")});
  for (const json::value& from : root.at("tables").as_array()) {
    BackupTable table{{word(from, "name"), {}, {}}, from.at("rows").as_int64(), from.at("bytes").as_int64(), word(from, "sha256")};
    for (const json::value& column : from.at("columns").as_array()) {
      const std::string kind = word(column, "kind");
      table.shape.columns.push_back({word(column, "name"), kind == kKindWords[0]   ? ColumnKind::integer
                                                           : kind == kKindWords[1] ? ColumnKind::real
                                                                                   : ColumnKind::text});
    }
    for (const json::value& name : from.at("key").as_array()) table.shape.key.emplace_back(name.as_string());
    manifest.tables.push_back(std::move(table));
  }
  for (const json::value& file : root.at("files").as_array()) manifest.files.push_back({word(file, "sha256"), file.at("bytes").as_int64()});
  return manifest;
}

Error damaged(const std::string& part) {
  return conflict("backup_damaged", "备份不完整或已损坏：" + part + "。请换用另一份备份，这一份不能用来恢复。");
}

void write_synced(const std::string& path, std::string_view bytes) {
  const Descriptor file(path, O_WRONLY | O_CREAT | O_EXCL);
  write_all(file.number(), bytes, path);
  sync(file.number(), path);
}

// The part's hash and size as they are on disk now.
std::pair<std::string, std::int64_t> measure(const std::string& path) {
  const Descriptor file(path, O_RDONLY);
  // What was just written is asked of the disk again, not of memory.
  ::posix_fadvise(file.number(), 0, 0, POSIX_FADV_DONTNEED);
  Sha256 hash;
  std::string chunk(1 << 16, '\0');
  std::int64_t size = 0;
  for (;;) {
    const ssize_t n = ::read(file.number(), chunk.data(), chunk.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw_disk("读取", path);
    if (n == 0) return {hash.finish_hex(), size};
    hash.add(std::string_view(chunk).substr(0, static_cast<std::size_t>(n)));
    size += n;
  }
}

}  // namespace

std::string table_path(const std::string& folder, const std::string& table) { return folder + "/tables/" + table + ".jsonl"; }
std::string file_path(const std::string& folder, const std::string& sha256) { return folder + "/files/" + sha256; }

void write_manifest(const std::string& folder, const BackupManifest& manifest) {
  const std::string text = json::serialize(to_json(manifest)) + '\n';
  write_synced(folder + "/manifest.json", text);
  write_synced(folder + "/manifest.sha256", sha256_hex(text));
}

Result<BackupManifest> verify_backup(const std::string& folder) {
  if (!fs::is_regular_file(folder + "/manifest.json") || !fs::is_regular_file(folder + "/manifest.sha256")) return damaged("没有清单 manifest.json");
  const std::string text = read_file(folder + "/manifest.json");
  if (read_file(folder + "/manifest.sha256") != sha256_hex(text)) return damaged("清单 manifest.json");
  BackupManifest manifest;
  try {
    const json::value root = json::parse(text);
    if (root.at("format").as_int64() != kFormat) return conflict("backup_format", "这份备份的格式本程序不认识，请换用新版程序。");
    manifest = from_json(root);
  } catch (const std::exception&) {
    return damaged("清单 manifest.json 的内容");
  }
  std::set<std::string> expected{folder + "/manifest.json", folder + "/manifest.sha256"};
  const auto whole = [&](const std::string& path, const std::string& sha256, std::int64_t bytes) {
    expected.insert(path);
    return fs::is_regular_file(path) && measure(path) == std::pair(sha256, bytes);
  };
  for (const BackupTable& table : manifest.tables) {
    if (!whole(table_path(folder, table.shape.name), table.sha256, table.bytes)) return damaged("表 " + table.shape.name);
  }
  for (const BackupFile& file : manifest.files) {
    if (!whole(file_path(folder, file.sha256), file.sha256, file.bytes)) return damaged("文件 " + file.sha256);
  }
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_directory() && expected.count(entry.path().string()) == 0) return damaged("多出 " + entry.path().filename().string());
  }
  return manifest;
}

}  // namespace lianhu
