#pragma once
// The packet that goes back to a court: the return letter, a list with page numbers, and the enclosures a person has chosen.
//
// Invariant: what parties said in mediation is not offered: only what both parties may read themselves (the agreement, papers
// issued to them, an appraisal), what is uploaded here for the court, and the agreement as it was entered. Each is named by one of
// the listed kinds. The printed PDF is kept as an attachment: its hash says later what was sent.
// Errors: those of court_desk.h; conflict "still_open"; invalid_fields naming the enclosure; packet_file, packet_pages and what
// render_child.h refuses.
// Thread rule: any thread.
// Source in law: 人民调解法第15条; 特邀调解规定第27条; 在线调解规则第24条、第26条.

#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "desk/court_desk.h"
#include "paper/render_child.h"

namespace lianhu {

struct PacketItem {
  std::string id, title, from;  // from: where it came into the matter
  std::string kind;             // suggested; "": a person has to say
  std::string media_type;
  std::int64_t bytes = 0;
  std::optional<std::string> trouble;  // why it cannot be bound, with the remedy
};
LIANHU_DESCRIBE(PacketItem, (id, title, from, kind, media_type, bytes, trouble))
struct PacketGap {
  std::string kind, title, remedy;
};
LIANHU_DESCRIBE(PacketGap, (kind, title, remedy))
struct PacketView {
  std::string number, outcome_title, etag;
  Date ended_on;
  std::vector<ChoiceRow> kinds;
  std::vector<PacketItem> items;
  std::vector<PacketGap> gaps;  // what such a packet has, as long as nothing chosen is of that kind
};
LIANHU_DESCRIBE(PacketView, (number, outcome_title, etag, ended_on, kinds, items, gaps))

struct PacketChoice {
  std::string id, kind;
};
LIANHU_DESCRIBE(PacketChoice, (id, kind), {"id", {.label = "材料", .max = 60}}, {"kind", {.label = "材料种类", .format = Format::code}})
struct PacketInput {
  std::vector<PacketChoice> enclosures;  // in the order they are bound
};
LIANHU_DESCRIBE(PacketInput, (enclosures), {"enclosures", {.label = "随函材料", .max_items = 40, .optional = true}})

// The agreement as it was entered, under the names of papers/court_agreement.
paper::Fields agreement_facts(const House& house, const MatterFile& file, const Ground& ground);

class PacketDesk {
 public:
  PacketDesk(const House& house, paper::RenderSlots& slots, std::string self, std::string fonts_folder)
      : house_(house), slots_(slots), self_(std::move(self)), fonts_folder_(std::move(fonts_folder)) {}

  Result<PacketView> view(const Actor& actor, const MatterId& matter, const std::string& reference) const;
  Result<Written> make(const Entry& entry, const MatterId& matter, const std::string& reference, const PacketInput& input) const;

 private:
  Result<Written> once(const Entry& entry, const MatterId& matter, const std::string& reference, const PacketInput& input) const;

  const House& house_;
  paper::RenderSlots& slots_;
  std::string self_, fonts_folder_;
};

}  // namespace lianhu
