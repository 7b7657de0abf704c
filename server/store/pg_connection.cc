#include "store/pg_connection.h"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>
#include <utility>

#include "store/bind.h"
#include "store/pg_row.h"

namespace lianhu {
namespace {

constexpr std::size_t kMostPrepared = 512;

Oid type_of(const Value& value) {
  constexpr std::array<Oid, 4> types{0, pg_type::bigint, pg_type::double_precision, pg_type::text};
  return types[value.index()];
}

std::string as_text(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  std::array<char, 40> out;
  char* end = out.data();
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    end = std::to_chars(out.data(), out.data() + out.size(), *number).ptr;
  } else if (const auto* real = std::get_if<double>(&value)) {
    end = std::to_chars(out.data(), out.data() + out.size(), *real).ptr;
  }
  return {out.data(), end};
}

std::string field(const PGresult* result, int which) {
  const char* text = PQresultErrorField(result, which);
  return text == nullptr ? "" : text;
}

// "table.a, table.b (name)" from a detail like "Key (a, b)=(…) already exists." The values stay out: they may be personal.
std::string broken_key(const PGresult* result) {
  const std::string table = field(result, PG_DIAG_TABLE_NAME), detail = field(result, PG_DIAG_MESSAGE_DETAIL);
  std::string out;
  const std::size_t open = detail.find('('), close = detail.find(")=");
  if (open != std::string::npos && close != std::string::npos && open < close) {
    const std::string_view columns = std::string_view(detail).substr(open + 1, close - open - 1);
    for (std::size_t at = 0; at <= columns.size();) {
      const std::size_t end = std::min(columns.find(", ", at), columns.size());
      out += (out.empty() ? "" : ", ") + table + '.' + std::string(columns.substr(at, end - at));
      at = end + 2;
    }
  }
  return out + " (" + field(result, PG_DIAG_CONSTRAINT_NAME) + ')';
}

}  // namespace

void PgConnection::Finish::operator()(pg_conn* connection) const { PQfinish(connection); }
void PgConnection::Clear::operator()(pg_result* result) const { PQclear(result); }

PgConnection::PgConnection(std::string url, Use use, bool synchronous) : url_(std::move(url)), use_(use), synchronous_(synchronous) {
  connect();
  check_database();
}
PgConnection::~PgConnection() = default;

bool PgConnection::connected() const { return connection_ && PQstatus(connection_.get()) == CONNECTION_OK; }

void PgConnection::connect() {
  prepared_.clear();
  trouble_ = Trouble::none;
  // What stands before dbname may be overridden by the address; a server that went silent is noticed in seconds.
  const std::array<const char*, 10> keys{"connect_timeout",     "tcp_user_timeout", "keepalives_idle",          "keepalives_interval",
                                         "target_session_attrs", "dbname",           "fallback_application_name", "client_encoding",
                                         nullptr};
  const std::array<const char*, 10> values{"3", "10000", "5", "2", use_ == Use::writer ? "read-write" : "any", url_.c_str(), "lianhu", "UTF8", nullptr};
  connection_.reset(PQconnectdbParams(keys.data(), values.data(), 1));
  if (!connected()) throw DbBroken("连接不上数据库服务器，请检查它是否在运行、地址和密码是否正确。");
  PQsetNoticeProcessor(connection_.get(), [](void*, const char*) {}, nullptr);
  script("SET client_min_messages = warning; SET standard_conforming_strings = on; SET TimeZone = 'UTC'");
  script(synchronous_ ? "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
                      : "SET synchronous_commit = off");
}

void PgConnection::check_database() {
  query("SELECT pg_encoding_to_char(encoding), ('Z' < 'a') AND ('-' < 'A') AND ('一' < '啊') FROM pg_database WHERE datname = current_database()", {},
        [](const Row& row) {
          if (row.text(0) == "UTF8" && row.i64(1) == 1) return;
          throw DbBroken("数据库的编码或排序规则不合要求：请用 ENCODING 'UTF8' LC_COLLATE 'C' TEMPLATE template0 新建数据库。");
        });
}

void PgConnection::fail(const PGresult* result, std::string_view sql) {
  const std::string state = field(result, PG_DIAG_SQLSTATE);
  const std::string group = state.substr(0, 2);
  const auto note = [this](Trouble trouble) {
    if (trouble_ == Trouble::none) trouble_ = trouble;
  };
  // 57P: the server is stopping or starting; 25006: it became a standby.
  if (!connected() || state.empty() || group == "08" || state.starts_with("57P") || state == "25006") {
    note(Trouble::lost);
    throw DbBroken("与数据库的连接中断，请稍后重试。");
  }
  if (state == "40001" || state == "40P01") {
    note(Trouble::conflict);
    throw std::runtime_error("conflict with another transaction (" + state + ")");
  }
  note(Trouble::other);
  if (state == "23505") throw DuplicateKey(broken_key(result));
  if (state == "53100") throw DbFull("数据库服务器磁盘空间已满，暂时不能写入；查阅不受影响。请清理磁盘后再试。");
  if (group == "23") throw std::logic_error(state + ' ' + field(result, PG_DIAG_TABLE_NAME) + '.' + field(result, PG_DIAG_COLUMN_NAME) + ' ' +
                                            field(result, PG_DIAG_CONSTRAINT_NAME) + " in: " + std::string(sql));
  if (group == "42") throw std::logic_error(field(result, PG_DIAG_MESSAGE_PRIMARY) + " in: " + std::string(sql));
  if (group == "22" || group == "0A" || group == "25" || group == "54" || group == "55" || group == "2B") throw std::logic_error(state + " in: " + std::string(sql));
  throw DbBroken("数据库服务器出错（代码 " + state + "），请稍后重试。");
}

