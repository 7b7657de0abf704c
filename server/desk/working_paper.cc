#include "desk/working_paper.h"

#include <algorithm>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace lianhu {
namespace {

std::string line_of(const TalkRow& row) {
  const std::string who = row.who.value_or("");
  std::string head = row.at ? *row.at + " " : std::string();
  if (row.kind == "ask") {
    head += who + "问" + row.to.value_or("") + "：";
  } else if (row.kind == "answer") {
    head += who + "答：";
  } else if (!who.empty()) {
    head += who + "：";
  }
  return head + row.text.value_or("");
}

std::string party_name(const MatterFile& file, const std::string& id) {
  const Party* party = file.party(PartyId{id});
  if (!party) return "一方";
  return party->name ? *party->name : title(party->role);
}

}  // namespace

std::map<std::string, std::string> session_fields(const TalkPaper& talk) {
  std::map<std::string, std::string> out;
  std::string record = talk.opening.value_or("");
  for (const TalkRow& row : talk.rows) {
    if (row.text) record += (record.empty() ? "" : "\n") + line_of(row);
  }
  if (!record.empty()) out["record"] = std::move(record);
  // "9:30" is typed as often as "09:30".
  if (talk.on && talk.at) out["session_on"] = talk.on->text() + "T" + (talk.at->size() == 4 && (*talk.at)[1] == ':' ? "0" : "") + *talk.at + ":00+08:00";
  if (talk.place) out["session_place"] = *talk.place;
  if (talk.kind) out["session_kind"] = *talk.kind;
  if (talk.present) out["present"] = *talk.present;
  return out;
}

std::optional<std::vector<std::string>> clauses_of(const DraftPaper& draft) {
  std::vector<std::string> out;
  if (!draft.clauses) return out;
  boost::system::error_code broken;
  const boost::json::value value = boost::json::parse(*draft.clauses, broken);
  if (broken || !value.is_array() || value.get_array().size() > most_clauses) return std::nullopt;
  for (const boost::json::value& one : value.get_array()) {
    if (!one.is_object()) return std::nullopt;
    out.push_back(boost::json::serialize(boost::json::array{one}));
  }
  return out;
}

std::string latest_due(const DraftPaper& draft) {
  std::string latest;
  const auto look = [&](const boost::json::value& one) {
    const boost::json::value* due = one.is_object() ? one.get_object().if_contains("due") : nullptr;
    if (due && due->is_string() && Date::parse(due->get_string())) latest = std::max(latest, std::string(due->get_string()));
  };
  for (const std::string& text : clauses_of(draft).value_or(std::vector<std::string>{})) {
    const boost::json::value clause = boost::json::parse(text).get_array().front();
    look(clause);
    const boost::json::value* parts = clause.get_object().if_contains("parts");
    if (!parts || !parts->is_array()) continue;
    for (const boost::json::value& part : parts->get_array()) look(part);
  }
  return latest;
}

std::map<std::string, std::string> agreement_fields(const DraftPaper& draft, const MatterFile& file) {
  std::map<std::string, std::string> out;
  std::string liability;
  for (const DraftSide& side : draft.sides) {
    if (side.text) liability += (liability.empty() ? "" : "\n") + party_name(file, side.party) + "：" + *side.text;
  }
  if (draft.facts) out["facts"] = *draft.facts;
  if (draft.dispute) out["dispute"] = *draft.dispute;
  if (!liability.empty()) out["liability"] = std::move(liability);
  if (draft.clauses) out["clauses"] = *draft.clauses;
  if (draft.agreed_on) out["agreed_on"] = draft.agreed_on->text();
  if (const std::string last = draft.last_due ? draft.last_due->text() : latest_due(draft); !last.empty()) out["last_due_on"] = last;
  return out;
}

}  // namespace lianhu
