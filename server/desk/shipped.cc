#include "desk/shipped.h"

#include <stdexcept>

#include "base/resource.h"
#include "rules/calendar_file.h"
#include "rules/term_file.h"

namespace lianhu {
namespace {

template <class T>
T or_throw(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(result).value();
}

Shipped read_all() {
  const auto files = resources();
  Shipped all;
  all.terms = or_throw(load_terms(files));
  all.calendar = or_throw(load_calendar(files));
  all.procedures = or_throw(load_procedures(files, all.terms));
  all.papers = or_throw(paper::Catalogue::load(files));
  all.other_systems = or_throw(load_other_systems(files));
  all.dossiers = or_throw(load_dossier_plans(files));
  all.clauses = or_throw(load_clause_libraries(files, all.dossiers));
  all.aids = or_throw(load_aids(files));
  all.code_lists = or_throw(load_code_lists(files));
  return all;
}

}  // namespace

const Shipped& shipped() {
  static const Shipped all = read_all();
  return all;
}

}  // namespace lianhu
