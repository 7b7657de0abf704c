#pragma once
// What a dossier of one procedure holds and how it checks itself, as data (dossiers/<procedure>.toml, read dossiers/README.md).
//
// Invariant: codes are unique; an item's moves and papers and an order's fields are the procedure's own words (check_dossier_plan).
// Errors: code "dossier_file", with file and line.
// Thread rule: plain values.
// Source: 司发通〔2010〕239号 (names and order of the papers); 人民调解法第17、26、29条; 民诉法解释第358条.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/resource.h"
#include "base/result.h"
#include "base/time.h"
#include "model/change.h"
#include "model/procedure.h"

namespace lianhu {

struct DossierItem {
  std::string code, title, mend;
  std::vector<std::string> after;    // wanted once one of these moves was made; none: from the beginning
  std::string when_field, when_value;  // wanted once this was filled in so; "": no such condition
  bool optional = false;
  bool signed_copy = false;  // a paper made here is not it yet: the signed one is
  std::string each;          // every act of this move wants a paper of its own; "": one is enough
  std::vector<std::string> papers, moves;
};
struct DossierOrder {
  std::string first, then, says, basis;
};
struct WrongWord {
  std::string text, right;
};
struct AlikeWords {
  std::vector<std::string> words;
  std::string alone, says, basis;
};
struct RepealedLaw {
  std::string name, now, unless;  // unless: a law in force whose name holds this one's
  Date from;
};

// A file number of the committee's own, given once, by the first of these acts.
struct DossierNumber {
  std::vector<std::string> on;
  std::string form;  // {year} {office} {n}
  std::string tail;  // left out of the office's name
};
// One thing that a point of the inspection asks of the file; `lines`, `moves` and `words`: one of them is enough.
struct DossierAsk {
  std::string says;
  std::vector<std::string> when;   // asked only once one of these moves was made; none: always
  std::vector<std::string> lines;  // a paper of the line is in the file
  std::vector<std::string> moves;  // the act was done
  std::string field;               // was filled in, or with `words`: holds one of them
  std::vector<std::string> words;
};
struct DossierPoint {
  std::string code, title, mend;
  std::vector<DossierAsk> asks;  // all of them
};

struct DossierPlan {
  std::string procedure, title;
  std::optional<DossierNumber> number;
  std::vector<DossierItem> items;
  std::vector<DossierOrder> orders;
  std::vector<WrongWord> wrong;
  std::vector<AlikeWords> alike;
  std::vector<std::string> vague;
  std::vector<RepealedLaw> repealed;
  std::vector<DossierPoint> points;

  const DossierItem* item(std::string_view code) const {
    for (const DossierItem& one : items) {
      if (one.code == code) return &one;
    }
    return nullptr;
  }
};

Result<DossierPlan> parse_dossier_plan(std::string_view text, std::string_view file_name);
// Every plan of the program, each checked against that procedure's latest version.
Result<std::vector<DossierPlan>> load_dossier_plans(std::span<const Resource> files);
// How the office's numbers of that year read, around the digits.
SeriesNumber series_number(const DossierNumber& number, std::string office_name, Date day);
const DossierPlan* plan_of(const std::vector<DossierPlan>& plans, std::string_view procedure);
// A word of the plan that the procedure does not know; empty when all fit. A paper that came with the latest version is no fault
// of a released one.
std::string misfit(const DossierPlan& plan, const Procedure& procedure, const Procedure& latest);

}  // namespace lianhu
