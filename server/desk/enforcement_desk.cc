#include "desk/enforcement_desk.h"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

#include "base/capital.h"
#include "desk/bound_file.h"
#include "desk/matter_desk.h"
#include "desk/packet_desk.h"
#include "desk/paper_sources.h"
#include "rules/beside.h"
#include "rules/fulfilment.h"
#include "rules/history.h"
#include "rules/limitation.h"
#include "rules/permit.h"
#include "rules/receipt.h"
#include "rules/remedy.h"
#include "rules/signed_agreement.h"

namespace lianhu {
namespace {

std::string yuan(std::int64_t fen) {
  const std::string cents = std::to_string(fen % 100);
  return std::to_string(fen / 100) + "." + (cents.size() < 2 ? "0" : "") + cents + "元";
}

constexpr const char* kAgreement = "人民调解协议";

struct Piece {
  std::string title;
  const Attachment* file = nullptr;
};

// Which acts of the mediation brought a paper that the court needs, and what it is called there.
std::string title_for(const std::string& act) {
  if (act == "confirmation_ruled") return "民事裁定书";
  if (act == "confirmation_filed" || act == "confirmation_accepted") return "司法确认申请、受理材料";
  return {};
}

bool bindable(const std::string& type) { return type == "application/pdf" || type == "image/jpeg" || type == "image/png"; }

class Pack {
 public:
  Pack(const House& house, const Actor& actor, const WholeMatter& whole, const Proceeding& proceeding, const Ground& ground, const PartyId& creditor)
      : house_(house), actor_(actor), whole_(whole), file_(whole.file), proceeding_(proceeding), ground_(ground), creditor_(creditor),
        history_(file_, proceeding), agreement_(signed_agreement(whole, proceeding)) {
    for (const Obligation* o : overdue_promises(file_, proceeding, ground.now.date())) {
      if (o->creditor == creditor && o->debtor) overdue_.push_back(o);
    }
  }

  const std::vector<const Obligation*>& overdue() const { return overdue_; }
  std::string office() const { return ground_.directory.office_name(proceeding_.lead_office.value_or(proceeding_.desk_office)); }
  std::string number() const { return proceeding_.number.value_or(file_.matter.number); }

  // What a court takes for the agreement; "": it is among the pieces.
  std::string agreement_lacks() const {
    const auto all = pieces();
    const bool there = std::any_of(all.begin(), all.end(), [](const Piece& piece) { return piece.title == kAgreement; });
    if (there) return "";
    return agreement_.lacks.empty() ? "签署的协议不是图片或者 PDF，装不进来" : agreement_.lacks;
  }

  // The ruling first, then the agreement as it was signed, then what proves the account.
  std::vector<Piece> pieces() const {
    std::vector<Piece> out;
    for (const std::string& wanted : {std::string("民事裁定书"), std::string(kAgreement), std::string("司法确认申请、受理材料")}) {
      for (const Attachment& a : whole_.attachments) {
        if (wanted == kAgreement) {
          if (agreement_.attachments.contains(a.id.text) && bindable(a.media_type)) out.push_back({wanted, &a});
          continue;
        }
        const auto event = std::find_if(file_.events.begin(), file_.events.end(), [&](const PastEvent& past) { return a.event == past.row.id; });
        if (event == file_.events.end() || event->row.proceeding != proceeding_.id || title_for(event->row.kind) != wanted) continue;
        if (a.audience == Audience::parties && bindable(a.media_type)) out.push_back({wanted, &a});
      }
    }
    for (const LedgerEntry& row : lines()) {
      for (const Attachment& a : whole_.attachments) {
        if (row.evidence != a.id || a.audience != Audience::parties || !bindable(a.media_type)) continue;
        out.push_back({entry_title(row) + "的凭证（" + day_of_entry(row).chinese() + "）", &a});
      }
    }
    return out;
  }

