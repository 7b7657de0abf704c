// 人民调解案件情况统计表: the form, its workbook, the cases behind a figure, months reported.

#include "http/routes_statistics.h"

#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

constexpr std::string_view xlsx_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

template <class Query, class Ask>
Handler asks(Ask ask) {
  return [ask](const Request& request, Context& context) {
    const auto query = read_query<Query>(request);
    if (!query) return problem(query.error(), context.request_id);
    const auto answer = ask(actor_of(context), *query);
    return answer ? json(*answer) : problem(answer.error(), context.request_id);
  };
}
template <class Query, class Ask>
Handler downloads(Ask ask) {
  return [ask](const Request& request, Context& context) {
    const auto query = read_query<Query>(request);
    if (!query) return problem(query.error(), context.request_id);
    auto sheet = ask(actor_of(context), *query);
    if (!sheet) return problem(sheet.error(), context.request_id);
    return file_response({std::move(sheet->bytes), std::string(xlsx_type), std::move(sheet->name)}, true);
  };
}

template <class Query, class Ask>
Handler prints_pdf(Ask ask) {
  return [ask](const Request& request, Context& context) {
    const auto query = read_query<Query>(request);
    if (!query) return problem(query.error(), context.request_id);
    auto file = ask(actor_of(context), *query);
    return file ? file_response(std::move(*file), true) : problem(file.error(), context.request_id);
  };
}

void add_print_routes(Router& router, const FormPrintDesk& prints) {
  const auto add = [&](const char* path, const char* operation, const char* summary, auto query, Handler handler) {
    router.add({.method = "GET", .path = path, .operation = operation, .tag = "statistics", .summary = summary, .permission = "session", .query = query, .reply_type = "application/pdf", .handler = std::move(handler)});
  };
  add("/api/v1/statistics/mediation/print", "print_mediation_form", "同一张统计表，PDF", schema_in<FormRequest>,
      prints_pdf<FormRequest>([&prints](const Actor& actor, const FormRequest& query) { return prints.mediation(actor, query); }));
  add("/api/v1/statistics/codes/print", "print_code_form", "同一张分类表，PDF", schema_in<CodeFormRequest>,
      prints_pdf<CodeFormRequest>([&prints](const Actor& actor, const CodeFormRequest& query) { return prints.codes(actor, query); }));
  add("/api/v1/statistics/teams/print", "print_team_form", "同一张组织队伍经费表，PDF", schema_in<TeamFormRequest>,
      prints_pdf<TeamFormRequest>([&prints](const Actor& actor, const TeamFormRequest& query) { return prints.teams(actor, query); }));
  add("/api/v1/statistics/register/print", "print_mediation_register", "台账，PDF，最多五千件", schema_in<RegisterRequest>,
      prints_pdf<RegisterRequest>([&prints](const Actor& actor, const RegisterRequest& query) { return prints.registered(actor, query); }));
}

}  // namespace

void add_statistics_routes(Router& router, const StatisticsDesk& desk, const CodeFormDesk& codes, const RegisterDesk& registers, const FormPrintDesk& prints) {
  router.add({.method = "GET", .path = "/api/v1/statistics/mediation", .operation = "read_mediation_form", .tag = "statistics",
              .summary = "人民调解案件情况统计表：按单位或者按月份，附核对和口径", .permission = "session", .query = schema_in<FormRequest>, .reply = schema_in<StatisticsView>,
              .handler = asks<FormRequest>([&desk](const Actor& actor, const FormRequest& query) { return desk.form(actor, query); })});
  router.add({.method = "GET", .path = "/api/v1/statistics/mediation/sheet", .operation = "download_mediation_form", .tag = "statistics", .summary = "同一张统计表，xlsx 表格",
              .permission = "session", .query = schema_in<FormRequest>, .reply_type = std::string(xlsx_type),
              .handler = downloads<FormRequest>([&desk](const Actor& actor, const FormRequest& query) { return desk.sheet(actor, query); })});
  router.add({.method = "GET", .path = "/api/v1/statistics/mediation/cases", .operation = "list_mediation_cases", .tag = "statistics",
              .summary = "统计表里一个数字背后的案件，逐件加起来就是这个数字", .permission = "session", .query = schema_in<CasesRequest>, .reply = schema_in<CasePage>,
              .handler = asks<CasesRequest>([&desk](const Actor& actor, const CasesRequest& query) { return desk.cases(actor, query); })});
  router.add({.method = "POST", .path = "/api/v1/statistics/mediation/months/{month}/freeze", .operation = "freeze_mediation_month", .tag = "statistics",
              .summary = "一个月定稿：此后的变动列为更正", .permission = "session", .status = 204, .needs_idempotency_key = true,
              .handler = [&desk](const Request& request, Context& context) {
                const auto frozen = desk.freeze(actor_of(context), std::string(request.param("month")));
                return frozen ? no_content() : problem(frozen.error(), context.request_id);
              }});
  router.add({.method = "GET", .path = "/api/v1/statistics/codes", .operation = "read_code_form", .tag = "statistics",
              .summary = "按综治等外部清单的分类统计：新收、办结、在办，每类下面是我们的类别", .permission = "session", .query = schema_in<CodeFormRequest>, .reply = schema_in<CodeFormView>,
              .handler = asks<CodeFormRequest>([&codes](const Actor& actor, const CodeFormRequest& query) { return codes.form(actor, query); })});
  router.add({.method = "GET", .path = "/api/v1/statistics/codes/sheet", .operation = "download_code_form", .tag = "statistics", .summary = "同一张分类表，xlsx 表格",
              .permission = "session", .query = schema_in<CodeFormRequest>, .reply_type = std::string(xlsx_type),
              .handler = downloads<CodeFormRequest>([&codes](const Actor& actor, const CodeFormRequest& query) { return codes.sheet(actor, query); })});
  router.add({.method = "GET", .path = "/api/v1/statistics/register", .operation = "read_mediation_register", .tag = "statistics", .summary = "人民调解台账，一页五十件",
              .permission = "session", .query = schema_in<RegisterRequest>, .reply = schema_in<RegisterPage>,
              .handler = asks<RegisterRequest>([&registers](const Actor& actor, const RegisterRequest& query) { return registers.page(actor, query); })});
  router.add({.method = "GET", .path = "/api/v1/statistics/register/sheet", .operation = "download_mediation_register", .tag = "statistics", .summary = "整本台账，xlsx 表格",
              .permission = "session", .query = schema_in<RegisterRequest>, .reply_type = std::string(xlsx_type),
              .handler = downloads<RegisterRequest>([&registers](const Actor& actor, const RegisterRequest& query) { return registers.sheet(actor, query); })});
  add_print_routes(router, prints);
}

}  // namespace lianhu::http
