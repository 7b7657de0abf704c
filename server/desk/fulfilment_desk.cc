#include "desk/fulfilment_desk.h"

#include <algorithm>

#include "desk/matter_desk.h"
#include "desk/paper_desk.h"
#include "rules/fulfilment.h"
#include "rules/permit.h"
#include "rules/receipt.h"

namespace lianhu {
namespace {

std::optional<PartyId> party_of(const std::optional<std::string>& id) {
  if (!id || id->empty()) return std::nullopt;
  return PartyId{*id};
}

std::string yuan(std::int64_t fen) {
  const std::string cents = std::to_string(fen % 100);
  return std::to_string(fen / 100) + "." + (cents.size() < 2 ? "0" : "") + cents;
}

std::string whole_or_part(const Obligation& o, const Standing& standing) {
  if (standing.settled_on) return standing.late ? "已全部履行，超过约定日期" + std::to_string(standing.days_late) + "天" : "已全部履行";
  return o.unit == "fen" ? "履行了一部分，还差" + yuan(standing.remaining) + "元" : "履行了一部分";
}

// What stood on the account up to and with this line.
std::vector<LedgerEntry> up_to(const std::vector<LedgerEntry>& ledger, const LedgerEntry& line) {
  std::vector<LedgerEntry> out;
  for (const LedgerEntry& row : ledger) {
    const bool later = row.account == line.account && row.kind != "reversed" && (row.at > line.at || (row.at == line.at && row.id.text > line.id.text));
    if (!later) out.push_back(row);
  }
  return out;
}

}  // namespace

Result<Written> FulfilmentDesk::enter(const Entry& entry, const MatterId& id, const std::string& obligation, const Performance& performance) const {
  return past_the_clock(house_, entry, id, [&]() -> Result<Written> {
    const auto loaded = load_for_work(house_, entry, id);
    if (!loaded) return loaded.error();
    if (const auto again = replayed(house_, entry)) return *again;
    EntryOrder order{performance.kind, performance.amount, performance.day,       performance.way, performance.note, party_of(performance.giver),
                     party_of(performance.taker), {}, performance.client_id};
    for (const std::string& one : performance.evidence) order.evidence.push_back(AttachmentId{one});
    const auto stand_now = stand(house_);
    auto change = decide_entry(order, ObligationId{obligation}, entry.actor, (*loaded)->file, stand_now->ground);
    if (!change) return change.error();
    return save(house_, entry, std::move(*change));
  });
}

Result<Written> FulfilmentDesk::reverse(const Entry& entry, const MatterId& id, const std::string& obligation, const std::string& line,
                                        const EntryReversal& reversal) const {
  return past_the_clock(house_, entry, id, [&]() -> Result<Written> {
    const auto loaded = load_for_work(house_, entry, id);
    if (!loaded) return loaded.error();
    if (const auto again = replayed(house_, entry)) return *again;
    const auto stand_now = stand(house_);
    auto change = decide_reversal(LedgerId{line}, reversal.why, reversal.client_id, ObligationId{obligation}, entry.actor, (*loaded)->file, stand_now->ground);
    if (!change) return change.error();
    return save(house_, entry, std::move(*change));
  });
}

Result<Written> FulfilmentDesk::receipt(const PaperDesk& papers, const Entry& entry, const MatterId& id, const std::string& obligation, const std::string& line) const {
  const auto loaded = load_for_work(house_, entry, id);
  if (!loaded) return loaded.error();
  const MatterFile& file = (*loaded)->file;
  const auto o = std::find_if(file.obligations.begin(), file.obligations.end(), [&](const Obligation& one) { return one.id.text == obligation; });
  if (o == file.obligations.end()) return not_found();
  const auto row = std::find_if(file.ledger.begin(), file.ledger.end(), [&](const LedgerEntry& one) { return one.id.text == line && one.account == account_of(o->id); });
  if (row == file.ledger.end()) return not_found();
  if (row->kind != "performed" || is_reversed(*row, file.ledger)) return conflict("no_receipt", "只有没有撤销的履行登记可以出具履行凭证");
  const auto name = [&](const std::optional<PartyId>& party_id) {
    const Party* party = party_id ? file.party(*party_id) : nullptr;
    const bool reads = party && party->name && !party->hidden && may(entry.actor, Action::read_field, {file, Audience::parties, party, 1});
    return reads ? *party->name : party ? title(party->role) : std::string("／");
  };
  PaperOrder order;
  order.paper = "fulfilment_receipt";
  const std::string part = o->instalment > 0 ? "第" + std::to_string(o->instalment) + "期：" : "";
  const std::string way = way_title(row->way);
  order.fields = {{"clause", std::to_string(o->clause > 0 ? o->clause : o->ordinal)},
                  {"debtor", name(row->giver ? row->giver : o->debtor)},
                  {"creditor", name(row->taker ? row->taker : o->creditor)},
                  {"performed", day_of_entry(*row).text()},
                  {"what", part + o->text},
                  {"pay_way", way.empty() ? o->method.value_or("／") : way},
                  {"state", whole_or_part(*o, standing_of(*o, up_to(file.ledger, *row), house_.now().date()))}};
  order.fields["amount"] = o->unit == "fen" ? yuan(row->amount) : "";
  return papers.issue(entry, id, order);
}

}  // namespace lianhu
