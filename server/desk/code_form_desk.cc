#include "desk/code_form_desk.h"

#include <algorithm>
#include <map>

#include "desk/asked_place.h"
#include "desk/code_book.h"
#include "desk/matter_desk.h"
#include "desk/month_span.h"
#include "desk/shipped.h"
#include "desk/work_item.h"
#include "paper/sheet_write.h"
#include "store/span_store.h"

namespace lianhu {
namespace {

void add(CodeFormRow& row, const CodeFormPart& part) {
  row.received += part.received;
  row.closed += part.closed;
  row.open += part.open;
}

paper::CellRow cells(const std::string& code, const std::string& name, std::int64_t received, std::int64_t closed, std::int64_t open) {
  return {paper::Cell::words(code), paper::Cell::words(name), paper::Cell::whole(received), paper::Cell::whole(closed), paper::Cell::whole(open)};
}

}  // namespace

Result<CodeFormView> CodeFormDesk::form(const Actor& actor, const CodeFormRequest& request) const {
  const Time now = house_.now();
  const auto span = month_span(request.from, request.to, now.date());
  if (!span) return span.error();
  const CodeList* list = list_of(shipped().code_lists, request.list);
  if (!list) return invalid("invalid_fields", "没有这张对照表", {{"/list", "请从列表中选择"}});
  const auto directory = house_.directory();
  const MatterReader reader = reader_of(actor);
  CodeFormView view;
  view.list = list->system;
  view.from = span->from;
  view.to = span->to;
  view.as_of = now;
  std::map<std::string, CodeFormPart> parts;
  std::optional<CodeBook> book;
  bool known = true;
  house_.db().read([&](Session& session) {
    parts.clear();
    const auto place = asked_place(session, house_, actor, request.place);
    known = place.has_value();
    if (!known) return;
    view.place = place->id.text;
    view.place_name = place->full_name;
    view.lists.clear();
    for (const CodeList& one : shipped().code_lists) {
      if (!CodeBook(session, one, now.date()).list().targets.empty()) view.lists.push_back({one.system, one.title});
    }
    book.emplace(session, *list, span->last_day());
    const Time first = Time::at(span->first), last = Time::at(span->last_day().plus(1)).plus_ms(-1);
    const auto inside = [&](const std::string& path) { return !request.place || path.starts_with(place->path); };
    for (const SpanCount& one : count_span(session, house_.region(), reader, SpanOf::received, first, last)) {
      if (inside(one.place_path)) parts[one.category].received += one.count;
    }
    for (const SpanCount& one : count_span(session, house_.region(), reader, SpanOf::closed, first, last)) {
      if (inside(one.place_path)) parts[one.category].closed += one.count;
    }
    for (const OpenCount& one : count_open(session, house_.region(), reader, now, end_of_day(now))) {
      if (inside(one.place_path)) parts[one.category].open += one.open;
    }
  });
  if (!known) return no_such_place();
  view.title = view.place_name + book->list().title;
  view.sure = book->basis() ? "本地录入，依据：" + *book->basis() : book->list().sure;

  std::map<std::string, std::size_t> at;
  for (const CodeTarget& target : book->list().targets) {
    at[target.code] = view.rows.size();
    view.rows.push_back({target.code, target.name, 0, 0, 0, {}});
  }
  CodeFormRow none{"", "不在这张表里的类别", 0, 0, 0, {}};
  view.total = {"total", "合计", 0, 0, 0, {}};
  const std::string narrowed = request.place ? "&place=" + view.place : std::string();
  const std::string days = "from=" + span->first.text() + "&to=" + span->last_day().text();
  const std::string closed_days = "closed_from=" + span->first.text() + "&closed_to=" + span->last_day().text();
  for (auto& [category, part] : parts) {
    part.category = category;
    part.name = category_name(*directory, category);
    const std::string of = "&category=" + category + narrowed;
    part.received_query = days + of;
    part.closed_query = closed_days + of;
    part.open_query = "open=true" + of;
    const auto codes = book->codes_on(category, span->last_day());
    const auto found = codes.size() == 1 ? at.find(codes[0]) : at.end();
    CodeFormRow& row = found == at.end() ? none : view.rows[found->second];
    add(row, part);
    add(view.total, part);
    row.parts.push_back(part);
  }
  if (!none.parts.empty()) view.rows.push_back(std::move(none));
  log_access(house_, actor, nullptr, "list", view.title);
  return view;
}

Result<CodeFormSheet> CodeFormDesk::sheet(const Actor& actor, const CodeFormRequest& request) const {
  const auto view = form(actor, request);
  if (!view) return view.error();
  paper::Sheet sheet{"统计表"};
  const std::string span = view->from + (view->from == view->to ? "" : " 至 " + view->to);
  sheet.rows.push_back({paper::Cell::words(view->title + "，" + span)});
  sheet.rows.push_back({paper::Cell::words("序号"), paper::Cell::words("类别"), paper::Cell::words("新收（件）"), paper::Cell::words("办结（件）"), paper::Cell::words("在办（件）")});
  sheet.header_rows = 2;
  for (const CodeFormRow& row : view->rows) sheet.rows.push_back(cells(row.code, row.name, row.received, row.closed, row.open));
  sheet.rows.push_back(cells("", view->total.name, view->total.received, view->total.closed, view->total.open));
  sheet.rows.push_back({});
  sheet.rows.push_back({paper::Cell::words("截至"), paper::Cell::words(view->as_of.chinese() + "；在办是这一刻的数。" + view->sure)});
  sheet.widths = {8, 34, 12, 12, 12};
  sheet.ruled = true;
  auto bytes = paper::write_xlsx({{std::move(sheet)}, {}});
  if (!bytes) return bytes.error();
  log_access(house_, actor, nullptr, "export", view->title);
  return CodeFormSheet{std::move(*bytes), view->title + view->from + (view->from == view->to ? "" : "至" + view->to) + ".xlsx"};
}

}  // namespace lianhu
