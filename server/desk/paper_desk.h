#pragma once
// The standard papers that whoever handles a matter makes by hand: filled from the matter and completed by its maker, or
// printed as a numbered blank form to be written on at the kitchen table (J18).
//
// Invariant: which papers, in which phases, and who reads them then, is said by the papers themselves (papers/README.md). A paper
// is a document of the matter, kept as fields with their hash; each has a number of its own: the matter's and its place in the row.
// Errors: not_found; forbidden "not_yours"; conflict "paper_not_now", "stale_version"; invalid_fields, each fault by field.
// Thread rule: any thread.

#include <map>
#include <string>
#include <vector>

#include "base/described.h"
#include "desk/entry.h"
#include "desk/views.h"

namespace lianhu {

struct PaperFieldRow {
  std::string name, label, kind;
  bool required = false, many_lines = false;
  std::int64_t max = 0;
  std::string value;  // what the matter has, as it is typed (desk/paper_entry.h); empty: to be written
  std::string help;
};
LIANHU_DESCRIBE(PaperFieldRow, (name, label, kind, required, many_lines, max, value, help))

struct PaperOffer {
  std::string paper, title;
  bool to_one_party = false;  // each party gets a copy of its own
  std::vector<PaperFieldRow> fields;
};
LIANHU_DESCRIBE(PaperOffer, (paper, title, to_one_party, fields))

struct PaperParty {
  std::string id, name;
};
LIANHU_DESCRIBE(PaperParty, (id, name))

struct PaperOffers {
  std::vector<PaperOffer> items;
  std::vector<PaperParty> parties;
};
LIANHU_DESCRIBE(PaperOffers, (items, parties))

struct PaperOrder {
  std::string paper;
  std::optional<std::string> party;
  std::optional<bool> blank;
  std::map<std::string, std::string> fields;  // as typed; a field left out is taken from the matter
};
LIANHU_DESCRIBE(PaperOrder, (paper, party, blank, fields), {"paper", {.label = "文书", .format = Format::code}},
                {"party", {.label = "发给哪一方", .max = 40}},
                {"blank", {.label = "空白文书", .doc = "印成有编号的空白文书，带到现场手写"}},
                {"fields", {.label = "填写项"}})

class PaperDesk {
 public:
  explicit PaperDesk(const House& house) : house_(house) {}

  // What this reader may make now, with what the matter says already.
  Result<PaperOffers> offers(const Actor& actor, const MatterId& matter) const;
  Result<Written> issue(const Entry& entry, const MatterId& matter, const PaperOrder& order) const;

 private:
  const House& house_;
};

}  // namespace lianhu
