#include "base/disk_files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <stdexcept>
#include <utility>

#include "base/disk.h"
#include "base/hash.h"

namespace lianhu {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

bool is_hex_pair(const std::string& name) { return name.size() == 2 && unhex(name).has_value(); }

}  // namespace

DiskFiles::DiskFiles(std::string root) : root_(std::move(root)) {
  fs::create_directories(root_);
  lianhu::make_folder(root_ + "/incoming");
  sync_folder(root_);
  sweep();
}

std::string DiskFiles::folder_of(const std::string& sha256) const { return root_ + '/' + sha256.substr(0, 2) + '/' + sha256.substr(2, 2); }

void DiskFiles::make_folder(const std::string& sha256) {
  const std::string folder = folder_of(sha256);
  const std::lock_guard lock(guard_);
  if (synced_.count(folder) > 0) return;
  const std::string parent = root_ + '/' + sha256.substr(0, 2);
  lianhu::make_folder(parent);
  sync_folder(root_);
  lianhu::make_folder(folder);
  sync_folder(parent);
  synced_.insert(folder);
}

void DiskFiles::sweep() {
  for (const std::string& name : names_in(root_ + "/incoming")) {
    const std::string path = root_ + "/incoming/" + name;
    const int number = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (number < 0) continue;
    const Descriptor file(number);
    if (::flock(file.number(), LOCK_EX | LOCK_NB) == 0) ::unlink(path.c_str());
  }
}

std::string DiskFiles::put(std::string_view bytes) {
  const std::string hash = sha256_hex(bytes);
  make_folder(hash);
  const std::string folder = folder_of(hash), path = folder + '/' + hash;
  // A file that is there but rotten is written again.
  if (has(hash) && read_file(path) == bytes) {
    sync_folder(folder);
    return hash;
  }
  std::string incoming;
  {
    const std::lock_guard lock(guard_);
    incoming = root_ + "/incoming/" + std::to_string(::getpid()) + '-' + std::to_string(++serial_);
  }
  try {
    const Descriptor file(incoming, O_WRONLY | O_CREAT | O_TRUNC);
    if (::flock(file.number(), LOCK_EX) != 0) throw_disk("加锁", incoming);
    write_all(file.number(), bytes, incoming);
    sync(file.number(), incoming);
    if (::rename(incoming.c_str(), path.c_str()) != 0) throw_disk("改名", incoming);
  } catch (...) {
    ::unlink(incoming.c_str());
    throw;
  }
  sync_folder(folder);
  return hash;
}

std::optional<std::string> DiskFiles::get(const std::string& sha256) {
  if (!has(sha256)) return std::nullopt;
  std::string bytes = read_file(folder_of(sha256) + '/' + sha256);
  if (sha256_hex(bytes) != sha256) throw std::runtime_error("文件内容与校验值不符，已停止使用：" + sha256);
  return bytes;
}

bool DiskFiles::has(const std::string& sha256) {
  if (!is_sha256_hex(sha256)) return false;
  const std::string path = folder_of(sha256) + '/' + sha256;
  if (::access(path.c_str(), F_OK) == 0) return true;
  if (errno != ENOENT) throw_disk("查找", path);
  return false;
}

void DiskFiles::drop(const std::string& sha256) {
  if (!has(sha256)) return;
  const std::string path = folder_of(sha256) + '/' + sha256;
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) throw_disk("删除", path);
  sync_folder(folder_of(sha256));
}

void DiskFiles::each(const std::function<void(const std::string& sha256)>& visit) {
  for (const std::string& first : names_in(root_)) {
    if (!is_hex_pair(first)) continue;
    for (const std::string& second : names_in(root_ + '/' + first)) {
      if (!is_hex_pair(second)) continue;
      for (const std::string& name : names_in(root_ + '/' + first + '/' + second)) {
        if (is_sha256_hex(name)) visit(name);
      }
    }
  }
}

}  // namespace lianhu
