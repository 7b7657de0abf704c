#pragma once
// Offices, posts, duties and categories: the whole directory in one reading, and the writes of installation and administration.

#include "model/directory.h"
#include "store/db.h"

namespace lianhu {

struct County {
  std::string region, name, prefix;  // prefix of matter numbers: "PD"
  Time installed_at;
  bool demo = false;
  std::optional<std::string> sponsor, filing, hotline;  // 主办单位, 备案编号, 联系电话
};
std::optional<County> load_county(Session& session);
void save_county(Session& session, const County& county);

// The year files pasted by administrators, oldest year first; a later text of one year replaces the earlier.
std::vector<std::string> load_calendar_years(Session& session);
void save_calendar_year(Session& session, int year, const std::string& text, Time at, const std::string& by);

// Rows valid on that day.
Directory load_directory(Session& session, const std::string& region, Date today);

// The first day after `today` on which an office, post or duty begins or no longer holds; nothing when none is planned.
std::optional<Date> next_directory_change(Session& session, const std::string& region, Date today);

void insert_office(Session& session, const std::string& region, const Office& office);
void insert_duty(Session& session, const std::string& region, const Duty& duty);
void insert_responsibility(Session& session, const std::string& region, const Responsibility& row);
void insert_category(Session& session, const Category& category);
bool has_categories(Session& session);
void insert_code_map(Session& session, const std::string& category, const std::string& system, const std::string& code, Date from);

// The office that answers for `duty` at the nearest place on the path, today; nothing when nobody does.
std::optional<Responsibility> find_responsible(Session& session, const std::string& region, const std::string& place_path, const std::string& duty,
                                               Date today);

}  // namespace lianhu
