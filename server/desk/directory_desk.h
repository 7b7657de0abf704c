#pragma once
// Looking things up: places, offices (whose job it is first), receivers, duties, categories; and the safe
// hints for somebody without an account (settled 14).
//
// Thread rule: any thread.

#include "base/described.h"
#include "desk/entry.h"

namespace lianhu {

struct CategoryView {
  std::string code, name;
  std::optional<std::string> parent;
};
LIANHU_DESCRIBE(CategoryView, (code, name, parent))

struct CountyView {
  std::string region, name;
  bool demo = false;
  std::string hotline, sponsor;
  std::optional<std::string> filing;
  std::string centre;
  bool plain_http = false;
  std::vector<CategoryView> categories;
};
LIANHU_DESCRIBE(CountyView, (region, name, demo, hotline, sponsor, filing, centre, plain_http, categories))

struct PlaceView {
  std::string id, kind, name, full_name;
  bool children = false;
};
LIANHU_DESCRIBE(PlaceView, (id, kind, name, full_name, children))

struct OfficeView {
  std::string id, name, kind, kind_title;
  bool independent = false, logs_in = true, suggested = false;
  std::optional<std::string> reason;
  std::string place_name;
  std::optional<std::string> phone;
};
LIANHU_DESCRIBE(OfficeView, (id, name, kind, kind_title, independent, logs_in, suggested, reason, place_name, phone))

struct ReceiverView {
  std::string id, name, role_title;
};
LIANHU_DESCRIBE(ReceiverView, (id, name, role_title))

struct DutyView {
  std::string id, office_name, text, basis;
};
LIANHU_DESCRIBE(DutyView, (id, office_name, text, basis))

struct Hint {
  std::string id, place_name, category_name, month;
  std::int64_t count = 1;
};
LIANHU_DESCRIBE(Hint, (id, place_name, category_name, month, count))

class DirectoryDesk {
 public:
  explicit DirectoryDesk(const House& house) : house_(house) {}

  CountyView county(bool plain_http) const;
  std::vector<CategoryView> categories() const;
  // Below a place, or by a word; households only for staff.
  std::vector<PlaceView> places(const std::optional<std::string>& parent, const std::optional<std::string>& q, bool staff) const;
  // Suggested offices first: precedents of the same kind and place, then the duty list. An office that was upheld to be
  // the wrong one for this kind is not suggested.
  std::vector<OfficeView> offices(const std::string& q, const std::string& category, const std::string& place, const std::string& kind = "") const;
  std::vector<ReceiverView> receivers(const OfficeId& office) const;
  std::vector<DutyView> duties(const std::string& category, const std::string& office) const;
  // Open matters of public facilities at this place, by kind and month; without a category every kind of facility.
  std::vector<Hint> hints(const std::string& place, const std::optional<std::string>& category) const;

 private:
  const House& house_;
};

std::string office_kind_title(std::string_view kind);

}  // namespace lianhu
