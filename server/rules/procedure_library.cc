#include "rules/procedure_library.h"

#include <algorithm>
#include <string>

#include "rules/procedure_file.h"
#include "rules/procedure_release.h"

namespace lianhu {

namespace {

constexpr std::string_view folder = "procedures/";
constexpr std::string_view ending = ".toml";

bool is_procedure(const Resource& file) { return file.name.starts_with(folder) && file.name.ends_with(ending); }

std::string id_of(const Resource& file) {
  return std::string(file.name.substr(folder.size(), file.name.size() - folder.size() - ending.size()));
}

}  // namespace

const Procedure* ProcedureLibrary::find(std::string_view id) const {
  for (const Procedure& p : all_) {
    if (p.id() == id) return &p;
  }
  return nullptr;
}

const Procedure* ProcedureLibrary::latest(std::string_view name) const {
  const Procedure* best = nullptr;
  for (const Procedure& p : all_) {
    if (p.name == name && (best == nullptr || p.version > best->version)) best = &p;
  }
  return best;
}

KnownNames known_names(std::span<const Resource> files, const Terms& terms) {
  KnownNames known;
  for (const Resource& file : files) {
    if (is_procedure(file)) known.procedures.push_back(id_of(file));
    if (!file.name.starts_with("papers/")) continue;
    const std::string_view rest = file.name.substr(7);
    const std::string paper(rest.substr(0, rest.find('/')));
    if (rest.find('/') != std::string_view::npos && std::find(known.papers.begin(), known.papers.end(), paper) == known.papers.end()) {
      known.papers.push_back(paper);
    }
  }
  for (const TermRule& term : terms.all()) known.terms.push_back({term.id, term.internal, term.law});
  return known;
}

LoadedProcedures examine_procedures(std::span<const Resource> files, const Terms& terms) {
  const KnownNames known = known_names(files, terms);
  std::vector<Procedure> all;
  std::vector<ProcedureFault> faults;
  std::string_view released;
  for (const Resource& file : files) {
    if (file.name == "procedures/released.txt") released = file.bytes;
    if (!is_procedure(file)) continue;
    ReadProcedure read = read_procedure(file.bytes, file.name);
    if (read.faults.empty()) read.faults = check_procedure(read.procedure, known);
    faults.insert(faults.end(), read.faults.begin(), read.faults.end());
    all.push_back(std::move(read.procedure));
  }
  const std::vector<ProcedureFault> changed = released_faults(released, all);
  faults.insert(faults.end(), changed.begin(), changed.end());
  return {ProcedureLibrary(std::move(all)), std::move(faults)};
}

Result<ProcedureLibrary> load_procedures(std::span<const Resource> files, const Terms& terms) {
  LoadedProcedures loaded = examine_procedures(files, terms);
  if (loaded.faults.empty()) return std::move(loaded.library);
  std::vector<FieldFault> fields;
  for (const ProcedureFault& f : loaded.faults) fields.push_back({"/" + f.file + "/line/" + std::to_string(f.line), f.text()});
  return invalid("procedure_file", "程序文件有 " + std::to_string(fields.size()) + " 处错误，请运行 lianhu check 查看", std::move(fields));
}

}  // namespace lianhu
