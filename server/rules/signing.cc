#include "rules/signing.h"

#include <algorithm>
#include <string>

namespace lianhu {
namespace {

std::string given(const std::map<std::string, std::string>& fields, const char* name) {
  const auto at = fields.find(name);
  return at == fields.end() ? std::string() : at->second;
}

bool asks(const Move& move, std::string_view field) {
  return std::any_of(move.asks.begin(), move.asks.end(), [&](const Ask& ask) { return ask.field == field; });
}

std::optional<Date> last_talk(const History& history, std::int64_t round) {
  std::optional<Date> last;
  for (const PastMove& past : history.moves()) {
    const auto at = past.round() == round ? Time::parse(given(past.fields(), "session_on")) : std::nullopt;
    if (at && (!last || *last < at->date())) last = at->date();
  }
  return last;
}

// Who reads, writes or bears witness for a party is another than the party, and not the other side.
void check_helpers(const Move& move, const Order& order, const MatterFile& file, std::vector<FieldFault>& faults) {
  const Party* signer = file.party(PartyId{given(order.fields, "signing_party")});
  for (const char* name : {"guardian", "reader", "scribe", "witness"}) {
    const std::string helper = asks(move, name) ? given(order.fields, name) : std::string();
    if (helper.empty()) continue;
    for (const Party& party : file.parties) {
      if (!party.name || *party.name != helper || party.left_at) continue;
      const bool self = signer && signer->id == party.id;
      // A parent may be a party of the same side and guardian of another.
      if (!self && std::string_view(name) == "guardian") continue;
      faults.push_back({std::string("/fields/") + name, self ? "这里写的是签署的当事人本人，请写帮助他签署的人" : "对方当事人不能帮这一方签署或者作见证，请另写一人"});
    }
  }
}

}  // namespace

std::optional<Date> agreed_day(const History& history, std::int64_t round) {
  for (auto past = history.moves().rbegin(); past != history.moves().rend(); ++past) {
    if (past->round() != round || given(past->fields(), "clauses").empty()) continue;
    if (const auto told = Date::parse(given(past->fields(), "agreed_on"))) return told;
    return last_talk(history, round);
  }
  return std::nullopt;
}

std::vector<FieldFault> signing_faults(const Procedure& procedure, const Move& move, const Order& order, const MatterFile& file, const Proceeding& proceeding) {
  std::vector<FieldFault> faults;
  if (!procedure.field("agreed_on")) return faults;
  const History history(file, proceeding);
  if (const auto agreed = asks(move, "agreed_on") ? Date::parse(given(order.fields, "agreed_on")) : std::nullopt) {
    const auto talked = last_talk(history, proceeding.round);
    if (talked && *agreed < *talked) faults.push_back({"/fields/agreed_on", "达成协议的日期早于最后一次调解（" + talked->chinese() + "），请核对"});
  }
  for (const char* name : {"party_signed_on", "mediator_signed_on", "sealed_on"}) {
    const auto day = asks(move, name) ? Date::parse(given(order.fields, name)) : std::nullopt;
    const auto agreed = day ? agreed_day(history, proceeding.round) : std::nullopt;
    if (agreed && *day < *agreed) {
      faults.push_back({std::string("/fields/") + name, "“" + procedure.field(name)->label + "”早于达成协议的那一天（" + agreed->chinese() + "），请核对"});
    }
  }
  if (!asks(move, "signing_party")) return faults;
  if (given(order.fields, "signed_way") == "fingerprint" && given(order.fields, "reader").empty() && given(order.fields, "witness").empty()) {
    faults.push_back({"/fields/reader", "只捺印的，请写明读给本人听的人，或者在下面写明见证人"});
  }
  check_helpers(move, order, file, faults);
  return faults;
}

}  // namespace lianhu
