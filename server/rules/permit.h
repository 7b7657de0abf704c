#pragma once
// Who may know, read and do what: the one place for reading, writing, searching, exporting and notifying (charter 5).
//
// Invariant: may() never looks at the wish of the actor, only at posts, places, involvement, seals and bars.
// What may(know) refuses answers as an unknown id (404); a refused act on something known answers 403.
// Thread rule: pure functions.
// Source: 人民调解法第15、23条 (privacy, closed sessions); 信访工作条例第30条 (no leak to the accused); charter 3–6.

#include <optional>
#include <set>
#include <string>

#include "model/account.h"
#include "model/directory.h"
#include "model/matter_file.h"
#include "model/procedure.h"

namespace lianhu {

enum class Action {
  know,        // that the matter exists: lists, counts, search, routing, notices
  open,        // its page
  read_item,   // one event, document, note, message or deadline, by its audience
  read_field,  // one field of a party, by its class
};

struct Asked {
  const MatterFile& file;
  Audience item = Audience::parties;  // read_item
  const Party* party = nullptr;       // read_field
  int data_class = 0;                 // read_field: 1 name, 2 contact, 3 sensitive, 4 ciphered
  std::optional<Time> told_at = {};   // read_item: when it came into the matter; who joined later does not read what was told before
};

bool may(const Actor& actor, Action action, const Asked& asked);

// How the actor stands to one proceeding (and, for return and sign, to one assignment of it).
// A bar removes every relation.
std::set<Who> relations(const Actor& actor, const MatterFile& file, const Proceeding& proceeding);

// A colleague's case: the mediator it was given to, where this actor mediates for the same committee and takes no other part in
// the matter. Nothing: the actor may act here, or is none of that committee's mediators.
std::optional<AccountId> whose_case(const Actor& actor, const MatterFile& file);

// A bar keeps this actor from the matter, whatever else would open it.
bool kept_away(const Actor& actor, const MatterFile& file);

// Whether the move is this actor's at all, whatever the state and the needs.
bool may_make(const Move& move, const Actor& actor, const MatterFile& file, const Proceeding& proceeding);

// Whether this actor may begin a matter of this place by this move. `file` is the matter about to begin: nobody was given
// it yet, so a mediator of the place counts as one.
bool may_start(const Move& move, const Actor& actor, const MatterFile& file, const Proceeding& proceeding);

// The first open assignment of the actor's own offices in this proceeding, lead before co before copied; nullptr: none.
// With a move: only of the kinds whose holders may make it.
const Assignment* own_assignment(const Actor& actor, const MatterFile& file, const Proceeding& proceeding, const Move* move = nullptr);

// The open assignment by which the actor's offices have the matter in their lists, taking part before a duty; nullptr: none.
const Assignment* listed_assignment(const Actor& actor, const MatterFile& file);

// The post under which an actor acts here: the one that gives the relation; nullptr for parties.
const ActorPost* acting_post(const Actor& actor, const MatterFile& file, const Proceeding& proceeding);

// 138****1234, 520422********1234, 张*三. Shorter texts are hidden whole.
std::string mask_phone(std::string_view phone);
// 199********: without the tail, which opens a party's documents (settled 13).
std::string mask_phone_whole(std::string_view phone);
std::string mask_id_number(std::string_view number);
std::string mask_name(std::string_view name);

}  // namespace lianhu
