#include "rules/gateway_file.h"

#include <algorithm>

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>

#include "rules/toml_reader.h"

namespace lianhu {
namespace {

constexpr std::string_view kValues[] = {"id", "to", "text", "number", "time", "secret"};

bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

// {name} where name is a word in lower case; any other brace is text (the template may be JSON).
template <class Text, class Value>
void each_part(std::string_view in, Text text, Value value) {
  for (std::size_t at = 0; at < in.size();) {
    const std::size_t open = in.find('{', at);
    const std::size_t close = open == in.npos ? in.npos : in.find('}', open);
    if (close == in.npos) return text(in.substr(at));
    const std::string_view name = in.substr(open + 1, close - open - 1);
    if (is_name(name)) {
      text(in.substr(at, open - at));
      value(name);
      at = close + 1;
    } else {
      text(in.substr(at, open + 1 - at));
      at = open + 1;
    }
  }
}

std::string percent(std::string_view text) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.' || c == '~';
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  return out;
}

std::string escaped(std::string_view text, Spot spot) {
  switch (spot) {
    case Spot::url:
    case Spot::form: return percent(text);
    case Spot::json: {
      const std::string quoted = boost::json::serialize(boost::json::value(boost::json::string(text)));
      return quoted.substr(1, quoted.size() - 2);
    }
    case Spot::header: {
      std::string out(text);
      out.erase(std::remove_if(out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 32 || c == 127; }), out.end());
      return out;
    }
  }
  return {};
}

std::string host_of(std::string_view url) {
  const std::size_t at = url.find("://");
  std::string_view rest = at == url.npos ? url : url.substr(at + 3);
  rest = rest.substr(0, rest.find_first_of("/?#"));
  if (const std::size_t user = rest.rfind('@'); user != rest.npos) rest.remove_prefix(user + 1);
  if (rest.starts_with("[")) return std::string(rest.substr(0, rest.find(']') + 1));
  return std::string(rest.substr(0, rest.find(':')));
}

bool this_machine(std::string_view url) {
  const std::string host = host_of(url);
  return host == "127.0.0.1" || host == "[::1]" || host == "localhost";
}

int minute_in(TomlReader& in, const toml::table& table, std::string_view key) {
  const std::string text = in.text(table, key, true);
  const bool fits = text.size() == 5 && text[2] == ':' && text.find_first_not_of("0123456789:") == text.npos && std::count(text.begin(), text.end(), ':') == 1;
  const int hour = fits ? (text[0] - '0') * 10 + text[1] - '0' : 99, minute = fits ? (text[3] - '0') * 10 + text[4] - '0' : 99;
  if (hour > 23 || minute > 59) in.blame(table, "“" + std::string(key) + "”写成 21:00 的样子");
  return hour > 23 || minute > 59 ? 0 : hour * 60 + minute;
}

AnswerRule rule_in(TomlReader& in, const toml::table& table) {
  in.only(table, {"status", "contains"});
  AnswerRule out;
  for (const toml::node* node : in.list(table, "status")) {
    const auto status = node->value_exact<std::int64_t>();
    if (!status || *status < 100 || *status > 599) in.blame(*node, "“status”里应当是 100 到 599 的整数");
    out.status.push_back(static_cast<int>(status.value_or(0)));
  }
  out.contains = in.text(table, "contains");
  return out;
}

void check_names(TomlReader& in, std::string_view text, const std::string& where) {
  each_part(text, [](std::string_view) {}, [&](std::string_view name) {
    if (std::find(std::begin(kValues), std::end(kValues), name) == std::end(kValues)) in.blame(1, where + "里没有“{" + std::string(name) + "}”这一项，只有 {id} {to} {text} {number} {time} {secret}");
  });
}

void read_http(TomlReader& in, const toml::table& root, GatewaySpec& out) {
  out.method = root.contains("method") ? in.text(root, "method", true) : "POST";
  if (out.method != "POST" && out.method != "PUT" && out.method != "GET") in.blame(1, "“method”写 POST、PUT 或 GET");
  out.body = in.text(root, "body");
  if (out.method != "GET" && out.body.empty()) in.blame(1, "缺少“body”，请补上");
  const std::string escape = root.contains("escape") ? in.text(root, "escape", true) : "json";
  if (escape != "json" && escape != "form") in.blame(1, "“escape”写 json 或 form");
  out.escape = escape == "form" ? Escape::form : Escape::json;
  if (const toml::node* node = root.get("headers")) {
    const toml::table* table = node->as_table();
    if (!table) {
      in.blame(*node, "“headers”应当写成 { 名称 = \"值\" }");
    } else {
      for (const auto& [key, value] : *table) out.headers.emplace_back(std::string(key.str()), in.text(*table, key.str(), true));
    }
  }
  for (const auto& [name, value] : out.headers) {
    const bool fits = std::all_of(name.begin(), name.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'; });
    if (!fits) in.blame(1, "“headers”里的名称只能用字母、数字和短横线");
    check_names(in, value, "“headers”");
  }
  check_names(in, out.body, "“body”");
  check_names(in, out.url, "“url”");
}

}  // namespace

