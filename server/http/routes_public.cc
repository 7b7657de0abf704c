// What anyone may do without an account: look up places, report, check a paper.

#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

struct PlaceQuery {
  std::optional<std::string> parent, q;
};
LIANHU_DESCRIBE(PlaceQuery, (parent, q), {"parent", {.label = "上级地点", .max = 40}}, {"q", {.label = "地名", .max = 40}})
struct PlaceList {
  std::vector<PlaceView> items;
};
LIANHU_DESCRIBE(PlaceList, (items))

struct PointQuery {
  std::int32_t lon_e6 = 0, lat_e6 = 0;
};
LIANHU_DESCRIBE(PointQuery, (lon_e6, lat_e6), {"lon_e6", {.label = "经度（百万分之一度）"}}, {"lat_e6", {.label = "纬度（百万分之一度）"}})
struct Located {
  std::optional<PlaceView> place;
};
LIANHU_DESCRIBE(Located, (place))

struct HintQuery {
  std::string place;
  std::optional<std::string> category;
};
LIANHU_DESCRIBE(HintQuery, (place, category), {"place", {.label = "地点", .max = 40}}, {"category", {.label = "类别", .max = 60}})
struct HintList {
  std::vector<Hint> items;
};
LIANHU_DESCRIBE(HintList, (items))

struct PaperCheck {
  std::string number, code;
};
LIANHU_DESCRIBE(PaperCheck, (number, code), {"number", {.label = "编号", .max = 40}}, {"code", {.label = "校验码", .min = 12, .max = 64}})
struct PaperChecked {
  bool genuine = false;
  std::string number;
  std::optional<std::string> title, office;
  std::optional<Date> made_on, voided_on;  // voided: made here, and counts no more
};
LIANHU_DESCRIBE(PaperChecked, (genuine, number, title, office, made_on, voided_on))

}  // namespace

void add_public_routes(Router& router, const Desks& d) {
  router.add({.method = "GET", .path = "/api/v1/public/county", .operation = "get_county", .tag = "public", .summary = "本县的名称、类别和联系方式",
              .permission = "public", .reply = schema_in<CountyView>,
              .handler = [&d](const Request& request, Context&) { return json(d.directory.county(!request.tls)); }});
  router.add({.method = "GET", .path = "/api/v1/public/places", .operation = "list_public_places", .tag = "public", .summary = "下级地点，或按地名查找（不含户）",
              .permission = "public", .query = schema_in<PlaceQuery>, .reply = schema_in<PlaceList>,
              .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<PlaceQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                return json(PlaceList{d.directory.places(query->parent, query->q, false)});
              }});
  router.add({.method = "GET", .path = "/api/v1/public/locate", .operation = "locate", .tag = "public", .summary = "一个点在哪个网格",
              .permission = "public", .query = schema_in<PointQuery>, .reply = schema_in<Located>,
              .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<PointQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                Located located;
                if (const auto place = d.grids.find(d.house, {query->lon_e6, query->lat_e6})) {
                  located.place = PlaceView{place->id.text, word(place->kind), place->name, place->full_name, true};
                }
                return json(located);
              }});
  router.add({.method = "GET", .path = "/api/v1/public/hints", .operation = "list_hints", .tag = "public",
              .summary = "同一地点公共设施事项的提示（只有地点、类别和月份；不选类别时列出各类公共设施）", .permission = "public", .query = schema_in<HintQuery>, .reply = schema_in<HintList>,
              .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<HintQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                return json(HintList{d.directory.hints(query->place, query->category)});
              }});
  router.add({.method = "POST", .path = "/api/v1/public/reports", .operation = "report_matter", .tag = "public", .summary = "群众上报事项，不需要账号",
              .permission = "public", .body = schema_in<Report>, .reply = schema_in<Receipt>, .status = 201, .needs_idempotency_key = true,
              .handler = [&d](const Request& request, Context& context) {
                const auto report = read_body<Report>(request);
                if (!report) return problem(report.error(), context.request_id);
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto taken = d.intake.report(*entry, *report);
                if (!taken) return problem(taken.error(), context.request_id);
                const auto receipt = d.intake.receipt(*taken);
                if (!receipt) return problem(receipt.error(), context.request_id);
                return created("/t", *receipt);
              }});
  router.add({.method = "POST", .path = "/api/v1/public/verify", .operation = "verify_paper", .tag = "public", .summary = "核对一份文书的真伪，不显示姓名",
              .permission = "public", .body = schema_in<PaperCheck>, .reply = schema_in<PaperChecked>, .needs_idempotency_key = true,
              .handler = [&d](const Request& request, Context& context) {
                const auto check = read_body<PaperCheck>(request);
                if (!check) return problem(check.error(), context.request_id);
                const auto found = d.files.verify(check->number, check->code);
                PaperChecked out{found.genuine, check->number, std::nullopt, std::nullopt, found.made_on, found.voided_on};
                if (found.genuine || found.voided_on) {
                  out.title = found.title;
                  out.office = found.office;
                }
                return json(out);
              }});
}

}  // namespace lianhu::http
