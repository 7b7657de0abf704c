#pragma once
// Offices, posts and the duty list as they stand today, held in memory: a county has some hundreds of each.
//
// Invariant: a Directory is one consistent reading and is replaced whole when anything in it changes.
// Thread rule: read-only after it is built; shared by reference counting in desk/directory_desk.h.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/account.h"
#include "model/place.h"

namespace lianhu {

struct StaffMember {
  AccountId id;
  std::string name;
  bool active = true;
};

// Left open at intake: shown as 待分类 until the desk accepts the matter with a category; no form offers it. Figures count
// it as 其他.
inline constexpr std::string_view pending_category = "pending", other_category = "other";

struct Category {
  std::string code, name;
  std::optional<std::string> parent;
  std::int64_t ordinal = 0;
  bool mediable = false;         // a people's mediation committee may take it
  bool sealed = false;           // sealed from intake on: domestic violence, minors
  bool public_facility = false;  // a street lamp, a road: may be hinted at to somebody without an account (settled 14)
  bool standing = true;          // false: outside its days; names what has it, and is offered no more
};
BOOST_DESCRIBE_STRUCT(Category, (), (code, name, parent, ordinal, mediable, sealed, public_facility))

class Directory {
 public:
  void add(Office office) { offices_.insert_or_assign(office.id.text, std::move(office)); }
  void add(StaffMember member) { staff_.insert_or_assign(member.id.text, std::move(member)); }
  void add(Post post) { posts_[post.office.text].push_back(std::move(post)); }
  void add(Duty duty) { duties_.push_back(std::move(duty)); }
  void add(Category category) { categories_.push_back(std::move(category)); }
  void place_path(const PlaceId& place, std::string path) { paths_.insert_or_assign(place.text, std::move(path)); }
  void committee_kind(const OfficeId& committee, std::string kind) { committee_kinds_.insert_or_assign(committee.text, std::move(kind)); }

  const Office* office(const OfficeId& id) const { return found(offices_, id.text); }
  const StaffMember* member(const AccountId& id) const { return found(staff_, id.text); }
  std::string office_name(const OfficeId& id) const { return office(id) ? office(id)->name : "（已撤销的机构）"; }
  // Place path of an office's scope, "/a/b/"; empty when the place is unknown.
  std::string path_of(const PlaceId& place) const {
    const std::string* path = found(paths_, place.text);
    return path ? *path : std::string();
  }
  // Of a committee as it stands on the justice bureau's list (model/committee.h); "": not on it.
  std::string committee_kind(const OfficeId& committee) const {
    const std::string* kind = found(committee_kinds_, committee.text);
    return kind ? *kind : std::string();
  }
  const std::vector<Post>& posts_in(const OfficeId& office) const {
    static const std::vector<Post> none;
    const std::vector<Post>* posts = found(posts_, office.text);
    return posts ? *posts : none;
  }
  const std::map<std::string, Office>& offices() const { return offices_; }
  const std::vector<Duty>& duties() const { return duties_; }
  const Duty* duty(std::string_view id) const {
    for (const Duty& one : duties_) {
      if (one.id.text == id) return &one;
    }
    return nullptr;
  }
  const std::vector<Category>& categories() const { return categories_; }
  const Category* category(std::string_view code) const {
    for (const Category& one : categories_) {
      if (one.code == code) return &one;
    }
    return nullptr;
  }

 private:
  template <class T>
  static const T* found(const std::map<std::string, T>& map, const std::string& key) {
    const auto at = map.find(key);
    return at == map.end() ? nullptr : &at->second;
  }
  std::map<std::string, Office> offices_;
  std::map<std::string, StaffMember> staff_;
  std::map<std::string, std::vector<Post>> posts_;
  std::map<std::string, std::string> paths_;
  std::map<std::string, std::string> committee_kinds_;
  std::vector<Duty> duties_;
  std::vector<Category> categories_;
};

}  // namespace lianhu
