#include "store/in_list.h"

#include <stdexcept>

namespace lianhu {
namespace {

const std::vector<std::string>& names() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < in_list_most; ++i) out.push_back("in" + std::to_string(i));
    return out;
  }();
  return all;
}

}  // namespace

InList in_list(const std::vector<std::string>& values) {
  if (values.empty() || values.size() > in_list_most) throw std::logic_error("in_list: no value, or too many");
  const std::size_t places = values.size() <= 8 ? 8 : values.size() <= 64 ? 64 : in_list_most;
  InList out;
  for (std::size_t i = 0; i < places; ++i) {
    const std::string& name = names()[i];
    out.text.append(i == 0 ? "(:" : ", :").append(name);
    out.binds.push_back({name, values[std::min(i, values.size() - 1)]});
  }
  out.text += ")";
  return out;
}

}  // namespace lianhu