PgConnection::Answer PgConnection::checked(pg_result* raw, std::string_view sql) {
  Answer answer(raw);
  const ExecStatusType status = PQresultStatus(raw);
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) fail(raw, sql);
  return answer;
}

const PgConnection::Prepared& PgConnection::prepare(std::string_view sql, std::span<const Bind> binds) {
  const auto fits = [&](const Prepared& known) {
    for (std::size_t i = 0; i < known.names.size(); ++i) {
      const Oid type = type_of(bound_value(binds, known.names[i], sql));
      if (type != 0 && type != known.types[i]) return false;
    }
    return true;
  };
  const auto found = prepared_.find(sql);
  if (found != prepared_.end() && fits(found->second)) return found->second;

  PositionalSql positional = to_positional(sql);
  Prepared fresh{"s" + std::to_string(++serial_), std::move(positional.names), {}};
  for (std::size_t i = 0; i < fresh.names.size(); ++i) {
    const Oid type = type_of(bound_value(binds, fresh.names[i], sql));
    fresh.types.push_back(type != 0 || found == prepared_.end() ? type : found->second.types[i]);
  }
  if (found != prepared_.end()) {
    checked(PQexec(connection_.get(), ("DEALLOCATE " + found->second.name).c_str()), sql);
    prepared_.erase(found);
  } else if (prepared_.size() >= kMostPrepared) {
    checked(PQexec(connection_.get(), "DEALLOCATE ALL"), sql);
    prepared_.clear();
  }
  checked(PQprepare(connection_.get(), fresh.name.c_str(), positional.text.c_str(), static_cast<int>(fresh.types.size()), fresh.types.data()), sql);
  return prepared_.insert_or_assign(std::string(sql), std::move(fresh)).first->second;
}

void PgConnection::refuse_after_failure(std::string_view sql) const {
  if (trouble_ != Trouble::none) throw std::logic_error("a statement of this job failed before: " + std::string(sql));
}

PgConnection::Answer PgConnection::execute(std::string_view sql, std::span<const Bind> binds) {
  refuse_after_failure(sql);
  // Without values nothing is gained by preparing, and FETCH must not be: its columns are the cursor's.
  if (binds.empty()) {
    const PositionalSql positional = to_positional(sql);
    if (!positional.names.empty()) bound_value(binds, positional.names.front(), sql);
    return checked(PQexecParams(connection_.get(), positional.text.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0), sql);
  }
  for (const Bind& bind : binds) {
    if (const auto* text = std::get_if<std::string>(&bind.value)) check_storable(*text);
  }
  const Prepared& statement = prepare(sql, binds);
  std::vector<std::string> texts;
  texts.reserve(statement.names.size());
  std::vector<const char*> values;
  for (const std::string& name : statement.names) {
    const Value& value = bound_value(binds, name, sql);
    texts.push_back(as_text(value));
    values.push_back(value.index() == 0 ? nullptr : texts.back().c_str());
  }
  return checked(PQexecPrepared(connection_.get(), statement.name.c_str(), static_cast<int>(values.size()), values.data(), nullptr, nullptr, 0), sql);
}

void PgConnection::query(std::string_view sql, std::span<const Bind> binds, const std::function<void(const Row&)>& each) {
  const Answer answer = execute(sql, binds);
  PgRow row(answer.get(), sql);
  for (int i = 0; i < PQntuples(answer.get()); ++i) {
    row.go_to(i);
    each(row);
  }
}

std::int64_t PgConnection::run(std::string_view sql, std::span<const Bind> binds) {
  const Answer answer = execute(sql, binds);
  const std::string_view count = PQcmdTuples(answer.get());
  std::int64_t rows = 0;
  std::from_chars(count.data(), count.data() + count.size(), rows);
  return rows;
}

void PgConnection::script(std::string_view sql) {
  refuse_after_failure(sql);
  checked(PQexec(connection_.get(), std::string(sql).c_str()), sql);
}

void PgConnection::begin() {
  trouble_ = Trouble::none;
  script(use_ == Use::writer ? "BEGIN ISOLATION LEVEL REPEATABLE READ" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

void PgConnection::commit() {
  const Answer answer = checked(PQexec(connection_.get(), "COMMIT"), "COMMIT");
  // The server answers a COMMIT of a failed transaction with ROLLBACK, and no error.
  if (std::string_view(PQcmdStatus(answer.get())) != "COMMIT") {
    throw std::logic_error("a job went on after one of its statements failed");
  }
}

void PgConnection::roll_back() noexcept {
  if (connected()) PQclear(PQexec(connection_.get(), "ROLLBACK"));
}

}  // namespace lianhu
