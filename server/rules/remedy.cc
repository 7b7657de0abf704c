#include "rules/remedy.h"

#include <algorithm>

#include "rules/clockwork.h"
#include "rules/derivation.h"
#include "rules/fulfilment.h"
#include "rules/history.h"
#include "rules/limitation.h"
#include "rules/permit.h"

namespace lianhu {
namespace {

constexpr std::string_view kConfirmationClock = "confirmation";
constexpr std::string_view kEnforcementTerm = "enforcement.apply";

Remedy confirmation(const MatterFile& file, const Proceeding& proceeding, const std::optional<AgreementRuling>& ruling, const History& history) {
  Remedy out{"confirmation", "共同申请司法确认", "", "《人民调解法》第33条、《民事诉讼法》第205条", false, std::nullopt};
  if (ruling) {
    out.text = ruling->kind == "rejected" ? "法院已裁定驳回申请：可以重新调解，或者就协议起诉。" : "申请已撤回或者按撤回处理。";
    return out;
  }
  if (history.done("confirmation_filed")) {
    out.text = "各方已共同申请，等待法院裁定。";
    return out;
  }
  for (const Deadline& d : file.deadlines) {
    if (d.subject != proceeding.id.text || d.clock != kConfirmationClock) continue;
    out.until = d.due_day;
    out.open = running(d) && d.state == DeadlineState::armed;
  }
  out.text = out.open ? "须各方一起提出，一方不能单独申请。法院裁定协议有效之后，对方不履行的，可以申请强制执行。"
                      : "三十日已过或者已不需要，不能再申请司法确认；仍可以就协议起诉。";
  return out;
}

std::optional<Date> enforceable_until(const std::vector<const Obligation*>& overdue, const MatterFile& file, const Ground& ground) {
  std::optional<Date> first;
  for (const Obligation* o : overdue) {
    const auto last = last_day_of_clause(*o, file);
    const TermRule* rule = last ? ground.terms.find(kEnforcementTerm, *last) : nullptr;
    const auto derived = rule ? derive(*rule, ground.calendar, StartEvent{*last, rule->moment}) : Result<Derivation>(not_found());
    if (derived && derived->due && (!first || *derived->due < *first)) first = *derived->due;
  }
  return first;
}

}  // namespace

const Proceeding* agreed_in(const MatterFile& file) {
  const Proceeding* out = nullptr;
  for (const Obligation& o : file.obligations) {
    if (o.subject_kind != "clause") continue;
    if (const Proceeding* of = file.proceeding(ProceedingId{o.subject})) out = of;
  }
  return out;
}

std::optional<AgreementRuling> ruling_on(const MatterFile& file, const Proceeding& proceeding) {
  const History history(file, proceeding);
  std::optional<AgreementRuling> out;
  const auto field = [](const PastMove& past, const char* name) {
    const auto at = past.fields().find(name);
    return at == past.fields().end() ? std::string() : at->second;
  };
  for (const PastMove& past : history.moves()) {
    if (past.move != "confirmation_ruled" && past.move != "confirmation_refused") continue;
    const std::string kind = past.move == "confirmation_ruled" ? "confirmed" : field(past, "refused_kind");
    out = AgreementRuling{kind, field(past, "ruling_number"), Date::parse(field(past, "ruled_on"))};
  }
  return out;
}

std::optional<Date> effective_day(const MatterFile& file, const Proceeding& proceeding) {
  std::optional<Date> last;
  const History history(file, proceeding);
  for (const PastMove& past : history.moves()) {
    for (const char* field : {"party_signed_on", "mediator_signed_on", "sealed_on", "oral_agreed_on"}) {
      const auto at = past.fields().find(field);
      const auto day = at == past.fields().end() ? std::nullopt : Date::parse(at->second);
      if (day && (!last || *last < *day)) last = day;
    }
  }
  return last;
}

std::vector<const Obligation*> overdue_promises(const MatterFile& file, const Proceeding& proceeding, Date today) {
  std::vector<const Obligation*> out;
  for (const Obligation& o : file.obligations) {
    if (o.subject != proceeding.id.text || o.subject_kind != "clause") continue;
    const std::string state = standing_of(o, file.ledger, today).state;
    if (state == "late" || state == "broken") out.push_back(&o);
  }
  return out;
}

std::vector<Remedy> remedies(const Actor& viewer, const MatterFile& file, const Ground& ground) {
  if (!viewer.party && !may(viewer, Action::read_item, {file, Audience::handling})) return {};
  const Proceeding* proceeding = agreed_in(file);
  if (!proceeding) return {};
  const Date today = ground.now.date();
  const auto open = [&](const Obligation& o) { return o.subject == proceeding->id.text && o.subject_kind == "clause" && !standing_of(o, file.ledger, today).settled_on; };
  if (std::none_of(file.obligations.begin(), file.obligations.end(), open)) return {};
  std::vector<const Obligation*> overdue = overdue_promises(file, *proceeding, today);
  // A suit is the creditor's own: nobody is told of another's.
  if (viewer.party) std::erase_if(overdue, [&](const Obligation* o) { return o->creditor != viewer.party; });
  const auto ruling = ruling_on(file, *proceeding);
  std::vector<Remedy> out;
  if (ruling && ruling->kind == "confirmed") {
    const bool creditor = !viewer.party || std::any_of(file.obligations.begin(), file.obligations.end(), [&](const Obligation& o) { return open(o) && o.creditor == viewer.party; });
    if (!creditor) return {};
    Remedy one{"enforcement", "申请强制执行", "", "《人民调解法》第33条、《民事诉讼法》第250条", !overdue.empty(), std::nullopt};
    one.text = overdue.empty() ? "协议已经法院裁定确认；现在没有到期未履行的约定。" : "协议已经法院裁定确认，到期没有履行的部分可以向作出裁定的法院申请强制执行。";
    if (!overdue.empty()) one.until = enforceable_until(overdue, file, ground);
    out.push_back(std::move(one));
    return out;
  }
  out.push_back(confirmation(file, *proceeding, ruling, History(file, *proceeding)));
  if (overdue.empty()) return out;
  out.push_back({"suit", "就协议起诉", "协议对各方有约束力；对方到期不履行的，可以向法院起诉，请求按协议履行。", "《人民调解法》第31条、第32条", true, std::nullopt});
  const bool money = std::any_of(overdue.begin(), overdue.end(), [](const Obligation* o) { return o->unit == "fen"; });
  if (money) {
    out.push_back({"payment_order", "申请支付令", "只请求付款、双方没有别的债务纠纷、支付令能够送达的，可以向有管辖权的基层法院申请；对方十五日内提出有效异议的，转为诉讼。",
                   "《民事诉讼法》第225条、第227条", true, std::nullopt});
  }
  return out;
}

}  // namespace lianhu
