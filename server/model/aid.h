#pragma once
// A short aid for whoever mediates: offered at a step, never asked for, never recorded as read or used.
//
// Thread rule: plain values.

#include <cstdint>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/time.h"
#include "model/ids.h"

namespace lianhu {

struct Aid {
  std::string code, procedure, method, title, text;
  std::vector<std::string> states;      // of the procedure, where it helps
  std::vector<std::string> categories;  // for these and what lies below them; none: for all
};

// The county's own wording of an aid: each change is one row, the highest version is the one in force. Version 0 is the program's.
struct AidEdit {
  std::string id;
  std::string code;
  std::int64_t version = 1;
  std::string procedure, method, title, text;
  std::string states, categories;  // separated by spaces
  bool shown = true;               // false: put away
  Time made_at;
  AccountId made_by;
};
BOOST_DESCRIBE_STRUCT(AidEdit, (), (id, code, version, procedure, method, title, text, states, categories, shown, made_at, made_by))

}  // namespace lianhu
