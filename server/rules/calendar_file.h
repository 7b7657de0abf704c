#pragma once
// Reads calendar/YYYY.toml and calendar/local.toml.
//
// Invariant: a year's text names only its own days (and the last December days before it, which a notice
// may move); no day twice; a make-up day is a Saturday or a Sunday.
// Errors: code "calendar_file"; the message is Chinese and begins with the file's name and line.
// Thread rule: pure functions.

#include <span>
#include <string>
#include <string_view>

#include "base/resource.h"
#include "base/result.h"
#include "rules/calendar.h"

namespace lianhu {

Result<CalendarYear> parse_calendar_year(std::string_view text, std::string_view file_name);
Result<LocalDays> parse_local_days(std::string_view text, std::string_view file_name);

// Every calendar/YYYY.toml and calendar/local.toml among the files.
Result<Calendar> load_calendar(std::span<const Resource> files);

}  // namespace lianhu
