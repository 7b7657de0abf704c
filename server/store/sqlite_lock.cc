#include "store/sqlite_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

#include "store/db.h"

namespace lianhu {

SqliteLock::SqliteLock(const std::string& database) : file_(database + ".lock", O_RDWR | O_CREAT) {
  if (::flock(file_.number(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) throw_disk("加锁", database + ".lock");
    char owner[32] = {};
    const ssize_t n = ::pread(file_.number(), owner, sizeof owner - 1, 0);
    throw DbBroken("数据库正被另一个进程使用（进程号 " + std::string(owner, n > 0 ? static_cast<std::size_t>(n) : 0) +
                   "），请先停止它再启动：" + database);
  }
  const std::string me = std::to_string(::getpid());
  // SQLite would make it readable for everyone.
  const Descriptor made(database, O_RDWR | O_CREAT);
  if (::ftruncate(file_.number(), 0) != 0 || ::pwrite(file_.number(), me.data(), me.size(), 0) < 0) throw_disk("写入", database + ".lock");
}

}  // namespace lianhu
