#include "http/router.h"

#include <gtest/gtest.h>

#include "http/openapi.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

struct NewNote {
  std::string text;
  bool urgent = false;
};
LIANHU_DESCRIBE(NewNote, (text, urgent), {"text", {.label = "说明", .max = 20, .lines = Lines::many}}, {"urgent", {.optional = true}})

struct NoteView {
  std::string id;
  std::string text;
};
LIANHU_DESCRIBE(NoteView, (id, text))

enum class Sort { newest, oldest };
BOOST_DESCRIBE_ENUM(Sort, newest, oldest)

struct NoteQuery {
  std::int32_t limit = 20;
  std::optional<Sort> sort;
  std::vector<std::string> tag;
  bool open = false;
};
LIANHU_DESCRIBE(NoteQuery, (limit, sort, tag, open), {"limit", {.min = 1, .max = 100, .optional = true, .doc = "每页条数"}},
                {"tag", {.label = "标签", .optional = true}}, {"open", {.optional = true}})

// The whole example: a gate that knows one staff member, three routes, one of them as a domain route would be.
struct Staff {
  std::string name;
};

Router example() {
  Router router;
  router.set_gate([](const Request& request, Context& context) -> std::optional<Response> {
    if (context.route->permission == "public") return std::nullopt;
    if (request.cookie("session") != "good") return problem(Error{Kind::unauthenticated, "signed_out", "请先登录", {}});
    context.session = Staff{"化名甲"};
    return std::nullopt;
  });
  router.add({.method = "POST", .path = "/api/v1/matters/{id}/notes", .operation = "add_note", .tag = "matter", .summary = "补充说明",
              .permission = "session", .body = schema_in<NewNote>, .reply = schema_in<NoteView>, .status = 201, .body_limit = 200,
              .needs_if_match = true, .needs_idempotency_key = true,
              .handler = [](const Request& request, Context& context) {
                const auto note = read_body<NewNote>(request);
                if (!note) return problem(note.error(), context.request_id);
                const NoteView view{std::string(request.param("id")), context.as<Staff>().name + "：" + note->text};
                return created("/api/v1/notes/1", view);
              }});
  router.add({.method = "GET", .path = "/api/v1/matters/{id}/notes", .operation = "list_notes", .tag = "matter", .summary = "说明列表",
              .permission = "public", .query = schema_in<NoteQuery>, .reply = schema_in<std::vector<NoteView>>, .has_etag = true,
              .handler = [](const Request& request, Context& context) {
                const auto query = read_query<NoteQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                std::string text = std::to_string(query->limit) + (query->open ? "+" : "-");
                for (const auto& tag : query->tag) text += tag;
                return with_etag(json(std::vector<NoteView>{{std::string(request.param("id")), text}}), "v1");
              }});
  router.add({.method = "GET", .path = "/api/v1/matters/mine/notes", .operation = "my_notes", .tag = "matter", .summary = "我的说明",
              .permission = "public", .handler = [](const Request&, Context&) { return no_content(); }});
  return router;
}

Request post() {
  Request request;
  request.method = "POST";
  request.path = "/api/v1/matters/7/notes";
  request.headers = {{"content-type", "application/json; charset=utf-8"}, {"if-match", "\"v1\""}, {"idempotency-key", "0123456789"},
                     {"cookie", "a=b; session=good"}};
  request.body = R"({"text":"路灯坏了"})";
  return request;
}
Response send(Request request) {
  const Router router = example();
  Context context{.now = Time{}, .request_id = "r1", .route = nullptr};
  return router.dispatch(request, context);
}
Response get(std::string path, std::string_view query = "") {
  Request request;
  request.method = "GET";
  request.path = std::move(path);
  request.query = parse_query(query).value();
  return send(request);
}

TEST(Router, RunsAHandlerWithItsStruct) {
  const Response response = send(post());
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(response.body, R"({"id":"7","text":"化名甲：路灯坏了"})");
  EXPECT_EQ(response.header_value("Location"), "/api/v1/notes/1");
}

TEST(Router, LiteralSegmentsWinAndParametersAreDecoded) {
  EXPECT_EQ(get("/api/v1/matters/mine/notes").status, 204);
  EXPECT_EQ(get("/api/v1/matters/%E6%99%AE%2F1/notes").body, R"([{"id":"普/1","text":"20-"}])");
  EXPECT_EQ(get("/api/v1/matters/%zz/notes").status, 400);
  EXPECT_EQ(get("/api/v1/matters/%00/notes").status, 400);
  EXPECT_EQ(get("/api/v1/matters//notes").status, 404);
  EXPECT_EQ(get("/api/v1/matters/7/notes/").status, 404);
  EXPECT_EQ(get("/").status, 404);
}

TEST(Router, ReadsTheQuery) {
  EXPECT_EQ(get("/api/v1/matters/7/notes", "limit=5&tag=a&tag=%E8%B7%AF&open=true&sort=oldest").body, R"([{"id":"7","text":"5+a路"}])");
  for (const auto* bad : {"limit=x", "limit=0", "limit=5&limit=6", "sort=up", "unknown=1", "open=yes", "limit=99999999999999999999"}) {
    EXPECT_EQ(get("/api/v1/matters/7/notes", bad).status, 400) << bad;
  }
  EXPECT_FALSE(parse_query("a=%zz"));
  EXPECT_FALSE(parse_query("=1"));
  EXPECT_EQ(parse_query("a&b=&&c=1=2")->size(), 3U);
}

