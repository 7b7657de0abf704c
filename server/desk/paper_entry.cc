#include "desk/paper_entry.h"

#include <charconv>
#include <vector>

#include <fmt/core.h>

#include "base/text.h"

namespace lianhu {
namespace {

constexpr std::string_view kBar = "｜";

std::vector<std::string> parts(std::string_view text, std::string_view bar) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(bar, begin), text.size());
    out.emplace_back(trim(text.substr(begin, end - begin)));
    begin = end + bar.size();
  }
  return out;
}

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> out;
  for (std::string& line : parts(text, "\n")) {
    if (!line.empty()) out.push_back(std::move(line));
  }
  return out;
}

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return {};
  return number;
}

// "1280.5" -> 128050
std::optional<std::int64_t> fen(std::string_view text) {
  constexpr std::int64_t kMost = 1'000'000'000'000;  // yuan
  const std::size_t dot = std::min(text.find('.'), text.size());
  const std::string_view yuan = text.substr(0, dot), rest = dot == text.size() ? std::string_view() : text.substr(dot + 1);
  if (!is_digits(yuan) || rest.size() > 2 || (dot != text.size() && !is_digits(rest))) return {};
  const auto full = whole(yuan);
  if (!full || *full > kMost) return {};
  const std::int64_t cents = rest.empty() ? 0 : *whole(rest) * (rest.size() == 1 ? 10 : 1);
  return *full * 100 + cents;
}

}  // namespace

std::string entry_text(const paper::FieldSpec& spec, const paper::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* day = std::get_if<Date>(&value)) return day->text();
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    return spec.kind == paper::FieldKind::money ? fmt::format("{}.{:02}", *number / 100, *number % 100) : std::to_string(*number);
  }
  std::string out;
  if (const auto* list = std::get_if<std::vector<std::string>>(&value)) {
    for (const std::string& item : *list) out += (out.empty() ? "" : "\n") + item;
    return out;
  }
  bool first_row = true;
  for (const paper::TableRow& row : std::get<std::vector<paper::TableRow>>(value)) {
    if (!first_row) out += '\n';
    first_row = false;
    bool first = true;
    for (const paper::Column& column : spec.columns) {
      if (!first) out += kBar;
      first = false;
      if (const auto cell = row.find(column.name); cell != row.end()) out += cell->second;
    }
  }
  return out;
}

std::optional<paper::Value> read_entry(const paper::FieldSpec& spec, const std::string& written) {
  const std::string text(trim(written));
  switch (spec.kind) {
    case paper::FieldKind::text:
      return tidy(text);
    case paper::FieldKind::date: {
      const auto day = Date::parse(text);
      if (!day) return {};
      return *day;
    }
    case paper::FieldKind::number: {
      const auto number = whole(text);
      if (!number || *number < 0) return {};
      return *number;
    }
    case paper::FieldKind::money: {
      const auto number = fen(text);
      if (!number) return {};
      return *number;
    }
    case paper::FieldKind::list:
      return lines(tidy(text));
    case paper::FieldKind::rows: {
      std::vector<paper::TableRow> rows;
      for (std::string line : lines(tidy(text))) {
        for (std::size_t at = line.find('|'); at != std::string::npos; at = line.find('|', at + kBar.size())) line.replace(at, 1, kBar);
        const std::vector<std::string> cells = parts(line, kBar);
        if (cells.size() > spec.columns.size()) return {};
        paper::TableRow row;
        for (std::size_t i = 0; i < cells.size(); ++i) {
          if (!cells[i].empty()) row.emplace(spec.columns[i].name, cells[i]);
        }
        rows.push_back(std::move(row));
      }
      return rows;
    }
  }
  return {};
}

std::string entry_fault(const paper::FieldSpec& spec) {
  switch (spec.kind) {
    case paper::FieldKind::date:
      return "请写成日期，例如 2026-09-01";
    case paper::FieldKind::number:
      return "请写成整数";
    case paper::FieldKind::money:
      return "请写成以元为单位的金额，例如 1280.50";
    case paper::FieldKind::rows: {
      std::string columns;
      for (const paper::Column& column : spec.columns) columns += (columns.empty() ? "" : "｜") + column.label;
      return "请一行写一条，各栏用“｜”隔开：" + columns;
    }
    default:
      return "请重新填写";
  }
}

}  // namespace lianhu
