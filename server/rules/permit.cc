#include "rules/permit.h"

#include <algorithm>

#include "base/text.h"

namespace lianhu {
namespace {

// By the place's id and not by today's path: the matter keeps the path of its own day (settled 4).
bool lies_in(const MatterFile& file, const PlaceId& place) {
  return !place.empty() && file.matter.place_path.find("/" + place.text + "/") != std::string::npos;
}

bool answers_here(const ActorPost& post, const MatterFile& file) {
  return std::any_of(post.answers_for.begin(), post.answers_for.end(), [&](const PlaceId& p) { return lies_in(file, p); });
}

bool barred(const Actor& actor, const MatterFile& file) {
  for (const Bar& bar : file.bars) {
    if (bar.account && actor.account && *bar.account == *actor.account) return true;
    if (!bar.office) continue;
    for (const ActorPost& post : actor.posts) {
      if (post.office_path.find("/" + bar.office->text + "/") != std::string::npos) return true;
    }
  }
  return false;
}

bool sent_away(const Assignment& a) { return a.state == AssignmentState::ended && a.ruling; }

// The office takes or took part, and was not sent away again by a ruling.
bool involved(const OfficeId& office, const MatterFile& file) {
  if (file.matter.intake_office && *file.matter.intake_office == office) return true;
  for (const Proceeding& p : file.proceedings) {
    if (p.desk_office == office) return true;
  }
  return std::any_of(file.assignments.begin(), file.assignments.end(), [&](const Assignment& a) {
    return a.office == office && !sent_away(a);
  });
}

bool is_centre(const ActorPost& post) { return post.office_kind == "county_centre" || post.office_kind == "town_centre"; }

bool oversees(const ActorPost& post) {
  return post.role == Role::triage || post.role == Role::leader || post.role == Role::supervisor || post.role == Role::verifier;
}

// Does this post, by its place or its office's part in the matter, open the matter?
bool post_knows(const ActorPost& post, const MatterFile& file) {
  const Matter& m = file.matter;
  switch (post.role) {
    case Role::system_admin:
    case Role::security_admin:
    case Role::audit_admin:
      return false;
    case Role::group_head:
      return m.seal == Seal::open && answers_here(post, file);
    case Role::grid_worker:
      return involved(post.office, file) || (m.seal == Seal::open && answers_here(post, file));
    default:
      break;
  }
  if (involved(post.office, file)) return true;
  if (!oversees(post) || !lies_in(file, post.place)) return false;
  if (m.seal == Seal::confidential) return false;
  if (is_centre(post)) return true;
  return post.office_kind == "village" && m.seal == Seal::open;
}

bool knows(const Actor& actor, const MatterFile& file) {
  if (actor.party) {
    const Party* party = file.party(*actor.party);
    return actor.matter && *actor.matter == file.matter.id && !(party && party->left_at);
  }
  if (actor.clock) return true;
  if (!actor.staff() || barred(actor, file)) return false;
  if (file.matter.entered_by && *file.matter.entered_by == *actor.account) return true;
  return std::any_of(actor.posts.begin(), actor.posts.end(), [&](const ActorPost& p) { return post_knows(p, file); });
}

bool handles(const Actor& actor, const MatterFile& file, bool co_too) {
  for (const Assignment& a : file.assignments) {
    if (a.kind != AssignmentKind::lead && !(co_too && a.kind == AssignmentKind::co)) continue;
    if (sent_away(a)) continue;
    for (const ActorPost& post : actor.posts) {
      if (post.office == a.office && post.role != Role::group_head) return true;
    }
  }
  return false;
}

bool sits_at_desk(const Actor& actor, const MatterFile& file) {
  for (const ActorPost& post : actor.posts) {
    if (!oversees(post)) continue;
    if (is_centre(post) && lies_in(file, post.place)) return true;
    for (const Proceeding& p : file.proceedings) {
      if (p.desk_office == post.office) return true;
    }
  }
  return false;
}

bool before_they_came(const Actor& actor, const MatterFile& file, const std::optional<Time>& told_at) {
  const Party* party = actor.party && told_at ? file.party(*actor.party) : nullptr;
  return party && party->joined_at && *told_at < *party->joined_at;
}

bool may_read_item(const Actor& actor, const MatterFile& file, Audience audience, const std::optional<Time>& told_at) {
  if (!knows(actor, file) || before_they_came(actor, file, told_at)) return false;
  switch (audience) {
    case Audience::parties: return true;
    case Audience::staff: return actor.staff();
    case Audience::handling: return actor.staff() && (handles(actor, file, true) || sits_at_desk(actor, file));
    case Audience::desk: return actor.staff() && sits_at_desk(actor, file);
    case Audience::mediator:
      return actor.staff() && std::any_of(file.assignments.begin(), file.assignments.end(), [&](const Assignment& a) {
               if (a.kind != AssignmentKind::lead || sent_away(a)) return false;
               return std::any_of(actor.posts.begin(), actor.posts.end(), [&](const ActorPost& p) { return p.role == Role::mediator && p.office == a.office; });
             });
    case Audience::audit: return false;  // read through the audit administrator's own doors only
  }
  return false;
}

// Who reported the same thing apart from each other do not learn of each other's names.
bool met_by_joining(const Actor& actor, const MatterFile& file, const Party& party) {
  const Party* me = file.party(*actor.party);
  return party.joined_at || (me && me->joined_at && (party.role == PartyRole::reporter || party.role == PartyRole::applicant));
}

bool may_read_field(const Actor& actor, const MatterFile& file, const Party& party, int data_class) {
  if (!knows(actor, file)) return false;
  if (data_class == 0) return true;
  if (actor.party) return *actor.party == party.id || (data_class == 1 && !party.hidden && !met_by_joining(actor, file, party));
  const bool entered_it = file.matter.entered_by && actor.account && *file.matter.entered_by == *actor.account;
  // Who asked not to be named is known where it is led, at the desk and to who wrote it down: offices asked to help are not told.
  const bool near = handles(actor, file, !party.hidden) || sits_at_desk(actor, file) || entered_it;
  if (data_class == 1) return !party.hidden || near;
  if (data_class == 2) return near;
  return handles(actor, file, false) || sits_at_desk(actor, file);
}

}  // namespace

bool may(const Actor& actor, Action action, const Asked& asked) {
  switch (action) {
    case Action::know:
    case Action::open: return knows(actor, asked.file);
    case Action::read_item: return may_read_item(actor, asked.file, asked.item, asked.told_at);
    case Action::read_field: return asked.party && may_read_field(actor, asked.file, *asked.party, asked.data_class);
  }
  return false;
}

namespace {

// The assignment still makes its office part of the proceeding: it was not ended by a ruling or by a later lead.
bool stands(const Assignment& a, const MatterFile& file) {
  if (sent_away(a)) return false;
  if (a.kind != AssignmentKind::lead) return true;
  const Assignment* last = nullptr;
  for (const Assignment& other : file.assignments) {
    if (other.proceeding == a.proceeding && other.kind == AssignmentKind::lead) last = &other;
  }
  return last->id == a.id;
}

bool works(Role role) {
  return role == Role::handler || role == Role::mediator || role == Role::triage || role == Role::leader || role == Role::grid_worker;
}

// Wrote a record of handling, or was once named to handle it, also when it was taken away again.
bool had_a_hand(const Actor& actor, const MatterFile& file, const Proceeding& proceeding) {
  const bool recorded = std::any_of(file.events.begin(), file.events.end(), [&](const PastEvent& event) {
    return event.row.account == actor.account && event.row.proceeding == proceeding.id && event.row.kind == "handle";
  });
  return recorded || std::any_of(file.assignments.begin(), file.assignments.end(), [&](const Assignment& a) {
           const bool handling = a.kind == AssignmentKind::lead || a.kind == AssignmentKind::co;
           return handling && a.proceeding == proceeding.id && !sent_away(a) && a.receiver && a.receiver == actor.account;
         });
}

bool leads_committee(const ActorPost& post, const Assignment& a) {
  return post.office == a.office && post.role == Role::leader && post.office_kind == "mediation_committee";
}

// A mediation is its mediator's: the parties chose or accepted that person. It stays with the office once the work is over, and
// before anybody was named.
bool anothers_case(const Actor& actor, const Assignment& a) {
  const bool named = a.kind == AssignmentKind::lead && a.open && a.receiver && a.receiver != actor.account;
  return named && std::none_of(actor.posts.begin(), actor.posts.end(), [&](const ActorPost& post) { return leads_committee(post, a); });
}

void by_assignments(const Actor& actor, const MatterFile& file, const Proceeding& proceeding, std::set<Who>& out, bool colleagues_too = false) {
  for (const Assignment& a : file.assignments) {
    if (a.proceeding != proceeding.id || !stands(a, file)) continue;
    for (const ActorPost& post : actor.posts) {
      if (post.office != a.office || post.role == Role::group_head) continue;
      if (post.role == Role::mediator && !colleagues_too && anothers_case(actor, a)) continue;
      if (a.kind == AssignmentKind::lead && works(post.role)) {
        out.insert(Who::lead);
        if (post.role == Role::mediator || leads_committee(post, a)) out.insert(Who::mediator);
        if (post.role == Role::leader) out.insert(Who::leader);
      }
      if (a.kind == AssignmentKind::co && works(post.role)) out.insert(Who::co);
      if (a.kind == AssignmentKind::copied) out.insert(Who::copied);
      if (a.kind == AssignmentKind::lead && a.receiver && *a.receiver == *actor.account) out.insert(Who::handler);
    }
  }
}

void by_post(const ActorPost& post, bool had_hand, const MatterFile& file, const Proceeding& proceeding, std::set<Who>& out) {
  const bool over_place = is_centre(post) && lies_in(file, post.place);
  const bool at_desk = post.office == proceeding.desk_office;
  const bool in_county = post.office_kind == "county_centre" && over_place;
  const bool of_grid = post.role == Role::grid_worker && answers_here(post, file);
  if (of_grid) out.insert(Who::grid_worker);
  if (post.role == Role::triage && (at_desk || in_county)) out.insert(Who::desk);
  if (in_county && (post.role == Role::triage || post.role == Role::leader)) out.insert(Who::centre);
  if (post.role == Role::supervisor && over_place) out.insert(Who::supervisor);
  if (post.role == Role::leader && over_place) out.insert(Who::leader);
  if (had_hand) return;
  if (post.role == Role::verifier && (over_place || at_desk)) out.insert(Who::verifier);
  const bool near = post.role == Role::verifier || post.role == Role::triage;
  if (of_grid || (near && (over_place || at_desk))) out.insert(Who::relay);
}

// What a party takes back for all can be taken back only by whoever brought it; who joined it brought another.
bool brought_it(const Actor& actor, const MatterFile& file) {
  const Party* party = file.party(*actor.party);
  return party && !party->joined_at && (party->role == PartyRole::reporter || party->role == PartyRole::applicant);
}

}  // namespace

std::set<Who> relations(const Actor& actor, const MatterFile& file, const Proceeding& proceeding) {
  std::set<Who> out{Who::anyone};
  if (!knows(actor, file)) return out;
  if (actor.party || actor.clock) {
    out.insert(actor.party ? Who::party : Who::clock);
    return out;
  }
  by_assignments(actor, file, proceeding, out);
  const bool had_hand = had_a_hand(actor, file, proceeding);
  for (const ActorPost& post : actor.posts) by_post(post, had_hand, file, proceeding, out);
  if (out.count(Who::handler) || out.count(Who::lead)) out.erase(Who::relay);
  return out;
}

bool kept_away(const Actor& actor, const MatterFile& file) { return barred(actor, file); }

std::optional<AccountId> whose_case(const Actor& actor, const MatterFile& file) {
  std::optional<AccountId> whose;
  for (const Assignment& a : file.assignments) {
    const bool colleague = std::any_of(actor.posts.begin(), actor.posts.end(), [&](const ActorPost& post) { return post.role == Role::mediator && post.office == a.office; });
    if (colleague && stands(a, file) && anothers_case(actor, a)) whose = a.receiver;
  }
  if (!whose) return whose;
  constexpr Who working[] = {Who::desk, Who::centre, Who::lead, Who::co, Who::grid_worker};
  for (const Proceeding& p : file.proceedings) {
    const auto held = relations(actor, file, p);
    if (std::any_of(std::begin(working), std::end(working), [&](Who who) { return held.contains(who); })) return std::nullopt;
  }
  return whose;
}

namespace {

// A new round under a mediator named by it: any of the committee may take it up.
bool takes_up_anew(const Move& move) {
  const auto has = [&](auto fits) { return std::any_of(move.effects.begin(), move.effects.end(), fits); };
  return has([](const Effect& e) { return e.what == Do::reopen; }) && has([](const Effect& e) { return e.what == Do::assign && !e.receiver.empty(); });
}

// The desk hands it to the centre: nothing for whoever is the centre.
bool hands_up(const Move& move) {
  const bool to_centre = std::any_of(move.effects.begin(), move.effects.end(), [](const Effect& e) { return e.what == Do::notify && e.whom == std::vector{Who::centre}; });
  return to_centre && move.to != "same" && move.who == std::vector{Who::desk};
}

}  // namespace

bool may_make(const Move& move, const Actor& actor, const MatterFile& file, const Proceeding& proceeding) {
  auto held = relations(actor, file, proceeding);
  if (held.contains(Who::centre) && hands_up(move)) return false;
  if (takes_up_anew(move) && actor.staff() && knows(actor, file)) by_assignments(actor, file, proceeding, held, true);
  // What only mediators read is written by those who will read it again.
  if (move.audience == Audience::mediator && actor.staff() && !may_read_item(actor, file, move.audience, {})) return false;
  if (std::none_of(move.who.begin(), move.who.end(), [&](Who who) { return held.count(who) > 0; })) return false;
  if (!actor.party) return true;
  const bool withdraws = std::any_of(move.effects.begin(), move.effects.end(), [](const Effect& e) { return e.close == CloseKind::withdrawn; });
  return !withdraws || brought_it(actor, file);
}

bool may_start(const Move& move, const Actor& actor, const MatterFile& file, const Proceeding& proceeding) {
  if (may_make(move, actor, file, proceeding)) return true;
  if (std::find(move.who.begin(), move.who.end(), Who::mediator) == move.who.end() || !knows(actor, file)) return false;
  return std::any_of(actor.posts.begin(), actor.posts.end(), [&](const ActorPost& post) { return post.role == Role::mediator && lies_in(file, post.place); });
}

const Assignment* own_assignment(const Actor& actor, const MatterFile& file, const Proceeding& proceeding, const Move* move) {
  const auto meant = [&](AssignmentKind kind) {
    return !move || std::any_of(move->who.begin(), move->who.end(), [&](Who who) {
      if (kind == AssignmentKind::lead) return who == Who::lead || who == Who::handler || who == Who::mediator;
      return who == (kind == AssignmentKind::co ? Who::co : Who::copied);
    });
  };
  const Assignment* best = nullptr;
  for (const Assignment& a : file.assignments) {
    if (a.proceeding != proceeding.id || !a.open || is_duty(a.kind) || !meant(a.kind)) continue;
    const bool ours = std::any_of(actor.posts.begin(), actor.posts.end(), [&](const ActorPost& p) { return p.office == a.office; });
    if (ours && (!best || a.kind < best->kind)) best = &a;
  }
  return best;
}

const Assignment* listed_assignment(const Actor& actor, const MatterFile& file) {
  const Assignment* best = nullptr;
  for (const Assignment& a : file.assignments) {
    if (!a.open || a.kind == AssignmentKind::copied) continue;
    const bool ours = std::any_of(actor.posts.begin(), actor.posts.end(), [&](const ActorPost& p) { return p.office == a.office; });
    if (!ours) continue;
    // The kinds stand in this order: lead, co, …, the duties. Of two alike, the one given last: what was referred on.
    if (!best || is_duty(a.kind) < is_duty(best->kind) || (is_duty(a.kind) == is_duty(best->kind) && a.given_at >= best->given_at)) best = &a;
  }
  return best;
}

const ActorPost* acting_post(const Actor& actor, const MatterFile& file, const Proceeding& proceeding) {
  if (const Assignment* own = own_assignment(actor, file, proceeding)) {
    for (const ActorPost& post : actor.posts) {
      if (post.office == own->office) return &post;
    }
  }
  for (const ActorPost& post : actor.posts) {
    if (post.office == proceeding.desk_office) return &post;
  }
  for (const ActorPost& post : actor.posts) {
    if (post_knows(post, file)) return &post;
  }
  return actor.posts.empty() ? nullptr : &actor.posts.front();
}

std::string mask_phone(std::string_view phone) {
  if (phone.size() < 8) return "****";
  return std::string(phone.substr(0, 3)) + "****" + std::string(phone.substr(phone.size() - 4));
}

std::string mask_phone_whole(std::string_view phone) {
  if (phone.size() < 8) return "****";
  return std::string(phone.substr(0, 3)) + std::string(phone.size() - 3, '*');
}

std::string mask_id_number(std::string_view number) {
  if (number.size() != 18) return "****";
  return std::string(number.substr(0, 6)) + "********" + std::string(number.substr(14));
}

std::string mask_name(std::string_view name) {
  const std::size_t count = count_chars(name);
  if (count <= 1) return "*";
  const std::string first = std::string(first_chars(name, 1));
  if (count == 2) return first + "*";
  return first + std::string(count - 2, '*') + std::string(name.substr(first_chars(name, count - 1).size()));
}

}  // namespace lianhu
