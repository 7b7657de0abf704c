#pragma once
// One PostgreSQL connection with its prepared statements: the Session of a job or a reader.
//
// Invariant: a parameter's type is that of the first value that was not NULL; a text is prepared again when a later
// value tells more. After a statement failed inside a job the session refuses further ones, as the server does.
// Errors: DuplicateKey ("table.column, table.column (constraint)"), DbFull, DbBroken (also a lost connection);
// std::runtime_error for a conflict with another process; std::logic_error for wrong SQL or types. No values in texts.
// Thread rule: one thread at a time.

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/db.h"

struct pg_conn;
struct pg_result;

namespace lianhu {

class PgConnection : public Session {
 public:
  enum class Use { writer, reader };
  // What went wrong first since begin(): decides whether the same work may be tried again.
  enum class Trouble { none, conflict, lost, other };

  PgConnection(std::string url, Use use, bool synchronous);
  ~PgConnection() override;
  PgConnection(const PgConnection&) = delete;
  PgConnection& operator=(const PgConnection&) = delete;

  using Session::query;
  using Session::run;
  void query(std::string_view sql, std::span<const Bind> binds, const std::function<void(const Row&)>& each) override;
  std::int64_t run(std::string_view sql, std::span<const Bind> binds) override;
  void script(std::string_view sql) override;
  Engine engine() const override { return Engine::postgres; }

  void begin();     // a new transaction, no trouble so far
  void commit();    // throws when nothing was committed, or, with Trouble::lost, when nobody knows
  void roll_back() noexcept;
  bool connected() const;
  void connect();  // anew; throws DbBroken
  Trouble trouble() const { return trouble_; }

 private:
  struct Finish {
    void operator()(pg_conn* connection) const;
  };
  struct Clear {
    void operator()(pg_result* result) const;
  };
  using Answer = std::unique_ptr<pg_result, Clear>;
  struct Prepared {
    std::string name;
    std::vector<std::string> names;
    std::vector<unsigned> types;  // 0: not known yet
  };
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  Answer execute(std::string_view sql, std::span<const Bind> binds);
  const Prepared& prepare(std::string_view sql, std::span<const Bind> binds);
  Answer checked(pg_result* raw, std::string_view sql);
  [[noreturn]] void fail(const pg_result* result, std::string_view sql);
  void refuse_after_failure(std::string_view sql) const;
  void check_database();

  const std::string url_;
  const Use use_;
  const bool synchronous_;
  std::unique_ptr<pg_conn, Finish> connection_;
  std::unordered_map<std::string, Prepared, TextHash, std::equal_to<>> prepared_;
  int serial_ = 0;
  Trouble trouble_ = Trouble::none;
};

}  // namespace lianhu
