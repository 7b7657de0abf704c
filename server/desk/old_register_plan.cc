#include "desk/old_register_plan.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "desk/code_book.h"
#include "desk/place_finder.h"
#include "paper/sheet_read.h"
#include "rules/old_case.h"
#include "rules/reference.h"
#include "store/old_case_store.h"
#include "store/place_store.h"

namespace lianhu {
namespace {

constexpr std::size_t kMostNumber = 60, kMostParties = 300, kMostSummary = 2'000, kMostShelf = 60;
constexpr std::int64_t kMostAmount = 10'000'000'000'00;  // fen
const Date kEarliest = Date::of(1949, 10, 1);

// "婚姻家庭纠纷" is 婚姻家庭.
std::string bare_kind(std::string_view name) {
  std::string out(trim(name));
  for (const std::string_view tail : {"纠纷", "争议"}) {
    if (out.size() > tail.size() && out.ends_with(tail)) out.resize(out.size() - tail.size());
  }
  return out;
}

// An identity number written as text: 17 digits and one more digit or X, apart from longer rows of digits.
bool holds_identity_number(std::string_view text) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && digit(text[end])) ++end;
    const bool ends_in_x = end - i == 17 && end < text.size() && (text[end] == 'X' || text[end] == 'x');
    if (end - i == 18 || ends_in_x) return true;
    i = end + 1;
  }
  return false;
}

// Fen; nothing: not an amount.
std::optional<std::int64_t> amount_in(std::string text) {
  for (const std::string_view part : {",", "，", "元", " ", "￥", "¥"}) {
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part)) text.erase(at, part.size());
  }
  const std::size_t point = text.find('.');
  const std::string yuan = text.substr(0, point), rest = point == std::string::npos ? std::string() : text.substr(point + 1);
  if (!is_digits(yuan) || yuan.size() > 12 || rest.size() > 2 || (point != std::string::npos && !is_digits(rest))) return std::nullopt;
  return std::stoll(yuan) * 100 + (rest.empty() ? 0 : std::stoll(rest) * (rest.size() == 1 ? 10 : 1));
}

std::string unified_names(std::string text) {
  for (const std::string_view divider : {"，", ",", "；", ";", "/", "\n"}) {
    for (std::size_t at = text.find(divider); at != std::string::npos; at = text.find(divider)) text.replace(at, divider.size(), "、");
  }
  return text;
}

class OldReading {
 public:
  OldReading(const House& house, OldPlan& plan) : house_(house), plan_(plan), places_(house) {
    for (const CodeTarget& kind : justice_kinds().targets) kinds_.emplace(bare_kind(kind.name), kind.code);
    house_.db().read([&](Session& session) { home_ = find_place(session, house_.region(), plan_.office.place, house_.now().date()); });
  }

  void run() {
    for (std::size_t r = plan_.sheet.header_rows; r < plan_.sheet.sheet.rows.size(); ++r) {
      if (!plan_.sheet.blank(r)) read(r);
    }
    meet_known();
  }

 private:
  static const std::string& heading(std::string_view field) {
    for (const SheetColumn& column : old_register_columns()) {
      if (column.field == field) return column.heading;
    }
    throw std::logic_error("no such column");
  }

  void fault(OldRow& row, std::string_view field, std::string message) {
    const auto at = plan_.sheet.at.find(field);
    row.faults.push_back({at == plan_.sheet.at.end() ? "" : paper::cell_name(row.row, at->second), heading(field), std::move(message)});
  }

  std::string words(OldRow& row, std::string_view field, std::size_t most, bool must, Lines lines = Lines::one) {
    const paper::Cell* cell = plan_.sheet.cell(row.row, field);
    if (cell && cell->fault != paper::CellFault::none) {
      fault(row, field, std::string(paper::cell_fault_message(cell->fault)));
      return {};
    }
    std::string text = cell ? tidy(cell->shown()) : std::string();
    if (lines == Lines::one) std::replace(text.begin(), text.end(), '\n', ' ');
    if (text.empty()) {
      if (must) fault(row, field, "没有填写" + heading(field) + "，请补上");
      return {};
    }
    if (const auto bad = text_fault(text, lines)) {
      fault(row, field, std::string(text_fault_message(*bad)));
      return {};
    }
    if (count_chars(text) > most) fault(row, field, heading(field) + "最多 " + std::to_string(most) + " 字，请缩短");
    if (holds_identity_number(text)) fault(row, field, "台账不导入身份证号码，请从这一格里删去");
    return text;
  }

