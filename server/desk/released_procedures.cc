#include "desk/released_procedures.h"

#include <algorithm>

#include "desk/shipped.h"

namespace lianhu {

ReadProcedure read_released(const std::string& text) {
  ReadProcedure first = read_procedure(text, "procedures/uploaded.toml");
  const bool named = !first.procedure.name.empty() && first.procedure.version > 0;
  return named ? read_procedure(text, "procedures/" + first.procedure.id() + ".toml") : first;
}

Result<ProcedureLibrary> procedures_with(const std::vector<ReleasedProcedure>& released) {
  const auto own = shipped().procedures.all();
  std::vector<Procedure> all(own.begin(), own.end());
  for (const ReleasedProcedure& one : released) {
    // It was checked when it was released; what a later program would ask of a new file does not hold for running matters.
    ReadProcedure read = read_released(one.text);
    if (!read.faults.empty()) return invalid("procedure_file", "本县发布的程序 " + one.name + " 第 " + std::to_string(one.version) + " 版读不出来：" + read.faults.front().text());
    std::erase_if(all, [&](const Procedure& held) { return held.id() == read.procedure.id(); });
    all.push_back(std::move(read.procedure));
  }
  return ProcedureLibrary(std::move(all));
}

}  // namespace lianhu
