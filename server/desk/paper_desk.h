#pragma once
// The standard papers that whoever handles a matter makes by hand: filled from the matter and completed by its maker, or
// printed as a numbered blank form to be written on at the kitchen table (J18).
//
// Invariant: which papers, in which phases, and who reads them then, is said by the papers themselves (papers/README.md). A paper
// is a document of the matter, kept as fields with their hash; each has a number of its own: the matter's and its place in the row.
// A preview is drawn and kept nowhere. A paper that was made wrong, or a form that was spoiled, is voided with its reason: the row and its
// number stay.
// Errors: not_found; forbidden "not_yours"; conflict "paper_not_now", "paper_fixed", "already_void", "stale_version"; invalid_fields, each
// fault by field; and what render_child.h refuses.
// Thread rule: any thread.

#include <map>
#include <string>
#include <vector>

#include "base/described.h"
#include "desk/entry.h"
#include "desk/file_desk.h"
#include "desk/views.h"

namespace lianhu {

struct PaperFieldRow {
  std::string name, label, kind;
  bool required = false, many_lines = false;
  std::int64_t max = 0;
  std::string value;  // what the matter has, as it is typed (desk/paper_entry.h); empty: to be written
  std::string help;
  std::vector<std::string> columns;  // of rows: their labels, in the order of the cells
};
LIANHU_DESCRIBE(PaperFieldRow, (name, label, kind, required, many_lines, max, value, help, columns))

struct PaperOffer {
  std::string paper, title;
  bool to_one_party = false;  // each party gets a copy of its own
  bool of_talk = false;       // each talk has one of its own
  bool word = false;          // may leave as a Word document
  std::vector<PaperFieldRow> fields;
};
LIANHU_DESCRIBE(PaperOffer, (paper, title, to_one_party, of_talk, word, fields))

struct PaperParty {
  std::string id, name;
};
LIANHU_DESCRIBE(PaperParty, (id, name))

struct PaperTalk {
  std::string id, title;
  bool recorded = false;  // a record of it was made or filed
};
LIANHU_DESCRIBE(PaperTalk, (id, title, recorded))

struct PaperOffers {
  std::string number, title, etag;  // the matter's
  std::vector<PaperOffer> items;
  std::vector<PaperParty> parties;
  std::vector<PaperTalk> talks;
  std::optional<std::string> talk;  // the one that the records are filled from
};
LIANHU_DESCRIBE(PaperOffers, (number, title, etag, items, parties, talks, talk))

struct PaperQuery {
  std::optional<std::string> talk;
};
LIANHU_DESCRIBE(PaperQuery, (talk), {"talk", {.label = "哪一次调解", .max = 60, .doc = "记录按这一次填；不写的，是最近没有记录的那一次"}})

struct PaperOrder {
  std::string paper;
  std::optional<std::string> party;
  std::optional<bool> blank;
  std::map<std::string, std::string> fields;  // as typed; a field left out is taken from the matter
  std::optional<std::string> talk = {};
};
LIANHU_DESCRIBE(PaperOrder, (paper, party, blank, fields, talk), {"talk", {.label = "哪一次调解", .max = 60, .doc = "每次调解各有一份的，是哪一次的"}}, {"paper", {.label = "文书", .format = Format::code}},
                {"party", {.label = "发给哪一方", .max = 40}},
                {"blank", {.label = "空白文书", .doc = "印成有编号的空白文书，带到现场手写"}},
                {"fields", {.label = "填写项"}})

struct PaperVoid {
  std::string reason;
};
LIANHU_DESCRIBE(PaperVoid, (reason), {"reason", {.label = "作废的原因", .min = 2, .max = 200}})

class PaperDesk {
 public:
  PaperDesk(const House& house, paper::RenderSlots& slots, std::string self, std::string fonts_folder)
      : house_(house), slots_(slots), self_(std::move(self)), fonts_folder_(std::move(fonts_folder)) {}

  // What this reader may make now, with what the matter says already.
  Result<PaperOffers> offers(const Actor& actor, const MatterId& matter, const PaperQuery& query = {}) const;
  Result<Written> issue(const Entry& entry, const MatterId& matter, const PaperOrder& order) const;
  // One page of what issue() would make, as a picture.
  Result<FileBytes> preview(const Actor& actor, const MatterId& matter, const PaperOrder& order, int page) const;
  Result<Written> make_void(const Entry& entry, const MatterId& matter, const DocumentId& document, const PaperVoid& order) const;

 private:
  struct Drawn;
  Result<Drawn> draw(const Actor& actor, const WholeMatter& whole, const PaperOrder& order) const;

  const House& house_;
  paper::RenderSlots& slots_;
  std::string self_, fonts_folder_;
};

}  // namespace lianhu
