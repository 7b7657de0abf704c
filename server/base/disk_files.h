#pragma once
// Files in a folder, addressed by the SHA-256 of their bytes: <root>/ab/cd/abcd….
//
// Invariant: a file under its final name was complete and synced before it got that name; put() returns after the
// folder entries are synced too. Unfinished writes live in <root>/incoming and are swept at start (a write of a
// living process holds a lock on its file and is left alone).
// Errors: a broken disk or a file whose bytes do not match its name throws std::runtime_error.
// Thread rule: any thread; several processes may share one folder.

#include <mutex>
#include <set>
#include <string>

#include "base/world.h"

namespace lianhu {

class DiskFiles : public Files {
 public:
  explicit DiskFiles(std::string root);  // makes the folder when absent

  std::string put(std::string_view bytes) override;
  std::optional<std::string> get(const std::string& sha256) override;
  bool has(const std::string& sha256) override;
  void drop(const std::string& sha256) override;
  void each(const std::function<void(const std::string& sha256)>& visit) override;

 private:
  std::string folder_of(const std::string& sha256) const;
  void make_folder(const std::string& sha256);
  void sweep();

  std::string root_;
  std::mutex guard_;
  std::set<std::string> synced_;  // folders whose entries in their parents are known durable
  std::uint64_t serial_ = 0;
};

}  // namespace lianhu
