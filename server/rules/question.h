#pragma once
// A question that is put once: a move that needs itself not to have been done (评价: needs "not_done:evaluate").
//
// Invariant: when a procedure and the one it was referred from put the same question (a move of one name), it is put once in
// the whole matter, and by the proceeding that settled it: the latest child of the parent's present round that is still open,
// or was closed substantively or in part; else the parent. An answer already given stays where it was given. A child
// archived unanswered leaves the question to its parent.
// Thread rule: pure functions.

#include "model/account.h"
#include "model/matter_file.h"
#include "rules/ground.h"

namespace lianhu {

bool is_question(const Move& move);

// The proceeding that puts this question to this actor. Precondition: `proceeding` is of a procedure that has the move.
const Proceeding& asking(const Move& question, const Actor& actor, const MatterFile& file, const Proceeding& proceeding, const Ground& ground);

}  // namespace lianhu
