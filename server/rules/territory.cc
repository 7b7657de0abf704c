#include "base/text.h"
#include "rules/territory.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "rules/division_rows.h"

namespace lianhu {
namespace {

struct KindRow {
  std::string_view word;
  std::string_view chinese;
  std::size_t length;  // digits of a code
};
constexpr std::array<KindRow, 8> kinds{{{"province", "省级", 2},
                                        {"city", "地级", 4},
                                        {"county", "县级", 6},
                                        {"town", "乡级", 9},
                                        {"village", "村级", 12},
                                        {"grid", "网格", 15},
                                        {"group", "联户", 18},
                                        {"household", "户", 21}}};
constexpr std::size_t longest_name = 200;  // bytes; the longest of the nationwide names has 99
constexpr std::size_t most_faults = 50;

const KindRow& row_of(DivisionKind kind) { return kinds[static_cast<std::size_t>(kind)]; }

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Text of the file may be shown in a fault only if it is safe to print.
std::string quoted(std::string_view text) {
  if (!is_utf8(text)) return "（无法显示）";
  if (text.size() > 60) return "（过长）";
  return "「" + std::string(text) + "」";
}

class Gathering {
 public:
  explicit Gathering(std::string_view county) : county_(county) {}

  void read(const DivisionFile& file) {
    name_ = file.name;
    json_ = division_text_is_json(file.text);
    rows_in_file_ = 0;
    const std::size_t before = faults_;
    read_division_rows(file.text, {[this](const DivisionLine& row) { take(row); },
                                   [this](std::size_t number, std::string message) { fault(number, std::move(message)); }});
    if (rows_in_file_ == 0 && faults_ == before) fault(1, "文件里没有一行区划，请检查是否选错文件");
  }

  Result<std::vector<Division>> finish() {
    check_parents();
    if (faults_ == 0 && divisions_.empty()) {
      list_.push_back({"/files", "文件中没有县级代码 " + std::string(county_) + " 及其下级，请核对代码或换用全国文件"});
      faults_ = 1;
    }
    if (faults_ > 0) {
      std::string message = "区划文件有 " + std::to_string(faults_) + " 处错误，没有导入；首处：" + list_.front().message;
      return invalid("division_file", std::move(message), std::move(list_));
    }
    std::sort(divisions_.begin(), divisions_.end(), [](const Division& a, const Division& b) { return a.code < b.code; });
    return std::move(divisions_);
  }

 private:
  void take(const DivisionLine& row) {
    ++rows_in_file_;
    const auto kind = kind_of_code(row.code);
    if (!kind) {
      if (row.code.empty()) return fault(row.number, "代码为空，请填写区划代码");
      if (!is_utf8(row.code) || !all_digits(row.code)) return fault(row.number, "代码" + quoted(row.code) + "应全为数字");
      return fault(row.number, "代码 " + std::string(row.code.substr(0, 40)) + " 有 " + std::to_string(row.code.size()) +
                                   " 位，应为 2（省）、4（市）、6（县）、9（乡镇）、12（村居）、15（网格）、18（联户）或 21（户）位");
    }
    if (!county_.empty() && !row.code.starts_with(county_)) return;
    if (!is_utf8(row.name)) return fault(row.number, "名称不是 UTF-8 编码，请把文件另存为 UTF-8 后再导入");
    if (row.name.empty()) return fault(row.number, "代码 " + std::string(row.code) + " 的名称为空，请补上名称");
    if (row.name.size() > longest_name) return fault(row.number, "代码 " + std::string(row.code) + " 的名称过长，不应超过 66 个汉字");
    if (std::any_of(row.name.begin(), row.name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; })) {
      return fault(row.number, "代码 " + std::string(row.code) + " 的名称含有不可见字符，请删去");
    }
    if (!row.kind.empty() && row.kind != row_of(*kind).word && row.kind != row_of(*kind).chinese) {
      return fault(row.number,
                   "代码 " + std::string(row.code) + " 按位数是" + std::string(row_of(*kind).chinese) + "，类别却写作" + quoted(row.kind));
    }
    const std::string_view above = parent_code(row.code);
    if (!row.parent.empty() && row.parent != above) {
      return fault(row.number, "代码 " + std::string(row.code) + " 不在上级" + quoted(row.parent) + "之下，上级应为 " + std::string(above));
    }
    const Seen seen{file_index(), row.number, json_};
    const auto [old, fresh] = seen_.try_emplace(std::string(row.code), seen);
    if (!fresh) {
      return fault(row.number, "代码 " + std::string(row.code) + " 重复，已见于" + where(old->second));
    }
    divisions_.push_back({std::string(row.code), std::string(row.name), *kind, std::string(above)});
  }

