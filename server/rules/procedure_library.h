#pragma once
// All procedure files of the product (procedures/*.toml), read, checked and compared with the released ones.
//
// Invariant: every procedure in a ProcedureLibrary passed check_procedure.
// Errors: invalid("procedure_file", …) with every fault of every file; or the faults as values for `lianhu check`.
// Thread rule: read-only after loading.

#include <span>
#include <string_view>
#include <vector>

#include "base/resource.h"
#include "base/result.h"
#include "model/procedure.h"
#include "rules/procedure_check.h"
#include "rules/term.h"

namespace lianhu {

class ProcedureLibrary {
 public:
  ProcedureLibrary() = default;
  explicit ProcedureLibrary(std::vector<Procedure> all) : all_(std::move(all)) {}

  const Procedure* find(std::string_view id) const;      // "grid_matter@1"; nullptr when there is none
  const Procedure* latest(std::string_view name) const;  // the highest version of "grid_matter"
  std::span<const Procedure> all() const { return all_; }

 private:
  std::vector<Procedure> all_;
};

// What the files may name: folders of papers/, terms, and the procedures among the files.
KnownNames known_names(std::span<const Resource> files, const Terms& terms);

struct LoadedProcedures {
  ProcedureLibrary library;  // only to be used when there are no faults
  std::vector<ProcedureFault> faults;
};
LoadedProcedures examine_procedures(std::span<const Resource> files, const Terms& terms);
Result<ProcedureLibrary> load_procedures(std::span<const Resource> files, const Terms& terms);

}  // namespace lianhu
