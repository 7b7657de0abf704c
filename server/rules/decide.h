#pragma once
// One order on one matter, decided: pure, from the procedure and the facts to the whole change (house, "One request").
//
// Errors, in this order: not_found (what the actor may not know, or no such proceeding or move), forbidden
// ("not_yours": a move that others may do), conflict ("wrong_state", "asked_elsewhere", "need_missing"), invalid (the form).
// Thread rule: pure but for ground.new_id.

#include <map>

#include "base/result.h"
#include "model/account.h"
#include "model/change.h"
#include "rules/form.h"
#include "rules/ground.h"

namespace lianhu {

Result<Change> decide(const Order& order, const Actor& actor, const MatterFile& file, const Ground& ground);

// A new matter as it came in.
struct Intake {
  std::string title, text, category;
  Place place;
  std::optional<std::string> place_detail;
  std::optional<std::int64_t> lon_e6, lat_e6;
  Channel channel{};
  std::optional<Date> happened_at;
  Time received_at;
  Seal seal = Seal::open;
  bool urgent = false;
  std::optional<std::int64_t> people, amount_fen;
  std::vector<Party> parties;                 // ids and secrets made by the desk; the first is the reporter
  OfficeId desk_office;
  std::optional<OfficeId> intake_office;
  std::vector<AttachmentId> attachments;
  std::optional<std::string> client_id;
  std::optional<std::string> remark;          // said beside the person's own words: the same as an earlier report
  std::vector<Bar> bars;
  std::string move;                           // the start move; "": the ordinary one of a person's own report, or of staff
  std::map<std::string, std::string> fields;  // of the move's own form, when it is named
  std::vector<ExternalReference> external;    // its numbers in the systems it came from; ids made here
};
Result<Change> decide_intake(const Intake& intake, const Procedure& procedure, const Actor& actor, const Ground& ground);

// The clock looks at one deadline that is due: lamps, a miss, and who is told. Empty: nothing to do any more.
std::optional<Change> decide_tick(const DeadlineId& deadline, const MatterFile& file, const Ground& ground);

// "普定县综治中心 分流员", "当事人本人": the office and the role, never a name.
std::string actor_label(const Actor& actor, const ActorPost* post);

// A title from the person's own words: the first sentence, at most 30 characters.
std::string title_from(std::string_view text);

}  // namespace lianhu
