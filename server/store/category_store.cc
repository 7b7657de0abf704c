#include "store/category_store.h"

#include <stdexcept>

namespace lianhu {
namespace {

Value or_null(const std::optional<std::string>& text) { return text ? Value{*text} : Value{nullptr}; }
Value or_null(const std::optional<Date>& day) { return day ? Value{day->text()} : Value{nullptr}; }

Date day_in(const Row& row, int column) {
  const auto day = Date::parse(row.text(column));
  if (!day) throw std::runtime_error("数据库中的日期不合格式");
  return *day;
}
std::optional<Date> day_or_none(const Row& row, int column) { return row.null(column) ? std::nullopt : std::optional(day_in(row, column)); }

}  // namespace

std::vector<StoredCategory> stored_categories(Session& session) {
  std::vector<StoredCategory> out;
  session.query("SELECT code, name, parent, ordinal, mediable, sealed, public_facility, valid_from, valid_to FROM category ORDER BY ordinal, code", {}, [&](const Row& row) {
    out.push_back({row.text(0), row.text(1), row.null(2) ? std::nullopt : std::optional(row.text(2)), row.i64(3), row.i64(4) != 0, row.i64(5) != 0, row.i64(6) != 0,
                   day_or_none(row, 7), day_or_none(row, 8)});
  });
  return out;
}

void insert_stored_category(Session& session, const StoredCategory& category) {
  const auto flag = [](bool on) { return static_cast<std::int64_t>(on); };
  session.run("INSERT INTO category (code, name, parent, ordinal, mediable, sealed, public_facility, valid_from, valid_to)"
              " VALUES (:code, :name, :parent, :ordinal, :mediable, :sealed, :public_facility, :from, :to)",
              {{"code", category.code},
               {"name", category.name},
               {"parent", or_null(category.parent)},
               {"ordinal", category.ordinal},
               {"mediable", flag(category.mediable)},
               {"sealed", flag(category.sealed)},
               {"public_facility", flag(category.public_facility)},
               {"from", or_null(category.valid_from)},
               {"to", or_null(category.valid_to)}});
}

void rename_category(Session& session, const std::string& code, const std::string& name) {
  session.run("UPDATE category SET name = :name WHERE code = :code", {{"code", code}, {"name", name}});
}

void end_category(Session& session, const std::string& code, Date last_day) {
  session.run("UPDATE category SET valid_to = :last WHERE code = :code", {{"code", code}, {"last", last_day.text()}});
}

std::vector<CodeRow> code_rows(Session& session, const std::string& system) {
  std::vector<CodeRow> out;
  session.query("SELECT category, system, code, valid_from, valid_to FROM code_map WHERE system = :system AND (valid_to IS NULL OR valid_to >= valid_from)"
                " ORDER BY category, valid_from",
                {{"system", system}}, [&](const Row& row) { out.push_back({row.text(0), row.text(1), row.text(2), day_in(row, 3), day_or_none(row, 4)}); });
  return out;
}

void set_code(Session& session, const std::string& category, const std::string& system, const std::optional<std::string>& code, Date from) {
  const std::vector<Bind> key{{"category", category}, {"system", system}, {"from", from.text()}};
  std::optional<std::string> next;  // a row planned for later stays
  session.query("SELECT MIN(valid_from) FROM code_map WHERE category = :category AND system = :system AND valid_from > :from AND (valid_to IS NULL OR valid_to >= valid_from)",
                std::span<const Bind>(key), [&](const Row& row) { next = row.null(0) ? std::nullopt : std::optional(row.text(0)); });
  session.run("DELETE FROM code_map WHERE category = :category AND system = :system AND valid_from = :from", std::span<const Bind>(key));
  session.run("UPDATE code_map SET valid_to = :before WHERE category = :category AND system = :system AND valid_from < :from AND (valid_to IS NULL OR valid_to >= :from)",
              {{"category", category}, {"system", system}, {"from", from.text()}, {"before", from.plus(-1).text()}});
  if (!code) return;
  const auto later = next ? Date::parse(*next) : std::nullopt;
  session.run("INSERT INTO code_map (category, system, code, valid_from, valid_to) VALUES (:category, :system, :code, :from, :to)",
              {{"category", category}, {"system", system}, {"code", *code}, {"from", from.text()}, {"to", or_null(later ? std::optional(later->plus(-1)) : std::nullopt)}});
}

std::vector<TargetRow> target_rows(Session& session, const std::string& system, Date on) {
  std::vector<TargetRow> out;
  session.query("SELECT system, code, name, basis, ordinal, valid_from, valid_to FROM code_target WHERE system = :system AND valid_from <= :on"
                " AND (valid_to IS NULL OR valid_to >= :on) ORDER BY ordinal, code",
                {{"system", system}, {"on", on.text()}},
                [&](const Row& row) { out.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.i64(4), day_in(row, 5), day_or_none(row, 6)}); });
  return out;
}

void replace_targets(Session& session, const std::string& system, const std::vector<TargetRow>& rows, Date from) {
  session.run("DELETE FROM code_target WHERE system = :system AND valid_from >= :from", {{"system", system}, {"from", from.text()}});
  session.run("UPDATE code_target SET valid_to = :before WHERE system = :system AND (valid_to IS NULL OR valid_to >= :from)",
              {{"system", system}, {"from", from.text()}, {"before", from.plus(-1).text()}});
  for (const TargetRow& row : rows) {
    session.run("INSERT INTO code_target (system, code, name, basis, ordinal, valid_from, valid_to) VALUES (:system, :code, :name, :basis, :ordinal, :from, NULL)",
                {{"system", system}, {"code", row.code}, {"name", row.name}, {"basis", row.basis}, {"ordinal", row.ordinal}, {"from", from.text()}});
  }
}

}  // namespace lianhu
