#pragma once
// The house of prevention (预防提示): once a week each office is reminded of what keeps coming in at one place, of promises about to fall
// due, and of a season ahead that was busy the year before; with the reason, and the list of matters behind it.
//
// Invariant: about places, kinds and agreements, never about a person, and no sealed matter is counted. One open reminder an office and
// subject: renewed while it is open; answered, it comes again only when the figure has grown. The list is made when it is opened, for its
// reader: what they may not know is not in it.
// Errors: not_found; forbidden "not_yours"; conflict "answered".
// Thread rule: views from any thread; remind_offices by one caller at a time, clock/deadline_clock.h.
// Source: S4 of the systems (prevention at the source); 人民调解法第31条 (follow an agreement's fulfilment).

#include "base/described.h"
#include "desk/entry.h"
#include "desk/views.h"

namespace lianhu {

// Makes and renews the reminders of the week; how many are new.
int remind_offices(const House& house, Time now);

struct ReminderView {
  std::string id, kind, kind_title, title, reason, office_name;
  Date from, until;
  std::int64_t matters = 0;
  Time made_at;
  std::string state, state_title;
  std::optional<std::string> answer, answered_by;
  std::optional<Time> answered_at;
  bool may_answer = false;
};
LIANHU_DESCRIBE(ReminderView, (id, kind, kind_title, title, reason, office_name, from, until, matters, made_at, state, state_title, answer, answered_by, answered_at, may_answer))

struct ReminderList {
  std::vector<ReminderView> items;
  Time as_of;
};
LIANHU_DESCRIBE(ReminderList, (items, as_of))

struct ReminderMatter {
  std::string matter, number, title, place_name, status_title;
  Date day;                         // received, or due
  std::optional<std::string> text;  // the promise
};
LIANHU_DESCRIBE(ReminderMatter, (matter, number, title, place_name, status_title, day, text))

struct ReminderPage {
  ReminderView reminder;
  std::vector<ReminderMatter> matters;
  bool more = false;
};
LIANHU_DESCRIBE(ReminderPage, (reminder, matters, more))

struct ReminderAnswer {
  bool arranged = false;
  std::string text;
};
LIANHU_DESCRIBE(ReminderAnswer, (arranged, text), {"arranged", {.label = "已安排", .doc = "否：不需要安排"}},
                {"text", {.label = "怎样安排，或者为什么不用", .min = 2, .max = 500, .lines = Lines::many}})

struct ReminderQuery {
  std::optional<bool> answered;
};
LIANHU_DESCRIBE(ReminderQuery, (answered), {"answered", {.label = "看已经答复的", .optional = true}})

class PreventionDesk {
 public:
  explicit PreventionDesk(const House& house) : house_(house) {}

  ReminderList list(const Actor& actor, const ReminderQuery& query) const;
  Result<ReminderPage> page(const Actor& actor, const std::string& id) const;
  Result<ReminderView> answer(const Entry& entry, const std::string& id, const ReminderAnswer& answer) const;

 private:
  const House& house_;
};

}  // namespace lianhu
