#pragma once
// The weekly draw (抽查): of what was settled on the spot and neither confirmed nor contradicted by the person, a share is
// given to somebody else to look at; the rest closes as settled and not looked at, and is told so.
//
// Invariant: one draw a town and week. Population, seed and rule are stored before anything is done with a matter, so that
// anyone can work the draw out again (rules/lots.h); each matter is then moved by its own act, once, also after a crash.
// The draw goes to an office with a verifier who did not enter the matter: the desk's own, else the town's, else the county's.
// It is about matters: no figure here counts by a person.
// Errors: not_found for a draw out of the reader's places.
// Thread rule: views from any thread; draw_lots_of_week by one caller at a time, clock/deadline_clock.h.

#include "base/described.h"
#include "desk/entry.h"

namespace lianhu {

struct Drew {
  int draws = 0, given = 0, closed = 0;
  bool more = false;  // call again: there is a matter somebody was acting on
};
// Makes the draws of the week that began on the last Monday, and does what they say.
Drew draw_lots_of_week(const House& house, Time now);
Date monday_of(Date day);

struct DrawView {
  std::string id, town_name;
  Date week;
  Time cutoff_at, drawn_at;
  std::int64_t population = 0, sample = 0;
  std::string seed, rule;
};
LIANHU_DESCRIBE(DrawView, (id, town_name, week, cutoff_at, drawn_at, population, sample, seed, rule))

struct LotView {
  std::string number, hash;
  bool drawn = false;
  std::string outcome;                 // waiting to_check passed failed taken_up confirmed unchecked answered
  std::string outcome_title;
  std::optional<std::string> matter;   // for whoever may open it
};
LIANHU_DESCRIBE(LotView, (number, hash, drawn, outcome, outcome_title, matter))

struct DrawPage {
  DrawView draw;
  std::vector<LotView> lots;           // in the order of their hashes
};
LIANHU_DESCRIBE(DrawPage, (draw, lots))

class DrawDesk {
 public:
  explicit DrawDesk(const House& house) : house_(house) {}

  // Of the reader's places, newest first, at most 200.
  std::vector<DrawView> draws(const Actor& actor) const;
  Result<DrawPage> draw(const Actor& actor, const std::string& id) const;

 private:
  const House& house_;
};

}  // namespace lianhu
