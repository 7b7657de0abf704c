#pragma once
// A mediation that a court has handed over: the mediator signs for its material, the packet goes back, the term ends. And the
// list of such letters with their lamps.
//
// Nothing here is asked of the court: its own work has no lamp and no urging (settled 15).
// Errors: not_found for what the actor may not know; forbidden "not_yours"; conflict "no_packet" (nothing was printed),
// "already_sent", "not_sent", "no_term", "term_over", "in_mediation" (its own move extends); invalid_fields.
// Thread rule: any thread.

#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "desk/entry.h"
#include "desk/views.h"

namespace lianhu {

struct SigningInput {
  Date signed_on;
};
LIANHU_DESCRIBE(SigningInput, (signed_on), {"signed_on", {.label = "调解员签收材料的日期"}})

struct SentInput {
  Date sent_on;
  std::string how;
};
LIANHU_DESCRIBE(SentInput, (sent_on, how), {"sent_on", {.label = "退回日期"}},
                {"how", {.label = "退回方式", .format = Format::code, .doc = "hand 送到法院，post 邮寄，online 人民法院调解平台上传"}})

struct CourtRow {
  std::string reference, number, kind_title, matter, matter_number, title, status_title;
  Date received_on;
  std::optional<Date> signed_on, due_on, sent_on;
  std::string lamp, term_state;
  bool over = false;  // the mediation is over: the packet may go back
};
LIANHU_DESCRIBE(CourtRow, (reference, number, kind_title, matter, matter_number, title, status_title, received_on, signed_on, due_on, sent_on, lamp, term_state,
                           over))
struct CourtList {
  std::vector<CourtRow> items;
  bool more = false;  // older ones are left out
  Time as_of;
};
LIANHU_DESCRIBE(CourtList, (items, more, as_of))

struct ExtensionInput {
  std::int32_t days = 0;
  Date agreed_on;
  std::string how;
};
LIANHU_DESCRIBE(ExtensionInput, (days, agreed_on, how), {"days", {.label = "延长天数", .min = 1, .max = 180}}, {"agreed_on", {.label = "双方同意的日期"}},
                {"how", {.label = "双方怎样同意的", .min = 2, .max = 300}})

class CourtDesk {
 public:
  explicit CourtDesk(const House& house) : house_(house) {}

  // Of the last two years, what is still owed first, by its day; then what went back, newest first.
  CourtList letters(const Actor& actor) const;
  // From then on the term runs from that day. Again with another day: a correction.
  Result<Written> sign(const Entry& entry, const MatterId& matter, const std::string& reference, const SigningInput& input) const;
  // Both parties agree to a longer talk, while no mediation of ours runs that could record it.
  Result<Written> extend(const Entry& entry, const MatterId& matter, const std::string& reference, const ExtensionInput& input) const;
  Result<Written> send(const Entry& entry, const MatterId& matter, const std::string& reference, const SentInput& input) const;
  // It was recorded by mistake: the term runs again.
  Result<Written> unsend(const Entry& entry, const MatterId& matter, const std::string& reference) const;

 private:
  const House& house_;
};

// The court's letter of this id, for an act on it by this actor; after the replay check.
Result<const ExternalReference*> court_letter(const Actor& actor, const MatterFile& file, const std::string& reference);
std::string sent_how_title(std::string_view how);
// What the view of a reference says of its term and packet, and what this reader may do about them.
void put_court(const WholeMatter& whole, const Actor& viewer, const Ground& ground, const ExternalReference& reference, ReferenceView& view);

}  // namespace lianhu
