#pragma once
// Categories and their codes in other systems, as administration reads and writes them. Reference data: no region.
//
// Thread rule: within the caller's session.

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "store/db.h"

namespace lianhu {

struct StoredCategory {
  std::string code, name;
  std::optional<std::string> parent;
  std::int64_t ordinal = 0;
  bool mediable = false, sealed = false, public_facility = false;
  std::optional<Date> valid_from, valid_to;  // none: from the beginning; still so
};
std::vector<StoredCategory> stored_categories(Session& session);  // by ordinal
void insert_stored_category(Session& session, const StoredCategory& category);
void rename_category(Session& session, const std::string& code, const std::string& name);
void end_category(Session& session, const std::string& code, Date last_day);

struct CodeRow {
  std::string category, system, code;
  Date valid_from;
  std::optional<Date> valid_to;
};
// Oldest first within a category; rows whose last day lies before their first (replaced on the same day) are left out.
std::vector<CodeRow> code_rows(Session& session, const std::string& system);
// From that day on; what was there ends the day before, a row of the same day gives way. No code: none from that day on.
void set_code(Session& session, const std::string& category, const std::string& system, const std::optional<std::string>& code, Date from);

struct TargetRow {
  std::string system, code, name, basis;
  std::int64_t ordinal = 0;
  Date valid_from;
  std::optional<Date> valid_to;
};
std::vector<TargetRow> target_rows(Session& session, const std::string& system, Date on);
// The whole list anew from that day on.
void replace_targets(Session& session, const std::string& system, const std::vector<TargetRow>& rows, Date from);

}  // namespace lianhu
