#include "store/migrate.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <tuple>

namespace lianhu {
namespace {

constexpr std::string_view kFolder = "schema/";

constexpr const char* kCreateTable =
    "CREATE TABLE IF NOT EXISTS schema_version (number BIGINT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL, "
    "applied_at BIGINT NOT NULL, PRIMARY KEY (number, name))";

struct Applied {
  int number;
  std::string name;
  std::string sha256;
};

std::vector<Applied> applied(Session& session) {
  std::vector<Applied> out;
  bool exists = false;
  const char* lookup = session.engine() == Engine::sqlite ? "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'"
                                                          : "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_version'";
  session.query(lookup, {}, [&](const Row&) { exists = true; });
  if (!exists) return out;
  session.query("SELECT number, name, sha256 FROM schema_version ORDER BY number, name", {},
                [&](const Row& row) { out.push_back({static_cast<int>(row.i64(0)), row.text(1), row.text(2)}); });
  return out;
}

int last_number(const std::vector<Applied>& rows) { return rows.empty() ? 0 : rows.back().number; }

void check_order(std::span<const Migration> steps) {
  int last = 0;
  for (const Migration& step : steps) {
    if (step.number != last && step.number != last + 1) {
      throw std::runtime_error("数据库升级文件不连续：" + std::to_string(last) + " 之后是 " + step.name + "，请补齐或改正编号。");
    }
    last = step.number;
  }
}

void check_history(const std::vector<Applied>& rows, std::span<const Migration> steps) {
  const int reached = last_number(rows);
  const int known = steps.empty() ? 0 : steps.back().number;
  if (reached > known) {
    throw std::runtime_error("数据库版本 " + std::to_string(reached) + " 比本程序新（本程序到 " + std::to_string(known) + "），请换用新版程序。");
  }
  std::map<std::string, std::string> hashes;
  for (const Migration& step : steps) {
    if (step.number <= reached) hashes[step.name] = step.sha256;
  }
  for (const Applied& row : rows) {
    const auto found = hashes.find(row.name);
    if (found == hashes.end() || found->second != row.sha256) {
      throw std::runtime_error("已发布的数据库升级文件被改动：" + row.name + "，请恢复原文件，另写新编号的升级文件。");
    }
    hashes.erase(found);
  }
  if (!hashes.empty()) {
    throw std::runtime_error("已发布的编号下多出数据库升级文件：" + hashes.begin()->first + "，请改用新的编号。");
  }
}

}  // namespace

std::vector<Migration> migrations(std::span<const Resource> all, Engine engine) {
  const std::string_view other = engine == Engine::sqlite ? ".postgres.sql" : ".sqlite.sql";
  std::vector<Migration> out;
  for (const Resource& file : all) {
    if (!file.name.starts_with(kFolder) || !file.name.ends_with(".sql") || file.name.ends_with(other)) continue;
    const std::string_view name = file.name.substr(kFolder.size());
    if (name.size() < 6 || name.find_first_not_of("0123456789") != 4 || name[4] != '-') {
      throw std::runtime_error("数据库升级文件名不合规定（应为 NNNN-名称.sql）：" + std::string(name));
    }
    out.push_back({std::stoi(std::string(name.substr(0, 4))), std::string(name), std::string(file.sha256), file.bytes});
  }
  // Of one number, the text for both engines comes first.
  const auto rank = [](const Migration& step) {
    return std::tuple(step.number, step.name.ends_with(".sqlite.sql") || step.name.ends_with(".postgres.sql"), step.name);
  };
  std::sort(out.begin(), out.end(), [&](const Migration& a, const Migration& b) { return rank(a) < rank(b); });
  return out;
}

int migrate(Db& db, std::span<const Migration> steps, Time now, int up_to) {
  check_order(steps);
  std::vector<Applied> rows;
  db.read([&](Session& session) { rows = applied(session); });
  check_history(rows, steps);
  int reached = last_number(rows);
  for (auto at = steps.begin(); at != steps.end();) {
    const int number = at->number;
    const auto end = std::find_if(at, steps.end(), [&](const Migration& step) { return step.number != number; });
    if (number > reached && number <= up_to) {
      db.commit([&](Session& session) {
        session.script(kCreateTable);
        for (auto step = at; step != end; ++step) {
          session.script(step->sql);
          session.run("INSERT INTO schema_version (number, name, sha256, applied_at) VALUES (:number, :name, :sha256, :now)",
                      {{"number", std::int64_t{number}}, {"name", step->name}, {"sha256", step->sha256}, {"now", now.ms}});
        }
      });
      reached = number;
    }
    at = end;
  }
  return reached;
}

int schema_version(Db& db) {
  int number = 0;
  db.read([&](Session& session) { number = last_number(applied(session)); });
  return number;
}

}  // namespace lianhu
