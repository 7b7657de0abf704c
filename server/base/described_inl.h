#pragma once
// The templates behind base/described.h; include that.

#include "base/described.h"

namespace lianhu::described {

namespace json = boost::json;

// Where the reader stands, and what was wrong so far.
class Reader {
 public:
  explicit Reader(ReadOptions options) : options_(options) {}

  class Step {
   public:
    Step(Reader& reader, std::string_view key);
    ~Step() { reader_.pointer_.resize(size_); }
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

   private:
    Reader& reader_;
    std::size_t size_;
  };

  void fault(const Rule& rule, std::string_view remedy);
  void missing(const Rule& rule);
  bool full() const { return faults_.size() >= options_.max_faults; }
  bool deeper(std::size_t depth) const { return depth < options_.max_depth; }

  const json::object* object(const json::value& value, const Rule& rule);
  const json::array* array(const json::value& value, const Rule& rule);
  void items(std::size_t count, const Rule& rule);
  void only(const json::object& object, std::span<const std::string_view> names);
  void key(std::string_view key);

  void text(const json::value& value, const Rule& rule, std::string& out);
  std::optional<std::string> spelled(const json::value& value, const Rule& rule);
  void boolean(const json::value& value, const Rule& rule, bool& out);
  std::int64_t integer(const json::value& value, const Rule& rule, std::int64_t low, std::int64_t high);
  void number(const json::value& value, const Rule& rule, double& out);
  void anything(const json::value& value, const Rule& rule, std::size_t depth = 0);
  void choice(const Rule& rule, std::span<const std::string_view> names);

  Error error() &&;
  bool clean() const { return faults_.empty(); }

