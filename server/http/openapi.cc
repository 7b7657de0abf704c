#include "http/openapi.h"

#include <algorithm>

#include "base/text.h"
#include "http/problem.h"

namespace lianhu::http {
namespace {

namespace json = boost::json;

void pretty(const json::value& value, std::string& out, std::size_t depth) {
  const auto line = [&out](std::size_t n) { out += '\n' + std::string(n * 2, ' '); };
  bool first = true;
  if (const json::object* object = value.if_object(); object != nullptr && !object->empty()) {
    out += '{';
    for (const auto& entry : *object) {
      if (!std::exchange(first, false)) out += ',';
      line(depth + 1);
      out += json::serialize(json::string(entry.key())) + ": ";
      pretty(entry.value(), out, depth + 1);
    }
    line(depth);
    out += '}';
  } else if (const json::array* array = value.if_array(); array != nullptr && !array->empty()) {
    out += '[';
    for (const json::value& item : *array) {
      if (!std::exchange(first, false)) out += ',';
      line(depth + 1);
      pretty(item, out, depth + 1);
    }
    line(depth);
    out += ']';
  } else {
    out += json::serialize(value);
  }
}

json::object reference(std::string_view kind, std::string_view name) {
  return {{"$ref", "#/components/" + std::string(kind) + "/" + std::string(name)}};
}

json::array path_parameters(const Route& route) {
  json::array out;
  std::string_view rest = route.path;
  for (std::size_t open = rest.find('{'); open != rest.npos; open = rest.find('{')) {
    rest.remove_prefix(open + 1);
    const std::string_view name = rest.substr(0, rest.find('}'));
    out.push_back({{"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}});
  }
  return out;
}

// The fields of the query struct, which itself is not published as a schema.
void add_query_parameters(const Route& route, json::array& parameters, Schemas& schemas) {
  if (route.query == nullptr) return;
  Schemas own;
  const json::value top = route.query(own);
  const std::string_view ref = top.at("$ref").as_string();
  const std::string name(ref.substr(own.prefix.size()));
  const json::object& body = own.defs.at(name).as_object();
  const json::array* required = body.if_contains("required") ? &body.at("required").as_array() : nullptr;
  for (const auto& field : body.at("properties").as_object()) {
    json::object schema = field.value().as_object();
    json::object parameter{{"name", field.key()}, {"in", "query"}};
    const bool needed = required != nullptr && std::find(required->begin(), required->end(), json::value(field.key())) != required->end();
    if (needed) parameter["required"] = true;
    if (const json::value* doc = schema.if_contains("description")) parameter["description"] = *doc;
    schema.erase("description");
    parameter["schema"] = std::move(schema);
    parameters.push_back(std::move(parameter));
  }
  for (auto& entry : own.defs) {
    if (entry.key() != name) schemas.defs[entry.key()] = entry.value();
  }
}

json::object operation_of(const Route& route, Schemas& schemas) {
  json::object out{{"operationId", route.operation}, {"tags", json::array{json::string(route.tag)}}, {"summary", route.summary},
                   {"x-required-permissions", json::array{json::string(route.permission)}}};
  json::array parameters = path_parameters(route);
  add_query_parameters(route, parameters, schemas);
  if (route.needs_if_match) parameters.push_back(reference("parameters", "IfMatch"));
  if (route.needs_idempotency_key) parameters.push_back(reference("parameters", "IdempotencyKey"));
  if (!parameters.empty()) out["parameters"] = std::move(parameters);
  if (route.body != nullptr || route.body_type != "application/json") {
    json::object media;
    if (route.body != nullptr) media["schema"] = route.body(schemas);
    out["requestBody"] = {{"required", true}, {"content", {{route.body_type, std::move(media)}}}};
  }
  json::object success{{"description", "成功"}};
  json::object headers;
  if (route.has_etag) headers["ETag"] = reference("headers", "ETag");
  if (route.tells_pages) headers["X-Page-Count"] = reference("headers", "PageCount");
  if (route.status == 201) headers["Location"] = reference("headers", "Location");
  if (!headers.empty()) success["headers"] = std::move(headers);
  json::object media;
  if (route.reply != nullptr) media["schema"] = route.reply(schemas);
  const bool has_content = route.reply != nullptr || route.reply_type != "application/json";
  if (has_content) success["content"] = {{route.reply_type, std::move(media)}};
  out["responses"] = {{std::to_string(route.status), std::move(success)}, {"default", reference("responses", "Problem")}};
  return out;
}

json::object components(Schemas& schemas) {
  json::array codes;
  for (const KnownCode& known : known_codes()) codes.push_back(json::string(known.code));
  schemas.defs["Problem"] = {
      {"type", "object"},
      {"required", {"type", "title", "status", "code", "detail"}},
      {"properties",
       {{"type", {{"type", "string"}}},
        {"title", {{"type", "string"}}},
        {"status", {{"type", "integer"}}},
        {"code", {{"type", "string"}, {"description", "稳定的错误代号，供程序判断；界面显示 detail"}, {"examples", std::move(codes)}}},
        {"detail", {{"type", "string"}}},
        {"request_id", {{"type", "string"}}},
        {"errors",
         {{"type", "array"},
          {"items",
           {{"type", "object"},
            {"required", {"pointer", "message"}},
            {"properties", {{"pointer", {{"type", "string"}}}, {"message", {{"type", "string"}}}}}}}}}}}};
  json::object sorted;
  std::vector<std::string> names;
  for (const auto& entry : schemas.defs) names.emplace_back(entry.key());
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) sorted[name] = schemas.defs[name];
  return {
      {"schemas", std::move(sorted)},
      {"responses", {{"Problem", {{"description", "未办成的原因"}, {"content", {{"application/problem+json", {{"schema", reference("schemas", "Problem")}}}}}}}}},
      {"parameters",
       {{"IfMatch", {{"name", "If-Match"}, {"in", "header"}, {"required", true}, {"description", "所见版本的 ETag"}, {"schema", {{"type", "string"}}}}},
        {"IdempotencyKey",
         {{"name", "Idempotency-Key"}, {"in", "header"}, {"required", true}, {"description", "每次提交一个新编号；重试时不变，不会重复办理"},
          {"schema", {{"type", "string"}, {"minLength", 8}, {"maxLength", 80}, {"pattern", "^[A-Za-z0-9._-]+$"}}}}}}},
      {"headers",
       {{"ETag", {{"description", "版本，修改时放入 If-Match"}, {"schema", {{"type", "string"}}}}},
        {"Location", {{"description", "新记录的地址"}, {"schema", {{"type", "string"}}}}},
        {"PageCount", {{"description", "这份文书共几页"}, {"schema", {{"type", "integer"}, {"minimum", 1}}}}}}}};
}

}  // namespace

std::string openapi(const Router& router, std::string_view version) {
  std::vector<const Route*> routes;
  for (const Route& route : router.routes()) routes.push_back(&route);
  std::sort(routes.begin(), routes.end(), [](const Route* a, const Route* b) { return std::tie(a->path, a->method) < std::tie(b->path, b->method); });
  Schemas schemas;
  json::object paths;
  for (const Route* route : routes) {
    if (!paths.contains(route->path)) paths[route->path] = json::object();
    paths[route->path].as_object()[ascii_lower(route->method)] = operation_of(*route, schemas);
  }
  const json::object document{{"openapi", "3.1.0"},
                              {"info", {{"title", "联户 Lianhu"}, {"version", version}}},
                              {"paths", std::move(paths)},
                              {"components", components(schemas)}};
  std::string out;
  pretty(document, out, 0);
  return out + "\n";
}

}  // namespace lianhu::http
