#pragma once
// The list of committees, the roll of mediators, and the entered figures of the form of organisations and staff.
//
// Thread rule: within the caller's session. A broken database throws (db.h).

#include <optional>
#include <string>
#include <vector>

#include "model/committee.h"
#include "store/db.h"

namespace lianhu {

std::vector<Committee> committees_on(Session& session, const std::string& region, Date day);
std::vector<Committee> committee_history(Session& session, const std::string& region, const OfficeId& office);  // oldest first
// The row that stands ends the day before; one of the same first day is replaced.
void put_committee(Session& session, const std::string& region, const Committee& committee);

std::vector<MediatorTerm> mediator_terms(Session& session, const std::string& region, const OfficeId& office);  // by first day
std::vector<MediatorTerm> all_mediator_terms(Session& session, const std::string& region);                      // by committee and first day
std::vector<MediatorTerm> terms_of_posts(Session& session, const std::string& region, const std::vector<std::string>& posts);
std::optional<MediatorTerm> find_mediator_term(Session& session, const std::string& region, const std::string& id);
void insert_mediator_term(Session& session, const std::string& region, const MediatorTerm& term);
// `term` has the version it shall have; false: changed since.
bool update_mediator_term(Session& session, const std::string& region, const MediatorTerm& term);

void insert_team_figure(Session& session, const std::string& region, const TeamFigure& figure);
std::vector<TeamFigure> team_figures_of(Session& session, const std::string& region, std::int64_t year, Time until);  // oldest first

}  // namespace lianhu