 private:
  ReadOptions options_;
  std::string pointer_;
  std::vector<FieldFault> faults_;
};

// A JSON string, or an integer, at the end of `out`.
void append_text(std::string& out, std::string_view text);
void append_integer(std::string& out, std::int64_t n);

// Parts of a schema that need no type.
json::object string_schema(const Rule& rule);
json::object integer_schema(const Rule& rule, std::int64_t low, std::int64_t high);
json::object number_schema(const Rule& rule);
json::object list_schema(const Rule& rule, json::value items);
json::object map_schema(const Rule& rule, json::value items);
json::object choice_schema(std::span<const std::string_view> names);
json::object struct_schema(json::object properties, json::array required);
void annotate(json::object& schema, const Rule& rule);
// True when `name` is new and its body has to be made now.
bool claim(Schemas& schemas, std::string_view name, const void* type);

constexpr std::string_view json_name(std::string_view member) {
  if (member.size() > 1 && member.back() == '_') member.remove_suffix(1);
  return member;
}

template <class T>
concept Described = requires(const T* p) { lianhu_rules(p); };
std::string spell(const auto& value) {
  if constexpr (requires { value.text(); }) {
    return value.text();
  } else {
    return value.text;
  }
}
template <class T>
concept Spelled = requires(const T& v, std::string_view s) {
  { T::parse(s) } -> std::same_as<std::optional<T>>;
  { spell(v) };
};
template <class T>
concept IsId = Spelled<T> && requires(const T& v) { { v.text } -> std::convertible_to<std::string>; };
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_list = false;
template <class T>
inline constexpr bool is_list<std::vector<T>> = true;
template <class T>
inline constexpr bool is_map = false;
template <class T>
inline constexpr bool is_map<std::map<std::string, T>> = true;
template <class T>
inline constexpr std::string_view spelling = IsId<T> ? "uuid" : "";  // the schema's `format` of a Spelled type
template <class T>
inline constexpr char type_mark = 0;

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public>;

template <class T>
constexpr auto member_names() {
  std::array<std::string_view, boost::mp11::mp_size<Members<T>>::value> names{};
  std::size_t i = 0;
  boost::mp11::mp_for_each<Members<T>>([&](auto member) { names[i++] = json_name(member.name); });
  return names;
}
template <class T>
inline constexpr auto names_of = member_names<T>();

template <class T>
constexpr auto checked_rules() {
  constexpr auto rules = lianhu_rules(static_cast<const T*>(nullptr));
  constexpr bool known = [&] {
    for (std::size_t i = 1; i < rules.size(); ++i) {
      bool found = false;
      for (const std::string_view name : names_of<T>) found = found || name == rules[i].field;
      if (!found) return false;
    }
    return true;
  }();
  static_assert(known, "LIANHU_DESCRIBE has a rule for a field that is not listed");
  return rules;
}
template <class T>
inline constexpr auto rules_of = checked_rules<T>();
inline constexpr Rule no_rule{};

template <class T>
const Rule& rule_of(std::string_view field) {
  for (const FieldRule& entry : rules_of<T>) {
    if (entry.field == field) return entry.rule;
  }
  return no_rule;
}

template <class E>
constexpr auto enumerator_names() {
  using List = boost::describe::describe_enumerators<E>;
  std::array<std::string_view, boost::mp11::mp_size<List>::value> names{};
  std::size_t i = 0;
  boost::mp11::mp_for_each<List>([&](auto entry) { names[i++] = json_name(entry.name); });
  return names;
}
template <class E>
inline constexpr auto enum_names = enumerator_names<E>();

template <class T>
void read_into(const json::value& value, const Rule& rule, T& out, Reader& reader);

template <class T>
void read_struct(const json::value& value, const Rule& rule, T& out, Reader& reader) {
  const json::object* object = reader.object(value, rule);
  if (object == nullptr) return;
  reader.only(*object, names_of<T>);
  boost::mp11::mp_for_each<Members<T>>([&](auto member) {
    using Field = std::remove_cvref_t<decltype(out.*member.pointer)>;
    const std::string_view name = json_name(member.name);
    const Rule& field_rule = rule_of<T>(name);
    const Reader::Step step(reader, name);
    if (const json::value* field = object->if_contains(name)) {
      read_into(*field, field_rule, out.*member.pointer, reader);
    } else if (!is_optional<Field> && !field_rule.optional) {
      reader.missing(field_rule);
    }
  });
}

template <class T>
void read_optional(const json::value& value, const Rule& rule, std::optional<T>& out, Reader& reader) {
  if constexpr (std::is_same_v<T, std::string> || Spelled<T>) {
    if (value.is_string() && trim(std::string_view(value.get_string())).empty()) return;
  }
  read_into(value, rule, out.emplace(), reader);
}

template <class T>
void read_list(const json::value& value, const Rule& rule, std::vector<T>& out, Reader& reader) {
  const json::array* array = reader.array(value, rule);
  if (array == nullptr) return;
  out.reserve(array->size());
  for (const json::value& item : *array) {
    if (reader.full()) return;
    const Reader::Step step(reader, std::to_string(out.size()));
    T read{};
    read_into(item, rule, read, reader);
    out.push_back(std::move(read));
  }
}

template <class T>
void read_map(const json::value& value, const Rule& rule, std::map<std::string, T>& out, Reader& reader) {
  const json::object* object = reader.object(value, rule);
  if (object == nullptr) return;
  reader.items(object->size(), rule);
  for (const auto& entry : *object) {
    if (reader.full()) return;
    const Reader::Step step(reader, entry.key());
    reader.key(entry.key());
    read_into(entry.value(), rule, out[std::string(entry.key())], reader);
  }
}

template <class T>
void read_into(const json::value& value, const Rule& rule, T& out, Reader& reader) {
  if constexpr (std::is_same_v<T, std::string>) {
    reader.text(value, rule, out);
  } else if constexpr (std::is_same_v<T, bool>) {
    reader.boolean(value, rule, out);
  } else if constexpr (std::is_same_v<T, std::int32_t> || std::is_same_v<T, std::int64_t>) {
    out = static_cast<T>(reader.integer(value, rule, std::numeric_limits<T>::min(), std::numeric_limits<T>::max()));
  } else if constexpr (std::is_same_v<T, double>) {
    reader.number(value, rule, out);
  } else if constexpr (std::is_same_v<T, json::value>) {
    reader.anything(value, rule);
    out = value;
  } else if constexpr (is_optional<T>) {
    read_optional(value, rule, out, reader);
  } else if constexpr (is_list<T>) {
    read_list(value, rule, out, reader);
  } else if constexpr (is_map<T>) {
    read_map(value, rule, out, reader);
  } else if constexpr (Spelled<T>) {
    const std::optional<std::string> text = reader.spelled(value, rule);
    if (!text) return;
    const std::optional<T> read = T::parse(*text);
    if (read) out = *read;
    if (!read) reader.fault(rule, spelling<T> == "date" ? "请填写真实存在的日期，如 2026-09-01" : "格式不对，请核对后重新填写");
  } else if constexpr (std::is_enum_v<T>) {
    const std::optional<T> read = value.is_string() ? enum_from<T>(std::string_view(value.get_string())) : std::nullopt;
    if (read) out = *read;
    if (!read) reader.choice(rule, enum_names<T>);
  } else {
    static_assert(Described<T>, "describe this struct with LIANHU_DESCRIBE");
    read_struct(value, rule, out, reader);
  }
}

template <class T>
json::value schema_with(Schemas& schemas, const Rule& rule) {
  if constexpr (is_optional<T>) {
    return schema_with<typename T::value_type>(schemas, rule);
  } else if constexpr (is_list<T>) {
    return list_schema(rule, schema_with<typename T::value_type>(schemas, rule));
  } else if constexpr (is_map<T>) {
    return map_schema(rule, schema_with<typename T::mapped_type>(schemas, rule));
  } else if constexpr (std::is_same_v<T, std::string>) {
    return string_schema(rule);
  } else if constexpr (std::is_same_v<T, bool>) {
    return json::object{{"type", "boolean"}};
  } else if constexpr (std::is_same_v<T, std::int32_t> || std::is_same_v<T, std::int64_t>) {
    return integer_schema(rule, std::numeric_limits<T>::min(), std::numeric_limits<T>::max());
  } else if constexpr (std::is_same_v<T, double>) {
    return number_schema(rule);
  } else if constexpr (std::is_same_v<T, json::value>) {
    return json::object{};
  } else if constexpr (Spelled<T>) {
    json::object out{{"type", "string"}};
    if (!spelling<T>.empty()) out["format"] = spelling<T>;
    return out;
  } else if constexpr (std::is_enum_v<T>) {
    return choice_schema(enum_names<T>);
  } else {
    static_assert(Described<T>, "describe this struct with LIANHU_DESCRIBE");
    const std::string name(lianhu_name(static_cast<const T*>(nullptr)));
    if (claim(schemas, name, &type_mark<T>)) {
      json::object properties;
      json::array required;
      boost::mp11::mp_for_each<Members<T>>([&](auto member) {
        using Field = std::remove_cvref_t<decltype(std::declval<T&>().*member.pointer)>;
        const std::string_view field = json_name(member.name);
        const Rule& field_rule = rule_of<T>(field);
        json::value made = schema_with<Field>(schemas, field_rule);
        annotate(made.as_object(), field_rule);
        properties[field] = std::move(made);
        if (!is_optional<Field> && !field_rule.optional) required.push_back(json::string(field));
      });
      schemas.defs[name] = struct_schema(std::move(properties), std::move(required));
    }
    return json::object{{"$ref", schemas.prefix + name}};
  }
}

}  // namespace lianhu::described

