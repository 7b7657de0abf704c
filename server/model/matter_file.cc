#include "model/matter_file.h"

#include <algorithm>
#include <stdexcept>
#include <tuple>

namespace lianhu {
namespace {

template <class T>
void replace(std::vector<T>& rows, const std::vector<T>& changed) {
  for (const T& row : changed) {
    const auto at = std::find_if(rows.begin(), rows.end(), [&](const T& other) { return other.id == row.id; });
    if (at == rows.end()) throw std::logic_error("a changed row that the file does not hold");
    *at = row;
  }
}

// As ORDER BY does with the C collation: by the key's bytes.
template <class T, class Key>
void merge(std::vector<T>& rows, const std::vector<T>& added, const std::vector<T>& changed, Key key) {
  replace(rows, changed);
  rows.insert(rows.end(), added.begin(), added.end());
  if (!added.empty() || !changed.empty()) std::sort(rows.begin(), rows.end(), [&](const T& a, const T& b) { return key(a) < key(b); });
}

}  // namespace

std::string account_of(const ObligationId& obligation) { return "obligation:" + obligation.text; }

std::int64_t performed_of(const MatterFile& file, const ObligationId& obligation) {
  std::int64_t sum = 0;
  const std::string account = account_of(obligation);
  for (const LedgerEntry& row : file.ledger) {
    if (row.account != account) continue;
    if (row.kind == "performed" || row.kind == "excused") sum += row.amount;
    if (row.kind == "reversed") sum -= row.amount;
  }
  return sum;
}

WholeMatter after(const WholeMatter& before, const Change& change) {
  WholeMatter out = before;
  MatterFile& file = out.file;
  const auto by_id = [](const auto& row) { return std::tie(row.id.text); };
  file.matter = change.matter;
  merge(file.parties, change.new_parties, change.changed_parties, by_id);
  merge(file.proceedings, change.new_proceedings, change.changed_proceedings,
        [](const Proceeding& p) { return std::tie(p.opened_at, p.id.text); });
  merge(file.assignments, change.new_assignments, change.changed_assignments,
        [](const Assignment& a) { return std::tie(a.given_at, a.id.text); });
  merge(file.deadlines, change.new_deadlines, change.changed_deadlines, by_id);
  merge(file.consents, change.consents, {}, by_id);
  merge(file.rulings, change.rulings, {}, [](const Ruling& r) { return std::tie(r.ruled_at, r.id.text); });
  merge(file.obligations, change.obligations, change.changed_obligations, [](const Obligation& o) { return std::tie(o.ordinal, o.id.text); });
  std::vector<LedgerEntry> entries;
  for (const LedgerEntry& row : change.ledger) {
    const bool ours = std::any_of(file.obligations.begin(), file.obligations.end(), [&](const Obligation& o) { return row.account == account_of(o.id); });
    if (ours) entries.push_back(row);
  }
  merge(file.ledger, entries, {}, [](const LedgerEntry& row) { return std::tie(row.at, row.id.text); });
  merge(file.bars, change.bars, {}, by_id);
  merge(file.external, change.external, change.changed_external, [](const ExternalReference& r) { return std::tie(r.received_at, r.id); });
  merge(file.discrepancies, change.new_discrepancies, change.changed_discrepancies, [](const Discrepancy& d) { return std::tie(d.entered_at, d.id.text); });
  std::erase_if(file.discrepancies, [](const Discrepancy& d) { return d.state != "open"; });
  for (const NewEvent& event : change.events) {
    file.events.push_back({event.row, event.content.empty() ? nullptr : std::make_shared<const EventContent>(read_content(event.content))});
  }
  merge(out.attachments, change.claimed, {}, [](const Attachment& a) { return std::tie(a.added_at, a.id.text); });
  merge(out.documents, change.documents, change.changed_documents, [](const Document& d) { return std::tie(d.made_at, d.id.text); });
  merge(out.links, change.links, {}, by_id);
  return out;
}

}  // namespace lianhu
