#include "desk/team_form_desk.h"

#include <algorithm>
#include <map>

#include "desk/asked_place.h"
#include "desk/audit_row.h"
#include "desk/matter_desk.h"
#include "paper/sheet_write.h"
#include "rules/committee.h"
#include "rules/decide.h"
#include "rules/mediation_count.h"
#include "rules/mediation_form.h"
#include "store/change_store.h"
#include "store/committee_store.h"
#include "store/place_store.h"

namespace lianhu {
namespace {

Error wrong(const std::string& field, std::string message) {
  std::string text = message;
  return invalid("invalid_fields", std::move(text), {{"/" + field, std::move(message)}});
}

const TeamColumn* column_of(std::string_view name) {
  const auto& columns = team_columns();
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const TeamColumn& one) { return one.name == name; });
  return found == columns.end() ? nullptr : &*found;
}

}  // namespace

struct TeamFormDesk::Counted {
  struct Line {
    Place place;
    std::vector<const ListedCommittee*> committees;
    std::vector<const MediatorTerm*> terms;
    std::map<std::string, TeamFigure> figures;
  };
  Place place;
  std::int64_t year = 0;
  Date day;
  Time as_of;
  std::vector<ListedCommittee> committees;
  std::vector<MediatorTerm> terms;
  std::vector<Line> lines;
  std::shared_ptr<const Directory> directory;
};

Result<TeamFormDesk::Counted> TeamFormDesk::count(const Actor& actor, const TeamFormRequest& request) const {
  const Time now = house_.now();
  Counted out;
  out.as_of = request.as_of.value_or(now);
  if (now < out.as_of) return wrong("as_of", "截至时间还没有到，请选择现在或以前的时间");
  out.year = request.year.value_or(now.date().year());
  if (out.year > now.date().year()) return wrong("year", "这一年还没有到");
  out.day = std::min(Date::of(static_cast<int>(out.year), 12, 31), out.as_of.date());
  out.directory = house_.directory();
  bool known = true;
  std::vector<Place> towns;
  std::vector<Committee> listed;
  std::vector<TeamFigure> figures;
  house_.db().read([&](Session& session) {
    const auto place = asked_place(session, house_, actor, request.place);
    known = place.has_value();
    if (!known) return;
    out.place = *place;
    towns = places_of_kind(session, house_.region(), PlaceKind::town, house_.now().date());
    listed = committees_on(session, house_.region(), out.day);
    out.terms = all_mediator_terms(session, house_.region());
    figures = team_figures_of(session, house_.region(), out.year, out.as_of);
  });
  if (!known) return no_such_place();
  std::erase_if(out.terms, [&](const MediatorTerm& term) { return !stands_on(term, out.day); });
  std::map<std::string, std::string> kinds;
  for (const Committee& row : listed) kinds[row.office.text] = row.kind;
  for (const auto& [id, office] : out.directory->offices()) {
    if (office.kind != "mediation_committee") continue;
    const auto kind = kinds.find(id);
    out.committees.push_back({office.id, office.name, kind == kinds.end() ? committee_kind(office, *out.directory) : kind->second, out.directory->path_of(office.place)});
  }
  // A county's form has a row for each town and one for what is the county's own; a town's form has the town alone.
  std::vector<Place> places;
  if (out.place.kind == PlaceKind::county) places.push_back(out.place);
  for (Place& town : towns) {
    if (town.path.starts_with(out.place.path) || out.place.path.starts_with(town.path)) places.push_back(std::move(town));
  }
  for (Place& place : places) {
    Counted::Line line;
    const bool county = place.kind == PlaceKind::county;
    const auto inside = [&](const std::string& path) { return (county ? path == place.path : path.starts_with(place.path)) && path.starts_with(out.place.path); };
    for (const ListedCommittee& one : out.committees) {
      if (!inside(one.place_path)) continue;
      line.committees.push_back(&one);
      for (const MediatorTerm& term : out.terms) {
        if (term.office == one.office) line.terms.push_back(&term);
      }
    }
    for (const TeamFigure& figure : figures) {
      if (figure.place == place.id) line.figures[figure.name] = figure;
    }
    line.place = std::move(place);
    out.lines.push_back(std::move(line));
  }
  return out;
}

Result<TeamFormView> TeamFormDesk::form(const Actor& actor, const TeamFormRequest& request) const {
  const auto counted = count(actor, request);
  if (!counted) return counted.error();
  TeamFormView view;
  view.title = counted->place.full_name + "人民调解组织队伍经费保障情况统计表";
  view.place = counted->place.id.text;
  view.place_name = counted->place.full_name;
  view.year = counted->year;
  view.day = counted->day;
  view.as_of = counted->as_of;
  for (const TeamColumn& column : team_columns()) view.columns.push_back({column.name, column.group, column.title, column.unit, column.entered});
  view.total.id = "total";
  view.total.name = "合计";
  view.total.values.resize(view.columns.size());
  for (const Counted::Line& line : counted->lines) {
    TeamRowView row;
    row.id = line.place.id.text;
    row.name = line.place.kind == PlaceKind::county ? "县级" : line.place.name;
    row.may_enter = enters_team_figures(actor, *counted->directory, line.place.path) != nullptr;
    for (std::size_t i = 0; i < team_columns().size(); ++i) {
      const TeamColumn& column = team_columns()[i];
      const auto figure = line.figures.find(column.name);
      if (column.entered && figure != line.figures.end()) row.entered.push_back({column.name, figure->second.actor_label, figure->second.entered_at});
      view.missing += column.entered && figure == line.figures.end() ? 1 : 0;
      row.values.push_back(!column.entered ? counted_in(column, line.committees, line.terms) : figure == line.figures.end() ? 0 : figure->second.value);
      view.total.values[i] += row.values.back();
    }
    view.rows.push_back(std::move(row));
  }
  log_access(house_, actor, nullptr, "list", view.title);
  return view;
}