namespace lianhu {

struct Date;
struct Time;
template <>
inline constexpr std::string_view described::spelling<Date> = "date";
template <>
inline constexpr std::string_view described::spelling<Time> = "date-time";

template <class T>
Result<T> read_value(const boost::json::value& value, ReadOptions options) {
  described::Reader reader(options);
  T out{};
  described::read_into(value, described::no_rule, out, reader);
  if (!reader.clean()) return std::move(reader).error();
  return out;
}

template <class T>
Result<T> read_json(std::string_view text, ReadOptions options) {
  Result<boost::json::value> parsed = parse_json(text, options);
  if (!parsed) return std::move(parsed).error();
  return read_value<T>(*parsed, options);
}

template <class T>
boost::json::value write_value(const T& value) {
  using namespace described;
  if constexpr (std::is_same_v<T, std::string>) {
    return boost::json::string(value);
  } else if constexpr (std::is_same_v<T, boost::json::value> || std::is_arithmetic_v<T>) {
    return boost::json::value(value);
  } else if constexpr (is_optional<T>) {
    return value ? write_value(*value) : boost::json::value(nullptr);
  } else if constexpr (is_list<T>) {
    boost::json::array out;
    out.reserve(value.size());
    for (const auto& item : value) out.push_back(write_value(static_cast<const typename T::value_type&>(item)));
    return out;
  } else if constexpr (is_map<T>) {
    boost::json::object out;
    for (const auto& [key, item] : value) out[key] = write_value(item);
    return out;
  } else if constexpr (Spelled<T>) {
    return boost::json::string(spell(value));
  } else if constexpr (std::is_enum_v<T>) {
    return boost::json::string(enum_name(value));
  } else {
    static_assert(Described<T>, "describe this struct with LIANHU_DESCRIBE");
    boost::json::object out;
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
      const auto& field = value.*member.pointer;
      if constexpr (is_optional<std::remove_cvref_t<decltype(field)>>) {
        if (!field) return;
      }
      out[json_name(member.name)] = write_value(field);
    });
    return out;
  }
}

