#pragma once
// One transfer by libcurl, with the rules every gateway keeps.
//
// Thread rule: one Transfer belongs to one thread; start_curl() once, by main, before any thread.

#include <memory>
#include <string>
#include <vector>

#include <curl/curl.h>

#include "base/result.h"

namespace lianhu {

void start_curl();

class Transfer {
 public:
  // "https,http" or "smtps,smtp".
  Transfer(const std::string& url, const char* protocols, int timeout_s);
  CURL* handle() { return handle_.get(); }
  void header(const std::string& line) { headers_.push_back(line); }
  void recipient(const std::string& address) { recipients_.push_back(address); }

  struct Outcome {
    int status = 0;    // of HTTP or SMTP; 0: there was no answer
    std::string body;  // the first 64 KiB
    std::string fault; // Chinese, without anything of the message; "": a whole answer came
  };
  Outcome run();

 private:
  struct Free {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  };
  std::unique_ptr<CURL, Free> handle_;
  std::vector<std::string> headers_, recipients_;
};

inline Error answered_no(std::string cause) { return {Kind::invalid, "gateway_refused", std::move(cause), {}}; }
inline Error try_later(std::string cause) { return {Kind::unavailable, "gateway_later", std::move(cause), {}}; }

}  // namespace lianhu
