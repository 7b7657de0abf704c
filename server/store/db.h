#pragma once
// The database seam: one SQL text, two engines.
//
// SQL dialect (checked by tools/check_charter): TEXT, BIGINT and DOUBLE PRECISION only; no ON CONFLICT,
// RETURNING, FOR UPDATE, partial indexes, sequences, triggers. Parameters are named (:name) in the text and
// bound by name. Insert-if-absent is UPDATE, and INSERT if no row changed.
//
// Writing: commit() queues the job, one writer runs queued jobs grouped in one durable transaction, each job
// behind its own savepoint (SQLite) or, when the group fails, again in a transaction of its own (PostgreSQL).
// commit() returns only after the group is durable. A job may therefore run more than once and must not
// change anything but the database through its Session.
//
// Errors: a job's own exception undoes that job alone and is thrown again from commit(). A failed COMMIT or
// a broken connection throws DbBroken from every waiting commit(); the SQLite writer then refuses all
// further work (the process must restart and recover; an fsync is never tried twice).
// Thread rule: Db is for any thread; a Session belongs to the job or reader that was handed it.

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lianhu {

using Value = std::variant<std::nullptr_t, std::int64_t, double, std::string>;

struct Bind {
  std::string_view name;  // without the colon
  Value value;
};

struct DbBroken : std::runtime_error {
  using std::runtime_error::runtime_error;
};
// A unique key exists already. Jobs turn it into the refusal that fits.
struct DuplicateKey : std::runtime_error {
  using std::runtime_error::runtime_error;
};
// The disk or quota is full (507 at the edge); reading goes on.
struct DbFull : DbBroken {
  using DbBroken::DbBroken;
};
// Thrown by a job that found a row changed under it; the edge answers 412.
struct StaleRow : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// One result row; columns by position. Asking for the wrong type is a bug and throws std::logic_error.
class Row {
 public:
  virtual ~Row() = default;
  virtual bool null(int column) const = 0;
  virtual std::int64_t i64(int column) const = 0;
  virtual double real(int column) const = 0;
  virtual std::string text(int column) const = 0;
  // NULL reads as 0 / "".
  std::int64_t i64_or(int column, std::int64_t fallback) const { return null(column) ? fallback : i64(column); }
  std::string text_or(int column, std::string fallback) const { return null(column) ? std::move(fallback) : text(column); }
};

enum class Engine { sqlite, postgres };

class Session {
 public:
  virtual ~Session() = default;
  // Statements are prepared once per connection, keyed by the text.
  virtual void query(std::string_view sql, std::span<const Bind> binds, const std::function<void(const Row&)>& each) = 0;
  virtual std::int64_t run(std::string_view sql, std::span<const Bind> binds) = 0;  // rows changed
  // Several statements without parameters (migrations).
  virtual void script(std::string_view sql) = 0;
  virtual Engine engine() const = 0;

  void query(std::string_view sql, std::initializer_list<Bind> binds, const std::function<void(const Row&)>& each) {
    query(sql, std::span<const Bind>(binds.begin(), binds.size()), each);
  }
  std::int64_t run(std::string_view sql, std::initializer_list<Bind> binds) {
    return run(sql, std::span<const Bind>(binds.begin(), binds.size()));
  }
};

class Db {
 public:
  virtual ~Db() = default;
  // A consistent read (one snapshot). Blocks for a free reader connection.
  virtual void read(const std::function<void(Session&)>& job) = 0;
  virtual void commit(const std::function<void(Session&)>& job) = 0;
  virtual Engine engine() const = 0;
  // "" when it can serve; else why not (for /readyz).
  virtual std::string unready() = 0;
};

struct DbOptions {
  int readers = 4;
  int max_group = 256;      // most jobs in one durable commit
  bool synchronous = true;  // false only in tests that must fail
  bool bulk = false;        // SQLite for one caller that makes a county: durable every thousand changes (sqlite_bulk_db.h)
  bool read_only = false;   // commit() is a bug then; an SQLite file may be read so beside the process that serves it
  std::function<void(std::string_view sql)> prepared = {};  // SQLite: hears each text when it is first prepared, on any thread; for tests
};

// `where`: a folder's lianhu.db path for SQLite, or postgresql://… . Creates the SQLite file when absent.
std::unique_ptr<Db> open_db(const std::string& where, const DbOptions& options);

}  // namespace lianhu
