#pragma once
// lianhu check: the data files examined (procedures, terms, calendar, papers, categories), each fault named with its line,
// and the permission matrix printed. A clerk's own procedure file may be given (J13).

#include <string>

namespace lianhu {

struct CheckOptions {
  std::string file;      // a procedure file of one's own; "": the built-in ones
  bool matrix = false;   // print who may do what in which state
};
// 0: all good; 1: faults were printed.
int check(const CheckOptions& options);

}  // namespace lianhu
