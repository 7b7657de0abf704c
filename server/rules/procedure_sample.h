#pragma once
// For tests: a small procedure file that checks clean, and ways to plant one fault in it.

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/resource.h"
#include "rules/procedure_check.h"
#include "rules/procedure_file.h"
#include "rules/procedure_library.h"
#include "rules/term_file.h"

namespace lianhu::sample {

inline constexpr std::string_view text = R"(name = "small"
version = 1
title = "小程序"
basis = "《中华人民共和国人民调解法》"
initial = "open1"
mediation = true
phases = ["登记", "结案"]

[[outcome]]
name = "agrees"
title = "同意"
consent = "gives"

[[outcome]]
name = "refuses"
title = "拒绝"
consent = "ends"

[[clock]]
name = "house"
title = "登记期限（内部期限）"
rule = "house.term"

[[clock]]
name = "lawful"
title = "办理期限"
rule = "law.term"

[[state]]
name = "open1"
title = "已登记"
phase = "登记"
clocks = ["house"]

[[state]]
name = "work"
title = "办理中"
phase = "登记"
clocks = ["lawful"]

[[state]]
name = "ended"
title = "已结束"
phase = "结案"
terminal = true

[[move]]
name = "begin"
title = "登记"
start = true
to = "open1"
who = ["public", "desk"]
needs = ["content", "side_office"]
effects = [{ do = "assign", act = "give", lead = "side_office" }]
audience = "parties"

[[move]]
name = "agree"
title = "同意"
from = "open1"
to = "same"
who = ["party"]
needs = ["side"]
effects = [{ do = "record_outcome", outcome = "agrees", of_party = "side" }]
audience = "parties"

[[move]]
name = "go"
title = "开始"
from = "open1"
to = "work"
who = ["mediator"]
needs = ["consent:all_parties", "done:agree"]
effects = [{ do = "notify", whom = ["party"] }]
audience = "parties"

[[move]]
name = "refuse"
title = "拒绝"
from = "open"
to = "ended"
who = ["party"]
needs = ["side"]
effects = [
  { do = "record_outcome", outcome = "refuses", of_party = "side" },
  { do = "close", kind = "terminated" },
]
audience = "parties"

[[move]]
name = "check_it"
title = "核查"
from = "work"
to = "ended"
who = ["verifier"]
needs = ["not_same_actor_as:go", "proof"]
effects = [{ do = "issue_paper", paper = "slip" }, { do = "close", kind = "substantive" }]
audience = "parties"
verifies = true

[[field]]
name = "content"
label = "情况"
kind = "longtext"
max = 100
class = 1
purpose = "办理事项"
retention = "dossier"

[[field]]
name = "side"
label = "哪一方"
kind = "party"
class = 0

[[field]]
name = "side_office"
label = "机构"
kind = "office"
class = 0

[[field]]
name = "proof"
label = "附件"
kind = "files"
class = 1
purpose = "办理依据"
retention = "dossier"

[[paper]]
name = "slip"
title = "回复单"
manual = true
)";

inline KnownNames known() {
  KnownNames names;
  names.papers = {"notice"};
  names.terms = {{"house.term", true, ""}, {"law.term", false, "某法"}, {"bad.term", true, "某法"}};
  names.procedures = {"small@1", "other@1"};
  return names;
}

// The text with the first `old` after `anchor` replaced.
inline std::string with(std::string_view anchor, std::string_view old, std::string_view now) {
  std::string changed(text);
  const std::size_t from = changed.find(anchor);
  const std::size_t at = from == std::string::npos ? from : changed.find(old, from);
  if (at == std::string::npos) throw std::logic_error("the sample has no " + std::string(old));
  return changed.replace(at, old.size(), now);
}

// The line on which `mark` first stands at or after `anchor`.
inline int line_of(std::string_view in, std::string_view anchor, std::string_view mark) {
  const std::size_t at = in.find(mark, in.find(anchor));
  if (at == std::string_view::npos) throw std::logic_error("no such mark: " + std::string(mark));
  return 1 + static_cast<int>(std::count(in.begin(), in.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

inline std::vector<ProcedureFault> faults_of(std::string_view changed) {
  ReadProcedure read = read_procedure(changed, "procedures/small@1.toml");
  if (!read.faults.empty()) return read.faults;
  return check_procedure(read.procedure, known());
}

inline std::string listed(const std::vector<ProcedureFault>& faults) {
  std::string out;
  for (const ProcedureFault& f : faults) out += f.text() + " [" + f.code + "]\n";
  return out;
}

// The product's own terms.
inline Terms terms() {
  auto read = load_terms(resources());
  if (!read) throw std::logic_error(read.error().message);
  return *read;
}

}  // namespace lianhu::sample
