#include "tool/check.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "base/resource.h"
#include "paper/catalogue.h"
#include "rules/calendar_file.h"
#include "rules/aid.h"
#include "rules/clause_library.h"
#include "rules/dossier_plan.h"
#include "rules/other_system_file.h"
#include "rules/procedure_library.h"
#include "rules/procedure_release.h"
#include "rules/procedure_view.h"
#include "rules/term_file.h"

namespace lianhu {
namespace {

int print_error(const Error& error) {
  std::fprintf(stderr, "%s\n", error.message.c_str());
  for (const FieldFault& fault : error.fields) std::fprintf(stderr, "  %s %s\n", fault.pointer.c_str(), fault.message.c_str());
  return 1;
}

}  // namespace

int check(const CheckOptions& options) {
  const auto terms = load_terms(resources());
  if (!terms) return print_error(terms.error());
  if (const auto calendar = load_calendar(resources()); !calendar) return print_error(calendar.error());
  const auto systems = load_other_systems(resources());
  if (!systems) return print_error(systems.error());
  if (const auto papers = paper::Catalogue::load(resources()); !papers) return print_error(papers.error());

  std::vector<Resource> files(resources().begin(), resources().end());
  std::string name, text;
  if (!options.file.empty()) {
    std::ifstream in(options.file);
    if (!in) {
      std::fprintf(stderr, "不能打开文件：%s\n", options.file.c_str());
      return 2;
    }
    std::ostringstream whole;
    whole << in.rdbuf();
    text = whole.str();
    name = "procedures/" + std::filesystem::path(options.file).filename().string();
    std::erase_if(files, [&](const Resource& file) { return file.name == name; });
    files.push_back({name, text, ""});
  }
  const LoadedProcedures loaded = examine_procedures(files, *terms);
  for (const ProcedureFault& fault : loaded.faults) std::fprintf(stderr, "%s\n", fault.text().c_str());
  if (options.matrix || !options.file.empty()) {
    for (const Procedure& procedure : loaded.library.all()) {
      if (!name.empty() && procedure.file != name) continue;
      std::printf("%s\n", matrix_text(procedure).c_str());
    }
  }
  if (!loaded.faults.empty()) return 1;
  const auto dossiers = load_dossier_plans(files);
  if (!dossiers) return print_error(dossiers.error());
  for (const DossierPlan& plan : *dossiers) {
    for (const Procedure& procedure : loaded.library.all()) {
      if (procedure.name != plan.procedure) continue;
      const std::string fault = misfit(plan, procedure, *loaded.library.latest(plan.procedure));
      if (fault.empty()) continue;
      std::fprintf(stderr, "dossiers/%s.toml：%s（%s）\n", plan.procedure.c_str(), fault.c_str(), procedure.id().c_str());
      return 1;
    }
  }
  const auto aids = load_aids(files);
  if (!aids) return print_error(aids.error());
  for (const Aid& aid : *aids) {
    const Procedure* procedure = loaded.library.latest(aid.procedure);
    const std::string state = procedure == nullptr ? "（没有这个程序）" : unknown_state(aid, *procedure);
    if (state.empty()) continue;
    std::fprintf(stderr, "aids/%s.toml：提示“%s”写了没有的状态：%s\n", aid.procedure.c_str(), aid.code.c_str(), state.c_str());
    return 1;
  }
  if (const auto clauses = load_clause_libraries(files, *dossiers); !clauses) return print_error(clauses.error());
  std::printf("检查通过：程序 %zu 个，期限规则 %zu 条，其他系统 %zu 个\n", loaded.library.all().size(), terms->all().size(), systems->size());
  return 0;
}

}  // namespace lianhu
