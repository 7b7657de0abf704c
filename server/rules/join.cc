#include "rules/join.h"

#include <algorithm>

#include "rules/desk_event.h"
#include "rules/draft.h"

namespace lianhu {
namespace {

constexpr std::size_t kMostParties = 200;

bool brings(const Party& party) { return !party.left_at && (party.role == PartyRole::reporter || party.role == PartyRole::applicant); }

std::vector<const Party*> joiners(const MatterFile& source, const MatterFile& target) {
  std::vector<const Party*> out;
  for (const Party& party : source.parties) {
    if (brings(party) && !goes_on_as(party, target)) out.push_back(&party);
  }
  return out;
}

// Told to all; which report it was only staff read, in the links.
EventId tell_all(Draft& draft, const Actor& actor, const char* kind, const char* title, const char* text) {
  DeskEvent event{kind, title, {}};
  event.content.text = text;
  return tell(draft, actor, std::move(event));
}

void tell_workers(Draft& draft, const EventId& event, const std::string& text) {
  Notice notice;
  notice.matter = draft.file().matter.id;
  notice.event = event;
  notice.text = text;
  notice.audience = Audience::staff;
  notice.made_at = draft.ground().now;
  const Proceeding& shown = leading(draft.file());
  notice.id = NoticeId{draft.ground().new_id()};
  notice.office = shown.lead_office.value_or(shown.desk_office);
  draft.notify(std::move(notice));
}

}  // namespace

const Party* goes_on_as(const Party& party, const MatterFile& target) {
  for (const Party& one : target.parties) {
    if (one.left_at) continue;
    if (one.origin == party.id || (party.origin && *party.origin == one.id)) return &one;
  }
  return nullptr;
}

Result<Done> may_take_in(const MatterFile& source, const MatterFile& target) {
  if (target.matter.root != target.matter.id) return conflict("joined_elsewhere", "那一件事项自己也已并入别的事项，请填写最后并入的那一件的编号");
  if (!target.matter.open) return conflict("wrong_state", "那一件事项已经结案，不能再并入；请按新事项办理，或先申请重新办理那一件");
  if (target.matter.seal != source.matter.seal) return conflict("seals_differ", "两件事项的密级不同，不能并在一起，请分别办理");
  if (target.parties.size() + joiners(source, target).size() > kMostParties) return conflict("too_many_parties", "一件事项最多登记 200 名当事人，请分别办理");
  return done;
}

Change decide_join(const MatterFile& source, const MatterFile& target, const Actor& actor, const Ground& ground) {
  Draft draft(target, ground);
  const auto coming = joiners(source, target);
  for (const Party* party : coming) {
    Party row = *party;
    row.id = PartyId{ground.new_id()};
    row.matter = target.matter.id;
    row.origin = party->id;
    row.joined_at = ground.now;
    row.secret_round = 1;
    row.version = 1;
    draft.add(std::move(row));
  }
  const EventId event = tell_all(draft, actor, "joined", "并入一件同样的反映", "另有一件反映同一问题的事项并入本事项，一并办理。");
  Link link;
  link.id = LinkId{ground.new_id()};
  link.matter = target.matter.id;
  link.other_region = target.matter.place_path.substr(1, target.matter.place_path.find('/', 1) - 1);
  link.other = source.matter.id;
  link.kind = "duplicate";
  link.event = event;
  draft.change().links.push_back(std::move(link));
  // No number: who works on this one may be barred from the other. Its link shows it to whoever may know it.
  tell_workers(draft, event, "另一件同样的反映并入");
  return draft.finish(target.matter.version);
}

std::optional<Change> decide_leave(const MatterFile& source, const MatterFile& target, const Actor& actor, const Ground& ground) {
  Draft draft(target, ground);
  bool any = false;
  for (const Party& party : source.parties) {
    const Party* there = goes_on_as(party, target);
    if (!there || !there->joined_at) continue;
    draft.party(there->id).left_at = ground.now;
    any = true;
  }
  if (!any) return std::nullopt;
  const EventId event = tell_all(draft, actor, "left", "并入的反映改为单独办理", "先前并入的一件反映改为单独办理，不再由本事项一并办理。");
  tell_workers(draft, event, "并入的反映改为单独办理");
  return draft.finish(target.matter.version);
}

}  // namespace lianhu
