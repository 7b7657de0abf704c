#include "store/committee_store.h"

#include "store/in_list.h"
#include "store/row.h"

namespace lianhu {

std::vector<Committee> committees_on(Session& session, const std::string& region, Date day) {
  return select_rows<Committee>(session, "committee", region, "valid_from <= :day AND (valid_to IS NULL OR valid_to >= :day) ORDER BY office", {{"day", day.text()}});
}

std::vector<Committee> committee_history(Session& session, const std::string& region, const OfficeId& office) {
  return select_rows<Committee>(session, "committee", region, "office = :office ORDER BY valid_from, entered_at", {{"office", office.text}});
}

void put_committee(Session& session, const std::string& region, const Committee& committee) {
  const std::vector<Bind> binds{{"region", region}, {"office", committee.office.text}, {"from", committee.valid_from.text()}};
  session.run("DELETE FROM committee WHERE region = :region AND office = :office AND valid_from = :from", std::span<const Bind>(binds));
  session.run("UPDATE committee SET valid_to = :before WHERE region = :region AND office = :office AND valid_to IS NULL",
              {{"region", region}, {"office", committee.office.text}, {"before", committee.valid_from.plus(-1).text()}});
  insert_row(session, "committee", region, committee);
}

std::vector<MediatorTerm> mediator_terms(Session& session, const std::string& region, const OfficeId& office) {
  return select_rows<MediatorTerm>(session, "mediator_term", region, "office = :office ORDER BY from_day, id", {{"office", office.text}});
}

std::vector<MediatorTerm> all_mediator_terms(Session& session, const std::string& region) {
  return select_rows<MediatorTerm>(session, "mediator_term", region, "office > '' ORDER BY office, from_day, id");
}

std::vector<MediatorTerm> terms_of_posts(Session& session, const std::string& region, const std::vector<std::string>& posts) {
  std::vector<MediatorTerm> out;
  in_pieces(posts, [&](InList list) {
    for (MediatorTerm& row : select_rows<MediatorTerm>(session, "mediator_term", region, "post IN " + list.text, list.binds)) out.push_back(std::move(row));
  });
  return out;
}

std::optional<MediatorTerm> find_mediator_term(Session& session, const std::string& region, const std::string& id) {
  auto rows = select_rows<MediatorTerm>(session, "mediator_term", region, "id = :id", {{"id", id}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

void insert_mediator_term(Session& session, const std::string& region, const MediatorTerm& term) { insert_row(session, "mediator_term", region, term); }

bool update_mediator_term(Session& session, const std::string& region, const MediatorTerm& term) {
  return update_row(session, "mediator_term", region, term, " AND version = :seen", {{"seen", term.version - 1}}) == 1;
}

void insert_team_figure(Session& session, const std::string& region, const TeamFigure& figure) { insert_row(session, "team_figure", region, figure); }

std::vector<TeamFigure> team_figures_of(Session& session, const std::string& region, std::int64_t year, Time until) {
  return select_rows<TeamFigure>(session, "team_figure", region, "year = :year AND entered_at <= :until ORDER BY entered_at, id", {{"year", year}, {"until", until.ms}});
}

}  // namespace lianhu
