#pragma once
// What a matter can tell to its papers, under the names of paper/sources.h: the one filling for every paper that names its
// sources (papers/README.md).
//
// Invariant: nothing is told that this actor may not read (rules/permit.h); what the matter does not have is absent, never made up.
// Thread rule: any thread; what is handed in must outlive it.

#include <optional>

#include "desk/house.h"
#include "model/matter_file.h"
#include "paper/template.h"
#include "rules/ground.h"
#include "rules/talk_record.h"

namespace lianhu {

class PaperSources {
 public:
  // `to`: whose copy it is; nullptr: nobody's own. `phones`: not on what the other side reads too (charter 4): there a
  // person writes the own number by hand.
  PaperSources(const House& house, const WholeMatter& whole, const Proceeding& proceeding, const Ground& ground, const Actor& actor, const Party* to,
               bool phones)
      : house_(house), whole_(whole), file_(whole.file), proceeding_(proceeding), ground_(ground), actor_(actor), to_(to), phones_(phones) {}

  // A record of this talk: what it said stands before what was said later.
  void of_talk(const TalkRecord* talk) { talk_ = talk; }

  std::optional<paper::Value> value(const paper::FieldSpec& spec) const;
  // Every field of the paper that the matter has; the rest is written by whoever makes the paper.
  paper::Fields known(const paper::Template& paper) const;

 private:
  std::optional<paper::Value> by_name(const std::string& name) const;
  std::optional<paper::Value> by_form(const std::string& field, paper::FieldKind kind) const;

  // "" and nothing: the matter does not have it.
  std::string told(const std::string& field) const;
  std::optional<Date> day_told(const std::string& field) const;
  std::optional<Date> day_of(std::initializer_list<std::string_view> moves) const;
  std::optional<Date> effective_on() const;
  const Office* office() const;
  const ExternalReference* court_letter() const;
  std::string name_of(const Party& party) const;
  std::string names(bool asked, bool others) const;
  std::vector<paper::TableRow> people(bool asked, bool others) const;
  std::string mediators() const;
  std::vector<std::string> terms() const;
  std::vector<paper::TableRow> helpers() const;
  std::vector<paper::TableRow> evidence() const;
  std::vector<paper::TableRow> dossier() const;

  const House& house_;
  const WholeMatter& whole_;
  const MatterFile& file_;
  const Proceeding& proceeding_;
  const Ground& ground_;
  const Actor& actor_;
  const Party* to_;
  bool phones_;
  const TalkRecord* talk_ = nullptr;
};

}  // namespace lianhu
