#include "paper/fields.h"

#include <optional>

#include <fmt/core.h>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "base/hash.h"
#include "base/text.h"

namespace lianhu::paper {
namespace {

namespace json = boost::json;

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += fmt::format("\\u{:04x}", static_cast<int>(c));
        } else {
          out += c;
        }
    }
  }
  return out + '"';
}

template <class List, class Write>
std::string joined(const List& list, std::string_view open, std::string_view close, Write write) {
  std::string out(open);
  for (const auto& item : list) {
    if (out.size() > open.size()) out += ',';
    out += write(item);
  }
  return out.append(close);
}

std::string row_json(const TableRow& row) {
  return joined(row, "{", "}", [](const auto& cell) { return quoted(cell.first) + ':' + quoted(cell.second); });
}

std::string value_json(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return quoted(*text);
  if (const auto* date = std::get_if<Date>(&value)) return quoted(date->text());
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* list = std::get_if<std::vector<std::string>>(&value)) return joined(*list, "[", "]", quoted);
  return joined(std::get<std::vector<TableRow>>(value), "[", "]", row_json);
}

const FieldSpec* find(const std::vector<FieldSpec>& specs, std::string_view name) {
  for (const FieldSpec& spec : specs) {
    if (spec.name == name) return &spec;
  }
  return nullptr;
}

std::string_view expected(FieldKind kind) {
  switch (kind) {
    case FieldKind::text:
      return "应为文字";
    case FieldKind::date:
      return "应为日期，写作 2026-09-01";
    case FieldKind::number:
      return "应为整数";
    case FieldKind::money:
      return "应为金额，以分为单位的整数";
    case FieldKind::list:
      return "应为若干条文字";
    case FieldKind::rows:
      return "应为若干行，每行按列名填写文字";
  }
  return {};
}

// One value of the field's kind, or nothing. Blank text is kept here: check_fields judges it.
std::optional<Value> read_value(const FieldSpec& spec, const json::value& in) {
  switch (spec.kind) {
    case FieldKind::text:
      if (!in.is_string()) return {};
      return std::string(in.get_string());
    case FieldKind::date: {
      if (!in.is_string()) return {};
      const auto date = Date::parse(std::string_view(in.get_string()));
      if (!date) return {};
      return *date;
    }
    case FieldKind::number:
    case FieldKind::money:
      if (!in.is_int64()) return {};
      return in.get_int64();
    case FieldKind::list: {
      if (!in.is_array()) return {};
      std::vector<std::string> list;
      for (const json::value& item : in.get_array()) {
        if (!item.is_string()) return {};
        list.emplace_back(item.get_string());
      }
      return list;
    }
    case FieldKind::rows: {
      if (!in.is_array()) return {};
      std::vector<TableRow> rows;
      for (const json::value& item : in.get_array()) {
        if (!item.is_object()) return {};
        TableRow row;
        for (const auto& cell : item.get_object()) {
          if (!cell.value().is_string()) return {};
          row.emplace(std::string(cell.key()), std::string(cell.value().get_string()));
        }
        rows.push_back(std::move(row));
      }
      return rows;
    }
  }
  return {};
}

bool blank(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return trim(*text).empty();
  if (const auto* list = std::get_if<std::vector<std::string>>(&value)) return list->empty();
  if (const auto* rows = std::get_if<std::vector<TableRow>>(&value)) return rows->empty();
  return false;
}

std::optional<std::string> text_error(const FieldSpec& spec, std::string_view text) {
  if (const auto fault = text_fault(text, Lines::many)) return std::string(text_fault_message(*fault));
  if (count_chars(text) > spec.max_chars) return fmt::format("不超过 {} 字，请删减", spec.max_chars);
  return {};
}

std::optional<std::string> row_error(const FieldSpec& spec, const TableRow& row) {
  for (const auto& [name, text] : row) {
    bool known = false;
    for (const Column& column : spec.columns) known = known || column.name == name;
    if (!known) return "有一列不在本文书的列名之中，请核对";
    if (auto fault = text_error(spec, text)) return fault;
  }
  return {};
}

// Which alternative of Value a kind is kept in.
std::size_t alternative(FieldKind kind) {
  switch (kind) {
    case FieldKind::text:
      return 0;
    case FieldKind::date:
      return 1;
    case FieldKind::number:
    case FieldKind::money:
      return 2;
    case FieldKind::list:
      return 3;
    case FieldKind::rows:
      return 4;
  }
  return 0;
}

