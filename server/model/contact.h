#pragma once
// How a party may be reached, as one column holds it (party.contact_flags): "no_call no_paper|what they asked for".
//
// Thread rule: pure functions.

#include <optional>
#include <string>

namespace lianhu {

struct Contact {
  bool no_call = false, no_paper = false;
  std::optional<std::string> note;
};

Contact read_contact(const std::optional<std::string>& flags);
std::optional<std::string> write_contact(const Contact& contact);  // nothing: no wish was told

}  // namespace lianhu
