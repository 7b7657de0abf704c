#pragma once
// A described struct is a table row: member names are column names (schema 0001), region comes first.
//
// The SQL made here is the plainest there is: INSERT with every column, UPDATE by key, SELECT with an explicit
// column list, so it is the same text for every engine. Anything more is written out in the <noun>_store files.
// Types: std::string, bool and integers (BIGINT), Time (ms), Date (YYYY-MM-DD), Id<>, enums with words
// (model/words.h), and std::optional of these (NULL).

#include <string>
#include <type_traits>
#include <vector>

#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>

#include "base/id.h"
#include "base/time.h"
#include "model/words.h"
#include "store/db.h"

namespace lianhu {
namespace row_detail {

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public>;

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_strong_id : std::false_type {};
template <class Tag>
struct is_strong_id<Id<Tag>> : std::true_type {};

template <class T>
Value to_value(const T& v) {
  if constexpr (is_optional<T>::value) {
    return v ? to_value(*v) : Value{nullptr};
  } else if constexpr (std::is_same_v<T, std::string>) {
    return v;
  } else if constexpr (std::is_same_v<T, Time>) {
    return v.ms;
  } else if constexpr (std::is_same_v<T, Date>) {
    return v.text();
  } else if constexpr (is_strong_id<T>::value) {
    return v.text;
  } else if constexpr (std::is_enum_v<T>) {
    return word(v);
  } else {
    static_assert(std::is_integral_v<T>);
    return static_cast<std::int64_t>(v);
  }
}

template <class T>
void from_row(const Row& row, int column, T& out) {
  if constexpr (is_optional<T>::value) {
    if (row.null(column)) {
      out.reset();
    } else {
      out.emplace();
      from_row(row, column, *out);
    }
  } else if constexpr (std::is_same_v<T, std::string>) {
    out = row.text(column);
  } else if constexpr (std::is_same_v<T, Time>) {
    out.ms = row.i64(column);
  } else if constexpr (std::is_same_v<T, Date>) {
    const auto date = Date::parse(row.text(column));
    if (!date) throw std::runtime_error("数据库中的日期不合格式");
    out = *date;
  } else if constexpr (is_strong_id<T>::value) {
    out.text = row.text(column);
  } else if constexpr (std::is_enum_v<T>) {
    const auto value = from_word<T>(row.text(column));
    if (!value) throw std::runtime_error("数据库中有不认识的代码：" + row.text(column));
    out = *value;
  } else if constexpr (std::is_same_v<T, bool>) {
    out = row.i64(column) != 0;
  } else {
    out = static_cast<T>(row.i64(column));
  }
}

}  // namespace row_detail

// "a.id, a.name, …" in the order of the struct; alias may be empty.
template <class T>
std::string columns(std::string_view alias = {}) {
  std::string out;
  boost::mp11::mp_for_each<row_detail::Members<T>>([&](auto member) {
    if (!out.empty()) out += ", ";
    if (!alias.empty()) out.append(alias).append(".");
    out += member.name;
  });
  return out;
}

template <class T>
T read_row(const Row& row, int first = 0) {
  T out;
  int column = first;
  boost::mp11::mp_for_each<row_detail::Members<T>>([&](auto member) { row_detail::from_row(row, column++, out.*member.pointer); });
  return out;
}

// The binds of every column, with region.
template <class T>
std::vector<Bind> row_binds(const std::string& region, const T& value) {
  std::vector<Bind> binds{{"region", region}};
  boost::mp11::mp_for_each<row_detail::Members<T>>([&](auto member) { binds.push_back({member.name, row_detail::to_value(value.*member.pointer)}); });
  return binds;
}

template <class T>
void insert_row(Session& session, std::string_view table, const std::string& region, const T& value) {
  static const auto text = [](std::string_view name) {
    std::string names = "region", values = ":region";
    boost::mp11::mp_for_each<row_detail::Members<T>>([&](auto member) {
      names.append(", ").append(member.name);
      values.append(", :").append(member.name);
    });
    return "INSERT INTO " + std::string(name) + " (" + names + ") VALUES (" + values + ")";
  };
  static const std::string sql = text(table);  // one struct, one table
  session.run(sql, row_binds(region, value));
}

// Writes every column of the row with this id. `guard` is an extra condition such as " AND version = :old". Rows changed.
template <class T>
std::int64_t update_row(Session& session, std::string_view table, const std::string& region, const T& value, std::string_view guard = {},
                        std::initializer_list<Bind> more = {}) {
  static const auto text = [](std::string_view name) {
    std::string sets;
    boost::mp11::mp_for_each<row_detail::Members<T>>([&](auto member) {
      if (std::string_view(member.name) == "id") return;
      if (!sets.empty()) sets += ", ";
      sets.append(member.name).append(" = :").append(member.name);
    });
    return "UPDATE " + std::string(name) + " SET " + sets + " WHERE region = :region AND id = :id";
  };
  static const std::string sql = text(table);  // one struct, one table
  auto binds = row_binds(region, value);
  binds.insert(binds.end(), more.begin(), more.end());
  return guard.empty() ? session.run(sql, binds) : session.run(sql + std::string(guard), binds);
}

// SELECT <columns> FROM table WHERE region = :region AND <where>
template <class T>
std::vector<T> select_rows(Session& session, std::string_view table, const std::string& region, std::string_view where, std::vector<Bind> binds = {}) {
  std::vector<T> out;
  binds.push_back({"region", region});
  static const std::string head = "SELECT " + columns<T>() + " FROM " + std::string(table) + " WHERE region = :region AND ";  // one struct, one table
  session.query(head + std::string(where), std::span<const Bind>(binds), [&](const Row& row) { out.push_back(read_row<T>(row)); });
  return out;
}

}  // namespace lianhu