  std::optional<Date> day(OldRow& row, std::string_view field, bool must) {
    const paper::Cell* cell = plan_.sheet.cell(row.row, field);
    if (!cell || (cell->fault == paper::CellFault::none && trim(cell->shown()).empty())) {
      if (must) fault(row, field, "没有填写" + heading(field) + "，请补上，形如 2019-03-05");
      return std::nullopt;
    }
    if (cell->fault != paper::CellFault::none) {
      fault(row, field, std::string(paper::cell_fault_message(cell->fault)));
      return std::nullopt;
    }
    const auto found = moment_in(*cell);
    if (!found) {
      fault(row, field, heading(field) + "不是日期，或者没有这一天，请写成 2019-03-05 的样子");
      return std::nullopt;
    }
    if (house_.now().date() < found->day) {
      fault(row, field, heading(field) + "不能晚于今天，请核对年份");
    } else if (found->day < kEarliest) {
      fault(row, field, heading(field) + "太早，请核对年份");
    }
    return found->day;
  }

  void read(std::size_t r) {
    OldRow row;
    row.row = r;
    OldCase& value = row.value;
    value.office = plan_.office.id;
    value.number = normal_number(words(row, "number", kMostNumber, false));
    if (value.number.empty() && row.faults.empty()) fault(row, "number", "没有填写编号，请补上（案卷或登记簿上的编号）");
    if (const auto received = day(row, "received", true)) value.received_day = *received;
    value.concluded_day = day(row, "concluded", false);
    if (value.concluded_day && *value.concluded_day < value.received_day) fault(row, "concluded", "调解日期早于受理日期，请核对");
    value.parties = unified_names(words(row, "parties", kMostParties, true, Lines::many));
    value.summary = words(row, "summary", kMostSummary, true, Lines::many);
    kind(row);
    if (const auto result = old_result(words(row, "result", 40, false))) {
      value.result = *result;
    } else {
      fault(row, "result", "没有看懂调解结果，请写“书面协议”“口头协议”或“不成功”，不清楚的留空");
    }
    if (const std::string amount = words(row, "amount", 40, false); !amount.empty()) {
      const auto fen = amount_in(amount);
      if (!fen || *fen > kMostAmount) {
        fault(row, "amount", "不是金额，请只写数字，单位元，如 12000 或 1280.50");
      } else {
        value.amount = *fen;
      }
    }
    if (std::string shelf = words(row, "shelf", kMostShelf, false); !shelf.empty()) value.shelf = std::move(shelf);
    place(row);
    if (!value.number.empty()) {
      const auto [first, fresh] = first_with_.emplace(value.number, r + 1);
      if (!fresh) fault(row, "number", "与第 " + std::to_string(first->second) + " 行的编号相同，请只留一行");
    }
    plan_.rows.push_back(std::move(row));
  }

  void kind(OldRow& row) {
    const std::string text = words(row, "kind", 40, true);
    if (text.empty()) return;
    const auto found = kinds_.find(bare_kind(text));
    if (found != kinds_.end()) {
      row.value.kind = found->second;
      return;
    }
    std::string all;
    for (const CodeTarget& kind : justice_kinds().targets) all += (all.empty() ? "" : "、") + kind.name;
    fault(row, "kind", "没有“" + std::string(first_chars(text, 20)) + "”这一类，请写其中一类：" + all);
  }

  void place(OldRow& row) {
    const std::string text = words(row, "place", 200, false);
    const Place* found = home_ ? &*home_ : nullptr;
    if (!text.empty()) {
      const auto named = places_.find(text);
      if (!named) {
        fault(row, "place", named.error().message);
        return;
      }
      found = *named;
      if (home_ && !found->path.starts_with(home_->path)) {
        fault(row, "place", found->full_name + "不在" + plan_.office.name + "的范围内，请核对；在别处的留空");
        return;
      }
    }
    if (!found) return;
    row.value.place_path = found->path;
    row.value.place_name = found->full_name;
    row.value.office_path = home_->path;
  }

