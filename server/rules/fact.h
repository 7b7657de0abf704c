#pragma once
// What of a matter may be corrected: its own facts and its parties', each under one name.
//
// A value is one text: a day as 2026-09-01, money in fen, "true" or "false", "" for what was not told. 补充情况 (added_text)
// is told to the matter and never overwrites: what stands there is always "".
// Identity numbers, whose side a party is on, place and seal are no facts of this kind.
// Thread rule: pure functions.
// Source: 个人信息保护法第46条 (inaccurate personal information is corrected).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/account.h"
#include "model/procedure.h"
#include "rules/draft.h"
#include "rules/ground.h"

namespace lianhu {

struct Fact {
  const Field* field = nullptr;
  std::optional<PartyId> party;  // none: the matter's own

  std::string name() const { return (party ? "parties/" + party->text + "/" : std::string()) + field->name; }  // "parties/<id>/phone"
  // Who reads what was written of it: of the matter itself everybody in it, of a party whoever handles the matter.
  Audience audience() const { return party ? Audience::handling : Audience::parties; }
};

// nothing: no such fact, or of a party this matter does not have.
std::optional<Fact> fact_named(const MatterFile& file, std::string_view name);
std::string fact_label(const MatterFile& file, std::string_view name);  // "详细地点", "反映人的联系电话"

std::string fact_value(const MatterFile& file, const Fact& fact);
// Writes it into the draft, with all that follows from it. The phone's keyed hash is left to the desk.
void write_fact(const Fact& fact, const std::string& value, Draft& draft);
// As it is stored, or what to do about it.
struct FitValue {
  std::string value, fault;
};
FitValue fit_value(const Fact& fact, const std::string& typed, const MatterFile& file, const Ground& ground);
// For a reader: "2026年9月1日", "12.50 元", "是", "（没有）".
std::string fact_text(const Field& field, const std::string& value, const Directory& directory);

// Who works on the matter or wrote it down may correct it; of a party only what they may read, and after a lead office was
// named the category only the desk.
bool may_correct(const Actor& actor, const MatterFile& file);
bool may_correct(const Actor& actor, const MatterFile& file, const Fact& fact);
// All that this actor may correct, the matter's own first.
std::vector<Fact> correctable(const Actor& actor, const MatterFile& file);

}  // namespace lianhu
