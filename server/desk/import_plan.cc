#include "desk/import_plan.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "desk/place_finder.h"
#include "desk/reference_desk.h"
#include "paper/sheet_read.h"
#include "rules/permit.h"
#include "rules/reference.h"
#include "store/code_map_store.h"
#include "store/matter_store.h"
#include "store/reference_store.h"

namespace lianhu {
namespace {

constexpr std::size_t kMostText = 5000, kMostTitle = 60, kMostName = 50, kMostNumber = 60, kMostDetail = 200;

class Planner {
 public:
  Planner(const House& house, const Actor& actor, ImportPlan& plan) : house_(house), actor_(actor), plan_(plan), places_(house), directory_(house.directory()) {
    house_.db().read([&](Session& session) {
      if (!plan_.system->codes.empty()) codes_ = load_code_map(session, plan_.system->codes, house_.now().date());
    });
    for (const Category& one : directory_->categories()) {
      if (one.standing) names_.emplace(one.name, one.code);
    }
  }

  void run() {
    for (std::size_t r = plan_.sheet.header_rows; r < plan_.sheet.sheet.rows.size(); ++r) {
      if (!plan_.sheet.blank(r)) read_row(r);
    }
    meet_known();
    for (PlannedRow& row : plan_.rows) {
      if (!row.troubles.empty()) row.outcome = RowOutcome::faulty;
    }
    for (PlannedRow& row : plan_.rows) {
      if (!row.with || row.outcome == RowOutcome::faulty || plan_.rows[*row.with].outcome != RowOutcome::faulty) continue;
      trouble(row, "same_as", "同一张表里的“" + plan_.rows[*row.with].reference.number + "”有错误，改好那一行再一起登记");
      row.outcome = RowOutcome::faulty;
    }
  }

 private:
  void trouble(PlannedRow& row, std::string field, std::string message) { row.troubles.push_back({std::move(field), std::move(message)}); }

  // A text of the cell as it may be stored; a fault of the cell or the text is the row's.
  std::string words(PlannedRow& row, std::string_view field, std::size_t most, bool must, Lines lines = Lines::one) {
    const paper::Cell* cell = plan_.sheet.cell(row.row, field);
    const SheetColumn* column = plan_.system->column(field);
    const std::string heading = column ? column->heading : std::string(field);
    if (cell && cell->fault != paper::CellFault::none) {
      trouble(row, std::string(field), std::string(paper::cell_fault_message(cell->fault)));
      return {};
    }
    std::string text = cell ? tidy(cell->shown()) : std::string();
    if (lines == Lines::one) std::replace(text.begin(), text.end(), '\n', ' ');
    if (text.empty()) {
      if (must) trouble(row, std::string(field), "没有填写" + heading + "，请补上");
      return {};
    }
    if (const auto fault = text_fault(text, lines)) {
      trouble(row, std::string(field), std::string(text_fault_message(*fault)));
      return {};
    }
    if (count_chars(text) > most) {
      trouble(row, std::string(field), heading + "最多 " + std::to_string(most) + " 字，请缩短");
      return {};
    }
    return text;
  }

  std::optional<SheetMoment> moment(PlannedRow& row, std::string_view field, bool must) {
    const paper::Cell* cell = plan_.sheet.cell(row.row, field);
    const SheetColumn* column = plan_.system->column(field);
    const std::string heading = column ? column->heading : std::string(field);
    if (!cell || (cell->empty() || (cell->fault == paper::CellFault::none && trim(cell->shown()).empty()))) {
      if (must) trouble(row, std::string(field), "没有填写" + heading + "，请补上，形如 2026-11-25");
      return std::nullopt;
    }
    if (cell->fault != paper::CellFault::none) {
      trouble(row, std::string(field), std::string(paper::cell_fault_message(cell->fault)));
      return std::nullopt;
    }
    const auto found = moment_in(*cell);
    if (!found) trouble(row, std::string(field), heading + "不是日期，请写成 2026-11-25 的样子");
    return found;
  }

  void read_row(std::size_t r) {
    PlannedRow row;
    row.row = r;
    ReferenceInput input;
    input.system = plan_.system->id;
    input.number = words(row, "number", kMostNumber, true);
    const auto received = moment(row, "received", true);
    const auto due = moment(row, "due", false);
    if (received) input.received_on = received->day;
    if (due) input.due_on = due->day;
    if (const std::string kind = words(row, "kind", 30, false); !kind.empty()) input.kind = letter_kind(row, kind);
    if (!input.number.empty() && received) {
      auto reference = reference_from(house_, input, "");
      if (reference) {
        row.reference = std::move(*reference);
        if (received->minute) row.reference.received_at = Time::at(received->day, *received->minute / 60, *received->minute % 60);
        if (row.reference.received_at > house_.now()) trouble(row, "received", "收到时间不能晚于现在");
      } else {
        for (const FieldFault& fault : reference.error().fields) trouble(row, field_at(fault.pointer), fault.message);
      }
    }
    row.reference.number = normal_number(input.number);
    read_intake(row);
    if (!row.reference.number.empty()) {
      const auto [first, fresh] = first_with_.emplace(row.reference.number, r);
      if (!fresh) trouble(row, "number", "与第 " + std::to_string(first->second + 1) + " 行的编号相同，请只留一行");
    }
    plan_.rows.push_back(std::move(row));
  }

