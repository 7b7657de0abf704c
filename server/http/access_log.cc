#include "http/access_log.h"

#include <fmt/format.h>

namespace lianhu::http {

// Every text here is one of the program's own words (operation, code, id), so nothing needs escaping.
std::string access_line(const AccessLine& line) {
  std::string out = fmt::format(R"({{"at":"{}","operation":"{}","status":{})", line.at.text(), line.operation, line.status);
  if (!line.code.empty()) out += fmt::format(R"(,"code":"{}")", line.code);
  return out + fmt::format(R"(,"ms":{},"bytes":{},"request":"{}"}})", line.ms, line.bytes, line.request_id);
}

}  // namespace lianhu::http