  static bool same(const OldCase& a, const OldCase& b) {
    return a.received_day == b.received_day && a.concluded_day == b.concluded_day && a.place_path == b.place_path && a.parties == b.parties && a.kind == b.kind && a.summary == b.summary &&
           a.result == b.result && a.amount == b.amount && a.shelf == b.shelf;
  }

  void meet_known() {
    std::vector<std::string> numbers;
    for (const OldRow& row : plan_.rows) {
      if (!row.value.number.empty()) numbers.push_back(row.value.number);
    }
    std::map<std::string, OldCase> known;
    std::set<std::string> ours;
    house_.db().read([&](Session& session) {
      known.clear();
      ours.clear();
      for (OldCase& row : old_cases_numbered(session, house_.region(), plan_.office.id, numbers)) {
        std::string number = row.number;
        known.emplace(std::move(number), std::move(row));
      }
      for (const std::string& number : file_numbers_of(session, house_.region(), plan_.office.id)) ours.insert(normal_number(number));
    });
    for (OldRow& row : plan_.rows) {
      if (ours.contains(row.value.number)) fault(row, "number", "这个编号是本系统里的案件，不用再导入，请删去这一行");
      const auto before = known.find(row.value.number);
      if (before == known.end() || !row.faults.empty()) continue;
      row.known = same(before->second, row.value);
      if (!row.known) fault(row, "number", "这个编号已经导入过，内容与这一行不同；要改的请先撤销那次导入，再导入改好的表格");
    }
  }

  const House& house_;
  OldPlan& plan_;
  PlaceFinder places_;
  std::optional<Place> home_;
  std::map<std::string, std::string> kinds_;  // name without 纠纷 → code
  std::map<std::string, std::size_t> first_with_;
};

}  // namespace

const std::vector<SheetColumn>& old_register_columns() {
  static const std::vector<SheetColumn> columns{{"number", "编号", {"案卷编号", "卷号", "案号", "协议编号", "登记编号", "调解编号"}, true},
                                                {"received", "受理日期", {"登记日期", "受理时间", "登记时间", "申请日期", "收案日期"}, true},
                                                {"parties", "当事人", {"当事人姓名", "双方当事人", "纠纷当事人"}, true},
                                                {"kind", "纠纷类型", {"纠纷类别", "类型", "类别", "案件分类"}, true},
                                                {"summary", "纠纷概要", {"纠纷简要情况", "案由", "事由", "主要内容", "简要案情", "纠纷事由"}, true},
                                                {"result", "调解结果", {"结果", "是否成功", "协议形式"}, false},
                                                {"concluded", "调解日期", {"结案日期", "调解时间", "结案时间", "达成协议日期"}, false},
                                                {"amount", "协议金额（元）", {"协议金额", "涉及金额（元）", "涉及金额", "金额"}, false},
                                                {"place", "纠纷发生地", {"发生地", "地点", "村（居）", "村居", "所属村"}, false},
                                                {"shelf", "案卷存放", {"存放位置", "档案号", "归档位置"}, false}};
  return columns;
}

Result<OldPlan> plan_old_register(const House& house, const Actor& actor, const std::string& office, std::string_view bytes) {
  const auto directory = house.directory();
  const Office* committee = directory->office(OfficeId{office});
  if (!committee || !imports_old_cases(actor, *committee, directory->path_of(committee->place))) {
    return invalid("invalid_fields", "请选择调解委员会", {{"/office", "请从列表中选择一个调解委员会"}});
  }
  auto book = paper::read_sheets(bytes);
  if (!book) return book.error();
  auto sheet = columned(std::move(*book), old_register_columns());
  if (!sheet) return sheet.error();
  OldPlan plan{*committee, std::move(*sheet), {}};
  OldReading(house, plan).run();
  return plan;
}

}  // namespace lianhu
