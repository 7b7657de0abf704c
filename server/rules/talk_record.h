#pragma once
// Which talks of a mediation have their record in the file: each talk wants one of its own.
//
// Invariant: a record belongs to the talk it was made or filed for; what came with the talk is its record; what says no talk (made before
// there was a choice) is given to the first talk that has none.
// Thread rule: pure functions.
// Source: 司发通〔2010〕239号 (人民调解记录：每次调解一份).

#include <string>
#include <vector>

#include "model/matter_file.h"
#include "rules/dossier_plan.h"

namespace lianhu {

inline constexpr std::string_view paper_issued_event = "paper_issued";  // fields: document talk
inline constexpr const char* talk_field = "talk";                      // of that and of dossier_paper: the talk's event

struct TalkRecord {
  const PastEvent* talk = nullptr;
  int ordinal = 0;  // 1 is the first of the proceeding
  Date on;
  std::vector<const Document*> documents;      // printed here
  std::vector<const Attachment*> attachments;  // signed, photographed

  bool held(const DossierItem& item) const { return !attachments.empty() || (!item.signed_copy && !documents.empty()); }
  bool begun() const { return !attachments.empty() || !documents.empty(); }
  std::string title() const;  // 第2次调解（2026年9月3日）
};

// In the order they were held; none where the line is not kept by talk.
std::vector<TalkRecord> talk_records(const DossierItem& item, const WholeMatter& whole, const Proceeding& proceeding);
// The one that a record is most likely of: the newest that has none, else the newest; nullptr: there was no talk.
const TalkRecord* next_to_record(const std::vector<TalkRecord>& talks);

}  // namespace lianhu