Result<TeamSheet> TeamFormDesk::sheet(const Actor& actor, const TeamFormRequest& request) const {
  using paper::Cell;
  const auto view = form(actor, request);
  if (!view) return view.error();
  paper::Sheet sheet{"统计表"};
  sheet.rows.push_back({Cell::words(view->title + "，" + std::to_string(view->year) + "年")});
  paper::CellRow groups{Cell()}, heads{Cell::words("单位")};
  for (const TeamColumnView& column : view->columns) {
    groups.push_back(Cell::words(column.group));
    heads.push_back(Cell::words(column.title + "（" + column.unit + "）"));
  }
  sheet.rows.push_back(std::move(groups));
  sheet.rows.push_back(std::move(heads));
  sheet.header_rows = 3;
  const auto put = [&](const TeamRowView& row) {
    paper::CellRow cells{Cell::words(row.name)};
    for (std::size_t i = 0; i < row.values.size(); ++i) cells.push_back(view->columns[i].unit == "万元" ? Cell::decimal(in_ten_thousands(row.values[i])) : Cell::whole(row.values[i]));
    sheet.rows.push_back(std::move(cells));
  };
  for (const TeamRowView& row : view->rows) put(row);
  put(view->total);
  sheet.rows.push_back({});
  sheet.rows.push_back({Cell::words("说明"), Cell::words("组织和队伍按" + view->day.chinese() + "的登记和名册；经费、场所设备由各单位填写，截至" + view->as_of.chinese() + "，其中 " +
                                                         std::to_string(view->missing) + " 个数字还没有填写，写作 0")});
  sheet.widths = {16};
  sheet.landscape = sheet.ruled = true;
  auto bytes = paper::write_xlsx({{std::move(sheet)}, {}});
  if (!bytes) return bytes.error();
  log_access(house_, actor, nullptr, "export", view->title);
  return TeamSheet{std::move(*bytes), view->title + std::to_string(view->year) + ".xlsx"};
}

Result<TeamList> TeamFormDesk::list(const Actor& actor, const TeamListRequest& request) const {
  const auto counted = count(actor, {request.year, request.place, request.as_of});
  if (!counted) return counted.error();
  const TeamColumn* column = column_of(request.column);
  if (!column || column->entered) return wrong("column", "没有这一栏，请从表中选择");
  TeamList out;
  bool found = request.row == "total";
  for (const Counted::Line& line : counted->lines) {
    if (request.row != "total" && line.place.id.text != request.row) continue;
    found = true;
    if (request.row != "total") out.title = line.place.kind == PlaceKind::county ? "县级" : line.place.name;
    for (const ListedCommittee* one : line.committees) {
      if (counts_committee(*column, *one)) out.items.push_back({one->office.text, one->name, std::string(title_in(committee_kinds, one->kind))});
    }
    for (const MediatorTerm* term : line.terms) {
      if (!counts_term(*column, *term)) continue;
      out.items.push_back({term->office.text, counted->directory->office_name(term->office),
                           term->name + "，" + std::string(title_in(engagements, term->engagement)) + "，" + term->from_day.chinese() + "起" + (term->to_day ? "，至" + term->to_day->chinese() : "")});
    }
  }
  if (!found) return wrong("row", "没有这一行，请从表中选择");
  out.title = (out.title.empty() ? "合计" : out.title) + "，" + column->title;
  log_access(house_, actor, nullptr, "list", out.title);
  return out;
}

Result<Done> TeamFormDesk::enter(const Entry& entry, const TeamFigureInput& input) const {
  const auto directory = house_.directory();
  const Time now = house_.now();
  std::optional<Place> place;
  house_.db().read([&](Session& session) { place = find_place(session, house_.region(), PlaceId{input.place}, now.date()); });
  if (!place || (place->kind != PlaceKind::county && place->kind != PlaceKind::town)) return wrong("place", "没有这个单位，请从表中选择");
  const ActorPost* post = enters_team_figures(entry.actor, *directory, place->path);
  if (!post) return forbidden("not_yours", place->full_name + "的数字由当地综治中心或者县司法局填写");
  const TeamColumn* column = column_of(input.name);
  if (!column || !column->entered) return wrong("name", "这一栏不用填写");
  if (input.year > now.date().year() || input.year < now.date().year() - 5) return wrong("year", "只能填写今年和前五年的");
  if (!team_money(input.name) && input.value > 100'000) return wrong("value", "数字太大，请核对");
  if (const auto before = replayed(house_, entry)) {
    if (!*before) return before->error();
    return done;
  }
  const TeamFigure figure{house_.ids().text(), place->id, input.year, input.name, input.value, now, entry.actor.account.value_or(AccountId{}), actor_label(entry.actor, post)};
  const Replay replay{entry.actor.key(), entry.route, entry.client_key, entry.body_sha256, 204, figure.id, now};
  const std::string value = team_money(input.name) ? in_ten_thousands(input.value) + " 万元" : std::to_string(input.value);
  house_.db().commit([&](Session& session) {
    insert_team_figure(session, house_.region(), figure);
    insert_audit(session, house_.region(), audit_row(house_, entry.actor.account, "team_figures_entered", place->id.text, place->full_name + std::to_string(input.year) + "年" + column->title + "：" + value));
    if (!entry.client_key.empty()) save_replay(session, house_.region(), replay);
  });
  return done;
}

}  // namespace lianhu
