#include "rules/receipt.h"

#include <algorithm>

#include "rules/desk_event.h"
#include "rules/fulfilment.h"

namespace lianhu {
namespace {

Error wrong(const char* field, std::string message) {
  std::string text = message;
  return invalid("invalid_fields", std::move(text), {{field, std::move(message)}});
}

std::string money(std::int64_t fen) {
  const std::string cents = std::to_string(fen % 100);
  return std::to_string(fen / 100) + "." + (cents.size() < 2 ? "0" : "") + cents + "元";
}
std::string quantity_text(const Obligation& o, std::int64_t quantity) {
  if (o.unit == "fen") return money(quantity);
  return o.quantity == 1 ? "" : std::to_string(quantity) + "/" + std::to_string(o.quantity);
}

const Obligation* find_obligation(const MatterFile& file, const ObligationId& id) {
  const auto at = std::find_if(file.obligations.begin(), file.obligations.end(), [&](const Obligation& o) { return o.id == id; });
  return at == file.obligations.end() ? nullptr : &*at;
}

bool entered_before(const MatterFile& file, const std::string& account, const std::string& client_id) {
  return std::any_of(file.ledger.begin(), file.ledger.end(), [&](const LedgerEntry& row) { return row.account == account && row.client_id == client_id; });
}

LedgerEntry line_of(const Obligation& o, std::string kind, std::int64_t amount, const Ground& ground) {
  LedgerEntry row;
  row.id = LedgerId{ground.new_id()};
  row.account = account_of(o.id);
  row.kind = std::move(kind);
  row.amount = amount;
  row.unit = o.unit;
  row.at = ground.now;
  return row;
}

// What an obligation has become of a line just added, said after the line itself.
std::string became(const Standing& standing, const Obligation& o) {
  if (standing.settled_on) return std::string(standing.state == "excused" ? "，已全部免除" : "，已全部履行") + (standing.late ? "（超过约定日期" + std::to_string(standing.days_late) + "天）" : "");
  if (o.unit == "fen") return "，还差" + money(standing.remaining);
  return o.deed == "refrain" ? "" : "，尚未全部履行";
}

// Everything owed has been settled by this line: whoever follows it up may end it.
void tell_settled(const MatterFile& before, const Obligation& o, const EventId& event, Draft& draft) {
  const auto owed = [&](const MatterFile& file) {
    return std::any_of(file.obligations.begin(), file.obligations.end(), [&](const Obligation& one) { return one.subject == o.subject && still_owed(one); });
  };
  if (!owed(before) || owed(draft.file())) return;
  for (const Assignment& lead : draft.file().assignments) {
    if (lead.proceeding.text != o.subject || lead.kind != AssignmentKind::lead || !lead.open) continue;
    Notice notice;
    notice.id = NoticeId{draft.ground().new_id()};
    notice.matter = draft.file().matter.id;
    notice.event = event;
    notice.office = lead.office;
    notice.text = "各项约定都已履行或者免除，可以办理“全部履行完毕”";
    notice.audience = Audience::staff;
    notice.made_at = draft.ground().now;
    draft.notify(std::move(notice));
  }
}

}  // namespace

const EntryKind* entry_kind(std::string_view word) {
  for (const EntryKind& kind : entry_kinds) {
    if (kind.word == word) return &kind;
  }
  return nullptr;
}

std::string entry_title(const LedgerEntry& row) {
  if (const EntryKind* kind = entry_kind(row.kind)) return std::string(kind->title);
  return row.kind == "reversed" ? "撤销登记" : "约定";
}

std::string way_title(const std::optional<std::string>& way) {
  for (const WayTitle& one : ways_of_giving) {
    if (way == one.word) return std::string(one.title);
  }
  return {};
}

std::vector<std::string> kinds_for(const Obligation& o, const std::vector<LedgerEntry>& ledger, Date today) {
  const Standing standing = standing_of(o, ledger, today);
  std::vector<std::string> out;
  if (standing.settled_on) return out;
  if (o.condition && !o.due_day) return {"condition_met", "performed", "excused"};
  out = {"performed", "excused"};
  if (o.deed == "refrain") {
    out.push_back("broken");
  } else if (o.deed != "apologise") {
    out.insert(out.end(), {"demanded", "acknowledged"});
  }
  return out;
}

Result<Change> decide_entry(const EntryOrder& order, const ObligationId& id, const Actor& actor, const MatterFile& file, const Ground& ground) {
  const Obligation* o = find_obligation(file, id);
  if (!o) return not_found();
  const EntryKind* kind = entry_kind(order.kind);
  if (!kind) return wrong("/kind", "请选择登记什么：履行、免除、催要、承认");
  if (entered_before(file, account_of(id), order.client_id)) return conflict("already_entered", "这一笔已经登记过，请刷新后核对");
  const Standing before = standing_of(*o, file.ledger, ground.now.date());
  if (before.settled_on) return conflict("already_settled", promise_label(*o) + "已经全部履行或者免除；登记有误的，请撤销那一笔");
  const auto allowed = kinds_for(*o, file.ledger, ground.now.date());
  if (std::find(allowed.begin(), allowed.end(), order.kind) == allowed.end()) return wrong("/kind", promise_label(*o) + "不能登记“" + std::string(kind->title) + "”，请另选");
  if (order.day > ground.now.date()) return wrong("/day", "日期不能晚于今天，请核对");
  if (kind->counts && order.amount <= 0) return wrong("/amount", o->unit == "fen" ? "请填写金额" : "请填写数量");
  if (kind->counts && order.amount > before.remaining) {
    return wrong("/amount", "超过了还没有履行的" + (o->unit == "fen" ? money(before.remaining) : std::to_string(before.remaining)) + "，请核对；多付的部分请写在说明里");
  }
  if (order.way && way_title(order.way).empty()) return wrong("/way", "请从列出的方式中选择");
  if (order.giver && !file.party(*order.giver)) return wrong("/giver", "请从本事项的当事人中选择交付人");
  if (order.taker && !file.party(*order.taker)) return wrong("/taker", "请从本事项的当事人中选择受领人");
  if (order.evidence.size() > 1) return wrong("/evidence", "一笔附一个凭证；多页请合成一个文件");
  if (order.kind == "condition_met" && !order.note) return wrong("/note", "请写明条件怎样成就、有什么凭据");

  Draft draft(file, ground);
  LedgerEntry row = line_of(*o, order.kind, kind->counts ? order.amount : 0, ground);
  row.reference = order.note.value_or("");
  row.client_id = order.client_id;
  row.day = order.day;
  row.way = order.way;
  const bool passes = order.kind == "performed" && o->deed != "refrain";
  row.giver = order.giver ? order.giver : passes ? o->debtor : std::nullopt;
  row.taker = order.taker ? order.taker : passes ? o->creditor : std::nullopt;
  if (!order.evidence.empty()) row.evidence = order.evidence.front();
  const EventId event{ground.new_id()};
  row.event = event;
  draft.add(row);
  if (order.kind == "condition_met") {
    Obligation& changed = draft.obligation(id);
    changed.due_day = order.day.plus(static_cast<int>(o->within_days.value_or(0)));
    ++changed.version;
  }
  const Obligation now = *find_obligation(draft.file(), id);
  EventContent content;
  content.text = promise_label(*o) + "：" + std::string(kind->title);
  if (kind->counts && !quantity_text(*o, order.amount).empty()) content.text += quantity_text(*o, order.amount);
  if (const std::string way = way_title(order.way); !way.empty()) content.text += "（" + way + "）";
  content.text += "，" + order.day.chinese();
  if (kind->counts) content.text += became(standing_of(now, draft.file().ledger, ground.now.date()), now);
  if (order.kind == "condition_met") content.text += "，应于" + now.due_day->chinese() + "前履行";
  if (order.note) content.text += "。" + *order.note;
  tell(draft, actor, {"performed", "履行登记", std::move(content), Audience::parties, event});
  for (const AttachmentId& one : order.evidence) {
    Attachment claim;
    claim.id = one;
    claim.matter = file.matter.id;
    claim.event = event;
    claim.audience = Audience::parties;
    draft.change().claimed.push_back(std::move(claim));
  }
  follow_promises(draft);
  tell_settled(file, *o, event, draft);
  return draft.finish(file.matter.version);
}

Result<Change> decide_reversal(const LedgerId& entry, const std::string& why, const std::string& client_id, const ObligationId& id, const Actor& actor,
                               const MatterFile& file, const Ground& ground) {
  const Obligation* o = find_obligation(file, id);
  if (!o) return not_found();
  const auto found = std::find_if(file.ledger.begin(), file.ledger.end(), [&](const LedgerEntry& row) { return row.id == entry && row.account == account_of(id); });
  if (found == file.ledger.end() || !entry_kind(found->kind)) return not_found();
  if (is_reversed(*found, file.ledger)) return conflict("already_reversed", "这一笔已经撤销过，不用再办");
  if (entered_before(file, account_of(id), client_id)) return conflict("already_entered", "这一步已经办过，请刷新后核对");
  if (why.empty()) return wrong("/why", "请写明哪里登记错了");
  // From before lines were named: what such a line took back cannot be taken back twice.
  if (found->amount > 0 && performed_of(file, id) < found->amount) return conflict("already_reversed", "这一笔此前已经冲销过，不用再办");

  Draft draft(file, ground);
  LedgerEntry row = line_of(*o, "reversed", found->amount, ground);
  row.reference = why;
  row.client_id = client_id;
  row.day = ground.now.date();
  row.reverses = entry;
  const EventId event{ground.new_id()};
  row.event = event;
  draft.add(row);
  if (found->kind == "condition_met") {
    Obligation& changed = draft.obligation(id);
    changed.due_day.reset();
    ++changed.version;
  }
  EventContent content;
  content.text = promise_label(*o) + "：撤销" + day_of_entry(*found).chinese() + "登记的“" + entry_title(*found) + quantity_text(*o, found->amount) + "”，原来的一笔保留。原因：" + why;
  tell(draft, actor, {"performance_reversed", "撤销履行登记", std::move(content), Audience::parties, event});
  return draft.finish(file.matter.version);
}

}  // namespace lianhu
