#pragma once
// A report of something that another matter is already about: its parties join that matter, each as a party of their own.
//
// Invariant: who joins keeps the code of their own report and reads in the other matter only what comes after (rules/permit.h);
// nobody is a party of one matter twice. When the report is taken up again by itself, they leave the other.
// Errors: conflict "joined_elsewhere", "wrong_state", "seals_differ", "too_many_parties".
// Thread rule: pure functions.

#include <optional>

#include "base/result.h"
#include "model/account.h"
#include "model/change.h"
#include "model/matter_file.h"
#include "rules/ground.h"

namespace lianhu {

// Whether `target` can take in what `source` reported; done, or why not.
Result<Done> may_take_in(const MatterFile& source, const MatterFile& target);

// What becomes of `target`. The new parties have an id and an origin; their secrets are the desk's to make.
Change decide_join(const MatterFile& source, const MatterFile& target, const Actor& actor, const Ground& ground);

// The other way round; nothing when none of the source's parties stands in the target.
std::optional<Change> decide_leave(const MatterFile& source, const MatterFile& target, const Actor& actor, const Ground& ground);

// The row in `target` in which a party of another matter goes on, by origin either way; nullptr: none that still stands.
const Party* goes_on_as(const Party& party, const MatterFile& target);

}  // namespace lianhu
