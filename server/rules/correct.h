#pragma once
// Facts corrected in the field, and two records of one fact that do not agree.
//
// Each edit tells what stood there when it was written (its base). Per fact: it says what already stands there → equal,
// nothing to do; what stands there is still its base → applied; anything else → both are kept, and one human is asked.
// Nothing is overwritten that the writer did not see; several edits of one fact, by several devices, are all kept.
// Thread rule: pure but for ground.new_id.
// Source: settled 7.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/account.h"
#include "model/change.h"
#include "model/matter_file.h"
#include "rules/ground.h"

namespace lianhu {

enum class Verdict { equal, applied, kept };
Verdict judge(std::string_view current, std::string_view base, std::string_view value);

struct Edit {
  std::string fact, base, value;
};
struct Correction {
  std::vector<Edit> edits;
  std::string client_id, device;
  std::int64_t device_seq = 1;
  Time made_at;  // by the device's clock, which may be wrong
};
// A change without an event: there was nothing to do.
// Errors: not_found; forbidden "not_yours"; conflict "wrong_state", "too_many_discrepancies"; invalid "invalid_fields" at /edits/<n>/….
Result<Change> correct(const Correction& correction, const Actor& actor, const MatterFile& file, const Ground& ground);

// Whether these edits were taken before under their client id: yes, no, or another content under the same id.
enum class Before { never, same, other };
Before came_before(const Correction& correction, const Actor& actor, const MatterFile& file);
// What became of one of them.
Verdict became(const Correction& correction, const Edit& edit, const MatterFile& file);

enum class Take { current, offered, other };
struct RecordChoice {
  DiscrepancyId discrepancy;
  Take take = Take::current;
  std::string value;  // other
  std::string note;
};
// Settles every open discrepancy of that fact. May be done when the matter is closed.
// Errors: not_found; forbidden "not_yours"; invalid "invalid_fields" at /value.
Result<Change> choose(const RecordChoice& choice, const Actor& actor, const MatterFile& file, const Ground& ground);
bool may_choose(const Actor& actor, const MatterFile& file, const Discrepancy& discrepancy);

// The act that wrote what stands there now; nullptr: it stands as it came in.
const PastEvent* written_by(const MatterFile& file, const std::string& fact);

}  // namespace lianhu
