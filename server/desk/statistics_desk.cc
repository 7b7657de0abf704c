#include "desk/statistics_desk.h"

#include <algorithm>
#include <map>
#include <set>

#include <boost/json/parse.hpp>

#include "desk/asked_place.h"
#include "desk/code_book.h"
#include "desk/matter_desk.h"
#include "desk/month_span.h"
#include "desk/work_item.h"
#include "rules/mediation_count.h"
#include "rules/permit.h"
#include "rules/prevention.h"
#include "store/matter_store.h"
#include "store/mediation_count_store.h"
#include "store/place_store.h"

namespace lianhu {
namespace {

constexpr const char* kFigure = "mediation";
constexpr std::int64_t kPage = 50;

// The kinds of the justice offices, and what our categories map to, as of each month's last day.
class Kinds {
 public:
  Kinds(Session& session, const CodeList& list, Date today) : book_(session, list, today) {}
  const std::vector<CodeTarget>& targets() const { return book_.list().targets; }
  std::string of(const std::string& category, const std::string& month) const {
    const auto known = cache_.find({category, month});
    if (known != cache_.end()) return known->second;
    const auto codes = book_.codes_on(category, next_month(*first_of_month(month)).plus(-1));
    return cache_[{category, month}] = codes.size() == 1 && book_.target(codes[0]) ? codes[0] : std::string();
  }

 private:
  CodeBook book_;
  mutable std::map<std::pair<std::string, std::string>, std::string> cache_;
};

const ActorPost* county_post(const Actor& actor) {
  for (const ActorPost& post : actor.posts) {
    if (post.office_kind == "county_centre" && (post.role == Role::triage || post.role == Role::leader || post.role == Role::supervisor)) return &post;
  }
  return nullptr;
}

struct Unit {
  std::string id, name;
};

// The place below `root` that a committee belongs to; the committee itself where there is none between.
Unit unit_of(const MediationCount& row, const std::string& root, const Directory& directory, std::map<std::string, std::string>& places) {
  const std::string path = directory.path_of(row.place);
  const Unit own{row.office.text, directory.office_name(row.office)};
  if (path.size() <= root.size() || !path.starts_with(root)) return own;
  const std::string below = path.substr(root.size(), path.find('/', root.size()) - root.size());
  if (root + below + "/" == path && std::count(root.begin(), root.end(), '/') > 2) return own;  // a village's committee under its town
  places.try_emplace(below);
  return {below, below};
}

FormRowView row_view(std::string id, std::string name, std::vector<std::int64_t> values) { return {std::move(id), std::move(name), std::move(values)}; }

std::vector<FormNote> notes() {
  return {{"哪些案件", "在所选月份里调解终结的：达成协议的按达成之日，调解不成功的按登记之日。一件案件只计一次，以最近一次结果为准；一方拒绝后重新同意再调解的，有新结果之前仍按不成功计。"},
          {"涉及当事人数", "案件的各方当事人，不含已退出的。"},
          {"疑难复杂", "受理时登记为“重大”或者“疑难”的。"},
          {"协议涉及金额", "协议条款中给付款项的合计，单位万元，保留两位小数；合计按分累加后再换算。"},
          {"不同主体", "按司法局登记的调解委员会类别；还没有登记的，按所属机构：村（居）民委员会、乡镇人民政府（街道办事处）、企事业单位、群团组织，其余计入“其他”。"},
          {"案件来源", "按受理登记；没有登记的，按随案的来函（法院、检察院、公安、信访、其他部门）；都没有的，网格员、联户长发现的为主动调解，其余为依申请。"},
          {"案件分类", "按事项类别与司法行政 18 类的对照表，以当月最后一天有效的为准；没有对应的单列一栏，并使核对不符。"},
          {"预防情况", "受理后登记了可能引起自杀、刑事案件、群体性上访、群体性械斗，而最终达成协议的。"},
          {"定稿和更正", "月份定稿以后，当时的数字不再变动；此后登记的变化逐条列为更正，单独计数。"}};
}

}  // namespace

struct StatisticsDesk::Counted {
  std::string root, place, place_name, by;
  MonthSpan span;
  Time as_of;
  std::vector<MediationCount> rows;
  std::vector<FrozenMonth> frozen;
  std::map<std::string, std::set<std::string>> lists;
  std::optional<Kinds> kinds;
  std::vector<FormColumn> columns;
  std::map<std::string, Unit> units;  // of each committee
  std::shared_ptr<const Directory> directory;

