#include "rules/beside.h"

#include "rules/decide.h"
#include "rules/draft.h"
#include "rules/permit.h"

namespace lianhu {

Event event_beside(const MatterFile& file, const Actor& actor, std::string kind, std::string title, Audience audience, const Ground& ground) {
  const Proceeding& shown = leading(file);
  const ActorPost* post = acting_post(actor, file, shown);
  Event event;
  event.id = EventId{ground.new_id()};
  event.matter = file.matter.id;
  event.kind = std::move(kind);
  event.title = std::move(title);
  event.proceeding = shown.id;
  event.account = actor.account;
  event.party = actor.party;
  if (post) {
    event.post = post->id;
    event.office = post->office;
  }
  event.actor_label = actor_label(actor, post);
  event.audience = audience;
  event.happened_at = event.entered_at = ground.now;
  return event;
}

EventContent content_beside(const MatterFile& file) {
  const Proceeding& shown = leading(file);
  EventContent content;
  content.from = content.to = shown.state;
  content.round = shown.round;
  return content;
}

}  // namespace lianhu
