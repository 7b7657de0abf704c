#pragma once
// A procedure as a table a person can read, and what a new version would change for a matter under way.
//
// Thread rule: pure functions.

#include <string>
#include <string_view>
#include <vector>

#include "model/procedure.h"

namespace lianhu {

struct Permission {
  std::string state;  // empty for an intake move
  std::string move;
  std::vector<Who> who;
};
// state × move × who, in the order of the file; intake moves first.
std::vector<Permission> permission_matrix(const Procedure& procedure);

// The same as a Chinese text table, one line a permission, columns divided by tabs.
std::string matrix_text(const Procedure& procedure);

// What would differ for a matter in `state` if it went on under `next` instead of `now`, in Chinese sentences;
// empty when nothing would. Matters keep their version: this is for whoever decides when to release.
std::vector<std::string> procedure_differences(const Procedure& now, const Procedure& next, std::string_view state);

}  // namespace lianhu