  KindOf kind() const {
    return [this](const std::string& category, const std::string& month) { return kinds->of(category, month); };
  }
  Unit unit(const MediationCount& row) const { return by == "month" ? Unit{row.month, month_title(*first_of_month(row.month))} : units.at(row.office.text); }
};

Result<StatisticsDesk::Counted> StatisticsDesk::count(const Actor& actor, const FormRequest& request) const {
  const Time now = house_.now();
  const Date today = now.date();
  Counted out;
  auto span = month_span(request.from, request.to, today);
  if (!span) return span.error();
  out.span = std::move(*span);
  out.by = request.by.value_or("unit");
  if (out.by != "unit" && out.by != "month") return invalid("invalid_fields", "没有这种分行", {{"/by", "请选择按单位或者按月份"}});
  if (request.as_of && now < *request.as_of) return invalid("invalid_fields", "截至时间还没有到", {{"/as_of", "请选择现在或以前的时间"}});
  out.as_of = request.as_of.value_or(now);
  out.directory = house_.directory();
  const MatterReader reader = reader_of(actor);
  bool known = true;
  house_.db().read([&](Session& session) {
    known = true;
    const auto place = asked_place(session, house_, actor, request.place);
    known = place.has_value();
    if (!known) return;
    out.root = place->path;
    out.place = place->id.text;
    out.place_name = place->full_name;
    out.kinds.emplace(session, justice_kinds(), today);
    out.columns = mediation_columns(out.kinds->targets());
    out.rows = list_mediation_counts(session, house_.region(), reader, {out.span.from, out.span.to, out.as_of});
    std::erase_if(out.rows, [&](const MediationCount& row) { return !out.directory->path_of(row.place).starts_with(out.root); });
    out.frozen = load_frozen_months(session, house_.region(), kFigure, out.span.from, out.span.to);
    std::erase_if(out.frozen, [&](const FrozenMonth& month) { return out.as_of < month.frozen_at; });
    out.units.clear();
    std::map<std::string, std::string> names;
    for (const MediationCount& row : out.rows) {
      if (!out.units.contains(row.office.text)) out.units[row.office.text] = unit_of(row, out.root, *out.directory, names);
    }
    for (auto& [id, name] : names) {
      const auto below = find_place(session, house_.region(), PlaceId{id}, today);
      name = below ? below->name : id;
    }
    for (auto& [office, unit] : out.units) {
      if (const auto name = names.find(unit.id); name != names.end()) unit.name = name->second;
    }
  });
  if (!known) return no_such_place();
  for (const FrozenMonth& month : out.frozen) {
    std::set<std::string>& list = out.lists[month.month];
    const boost::json::value ids = boost::json::parse(month.list);
    for (const auto& id : ids.as_array()) list.emplace(id.as_string());
  }
  return out;
}

StatisticsView StatisticsDesk::view_of(const Counted& counted, const Actor& actor) const {
  const KindOf kind = counted.kind();
  const Reported reported = divided(counted.rows, counted.lists);
  StatisticsView view;
  view.place = counted.place;
  view.place_name = counted.place_name;
  view.title = counted.place_name + "人民调解案件情况统计表";
  view.from = counted.span.from;
  view.to = counted.span.to;
  view.by = counted.by;
  view.as_of = counted.as_of;
  std::map<std::string, std::pair<std::string, std::vector<const MediationCount*>>> groups;
  if (counted.by == "month") {
    for (Date day = counted.span.first; day <= counted.span.last; day = next_month(day)) groups[month_of(day)].first = month_title(day);
  }
  for (const MediationCount* row : reported.reported) {
    const Unit unit = counted.unit(*row);
    groups[unit.id].first = unit.name;
    groups[unit.id].second.push_back(row);
  }
  for (const auto& [id, group] : groups) view.rows.push_back(row_view(id, group.first, summed(counted.columns, group.second, kind)));
  view.total = row_view("total", "合计", summed(counted.columns, reported.reported, kind));
  if (!reported.corrections.empty()) {
    view.corrections = row_view("corrections", "定稿后更正", summed(counted.columns, reported.corrections, kind));
    view.corrected = row_view("corrected", "更正后合计", view.total.values);
    for (std::size_t i = 0; i < counted.columns.size(); ++i) view.corrected->values[i] += view.corrections->values[i];
  }
  for (const FormCheck& check : form_checks(counted.columns, view.total.values)) view.checks.push_back({check.text, check.holds});
  for (const FrozenMonth& month : counted.frozen) view.frozen.push_back({month.month, month.frozen_by, month.frozen_at});
  for (const FormColumn& column : counted.columns) view.columns.push_back({column.name, column.group, column.title, column.unit});
  // The column of what has no kind stands only where there is such a case.
  for (std::size_t i = 0; i < view.columns.size(); ++i) {
    if (view.columns[i].name != "kind.") continue;
    const auto none = [&](const FormRowView& row) { return row.values[i] == 0; };
    if (!none(view.total) || (view.corrections && !none(*view.corrections)) || !std::all_of(view.rows.begin(), view.rows.end(), none)) continue;
    const auto at = static_cast<std::ptrdiff_t>(i);
    view.columns.erase(view.columns.begin() + at);
    for (FormRowView& row : view.rows) row.values.erase(row.values.begin() + at);
    for (FormRowView* row : {&view.total, view.corrections ? &*view.corrections : nullptr, view.corrected ? &*view.corrected : nullptr}) {
      if (row) row->values.erase(row->values.begin() + at);
    }
    break;
  }
  view.notes = notes();
  const bool over = counted.span.to < month_of(house_.now().date());
  if (county_post(actor) && counted.span.single() && over && counted.frozen.empty()) view.may_freeze = view.from;
  return view;
}

Result<StatisticsView> StatisticsDesk::form(const Actor& actor, const FormRequest& request) const {
  const auto counted = count(actor, request);
  if (!counted) return counted.error();
  StatisticsView view = view_of(*counted, actor);
  log_access(house_, actor, nullptr, "list", view.title);
  return view;
}

Result<CasePage> StatisticsDesk::cases(const Actor& actor, const CasesRequest& request) const {
  const auto counted = count(actor, {request.from, request.to, request.place, request.by, request.as_of});
  if (!counted) return counted.error();
  const auto column = std::find_if(counted->columns.begin(), counted->columns.end(), [&](const FormColumn& one) { return one.name == request.column; });
  if (column == counted->columns.end()) return invalid("invalid_fields", "没有这一栏", {{"/column", "请从表上点开"}});
  const KindOf kind = counted->kind();
  const Reported reported = divided(counted->rows, counted->lists);
  std::vector<const MediationCount*> rows = request.row == "corrections" ? reported.corrections : reported.reported;
  if (request.row == "corrected") rows.insert(rows.end(), reported.corrections.begin(), reported.corrections.end());
  std::string row_name = request.row == "corrections" ? "定稿后更正" : request.row == "corrected" ? "更正后合计" : "合计";
  if (request.row != "total" && request.row != "corrections" && request.row != "corrected") {
    row_name.clear();
    std::erase_if(rows, [&](const MediationCount* row) { return counted->unit(*row).id != request.row; });
    if (rows.empty() && counted->by == "month" && !first_of_month(request.row)) return invalid("invalid_fields", "没有这一行", {{"/row", "请从表上点开"}});
    if (!rows.empty()) row_name = counted->unit(*rows.front()).name;
  }
  std::erase_if(rows, [&](const MediationCount* row) { return added(*column, *row, kind) == 0; });

  CasePage page;
  page.title = (row_name.empty() ? "" : row_name + "：") + (column->group.empty() ? "" : column->group + " ") + column->title;
  page.total = static_cast<std::int64_t>(rows.size());
  for (const MediationCount* row : rows) page.value += added(*column, *row, kind);
  const std::size_t offset = static_cast<std::size_t>(std::max<std::int64_t>(0, request.offset));
  std::vector<std::string> ids;
  for (std::size_t i = offset; i < rows.size() && ids.size() < static_cast<std::size_t>(kPage); ++i) ids.push_back(rows[i]->matter.text);
  std::map<std::string, MatterFile> heads;
  house_.db().read([&](Session& session) { heads = load_matter_heads(session, house_.region(), ids); });
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const MediationCount& row = *rows[offset + i];
    const auto head = heads.find(row.matter.text);
    if (head == heads.end()) continue;
    CaseRow item;
    item.matter = row.matter.text;
    item.number = head->second.matter.number;
    item.title = head->second.matter.title;
    item.office_name = counted->directory->office_name(row.office);
    item.result_title = result_title(row.result);
    item.source_title = source_title(row.source);
    item.category_name = category_name(*counted->directory, row.category);
    item.month = row.month;
    item.concluded = row.concluded;
    item.amount = row.amount;
    item.parties = row.parties;
    item.delta = row.delta;
    item.value = added(*column, row, kind);
    item.recorded_at = row.recorded_at;
    page.items.push_back(std::move(item));
  }
  if (offset + ids.size() < rows.size()) page.next = static_cast<std::int64_t>(offset + ids.size());
  log_access(house_, actor, nullptr, "list", page.title);
  return page;
}

