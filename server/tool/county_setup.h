#pragma once
// What a county consists of on its first day: offices, duties, posts and categories, worked out from the data files.
//
// Invariant: offices come parents before children; every path begins and ends with '/'; a template office is named after
// its division and keeps the division's code in its id, so that ids stay readable and are never made anew.
// Errors: code "county_setup"; Chinese, beginning with the file's name and line.
// Thread rule: pure functions.

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/directory.h"
#include "rules/demo_grids.h"
#include "rules/territory.h"

namespace lianhu {

// Posts to be filled: `count` in this office; or one for each grid ("grid") or group ("group") of the office's village.
struct PostPlan {
  OfficeId office;
  Role role{};
  int count = 1;
  std::string per;
  std::string title;
};

// A printed login of the demonstration, held by the first person in that post.
struct LoginPlan {
  std::string login;
  OfficeId office;
  Role role{};
  std::vector<Role> also;
  std::string title;
};

struct CodeMapping {
  std::string category, system, code;
};

struct CountyPlan {
  std::vector<Office> offices;
  std::vector<Duty> duties;
  std::vector<PostPlan> posts;
  std::vector<LoginPlan> logins;
  std::vector<Category> categories;
  std::vector<CodeMapping> code_map;
};

struct CountyName {
  std::string region, name;  // "520422", "普定县"
};

// `divisions`: county, towns and villages, as parse_divisions gives them. The offices file was written for one county;
// its code and name give way to this county's.
Result<CountyPlan> plan_county(std::string_view offices_toml, std::string_view categories_toml, const CountyName& county,
                               std::span<const Division> divisions, Date from);

// Rows of the place table, parents before children. `grids` may be empty; `there`: places stored already, by id, that
// may be parents.
std::vector<Place> place_rows(std::span<const Division> divisions, const DemoGrids& grids, Date from,
                              const std::map<std::string, Place, std::less<>>& there = {});

// Which office answers for a place as what: the county's desk, the committee of each division.
std::vector<Responsibility> office_responsibilities(const CountyPlan& plan, const CountyName& county, Date from);

}  // namespace lianhu
