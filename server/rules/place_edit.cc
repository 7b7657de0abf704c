#include "rules/place_edit.h"

#include <charconv>

namespace lianhu {
namespace {

constexpr std::size_t kDigits = 3;

std::string instead(const std::string& text, const std::string& was, const std::string& is) {
  const std::size_t at = text.find(was);
  if (was.empty() || at == std::string::npos) return text;
  return text.substr(0, at) + is + text.substr(at + was.size());
}

Place begun(Place row, Date from) {
  row.valid_from = from;
  row.valid_to.reset();
  row.search = search_text(row);
  return row;
}

}  // namespace

std::string search_text(const Place& place) { return place.full_name + " " + place.name + " " + place.code; }

Place renamed(Place row, const std::string& was, const std::string& is, Date from) {
  const std::string name = instead(row.name, was, is);
  row.full_name = instead(row.full_name, row.name, name);
  row.name = name;
  return begun(std::move(row), from);
}

Place moved_to(Place row, const Place& source, const Place& target, bool rename, Date from) {
  if (row.parent == source.id) row.parent = target.id;
  if (row.path.starts_with(source.path)) row.path = target.path + row.path.substr(source.path.size());
  return rename ? renamed(std::move(row), source.name, target.name, from) : begun(std::move(row), from);
}

// A grid's name holds its village's already: 定南街道 + 塔山社区第2网格.
std::string full_name_below(const Place& parent, const std::string& name) {
  if (parent.kind == PlaceKind::village) {
    for (std::size_t length = parent.full_name.size(); length > 0; --length) {
      const std::size_t at = parent.full_name.size() - length;
      if (name.starts_with(parent.full_name.substr(at))) return parent.full_name.substr(0, at) + name;
    }
    return parent.full_name + name;
  }
  return name.starts_with(parent.name) && parent.full_name.ends_with(parent.name) ? parent.full_name.substr(0, parent.full_name.size() - parent.name.size()) + name
                                                                                 : parent.full_name + name;
}

std::optional<std::string> next_code(const PlaceId& parent, const std::optional<std::string>& last) {
  int n = 0;
  if (last && last->size() == parent.text.size() + kDigits) std::from_chars(last->data() + parent.text.size(), last->data() + last->size(), n);
  if (n >= 999) return std::nullopt;
  std::string digits = std::to_string(n + 1);
  digits.insert(0, kDigits - digits.size(), '0');
  return parent.text + digits;
}

}  // namespace lianhu
