#include "rules/procedure_release.h"

#include <algorithm>
#include <set>

#include "base/hash.h"
#include "base/text.h"

namespace lianhu {

namespace {

struct Released {
  std::string sha256, file;
  int line = 0;
};

std::vector<Released> read_released(std::string_view text, ProcedureFaults& faults) {
  std::vector<Released> all;
  std::set<std::string> seen;
  int number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const std::size_t space = line.find(' ');
    const std::string_view file = space == std::string_view::npos ? std::string_view{} : trim(line.substr(space));
    if (file.empty() || !is_sha256_hex(line.substr(0, space))) {
      faults.add(number, "bad_release_line", "应写成“64 位摘要、两个空格、文件名”");
      continue;
    }
    if (!seen.insert(std::string(file)).second) faults.add(number, "duplicate_name", std::string(file) + " 写了两次");
    all.push_back({std::string(line.substr(0, space)), std::string(file), number});
  }
  return all;
}

}  // namespace

std::vector<ProcedureFault> released_faults(std::string_view released, const std::vector<Procedure>& procedures) {
  ProcedureFaults faults{"released.txt", {}};
  for (const Released& one : read_released(released, faults)) {
    const auto found = std::find_if(procedures.begin(), procedures.end(), [&](const Procedure& p) { return p.file == one.file; });
    if (found == procedures.end()) {
      faults.add(one.line, "released_file_missing", "已发布的 " + one.file + " 不见了，请恢复原文件");
    } else if (found->sha256 != one.sha256) {
      faults.add(one.line, "released_file_changed", "已发布的 " + one.file + " 被改动过，请恢复原文件，并把改动另存为下一个版本");
    }
  }
  return std::move(faults.all);
}

}  // namespace lianhu
