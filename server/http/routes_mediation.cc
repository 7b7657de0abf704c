#include "http/routes_mediation.h"

#include "desk/render.h"
#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

MatterId matter_of(const Request& request) { return MatterId{std::string(request.param("matter"))}; }

// Saves a working paper; the version it had when it was read stands in If-Match, "v0" where there was none.
template <class Paper, class Save>
Handler saves(Save save) {
  return [save](const Request& request, Context& context) {
    const auto paper = read_body<Paper>(request);
    if (!paper) return problem(paper.error(), context.request_id);
    const auto entry = entry_of(request, context);
    if (!entry) return problem(entry.error(), context.request_id);
    const auto view = save(*entry, matter_of(request), *paper);
    return view ? with_etag(json(*view), etag_of(view->version)) : problem(view.error(), context.request_id);
  };
}

}  // namespace

void add_mediation_routes(Router& router, const MediationDesk& desk, const BenchDesk& bench, const ClauseDesk& clauses) {
  router.add({.method = "GET", .path = "/api/v1/mediations", .operation = "list_mediations", .tag = "work",
              .summary = "我的调解：本调解委员会办理的，按期限排序，每件写明案卷还缺什么", .permission = "session", .query = schema_in<MediationRequest>,
              .reply = schema_in<MediationPage>, .handler = [&desk](const Request& request, Context& context) {
                const auto query = read_query<MediationRequest>(request);
                if (!query) return problem(query.error(), context.request_id);
                const auto page = desk.list(actor_of(context), *query);
                return page ? json(*page) : problem(page.error(), context.request_id);
              }});
  router.add({.method = "GET", .path = "/api/v1/matters/{matter}/mediation", .operation = "get_mediation_bench", .tag = "matter",
              .summary = "调解台：正在写的谈话和协议草稿、草稿自查、单方谈话、签署到哪一步（只给办理的调解员）", .permission = "session", .reply = schema_in<BenchView>,
              .handler = [&bench](const Request& request, Context& context) {
                const auto view = bench.open(actor_of(context), matter_of(request));
                return view ? json(*view) : problem(view.error(), context.request_id);
              }});
  router.add({.method = "PUT", .path = "/api/v1/matters/{matter}/mediation/talk", .operation = "save_mediation_talk", .tag = "matter",
              .summary = "保存谈话草稿；If-Match 写读到的版本（还没有的写 v0），别处先保存过的不覆盖", .permission = "session", .body = schema_in<TalkPaper>,
              .reply = schema_in<TalkView>, .needs_if_match = true, .needs_idempotency_key = true, .has_etag = true,
              .handler = saves<TalkPaper>([&bench](const Entry& entry, const MatterId& matter, const TalkPaper& paper) { return bench.save_talk(entry, matter, paper); })});
  router.add({.method = "PUT", .path = "/api/v1/matters/{matter}/mediation/draft", .operation = "save_mediation_draft", .tag = "matter",
              .summary = "保存协议草稿，并逐条自查；If-Match 同上", .permission = "session", .body = schema_in<DraftPaper>, .reply = schema_in<DraftView>,
              .needs_if_match = true, .needs_idempotency_key = true, .has_etag = true,
              .handler = saves<DraftPaper>([&bench](const Entry& entry, const MatterId& matter, const DraftPaper& paper) { return bench.save_draft(entry, matter, paper); })});
  router.add({.method = "GET", .path = "/api/v1/clauses", .operation = "list_clauses", .tag = "matter", .summary = "协议条款库，这一类纠纷的排在前面", .permission = "session",
              .query = schema_in<ClauseRequest>, .reply = schema_in<ClauseList>, .handler = [&clauses](const Request& request, Context& context) {
                const auto query = read_query<ClauseRequest>(request);
                return query ? json(clauses.list(*query)) : problem(query.error(), context.request_id);
              }});
}

}  // namespace lianhu::http