  Result<paper::Fields> application(const AgreementRuling& ruling) const {
    paper::Fields fields;
    fields["applicants"] = std::vector<paper::TableRow>{person(creditor_)};
    std::vector<paper::TableRow> respondents, rows;
    std::vector<std::string> requests;
    std::set<std::string> seen;
    for (const Obligation* o : overdue_) {
      if (seen.insert(o->debtor->text).second) respondents.push_back(person(*o->debtor));
      const Standing standing = standing_of(*o, file_.ledger, ground_.now.date());
      const std::string owed = o->unit == "fen" ? yuan(standing.remaining) : standing.state == "broken" ? "违反约定" : "没有履行";
      rows.push_back({{"clause", promise_label(*o)}, {"what", o->text}, {"due", o->due_day ? o->due_day->chinese() : "—"}, {"owed", owed}});
      requests.push_back(name(*o->debtor) + (o->unit == "fen" ? "向申请执行人支付" + promise_label(*o) + "尚未支付的" + owed + "（大写：" + capital_amount(standing.remaining) + "）"
                                                              : "履行" + promise_label(*o) + "：" + o->text));
    }
    fields["respondents"] = respondents;
    fields["requests"] = requests;
    fields["overdue"] = rows;
    std::vector<paper::TableRow> receipts;
    for (const LedgerEntry& row : lines()) {
      const Obligation& o = *std::find_if(file_.obligations.begin(), file_.obligations.end(), [&](const Obligation& one) { return account_of(one.id) == row.account; });
      const auto proof = std::find_if(whole_.attachments.begin(), whole_.attachments.end(), [&](const Attachment& a) { return row.evidence == a.id; });
      const std::string way = way_title(row.way);
      receipts.push_back({{"day", day_of_entry(row).chinese()},
                          {"clause", promise_label(o)},
                          {"what", entry_title(row) + (o.unit == "fen" && row.amount > 0 ? yuan(row.amount) : "") + (way.empty() ? "" : "（" + way + "）")},
                          {"proof", proof == whole_.attachments.end() ? "—" : proof->name}});
    }
    if (!receipts.empty()) fields["receipts"] = receipts;
    const std::string court = history_.value("court_name");
    fields["court"] = court.empty() ? house_.county().name + "人民法院" : court;
    fields["ruled"] = ruling.ruled_on.value_or(ground_.now.date());
    fields["ruling_number"] = ruling.number.empty() ? std::string("（案号见裁定书）") : ruling.number;
    fields["agreement_number"] = number();
    fields["title"] = title_of_dispute();
    fields["office"] = office();
    if (const auto day = effective_day(file_, proceeding_)) fields["effective"] = *day;
    return fields;
  }

  std::string title_of_dispute() const {
    paper::FieldSpec spec;
    spec.name = "title";
    spec.kind = paper::FieldKind::text;
    spec.max_chars = 300;
    spec.from = "proceeding.title";
    const auto told = PaperSources(house_, whole_, proceeding_, ground_, actor_, nullptr, false).value(spec);
    const auto* text = told ? std::get_if<std::string>(&*told) : nullptr;
    return text ? *text : file_.matter.title;
  }
  std::string name(const PartyId& id) const {
    const Party* party = file_.party(id);
    if (!party) return "";
    const bool reads = party->name && !party->hidden && may(actor_, Action::read_field, {file_, Audience::parties, party, 1});
    return reads ? *party->name : title(party->role);
  }

 private:
  // Lines that stand, on the clauses that are owed here.
  std::vector<LedgerEntry> lines() const {
    std::vector<LedgerEntry> out;
    for (const LedgerEntry& row : file_.ledger) {
      if (row.kind == "promised" || row.kind == "reversed" || is_reversed(row, file_.ledger)) continue;
      const bool ours = std::any_of(file_.obligations.begin(), file_.obligations.end(), [&](const Obligation& o) {
        return o.subject == proceeding_.id.text && o.creditor == creditor_ && account_of(o.id) == row.account;
      });
      if (ours) out.push_back(row);
    }
    std::sort(out.begin(), out.end(), [](const LedgerEntry& a, const LedgerEntry& b) { return std::pair(day_of_entry(a), a.id.text) < std::pair(day_of_entry(b), b.id.text); });
    return out;
  }
  paper::TableRow person(const PartyId& id) const {
    const Party* party = file_.party(id);
    paper::TableRow row{{"name", name(id)}, {"phone", ""}, {"address", ""}};
    if (party && may(actor_, Action::read_field, {file_, Audience::parties, party, 2})) {
      // The other side's number is not handed on: the court has its own (charter 4).
      if (party->phone && id == creditor_) row["phone"] = *party->phone;
      if (party->address) row["address"] = *party->address;
    }
    return row;
  }

