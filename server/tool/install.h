#pragma once
// The first day of a county: its places, offices, duties and people, written in one transaction.
//
// Invariant: either all of it is there or none; where a county exists already nothing is written. Places, offices and the
// people's posts are valid from two years before the demonstration's first day, so that a year of work fits in; a real
// county begins on the day of installation. Times are the clock's.
// Errors: Kind::invalid with what to mend (a region without divisions, a faulty data file); a broken database throws.
// Source: 统计用区划代码 (territory/README.md); GB/T 22239-2019 (three administrators, separate).
// Thread rule: one caller, before the server serves.

#include <functional>
#include <optional>
#include <string>

#include "base/world.h"
#include "store/db.h"
#include "tool/staffing.h"

namespace lianhu {

struct CountySetup {
  std::string region = "520422", name = "普定县", prefix = "PD";
  bool demo = false;
  std::uint64_t seed = 1;
  std::string password;                  // of every printed demo login; a real county's administrators get one-time passwords
  std::string divisions;                 // CSV text; "": the embedded territory/<region>.csv
  DemoCounts counts = {};                // demo only
};

struct InstallWorld {
  Db& db;
  Clock& clock;
  Random& random;
  IdMaker& ids;
  std::function<std::string(const std::string& password)> hash;  // base/password.h
};

struct Installed {
  bool already = false;  // a county was there; nothing was written
  std::string county;    // name and region of the county that is there now
  std::int64_t places = 0, offices = 0, accounts = 0, duties = 0;
  std::vector<PrintedLogin> logins;  // print once; the passwords are stored nowhere in the clear
};

Result<Installed> install_county(const InstallWorld& world, const CountySetup& setup);

// The lines lianhu init prints.
std::string installed_text(const Installed& installed);

}  // namespace lianhu
