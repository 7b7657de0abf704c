#include "clock/curl.h"

#include <stdexcept>

namespace lianhu {
namespace {

constexpr std::size_t kMostAnswer = 64U << 10;

std::size_t keep(char* bytes, std::size_t size, std::size_t count, void* into) {
  auto& body = *static_cast<std::string*>(into);
  const std::size_t all = size * count, room = body.size() < kMostAnswer ? kMostAnswer - body.size() : 0;
  body.append(bytes, std::min(all, room));
  return all;
}

std::string fault_of(CURLcode code) {
  switch (code) {
    case CURLE_OK: return {};
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY: return "找不到对方的主机";
    case CURLE_COULDNT_CONNECT: return "连接不上";
    case CURLE_OPERATION_TIMEDOUT: return "对方没有在时限内回答";
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_USE_SSL_FAILED: return "加密连接没有建立（证书不可信或对方不支持）";
    case CURLE_LOGIN_DENIED: return "用户名或密码不对";
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_PARTIAL_FILE: return "连接中途断开";
    default: return "没有送到（错误 " + std::to_string(static_cast<int>(code)) + "）";
  }
}

struct List {
  explicit List(const std::vector<std::string>& lines) {
    for (const std::string& line : lines) head = curl_slist_append(head, line.c_str());
  }
  ~List() { curl_slist_free_all(head); }
  List(const List&) = delete;
  List& operator=(const List&) = delete;
  curl_slist* head = nullptr;
};

}  // namespace

void start_curl() {
  if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) throw std::runtime_error("网络库没有启动");
}

Transfer::Transfer(const std::string& url, const char* protocols, int timeout_s) : handle_(curl_easy_init()) {
  if (!handle_) throw std::runtime_error("网络库没有启动");
  CURL* h = handle_.get();
  curl_easy_setopt(h, CURLOPT_URL, url.c_str());
  curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, protocols);
  curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(h, CURLOPT_TIMEOUT, static_cast<long>(timeout_s));
  curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT, static_cast<long>(std::min(timeout_s, 5)));
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(h, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(h, CURLOPT_NOPROXY, "*");  // only the address in the file, whatever the environment says
  curl_easy_setopt(h, CURLOPT_USERAGENT, "lianhu");
}

Transfer::Outcome Transfer::run() {
  CURL* h = handle_.get();
  Outcome out;
  const List headers(headers_), recipients(recipients_);
  if (headers.head) curl_easy_setopt(h, CURLOPT_HTTPHEADER, headers.head);
  if (recipients.head) curl_easy_setopt(h, CURLOPT_MAIL_RCPT, recipients.head);
  curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, keep);
  curl_easy_setopt(h, CURLOPT_WRITEDATA, &out.body);
  const CURLcode code = curl_easy_perform(h);
  long status = 0;
  curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &status);
  out.status = static_cast<int>(status);
  out.fault = fault_of(code);
  return out;
}

}  // namespace lianhu
