#pragma once
// The register (台账) of people's mediation: every mediation whose matter came in a period, on screen page by page and as a workbook.
//
// Mediations of old registers (old_register_desk.h) stand among them in their month, as 旧台账.
//
// Invariant: what the reader may know, as in every list. Names are whole only to the committee's own mediators and leader, and only when
// asked for; to everybody else, and on the sheet by default, the surname alone; a hidden party is not named at all.
// Units: months of China; amounts in fen.
// Errors: invalid_fields; too_large "register_too_large" (more than register_most rows: a shorter period). Thread rule: any thread.

#include "base/described.h"
#include "desk/entry.h"

namespace lianhu {

inline constexpr std::size_t register_most = 100'000;

struct RegisterRequest {
  std::optional<std::string> from, to, place;
  bool names = false;
  std::int64_t offset = 0;
};
LIANHU_DESCRIBE(RegisterRequest, (from, to, place, names, offset), {"from", {.label = "起始月份", .max = 7, .doc = "收到事项的月份，例：2026-03；不填为上月"}},
                {"to", {.label = "截止月份", .max = 7}}, {"place", {.label = "地点", .max = 40}},
                {"names", {.label = "当事人写全名", .optional = true, .doc = "只对本调解委员会的案件有效"}}, {"offset", {.label = "从第几件起", .min = 0, .max = 1'000'000, .optional = true}})

struct RegisterRow {
  bool old = false;  // of an old register: no matter
  std::string matter, matter_number, number, title, place_name, category_name, channel_title, parties, office_name, state_title, result_title;
  Date received_on, opened_on;
  std::optional<Date> concluded_on, closed_on;
  std::int64_t amount = 0;
};
LIANHU_DESCRIBE(RegisterRow, (old, matter, matter_number, number, title, place_name, category_name, channel_title, parties, office_name, state_title, result_title, received_on, opened_on,
                              concluded_on, closed_on, amount))
struct RegisterPage {
  std::string title, place, place_name, from, to;
  Time as_of;
  std::vector<RegisterRow> items;
  std::int64_t total = 0, old = 0;  // old: how many of the total are of old registers
  std::optional<std::int64_t> next;
};
LIANHU_DESCRIBE(RegisterPage, (title, place, place_name, from, to, as_of, items, total, old, next))

struct RegisterSheet {
  std::string bytes, name;
};

class RegisterDesk {
 public:
  explicit RegisterDesk(const House& house) : house_(house) {}

  Result<RegisterPage> page(const Actor& actor, const RegisterRequest& request) const;
  Result<RegisterPage> whole(const Actor& actor, const RegisterRequest& request) const;  // all of it, not logged
  Result<RegisterSheet> sheet(const Actor& actor, const RegisterRequest& request) const;  // all of it

 private:
  Result<RegisterPage> rows(const Actor& actor, const RegisterRequest& request, std::size_t offset, std::size_t limit) const;

  const House& house_;
};

}  // namespace lianhu
