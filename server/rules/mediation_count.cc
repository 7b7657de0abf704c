#include "rules/mediation_count.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <tuple>

#include "model/procedure.h"
#include "rules/draft.h"
#include "rules/form.h"
#include "rules/history.h"

namespace lianhu {
namespace {

// The outcomes of procedures/people_mediation@*.toml, whose names are released.
std::optional<std::string> result_of(const std::string& outcome) {
  if (outcome == "success_written") return "written";
  if (outcome == "success_oral") return "oral";
  if (outcome == "failed") return "failed";
  return std::nullopt;
}

struct Concluded {
  const PastMove* move = nullptr;
  std::string result;
};

// The latest result of each round; "pending" takes an agreement back that did not take effect.
std::optional<Concluded> concluded(const History& history) {
  std::map<std::int64_t, Concluded> rounds;
  for (const PastMove& move : history.moves()) {
    for (const RecordedOutcome& outcome : move.outcomes()) {
      if (!outcome.party.empty()) continue;
      if (auto result = result_of(outcome.name)) {
        rounds[move.round()] = {&move, std::move(*result)};
      } else if (outcome.name == "pending") {
        rounds.erase(move.round());
      }
    }
  }
  if (rounds.empty()) return std::nullopt;
  return rounds.rbegin()->second;
}

// The latest that was given up to that act.
std::string given(const History& history, const PastMove* until, std::string_view field) {
  std::string value;
  for (const PastMove& move : history.moves()) {
    const auto found = move.fields().find(std::string(field));
    if (found != move.fields().end() && !found->second.empty()) value = found->second;
    if (&move == until) break;
  }
  return value;
}

std::int64_t number_in(const std::string& text) {
  std::int64_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

// Who brought it to the committee: what the register says; else the letter it came with; else who reported it.
std::string source_of(const MatterFile& file, const History& history, Time until) {
  const std::string said = history.value("opened_by");
  if (!said.empty()) return said;
  static const std::map<std::string_view, const char*> letters{{"court", "court"}, {"procuratorate", "procuratorate"}, {"police", "police"}, {"petition", "petition"}};
  for (const ExternalReference& reference : file.external) {
    if (reference.direction != "in" || until < reference.received_at) continue;
    const auto found = letters.find(reference.system);
    return found == letters.end() ? "other" : found->second;
  }
  return file.matter.channel == Channel::grid_worker || file.matter.channel == Channel::group_head ? "own" : "application";
}

std::int64_t promised(const std::string& clauses, const MatterFile& file) {
  const auto read = clauses.empty() ? Result<std::vector<Clause>>(std::vector<Clause>()) : read_clauses("clauses", clauses, file);
  std::int64_t sum = 0;
  for (const Clause& clause : read ? *read : std::vector<Clause>()) {
    if (clause.deed == "pay") sum += clause.quantity;
  }
  return sum;
}

auto sort_of(const MediationCount& c) {
  return std::tie(c.proceeding.text, c.month, c.concluded, c.result, c.office.text, c.committee_kind, c.place.text, c.category, c.source, c.difficulty, c.averted,
                  c.averted_people, c.parties, c.amount, c.seal);
}

}  // namespace

std::string committee_kind(const Office& committee, const Directory& directory) {
  if (std::string listed = directory.committee_kind(committee.id); !listed.empty()) return listed;
  const Office* above = committee.parent ? directory.office(*committee.parent) : nullptr;
  if (!above) return "other";
  if (above->kind == "village") return "village";
  if (above->kind == "town_government" || above->kind == "town_centre" || above->kind == "justice_station") return "town";
  if (above->kind == "enterprise" || above->kind == "public_body") return "enterprise";
  if (above->kind == "mass_organisation") return "association";
  return "other";
}

std::vector<MediationCount> counted_mediations(const MatterFile& file, const Ground& ground) {
  std::vector<MediationCount> out;
  if (file.matter.root != file.matter.id) return out;
  for (const Proceeding& proceeding : file.proceedings) {
    const Procedure* procedure = ground.procedure(proceeding.procedure());
    if (!procedure || !procedure->mediation || !proceeding.lead_office) continue;
    const History history(file, proceeding);
    const auto end = concluded(history);
    const Office* committee = end ? ground.directory.office(*proceeding.lead_office) : nullptr;
    if (!committee) continue;
    MediationCount row;
    const std::string oral = end->result == "oral" ? given(history, end->move, "oral_agreed_on") : std::string();
    row.concluded = Date::parse(oral).value_or(end->move->at.date());
    row.month = row.concluded.text().substr(0, 7);
    row.matter = file.matter.id;
    row.proceeding = proceeding.id;
    row.result = end->result;
    row.office = committee->id;
    row.committee_kind = committee_kind(*committee, ground.directory);
    row.place = committee->place;
    row.category = counted_category(file.matter);
    row.source = source_of(file, history, end->move->at);
    row.difficulty = given(history, nullptr, "hardness");
    row.averted = end->result == "failed" ? std::string() : given(history, nullptr, "averted");
    row.averted_people = row.averted.empty() ? 0 : number_in(given(history, nullptr, "averted_people"));
    row.parties = std::count_if(file.parties.begin(), file.parties.end(), [](const Party& party) { return !party.left_at; });
    row.amount = end->result == "failed" ? 0 : promised(given(history, end->move, "clauses"), file);
    row.seal = file.matter.seal;
    out.push_back(std::move(row));
  }
  return out;
}

std::vector<MediationCount> recount(const std::vector<MediationCount>& stored, const std::vector<MediationCount>& now, const Ground& ground) {
  std::vector<std::pair<MediationCount, std::int64_t>> standing;  // what is counted so far, in the order it came
  for (const MediationCount& row : stored) {
    const auto same = std::find_if(standing.begin(), standing.end(), [&](const auto& one) { return sort_of(one.first) == sort_of(row); });
    if (same == standing.end()) {
      standing.emplace_back(row, row.delta);
    } else {
      same->second += row.delta;
    }
  }
  std::vector<MediationCount> out;
  const auto add = [&](MediationCount row, std::int64_t delta) {
    row.id = CountId{ground.new_id()};
    row.recorded_at = ground.now;
    row.delta = delta;
    out.push_back(std::move(row));
  };
  for (const auto& [row, sum] : standing) {
    const bool stands = std::any_of(now.begin(), now.end(), [&](const MediationCount& one) { return sort_of(one) == sort_of(row); });
    if (sum != (stands ? 1 : 0)) add(row, (stands ? 1 : 0) - sum);
  }
  for (const MediationCount& row : now) {
    if (std::none_of(standing.begin(), standing.end(), [&](const auto& one) { return sort_of(one.first) == sort_of(row); })) add(row, 1);
  }
  return out;
}

}  // namespace lianhu
