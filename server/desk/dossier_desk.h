#pragma once
// The dossier of a people's mediation at work: what is in it, what is missing, what contradicts itself, and how each is mended.
//
// Invariant: for those who may read the mediator's own records of the matter; everyone else learns not even that there is one.
// Filing a paper and giving a reason are events of the matter, by those who handle the proceeding, also after it was closed.
// Errors: not_found; forbidden "not_yours"; conflict "barred", "settled_finding"; invalid_fields; attachment_unknown.
// Thread rule: any thread.

#include "base/described.h"
#include "desk/entry.h"
#include "desk/views.h"
#include "rules/dossier.h"

namespace lianhu {

struct DossierPaperRow {
  std::string kind, id, name, media_type;  // document | attachment
  Time added_at;
};
LIANHU_DESCRIBE(DossierPaperRow, (kind, id, name, media_type, added_at))

// A paper that can be made for a line, or a blank form of one that has not come back.
struct DossierMakeRow {
  std::string id, title;
};
LIANHU_DESCRIBE(DossierMakeRow, (id, title))

// One talk, and whether its record is there.
struct DossierTalkRow {
  std::string id, title, state, state_title;  // held told lacking
};
LIANHU_DESCRIBE(DossierTalkRow, (id, title, state, state_title))

struct DossierLineRow {
  std::string code, title, state, state_title;  // held told lacking later unneeded
  std::optional<std::string> mend;
  std::vector<DossierPaperRow> papers;
  std::vector<DossierMakeRow> makes, forms;
  std::vector<DossierTalkRow> talks;
  std::optional<std::string> next_talk;
};
LIANHU_DESCRIBE(DossierLineRow, (code, title, state, state_title, mend, papers, makes, forms, talks, next_talk), {"talks", {.doc = "每次调解各有一份的，逐次写明"}},
                {"next_talk", {.doc = "最可能要收的是哪一次的"}}, {"makes", {.doc = "现在可以出具的文书"}},
                {"forms", {.doc = "印出去、还没有收回的空白文书"}})

struct DossierFindingRow {
  std::string key, weight, weight_title, where, message, remedy;  // bar mend look
  std::optional<std::string> line, basis, reason, reason_by;
  std::optional<Time> reason_at;
  std::optional<std::string> talk = {};  // which talk of the line it speaks of
};
LIANHU_DESCRIBE(DossierFindingRow, (key, weight, weight_title, where, message, remedy, line, basis, reason, reason_by, reason_at, talk))

struct DossierAskRow {
  std::string says;
  bool met = false;
};
LIANHU_DESCRIBE(DossierAskRow, (says, met))
struct DossierPointRow {
  std::string code, title, mend;
  bool met = false;
  std::vector<DossierAskRow> asks;
};
LIANHU_DESCRIBE(DossierPointRow, (code, title, mend, met, asks))

struct DossierView {
  std::string proceeding, title, office_name;
  std::optional<std::string> number;
  std::vector<DossierLineRow> lines;
  std::vector<DossierFindingRow> findings;
  std::vector<DossierPointRow> aspects;
  std::int64_t open = 0;
  bool barred = false, may_file = false;
  Time as_of;
};
LIANHU_DESCRIBE(DossierView, (proceeding, title, office_name, number, lines, findings, aspects, open, barred, may_file, as_of))

struct DossierList {
  std::vector<DossierView> items;
};
LIANHU_DESCRIBE(DossierList, (items))

struct DossierFiling {
  std::string proceeding, item;
  std::vector<std::string> attachments;  // just uploaded, or already in the matter
  std::optional<Date> paper_on;
  std::optional<std::string> note, form;
  std::optional<std::string> talk = {};
};
LIANHU_DESCRIBE(DossierFiling, (proceeding, item, attachments, paper_on, note, form, talk), {"talk", {.label = "哪一次调解", .max = 60, .doc = "每次调解各收一份的，是哪一次的"}}, {"form", {.label = "空白文书", .max = 60, .doc = "这是哪一份空白文书填好的"}}, {"proceeding", {.label = "案卷", .max = 60}}, {"item", {.label = "卷内文书", .max = 40}},
                {"attachments", {.label = "材料", .doc = "刚上传的，或者这件事项里已有的附件"}}, {"paper_on", {.label = "文书上的日期"}}, {"note", {.label = "备注", .max = 200}})

struct DossierReason {
  std::string proceeding, finding, reason;
};
LIANHU_DESCRIBE(DossierReason, (proceeding, finding, reason), {"proceeding", {.label = "案卷", .max = 60}}, {"finding", {.label = "哪一条", .max = 40}},
                {"reason", {.label = "理由", .min = 2, .max = 300}})

class DossierDesk {
 public:
  explicit DossierDesk(const House& house) : house_(house) {}

  // Of every proceeding of the matter that keeps one; empty where there is none or it is not for this reader.
  Result<DossierList> of_matter(const Actor& actor, const MatterId& matter) const;
  Result<Written> file(const Entry& entry, const MatterId& matter, const DossierFiling& filing) const;
  Result<Written> give_reason(const Entry& entry, const MatterId& matter, const DossierReason& reason) const;

 private:
  const House& house_;
};

}  // namespace lianhu
