#include "store/in_list.h"

#include <stdexcept>

namespace lianhu {
namespace {

std::vector<std::string> numbered(const std::string& word) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < in_list_most; ++i) out.push_back(word + std::to_string(i));
  return out;
}

const std::vector<std::string>& names(bool second) {
  static const std::vector<std::string> first_names = numbered("in"), second_names = numbered("also");
  return second ? second_names : first_names;
}

}  // namespace

InList in_list(const std::vector<std::string>& values, bool second) {
  if (values.empty() || values.size() > in_list_most) throw std::logic_error("in_list: no value, or too many");
  const std::size_t places = values.size() <= 8 ? 8 : values.size() <= 64 ? 64 : in_list_most;
  InList out;
  for (std::size_t i = 0; i < places; ++i) {
    const std::string& name = names(second)[i];
    out.text.append(i == 0 ? "(:" : ", :").append(name);
    out.binds.push_back({name, values[std::min(i, values.size() - 1)]});
  }
  out.text += ")";
  return out;
}

}  // namespace lianhu