namespace described {

template <class T>
void append_json(std::string& out, const T& value) {
  if constexpr (std::is_same_v<T, std::string>) {
    append_text(out, value);
  } else if constexpr (std::is_same_v<T, bool>) {
    out += value ? "true" : "false";
  } else if constexpr (std::is_integral_v<T>) {
    append_integer(out, static_cast<std::int64_t>(value));
  } else if constexpr (std::is_same_v<T, json::value> || std::is_arithmetic_v<T>) {
    out += json::serialize(json::value(value));
  } else if constexpr (is_optional<T>) {
    if (value) {
      append_json(out, *value);
    } else {
      out += "null";
    }
  } else if constexpr (is_list<T>) {
    char before = '[';
    for (const auto& item : value) {
      out += std::exchange(before, ',');
      append_json(out, static_cast<const typename T::value_type&>(item));
    }
    out += before == '[' ? "[]" : "]";
  } else if constexpr (is_map<T>) {
    char before = '{';
    for (const auto& [key, item] : value) {
      out += std::exchange(before, ',');
      append_text(out, key);
      out += ':';
      append_json(out, item);
    }
    out += before == '{' ? "{}" : "}";
  } else if constexpr (Spelled<T>) {
    append_text(out, spell(value));
  } else if constexpr (std::is_enum_v<T>) {
    append_text(out, enum_name(value));
  } else {
    static_assert(Described<T>, "describe this struct with LIANHU_DESCRIBE");
    char before = '{';
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
      const auto& field = value.*member.pointer;
      if constexpr (is_optional<std::remove_cvref_t<decltype(field)>>) {
        if (!field) return;
      }
      out += std::exchange(before, ',');
      out += '"';
      out += json_name(member.name);  // an identifier: nothing to escape
      out += "\":";
      append_json(out, field);
    });
    out += before == '{' ? "{}" : "}";
  }
}

}  // namespace described

template <class T>
boost::json::value schema_in(Schemas& schemas) {
  return described::schema_with<T>(schemas, described::no_rule);
}

template <class T>
boost::json::object schema() {
  Schemas schemas{.prefix = "#/$defs/", .defs = {}, .types = {}};
  boost::json::object out{{"$schema", "https://json-schema.org/draft/2020-12/schema"}};
  boost::json::value top = schema_in<T>(schemas);
  for (auto& entry : top.as_object()) out[entry.key()] = std::move(entry.value());
  if (!schemas.defs.empty()) out["$defs"] = std::move(schemas.defs);
  return out;
}

template <class E>
std::string_view enum_name(E value) {
  std::string_view found;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto entry) {
    if (entry.value == value) found = described::json_name(entry.name);
  });
  return found;
}

template <class E>
std::optional<E> enum_from(std::string_view name) {
  std::optional<E> found;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto entry) {
    if (described::json_name(entry.name) == name) found = entry.value;
  });
  return found;
}

}  // namespace lianhu
