#pragma once
// One line of JSON per answered request, for the operator.
//
// Invariant: it holds the operation's name, never the path, query, header, body or address of a request: those carry
// ids, secrets and personal data. (The access record the law asks for is the database's, 查阅记录.)
// Thread rule: pure function.

#include <cstdint>
#include <string>

#include "base/time.h"

namespace lianhu::http {

struct AccessLine {
  Time at;
  std::string operation;
  int status = 0;
  std::string code;  // of a problem
  std::int64_t ms = 0;
  std::size_t bytes = 0;
  std::string request_id;
};
std::string access_line(const AccessLine& line);  // without a line break

}  // namespace lianhu::http
