// What a centre runs by the week: its conference, the rota of bodies that sit there by turns, orders of supervision; and who is at a matter now.

#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

template <class T>
Response answered(const Result<T>& value, const Context& context) {
  if (!value) return problem(value.error(), context.request_id);
  return json(*value);
}

// Reads the query or the body, then answers with what the desk says.
template <class Query, class Does>
Handler asks(Does does) {
  return [does](const Request& request, Context& context) {
    const auto query = read_query<Query>(request);
    if (!query) return problem(query.error(), context.request_id);
    return answered(does(actor_of(context), *query), context);
  };
}
template <class Body, class Does>
Handler acts(Does does) {
  return [does](const Request& request, Context& context) {
    const auto body = read_body<Body>(request);
    if (!body) return problem(body.error(), context.request_id);
    const auto entry = entry_of(request, context);
    if (!entry) return problem(entry.error(), context.request_id);
    return answered(does(request, *entry, *body), context);
  };
}

// The same, as a file to keep.
template <class Query, class Does>
Handler files(Does does) {
  return [does](const Request& request, Context& context) {
    const auto query = read_query<Query>(request);
    if (!query) return problem(query.error(), context.request_id);
    auto file = does(actor_of(context), *query);
    return file ? file_response(std::move(*file), true) : problem(file.error(), context.request_id);
  };
}

void add_conference_routes(Router& router, const Desks& d) {
  router.add({.method = "GET", .path = "/api/v1/conference", .operation = "get_conference", .tag = "centre", .summary = "本周研判会清单，连同建议和理由", .permission = "session",
              .query = schema_in<ConferenceQuery>, .reply = schema_in<ConferencePage>,
              .handler = asks<ConferenceQuery>([&d](const Actor& actor, const ConferenceQuery& query) { return d.conference.page(actor, query); })});
  router.add({.method = "GET", .path = "/api/v1/conference/xlsx", .operation = "get_conference_sheet", .tag = "centre", .summary = "研判会清单，xlsx 表格（与页面同样的行）", .permission = "session",
              .query = schema_in<ConferenceQuery>, .reply_type = std::string(kXlsxType),
              .handler = files<ConferenceQuery>([&d](const Actor& actor, const ConferenceQuery& query) { return d.conference.sheet(actor, query); })});
  router.add({.method = "POST", .path = "/api/v1/conference", .operation = "add_to_conference", .tag = "centre", .summary = "把一件事项列入研判会清单", .permission = "session",
              .body = schema_in<ConferencePick>, .reply = schema_in<ConferencePage>, .needs_idempotency_key = true,
              .handler = acts<ConferencePick>([&d](const Request&, const Entry& entry, const ConferencePick& pick) { return d.conference.pick(entry, pick); })});
  router.add({.method = "DELETE", .path = "/api/v1/conference/{item}", .operation = "drop_from_conference", .tag = "centre", .summary = "移出研判会清单（还没有意见的）",
              .permission = "session", .reply = schema_in<ConferencePage>, .needs_idempotency_key = true, .handler = [&d](const Request& request, Context& context) {
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                return answered(d.conference.drop(*entry, std::string(request.param("item"))), context);
              }});
  router.add({.method = "POST", .path = "/api/v1/conference/{item}/conclusion", .operation = "conclude_conference_item", .tag = "centre", .summary = "记录研判意见，写进事项的办理经过",
              .permission = "session", .body = schema_in<ConferenceConclusion>, .reply = schema_in<ConferencePage>, .needs_idempotency_key = true,
              .handler = acts<ConferenceConclusion>([&d](const Request& request, const Entry& entry, const ConferenceConclusion& conclusion) {
                return d.conference.conclude(entry, std::string(request.param("item")), conclusion);
              })});
}

void add_rota_routes(Router& router, const Desks& d) {
  router.add({.method = "GET", .path = "/api/v1/rota", .operation = "get_rota", .tag = "centre", .summary = "轮驻安排：哪些机构哪天在中心", .permission = "session",
              .query = schema_in<RotaQuery>, .reply = schema_in<RotaPage>,
              .handler = asks<RotaQuery>([&d](const Actor& actor, const RotaQuery& query) { return d.rota.page(actor, query); })});
  router.add({.method = "GET", .path = "/api/v1/rota/xlsx", .operation = "get_rota_sheet", .tag = "centre", .summary = "轮驻安排，xlsx 表格（与页面同样的行）", .permission = "session",
              .query = schema_in<RotaQuery>, .reply_type = std::string(kXlsxType),
              .handler = files<RotaQuery>([&d](const Actor& actor, const RotaQuery& query) { return d.rota.sheet(actor, query); })});
  router.add({.method = "PUT", .path = "/api/v1/rota", .operation = "put_rota", .tag = "centre", .summary = "安排或去掉一天的轮驻", .permission = "session",
              .body = schema_in<RotaInput>, .reply = schema_in<RotaPage>, .needs_idempotency_key = true,
              .handler = acts<RotaInput>([&d](const Request&, const Entry& entry, const RotaInput& input) { return d.rota.put(entry, input); })});
  router.add({.method = "POST", .path = "/api/v1/rota/repeat", .operation = "repeat_rota", .tag = "centre", .summary = "照抄前一周的轮驻安排", .permission = "session",
              .body = schema_in<RotaQuery>, .reply = schema_in<RotaPage>, .needs_idempotency_key = true,
              .handler = acts<RotaQuery>([&d](const Request&, const Entry& entry, const RotaQuery& query) { return d.rota.repeat(entry, query); })});
}

void add_presence_routes(Router& router, const Desks& d) {
  router.add({.method = "PUT", .path = "/api/v1/matters/{matter}/presence", .operation = "be_present", .tag = "work",
              .summary = "正在看这件事项；答：还有谁此刻也开着它（只在内存里，一分钟内忘记）", .permission = "session", .reply = schema_in<PresentView>, .needs_idempotency_key = true,
              .handler = [&d](const Request& request, Context& context) {
                const Actor actor = actor_of(context);
                const MatterId id{std::string(request.param("matter"))};
                const auto whole = load_matter(d.house, id);
                if (!whole || !may(actor, Action::know, {whole->file})) return problem(not_found(), context.request_id);
                return json(PresentView{d.presence.here(id, *actor.account, actor.name)});
              }});
  router.add({.method = "DELETE", .path = "/api/v1/matters/{matter}/presence", .operation = "leave_matter", .tag = "work", .summary = "不再看这件事项", .permission = "session",
              .status = 204, .needs_idempotency_key = true, .handler = [&d](const Request& request, Context& context) {
                d.presence.gone(MatterId{std::string(request.param("matter"))}, *actor_of(context).account);
                return no_content();
              }});
}

}  // namespace

void add_centre_routes(Router& router, const Desks& d) {
  add_conference_routes(router, d);
  add_rota_routes(router, d);
  add_presence_routes(router, d);
  router.add({.method = "POST", .path = "/api/v1/supervision", .operation = "list_supervision_sheets", .tag = "centre", .summary = "督办单：所选事项按主办机构分开（最多 200 件，逐件留下查阅记录）",
              .permission = "session", .body = schema_in<DocketOrder>, .reply = schema_in<SuperviseSheets>, .handler = [&d](const Request& request, Context& context) {
                const auto order = read_body<DocketOrder>(request);
                if (!order) return problem(order.error(), context.request_id);
                return answered(d.supervision.sheets(actor_of(context), *order), context);
              }});
}

}  // namespace lianhu::http
