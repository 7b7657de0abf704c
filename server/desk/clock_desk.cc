#include "desk/clock_desk.h"

#include <algorithm>
#include <set>

#include "desk/audit_row.h"
#include "rules/clockwork.h"
#include "rules/draft.h"
#include "store/calendar_store.h"
#include "store/notice_store.h"

namespace lianhu {

Ticked tick(const House& house, Time now, int most) {
  house.catch_up();
  Ticked out;
  std::vector<DueDeadline> due;
  house.db().read([&](Session& session) {
    due = due_deadlines(session, house.region(), now, most);
    if (due.size() < static_cast<std::size_t>(most)) out.next_at = next_deadline_at(session, house.region());
  });
  out.more = due.size() == static_cast<std::size_t>(most);
  for (const DueDeadline& one : due) {
    const auto whole = load_matter(house, one.matter);
    if (!whole) continue;
    ++out.looked_at;
    const auto stand_now = stand(house);
    auto change = decide_tick(one.id, whole->file, stand_now->ground);
    // Somebody acted in the same moment: their change has looked at the clocks already, or the next tick will.
    if (change && !save(house, Entry{}, std::move(*change)).ok()) out.more = true;
  }
  if (!due.empty() && !out.more) {
    house.db().read([&](Session& session) { out.next_at = next_deadline_at(session, house.region()); });
  }
  return out;
}

namespace {

constexpr int kMostTries = 5;
constexpr int kMostPasses = 3;

void tell_rederived(Draft& draft, const Deadline& deadline, const std::string& difference, const CalendarHand& hand, const House& house) {
  Event event;
  event.id = EventId{house.ids().text()};
  event.matter = draft.file().matter.id;
  event.kind = "deadline_rederived";
  event.title = "节假日安排变化，期限重算";
  event.proceeding = leading(draft.file()).id;
  event.account = hand.account;
  event.actor_label = hand.label;
  event.audience = deadline.subject_kind == "proceeding" ? Audience::parties : Audience::staff;
  event.happened_at = event.entered_at = draft.ground().now;
  EventContent content;
  content.text = deadline.title + "：" + difference;
  content.round = leading(draft.file()).round;
  draft.add_event(std::move(event), content);
}

// The matter's running deadlines under that calendar, as rows of the list; with a hand also saved.
std::vector<CalendarChange> rederive_matter(const House& house, const MatterId& id, const Calendar& calendar, const std::optional<CalendarHand>& hand) {
  std::vector<CalendarChange> out;
  for (int tries = 0; tries < kMostTries; ++tries) {
    out.clear();
    const auto whole = load_matter(house, id);
    if (!whole) return out;
    const MatterFile& file = whole->file;
    const auto stand_now = stand(house);
    const Ground ground{*stand_now->directory, calendar, house.terms(), stand_now->ground.procedure, stand_now->ground.new_id, stand_now->ground.now, {}, {}};
    Draft draft(file, ground);
    for (const Deadline& deadline : file.deadlines) {
      if (!running(deadline)) continue;
      auto again = rederive_deadline(deadline, clock_of(deadline, file, ground), ground);
      if (!again || !again->changed) continue;
      // A day that has come meanwhile is the clock's to tell, with everything that belongs to a miss.
      if (deadline.state == DeadlineState::armed && again->deadline.state != DeadlineState::armed) {
        again->deadline.state = DeadlineState::armed;
        again->deadline.next_at = ground.now;
      }
      out.push_back({file.matter.id, file.matter.number, deadline.title, again->difference, file.matter.seal, deadline.start_day, deadline.due_day, again->deadline.due_day, false});
      if (!hand) continue;
      draft.deadline(deadline.id) = again->deadline;
      tell_rederived(draft, deadline, again->difference, *hand, house);
    }
    if (!hand || out.empty()) return out;
    const auto saved = save(house, Entry{}, draft.finish(file.matter.version));
    if (!saved && saved.error().code == "stale_version") continue;
    for (CalendarChange& change : out) change.saved = saved.ok();
    return out;
  }
  return out;
}

}  // namespace

std::vector<CalendarChange> rederive_open(const House& house, const Calendar& calendar, const std::optional<CalendarHand>& hand) {
  std::vector<MatterId> matters;
  std::set<std::string> seen;
  DeadlineId after;
  for (;;) {
    std::vector<Deadline> batch;
    house.db().read([&](Session& session) { batch = open_deadlines(session, house.region(), after, 500); });
    if (batch.empty()) break;
    const auto stand_now = stand(house);
    const Ground ground{*stand_now->directory, calendar, house.terms(), stand_now->ground.procedure, stand_now->ground.new_id, stand_now->ground.now, {}, {}};
    for (const Deadline& deadline : batch) {
      after = deadline.id;
      if (seen.contains(deadline.matter.text)) continue;
      const auto again = rederive_deadline(deadline, nullptr, ground);  // the lamps' own days do not matter here
      if (!again || !again->changed) continue;
      seen.insert(deadline.matter.text);
      matters.push_back(deadline.matter);
    }
  }
  std::vector<CalendarChange> out;
  for (const MatterId& matter : matters) {
    for (CalendarChange& change : rederive_matter(house, matter, calendar, hand)) out.push_back(std::move(change));
  }
  return out;
}

std::int64_t finish_calendars(const House& house) {
  std::vector<CalendarText> waiting;
  house.db().read([&](Session& session) { waiting = unfinished_calendar_texts(session, house.region()); });
  std::int64_t moved = 0;
  for (const CalendarText& text : waiting) {
    const CalendarHand hand{text.saved_by, title(Role::system_admin)};
    const auto calendar = house.calendar();
    std::int64_t mine = 0;
    // Once more: an act begun under the old table may have been saved while the first pass went over.
    for (int pass = 0; pass < kMostPasses; ++pass) {
      const auto changes = rederive_open(house, *calendar, hand);
      const auto saved = std::count_if(changes.begin(), changes.end(), [](const CalendarChange& change) { return change.saved; });
      mine += saved;
      if (saved == 0) break;
    }
    house.db().commit([&](Session& session) {
      count_moved(session, house.region(), text.id, mine, house.now());
      insert_audit(session, house.region(), audit_row(house, text.saved_by, "deadlines_rederived", std::nullopt, "按新的放假安排重算未了期限 " + std::to_string(mine) + " 个"));
    });
    moved += mine;
  }
  return moved;
}

}  // namespace lianhu
