#pragma once
// The State Council's notice of a year's days off, as its own text stands on the web page, read to days.
//
// Invariant: nothing is guessed: a stated weekday that is not that date's, a stated number of days that the dates do not add up
// to, a sentence of a holiday that holds no date, are faults of their line.
// Errors: code "calendar_file", with the line, in Chinese. Thread rule: pure functions.
// Source of the form: the yearly 国务院办公厅关于20××年部分节假日安排的通知.

#include <string_view>

#include "base/result.h"
#include "rules/calendar.h"

namespace lianhu {

// "一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。" stands in it.
bool looks_like_notice(std::string_view text);
Result<CalendarYear> read_notice(std::string_view text);

}  // namespace lianhu