  const House& house_;
  const Actor& actor_;
  const WholeMatter& whole_;
  const MatterFile& file_;
  const Proceeding& proceeding_;
  const Ground& ground_;
  PartyId creditor_;
  History history_;
  SignedAgreement agreement_;
  std::vector<const Obligation*> overdue_;
};

}  // namespace

Result<Written> EnforcementDesk::pack(const Entry& entry, const MatterId& id, const EnforcementInput& input) const {
  return past_the_clock(house_, entry, id, [&] { return once(entry, id, input); });
}

Result<Written> EnforcementDesk::once(const Entry& entry, const MatterId& id, const EnforcementInput& input) const {
  const auto loaded = load_for_work(house_, entry, id);
  if (!loaded) return loaded.error();
  if (const auto again = replayed(house_, entry)) return *again;
  const WholeMatter& whole = **loaded;
  const MatterFile& file = whole.file;
  const auto stand_now = stand(house_);
  const Proceeding* proceeding = agreed_in(file);
  const auto ruling = proceeding ? ruling_on(file, *proceeding) : std::nullopt;
  if (!ruling || ruling->kind != "confirmed") {
    return conflict("not_confirmed", "协议没有经法院裁定确认，不能申请强制执行；可以在期限内共同申请司法确认，或者就协议起诉，付款的还可以申请支付令");
  }
  const PartyId creditor{input.creditor};
  if (!file.party(creditor)) return invalid("invalid_fields", "请选择由哪一方申请执行", {{"/creditor", "请选择由哪一方申请执行"}});
  const Pack pack(house_, entry.actor, whole, *proceeding, stand_now->ground, creditor);
  if (pack.overdue().empty()) return conflict("nothing_overdue", "对这一方没有到期未履行的约定，不用申请执行");
  const std::vector<Piece> pieces = pack.pieces();
  if (std::none_of(pieces.begin(), pieces.end(), [](const Piece& piece) { return piece.title == "民事裁定书"; })) {
    return conflict("ruling_missing", "登记裁定时没有附裁定书，或者不是图片、PDF；请先补传裁定书");
  }
  const auto application = pack.application(*ruling);
  if (!application) return application.error();

  paper::PacketJob job;
  job.title = "申请执行材料 " + pack.number();
  job.created = house_.now();
  job.fonts_folder = fonts_folder_;
  const auto add_paper = [&](const std::string& code, const std::string& title, std::string fields, std::optional<int> version, const std::string& secret) -> Result<Done> {
    auto part = paper_part(house_, code, version, title, std::move(fields), {house_.public_url() + "/verify", secret});
    if (!part) return part.error();
    job.parts.push_back(std::move(*part));
    return done;
  };
  const paper::CataloguePaper* letter = house_.papers().latest("enforcement_application");
  if (letter) {
    if (auto checked = paper::check_fields(letter->paper.fields, *application); !checked) return checked.error();
  }
  if (auto added = add_paper("enforcement_application", "强制执行申请书", paper::fields_json(*application), std::nullopt, ""); !added) return added.error();
  paper::Fields list;
  list["office"] = pack.office();
  list["agreement_number"] = pack.number();
  list["title"] = pack.title_of_dispute();
  const std::string lacks = pack.agreement_lacks();
  const bool printed = !lacks.empty();
  std::vector<paper::TableRow> rows;
  for (const Piece& piece : pieces) rows.push_back({{"no", std::to_string(rows.size() + 1)}, {"title", piece.title}, {"pages", ""}, {"from", ""}});
  if (printed) rows.push_back({{"no", std::to_string(rows.size() + 1)}, {"title", "人民调解协议内容（据登记打印，不是签署的协议；" + lacks + "）"}, {"pages", ""}, {"from", ""}});
  list["count"] = static_cast<std::int64_t>(rows.size());
  list["enclosures"] = rows;
  list["signed"] = house_.now().date();
  if (auto added = add_paper("enforcement_enclosures", "申请执行材料目录", paper::fields_json(list), std::nullopt, ""); !added) return added.error();
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    auto content = house_.files().get(piece.file->sha256);
    if (!content) return conflict("file_erased", "“" + piece.file->name + "”已依法删除，请补传之后再整理");
    job.parts.push_back({piece.title, piece.file->media_type, std::move(*content), {}, {}, {}});
  }
  if (printed) {
    auto added = add_paper("court_agreement", "人民调解协议内容", paper::fields_json(agreement_facts(house_, file, stand_now->ground)), std::nullopt, "");
    if (!added) return added.error();
  }
  const auto bound = bind_and_keep(house_, slots_, self_, job, id, entry.actor.account, "申请执行材料-" + pack.number() + ".pdf", Audience::handling);
  if (!bound) return bound.error();
  const Attachment& packet = bound->attachment;

  Change change;
  change.matter = file.matter;
  change.expected_version = file.matter.version;
  Event event = event_beside(file, entry.actor, "enforcement_packed", "整理申请执行材料", Audience::handling, stand_now->ground);
  EventContent content = content_beside(file);
  content.text = "为" + pack.name(creditor) + "整理，共" + std::to_string(bound->pages) + "页：强制执行申请书、目录";
  for (const paper::TableRow& row : rows) content.text += "、" + row.at("title");
  if (printed) content.text += "。缺签署的协议：请把签了字、盖了章的拍照或扫描，收入案卷“人民调解协议书”一项，再重新整理";
  content.text += "。文件校验码 " + packet.sha256;
  change.claimed.push_back(claimed(packet.id, id, event.id, Audience::handling));
  change.events.push_back({std::move(event), write_content(content), {}});
  log_access(house_, entry.actor, &file, "export", "整理申请执行材料");
  return save(house_, entry, std::move(change));
}

}  // namespace lianhu