  // The highest kind present has its parents outside the files.
  void check_parents() {
    auto top = DivisionKind::household;
    for (const Division& d : divisions_) top = std::min(top, d.kind);
    for (const Division& d : divisions_) {
      if (d.kind == top || seen_.contains(d.parent)) continue;
      const Seen& at = seen_.at(d.code);
      add("/files/" + std::to_string(at.file) + "/" + std::to_string(at.number),
          where(at) + "：代码 " + d.code + "（" + d.name + "）的上级 " + d.parent + " 不在文件中，请补上该上级");
    }
  }

  struct Seen {
    std::size_t file;
    std::size_t number;
    bool json;
  };

  std::size_t file_index() {
    if (names_.empty() || names_.back() != name_) names_.push_back(name_);
    return names_.size() - 1;
  }
  std::string where(const Seen& at) const {
    return std::string(names_[at.file]) + " 第 " + std::to_string(at.number) + (at.json ? " 条" : " 行");
  }
  void fault(std::size_t number, std::string message) {
    const Seen at{file_index(), number, json_};
    add("/files/" + std::to_string(at.file) + "/" + std::to_string(number), where(at) + "：" + std::move(message));
  }
  void add(std::string pointer, std::string message) {
    if (++faults_ <= most_faults) list_.push_back({std::move(pointer), std::move(message)});
  }

  std::string_view county_;
  std::string_view name_;
  bool json_ = false;
  std::size_t rows_in_file_ = 0;
  std::vector<std::string_view> names_;
  std::unordered_map<std::string, Seen> seen_;
  std::vector<Division> divisions_;
  std::vector<FieldFault> list_;
  std::size_t faults_ = 0;
};

bool drop_tail(std::string& name, std::string_view tail) {
  if (name.size() <= tail.size() || !std::string_view(name).ends_with(tail)) return false;
  name.resize(name.size() - tail.size());
  return true;
}

}  // namespace

std::string_view division_word(DivisionKind kind) { return row_of(kind).word; }
std::string_view division_chinese(DivisionKind kind) { return row_of(kind).chinese; }

std::optional<DivisionKind> division_kind(std::string_view word) {
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (kinds[i].word == word) return static_cast<DivisionKind>(i);
  }
  return std::nullopt;
}

std::optional<DivisionKind> kind_of_code(std::string_view code) {
  if (!all_digits(code)) return std::nullopt;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (kinds[i].length == code.size()) return static_cast<DivisionKind>(i);
  }
  return std::nullopt;
}

std::string_view parent_code(std::string_view code) {
  const auto kind = kind_of_code(code);
  if (!kind || *kind == DivisionKind::province) return {};
  return code.substr(0, kinds[static_cast<std::size_t>(*kind) - 1].length);
}

std::string short_name(const Division& division) {
  std::string name = division.name;
  if (division.kind == DivisionKind::village) {
    // 塔山社区居民委员会 → 塔山社区; 新合村村民委员会 and 康庄村委会 → 新合村, 康庄村
    if (drop_tail(name, "村民委员会") || drop_tail(name, "村委会")) {
      if (!std::string_view(name).ends_with("村")) name += "村";
      return name;
    }
    if (!drop_tail(name, "居民委员会")) drop_tail(name, "居委会");
    return name;
  }
  if (division.kind == DivisionKind::town) {
    if (drop_tail(name, "街道办事处") || drop_tail(name, "街道") || drop_tail(name, "镇")) return name;
    static constexpr std::array<std::string_view, 9> peoples{"苗族仡佬族", "布依族苗族", "苗族布依族", "苗族", "仡佬族",
                                                             "布依族",     "彝族",       "侗族",       "水族"};
    if (drop_tail(name, "乡")) {
      for (const std::string_view people : peoples) {
        if (drop_tail(name, people)) break;
      }
    }
  }
  return name;
}

Result<std::vector<Division>> parse_divisions(std::span<const DivisionFile> files, std::string_view county) {
  if (!county.empty() && kind_of_code(county) != DivisionKind::county) {
    return invalid("county_code", "县级代码应为 6 位数字，如 520422", {{"/county", "请填写 6 位县级代码"}});
  }
  Gathering gathering(county);
  for (const DivisionFile& file : files) gathering.read(file);
  return gathering.finish();
}

}  // namespace lianhu
