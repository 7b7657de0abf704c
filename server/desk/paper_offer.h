#pragma once
// Which standard papers somebody may make by hand at a matter now, and how a paper that was made stands.
//
// Thread rule: pure but for the house's snapshots.

#include <optional>
#include <string>
#include <vector>

#include "desk/house.h"
#include "model/account.h"
#include "model/matter_file.h"

namespace lianhu {

inline constexpr std::string_view paper_voided_event = "paper_voided";  // fields: document; text: why

// The newest run of the procedure the paper belongs to.
const Proceeding* proceeding_of(const MatterFile& file, const paper::Template& paper);
// All papers there: who mediates, and the desk.
bool makes_papers(const Actor& actor, const MatterFile& file, const Proceeding& proceeding);
// This one: also who makes, or has made, the check that it is the record of.
bool makes_paper(const House& house, const Actor& actor, const MatterFile& file, const Proceeding& proceeding, const paper::Template& paper);
bool in_phase(const House& house, const Proceeding& proceeding, const paper::Template& paper);

// In the order of the catalogue, each in its latest version.
std::vector<const paper::CataloguePaper*> papers_now(const House& house, const Actor& actor, const MatterFile& file);

// Made by hand, still in force, and this actor makes papers there, or made it and makes such papers.
bool may_void(const House& house, const Actor& actor, const MatterFile& file, const Document& document);
// A blank form that was neither filed nor voided.
bool is_out(const MatterFile& file, const Document& form);
// Why it was voided, as it was written down then; empty: it was not, or not said.
std::string void_reason(const MatterFile& file, const Document& document);
// Of a voided paper why, of a blank form whether it came back; of any other nothing.
std::optional<std::string> standing_of(const MatterFile& file, const Document& document);

}  // namespace lianhu
