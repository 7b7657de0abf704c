#include "rules/desk_event.h"

#include "rules/decide.h"
#include "rules/permit.h"

namespace lianhu {

EventId tell(Draft& draft, const Actor& actor, DeskEvent told) {
  const Proceeding& shown = leading(draft.file());
  const ActorPost* post = acting_post(actor, draft.file(), shown);
  Event event;
  event.id = told.id.empty() ? EventId{draft.ground().new_id()} : told.id;
  event.matter = draft.file().matter.id;
  event.kind = std::move(told.kind);
  event.title = std::move(told.title);
  event.proceeding = shown.id;
  event.account = actor.account;
  event.party = actor.party;
  if (post) {
    event.post = post->id;
    event.office = post->office;
  }
  event.actor_label = actor_label(actor, post);
  event.audience = told.audience;
  event.happened_at = event.entered_at = draft.ground().now;
  told.content.from = told.content.to = shown.state;
  told.content.round = shown.round;
  const EventId id = event.id;
  draft.add_event(std::move(event), told.content);
  return id;
}

}  // namespace lianhu