Result<GatewaySpec> parse_gateway(std::string_view text, std::string_view file_name) {
  TomlReader in(text, file_name, "gateway_file");
  if (in.fault()) return *in.fault();
  const toml::table& root = in.root();
  in.only(root, {"title", "kind", "serves", "offices", "url", "timeout_s", "quiet", "secret_file", "method", "body", "headers", "escape", "yes", "no", "from", "to", "user", "starttls"});
  GatewaySpec out;
  const std::size_t slash = file_name.rfind('/');
  const std::string_view base = slash == std::string_view::npos ? file_name : file_name.substr(slash + 1);
  out.name = std::string(base.substr(0, base.find('.')));
  if (!is_name(out.name) || out.name == by_hand || out.name == page_only) in.blame(1, "文件名只能用小写字母和下划线，也不能叫 hand 或 page");
  out.title = in.text(root, "title", true);
  const std::string kind = in.text(root, "kind", true), serves = in.text(root, "serves", true);
  if (kind != "http" && kind != "webhook" && kind != "mail") in.blame(1, "“kind”写 http、webhook 或 mail");
  out.kind = kind == "webhook" ? GatewayKind::webhook : kind == "mail" ? GatewayKind::mail : GatewayKind::http;
  if (serves != "party" && serves != "office") in.blame(1, "“serves”写 party（发给当事人）或 office（发给机构）");
  out.serves = serves == "party" ? GatewayServes::party : GatewayServes::office;
  for (const std::string& id : in.texts(root, "offices")) out.offices.push_back(OfficeId{id});
  out.timeout_s = in.whole(root, "timeout_s", 1, 30).value_or(10);
  out.secret_file = in.text(root, "secret_file");
  out.url = in.text(root, "url", true);
  const bool mail = out.kind == GatewayKind::mail;
  const bool safe = out.url.starts_with(mail ? "smtps://" : "https://"), plain = out.url.starts_with(mail ? "smtp://" : "http://");
  if (!safe && !plain) in.blame(1, mail ? "“url”以 smtps:// 或 smtp:// 开头" : "“url”以 https:// 开头");
  if (plain && !mail && !this_machine(out.url)) in.blame(1, "对外的地址必须用 https://；只有本机可以不加密");
  // People sleep; an office's machine does not.
  if (out.serves == GatewayServes::party) out.quiet = {21 * 60, 8 * 60};
  if (const toml::node* node = root.get("quiet")) {
    const toml::table* table = node->as_table();
    if (!table) {
      in.blame(*node, "“quiet”应当写成 { from = \"21:00\", until = \"08:00\" }");
    } else {
      in.only(*table, {"from", "until"});
      out.quiet = {minute_in(in, *table, "from"), minute_in(in, *table, "until")};
    }
  }
  if (mail) {
    if (out.serves == GatewayServes::party) in.blame(1, "当事人没有登记邮箱，邮件只能发给机构");
    out.from = in.text(root, "from", true);
    out.to = in.text(root, "to", true);
    out.user = in.text(root, "user");
    out.starttls = !root.contains("starttls") || in.flag(root, "starttls");
    if (plain && !out.starttls && !this_machine(out.url)) in.blame(1, "对外的邮件服务器必须加密：用 smtps://，或不要写 starttls = false");
    for (const std::string& address : {out.from, out.to}) {
      if (address.find('@') == address.npos || address.find_first_of(" <>\r\n,") != address.npos) in.blame(1, "“from”和“to”各写一个邮箱地址");
    }
    if (!out.user.empty() && out.secret_file.empty()) in.blame(1, "写了“user”，还缺“secret_file”（密码所在的文件）");
  }
  if (out.kind == GatewayKind::http) read_http(in, root, out);
  if (out.kind == GatewayKind::webhook && out.secret_file.empty()) in.blame(1, "webhook 要签名，缺少“secret_file”（密钥所在的文件）");
  for (const char* key : {"yes", "no"}) {
    const toml::node* node = root.get(key);
    if (!node) continue;
    const toml::table* table = node->as_table();
    if (!table) {
      in.blame(*node, "“" + std::string(key) + "”应当写成 { status = [200], contains = \"…\" }");
      continue;
    }
    AnswerRule rule = rule_in(in, *table);
    if (std::string_view(key) == "yes") {
      out.yes = std::move(rule);
    } else {
      out.no = std::move(rule);
    }
  }
  if (in.fault()) return *in.fault();
  return out;
}

std::string fill_template(std::string_view text, const TemplateValues& values, Spot spot) {
  std::string out;
  each_part(text, [&](std::string_view part) { out += part; },
            [&](std::string_view name) {
              if (const auto found = values.find(name); found != values.end()) out += escaped(found->second, spot);
            });
  return out;
}

Meaning meaning_of(const GatewaySpec& spec, int status, std::string_view body) {
  const auto fits = [&](const AnswerRule& rule, bool usual) {
    const bool right = rule.status.empty() ? usual : std::find(rule.status.begin(), rule.status.end(), status) != rule.status.end();
    return right && (rule.contains.empty() || body.find(rule.contains) != body.npos);
  };
  const bool good = status >= 200 && status < 300;
  if (fits(spec.yes, good)) return Meaning::yes;
  const bool bad = status >= 400 && status < 500 && status != 408 && status != 425 && status != 429;
  // A 2xx that is no yes may be a no by its words.
  if (fits(spec.no.value_or(AnswerRule{}), bad || (good && spec.no && !spec.no->contains.empty()))) return Meaning::no;
  return Meaning::later;
}

}  // namespace lianhu
