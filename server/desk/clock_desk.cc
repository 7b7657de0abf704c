#include "desk/clock_desk.h"

#include "rules/clockwork.h"
#include "rules/draft.h"
#include "store/notice_store.h"

namespace lianhu {

Ticked tick(const House& house, Time now, int most) {
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

std::vector<CalendarChange> rederive_open(House& house, const Calendar& calendar, bool apply) {
  std::vector<CalendarChange> out;
  DeadlineId after;
  for (;;) {
    std::vector<Deadline> batch;
    house.db().read([&](Session& session) { batch = open_deadlines(session, house.region(), after, 500); });
    if (batch.empty()) break;
    for (const Deadline& deadline : batch) {
      after = deadline.id;
      const auto whole = load_matter(house, deadline.matter);
      if (!whole) continue;
      const MatterFile* file = &whole->file;
      const auto stand_now = stand(house);
      const Ground ground{*stand_now->directory, calendar, house.terms(), stand_now->ground.procedure, stand_now->ground.new_id, stand_now->ground.now, {}, {}};
      const auto again = rederive_deadline(deadline, clock_of(deadline, *file, ground), ground);
      if (!again || !again->changed) continue;
      out.push_back({file->matter.number, deadline.title, again->difference});
      if (!apply) continue;
      Draft draft(*file, ground);
      draft.deadline(deadline.id) = again->deadline;
      Event event;
      event.id = EventId{house.ids().text()};
      event.matter = file->matter.id;
      event.kind = "deadline_rederived";
      event.title = "节假日安排变化，期限重算";
      event.proceeding = leading(*file).id;
      event.actor_label = "系统时钟";
      event.audience = deadline.subject_kind == "proceeding" ? Audience::parties : Audience::staff;
      event.happened_at = event.entered_at = house.now();
      EventContent content;
      content.text = deadline.title + "：" + again->difference;
      content.round = leading(*file).round;
      draft.add_event(std::move(event), content);
      if (!save(house, Entry{}, draft.finish(file->matter.version)).ok()) out.back().difference += "（同时有人在办理，请稍后重算）";
    }
  }
  return out;
}

}  // namespace lianhu
