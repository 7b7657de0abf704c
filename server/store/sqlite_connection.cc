#include "store/sqlite_connection.h"

#include <sqlite3.h>

#include <new>
#include <stdexcept>
#include <utility>

#include "store/bind.h"

namespace lianhu {
namespace {

constexpr std::size_t kMostKeptStatements = 512;
constexpr int kReaderWaitMs = 5'000;
constexpr int kCheckpointWaitMs = 1'000;

class SqliteRow : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}

  bool null(int column) const override { return type(column) == SQLITE_NULL; }
  std::int64_t i64(int column) const override {
    if (type(column) != SQLITE_INTEGER) wrong(column, "an integer");
    return sqlite3_column_int64(statement_, column);
  }
  double real(int column) const override {
    if (type(column) != SQLITE_FLOAT && type(column) != SQLITE_INTEGER) wrong(column, "a number");
    return sqlite3_column_double(statement_, column);
  }
  std::string text(int column) const override {
    if (type(column) != SQLITE_TEXT) wrong(column, "text");
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    if (bytes == nullptr) throw std::bad_alloc();
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }

 private:
  int type(int column) const {
    if (column < 0 || column >= sqlite3_data_count(statement_)) wrong(column, "a column of the result");
    return sqlite3_column_type(statement_, column);
  }
  [[noreturn]] void wrong(int column, const char* wanted) const {
    throw std::logic_error("column " + std::to_string(column) + " is not " + wanted + ": " + sqlite3_sql(statement_));
  }
  sqlite3_stmt* statement_;
};

}  // namespace

void SqliteConnection::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
void SqliteConnection::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

SqliteConnection::SqliteConnection(const std::string& path, Use use, const DbOptions& options) : prepared_(options.prepared) {
  const int create = use == Use::writer ? SQLITE_OPEN_CREATE : 0;
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | create, nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK) throw DbBroken("数据库文件打不开：" + path + "（" + sqlite3_errstr(code) + "）");
  sqlite3_extended_result_codes(handle, 1);
  // One plan per statement: bound values never make it be prepared again.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);
  sqlite3_busy_timeout(handle, use == Use::writer ? kCheckpointWaitMs : kReaderWaitMs);
  // LIKE tells upper from lower case, as PostgreSQL's does. Checkpoints are the writer's own calls.
  script("PRAGMA wal_autocheckpoint=0; PRAGMA case_sensitive_like=ON; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;");
  if (use == Use::reader) {
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    script("PRAGMA query_only=ON; PRAGMA cache_size=-12000;");
    return;
  }
  query("PRAGMA journal_mode=WAL", {}, [&](const Row& row) {
    if (row.text(0) != "wal") throw DbBroken("数据库不能使用预写日志（WAL），请把数据放在本机磁盘上：" + path);
  });
  script(options.synchronous ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
  script("PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000;");
  sqlite3_wal_hook(
      handle,
      [](void* self, sqlite3*, const char*, int pages) {
        static_cast<SqliteConnection*>(self)->wal_pages_ = pages;
        return SQLITE_OK;
      },
      this);
}

SqliteConnection::~SqliteConnection() = default;

bool SqliteConnection::in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }

void SqliteConnection::leave_log_alone() { sqlite3_db_config(handle_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr); }

void SqliteConnection::checkpoint(bool all) {
  const int code = sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, all ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE, nullptr,
                                             nullptr);
  // Readers in the way, or no room to grow the file: the log keeps everything, the next call tries again.
  if (code == SQLITE_OK || (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED || (code & 0xff) == SQLITE_FULL) return;
  fail(code, "checkpoint");
}

void SqliteConnection::fail(int code, std::string_view sql) {
  failed_ = true;
  const std::string reason = sqlite3_errmsg(handle_.get());
  if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_ROWID) {
    const std::size_t colon = reason.find(": ");
    throw DuplicateKey(colon == std::string::npos ? reason : reason.substr(colon + 2));
  }
  // A log index that cannot grow is a full disk too; nothing has been written then.
  if ((code & 0xff) == SQLITE_FULL || code == SQLITE_IOERR_SHMSIZE) throw DbFull("磁盘空间已满，暂时不能写入；查阅不受影响。请清理磁盘后再试。");
  switch (code & 0xff) {
    case SQLITE_NOMEM:
      throw std::bad_alloc();
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PROTOCOL:
    case SQLITE_BUSY:
      throw DbBroken("数据库文件读写出错（" + std::string(sqlite3_errstr(code)) + "，代码 " + std::to_string(code) + "）");
    default:
      throw std::logic_error(reason + " in: " + std::string(sql));
  }
}

