#include "rules/effects.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "rules/assign.h"
#include "rules/child.h"
#include "rules/clockwork.h"
#include "rules/court_term.h"
#include "rules/fulfilment.h"

namespace lianhu {
namespace {

bool is_work(const Assignment& a) { return a.kind == AssignmentKind::lead || a.kind == AssignmentKind::co || a.kind == AssignmentKind::copied; }

std::string choice_title(const Act& act) {
  for (const Ask& ask : act.move.asks) {
    const Field* field = act.procedure.field(ask.field);
    if (!field || field->kind != FieldKind::choice) continue;
    const std::string value = act.value(ask.field);
    for (const Choice& choice : field->choices) {
      if (choice.value == value) return choice.title;
    }
  }
  return {};
}

// The ground of a pause: the choice on the form, else the one ground the rule knows, else the written reason.
std::string pause_ground(const Act& act, const Deadline& deadline, const Draft& draft) {
  if (std::string title = choice_title(act); !title.empty()) return title;
  const TermRule* rule = draft.ground().terms.find(deadline.rule, deadline.start_day);
  if (rule && rule->pauses.size() == 1) return rule->pauses.front();
  return act.value(std::string(reason_field));
}

// A court's term is one of the same mediation: what the parties agree, and an appraisal that the court's rule knows, holds for
// it as well (特邀调解规定第27条; 在线调解规则第26条).
bool moves_with_mediation(const Deadline& deadline, const Effect& effect, const Procedure& procedure, const Ground& ground) {
  if (deadline.subject_kind != "reference" || deadline.clock != court_clock || !procedure.mediation || effect.clock != "general" || !running(deadline)) return false;
  if (effect.what == Do::extend || effect.what == Do::resume) return true;
  const TermRule* rule = ground.terms.find(deadline.rule, deadline.start_day);
  return effect.what == Do::pause && rule && !rule->pauses.empty();
}

Result<Done> on_clocks(const Effect& effect, const Act& act, Draft& draft) {
  const auto clocks = [&] {
    std::vector<DeadlineId> ids;
    for (const Deadline& d : draft.file().deadlines) {
      if (moves_with_mediation(d, effect, act.procedure, draft.ground())) ids.push_back(d.id);
      if (d.clock != effect.clock || !running(d)) continue;
      const Assignment* assignment = d.subject_kind == "assignment" ? draft.file().assignment(AssignmentId{d.subject}) : nullptr;
      const bool ours = d.subject == act.proceeding.text || (assignment && assignment->proceeding == act.proceeding);
      if (ours) ids.push_back(d.id);
    }
    return ids;
  }();
  for (const DeadlineId& id : clocks) {
    Deadline& deadline = draft.deadline(id);
    const ClockUse* use = act.procedure.clock(deadline.clock);
    Result<Done> result = done;
    if (effect.what == Do::pause && deadline.state == DeadlineState::armed) {
      const std::string paper = act.order.attachments.empty() ? std::string() : act.order.attachments.front().text;
      result = pause_clock(deadline, use, pause_ground(act, deadline, draft), paper, draft.ground());
    } else if (effect.what == Do::resume && deadline.state == DeadlineState::paused) {
      result = resume_clock(deadline, use, draft.ground());
    } else if (effect.what == Do::extend) {
      int length = 0;
      const std::string text = act.value(effect.field);
      std::from_chars(text.data(), text.data() + text.size(), length);
      const TermRule* rule = deadline.clock == court_clock ? draft.ground().terms.find(deadline.rule, deadline.start_day) : nullptr;
      const std::string approver = rule && rule->extension ? rule->extension->approver : act.actor_label;
      result = extend_clock(deadline, use, length, approver, act.value(std::string(reason_field)), draft.ground());
    }
    if (!result) return result;
  }
  return done;
}

void issue_paper(const Effect& effect, const Act& act, Draft& draft) {
  const Paper* paper = act.procedure.paper(effect.paper);
  if (!paper || paper->manual) return;
  for (const Party& party : draft.file().parties) {
    if (party.left_at) continue;
    Document document;
    document.id = DocumentId{draft.ground().new_id()};
    document.matter = draft.file().matter.id;
    document.proceeding = act.proceeding;
    document.paper = paper->name;
    document.title = paper->title;
    document.party = party.id;
    document.audience = Audience::parties;
    document.made_by = act.actor.account;
    document.made_at = draft.ground().now;
    draft.change().documents.push_back(std::move(document));
  }
}

Result<Done> oblige(const Effect& effect, const Act& act, Draft& draft) {
  const auto clauses = read_clauses(effect.field, act.value(effect.field), draft.file());
  if (!clauses) return clauses.error();
  Obligation source;
  source.matter = draft.file().matter.id;
  source.subject_kind = "clause";
  source.subject = act.proceeding.text;
  for (const Obligation& before : draft.file().obligations) source.ordinal = std::max(source.ordinal, before.ordinal);
  promise(promises_of(*clauses, source, draft.ground().new_id), act.event, draft);
  return done;
}

bool stands_given(const PartyId& party, const Act& act, Draft& draft) {
  bool given = false;
  for (const std::vector<ConsentRecord>* records : {&draft.file().consents, &std::as_const(draft.change().consents)}) {
    for (const ConsentRecord& record : *records) {
      if (record.proceeding == act.proceeding && record.party == party) given = record.given;
    }
  }
  return given;
}

// Consent is each party's own; one refusal voids every consent given so far (人民调解法第17、26条).
void record_consents(const Outcome& outcome, const std::string& of_party, const Act& act, Draft& draft) {
  if (outcome.consent == Consent::none) return;
  const Proceeding& proceeding = *draft.file().proceeding(act.proceeding);
  for (const Party& party : draft.file().parties) {
    const bool own_word = of_party == party.id.text;
    if (party.left_at) continue;
    if (!own_word && (outcome.consent == Consent::gives || !stands_given(party.id, act, draft))) continue;
    ConsentRecord record;
    record.id = ConsentId{draft.ground().new_id()};
    record.matter = draft.file().matter.id;
    record.proceeding = proceeding.id;
    record.party = party.id;
    record.round = proceeding.round;
    record.given = outcome.consent == Consent::gives;
    record.way = own_word ? "own" : "voided";
    record.at = draft.ground().now;
    record.event = act.event;
    draft.change().consents.push_back(std::move(record));
  }
}

void record_outcome(const Effect& effect, Act& act, Draft& draft) {
  const Outcome* outcome = act.procedure.outcome(effect.outcome);
  if (!outcome) return;
  const std::string of_party = effect.of_party.empty() ? std::string() : act.value(effect.of_party);
  act.content.outcomes.push_back({outcome->name, of_party});
  record_consents(*outcome, of_party, act, draft);
  if (!effect.of_party.empty()) return;
  Proceeding& proceeding = draft.proceeding(act.proceeding);
  proceeding.outcome = outcome->name;
  draft.count("outcome." + act.procedure.name + "." + outcome->name, 1, proceeding.lead_office);
}

void close(const Effect& effect, const Act& act, Draft& draft) {
  end_proceeding(act.proceeding, effect.close, draft);
  const Proceeding& proceeding = *draft.file().proceeding(act.proceeding);
  const bool merged = draft.matter().root != draft.matter().id;  // counted with the matter it went into
  if (!proceeding.parent && effect.close && !merged) draft.count("closed." + std::string(word_of(close_words, *effect.close)), 1, proceeding.lead_office);
}

void reopen(const Act& act, Draft& draft) {
  Proceeding& proceeding = draft.proceeding(act.proceeding);
  if (proceeding.close_kind && !proceeding.parent) {
    if (draft.matter().root == draft.matter().id) {
      draft.count("closed." + std::string(word_of(close_words, *proceeding.close_kind)), -1, proceeding.lead_office);
    } else {
      draft.matter().root = draft.matter().id;  // it stands on its own again
      draft.count("received", 1, proceeding.desk_office);
    }
    draft.count("reopened", 1, proceeding.lead_office);
  }
  // What it had come to is open again; a mediation that had failed has failed, and a new one is counted anew.
  const Outcome* outcome = proceeding.outcome ? act.procedure.outcome(*proceeding.outcome) : nullptr;
  if (outcome && outcome->consent != Consent::ends) draft.count("outcome." + act.procedure.name + "." + outcome->name, -1, proceeding.lead_office);
  draft.count("reopened." + act.procedure.name, 1, proceeding.lead_office);
  ++proceeding.round;
  proceeding.close_kind.reset();
  proceeding.closed_at.reset();
  proceeding.outcome.reset();
}

void merge(const Act& act, Draft& draft) {
  if (!act.order.other_matter) return;
  Link link;
  link.id = LinkId{draft.ground().new_id()};
  link.matter = draft.file().matter.id;
  link.other_region = draft.file().matter.place_path.substr(1, draft.file().matter.place_path.find('/', 1) - 1);
  link.other = *act.order.other_matter;
  link.kind = "merged";
  link.event = act.event;
  draft.count("received", -1, draft.file().proceeding(act.proceeding)->desk_office);
  draft.matter().root = *act.order.other_matter;
  draft.change().links.push_back(std::move(link));
}

}  // namespace

std::string Act::value(const std::string& field) const {
  const auto given = order.fields.find(field);
  if (given != order.fields.end() && !given->second.empty()) return given->second;
  const bool asked = std::any_of(move.asks.begin(), move.asks.end(), [&](const Ask& ask) { return ask.field == field; });
  return asked ? std::string() : history.value(field);  // left empty on this form means empty
}

void end_proceeding(const ProceedingId& id, const std::optional<CloseKind>& kind, Draft& draft) {
  Proceeding& proceeding = draft.proceeding(id);
  proceeding.close_kind = kind;
  proceeding.closed_at = draft.ground().now;
  for (const Assignment& a : draft.file().assignments) {
    if (a.proceeding != id || a.state == AssignmentState::ended || !is_work(a)) continue;
    Assignment& row = draft.assignment(a.id);
    row.open = false;
    row.state = AssignmentState::ended;
    row.ended_at = draft.ground().now;
  }
}

Result<Done> apply(const Effect& effect, Act& act, Draft& draft) {
  switch (effect.what) {
    case Do::start:
    case Do::refer: return start_child(effect, act, draft);
    case Do::report_back: report_back(act, draft); return done;
    case Do::assign: return apply_assign(effect, act, draft);
    case Do::start_deadline: return done;  // follow_clocks begins it with the state's own clocks
    case Do::pause:
    case Do::resume: return on_clocks(effect, act, draft);
    case Do::extend: return effect.extend == ExtendAct::grant ? on_clocks(effect, act, draft) : Result<Done>(done);
    case Do::supervise:
      if (effect.level) draft.count("supervise." + std::string(word_of(level_words, *effect.level)), 1, draft.file().proceeding(act.proceeding)->lead_office);
      return done;
    case Do::issue_paper: issue_paper(effect, act, draft); return done;
    case Do::notify: notify_whom(effect.whom, act, draft); return done;
    case Do::oblige: return oblige(effect, act, draft);
    case Do::record_outcome: record_outcome(effect, act, draft); return done;
    case Do::merge: merge(act, draft); return done;
    case Do::reopen: reopen(act, draft); return done;
    case Do::close: close(effect, act, draft); return done;
  }
  return done;
}

Result<Done> follow_clocks(const Procedure& procedure, const ProceedingId& proceeding_id, const History& history,
                           const std::map<std::string, std::string>& given, Draft& draft) {
  const Proceeding proceeding = *draft.file().proceeding(proceeding_id);
  const State* state = procedure.state(proceeding.state);
  if (!state) return conflict("state_missing", "程序文件中没有状态“" + proceeding.state + "”，请联系系统管理员");
  std::set<std::string> wanted(state->clocks.begin(), state->clocks.end());
  std::erase_if(wanted, [&](const std::string& name) {
    const ClockUse* use = procedure.clock(name);
    return use && std::any_of(use->ends_with.begin(), use->ends_with.end(), [&](const std::string& move) { return history.done(move) || given.count("\n" + move); });
  });
  if (!proceeding.closed_at) {
    for (const Move& move : procedure.moves) {
      for (const Effect& effect : move.effects) {
        if (effect.what == Do::start_deadline && (history.done(move.name) || given.count("\n" + move.name))) wanted.insert(effect.clock);
      }
    }
  }
  for (const Deadline& d : std::vector<Deadline>(draft.file().deadlines)) {
    if (!running(d)) continue;
    const Assignment* assignment = d.subject_kind == "assignment" ? draft.file().assignment(AssignmentId{d.subject}) : nullptr;
    const bool ours = d.subject == proceeding_id.text || (assignment && assignment->proceeding == proceeding_id);
    if (!ours) continue;
    const bool idle = assignment && !assignment->open;
    const bool signed_off = assignment && procedure.clock(d.clock) && procedure.clock(d.clock)->from == ClockFrom::assigned &&
                            assignment->state != AssignmentState::given;
    if (!wanted.count(d.clock) || idle || signed_off) end_clock(draft.deadline(d.id), draft.ground().now);
  }
  // An appraisal that the mediation did not wait for holds nothing any more.
  for (const Deadline& d : std::vector<Deadline>(draft.file().deadlines)) {
    if (d.clock != court_clock || d.state != DeadlineState::paused || !procedure.mediation || wanted.count("general")) continue;
    if (auto resumed = resume_clock(draft.deadline(d.id), nullptr, draft.ground()); !resumed) return resumed;
  }
  const auto runs = [&](const std::string& clock, const std::string& subject) {
    return std::any_of(draft.file().deadlines.begin(), draft.file().deadlines.end(),
                       [&](const Deadline& d) { return d.clock == clock && d.subject == subject && running(d); });
  };
  // A right that lapsed does not come back with the next move.
  const auto lapsed = [&](const std::string& clock, const std::string& subject, Date start) {
    return std::any_of(draft.file().deadlines.begin(), draft.file().deadlines.end(), [&](const Deadline& d) {
      return d.clock == clock && d.subject == subject && d.state == DeadlineState::cancelled && d.start_day == start;
    });
  };
  const auto begin = [&](const ClockUse& use, const std::string& subject, const Assignment* assignment) -> Result<Done> {
    if (runs(use.name, subject)) return done;
    const auto start = start_day(use, draft.file(), *draft.file().proceeding(proceeding_id), assignment, history, given, draft.ground().now);
    if (!start || lapsed(use.name, subject, *start)) return done;
    auto deadline = begin_clock(use, *start, subject, history, given, draft.file(), draft.ground());
    if (!deadline) return deadline.error();
    draft.add(std::move(*deadline));
    return done;
  };
  for (const std::string& name : wanted) {
    const ClockUse* use = procedure.clock(name);
    if (!use) continue;
    if (use->subject == Subject::proceeding) {
      if (auto begun = begin(*use, proceeding_id.text, nullptr); !begun) return begun;
      continue;
    }
    for (const Assignment& a : std::vector<Assignment>(draft.file().assignments)) {
      if (a.proceeding != proceeding_id || !a.open || !is_work(a)) continue;
      if (use->from == ClockFrom::assigned && a.state != AssignmentState::given) continue;
      if (use->from == ClockFrom::signed_ && (a.state != AssignmentState::accepted || a.kind == AssignmentKind::copied)) continue;
      if (auto begun = begin(*use, a.id.text, &a); !begun) return begun;
    }
  }
  return done;
}

Result<ProceedingId> open_proceeding(const Procedure& procedure, const std::string& state, const std::optional<ProceedingId>& parent,
                                     const OfficeId& desk_office, Draft& draft) {
  Proceeding proceeding;
  proceeding.id = ProceedingId{draft.ground().new_id()};
  proceeding.matter = draft.file().matter.id;
  proceeding.procedure_name = procedure.name;
  proceeding.procedure_version = procedure.version;
  proceeding.state = state;
  proceeding.parent = parent;
  proceeding.desk_office = desk_office;
  proceeding.opened_at = draft.ground().now;
  const ProceedingId id = proceeding.id;
  draft.add(std::move(proceeding));
  return id;
}

// What a move's notices to staff are about: whom it gives work, and whom it urges.
bool gives_work(const Move& move) {
  return std::any_of(move.effects.begin(), move.effects.end(), [](const Effect& e) {
    if (e.what == Do::refer) return !e.external;
    return e.what == Do::assign && (e.act == AssignAct::give || e.act == AssignAct::reject || e.act == AssignAct::again);
  });
}
bool urges(const Move& move) {
  return std::any_of(move.effects.begin(), move.effects.end(), [](const Effect& e) { return e.what == Do::supervise; });
}

void notify_whom(const std::vector<Who>& whom, const Act& act, Draft& draft) {
  const MatterFile& file = draft.file();
  const Proceeding& proceeding = *file.proceeding(act.proceeding);
  const bool urged = urges(act.move), working = !urged && gives_work(act.move);
  const auto make = [&] {
    Notice notice;
    notice.id = NoticeId{draft.ground().new_id()};
    notice.matter = file.matter.id;
    notice.event = act.event;
    notice.text = "“" + act.move.title + "”（" + act.actor_label + "）";
    notice.audience = act.move.audience;
    notice.made_at = draft.ground().now;
    if (urged) notice.kind = "supervision";
    return notice;
  };
  const auto to_office = [&](const OfficeId& office, bool work = false) {
    Notice notice = make();
    notice.office = office;
    if (work) notice.kind = "assignment";
    draft.notify(std::move(notice));
  };
  const auto to_account = [&](const AccountId& account, bool work = false) {
    Notice notice = make();
    notice.account = account;
    if (work) notice.kind = "assignment";
    draft.notify(std::move(notice));
  };
  // Of this proceeding or of one it just started; who lost it by this very act is told too, unless a ruling sent it away.
  const auto concerned = [&](const Assignment& a) {
    const Proceeding* of = file.proceeding(a.proceeding);
    const bool ours = a.proceeding == act.proceeding || (of && of->parent == act.proceeding && of->opened_at == draft.ground().now);
    return ours && (a.state != AssignmentState::ended || (a.ended_at == draft.ground().now && !a.ruling));
  };
  const auto to_assigned = [&](AssignmentKind kind) {
    for (const Assignment& a : file.assignments) {
      if (concerned(a) && a.kind == kind) to_office(a.office, working && a.state != AssignmentState::ended);
    }
  };
  for (const Who who : whom) {
    switch (who) {
      case Who::party:
        for (const Party& party : file.parties) {
          if (party.left_at) continue;
          Notice notice = make();
          notice.party = party.id;
          if (act.move.audience != Audience::parties) {  // what the person cannot read is not named to them either
            notice.text = "您的事项有新的进展";
            notice.audience = Audience::parties;
          }
          // A safe-contact flag binds every notice (settled 13): the person then finds it on the track page only.
          if (party.contact_flags && party.contact_flags->find("no_call") != std::string::npos) notice.state = "held";
          draft.notify(std::move(notice));
        }
        break;
      case Who::desk: to_office(proceeding.desk_office); break;
      case Who::verifier: to_office(draft.checker(proceeding)); break;
      case Who::lead:
      case Who::mediator: to_assigned(AssignmentKind::lead); break;
      case Who::co: to_assigned(AssignmentKind::co); break;
      case Who::copied: to_assigned(AssignmentKind::copied); break;
      case Who::handler:
        for (const Assignment& a : file.assignments) {
          if (concerned(a) && a.receiver) to_account(*a.receiver, working && a.state != AssignmentState::ended);
        }
        break;
      case Who::grid_worker:
        for (const AccountId& account : draft.ground().grid_workers) to_account(account);
        break;
      case Who::centre:
      case Who::leader:
      case Who::supervisor:
        for (const auto& [id, office] : draft.ground().directory.offices()) {
          if (office.kind == "county_centre") to_office(office.id);
        }
        break;
      case Who::anyone:
      case Who::relay:
      case Who::clock: break;
    }
  }
}

}  // namespace lianhu
