#include "tool/staffing.h"

#include <algorithm>
#include <map>

#include "tool/demo_people.h"

namespace lianhu {
namespace {

constexpr std::size_t kVillageCode = 12;

bool administrator(Role role) { return role == Role::system_admin || role == Role::security_admin || role == Role::audit_admin; }

class Staffer {
 public:
  Staffer(const CountyPlan& plan, Date from, Time now, IdMaker& ids) : plan_(plan), from_(from), now_(now), ids_(ids) {}

  void fill(const PostPlan& post) {
    for (int i = 0; i < post.count; ++i) hire(post, post.office.text + "." + std::to_string(++in_office_[post.office.text]));
  }

  void fill_below(const PostPlan& post, const std::map<std::string, std::vector<const Division*>>& by_village) {
    const auto places = by_village.find(post.office.text.substr(post.office.text.find('.') + 1));
    if (places == by_village.end()) return;
    std::size_t n = 0;
    for (const Division* place : places->second) {
      ++n;
      const bool grid = post.per == "grid";
      const std::string login = grid ? "grid." + place->code.substr(0, kVillageCode) + "." + std::to_string(n) : "group." + place->code;
      const PostId held = hire(post, login);
      out_.responsibilities.push_back({post.per + "." + place->code, PlaceId{place->code}, grid ? "grid" : "group_head", post.office, held, from_, std::nullopt});
    }
  }

  Staffing take() { return std::move(out_); }

 private:
  PostId hire(const PostPlan& post, std::string login) {
    Account account;
    account.id = AccountId{ids_.text()};
    account.name = invented_name(out_.accounts.size());
    account.phone = invented_phone(out_.accounts.size());
    account.state = "active";
    account.created_at = now_;
    const LoginPlan* printed = first_in(post);
    account.login = printed ? printed->login : std::move(login);
    const PostId id = seat(account.id, post.office, post.role);
    if (printed) {
      for (const Role more : printed->also) seat(account.id, post.office, more);
      out_.logins.push_back({account.login, printed->title, account.name, {}});
    }
    out_.accounts.push_back(std::move(account));
    return id;
  }

  PostId seat(const AccountId& account, const OfficeId& office, Role role) {
    Post post{PostId{ids_.text()}, account, office, role, from_, std::nullopt};
    out_.posts.push_back(post);
    return post.id;
  }

  // The printed login of this post, when nobody holds it yet.
  const LoginPlan* first_in(const PostPlan& post) {
    for (const LoginPlan& login : plan_.logins) {
      if (login.office == post.office && login.role == post.role && ++given_[login.login] == 1) return &login;
    }
    return nullptr;
  }

  const CountyPlan& plan_;
  Date from_;
  Time now_;
  IdMaker& ids_;
  Staffing out_;
  std::map<std::string, int> in_office_, given_;
};

}  // namespace

Staffing staff_demo(const CountyPlan& plan, const DemoGrids& grids, Date from, Time now, IdMaker& ids) {
  std::map<std::string, std::vector<const Division*>> grids_of, heads_of;
  for (const Division& grid : grids.grids) grids_of[grid.parent].push_back(&grid);
  std::string before;
  for (const Division& group : grids.groups) {
    if (group.parent != before) heads_of[group.code.substr(0, kVillageCode)].push_back(&group);
    before = group.parent;
  }
  Staffer staffer(plan, from, now, ids);
  for (const PostPlan& post : plan.posts) {
    if (post.per.empty()) {
      staffer.fill(post);
    } else {
      staffer.fill_below(post, post.per == "grid" ? grids_of : heads_of);
    }
  }
  return staffer.take();
}

Staffing staff_administrators(const CountyPlan& plan, Date from, Time now, IdMaker& ids) {
  Staffing out;
  for (const LoginPlan& login : plan.logins) {
    if (!administrator(login.role)) continue;
    Account account;
    account.id = AccountId{ids.text()};
    account.login = login.login;
    account.name = title(login.role);
    account.state = "active";
    account.created_at = now;
    out.posts.push_back({PostId{ids.text()}, account.id, login.office, login.role, from, std::nullopt});
    out.logins.push_back({account.login, login.title, account.name, {}});
    out.accounts.push_back(std::move(account));
  }
  return out;
}

}  // namespace lianhu
