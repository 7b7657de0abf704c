// What was promised in a matter and what became of it, as one viewer may see it.

#include <algorithm>

#include "desk/render.h"
#include "rules/fulfilment.h"
#include "rules/limitation.h"
#include "rules/receipt.h"
#include "rules/remedy.h"

namespace lianhu {
namespace {

std::string deed_title(const std::string& deed) {
  static constexpr std::pair<std::string_view, std::string_view> titles[] = {{"pay", "付款"},       {"do", "做一件事"},       {"refrain", "不做某事"},
                                                                             {"return", "返还"},    {"apologise", "赔礼道歉"}, {"release", "增殖放流"}};
  for (const auto& [word, text] : titles) {
    if (word == deed) return std::string(text);
  }
  return deed;
}

std::string state_title(const Obligation& o, const Standing& standing) {
  if (standing.state == "kept") return std::string(standing.excused > 0 ? "已了结（部分免除）" : standing.late ? "已履行（超过约定日期）" : "已履行");
  if (standing.state == "excused") return "已免除";
  if (standing.state == "late") return "超过约定日期" + std::to_string(standing.days_late) + "天";
  if (standing.state == "broken") return "违反约定";
  if (o.condition && !o.due_day) return "条件还没有成就";
  return o.deed == "refrain" ? (o.due_day ? "遵守中" : "长期有效") : "履行中";
}

}  // namespace

void Renderer::put_fulfilment(std::vector<ObligationView>& obligations, std::optional<FulfilmentView>& fulfilment) const {
  const Date today = ground_.now.date();
  const bool works = viewer_.staff() && reads(Audience::handling);
  const auto named = [&](const std::optional<PartyId>& id) -> std::optional<std::string> {
    const Party* party = id ? file_.party(*id) : nullptr;
    if (!party) return std::nullopt;
    return party_name(*party) + (viewer_.party && *viewer_.party == *id ? "（您）" : "");
  };
  FulfilmentView sum;
  for (const Obligation& o : file_.obligations) {
    const auto promised = std::find_if(file_.ledger.begin(), file_.ledger.end(), [&](const LedgerEntry& row) { return row.account == account_of(o.id) && row.kind == "promised"; });
    if (!reads(Audience::parties, promised == file_.ledger.end() ? std::nullopt : std::optional(promised->at))) continue;
    const Standing standing = standing_of(o, file_.ledger, today);
    ObligationView view;
    view.id = o.id.text;
    view.label = promise_label(o);
    view.text = o.text;
    view.deed = o.deed;
    view.deed_title = deed_title(o.deed);
    view.state = standing.state;
    view.state_title = state_title(o, standing);
    view.debtor = named(o.debtor);
    view.creditor = named(o.creditor);
    if (o.debtor && works) view.debtor_party = o.debtor->text;
    if (o.creditor && works) view.creditor_party = o.creditor->text;
    view.quantity = o.quantity;
    view.performed = standing.performed;
    view.excused = standing.excused;
    view.remaining = std::max<std::int64_t>(standing.remaining, 0);
    view.unit = o.unit;
    view.due_day = o.due_day;
    view.settled_on = standing.settled_on;
    view.days_late = standing.days_late;
    view.condition = o.condition;
    view.method = o.method;
    view.within_days = o.within_days;
    view.lamp = word(Lamp::none);
    for (const Deadline& d : file_.deadlines) {
      if (d.subject_kind == "obligation" && d.subject == o.id.text && !standing.settled_on) view.lamp = word(d.lamp);
    }
    for (const LedgerEntry& row : file_.ledger) {
      if (row.account != account_of(o.id) || row.kind == "promised" || (row.kind == "reversed" && row.reverses)) continue;
      const auto event = std::find_if(file_.events.begin(), file_.events.end(), [&](const PastEvent& past) { return row.event == past.row.id; });
      if (event != file_.events.end() && !reads(event->row.audience, event->row.entered_at)) continue;
      EntryView line;
      line.id = row.id.text;
      line.kind = row.kind;
      line.title = entry_title(row);
      line.amount = row.amount;
      line.day = day_of_entry(row);
      if (const std::string way = way_title(row.way); !way.empty()) line.way_title = way;
      line.giver = named(row.giver);
      line.taker = named(row.taker);
      if (row.day && !row.reference.empty()) line.note = row.reference;
      if (event != file_.events.end()) line.by = event->row.actor_label;
      line.entered_at = row.at;
      for (const Attachment& a : whole_.attachments) {
        if (row.evidence == a.id && reads(a.audience, a.added_at)) line.evidence = AttachmentRow{a.id.text, a.name, a.media_type, a.bytes, a.added_at, line.by};
      }
      for (const LedgerEntry& other : file_.ledger) {
        if (other.reverses == row.id) line.reversed = other.reference;
      }
      line.may_reverse = works && !line.reversed && row.kind != "reversed";
      line.may_receipt = works && !line.reversed && row.kind == "performed";
      view.entries.push_back(std::move(line));
    }
    if (works) {
      for (const std::string& kind : kinds_for(o, file_.ledger, today)) view.kinds.push_back({kind, std::string(entry_kind(kind)->title)});
    }
    if (may_see_limitation(viewer_, o, file_)) {
      if (const auto limitation = limitation_of(o, file_, ground_)) view.limitation = LimitationView{limitation->until, limitation->over, limitation->sentence};
    }
    ++sum.all;
    sum.settled += standing.settled_on ? 1 : 0;
    sum.overdue += standing.state == "late" || standing.state == "broken" ? 1 : 0;
    if (o.unit == "fen") {
      sum.promised_fen += o.quantity;
      sum.performed_fen += standing.performed;
      sum.excused_fen += standing.excused;
    }
    obligations.push_back(std::move(view));
  }
  if (obligations.empty()) return;
  for (const Proceeding& p : file_.proceedings) sum.reopened += p.round - 1;
  for (const Remedy& one : remedies(viewer_, file_, ground_)) {
    sum.remedies.push_back({one.kind, one.title, one.text, one.basis, one.open, one.until});
    if (one.kind != "enforcement" || !one.open || !works) continue;
    std::vector<std::string> seen;
    for (const Obligation* o : overdue_promises(file_, *agreed_in(file_), today)) {
      const Party* creditor = o->creditor ? file_.party(*o->creditor) : nullptr;
      if (!creditor || std::find(seen.begin(), seen.end(), creditor->id.text) != seen.end()) continue;
      seen.push_back(creditor->id.text);
      sum.packs.push_back({creditor->id.text, party_name(*creditor)});
    }
  }
  if (works) {
    for (const WayTitle& way : ways_of_giving) sum.ways.push_back({std::string(way.word), std::string(way.title)});
  }
  fulfilment = std::move(sum);
}

}  // namespace lianhu
