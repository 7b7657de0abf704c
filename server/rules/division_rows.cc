#include "rules/division_rows.h"

#include <array>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "base/text.h"

namespace lianhu {
namespace {

constexpr std::string_view bom = "\xEF\xBB\xBF";

std::string_view without_bom(std::string_view text) { return text.starts_with(bom) ? text.substr(bom.size()) : text; }

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// Which column names mean what. china-division names the parent after its kind; the nearest one is always the third
// column, so the first column that ends in "Code" is the parent.
struct Columns {
  std::optional<std::size_t> code, name, kind, parent;

  void learn(std::string_view word, std::size_t at) {
    if (word == "code" || word == "代码") code = code.value_or(at);
    if (word == "name" || word == "名称") name = name.value_or(at);
    if (word == "kind" || word == "类别") kind = kind.value_or(at);
    if (word == "parent" || word == "上级代码" || word.ends_with("Code")) parent = parent.value_or(at);
  }
};

// One CSV line into fields; a quoted field with "" inside is copied to `spare`.
// Returns false when a quote never closes.
bool cut(std::string_view line, std::vector<std::string_view>& fields, std::vector<std::string>& spare) {
  fields.clear();
  spare.clear();
  spare.reserve(line.size() / 2 + 1);  // views into it must stay put
  std::size_t at = 0;
  while (true) {
    if (at < line.size() && line[at] == '"') {
      std::size_t end = ++at;
      bool doubled = false;
      while (true) {
        end = line.find('"', end);
        if (end == std::string_view::npos) return false;
        if (end + 1 >= line.size() || line[end + 1] != '"') break;
        doubled = true;
        end += 2;
      }
      std::string_view field = line.substr(at, end - at);
      if (doubled) {
        std::string& plain = spare.emplace_back();
        for (std::size_t i = 0; i < field.size(); ++i) {
          plain += field[i];
          if (field[i] == '"') ++i;
        }
        field = plain;
      }
      fields.push_back(trim(field));
      at = line.find(',', end);
    } else {
      const std::size_t comma = line.find(',', at);
      fields.push_back(trim(line.substr(at, comma == std::string_view::npos ? comma : comma - at)));
      at = comma;
    }
    if (at == std::string_view::npos) return true;
    ++at;
  }
}

void read_csv(std::string_view text, const DivisionRowReader& reader) {
  Columns columns;
  bool header = true;
  std::vector<std::string_view> fields;
  std::vector<std::string> spare;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty() || line.front() == '#') continue;
    if (!cut(line, fields, spare)) {
      reader.fault(number, "引号没有闭合，请检查这一行的引号");
      continue;
    }
    if (header) {
      header = false;
      for (std::size_t i = 0; i < fields.size(); ++i) columns.learn(fields[i], i);
      if (columns.code && columns.name) continue;
      reader.fault(number, "首行应为表头，至少有 code（代码）和 name（名称）两列；如是中文乱码，请另存为 UTF-8 编码");
      return;
    }
    const auto field = [&](std::optional<std::size_t> at) { return at && *at < fields.size() ? fields[*at] : std::string_view{}; };
    if (fields.size() <= *columns.code || fields.size() <= *columns.name) {
      reader.fault(number, "列数不够，缺少代码或名称");
      continue;
    }
    reader.row({number, field(columns.code), field(columns.name), field(columns.kind), field(columns.parent)});
  }
}

// A flat array of objects whose values are strings or plain numbers: all that division files hold.
class JsonRows {
 public:
  JsonRows(std::string_view text, const DivisionRowReader& reader) : text_(text), reader_(reader) {}

  void read() {
    skip();
    ++at_;  // '[': the caller looked
    skip();
    if (peek() == ']') return end();
    while (true) {
      ++record_;
      if (!object()) return;
      skip();
      if (peek() == ']') return end();
      if (peek() != ',') return broken("记录之间缺少逗号");
      ++at_;
      skip();
    }
  }

 private:
  void end() {
    ++at_;
    skip();
    if (at_ < text_.size()) broken("数组结束后还有多余内容");
  }

