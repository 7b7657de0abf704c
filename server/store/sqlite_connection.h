#pragma once
// One SQLite connection with its prepared statements: the Session of a job or a reader.
//
// Invariant: after a statement failed inside a job, the session refuses further statements until forget_failure(),
// because PostgreSQL would; so a job that swallows an error fails on both engines alike.
// Errors: DuplicateKey ("table.column, table.column"), DbFull, DbBroken; std::logic_error for wrong SQL or types.
// Thread rule: one thread at a time.

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "store/db.h"

struct sqlite3;
struct sqlite3_stmt;

namespace lianhu {

class SqliteConnection : public Session {
 public:
  enum class Use { writer, reader };
  SqliteConnection(const std::string& path, Use use, const DbOptions& options);
  ~SqliteConnection() override;
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  using Session::query;
  using Session::run;
  void query(std::string_view sql, std::span<const Bind> binds, const std::function<void(const Row&)>& each) override;
  std::int64_t run(std::string_view sql, std::span<const Bind> binds) override;
  void script(std::string_view sql) override;
  Engine engine() const override { return Engine::sqlite; }

  // BEGIN, SAVEPOINT and their like; not stopped by an earlier failure.
  void control(std::string_view sql);
  bool in_transaction() const;
  bool failed() const { return failed_; }
  void forget_failure() { failed_ = false; }

  int wal_pages() const { return wal_pages_; }
  // Moves pages from the log into the file; `all` waits up to a second for readers and empties the log.
  void checkpoint(bool all);
  // After an I/O error: closing must not write.
  void leave_log_alone();

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  struct Kept {
    Statement statement;
    bool stepping = false;
  };
  Statement prepare(std::string_view sql);
  Kept& kept(std::string_view sql);
  void step_all(std::string_view sql, std::span<const Bind> binds, const std::function<void(const Row&)>* each);
  void bind_all(sqlite3_stmt* statement, std::string_view sql, std::span<const Bind> binds);
  [[noreturn]] void fail(int code, std::string_view sql);

  std::unique_ptr<sqlite3, Close> handle_;
  std::function<void(std::string_view sql)> prepared_;
  std::unordered_map<std::string, Kept, TextHash, std::equal_to<>> kept_;  // by their text; an entry stays where it is
  bool failed_ = false;
  int wal_pages_ = 0;
};

}  // namespace lianhu
