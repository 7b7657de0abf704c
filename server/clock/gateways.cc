#include "clock/gateways.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>

#include <openssl/evp.h>

#include "base/described.h"
#include "base/hash.h"
#include "base/text.h"
#include "clock/curl.h"
#include "rules/gateway_file.h"

namespace lianhu {
namespace {

TemplateValues values_of(const Delivery& delivery, const std::string& secret, Time now) {
  TemplateValues values{{"id", delivery.id}, {"to", delivery.to}, {"time", now.text()}, {"secret", secret}, {"number", ""}};
  const auto told = read_json<std::map<std::string, std::string>>(delivery.body);
  if (told) {
    for (const auto& [name, value] : *told) values[name] = value;
  }
  return values;
}

Result<Done> judged(const GatewaySpec& spec, const Transfer::Outcome& outcome) {
  if (!outcome.fault.empty()) return try_later(outcome.fault);
  switch (meaning_of(spec, outcome.status, outcome.body)) {
    case Meaning::yes: return done;
    case Meaning::no: return answered_no("对方不接受（回答 " + std::to_string(outcome.status) + "）");
    case Meaning::later: return try_later("对方回答 " + std::to_string(outcome.status));
  }
  return done;
}

// SMS and 企业微信 by the operator's own template.
class HttpGateway : public Gateway {
 public:
  HttpGateway(const GatewaySpec& spec, std::string secret, Clock& clock) : spec_(spec), secret_(std::move(secret)), clock_(clock) {}

