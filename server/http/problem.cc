#include "http/problem.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace lianhu::http {
namespace {

constexpr std::pair<Kind, int> kinds[] = {
    {Kind::invalid, 400},  {Kind::unauthenticated, 401}, {Kind::forbidden, 403}, {Kind::not_found, 404},
    {Kind::conflict, 409}, {Kind::too_late, 409},        {Kind::too_large, 413}, {Kind::unavailable, 503},
};
// Codes whose status is not their kind's.
constexpr KnownCode codes[] = {
    {412, "stale_version"}, {428, "version_missing"}, {422, "key_reused"},
    {410, "erased"},        {507, "full"},            {429, "rate_limited"},
};

struct Words {
  Refusal refusal;
  int status;
  std::string_view code;
  std::string_view message;
};
constexpr Words refusals[] = {
    {Refusal::bad_request, 400, "bad_request", "请求格式有误，请刷新页面后重试"},
    {Refusal::not_found, 404, "not_found", "没有找到，或您无权查看"},
    {Refusal::method_not_allowed, 405, "method_not_allowed", "这个地址不支持此操作"},
    {Refusal::body_too_large, 413, "body_too_large", "提交的内容太大，请减少文字或压缩附件后重试"},
    {Refusal::unsupported_media, 415, "unsupported_media", "不支持这种内容类型，请刷新页面后重试"},
    {Refusal::expectation, 417, "expectation_failed", "不支持请求中的 Expect 要求"},
    {Refusal::rate_limited, 429, "rate_limited", "操作太频繁，请稍候再试"},
    {Refusal::header_too_large, 431, "header_too_large", "请求头太大，请清除本站的浏览数据后重试"},
    {Refusal::broken, 500, "broken", "系统出现故障，您的操作可能没有保存，请稍后查看再重试"},
    {Refusal::overloaded, 503, "overloaded", "当前办理人数较多，请稍候几秒再试"},
};

Response made(int status, std::string_view code, std::string_view detail, const std::vector<FieldFault>& faults, std::string_view request_id) {
  boost::json::object out{{"type", "urn:lianhu:problem:" + std::string(code)}, {"title", title_of(status)}, {"status", status},
                          {"code", code}, {"detail", detail}};
  if (!request_id.empty()) out["request_id"] = request_id;
  if (!faults.empty()) {
    boost::json::array list;
    for (const FieldFault& fault : faults) list.push_back({{"pointer", fault.pointer}, {"message", fault.message}});
    out["errors"] = std::move(list);
  }
  Response response;
  response.status = status;
  response.code = code;
  response.body = boost::json::serialize(out);
  response.header("Content-Type", "application/problem+json").header("Cache-Control", "no-store");
  if (status == 503 || status == 429) response.header("Retry-After", status == 503 ? "5" : "30");
  return response;
}

}  // namespace

int status_of(const Error& error) {
  for (const KnownCode& known : codes) {
    if (known.code == error.code) return known.status;
  }
  for (const auto& [kind, status] : kinds) {
    if (kind == error.kind) return status;
  }
  return 500;
}

Response problem(const Error& error, std::string_view request_id) {
  return made(status_of(error), error.code, error.message, error.fields, request_id);
}

Response problem(Refusal refusal, std::string_view request_id) {
  for (const Words& words : refusals) {
    if (words.refusal == refusal) return made(words.status, words.code, words.message, {}, request_id);
  }
  return made(500, "broken", "系统出现故障，请稍后再试", {}, request_id);
}

std::vector<KnownCode> known_codes() {
  std::vector<KnownCode> out(std::begin(codes), std::end(codes));
  for (const Words& words : refusals) out.push_back({words.status, words.code});
  return out;
}

std::string_view title_of(int status) {
  switch (status) {
    case 400: return "填写有误";
    case 401: return "请先登录";
    case 403: return "没有权限";
    case 404: return "没有找到";
    case 405: return "不支持的操作";
    case 409: return "现在不能这样做";
    case 410: return "已依法删除";
    case 412: return "内容已被他人更新";
    case 413: return "内容太大";
    case 415: return "内容类型不支持";
    case 417: return "要求无法满足";
    case 422: return "重复提交的内容不一致";
    case 428: return "缺少版本信息";
    case 429: return "操作太频繁";
    case 431: return "请求头太大";
    case 503: return "暂时无法办理";
    case 507: return "存储空间已满";
    default: return "系统故障";
  }
}

}  // namespace lianhu::http
