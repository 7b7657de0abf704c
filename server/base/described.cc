#include "base/spelling.h"

#include <charconv>
#include <cmath>
#include <iterator>
#include <stdexcept>

#include <fmt/format.h>

#include "base/time.h"

namespace lianhu::described {
namespace {

bool all_of(std::string_view text, std::string_view allowed) { return text.find_first_not_of(allowed) == text.npos; }
constexpr std::string_view lower = "abcdefghijklmnopqrstuvwxyz";

bool is_code(std::string_view t) {
  return !t.empty() && lower.find(t[0]) != lower.npos && all_of(t, "abcdefghijklmnopqrstuvwxyz0123456789_");
}
bool is_phone(std::string_view t) {
  if (t.size() == 11 && t[0] == '1') return is_digits(t);
  if (t.size() < 10 || t[0] != '0') return false;
  const std::size_t dash = t.find('-');
  if (dash == t.npos) return t.size() <= 12 && is_digits(t);
  const std::string_view number = t.substr(dash + 1);
  return (dash == 3 || dash == 4) && is_digits(t.substr(0, dash)) && is_digits(number) && (number.size() == 7 || number.size() == 8);
}
bool is_uuid(std::string_view t) {
  if (t.size() != 36) return false;
  for (std::size_t i = 0; i < t.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? t[i] != '-' : !is_hex(t.substr(i, 1))) return false;
  }
  return true;
}
bool is_date(std::string_view t) { return Date::parse(t).has_value(); }
bool is_secret(std::string_view t) { return !t.empty() && all_of(t, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"); }
bool is_region(std::string_view t) { return t.size() == 6 && is_digits(t) && t[0] != '0'; }
bool is_login(std::string_view t) {
  return t.size() >= 3 && t.size() <= 32 && lower.find(t[0]) != lower.npos && all_of(t, "abcdefghijklmnopqrstuvwxyz0123456789._-");
}

struct Spelling {
  Format format;
  std::string_view pattern;  // ECMA 262, for the schema
  bool (*fits)(std::string_view);
  std::string_view remedy;
};
constexpr Spelling spellings[] = {
    {Format::code, "^[a-z][a-z0-9_]*$", is_code, "请使用小写字母、数字和下划线，以字母开头"},
    {Format::phone, "^(1[0-9]{10}|0[0-9]{9,11}|0[0-9]{2,3}-[0-9]{7,8})$", is_phone, "请填写 11 位手机号，或带区号的固定电话"},
    {Format::uuid, "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", is_uuid, "编号格式不对，请从列表中重新选择"},
    {Format::date, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", is_date, "请填写真实存在的日期，如 2026-09-01"},
    {Format::digits, "^[0-9]+$", is_digits, "只能填写数字"},
    {Format::hex, "^[0-9a-f]+$", is_hex, "只能是小写十六进制数"},
    {Format::secret, "^[A-Za-z0-9_-]+$", is_secret, "凭证格式不对，请重新扫码或核对后输入"},
    {Format::region, "^[1-9][0-9]{5}$", is_region, "请填写 6 位县级区划代码"},
    {Format::login, "^[a-z][a-z0-9._-]{2,31}$", is_login, "请使用 3 至 32 位小写字母、数字或 . _ -，以字母开头"},
};
const Spelling* spelling_of(Format format) {
  for (const Spelling& s : spellings) {
    if (s.format == format) return &s;
  }
  return nullptr;
}

std::int64_t least(const Rule& rule) { return rule.min == no_bound ? 1 : rule.min; }
std::int64_t most(const Rule& rule) { return rule.max == no_bound ? 200 : rule.max; }

std::string escaped(std::string_view key) {
  std::string out;
  for (const char c : first_chars(key, 64)) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

Reader::Step::Step(Reader& reader, std::string_view key) : reader_(reader), size_(reader.pointer_.size()) {
  reader_.pointer_ += '/';
  reader_.pointer_ += text_fault(key, Lines::one) ? "?" : escaped(key);
}

void Reader::fault(const Rule& rule, std::string_view remedy) {
  if (full()) return;
  faults_.push_back({pointer_, rule.label.empty() ? std::string(remedy) : fmt::format("{}：{}", rule.label, remedy)});
}

void Reader::missing(const Rule& rule) {
  if (full()) return;
  faults_.push_back({pointer_, rule.label.empty() ? std::string("缺少此项，请填写") : fmt::format("请填写{}", rule.label)});
}

const json::object* Reader::object(const json::value& value, const Rule& rule) {
  const json::object* found = value.if_object();
  if (found == nullptr) fault(rule, "应为一组字段（JSON 对象）");
  return found;
}

const json::array* Reader::array(const json::value& value, const Rule& rule) {
  const json::array* found = value.if_array();
  if (found == nullptr) fault(rule, "应为列表（JSON 数组）");
  if (found != nullptr) items(found->size(), rule);
  return found;
}

void Reader::items(std::size_t count, const Rule& rule) {
  const auto n = static_cast<std::int64_t>(count);
  if (n < rule.min_items) fault(rule, fmt::format("至少需要 {} 项", rule.min_items));
  if (n > rule.max_items) fault(rule, fmt::format("最多 {} 项，请分次提交", rule.max_items));
}

void Reader::only(const json::object& object, std::span<const std::string_view> names) {
  for (const auto& entry : object) {
    bool known = false;
    for (const std::string_view name : names) known = known || name == entry.key();
    if (known) continue;
    const Step step(*this, entry.key());
    fault({}, "没有这个字段，请删去或核对拼写");
  }
}

void Reader::key(std::string_view key) {
  if (key.empty() || count_chars(key) > 64 || text_fault(key, Lines::one)) fault({}, "字段名须为 1 至 64 个普通字符");
}

void Reader::text(const json::value& value, const Rule& rule, std::string& out) {
  if (!value.is_string()) return fault(rule, "请填写文字");
  const std::string text = tidy(std::string_view(value.get_string()));
  if (const auto wrong = text_fault(text, rule.lines)) return fault(rule, text_fault_message(*wrong));
  const auto length = static_cast<std::int64_t>(count_chars(text));
  if (length == 0 && least(rule) > 0) return missing(rule);
  if (length < least(rule)) return fault(rule, fmt::format("太短，请至少填写 {} 个字", least(rule)));
  if (length > most(rule)) return fault(rule, fmt::format("太长，请控制在 {} 个字以内（现有 {} 个字）", most(rule), length));
  const Spelling* spelling = spelling_of(rule.format);
  if (spelling != nullptr && length > 0 && !spelling->fits(text)) return fault(rule, spelling->remedy);
  out = text;
}

std::optional<std::string> Reader::spelled(const json::value& value, const Rule& rule) {
  if (value.is_string()) return std::string(trim(std::string_view(value.get_string())));
  fault(rule, "请填写文字");
  return std::nullopt;
}

void Reader::boolean(const json::value& value, const Rule& rule, bool& out) {
  if (!value.is_bool()) return fault(rule, "请选择是或否（true 或 false）");
  out = value.get_bool();
}

std::int64_t Reader::integer(const json::value& value, const Rule& rule, std::int64_t low, std::int64_t high) {
  const bool huge = value.is_uint64() && value.get_uint64() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (huge || (!value.is_int64() && !value.is_uint64())) {
    fault(rule, "请填写整数");
    return 0;
  }
  const std::int64_t n = value.is_int64() ? value.get_int64() : static_cast<std::int64_t>(value.get_uint64());
  const std::int64_t from = rule.min == no_bound ? low : rule.min;
  const std::int64_t to = rule.max == no_bound ? high : rule.max;
  if (n >= from && n <= to) return n;
  fault(rule, fmt::format("请填写 {} 到 {} 之间的整数", from, to));
  return 0;
}

void Reader::number(const json::value& value, const Rule& rule, double& out) {
  if (!value.is_number()) return fault(rule, "请填写数字");
  const auto n = value.to_number<double>();
  if (!std::isfinite(n)) return fault(rule, "数字超出范围，请核对");
  const bool low = rule.min != no_bound && n < static_cast<double>(rule.min);
  const bool high = rule.max != no_bound && n > static_cast<double>(rule.max);
  if (low) return fault(rule, fmt::format("不能小于 {}", rule.min));
  if (high) return fault(rule, fmt::format("不能大于 {}", rule.max));
  out = n;
}

void Reader::anything(const json::value& value, const Rule& rule, std::size_t depth) {
  if (full()) return;
  if (!deeper(depth)) return fault(rule, "层次过深，请简化");
  if (value.is_string()) {
    const Rule wide{.label = rule.label, .min = 0, .max = rule.max == no_bound ? 10'000 : rule.max, .lines = Lines::many};
    std::string ignored;
    this->text(value, wide, ignored);
  } else if (const auto* list = value.if_array()) {
    std::size_t i = 0;
    for (const json::value& item : *list) {
      const Step step(*this, std::to_string(i++));
      anything(item, rule, depth + 1);
    }
  } else if (const auto* object = value.if_object()) {
    for (const auto& entry : *object) {
      const Step step(*this, entry.key());
      key(entry.key());
      anything(entry.value(), rule, depth + 1);
    }
  } else if (value.is_double() && !std::isfinite(value.get_double())) {
    fault(rule, "数字超出范围，请核对");
  }
}

void Reader::choice(const Rule& rule, std::span<const std::string_view> names) {
  std::string list;
  for (const std::string_view name : names) list += (list.empty() ? "" : "、") + std::string(name);
  fault(rule, fmt::format("不在可选范围内，请从列表中选择（{}）", list));
}

Error Reader::error() && { return invalid("invalid_fields", "填写的内容有误，请按提示改正后再提交", std::move(faults_)); }

void append_text(std::string& out, std::string_view text) {
  static constexpr char hex[] = "0123456789abcdef";
  out += '"';
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, plain, i - plain);
    plain = i + 1;
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\b': out += "\\b"; break;
      case '\f': out += "\\f"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default: out.append("\\u00").append({hex[c >> 4], hex[c & 15]});
    }
  }
  out.append(text, plain);
  out += '"';
}

void append_integer(std::string& out, std::int64_t n) {
  char digits[24];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), n).ptr;
  out.append(digits, end);
}

json::object string_schema(const Rule& rule) {
  json::object out{{"type", "string"}, {"minLength", least(rule)}, {"maxLength", most(rule)}};
  const Spelling* spelling = spelling_of(rule.format);
  if (spelling != nullptr) out["pattern"] = spelling->pattern;
  if (rule.format == Format::uuid) out["format"] = "uuid";
  if (rule.format == Format::date) out["format"] = "date";
  return out;
}

json::object integer_schema(const Rule& rule, std::int64_t low, std::int64_t high) {
  json::object out{{"type", "integer"}, {"format", high > std::numeric_limits<std::int32_t>::max() ? "int64" : "int32"}};
  const bool low_matters = rule.min != no_bound || low > std::numeric_limits<std::int64_t>::min();
  const bool high_matters = rule.max != no_bound || high < std::numeric_limits<std::int64_t>::max();
  if (low_matters) out["minimum"] = rule.min == no_bound ? low : rule.min;
  if (high_matters) out["maximum"] = rule.max == no_bound ? high : rule.max;
  return out;
}

json::object number_schema(const Rule& rule) {
  json::object out{{"type", "number"}};
  if (rule.min != no_bound) out["minimum"] = rule.min;
  if (rule.max != no_bound) out["maximum"] = rule.max;
  return out;
}

json::object list_schema(const Rule& rule, json::value items) {
  json::object out{{"type", "array"}, {"items", std::move(items)}};
  if (rule.min_items > 0) out["minItems"] = rule.min_items;
  out["maxItems"] = rule.max_items;
  return out;
}

json::object map_schema(const Rule& rule, json::value items) {
  json::object out{{"type", "object"}, {"additionalProperties", std::move(items)}};
  if (rule.min_items > 0) out["minProperties"] = rule.min_items;
  out["maxProperties"] = rule.max_items;
  return out;
}

json::object choice_schema(std::span<const std::string_view> names) {
  json::array list;
  for (const std::string_view name : names) list.push_back(json::string(name));
  return {{"type", "string"}, {"enum", std::move(list)}};
}

json::object struct_schema(json::object properties, json::array required) {
  json::object out{{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
  if (!required.empty()) out["required"] = std::move(required);
  return out;
}

void annotate(json::object& schema, const Rule& rule) {
  if (!rule.label.empty()) schema["title"] = rule.label;
  if (!rule.doc.empty()) schema["description"] = rule.doc;
}

bool claim(Schemas& schemas, std::string_view name, const void* type) {
  const auto [entry, fresh] = schemas.types.emplace(name, type);
  if (entry->second != type) throw std::logic_error(fmt::format("two structs are published as {}", name));
  if (fresh) schemas.defs[name] = nullptr;
  return fresh;
}

}  // namespace lianhu::described

namespace lianhu {

std::optional<std::string_view> misspelled(Format format, std::string_view text) {
  const auto* spelling = described::spelling_of(format);
  if (spelling == nullptr || spelling->fits(text)) return std::nullopt;
  return spelling->remedy;
}

}  // namespace lianhu
