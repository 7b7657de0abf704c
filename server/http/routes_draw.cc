// The weekly draws, open to be worked out again.

#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

struct DrawList {
  std::vector<DrawView> items;
};
LIANHU_DESCRIBE(DrawList, (items))

}  // namespace

void add_draw_routes(Router& router, const Desks& d) {
  router.add({.method = "GET", .path = "/api/v1/draws", .operation = "list_draws", .tag = "work", .summary = "当场办结的每周抽查：各次抽签，最新的在前", .permission = "session",
              .reply = schema_in<DrawList>, .handler = [&d](const Request&, Context& context) { return json(DrawList{d.draws.draws(actor_of(context))}); }});
  router.add({.method = "GET", .path = "/api/v1/draws/{draw}", .operation = "get_draw", .tag = "work", .summary = "一次抽签的种子、规则和全部签号，供任何人重算",
              .permission = "session", .reply = schema_in<DrawPage>, .handler = [&d](const Request& request, Context& context) {
                const auto page = d.draws.draw(actor_of(context), std::string(request.param("draw")));
                if (!page) return problem(page.error(), context.request_id);
                return json(*page);
              }});
}

}  // namespace lianhu::http
