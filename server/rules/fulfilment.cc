#include "rules/fulfilment.h"

#include <algorithm>
#include <set>

#include "rules/clockwork.h"
#include "rules/draft.h"

namespace lianhu {
namespace {

constexpr std::string_view kAgreedTerm = "obligation.agreed";
constexpr int kDaysBefore = 3;

const Deadline* clock_of_promise(const MatterFile& file, const ObligationId& id) {
  for (const Deadline& d : file.deadlines) {
    if (d.subject_kind == "obligation" && d.subject == id.text && d.clock == promise_clock) return &d;
  }
  return nullptr;
}

// The day was agreed and not counted: the rule's term is the day itself.
std::optional<Deadline> begin_promise_clock(const Obligation& o, const Ground& ground) {
  const Term term{std::string(kAgreedTerm), promise_label(o) + "的履行期限", std::string(promise_clock), "obligation", o.id.text};
  auto begun = begin_term(term, o.due_day->plus(-1), "", o.matter, ground);
  if (!begun) return std::nullopt;
  begun->start_day = *o.due_day;
  begun->sentence = "约定" + o.due_day->chinese() + "前履行";
  begun->warn_at = Time::at(o.due_day->plus(-kDaysBefore), 9);
  begun->next_at.reset();
  look_at(*begun, ground.now);
  return std::move(*begun);
}

void run_again(Deadline& clock, Time now) {
  clock.met_at.reset();
  clock.state = DeadlineState::armed;
  look_at(clock, now);
  ++clock.version;
}

// What was done in time and entered later was in time.
void settle(Deadline& clock, Date day, Time now) {
  const Time end = Time::at(day.plus(1)).plus_ms(-1);
  const Time at = end < now ? end : now;
  if (clock.state == DeadlineState::missed && clock.due_at && at <= *clock.due_at) clock.state = DeadlineState::armed;
  end_clock(clock, at);
  if (clock.state == DeadlineState::met) clock.lamp = Lamp::none;
}

bool forbids_calls(const Party& party) { return party.contact_flags && party.contact_flags->find("no_call") != std::string::npos; }

}  // namespace

bool is_reversed(const LedgerEntry& row, const std::vector<LedgerEntry>& ledger) {
  return std::any_of(ledger.begin(), ledger.end(), [&](const LedgerEntry& other) { return other.reverses == row.id; });
}

Date day_of_entry(const LedgerEntry& row) {
  if (row.day) return *row.day;
  return Date::parse(std::string_view(row.reference).substr(0, 10)).value_or(row.at.date());
}

Standing standing_of(const Obligation& obligation, const std::vector<LedgerEntry>& ledger, Date today) {
  Standing out;
  const std::string account = account_of(obligation.id);
  std::vector<std::pair<Date, std::int64_t>> steps;
  bool broken = false;
  for (const LedgerEntry& row : ledger) {
    if (row.account != account || row.kind == "promised" || is_reversed(row, ledger)) continue;
    if (row.kind == "performed") out.performed += row.amount;
    if (row.kind == "excused") out.excused += row.amount;
    if (row.kind == "performed" || row.kind == "excused") steps.emplace_back(day_of_entry(row), row.amount);
    if (row.kind == "reversed" && !row.reverses) out.performed -= row.amount;  // from before lines were named
    broken = broken || row.kind == "broken";
  }
  out.remaining = obligation.quantity - out.performed - out.excused;
  if (out.remaining <= 0) {
    std::sort(steps.begin(), steps.end());
    std::int64_t sum = 0;
    for (const auto& [day, amount] : steps) {
      sum += amount;
      if (!out.settled_on && sum >= obligation.quantity) out.settled_on = day;
    }
    if (!out.settled_on) out.settled_on = steps.empty() ? today : steps.back().first;
  }
  const Date until = out.settled_on.value_or(today);
  if (obligation.due_day && *obligation.due_day < until && (obligation.deed != "refrain" || out.settled_on)) {
    out.late = obligation.deed != "refrain";
    out.days_late = out.late ? until.days - obligation.due_day->days : 0;
  }
  out.state = out.settled_on ? (out.performed > 0 ? "kept" : "excused") : broken ? "broken" : out.late ? "late" : "open";
  return out;
}

bool still_owed(const Obligation& o) {
  if (o.state == "late" || o.state == "broken") return true;
  const bool lasting = o.deed == "refrain" && !o.due_day && !o.condition;
  return o.state == "open" && !lasting;
}

std::string promise_label(const Obligation& o) {
  const std::int64_t clause = o.clause > 0 ? o.clause : o.ordinal;
  std::string out = "第" + std::to_string(clause) + (o.subject_kind == "clause" ? "条" : "项");
  if (o.instalment > 0) out += "第" + std::to_string(o.instalment) + "期";
  return out;
}

std::vector<Obligation> promises_of(const std::vector<Clause>& clauses, const Obligation& source, const std::function<std::string()>& new_id) {
  std::vector<Obligation> out;
  std::int64_t ordinal = source.ordinal, number = source.clause;
  for (const Clause& clause : clauses) {
    ++number;
    const std::size_t parts = std::max<std::size_t>(clause.parts.size(), 1);
    for (std::size_t part = 0; part < parts; ++part) {
      Obligation row = source;
      row.id = ObligationId{new_id()};
      row.ordinal = ++ordinal;
      row.clause = number;
      row.instalment = clause.parts.empty() ? 0 : static_cast<std::int64_t>(part) + 1;
      row.instalments = static_cast<std::int64_t>(clause.parts.size());
      row.debtor = PartyId{clause.debtor};
      if (!clause.creditor.empty()) row.creditor = PartyId{clause.creditor};
      row.text = clause.text;
      row.deed = clause.deed;
      row.quantity = clause.parts.empty() ? clause.quantity : clause.parts[part].quantity;
      row.unit = clause.unit;
      row.due_day = Date::parse(clause.parts.empty() ? clause.due : clause.parts[part].due);
      if (!clause.condition.empty()) {
        row.condition = clause.condition;
        row.within_days = clause.within_days;
      }
      if (!clause.method.empty()) row.method = clause.method;
      out.push_back(std::move(row));
    }
  }
  return out;
}

void promise(std::vector<Obligation> obligations, const EventId& event, Draft& draft) {
  for (Obligation& row : obligations) {
    LedgerEntry promised;
    promised.id = LedgerId{draft.ground().new_id()};
    promised.account = account_of(row.id);
    promised.kind = "promised";
    promised.amount = row.quantity;
    promised.unit = row.unit;
    promised.reference = row.text;
    promised.client_id = promised.id.text;
    promised.at = draft.ground().now;
    promised.event = event;
    draft.add(std::move(row));
    draft.add(std::move(promised));
  }
}

void follow_promises(Draft& draft) {
  const Time now = draft.ground().now;
  for (std::size_t i = 0; i < draft.file().obligations.size(); ++i) {
    const Obligation o = draft.file().obligations[i];
    const Standing standing = standing_of(o, draft.file().ledger, now.date());
    if (standing.state != o.state) {
      Obligation& row = draft.obligation(o.id);
      row.state = standing.state;
      ++row.version;
    }
    const Deadline* clock = clock_of_promise(draft.file(), o.id);
    // What must not be done has no day on which it is done: whoever visits looks whether it was kept.
    const bool wanted = o.due_day && o.deed != "refrain" && !standing.settled_on;
    if (!clock && wanted) {
      if (auto begun = begin_promise_clock(o, draft.ground())) draft.add(std::move(*begun));
    } else if (clock && wanted && clock->due_day != o.due_day) {
      if (auto begun = begin_promise_clock(o, draft.ground())) {
        begun->id = clock->id;
        begun->version = clock->version + 1;
        draft.deadline(clock->id) = std::move(*begun);
      }
    } else if (clock && wanted && clock->met_at) {
      run_again(draft.deadline(clock->id), now);
    } else if (clock && standing.settled_on && running(*clock)) {
      settle(draft.deadline(clock->id), *standing.settled_on, now);
    } else if (clock && !o.due_day && running(*clock)) {
      settle(draft.deadline(clock->id), now.date(), now);  // the condition was entered wrongly
    }
  }
}

void tell_promise(const Deadline& deadline, Lamp lamp_before, bool missed_now, Draft& draft) {
  const MatterFile& file = draft.file();
  const auto found = std::find_if(file.obligations.begin(), file.obligations.end(), [&](const Obligation& o) { return o.id.text == deadline.subject; });
  const bool soon = lamp_before == Lamp::green && deadline.lamp == Lamp::yellow;
  if (found == file.obligations.end() || !deadline.due_day || (!soon && !missed_now)) return;
  const std::string label = promise_label(*found), day = deadline.due_day->chinese();
  const Proceeding* own = file.proceeding(ProceedingId{found->subject});
  const Proceeding& proceeding = own ? *own : leading(file);
  Event event;
  event.id = EventId{draft.ground().new_id()};
  event.matter = file.matter.id;
  event.kind = missed_now ? "promise_late" : "promise_soon";
  event.title = missed_now ? "过了约定的履行日期" : "临近约定的履行日期";
  event.proceeding = proceeding.id;
  event.actor_label = "系统时钟";
  event.audience = Audience::parties;
  event.happened_at = missed_now ? deadline.due_at.value_or(draft.ground().now) : draft.ground().now;
  event.entered_at = draft.ground().now;
  EventContent content;
  content.text = label + "（" + found->text + "）约定" + day + "前履行，" + (missed_now ? "还没有登记履行" : "已提醒双方");
  content.from = content.to = proceeding.state;
  content.round = proceeding.round;
  const EventId id = event.id;
  draft.add_event(std::move(event), content);
  const auto make = [&] {
    Notice notice;
    notice.id = NoticeId{draft.ground().new_id()};
    notice.matter = file.matter.id;
    notice.event = id;
    notice.audience = Audience::parties;
    notice.made_at = draft.ground().now;
    return notice;
  };
  const auto to_party = [&](const std::optional<PartyId>& party_id, const std::string& text) {
    const Party* party = party_id ? file.party(*party_id) : nullptr;
    if (!party || party->left_at) return;
    Notice notice = make();
    notice.party = party->id;
    notice.text = text;
    if (forbids_calls(*party)) notice.state = "held";  // settled 13: then the person finds it on the track page only
    draft.notify(std::move(notice));
  };
  to_party(found->debtor, missed_now ? "您答应的" + label + "已过约定的" + day + "，请尽快履行；已经履行的，请告诉调解员登记"
                                     : "您答应的" + label + "约定" + day + "前履行，请按时履行");
  to_party(found->creditor, missed_now ? "对方答应您的" + label + "已过约定的" + day + "，还没有登记履行；已经收到的，请告诉调解员登记"
                                       : "对方答应您的" + label + "约定" + day + "前履行；收到后请告诉调解员登记");
  if (!missed_now) return;
  for (const Assignment& lead : file.assignments) {
    if (lead.proceeding != proceeding.id || lead.kind != AssignmentKind::lead || !lead.open) continue;
    Notice notice = make();
    notice.office = lead.office;
    notice.text = label + "过了约定的履行日期，请督促履行";
    notice.audience = Audience::staff;
    notice.kind = "overdue";
    draft.notify(std::move(notice));
  }
}

}  // namespace lianhu
