#include "base/disk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace lianhu {

Descriptor::Descriptor(const std::string& path, int flags, unsigned mode) : number_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {
  if (number_ < 0) throw_disk("打开", path);
}
Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

void throw_disk(const std::string& act, const std::string& path) {
  throw std::system_error(errno, std::generic_category(), "文件" + act + "失败：" + path);
}

void write_all(int descriptor, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(descriptor, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw_disk("写入", path);
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

void sync(int descriptor, const std::string& path) {
  if (::fsync(descriptor) != 0) throw_disk("落盘", path);
}

void sync_folder(const std::string& path) {
  const Descriptor folder(path, O_RDONLY | O_DIRECTORY);
  sync(folder.number(), path);
}

bool make_folder(const std::string& path) {
  if (::mkdir(path.c_str(), 0750) == 0) return true;
  if (errno != EEXIST) throw_disk("夹创建", path);
  return false;
}

std::string read_file(const std::string& path) {
  const Descriptor file(path, O_RDONLY);
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) throw_disk("读取", path);
  std::string out(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t filled = 0;
  while (filled < out.size()) {
    const ssize_t n = ::read(file.number(), out.data() + filled, out.size() - filled);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw_disk("读取", path);
    if (n == 0) break;
    filled += static_cast<std::size_t>(n);
  }
  out.resize(filled);
  return out;
}

}  // namespace lianhu