  Result<Done> send(const Delivery& delivery) override {
    const TemplateValues values = values_of(delivery, secret_, clock_.now());
    Transfer transfer(fill_template(spec_.url, values, Spot::url), "https,http", spec_.timeout_s);
    const std::string body = fill_template(spec_.body, values, spec_.escape == Escape::json ? Spot::json : Spot::form);
    curl_easy_setopt(transfer.handle(), CURLOPT_CUSTOMREQUEST, spec_.method.c_str());
    if (spec_.method != "GET") {
      curl_easy_setopt(transfer.handle(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
      curl_easy_setopt(transfer.handle(), CURLOPT_POSTFIELDS, body.c_str());
      bool typed = false;
      for (const auto& [name, value] : spec_.headers) typed = typed || ascii_lower(name) == "content-type";
      if (!typed) transfer.header(spec_.escape == Escape::json ? "Content-Type: application/json; charset=utf-8" : "Content-Type: application/x-www-form-urlencoded");
    }
    transfer.header("Expect:");
    transfer.header("X-Lianhu-Delivery: " + delivery.id);
    for (const auto& [name, value] : spec_.headers) transfer.header(name + ": " + fill_template(value, values, Spot::header));
    return judged(spec_, transfer.run());
  }

 private:
  GatewaySpec spec_;
  std::string secret_;
  Clock& clock_;
};

struct HookBody {
  std::string id, office, text, time;
  std::optional<std::string> number;
};
LIANHU_DESCRIBE(HookBody, (id, office, text, time, number))

// Signature: HMAC-SHA256 of "<timestamp>.<delivery id>.<body>" (docs/operate.md).
class WebhookGateway : public Gateway {
 public:
  WebhookGateway(const GatewaySpec& spec, std::string secret, Clock& clock) : spec_(spec), secret_(std::move(secret)), clock_(clock) {}

  Result<Done> send(const Delivery& delivery) override {
    const Time now = clock_.now();
    const TemplateValues values = values_of(delivery, "", now);
    const auto value = [&](std::string_view name) {
      const auto found = values.find(name);
      return found == values.end() ? std::string() : found->second;
    };
    HookBody told{delivery.id, delivery.to, value("text"), now.text(), {}};
    if (const std::string number = value("number"); !number.empty()) told.number = number;
    const std::string body = write_json(told), stamp = std::to_string(now.ms / 1000);
    Transfer transfer(spec_.url, "https,http", spec_.timeout_s);
    curl_easy_setopt(transfer.handle(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    curl_easy_setopt(transfer.handle(), CURLOPT_POSTFIELDS, body.c_str());
    transfer.header("Content-Type: application/json; charset=utf-8");
    transfer.header("Expect:");
    transfer.header("X-Lianhu-Delivery: " + delivery.id);
    transfer.header("X-Lianhu-Timestamp: " + stamp);
    transfer.header("X-Lianhu-Signature: sha256=" + hex(hmac_sha256(secret_, stamp + "." + delivery.id + "." + body)));
    return judged(spec_, transfer.run());
  }

 private:
  GatewaySpec spec_;
  std::string secret_;
  Clock& clock_;
};

// In lines of 76 (RFC 2045), or in one.
std::string base64(std::string_view bytes, bool lines) {
  std::string all(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  all.resize(static_cast<std::size_t>(EVP_EncodeBlock(reinterpret_cast<unsigned char*>(all.data()), reinterpret_cast<const unsigned char*>(bytes.data()),
                                                      static_cast<int>(bytes.size()))));
  if (!lines) return all;
  std::string out;
  for (std::size_t at = 0; at < all.size(); at += 76) out += all.substr(at, 76) + "\r\n";
  return out;
}

// "Tue, 01 Sep 2026 09:00:00 +0800" (RFC 5322 section 3.3).
std::string mail_date(Time at) {
  constexpr const char* days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Date day = at.date();
  char text[64];
  std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d +0800", days[day.weekday() - 1], day.day(), months[day.month() - 1], day.year(),
                at.minute_of_day() / 60, at.minute_of_day() % 60, static_cast<int>(at.ms / 1000 % 60));
  return text;
}

class MailGateway : public Gateway {
 public:
  MailGateway(const GatewaySpec& spec, std::string secret, Clock& clock) : spec_(spec), secret_(std::move(secret)), clock_(clock) {}

  Result<Done> send(const Delivery& delivery) override {
    const TemplateValues values = values_of(delivery, "", clock_.now());
    const auto text = values.find("text");
    const std::string host = spec_.from.substr(spec_.from.find('@') + 1);
    const std::string mail = "Date: " + mail_date(clock_.now()) + "\r\nFrom: <" + spec_.from + ">\r\nTo: <" + spec_.to + ">\r\nMessage-ID: <" + delivery.id + "@" + host +
                             ">\r\nSubject: =?UTF-8?B?" + base64("联户通知", false) + "?=\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                             "Content-Transfer-Encoding: base64\r\nAuto-Submitted: auto-generated\r\nX-Lianhu-Delivery: " + delivery.id + "\r\n\r\n" +
                             base64(text == values.end() ? "" : text->second + "\n", true);
    Transfer transfer(spec_.url, "smtps,smtp", spec_.timeout_s);
    CURL* h = transfer.handle();
    const std::string from = "<" + spec_.from + ">";
    curl_easy_setopt(h, CURLOPT_MAIL_FROM, from.c_str());
    transfer.recipient("<" + spec_.to + ">");
    curl_easy_setopt(h, CURLOPT_USE_SSL, static_cast<long>(spec_.starttls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    if (!spec_.user.empty()) {
      curl_easy_setopt(h, CURLOPT_USERNAME, spec_.user.c_str());
      curl_easy_setopt(h, CURLOPT_PASSWORD, secret_.c_str());
    }
    Reading reading{mail, 0};
    curl_easy_setopt(h, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(h, CURLOPT_READFUNCTION, &read);
    curl_easy_setopt(h, CURLOPT_READDATA, &reading);
    const Transfer::Outcome outcome = transfer.run();
    if (outcome.fault.empty() && outcome.status >= 200 && outcome.status < 300) return done;
    if (outcome.status >= 500 && outcome.status < 600) return answered_no("邮件服务器不接受（回答 " + std::to_string(outcome.status) + "）");
    return try_later(outcome.status >= 400 && outcome.status < 500 ? "邮件服务器回答 " + std::to_string(outcome.status) : outcome.fault.empty() ? "连接中途断开" : outcome.fault);
  }

 private:
  struct Reading {
    const std::string& text;
    std::size_t at;
  };
  static std::size_t read(char* into, std::size_t size, std::size_t count, void* from) {
    auto& reading = *static_cast<Reading*>(from);
    const std::size_t n = std::min(size * count, reading.text.size() - reading.at);
    std::memcpy(into, reading.text.data() + reading.at, n);
    reading.at += n;
    return n;
  }

  GatewaySpec spec_;
  std::string secret_;
  Clock& clock_;
};

std::string file_text(const std::filesystem::path& path, const std::string& what) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("读不到" + what + "：" + path.string());
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

std::unique_ptr<Gateway> make_gateway(const GatewaySpec& spec, std::string secret, Clock& clock) {
  switch (spec.kind) {
    case GatewayKind::http: return std::make_unique<HttpGateway>(spec, std::move(secret), clock);
    case GatewayKind::webhook: return std::make_unique<WebhookGateway>(spec, std::move(secret), clock);
    case GatewayKind::mail: return std::make_unique<MailGateway>(spec, std::move(secret), clock);
  }
  return nullptr;
}

std::vector<OpenGateway> open_gateways(const std::string& folder, Clock& clock) {
  namespace fs = std::filesystem;
  std::vector<OpenGateway> out;
  if (folder.empty()) return out;
  if (!fs::is_directory(folder)) throw std::runtime_error("没有发送通道的目录：" + folder);
  std::vector<fs::path> files;
  for (const auto& one : fs::directory_iterator(folder)) {
    if (one.path().extension() == ".toml") files.push_back(one.path());
  }
  std::sort(files.begin(), files.end());
  if (!files.empty()) start_curl();
  for (const fs::path& path : files) {
    auto spec = parse_gateway(file_text(path, "发送通道"), path.string());
    if (!spec) throw std::runtime_error(spec.error().message);
    std::string secret;
    if (!spec->secret_file.empty()) {
      const fs::path at = fs::path(spec->secret_file).is_absolute() ? fs::path(spec->secret_file) : path.parent_path() / spec->secret_file;
      if (const auto open = fs::status(at).permissions(); fs::exists(at) && (open & (fs::perms::others_read | fs::perms::others_write)) != fs::perms::none) {
        throw std::runtime_error("密钥文件别人也能读写，请先 chmod 600：" + at.string());
      }
      secret = trim(file_text(at, "密钥文件"));
      if (secret.empty()) throw std::runtime_error("密钥文件是空的：" + at.string());
    }
    out.push_back({*spec, make_gateway(*spec, std::move(secret), clock)});
  }
  return out;
}

}  // namespace lianhu
