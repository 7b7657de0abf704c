#include "rules/draft.h"

#include <algorithm>
#include <stdexcept>

#include "rules/clockwork.h"
#include "rules/fact.h"
#include "rules/form.h"
#include "rules/fulfilment.h"
#include "rules/scope.h"

namespace lianhu {
namespace {

template <class T, class I>
T& row_of(std::vector<T>& rows, const I& id, std::set<std::string>& touched) {
  for (T& row : rows) {
    if (row.id == id) {
      touched.insert(id.text);
      return row;
    }
  }
  throw std::logic_error("draft: no such row");
}

template <class T>
void split(const std::vector<T>& rows, const std::set<std::string>& fresh, const std::set<std::string>& touched, std::vector<T>& added,
           std::vector<T>& changed) {
  for (const T& row : rows) {
    if (fresh.count(row.id.text)) {
      added.push_back(row);
    } else if (touched.count(row.id.text)) {
      changed.push_back(row);
    }
  }
}

bool has_who(const Move& move, Who wanted) { return std::find(move.who.begin(), move.who.end(), wanted) != move.who.end(); }

bool theirs(const Move& move, AssignmentKind kind) {
  if (has_who(move, Who::lead)) return false;  // first the business of who handles it
  return std::any_of(move.who.begin(), move.who.end(), [&](Who who) {
    return kind == AssignmentKind::verify ? who == Who::verifier : who == Who::desk || who == Who::centre;
  });
}

}  // namespace

bool waits_for(const Procedure& procedure, std::string_view state, AssignmentKind kind) {
  if (const State* now = procedure.state(state); !now || now->terminal) return false;
  bool any_on = false, all_theirs = true, theirs_first = false, others_first = false;
  for (const Move& move : procedure.moves) {
    if (!starts_from(move, state)) continue;
    const bool onward = target(move, state) != state;
    if (move.tone == Tone::primary) {
      theirs_first = theirs_first || theirs(move, kind);
      others_first = others_first || (onward && !theirs(move, kind));
    }
    // What the person may do at any time (withdraw, ask to reopen) does not make the state theirs.
    if (!onward || move.tone == Tone::danger) continue;
    any_on = true;
    all_theirs = all_theirs && theirs(move, kind);
  }
  // A way that is open to them as well does not make it their work while the handling office has the next step.
  return (theirs_first && !others_first) || (any_on && all_theirs);
}

bool waits_for_the_end(const Procedure& procedure, std::string_view state) {
  bool any = false;
  for (const Move& move : procedure.moves) {
    if (move.tone != Tone::primary || !starts_from(move, state) || !theirs(move, AssignmentKind::desk) || target(move, state) == state) continue;
    const State* to = procedure.state(target(move, state));
    const bool ends = (to && to->terminal) || std::any_of(move.effects.begin(), move.effects.end(), [](const Effect& e) { return e.what == Do::close; });
    if (!ends) return false;
    any = true;
  }
  return any;
}

bool waits_for_child(const Procedure& procedure, std::string_view state) {
  return std::any_of(procedure.moves.begin(), procedure.moves.end(), [&](const Move& move) {
    return move.to == state && std::any_of(move.effects.begin(), move.effects.end(), [](const Effect& e) { return e.what == Do::refer; });
  });
}

const Assignment* waiting_duty(const MatterFile& file, const ProceedingId& proceeding) {
  for (const Assignment& a : file.assignments) {
    if (a.proceeding == proceeding && a.open && is_duty(a.kind)) return &a;
  }
  return nullptr;
}

const Assignment* open_duty(const MatterFile& file) {
  const auto at = std::find_if(file.assignments.begin(), file.assignments.end(), [](const Assignment& a) { return a.open && is_duty(a.kind); });
  return at == file.assignments.end() ? nullptr : &*at;
}

bool has_open_child(const MatterFile& file, const Proceeding& proceeding) {
  return std::any_of(file.proceedings.begin(), file.proceedings.end(),
                     [&](const Proceeding& p) { return p.parent == proceeding.id && !p.closed_at; });
}

const Proceeding& leading(const MatterFile& file) {
  const Proceeding* lead = &file.proceedings.front();
  for (bool deeper = true; deeper;) {
    deeper = false;
    for (const Proceeding& p : file.proceedings) {
      if (p.parent == lead->id && !p.closed_at) {
        lead = &p;
        deeper = true;
      }
    }
  }
  return *lead;
}

std::string counted_category(const Matter& matter) { return matter.category == pending_category ? std::string(other_category) : matter.category; }

PlaceId town_of(const Matter& matter) {
  const std::size_t county_end = matter.place_path.find('/', 1);
  if (county_end == std::string::npos || county_end + 1 >= matter.place_path.size()) return matter.place;
  return PlaceId{matter.place_path.substr(county_end + 1, matter.place_path.find('/', county_end + 1) - county_end - 1)};
}

Proceeding& Draft::proceeding(const ProceedingId& id) { return row_of(file_.proceedings, id, touched_); }
Assignment& Draft::assignment(const AssignmentId& id) { return row_of(file_.assignments, id, touched_); }
Deadline& Draft::deadline(const DeadlineId& id) { return row_of(file_.deadlines, id, touched_); }
Party& Draft::party(const PartyId& id) { return row_of(file_.parties, id, touched_); }
Discrepancy& Draft::discrepancy(const DiscrepancyId& id) { return row_of(file_.discrepancies, id, touched_); }

Obligation& Draft::obligation(const ObligationId& id) { return row_of(file_.obligations, id, touched_); }

ExternalReference& Draft::reference(const std::string& id) {
  for (ExternalReference& row : file_.external) {
    if (row.id != id) continue;
    touched_.insert(id);
    return row;
  }
  throw std::logic_error("draft: no such reference");
}

void Draft::add(ExternalReference row) {
  fresh_.insert(row.id);
  file_.external.push_back(std::move(row));
}
void Draft::add(Obligation row) {
  fresh_.insert(row.id.text);
  file_.obligations.push_back(std::move(row));
}
void Draft::add(LedgerEntry row) {
  file_.ledger.push_back(row);
  change_.ledger.push_back(std::move(row));
}
void Draft::add(Party row) {
  fresh_.insert(row.id.text);
  file_.parties.push_back(std::move(row));
}
void Draft::add(Proceeding row) {
  fresh_.insert(row.id.text);
  file_.proceedings.push_back(std::move(row));
}
void Draft::add(Assignment row) {
  fresh_.insert(row.id.text);
  file_.assignments.push_back(std::move(row));
}
void Draft::add(Deadline row) {
  fresh_.insert(row.id.text);
  file_.deadlines.push_back(std::move(row));
}
void Draft::add(Discrepancy row) {
  fresh_.insert(row.id.text);
  file_.discrepancies.push_back(std::move(row));
}

void Draft::add_event(Event row, const EventContent& content) {
  change_.events.push_back({std::move(row), write_content(content), {}});
  file_.events.push_back({change_.events.back().row, std::make_shared<const EventContent>(content)});
}

void Draft::count(const std::string& figure, std::int64_t delta, const std::optional<OfficeId>& office) {
  CountFact fact;
  fact.id = CountId{ground_.new_id()};
  fact.figure = figure;
  fact.delta = delta;
  fact.recorded_at = ground_.now;
  fact.month = ground_.now.date().text().substr(0, 7);
  fact.matter = file_.matter.root;
  fact.place = town_of(file_.matter);
  fact.category = counted_category(file_.matter);
  fact.channel = file_.matter.channel;
  fact.office = office;
  fact.seal = file_.matter.seal;
  change_.counts.push_back(std::move(fact));
}

void Draft::notify(Notice notice) {
  // One notice to one receiver for one event.
  for (const Notice& other : change_.notices) {
    if (other.account == notice.account && other.office == notice.office && other.party == notice.party) return;
  }
  for (const Bar& bar : file_.bars) {
    if (bar.account && bar.account == notice.account) return;
    if (!bar.office) continue;
    for (const auto& [id, office] : ground_.directory.offices()) {
      if (office.path.find("/" + bar.office->text + "/") == std::string::npos) continue;
      if (notice.office == office.id) return;
      for (const Post& post : ground_.directory.posts_in(office.id)) {
        if (notice.account == post.account) return;
      }
    }
  }
  change_.notices.push_back(std::move(notice));
}

// Sent to another system: by the present act, or by the one that led to this state.
bool Draft::waits_outside(const Proceeding& proceeding, const Procedure& procedure) const {
  if (!waits_for_child(procedure, proceeding.state)) return false;
  if (const auto now = referred_.find(proceeding.id.text); now != referred_.end()) return now->second;
  const Move* came_by = nullptr;
  const History history(file_, proceeding);  // named: a range-for would let a temporary die at once
  for (const PastMove& past : history.moves()) {
    if (past.to() == proceeding.state && past.from() != past.to()) came_by = procedure.move(past.move);
  }
  return came_by && std::any_of(came_by->effects.begin(), came_by->effects.end(), [](const Effect& e) { return e.what == Do::refer && e.external; });
}

OfficeId Draft::checker(const Proceeding& proceeding) const {
  const auto at = checked_by_.find(proceeding.id.text);
  return at == checked_by_.end() ? proceeding.desk_office : at->second;
}

// The desk's and the verifiers' work is one assignment each per proceeding, open while the state waits for them; what
// waits on another system is the desk's to keep track of, and no work of its own until the result is there. What only
// has to be closed or archived is kept apart from what has to be assigned.
void Draft::sync_duty(const Proceeding& proceeding, const Procedure& procedure, AssignmentKind kind) {
  const bool child_first = has_open_child(file_, proceeding) && (proceeding.closed_at || waits_for_child(procedure, proceeding.state));
  const bool outside = waits_outside(proceeding, procedure);
  const bool ours = !outside && !child_first && !(proceeding.parent && proceeding.closed_at);
  const bool ending = kind == AssignmentKind::closing;
  const bool at_the_end = kind != AssignmentKind::verify && waits_for_the_end(procedure, proceeding.state);
  const bool wanted = kind == AssignmentKind::track ? outside : ours && at_the_end == ending && waits_for(procedure, proceeding.state, kind);
  for (const Assignment& a : file_.assignments) {
    if (a.proceeding != proceeding.id || a.kind != kind) continue;
    if (a.open == wanted) return;
    Assignment& row = assignment(a.id);
    row.open = wanted;
    row.state = wanted ? AssignmentState::accepted : AssignmentState::ended;
    row.ended_at = wanted ? std::nullopt : std::optional<Time>(ground_.now);
    return;
  }
  if (!wanted) return;
  Assignment row;
  row.id = AssignmentId{ground_.new_id()};
  row.matter = file_.matter.id;
  row.proceeding = proceeding.id;
  row.office = kind == AssignmentKind::verify ? checker(proceeding) : proceeding.desk_office;
  row.kind = kind;
  row.state = AssignmentState::accepted;
  row.given_at = ground_.now;
  row.accepted_at = ground_.now;
  add(std::move(row));
}

void Draft::sync_status() {
  Matter& m = file_.matter;
  const Proceeding& shown = leading(file_);
  if (const Procedure* procedure = ground_.procedure(shown.procedure())) {
    if (const State* state = procedure->state(shown.state)) {
      m.status = state->phase;
      m.status_title = state->title;
    }
  }
  const Proceeding& first = file_.proceedings.front();
  // A child taken up again after the end keeps its matter open.
  m.open = std::any_of(file_.proceedings.begin(), file_.proceedings.end(), [](const Proceeding& p) { return !p.closed_at; });
  m.close_kind = m.open ? std::nullopt : first.close_kind;
  m.closed_at = m.open ? std::nullopt : first.closed_at;
  const bool independent = std::any_of(file_.assignments.begin(), file_.assignments.end(), [&](const Assignment& a) {
    const Office* office = a.open && a.kind == AssignmentKind::lead ? ground_.directory.office(a.office) : nullptr;
    return office && office->independent;
  });
  // A closed matter's own clocks (evaluation, archive) show their day and no lamp; what a court still waits for shows both.
  const RowClock owed = m.open ? RowClock{} : matter_clock(file_.deadlines, independent, false);
  const RowClock clock = owed.due_at ? owed : matter_clock(file_.deadlines, independent);
  m.due_at = clock.due_at;
  m.due_title = clock.title;
  m.lamp = m.open || owed.due_at ? clock.lamp : Lamp::none;
}

// The other side's own day stands; one that was counted follows its term.
void Draft::sync_references() {
  for (ExternalReference& r : file_.external) {
    if (r.due_at && !r.due_reason) continue;
    for (const Deadline& d : file_.deadlines) {
      if (d.subject_kind != "reference" || d.subject != r.id || !running(d)) continue;
      if (r.due_at == d.due_at && r.due_reason == d.sentence) continue;
      r.due_at = d.due_at;
      r.due_reason = d.sentence;
      touched_.insert(r.id);
    }
  }
}

void Draft::sync_asked() {
  Matter& m = file_.matter;
  m.differing = std::count_if(file_.discrepancies.begin(), file_.discrepancies.end(), [](const Discrepancy& d) { return d.state == "open"; });
  if (m.differing == 0) return;
  const Proceeding& shown = leading(file_);
  std::optional<AccountId> account;
  for (const Assignment& a : file_.assignments) {
    if (a.proceeding != shown.id || a.kind != AssignmentKind::lead || !a.open || !a.receiver) continue;
    if (holds_post(ground_, *a.receiver, a.office) && !account_barred(*a.receiver, file_, ground_)) account = a.receiver;
  }
  const std::optional<OfficeId> office = account ? std::nullopt : std::optional(shown.desk_office);
  for (Discrepancy& d : file_.discrepancies) {
    if (d.state != "open" || (d.asked_account == account && d.asked_office == office)) continue;
    d.asked_account = account;
    d.asked_office = office;
    touched_.insert(d.id.text);
    if (change_.events.empty()) continue;
    Notice notice;
    notice.id = NoticeId{ground_.new_id()};
    notice.matter = m.id;
    notice.event = change_.events.back().row.id;
    notice.account = account;
    notice.office = office;
    notice.text = "“" + fact_label(file_, d.fact) + "”两处记录不一样，请核对";
    notice.audience = Audience::handling;
    notice.made_at = ground_.now;
    notify(std::move(notice));
  }
}

Change Draft::finish(std::int64_t expected_version) {
  follow_promises(*this);
  for (std::size_t i = 0; i < file_.proceedings.size(); ++i) {
    const Proceeding proceeding = file_.proceedings[i];
    const Procedure* procedure = ground_.procedure(proceeding.procedure());
    if (!procedure) throw std::logic_error("draft: procedure " + proceeding.procedure() + " is not loaded");
    sync_duty(proceeding, *procedure, AssignmentKind::desk);
    sync_duty(proceeding, *procedure, AssignmentKind::verify);
    sync_duty(proceeding, *procedure, AssignmentKind::track);
    sync_duty(proceeding, *procedure, AssignmentKind::closing);
  }
  for (Assignment& a : file_.assignments) {
    const auto due = a.due_at;
    const auto title = a.due_title;
    const Lamp lamp = a.lamp;
    const Office* office = ground_.directory.office(a.office);
    if (a.open) {
      bind_due(a, file_.deadlines, office && office->independent, !is_duty(a.kind) && waiting_duty(file_, a.proceeding) != nullptr);
    }
    if (due != a.due_at || title != a.due_title || lamp != a.lamp) touched_.insert(a.id.text);
  }
  sync_status();
  sync_asked();
  sync_references();
  const auto scope = scope_tokens(file_);
  change_.matter = file_.matter;
  change_.expected_version = expected_version;
  change_.scope = scope;
  split(file_.parties, fresh_, touched_, change_.new_parties, change_.changed_parties);
  split(file_.proceedings, fresh_, touched_, change_.new_proceedings, change_.changed_proceedings);
  split(file_.assignments, fresh_, touched_, change_.new_assignments, change_.changed_assignments);
  split(file_.deadlines, fresh_, touched_, change_.new_deadlines, change_.changed_deadlines);
  split(file_.obligations, fresh_, touched_, change_.obligations, change_.changed_obligations);
  split(file_.discrepancies, fresh_, touched_, change_.new_discrepancies, change_.changed_discrepancies);
  for (const ExternalReference& r : file_.external) {
    if (fresh_.count(r.id)) {
      change_.external.push_back(r);
    } else if (touched_.count(r.id)) {
      change_.changed_external.push_back(r);
    }
  }
  // Only who takes part can change the scope of a stored matter.
  change_.scope_changed = change_.scope_changed || expected_version == 0 || !change_.new_assignments.empty() || !change_.new_proceedings.empty() ||
                          std::any_of(change_.changed_assignments.begin(), change_.changed_assignments.end(),
                                      [](const Assignment& a) { return a.state == AssignmentState::ended && a.ruling.has_value(); });
  return std::move(change_);
}

}  // namespace lianhu