TEST(Router, AnswersOtherMethods) {
  Request request = post();
  request.method = "DELETE";
  const Response refused = send(request);
  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(refused.header_value("Allow"), "GET, HEAD, OPTIONS, POST");
  request.method = "OPTIONS";
  EXPECT_EQ(send(request).status, 204);
  request.method = "HEAD";
  request.body.clear();
  EXPECT_EQ(send(request).status, 200);
}

TEST(Router, ChecksWhatTheRowDemands) {
  const auto status_when = [](auto change) {
    Request request = post();
    change(request);
    const Response response = send(request);
    return std::to_string(response.status) + " " + response.code;
  };
  EXPECT_EQ(status_when([](Request& r) { r.headers.erase("cookie"); }), "401 signed_out");
  EXPECT_EQ(status_when([](Request& r) { r.headers["content-type"] = "text/plain"; }), "415 unsupported_media");
  EXPECT_EQ(status_when([](Request& r) { r.headers.erase("if-match"); }), "428 version_missing");
  for (const auto* tag : {"*", "W/\"1\"", "v1", "\"a\", \"b\"", "\"\""}) {
    EXPECT_EQ(status_when([&](Request& r) { r.headers["if-match"] = tag; }), "400 bad_if_match") << tag;
  }
  EXPECT_EQ(status_when([](Request& r) { r.headers.erase("idempotency-key"); }), "400 bad_idempotency_key");
  EXPECT_EQ(status_when([](Request& r) { r.headers["idempotency-key"] = "short"; }), "400 bad_idempotency_key");
  EXPECT_EQ(status_when([](Request& r) { r.body = std::string(201, ' '); }), "413 body_too_large");
  EXPECT_EQ(status_when([](Request& r) { r.body = "{}"; }), "400 invalid_fields");
  EXPECT_EQ(status_when([](Request& r) { r.body = "{"; }), "400 malformed_json");
  const Router router = example();
  EXPECT_EQ(router.body_limit("POST", "/api/v1/matters/7/notes"), 200U);
}

TEST(Router, RefusesDoubleRows) {
  Router router = example();
  const auto row = [](std::string operation, std::string path) {
    return Route{.method = "GET", .path = std::move(path), .operation = std::move(operation), .tag = "matter", .summary = "x", .permission = "public",
                 .handler = [](const Request&, Context&) { return no_content(); }};
  };
  EXPECT_THROW(router.add(row("list_notes", "/api/v1/other")), std::logic_error);
  EXPECT_THROW(router.add(row("other", "/api/v1/matters/{number}/notes")), std::logic_error);
  EXPECT_NO_THROW(router.add(row("other", "/api/v1/matters/{id}")));
}

TEST(Router, FallbackTakesReadsOnly) {
  Router router = example();
  router.set_fallback([](const Request&, Context&) { return json_text("\"web\""); });
  Context context{.now = Time{}, .request_id = "r1", .route = nullptr};
  Request request;
  request.method = "GET";
  request.path = "/desk/list";
  EXPECT_EQ(router.dispatch(request, context).body, "\"web\"");
  request.method = "POST";
  EXPECT_EQ(router.dispatch(request, context).status, 404);
}

TEST(Openapi, IsMadeFromTheRows) {
  const std::string text = openapi(example(), "0.1.0");
  EXPECT_EQ(text, openapi(example(), "0.1.0"));
  const auto parsed = parse_json(text);
  ASSERT_TRUE(parsed.ok());
  const auto& post_row = parsed->at_pointer("/paths/~1api~1v1~1matters~1{id}~1notes/post");
  EXPECT_EQ(post_row.at("operationId").as_string(), "add_note");
  EXPECT_EQ(post_row.at("x-required-permissions").as_array().at(0).as_string(), "session");
  EXPECT_EQ(post_row.at_pointer("/requestBody/content/application~1json/schema/$ref").as_string(), "#/components/schemas/NewNote");
  EXPECT_EQ(post_row.at_pointer("/responses/201/headers/Location/$ref").as_string(), "#/components/headers/Location");
  EXPECT_EQ(post_row.at_pointer("/parameters/0/name").as_string(), "id");
  EXPECT_EQ(post_row.at_pointer("/parameters/1/$ref").as_string(), "#/components/parameters/IfMatch");
  const auto& get_row = parsed->at_pointer("/paths/~1api~1v1~1matters~1{id}~1notes/get");
  EXPECT_EQ(get_row.at_pointer("/parameters/1/name").as_string(), "limit");
  EXPECT_EQ(get_row.at_pointer("/parameters/1/description").as_string(), "每页条数");
  EXPECT_EQ(get_row.at_pointer("/responses/200/content/application~1json/schema/items/$ref").as_string(), "#/components/schemas/NoteView");
  EXPECT_FALSE(parsed->at("components").at("schemas").as_object().contains("NoteQuery"));
  EXPECT_EQ(parsed->at_pointer("/components/schemas/NewNote/properties/text/maxLength").as_int64(), 20);
}

}  // namespace
}  // namespace lianhu::http