Result<Done> StatisticsDesk::freeze(const Actor& actor, const std::string& month) const {
  const ActorPost* post = county_post(actor);
  if (!post) return forbidden("not_yours", "月份由县级综治中心的分流、督办岗位和负责人定稿");
  const auto first = first_of_month(month);
  if (!first) return invalid("invalid_fields", "月份不对", {{"/month", "请写成 2026-03 的样子"}});
  if (month_of(house_.now().date()) <= month) return invalid("invalid_fields", "这个月还没有过完，不能定稿", {{"/month", "请选择已经过完的月份"}});
  bool fresh = false;
  house_.db().commit([&](Session& session) {
    fresh = freeze_month(session, house_.region(), {kFigure, month, house_.now(), post->office_name + std::string(title(post->role)), ""});
  });
  if (!fresh) return conflict("month_frozen", month_title(*first) + "已经定稿；有变动的会列为更正");
  log_access(house_, actor, nullptr, "freeze", month_title(*first) + "人民调解案件情况统计表定稿");
  return done;
}

std::int64_t count_earlier_mediations(const House& house) {
  std::int64_t counted = 0;
  std::string after;
  for (;;) {
    std::vector<MatterId> matters;
    house.db().read([&](Session& session) { matters = uncounted_mediations(session, house.region(), after, 200); });
    if (matters.empty()) return counted;
    after = matters.back().text;
    for (const MatterId& matter : matters) {
      const auto whole = load_matter(house, matter);
      if (!whole) continue;
      const auto stand_now = stand(house);
      const auto rows = recount({}, counted_mediations(whole->file, stand_now->ground), stand_now->ground);
      if (rows.empty()) continue;
      // A matter that moved meanwhile was counted by that act.
      house.db().commit([&](Session& session) {
        if (load_mediation_counts(session, house.region(), matter).empty()) add_mediation_counts(session, house.region(), rows);
      });
      ++counted;
    }
  }
}

}  // namespace lianhu