std::optional<std::string> value_error(const FieldSpec& spec, const Value& value) {
  if (value.index() != alternative(spec.kind)) return std::string(expected(spec.kind));
  if (const auto* text = std::get_if<std::string>(&value)) return text_error(spec, *text);
  if (const auto* list = std::get_if<std::vector<std::string>>(&value)) {
    for (const std::string& item : *list) {
      if (auto fault = text_error(spec, item)) return fault;
    }
  }
  if (const auto* rows = std::get_if<std::vector<TableRow>>(&value)) {
    for (const TableRow& row : *rows) {
      if (auto fault = row_error(spec, row)) return fault;
    }
  }
  return {};
}

Error refusal(std::vector<FieldFault> faults) {
  std::string message = "文书不能生成：" + faults.front().message;
  return invalid("paper_fields", std::move(message), std::move(faults));
}

Result<Done> check(const std::vector<FieldSpec>& specs, const Fields& fields, bool whole) {
  std::vector<FieldFault> faults;
  for (const FieldSpec& spec : specs) {
    const auto at = fields.find(spec.name);
    if (at == fields.end() || blank(at->second)) {
      if (spec.required && (whole || at != fields.end())) faults.push_back({"/" + spec.name, fmt::format("缺少“{}”，请先填写", spec.label)});
      if (!spec.required && at != fields.end())
        faults.push_back({"/" + spec.name, fmt::format("“{}”没有内容，请填写或不提交此项", spec.label)});
      continue;
    }
    if (auto fault = value_error(spec, at->second)) faults.push_back({"/" + spec.name, fmt::format("“{}”{}", spec.label, *fault)});
  }
  for (const auto& [name, value] : fields) {
    if (!find(specs, name)) faults.push_back({"/" + name, fmt::format("本文书没有名为 {} 的项，请去掉", name)});
  }
  if (!faults.empty()) return refusal(std::move(faults));
  return done;
}

Result<Fields> read(const std::vector<FieldSpec>& specs, std::string_view text, bool whole) {
  boost::system::error_code bad;
  const json::value in = json::parse(text, bad);
  if (bad || !in.is_object()) return invalid("paper_fields", "文书内容不是有效的 JSON 对象，请重新提交");
  std::vector<FieldFault> faults;
  Fields fields;
  for (const auto& member : in.get_object()) {
    const std::string name(member.key());
    const FieldSpec* spec = find(specs, name);
    if (!spec) {
      faults.push_back({"/" + name, fmt::format("本文书没有名为 {} 的项，请去掉", name)});
      continue;
    }
    auto value = read_value(*spec, member.value());
    if (!value) {
      faults.push_back({"/" + name, fmt::format("“{}”{}", spec->label, expected(spec->kind))});
      continue;
    }
    if ((whole && spec->required) || !blank(*value)) fields.emplace(name, std::move(*value));
  }
  if (!faults.empty()) return refusal(std::move(faults));
  if (auto checked = check(specs, fields, whole); !checked) return checked.error();
  return fields;
}

}  // namespace

Result<Done> check_fields(const std::vector<FieldSpec>& specs, const Fields& fields) { return check(specs, fields, true); }
Result<Done> check_known(const std::vector<FieldSpec>& specs, const Fields& fields) { return check(specs, fields, false); }
Result<Fields> read_fields(const std::vector<FieldSpec>& specs, std::string_view json) { return read(specs, json, true); }
Result<Fields> read_known(const std::vector<FieldSpec>& specs, std::string_view json) { return read(specs, json, false); }

std::string fields_json(const Fields& fields) {
  return joined(fields, "{", "}", [](const auto& field) { return quoted(field.first) + ':' + value_json(field.second); });
}

std::string printed(const FieldSpec& spec, const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return std::string(trim(*text));
  if (const auto* date = std::get_if<Date>(&value)) return date->chinese();
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    if (spec.kind != FieldKind::money) return std::to_string(*number);
    const std::uint64_t fen = *number < 0 ? 0 - static_cast<std::uint64_t>(*number) : static_cast<std::uint64_t>(*number);
    return fmt::format("{}{}.{:02}元", *number < 0 ? "-" : "", fen / 100, fen % 100);
  }
  std::string out;
  if (const auto* list = std::get_if<std::vector<std::string>>(&value)) {
    for (const std::string& item : *list) out += (out.empty() ? "" : "、") + std::string(trim(item));
  }
  return out;
}

std::string canonical_hash(std::string_view code, int version, const Fields& fields) {
  const std::string text = fmt::format("{{\"code\":{},\"fields\":{},\"version\":{}}}", quoted(code), fields_json(fields), version);
  return sha256_hex(text);
}

}  // namespace lianhu::paper
