#pragma once
// Days off as the system administrator keeps them: a year pasted, tried against every open deadline, saved, put back.
//
// Invariant: check() writes nothing. save() first writes the table with its audit row in one transaction, then derives the open
// deadlines again matter by matter; a server stopped in between goes on with them at its next start (clock_desk.h). Each text
// replaced stays readable. A matter that is not open to all is told without its number.
// Refusals: forbidden "admin_role_needed", "roles_apart"; invalid "calendar_file" (with the line), "invalid_fields",
// "calendar_same", "key_reused"; conflict "stale_version".
// Thread rule: any thread.

#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "desk/account_desk.h"
#include "desk/house.h"
#include "store/calendar_store.h"

namespace lianhu {

struct CalendarYearRow {
  std::int32_t year = 0;
  std::string notice, origin, origin_title;  // origin: builtin saved
  std::optional<Time> saved_at;
  std::optional<std::string> saved_by;
  std::int32_t days_off = 0, make_up_days = 0;
};
LIANHU_DESCRIBE(CalendarYearRow, (year, notice, origin, origin_title, saved_at, saved_by, days_off, make_up_days))

struct NamedDay {
  std::string name, day;  // "2026年7月19日", "3月8日"
};
LIANHU_DESCRIBE(NamedDay, (name, day))

struct CalendarView {
  std::vector<CalendarYearRow> years;  // newest first
  std::int32_t known_through = 0;
  std::string provisional_note;        // of the first year without a notice
  std::int64_t provisional = 0;        // open deadlines that rest on such a year
  std::vector<NamedDay> local_days, half_days;
  bool unfinished = false;             // open deadlines are being derived again
};
LIANHU_DESCRIBE(CalendarView, (years, known_through, provisional_note, provisional, local_days, half_days, unfinished))

struct FormerText {
  std::string text, title;  // "2026年11月26日 10:12，化名某某粘贴"
};
LIANHU_DESCRIBE(FormerText, (text, title))

struct CalendarTexts {
  std::int32_t year = 0;  // 0: the days off of this place
  std::string text;       // in force; "": none
  std::string etag;
  bool saved = false;     // can be taken back
  std::vector<FormerText> former;  // newest first, the program's own last
};
LIANHU_DESCRIBE(CalendarTexts, (year, text, etag, saved, former))

struct CalendarQuery {
  std::int32_t year = 0;
};
LIANHU_DESCRIBE(CalendarQuery, (year), {"year", {.label = "年份", .min = 0, .max = 2200, .doc = "0 为本地放假"}})

// `text` none: the county's own table is taken back.
struct CalendarInput {
  std::int32_t year = 0;
  std::optional<std::string> text;
};
LIANHU_DESCRIBE(CalendarInput, (year, text), {"year", {.label = "年份", .min = 0, .max = 2200, .doc = "0 为本地放假；应与粘贴的一致"}},
                {"text", {.label = "放假安排", .max = 30000, .lines = Lines::many, .doc = "缺省为撤回本县粘贴的一份"}})

struct CalendarMove {
  std::optional<std::string> number;  // none: not open to all
  std::string clock, sentence;
  std::optional<Date> from, to;       // none: paused
  std::vector<std::string> days;      // which days of the term changed
};
LIANHU_DESCRIBE(CalendarMove, (number, clock, sentence, from, to, days))

struct CalendarCheck {
  std::int32_t year = 0;
  std::string title, notice;
  std::int32_t days_off = 0, make_up_days = 0;
  std::int64_t moved = 0, settled = 0;  // another last day; the same day, no longer (or newly) provisional
  std::vector<std::string> notes;
  std::vector<CalendarMove> items;      // at most kMostMoves, by the new last day
  std::string etag;                     // what the save goes by
};
LIANHU_DESCRIBE(CalendarCheck, (year, title, notice, days_off, make_up_days, moved, settled, notes, items, etag))

struct CalendarSaved {
  std::int32_t year = 0;
  std::int64_t moved = 0;
  bool finished = true;
};
LIANHU_DESCRIBE(CalendarSaved, (year, moved, finished))

inline constexpr std::size_t kMostMoves = 300;

class CalendarDesk {
 public:
  explicit CalendarDesk(House& house) : house_(house) {}

  Result<CalendarView> view(const Actor& actor) const;
  Result<CalendarTexts> texts(const Actor& actor, std::int32_t year) const;
  Result<CalendarCheck> check(const Actor& actor, const CalendarInput& input) const;
  Result<CalendarSaved> save(const Actor& actor, const CalendarInput& input, const std::string& if_match, const CommandKey& key);

 private:
  struct Proposal {
    Calendar calendar;
    std::optional<std::string> text;  // none: taken back
    std::string title, notice;
    std::int32_t days_off = 0, make_up_days = 0;
  };
  Result<Proposal> propose(const CalendarInput& input) const;
  std::string text_in_force(Session& session, std::int32_t year) const;
  bool is_saved(Session& session, std::int32_t year) const;

  House& house_;
};

}  // namespace lianhu
