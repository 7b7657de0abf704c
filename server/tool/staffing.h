#pragma once
// Who sits where on the first day: accounts, posts and what each person answers for, worked out from the plan.
//
// Invariant: logins are 3–32 characters and unique; no account but the printed ones and the administrators can log in
// (their passwords are set by install.cc). The demonstration's people are invented (tool/demo_people.h).
// Thread rule: pure but for the id maker.

#include <vector>

#include "base/id.h"
#include "model/account.h"
#include "tool/county_setup.h"

namespace lianhu {

struct PrintedLogin {
  std::string login, title, name;
  std::string password;
};

struct Staffing {
  std::vector<Account> accounts;
  std::vector<Post> posts;
  std::vector<Responsibility> responsibilities;
  std::vector<PrintedLogin> logins;
};

// Everybody: one for each post of the plan, a grid worker for each grid, a head for the first group of each grid.
Staffing staff_demo(const CountyPlan& plan, const DemoGrids& grids, Date from, Time now, IdMaker& ids);
// The three administrators only.
Staffing staff_administrators(const CountyPlan& plan, Date from, Time now, IdMaker& ids);

}  // namespace lianhu