  static std::string field_at(const std::string& pointer) {
    if (pointer == "/received_on") return "received";
    if (pointer == "/due_on") return "due";
    return pointer.empty() ? pointer : pointer.substr(1);
  }

  std::optional<std::string> letter_kind(PlannedRow& row, const std::string& text) {
    const auto says = [&](const char* word) { return text.find(word) != std::string::npos; };
    if (says("委派") || says("立案前") || says("诉前")) return "pre_filing";
    if (says("简易") || says("小额")) return "simple";
    if (says("委托") || says("普通")) return "ordinary";
    trouble(row, "kind", "请写委派、委托（普通程序）或委托（简易程序）");
    return std::nullopt;
  }

  void read_intake(PlannedRow& row) {
    Intake intake;
    intake.channel = Channel::api;
    intake.text = words(row, "text", kMostText, true, Lines::many);
    if (!intake.text.empty() && count_chars(intake.text) < 2) trouble(row, "text", "内容太短，请写明是什么事");
    const std::string title = words(row, "title", 200, false);
    intake.title = count_chars(title) > kMostTitle ? std::string(first_chars(title, kMostTitle - 1)) + "…" : title;
    row.title = intake.title.empty() ? title_from(intake.text) : intake.title;
    intake.category = category(row);
    if (const std::string detail = words(row, "detail", kMostDetail, false); !detail.empty()) intake.place_detail = detail;
    if (const auto happened = moment(row, "happened", false)) {
      if (happened->day > house_.now().date()) trouble(row, "happened", "发生日期不能晚于今天");
      intake.happened_at = happened->day;
    }
    Party reporter;
    reporter.role = PartyRole::reporter;
    if (const std::string name = words(row, "name", kMostName, false); !name.empty()) reporter.name = name;
    if (const std::string phone = words(row, "phone", 30, false); !phone.empty()) reporter.phone = this->phone(row, phone);
    intake.parties.push_back(std::move(reporter));
    if (!actor_.posts.empty()) intake.intake_office = actor_.posts.front().office;
    find_place(row);
    intake.received_at = row.reference.received_at;
    intake.external.push_back(row.reference);
    row.intake = std::move(intake);
  }

  std::string phone(PlannedRow& row, const std::string& typed) {
    std::string digits;
    for (const char c : typed) {
      if (is_digits(std::string_view(&c, 1)) || c == '-') digits.push_back(c);
    }
    const bool mobile = digits.size() == 11 && digits[0] == '1';
    const bool land = !digits.empty() && digits[0] == '0' && digits.size() >= 10 && digits.size() <= 13;
    if (typed.find('*') == std::string::npos && (mobile || land)) return digits;
    trouble(row, "phone", "联系电话请写 11 位手机号或带区号的固定电话；对方隐去了中间几位的，请留空");
    return {};
  }

  std::string category(PlannedRow& row) {
    std::string text = words(row, "category", 60, false);
    if (text.empty()) return {};
    if (const Category* known = directory_->category(text); known && known->standing && text != pending_category) return text;
    if (const auto named = names_.find(text); named != names_.end()) return named->second;
    if (const auto coded = codes_.find(text); coded != codes_.end()) {
      if (const Category* known = directory_->category(coded->second); known && known->standing) return coded->second;
    }
    trouble(row, "category", "没有“" + std::string(first_chars(text, 20)) + "”这个类别；请按本中心的类别填写，或留空由分流岗确定");
    return {};
  }

  bool in_scope(const Place& place) const {
    return std::any_of(actor_.posts.begin(), actor_.posts.end(), [&](const ActorPost& post) {
      return post.role == Role::triage && place.path.find("/" + post.place.text + "/") != std::string::npos;
    });
  }

  void find_place(PlannedRow& row) {
    const std::string text = words(row, "place", 200, true);
    if (text.empty()) return;
    const auto found = places_.find(text);
    if (!found) {
      trouble(row, "place", found.error().message);
      return;
    }
    const Place& place = **found;
    row.place_name = place.full_name;
    row.site = place.id.text;
    if (!in_scope(place)) {
      trouble(row, "place", place.full_name + "不在您的管辖范围，请由县综治中心导入");
      return;
    }
    if (plan_.sites.contains(row.site) || no_desk_.contains(row.site)) {
      if (no_desk_.contains(row.site)) trouble(row, "place", place.full_name + "还没有负责分流的机构，请联系系统管理员");
      return;
    }
    auto site = site_at(house_, place.id);
    if (site) {
      plan_.sites.emplace(row.site, std::move(*site));
    } else {
      no_desk_.insert(row.site);
      trouble(row, "place", site.error().message);
    }
  }

