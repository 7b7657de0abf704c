#include "desk/category_desk.h"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include "base/hash.h"
#include "base/text.h"
#include "desk/audit_row.h"
#include "desk/code_book.h"
#include "desk/shipped.h"
#include "store/held_store.h"

namespace lianhu {
namespace {

constexpr int kDaysAhead = 366;
constexpr std::size_t kMostTargets = 2'000;

Error wrong(const std::string& pointer, const std::string& message) { return invalid("invalid_fields", message, {{pointer, message}}); }

std::optional<Error> wrong_day(Date from, Date today, const std::string& pointer) {
  if (from < today) return wrong(pointer, "只能从今天或以后起，过去的记录不改");
  if (from > today.plus(kDaysAhead)) return wrong(pointer, "最多提前一年安排");
  return std::nullopt;
}

CategoryRow row_of(const StoredCategory& one, Date today) {
  CategoryRow out{one.code, one.name, one.parent, one.mediable, one.sealed, one.public_facility, true, one.valid_from, one.valid_to, "在用", ""};
  out.standing = (!one.valid_from || *one.valid_from <= today) && (!one.valid_to || *one.valid_to >= today);
  if (one.valid_to) out.state_title = one.valid_to->plus(1).chinese() + (out.standing ? "起停用" : "起已停用");
  else if (!out.standing) out.state_title = one.valid_from->chinese() + "起";
  out.etag = sha256_hex(one.code + "|" + one.name + "|" + (one.valid_to ? one.valid_to->text() : "")).substr(0, 32);
  return out;
}

const StoredCategory* found(const std::vector<StoredCategory>& all, std::string_view code) {
  const auto at = std::find_if(all.begin(), all.end(), [&](const StoredCategory& one) { return one.code == code; });
  return at == all.end() ? nullptr : &*at;
}

CodeMapRow map_row(const CodeBook& book, const StoredCategory& category, Date day) {
  CodeMapRow out{category.code, category.name, {}, "", "", {}, {}, book.tag(category.code)};
  bool unknown = false;
  for (const CodeRow& row : book.rows(category.code)) {
    const CodeTarget* target = book.target(row.code);
    const std::string text = row.code + (target ? " " + target->name : "");
    if (row.valid_from > day) out.later.push_back(row.valid_from.chinese() + "起 " + text);
    if (row.valid_from > day || (row.valid_to && *row.valid_to < day)) continue;
    out.codes.push_back(text);
    unknown = unknown || target == nullptr;
  }
  const bool must = book.must(category);
  out.state = out.codes.size() > 1 ? "doubled" : unknown && !book.list().targets.empty() ? "unknown" : !out.codes.empty() ? "mapped" : must ? "missing" : "apart";
  out.state_title = out.state == "doubled"   ? "同时对应 " + std::to_string(out.codes.size()) + " 个编码"
                    : out.state == "unknown" ? "编码不在清单里"
                    : out.state == "mapped"  ? "已对应"
                    : out.state == "missing" ? "没有对应"
                                             : "不属于这张表";
  if (must) out.gaps = book.gaps(category, day);
  if (out.state == "mapped" && !out.gaps.empty()) out.state = "missing", out.state_title = "有的日子没有对应";
  return out;
}

}  // namespace

Result<CodeListViews> CategoryDesk::lists(const Actor& actor) const {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  CodeListViews out;
  const Date today = house_.now().date();
  house_.db().read([&](Session& session) {
    const auto categories = stored_categories(session);
    for (const CodeList& list : shipped().code_lists) {
      const CodeBook book(session, list, today);
      CodeListView view{list.system, list.title, list.sure, book.basis(), list.targets.empty(), {}};
      std::map<std::string, std::int64_t> reached;
      for (const StoredCategory& category : categories) {
        if (!row_of(category, today).standing) continue;
        const CodeMapRow row = map_row(book, category, today);
        view.missing += row.state == "missing";
        view.doubled += row.state == "doubled";
        view.unknown += row.state == "unknown";
        for (const std::string& code : book.codes_on(category.code, today)) ++reached[code];
      }
      for (const CodeTarget& target : book.list().targets) view.targets.push_back({target.code, target.name, reached[target.code]});
      out.items.push_back(std::move(view));
    }
  });
  return out;
}

Result<CodeMapList> CategoryDesk::map(const Actor& actor, const CodeMapQuery& query) const {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  const CodeList* list = list_of(shipped().code_lists, query.system);
  if (list == nullptr) return wrong("/system", "没有这张对照表，请从列表中选择");
  CodeMapList out;
  out.day = query.day.value_or(house_.now().date());
  house_.db().read([&](Session& session) {
    const CodeBook book(session, *list, out.day);
    for (const StoredCategory& category : stored_categories(session)) {
      if (!row_of(category, out.day).standing) continue;
      CodeMapRow row = map_row(book, category, out.day);
      if (!query.faults || row.state == "missing" || row.state == "doubled" || row.state == "unknown") out.items.push_back(std::move(row));
    }
  });
  return out;
}

Result<CodeMapRow> CategoryDesk::set(const Actor& actor, const CodeInput& input, const std::string& if_match) {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  const CodeList* list = list_of(shipped().code_lists, input.system);
  if (list == nullptr) return wrong("/system", "没有这张对照表，请从列表中选择");
  const Time now = house_.now();
  if (auto refused = wrong_day(input.from, now.date(), "/from")) return *refused;
  const std::string audit_id = house_.ids().text();
  std::optional<Error> refusal;
  CodeMapRow out;
  house_.db().commit([&](Session& session) {
    refusal.reset();
    const auto categories = stored_categories(session);
    const StoredCategory* category = found(categories, input.category);
    const CodeBook before(session, *list, input.from);
    if (category == nullptr) refusal = wrong("/category", "没有这个类别，请刷新页面");
    else if (before.tag(input.category) != if_match) refusal = conflict("stale_version", "这一条对照刚刚被他人修改，请刷新后核对再保存");
    else if (input.code && before.list().targets.empty()) refusal = wrong("/code", "这张表未取得官方编码，请先录入本地的清单");
    else if (input.code && before.target(*input.code) == nullptr) refusal = wrong("/code", "清单里没有这个编码，请从列表中选择");
    if (refusal) return;
    set_code(session, input.category, input.system, input.code, input.from);
    insert_audit(session, house_.region(),
                 Audit{audit_id, now, actor.account, "code_map_changed", input.category,
                       category->name + "，" + list->title + "，" + input.from.chinese() + "起" + (input.code ? "对应 " + *input.code : "不对应")});
    out = map_row(CodeBook(session, *list, now.date()), *category, now.date());
  });
  if (refusal) return *refusal;
  return out;
}

Result<CodeListViews> CategoryDesk::set_targets(const Actor& actor, const TargetInput& input) {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  const CodeList* list = list_of(shipped().code_lists, input.system);
  if (list == nullptr) return wrong("/system", "没有这张对照表，请从列表中选择");
  if (!list->targets.empty()) return wrong("/system", "这张表的编码随程序提供，不能在这里改");
  const Time now = house_.now();
  if (auto refused = wrong_day(input.from, now.date(), "/from")) return *refused;
  std::vector<TargetRow> rows;
  std::set<std::string> codes;
  std::vector<FieldFault> faults;
  std::int64_t number = 0;
  for (std::string_view rest = input.text; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = trim(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    ++number;
    if (line.empty()) continue;
    const std::size_t cut = line.find_first_of(" \t");
    const std::string code(line.substr(0, cut));
    const std::string name(cut == std::string_view::npos ? std::string_view() : trim(line.substr(cut)));
    const std::string at = "第" + std::to_string(number) + "行：";
    if (name.empty()) faults.push_back({"/text", at + "应写成“编码、空格、名称”"});
    else if (count_chars(code) > 40 || count_chars(name) > 60) faults.push_back({"/text", at + "编码不超过 40 字，名称不超过 60 字"});
    else if (!codes.insert(code).second) faults.push_back({"/text", at + "编码 " + code + " 写了两次，请删去一处"});
    else rows.push_back({input.system, code, name, input.basis, number, input.from, std::nullopt});
  }
  if (faults.empty() && rows.empty()) faults.push_back({"/text", "还没有编码"});
  if (rows.size() > kMostTargets) faults.push_back({"/text", "编码不超过 " + std::to_string(kMostTargets) + " 个"});
  if (faults.size() > 50) faults.resize(50);
  if (!faults.empty()) return invalid("invalid_fields", "清单有 " + std::to_string(faults.size()) + " 处要改", std::move(faults));
  const Audit audit = audit_row(house_, actor.account, "code_map_changed", input.system,
                                list->title + "：录入 " + std::to_string(rows.size()) + " 个编码，取自" + input.basis + "，" + input.from.chinese() + "起");
  house_.db().commit([&](Session& session) {
    replace_targets(session, input.system, rows, input.from);
    insert_audit(session, house_.region(), audit);
  });
  return lists(actor);
}

Result<CategoryRows> CategoryDesk::categories(const Actor& actor) const {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  CategoryRows out;
  house_.db().read([&](Session& session) {
    for (const StoredCategory& one : stored_categories(session)) out.items.push_back(row_of(one, house_.now().date()));
  });
  return out;
}

Result<CategoryRow> CategoryDesk::create(const Actor& actor, const NewCategoryInput& input) {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  const Date today = house_.now().date();
  if (auto refused = wrong_day(input.from, today, "/from")) return *refused;
  StoredCategory fresh{input.parent + "." + input.word, input.name, input.parent, 0, input.mediable, false, input.public_facility, input.from, std::nullopt};
  const Audit audit = audit_row(house_, actor.account, "category_changed", fresh.code, "新设类别 " + fresh.name + "（" + fresh.code + "），" + input.from.chinese() + "起");
  std::optional<Error> refusal;
  house_.db().commit([&](Session& session) {
    refusal.reset();
    const auto all = stored_categories(session);
    const StoredCategory* parent = found(all, input.parent);
    if (parent == nullptr || !row_of(*parent, today).standing) refusal = wrong("/parent", "没有这个上级类别，或已停用");
    if (found(all, fresh.code) != nullptr) refusal = wrong("/word", "已有代码 " + fresh.code + "，请换一个");
    StoredCategory row = fresh;
    for (const StoredCategory& one : all) {
      if (one.name == fresh.name && row_of(one, today).standing) refusal = wrong("/name", "已有同名的类别");
      // Behind its siblings: the lists show them together.
      if (one.code == input.parent || one.code.starts_with(input.parent + ".")) row.ordinal = std::max(row.ordinal, one.ordinal);
    }
    if (parent) row.sealed = parent->sealed;
    if (refusal) return;
    insert_stored_category(session, row);
    outdate(session, house_.region(), kHeldDirectory);
    insert_audit(session, house_.region(), audit);
  });
  if (refusal) return *refusal;
  house_.reload_directory();
  return row_of(fresh, today);
}

Result<CategoryRow> CategoryDesk::change(const Actor& actor, const std::string& code, const CategoryChange& input, const std::string& if_match) {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  const Date today = house_.now().date();
  if (input.ends) {
    if (auto refused = wrong_day(*input.ends, today, "/ends")) return *refused;
  }
  const auto directory = house_.directory();
  const std::string audit_id = house_.ids().text();
  std::optional<Error> refusal;
  CategoryRow out;
  house_.db().commit([&](Session& session) {
    refusal.reset();
    const auto all = stored_categories(session);
    const StoredCategory* held = found(all, code);
    if (held == nullptr) refusal = not_found();
    else if (row_of(*held, today).etag != if_match) refusal = conflict("stale_version", "这个类别刚刚被他人修改，请刷新后核对再保存");
    else if (held->valid_to && *held->valid_to < today) refusal = conflict("category_in_use", "这个类别已经停用，不能再改");
    else if (input.ends && (code == other_category || code == pending_category)) refusal = wrong("/ends", "“" + held->name + "”是兜底的类别，不能停用");
    for (const StoredCategory& one : all) {
      if (refusal) break;
      if (one.code != code && one.name == input.name && row_of(one, today).standing) refusal = wrong("/name", "已有同名的类别");
      if (input.ends && one.parent == code && (!one.valid_to || *one.valid_to >= *input.ends)) refusal = wrong("/ends", "下级类别“" + one.name + "”还在用，请先停用下级");
    }
    if (refusal) return;
    outdate(session, house_.region(), kHeldDirectory);
    StoredCategory row = *held;
    std::string detail = row.name;
    if (row.name != input.name) {
      detail += " 改名为 " + input.name;
      rename_category(session, code, input.name);
      row.name = input.name;
    }
    if (input.ends) {
      detail += "，" + input.ends->chinese() + "起停用";
      end_category(session, code, input.ends->plus(-1));
      row.valid_to = input.ends->plus(-1);
    }
    insert_audit(session, house_.region(), Audit{audit_id, house_.now(), actor.account, "category_changed", code, detail});
    out = row_of(row, today);
  });
  if (refusal) return *refusal;
  house_.reload_directory();
  return out;
}

}  // namespace lianhu
