#pragma once
// A matter's numbers in other systems: who may enter them, how a number is written down, and what an act on them changes.
//
// Nothing of the procedure moves by it, so a matter's head is enough (proceedings, assignments and bars); thousands of
// answers go through here in one upload.
// Thread rule: pure but for ground.new_id.

#include <string>
#include <string_view>
#include <vector>

#include "model/account.h"
#include "model/change.h"
#include "model/matter_file.h"
#include "rules/ground.h"

namespace lianhu {

// One number, one spelling: full-width letters and digits narrowed, letters large, no spaces. "" when nothing is left.
std::string normal_number(std::string_view typed);

// The desk the matter waits at, and the centre: who takes in what other systems send.
bool may_refer(const Actor& actor, const MatterFile& head);

struct ReferenceAct {
  std::string kind, title, text;  // of the event
  std::vector<ExternalReference> added = {}, changed = {};
};
Change reference_change(const MatterFile& head, const Actor& actor, ReferenceAct act, const Ground& ground);

// "待答复", "已答复", "对方已确认"; of one that we sent out: "对方办理中", "对方已办结".
std::string reply_title(const ExternalReference& reference);

}  // namespace lianhu
