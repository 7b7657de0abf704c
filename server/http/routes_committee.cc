#include "http/routes_committee.h"

#include "base/hash.h"
#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

constexpr auto kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

OfficeId office_of(const Request& request) { return OfficeId{std::string(request.param("office"))}; }

Response committee_reply(const Result<CommitteeView>& view, const Context& context, int status = 200) {
  return view ? with_etag(json(*view, status), view->etag) : problem(view.error(), context.request_id);
}

template <class Query, class Ask>
Handler asks(Ask ask) {
  return [ask](const Request& request, Context& context) {
    const auto query = read_query<Query>(request);
    if (!query) return problem(query.error(), context.request_id);
    const auto answer = ask(actor_of(context), *query);
    return answer ? json(*answer) : problem(answer.error(), context.request_id);
  };
}

template <class Input, class Does>
Handler acts(Does does, int status = 200) {
  return [does, status](const Request& request, Context& context) {
    const auto input = read_body<Input>(request);
    if (!input) return problem(input.error(), context.request_id);
    const auto entry = entry_of(request, context);
    if (!entry) return problem(entry.error(), context.request_id);
    return committee_reply(does(request, *entry, *input), context, status);
  };
}

void add_roll_routes(Router& router, const CommitteeDesk& desk) {
  router.add({.method = "GET", .path = "/api/v1/committees", .operation = "list_committees", .tag = "committee", .summary = "人民调解委员会登记和名册人数", .permission = "session",
              .reply = schema_in<CommitteeList>, .handler = [&desk](const Request&, Context& context) { return json(desk.list(actor_of(context))); }});
  router.add({.method = "GET", .path = "/api/v1/committees/{office}", .operation = "get_committee", .tag = "committee", .summary = "一个调委会：登记、历次变更、调解员名册", .permission = "session",
              .reply = schema_in<CommitteeView>, .has_etag = true, .handler = [&desk](const Request& request, Context& context) { return committee_reply(desk.view(actor_of(context), office_of(request)), context); }});
  router.add({.method = "PUT", .path = "/api/v1/committees/{office}", .operation = "put_committee", .tag = "committee", .summary = "登记或变更一个调委会，从某一天起", .permission = "session",
              .body = schema_in<CommitteeInput>, .reply = schema_in<CommitteeView>, .needs_if_match = true, .needs_idempotency_key = true, .has_etag = true,
              .handler = [&desk](const Request& request, Context& context) {
                const auto input = read_body<CommitteeInput>(request);
                if (!input) return problem(input.error(), context.request_id);
                const Entry entry{actor_of(context), "put_committee/" + office_of(request).text, std::string(request.idempotency_key()), sha256_hex(request.body), std::nullopt};
                return committee_reply(desk.put(entry, office_of(request), *input, *request.if_match()), context);
              }});
  router.add({.method = "POST", .path = "/api/v1/committees/{office}/mediators", .operation = "add_mediator", .tag = "committee", .summary = "名册上加一名调解员的一个任期", .permission = "session",
              .body = schema_in<TermInput>, .reply = schema_in<CommitteeView>, .status = 201, .needs_idempotency_key = true, .has_etag = true,
              .handler = acts<TermInput>([&desk](const Request& request, const Entry& entry, const TermInput& input) { return desk.add_term(entry, office_of(request), input); }, 201)});
  router.add({.method = "PUT", .path = "/api/v1/committees/{office}/mediators/{term}", .operation = "change_mediator", .tag = "committee", .summary = "更正或者结束名册上的一个任期", .permission = "session",
              .body = schema_in<TermInput>, .reply = schema_in<CommitteeView>, .needs_if_match = true, .needs_idempotency_key = true, .has_etag = true,
              .handler = acts<TermInput>([&desk](const Request& request, const Entry& entry, const TermInput& input) {
                return desk.change_term(entry, office_of(request), std::string(request.param("term")), input);
              })});
  router.add({.method = "GET", .path = "/api/v1/public/committees", .operation = "list_public_committees", .tag = "public", .summary = "本县的人民调解委员会：名称、地址、电话", .permission = "public",
              .reply = schema_in<PublicCommitteeList>, .handler = [&desk](const Request&, Context&) { return json(desk.published()); }});
  router.add({.method = "GET", .path = "/api/v1/public/committees/{office}", .operation = "get_public_committee", .tag = "public", .summary = "一个调委会依法公布的调解员姓名和任期", .permission = "public",
              .reply = schema_in<PublicCommittee>, .handler = [&desk](const Request& request, Context& context) {
                const auto committee = desk.published(office_of(request));
                return committee ? json(*committee) : problem(committee.error(), context.request_id);
              }});
}

}  // namespace

void add_committee_routes(Router& router, const CommitteeDesk& committees, const TeamFormDesk& teams) {
  add_roll_routes(router, committees);
  router.add({.method = "GET", .path = "/api/v1/statistics/teams", .operation = "read_team_form", .tag = "statistics", .summary = "人民调解组织队伍经费保障情况统计表", .permission = "session",
              .query = schema_in<TeamFormRequest>, .reply = schema_in<TeamFormView>,
              .handler = asks<TeamFormRequest>([&teams](const Actor& actor, const TeamFormRequest& query) { return teams.form(actor, query); })});
  router.add({.method = "GET", .path = "/api/v1/statistics/teams/list", .operation = "list_team_figure", .tag = "statistics", .summary = "一个数字背后的调委会或者名册", .permission = "session",
              .query = schema_in<TeamListRequest>, .reply = schema_in<TeamList>,
              .handler = asks<TeamListRequest>([&teams](const Actor& actor, const TeamListRequest& query) { return teams.list(actor, query); })});
  router.add({.method = "GET", .path = "/api/v1/statistics/teams/sheet", .operation = "download_team_form", .tag = "statistics", .summary = "同一张组织队伍经费表，xlsx 表格", .permission = "session",
              .query = schema_in<TeamFormRequest>, .reply_type = kXlsx, .handler = [&teams](const Request& request, Context& context) {
                const auto query = read_query<TeamFormRequest>(request);
                if (!query) return problem(query.error(), context.request_id);
                auto sheet = teams.sheet(actor_of(context), *query);
                if (!sheet) return problem(sheet.error(), context.request_id);
                return file_response({std::move(sheet->bytes), kXlsx, std::move(sheet->name)}, true);
              }});
  router.add({.method = "POST", .path = "/api/v1/statistics/teams/figures", .operation = "enter_team_figure", .tag = "statistics", .summary = "填写一个经费或者场所设备数字", .permission = "session",
              .body = schema_in<TeamFigureInput>, .status = 204, .needs_idempotency_key = true, .handler = [&teams](const Request& request, Context& context) {
                const auto input = read_body<TeamFigureInput>(request);
                if (!input) return problem(input.error(), context.request_id);
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto entered = teams.enter(*entry, *input);
                return entered ? no_content() : problem(entered.error(), context.request_id);
              }});
}

}  // namespace lianhu::http
