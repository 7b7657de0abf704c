#include "rules/desk_event.h"

#include "rules/beside.h"

namespace lianhu {

EventId tell(Draft& draft, const Actor& actor, DeskEvent told) {
  Event event = event_beside(draft.file(), actor, std::move(told.kind), std::move(told.title), told.audience, draft.ground());
  if (!told.id.empty()) event.id = told.id;
  const EventContent beside = content_beside(draft.file());
  told.content.from = beside.from;
  told.content.to = beside.to;
  told.content.round = beside.round;
  const EventId id = event.id;
  draft.add_event(std::move(event), told.content);
  return id;
}

}  // namespace lianhu