  // What is known already, and what belongs to a matter that is.
  void meet_known() {
    std::vector<std::string> numbers;
    std::map<std::string, MatterId> same;  // as typed
    for (const PlannedRow& row : plan_.rows) {
      if (!row.reference.number.empty()) numbers.push_back(row.reference.number);
      if (const std::string typed = plan_.sheet.text(row.row, "same_as"); !typed.empty()) same.emplace(typed, MatterId{});
    }
    std::map<std::string, ExternalReference> known;
    std::map<std::string, MatterFile> heads;
    house_.db().read([&](Session& session) {
      known = find_references(session, house_.region(), plan_.system->id, numbers);
      std::set<std::string> ids;
      for (const auto& [number, reference] : known) ids.insert(reference.matter.text);
      for (auto& [typed, id] : same) {
        id = matter_called(session, typed);
        if (!id.text.empty()) ids.insert(id.text);
      }
      heads = load_matter_heads(session, house_.region(), {ids.begin(), ids.end()});
    });
    // What a row of this sheet begins, by its number: not what joins something itself.
    std::map<std::string, std::size_t> begun;
    for (std::size_t i = 0; i < plan_.rows.size(); ++i) {
      const std::string& number = plan_.rows[i].reference.number;
      if (!number.empty() && plan_.sheet.text(plan_.rows[i].row, "same_as").empty()) begun.emplace(number, i);
    }
    for (PlannedRow& row : plan_.rows) {
      if (const auto at = known.find(row.reference.number); at != known.end()) {
        meet(row, at->second, heads);
      } else if (const std::string typed = plan_.sheet.text(row.row, "same_as"); !typed.empty()) {
        const auto here = same[typed].text.empty() ? begun.find(normal_number(typed)) : begun.end();
        if (here != begun.end()) {
          forget_the_rest(row);
          row.outcome = RowOutcome::attached;
          row.with = here->second;
        } else {
          attach(row, typed, same[typed], heads);
        }
      }
    }
  }

  MatterId matter_called(Session& session, const std::string& typed) const {
    if (const auto ours = find_matter_by_number(session, house_.region(), std::string(trim(typed)))) return *ours;
    const std::string number = normal_number(typed);
    for (const OtherSystem& system : house_.other_systems()) {
      if (const auto reference = find_reference(session, house_.region(), system.id, number)) return reference->matter;
    }
    return {};
  }

  // Of a matter that is there only the number and its days are taken from the row.
  static void forget_the_rest(PlannedRow& row) {
    std::erase_if(row.troubles, [](const RowTrouble& t) { return t.field != "number" && t.field != "received" && t.field != "due" && t.field != "kind"; });
    row.intake.reset();
  }

  void meet(PlannedRow& row, const ExternalReference& before, const std::map<std::string, MatterFile>& heads) {
    forget_the_rest(row);
    row.outcome = RowOutcome::known;
    row.matter = before.matter;
    const auto head = heads.find(before.matter.text);
    if (head == heads.end() || !may(actor_, Action::know, {head->second})) {
      row.matter.reset();
      trouble(row, "number", "这个编号已经登记过，不在您的管辖范围内，请与县综治中心核对");
      return;
    }
    const bool told = row.reference.due_at.has_value() && !row.reference.due_reason;
    if (!told || before.due_at == row.reference.due_at || !may_refer(actor_, head->second)) return;
    row.outcome = RowOutcome::changed;
    ExternalReference now = before;
    now.due_at = row.reference.due_at;
    now.due_reason.reset();
    row.reference = std::move(now);
  }

  void attach(PlannedRow& row, const std::string& typed, const MatterId& id, const std::map<std::string, MatterFile>& heads) {
    const auto head = heads.find(id.text);
    if (id.text.empty() || head == heads.end() || !may(actor_, Action::know, {head->second})) {
      trouble(row, "same_as", "没有找到“" + std::string(first_chars(typed, 30)) + "”这件事项，请核对编号，或留空作为新的事项");
      return;
    }
    if (!may_refer(actor_, head->second)) {
      trouble(row, "same_as", head->second.matter.number + " 不由您的机构分流，请由该事项的分流岗登记");
      return;
    }
    forget_the_rest(row);
    row.outcome = RowOutcome::attached;
    row.matter = id;
    row.reference.matter = id;
  }

  const House& house_;
  const Actor& actor_;
  ImportPlan& plan_;
  PlaceFinder places_;
  std::shared_ptr<const Directory> directory_;
  std::map<std::string, std::string> codes_, names_;
  std::map<std::string, std::size_t> first_with_;
  std::set<std::string> no_desk_;
};

}  // namespace

Result<ImportPlan> plan_import(const House& house, const Actor& actor, const std::string& id, std::string_view bytes) {
  const OtherSystem* system = system_of(house.other_systems(), id);
  if (!system || !system->imports) return invalid("invalid_fields", "没有可以导入表格的这个系统，请从列表中选择", {{"/system", "请从列表中选择"}});
  auto book = paper::read_sheets(bytes);
  if (!book) return book.error();
  auto sheet = columned(std::move(*book), system->columns);
  if (!sheet) return sheet.error();
  ImportPlan plan;
  plan.system = system;
  plan.sheet = std::move(*sheet);
  Planner(house, actor, plan).run();
  return plan;
}

}  // namespace lianhu
