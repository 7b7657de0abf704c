#include "model/contact.h"

namespace lianhu {

Contact read_contact(const std::optional<std::string>& flags) {
  Contact contact;
  if (!flags) return contact;
  const std::size_t bar = flags->find('|');
  const std::string words = flags->substr(0, bar);
  contact.no_call = words.find("no_call") != std::string::npos;
  contact.no_paper = words.find("no_paper") != std::string::npos;
  if (bar != std::string::npos) contact.note = flags->substr(bar + 1);
  return contact;
}

std::optional<std::string> write_contact(const Contact& contact) {
  std::string flags;
  if (contact.no_call) flags += "no_call";
  if (contact.no_paper) flags += flags.empty() ? "no_paper" : " no_paper";
  if (contact.note) flags += "|" + *contact.note;
  if (flags.empty()) return std::nullopt;
  return flags;
}

}  // namespace lianhu
