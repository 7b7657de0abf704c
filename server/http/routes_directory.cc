// Places, offices, receivers, duties, categories, procedures.

#include "http/doors.h"
#include "http/reply.h"
#include "rules/procedure_view.h"

namespace lianhu::http {
namespace {

struct StaffPlaceQuery {
  std::optional<std::string> parent, q;
};
LIANHU_DESCRIBE(StaffPlaceQuery, (parent, q), {"parent", {.label = "上级地点", .max = 40}}, {"q", {.label = "地名", .max = 40}})
struct StaffPlaceList {
  std::vector<PlaceView> items;
};
LIANHU_DESCRIBE(StaffPlaceList, (items))
struct OfficeQuery {
  std::optional<std::string> q, category, place, kind;
};
LIANHU_DESCRIBE(OfficeQuery, (q, category, place, kind), {"kind", {.label = "机构类型", .max = 40}}, {"q", {.label = "机构名", .max = 40}}, {"category", {.label = "类别", .max = 60}},
                {"place", {.label = "地点", .max = 40}})
struct OfficeList {
  std::vector<OfficeView> items;
};
LIANHU_DESCRIBE(OfficeList, (items))
struct ReceiverList {
  std::vector<ReceiverView> items;
};
LIANHU_DESCRIBE(ReceiverList, (items))
struct DutyQuery {
  std::optional<std::string> category, office;
};
LIANHU_DESCRIBE(DutyQuery, (category, office), {"category", {.label = "类别", .max = 60}}, {"office", {.label = "机构", .max = 60}})
struct DutyList {
  std::vector<DutyView> items;
};
LIANHU_DESCRIBE(DutyList, (items))
struct CategoryList {
  std::vector<CategoryView> items;
};
LIANHU_DESCRIBE(CategoryList, (items))
struct ProcedureRow {
  std::string name, title, basis, matrix;
  std::int64_t version = 1;
  bool mediation = false;
};
LIANHU_DESCRIBE(ProcedureRow, (name, title, basis, matrix, version, mediation))
struct ProcedureList {
  std::vector<ProcedureRow> items;
};
LIANHU_DESCRIBE(ProcedureList, (items))

}  // namespace

void add_directory_routes(Router& router, const Desks& d) {
  router.add({.method = "GET", .path = "/api/v1/places", .operation = "list_places", .tag = "place", .summary = "下级地点，或按地名查找", .permission = "session",
              .query = schema_in<StaffPlaceQuery>, .reply = schema_in<StaffPlaceList>, .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<StaffPlaceQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                return json(StaffPlaceList{d.directory.places(query->parent, query->q, true)});
              }});
  router.add({.method = "GET", .path = "/api/v1/offices", .operation = "list_offices", .tag = "office", .summary = "机构，先列裁定先例和职责清单所指的",
              .permission = "session", .query = schema_in<OfficeQuery>, .reply = schema_in<OfficeList>, .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<OfficeQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                return json(OfficeList{d.directory.offices(query->q.value_or(""), query->category.value_or(""), query->place.value_or(""), query->kind.value_or(""))});
              }});
  router.add({.method = "GET", .path = "/api/v1/offices/{office}/accounts", .operation = "list_receivers", .tag = "office", .summary = "机构在岗的人员",
              .permission = "session", .reply = schema_in<ReceiverList>, .handler = [&d](const Request& request, Context&) {
                return json(ReceiverList{d.directory.receivers(OfficeId{std::string(request.param("office"))})});
              }});
  router.add({.method = "GET", .path = "/api/v1/duties", .operation = "list_duties", .tag = "office", .summary = "职责清单", .permission = "session",
              .query = schema_in<DutyQuery>, .reply = schema_in<DutyList>, .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<DutyQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                return json(DutyList{d.directory.duties(query->category.value_or(""), query->office.value_or(""))});
              }});
  router.add({.method = "GET", .path = "/api/v1/categories", .operation = "list_categories", .tag = "office", .summary = "事项类别", .permission = "session",
              .reply = schema_in<CategoryList>, .handler = [&d](const Request&, Context&) { return json(CategoryList{d.directory.categories()}); }});
  router.add({.method = "GET", .path = "/api/v1/procedures", .operation = "list_procedures", .tag = "procedure", .summary = "程序及其权限表",
              .permission = "session", .reply = schema_in<ProcedureList>, .handler = [&d](const Request&, Context&) {
                ProcedureList list;
                for (const Procedure& p : d.house.procedures().all()) {
                  list.items.push_back({p.name, p.title, p.basis, matrix_text(p), p.version, p.mediation});
                }
                return json(list);
              }});
}

}  // namespace lianhu::http
