#include "rules/signed_agreement.h"

#include <map>

#include "rules/dossier.h"
#include "rules/form.h"
#include "rules/signature.h"

namespace lianhu {
namespace {

std::string told(const PastEvent& event, const char* field) {
  const auto at = event.told ? event.told->fields.find(field) : std::map<std::string, std::string>::const_iterator{};
  return event.told && at != event.told->fields.end() ? at->second : std::string();
}

}  // namespace

SignedAgreement signed_agreement(const WholeMatter& whole, const Proceeding& proceeding) {
  SignedAgreement out;
  const Signatures signatures = signatures_of(whole.file, proceeding);
  bool oral = false;
  std::set<std::string> events;
  for (const PastEvent& event : whole.file.events) {
    const bool ours = event.row.proceeding == proceeding.id;
    const std::string& act = event.row.kind;
    if (ours && (act == "succeed_written" || act == "succeed_oral" || act == "back_to_session")) {
      oral = act == "succeed_oral";
      events.clear();
      out.attachments.clear();
    }
    const bool filed = act == dossier_paper_event && told(event, "proceeding") == proceeding.id.text && told(event, "item") == (oral ? "oral_agreement" : "agreement");
    const bool signing = ours && (oral ? act == "succeed_oral" : act == "sign" || act == "take_effect");
    if (!filed && !signing) continue;
    events.insert(event.row.id.text);
    for (std::string& id : split_ids(told(event, "existing"))) out.attachments.insert(std::move(id));
  }
  for (const Attachment& one : whole.attachments) {
    if (one.event && events.contains(one.event->text)) out.attachments.insert(one.id.text);
  }
  if (!oral && !signatures.effective_on) {
    out.attachments.clear();
    const std::string waits = awaited(signatures);
    out.lacks = waits.empty() ? "还没有签署的协议" : "协议还没有签完：" + waits;
  } else if (out.attachments.empty()) {
    out.lacks = oral ? "没有签了字的口头协议登记表" : "没有各方签字、盖章的协议书";
  }
  return out;
}

}  // namespace lianhu