SqliteConnection::Statement SqliteConnection::prepare(std::string_view sql) {
  sqlite3_stmt* raw = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &raw, &rest);
  Statement statement(raw);
  if (code != SQLITE_OK) fail(code, sql);
  const std::string_view left = sql.substr(static_cast<std::size_t>(rest - sql.data()));
  if (raw == nullptr || left.find_first_not_of(" \t\r\n;") != std::string_view::npos) throw std::logic_error("not one statement: " + std::string(sql));
  if (prepared_) prepared_(sql);
  return statement;
}

SqliteConnection::Kept& SqliteConnection::kept(std::string_view sql) {
  if (const auto found = kept_.find(sql); found != kept_.end()) return found->second;
  if (kept_.size() >= kMostKeptStatements) std::erase_if(kept_, [](const auto& entry) { return !entry.second.stepping; });
  return kept_.emplace(std::string(sql), Kept{prepare(sql)}).first->second;
}

void SqliteConnection::bind_all(sqlite3_stmt* statement, std::string_view sql, std::span<const Bind> binds) {
  std::size_t at = 0;
  for (int i = 1; i <= sqlite3_bind_parameter_count(statement); ++i) {
    const char* name = sqlite3_bind_parameter_name(statement, i);
    if (name == nullptr || *name != ':') throw std::logic_error("parameters must be named (:name): " + std::string(sql));
    const Value& value = bound_value(binds, name + 1, sql, at);
    int code = SQLITE_OK;
    if (const auto* text = std::get_if<std::string>(&value)) {
      check_storable(*text);
      code = sqlite3_bind_text64(statement, i, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
    } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
      code = sqlite3_bind_int64(statement, i, *number);
    } else if (const auto* real = std::get_if<double>(&value)) {
      code = sqlite3_bind_double(statement, i, *real);
    } else {
      code = sqlite3_bind_null(statement, i);
    }
    if (code != SQLITE_OK) fail(code, sql);
  }
}

void SqliteConnection::step_all(std::string_view sql, std::span<const Bind> binds, const std::function<void(const Row&)>* each) {
  Kept& kept_one = kept(sql);
  // The same text once more, from inside its own rows: a statement for this time only.
  const Statement spare = kept_one.stepping ? prepare(sql) : nullptr;
  sqlite3_stmt* const statement = spare ? spare.get() : kept_one.statement.get();
  struct Reset {
    sqlite3_stmt* statement;
    bool* stepping;
    ~Reset() {
      sqlite3_reset(statement);
      sqlite3_clear_bindings(statement);
      if (stepping) *stepping = false;
    }
  } const on_leave{statement, spare ? nullptr : &kept_one.stepping};
  kept_one.stepping = true;
  bind_all(statement, sql, binds);
  const SqliteRow row(statement);
  for (;;) {
    const int code = sqlite3_step(statement);
    if (code == SQLITE_DONE) return;
    if (code != SQLITE_ROW) fail(code, sql);
    if (each != nullptr) (*each)(row);
  }
}

void SqliteConnection::query(std::string_view sql, std::span<const Bind> binds, const std::function<void(const Row&)>& each) {
  if (failed_) throw std::logic_error("a statement of this job failed before: " + std::string(sql));
  step_all(sql, binds, &each);
}

std::int64_t SqliteConnection::run(std::string_view sql, std::span<const Bind> binds) {
  if (failed_) throw std::logic_error("a statement of this job failed before: " + std::string(sql));
  const sqlite3_int64 before = sqlite3_total_changes64(handle_.get());
  step_all(sql, binds, nullptr);
  return sqlite3_total_changes64(handle_.get()) == before ? 0 : sqlite3_changes64(handle_.get());
}

void SqliteConnection::script(std::string_view sql) {
  if (failed_) throw std::logic_error("a statement of this job failed before: " + std::string(sql));
  const int code = sqlite3_exec(handle_.get(), std::string(sql).c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code, sql);
}

void SqliteConnection::control(std::string_view sql) { step_all(sql, {}, nullptr); }

}  // namespace lianhu
