#pragma once
// The dossier of one proceeding as it stands: what is in it, what is wanted and missing, and what does not agree with itself.
//
// Invariant: a finding says where it is, what is wrong and how to mend it. Only what the law bars blocks a paper (Weight::bar); anything
// else may stand with a named reason, which stays in the matter. It speaks of the file, never of who made it.
// Filed papers and reasons are events of the matter (kinds below) that name the proceeding, since a child's own end comes before its dossier's.
// Thread rule: pure functions.
// Source: 人民调解法第17、18、27–29条; 民诉法解释第358条 (an agreement without clear content is not confirmed); 司发通〔2010〕239号.

#include <optional>
#include <string>
#include <vector>

#include "model/matter_file.h"
#include "rules/dossier_plan.h"
#include "rules/ground.h"
#include "rules/talk_record.h"

namespace lianhu {

inline constexpr std::string_view dossier_paper_event = "dossier_paper";    // fields: proceeding item paper_on existing (attachments that were there) talk
inline constexpr std::string_view dossier_reason_event = "dossier_reason";  // fields: proceeding finding; text: the reason

enum class Held {
  held,      // a paper of it is in the file
  told,      // its act was done, and no paper is in the file
  lacking,   // wanted by now
  later,     // wanted when the case gets there
  unneeded,  // only where there is something of the kind
};

struct DossierLine {
  const DossierItem* item = nullptr;
  Held held{};
  std::vector<const Document*> documents;
  std::vector<const Attachment*> attachments;
  std::vector<TalkRecord> talks;  // of a line that is kept by talk
};

enum class Weight {
  bar,   // the law bars a paper on this
  mend,  // wrong, or missing
  look,  // perhaps wrong: somebody should look
};

struct DossierFinding {
  std::string key;    // the same finding has the same key as long as nothing of it changes
  Weight weight{};
  std::string where, message, remedy, basis;
  std::string line;                   // the line it speaks of; "": none
  std::string talk;                   // of a line that is kept by talk: which; "": none
  std::optional<std::string> reason;  // why it stays so, as written down by the office
  std::string reason_by;              // office and post
  std::optional<Time> reason_at;
};

struct Dossier {
  std::vector<DossierLine> lines;          // in the order of the contents
  std::vector<DossierFinding> findings;    // bars first
  std::int64_t open = 0;                   // without a reason, Weight::look not counted
  bool barred = false;
};

Dossier look_into(const DossierPlan& plan, const WholeMatter& whole, const Proceeding& proceeding, const Procedure& procedure, const Ground& ground);

}  // namespace lianhu
