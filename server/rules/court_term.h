#pragma once
// The term of a mediation that a court has handed over: counted, extended, ended with the packet that goes back.
//
// Invariant: a reference with a letter's kind has one such deadline (subject_kind "reference"), running until the packet was
// sent. It begins when the mediator signs for the court's material; until that is recorded it is counted from the day the
// letter came, which cannot be later, so the day shown is never too late. What is recorded later counts it anew.
// Thread rule: pure but for ground.new_id.
// Source in law: 最高人民法院关于人民法院特邀调解的规定第27条; 人民法院在线调解规则第24条、第26条.

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/account.h"
#include "rules/draft.h"
#include "rules/reference.h"

namespace lianhu {

inline constexpr std::string_view court_clock = "court_term";

struct LetterKind {
  std::string_view word, handing, title, rule, clock_title;  // handing: how the court's own papers call it
};
inline constexpr LetterKind letter_kinds[] = {
    {"pre_filing", "委派", "委派（立案前）", "court_mediation.pre_filing", "法院委派调解期限"},
    {"ordinary", "委托", "委托（普通程序）", "court_mediation.ordinary", "法院委托调解期限"},
    {"simple", "委托", "委托（简易程序）", "court_mediation.simple", "法院委托调解期限"}};
const LetterKind* letter_kind(std::string_view word);  // nullptr: none of these
// "委派", "委托"; "委派（委托）" while nobody has said which.
std::string handing(const ExternalReference& reference);

// The term of this reference, running or ended; nullptr: it has none.
const Deadline* court_term(const MatterFile& file, const std::string& reference);

// Brings the term in step with its reference: begins it, counts it anew, ends it.
void follow_court_term(const std::string& reference, Draft& draft);

// Who answers the court: the desk and the centre as for every reference, and who mediates.
bool may_answer_court(const Actor& actor, const MatterFile& head);

// The mediation is over, by an agreement or without one: the court may have its answer. The matter itself may still be open.
bool mediation_over(const MatterFile& file, const Ground& ground);
// The day it ended, and in which words; nothing while it goes on.
struct MediationEnd {
  Date day;
  std::string outcome;  // of the procedure's words: success_written, failed …; "" when there was no mediation
  std::string words;
};
std::optional<MediationEnd> mediation_end(const MatterFile& file, const Ground& ground);

// An act on references that have a court's term, or get one: needs the whole matter.
Change court_change(const MatterFile& file, const Actor& actor, ReferenceAct act, const Ground& ground);

// The parties agree to a longer talk where no mediation of ours runs in which they could say so (特邀调解规定第27条). Error
// "extension_…" of rules/derivation.h; conflict "no_term".
struct CourtExtension {
  int days = 0;
  Date agreed_on;
  std::string how;  // how the parties agreed
};
Result<Change> extend_court_term(const MatterFile& file, const Actor& actor, const std::string& reference, const CourtExtension& extension, const Ground& ground);
// The term runs, and no mediation of the matter is at a point where its own move extends it.
bool extends_apart(const MatterFile& file, const std::string& reference, const Ground& ground);

}  // namespace lianhu