  bool object() {
    DivisionLine row{record_, {}, {}, {}, {}};
    if (peek() != '{') return broken("应为 {…} 形式的记录"), false;
    ++at_;
    skip();
    for (std::size_t slot = 0; peek() != '}'; ++slot) {
      if (slot == spare_.size()) return broken("字段过多"), false;
      std::string_view key;
      if (!string(key, key_)) return broken("字段名应为带引号的文字"), false;
      skip();
      if (peek() != ':') return broken("字段名后缺少冒号"), false;
      ++at_;
      skip();
      std::string_view value;
      if (peek() == '[' || peek() == '{') return broken("不支持嵌套的文件，请用分级的平表（如 streets.json、villages.json）"), false;
      if (peek() == '"' ? !string(value, spare_[slot]) : !bare(value)) return broken("字段的值应为文字或数字"), false;
      take(row, key, trim(value));
      skip();
      if (peek() == ',') {
        ++at_;
        skip();
        if (peek() == '}') return broken("最后一个字段后有多余的逗号"), false;
      } else if (peek() != '}') {
        return broken("字段之间缺少逗号"), false;
      }
    }
    ++at_;
    reader_.row(row);
    return true;
  }

  static void take(DivisionLine& row, std::string_view key, std::string_view value) {
    if (key == "code") row.code = value;
    if (key == "name") row.name = value;
    if (key == "kind") row.kind = value;
    if ((key == "parent" || key.ends_with("Code")) && row.parent.empty()) row.parent = value;
  }

  bool string(std::string_view& out, std::string& spare) {
    if (peek() != '"') return false;
    const std::size_t begin = ++at_;
    while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\\') ++at_;
    if (at_ < text_.size() && text_[at_] == '"') {
      out = text_.substr(begin, at_++ - begin);
      return true;
    }
    spare.assign(text_.substr(begin, at_ - begin));
    while (at_ < text_.size() && text_[at_] != '"') {
      if (text_[at_] != '\\') {
        spare += text_[at_++];
        continue;
      }
      if (!escape(spare)) return false;
    }
    if (at_ >= text_.size()) return false;
    ++at_;
    out = spare;
    return true;
  }

  bool escape(std::string& out) {
    if (at_ + 1 >= text_.size()) return false;
    const char c = text_[at_ + 1];
    at_ += 2;
    static constexpr std::string_view from = "\"\\/bfnrt";
    static constexpr std::string_view to = "\"\\/\b\f\n\r\t";
    if (const std::size_t i = from.find(c); i != std::string_view::npos) return out += to[i], true;
    std::uint32_t point = 0;
    if (c != 'u' || !hex4(point)) return false;
    if (point >= 0xD800 && point < 0xDC00 && text_.substr(at_, 2) == "\\u") {
      std::uint32_t low = 0;
      at_ += 2;
      if (!hex4(low) || low < 0xDC00 || low > 0xDFFF) return false;
      point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
    }
    append(out, point);
    return true;
  }

  bool hex4(std::uint32_t& point) {
    for (int i = 0; i < 4; ++i, ++at_) {
      static constexpr std::string_view digits = "0123456789abcdef";
      const char c = peek();
      const std::size_t value = digits.find(c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c);
      if (value == std::string_view::npos) return false;
      point = point * 16 + static_cast<std::uint32_t>(value);
    }
    return true;
  }

  static void append(std::string& out, std::uint32_t p) {
    const auto push = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (p < 0x80) return push(p);
    if (p < 0x800) return push(0xC0 | p >> 6), push(0x80 | (p & 63));
    if (p < 0x10000) return push(0xE0 | p >> 12), push(0x80 | (p >> 6 & 63)), push(0x80 | (p & 63));
    push(0xF0 | p >> 18), push(0x80 | (p >> 12 & 63)), push(0x80 | (p >> 6 & 63)), push(0x80 | (p & 63));
  }

  bool bare(std::string_view& out) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '}' && !is_space(text_[at_])) ++at_;
    out = text_.substr(begin, at_ - begin);
    if (out == "null") out = {};
    return at_ > begin;
  }

  void skip() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void broken(const char* why) { reader_.fault(record_, std::string("JSON 格式有误：") + why + "，其后内容未读"); }

  std::string_view text_;
  const DivisionRowReader& reader_;
  std::size_t at_ = 0;
  std::size_t record_ = 0;
  std::string key_;
  std::array<std::string, 16> spare_;  // one per field of a record, so views stay valid through the row
};

}  // namespace

bool division_text_is_json(std::string_view text) {
  text = trim(without_bom(text));
  return text.starts_with('[') || text.starts_with('{');
}

void read_division_rows(std::string_view text, const DivisionRowReader& reader) {
  text = without_bom(text);
  if (!division_text_is_json(text)) return read_csv(text, reader);
  if (!trim(text).starts_with('[')) return reader.fault(1, "JSON 文件应为 [ {…}, {…} ] 形式的平表");
  JsonRows(text, reader).read();
}


}  // namespace lianhu
