#include "desk/fact_desk.h"

#include "desk/intake_desk.h"
#include "desk/matter_desk.h"
#include "rules/correct.h"
#include "rules/fact.h"
#include "rules/permit.h"

namespace lianhu {
namespace {

constexpr int kMostTries = 5;

Correction correction_of(const FactsInput& input) {
  Correction out;
  for (const FactEdit& edit : input.edits) out.edits.push_back({edit.fact, edit.base, edit.value});
  out.client_id = input.client_id;
  out.device = input.device;
  out.device_seq = input.device_seq;
  out.made_at = input.made_at;
  return out;
}

std::string result_word(Verdict verdict) {
  if (verdict == Verdict::applied) return "applied";
  return verdict == Verdict::kept ? "kept" : "equal";
}

}  // namespace

Result<Written> FactDesk::save_facts(const Entry& entry, const MatterFile& before, Change change) const {
  for (Party& party : change.changed_parties) {
    if (party.phone && !party.phone_key) party.phone_key = phone_key(house_, *party.phone);
  }
  let_counts_follow(house_, before, change);
  return save(house_, entry, std::move(change));
}

Result<Written> FactDesk::correct_once(const Entry& entry, const MatterId& id, const FactsInput& input) const {
  const auto whole = load_matter(house_, id);
  if (!whole || !may(entry.actor, Action::know, {whole->file})) return not_found();
  if (const auto again = replayed(house_, entry)) return *again;
  const Correction correction = correction_of(input);
  switch (came_before(correction, entry.actor, whole->file)) {
    case Before::same: return Written{id, whole->file.matter.version, true};
    case Before::other: return conflict("key_reused", "同一个客户端编号已用于另一份更正，请刷新页面后重新填写");
    case Before::never: break;
  }
  const auto stand_now = stand(house_);
  auto change = lianhu::correct(correction, entry.actor, whole->file, stand_now->ground);
  if (!change) return change.error();
  return save_facts(entry, whole->file, std::move(*change));
}

Result<Written> FactDesk::correct(const Entry& entry, const MatterId& id, const FactsInput& input) const {
  Entry unasked = entry;
  unasked.if_version.reset();  // the bases say what was seen
  for (int tries = 0; tries < kMostTries; ++tries) {
    auto written = past_the_clock(house_, unasked, id, [&] { return correct_once(unasked, id, input); });
    if (written || written.error().code != "stale_version") return written;
  }
  // No refusal of the edit: a phone sends it again.
  return Error{Kind::unavailable, "busy", "事项正有多人同时办理，请稍候再试", {}};
}

FactsReply FactDesk::reply(const Actor& actor, const MatterId& id, const FactsInput& input) const {
  FactsReply out;
  out.matter = id.text;
  const auto whole = load_matter(house_, id);
  if (!whole) return out;
  const Correction correction = correction_of(input);
  for (const Edit& edit : correction.edits) {
    out.results.push_back({edit.fact, fact_label(whole->file, edit.fact), result_word(became(correction, edit, whole->file))});
  }
  // A category that seals the matter may close it to whoever gave it.
  if (const auto seen = see(house_, actor, id)) {
    const auto stand_now = stand(house_);
    out.view = Renderer(house_, actor, *seen, stand_now->ground).matter();
  }
  return out;
}

Result<Written> FactDesk::choose_once(const Entry& entry, const MatterId& id, const std::string& discrepancy, const DiscrepancyChoice& input) const {
  const auto whole = load_matter(house_, id);
  if (!whole || !may(entry.actor, Action::know, {whole->file})) return not_found();
  if (const auto again = replayed(house_, entry)) return *again;
  if (entry.if_version && *entry.if_version != whole->file.matter.acted_version) {
    return conflict("stale_version", "事项刚刚有了变化，请刷新后再办理；您填写的内容不会丢失");
  }
  RecordChoice choice;
  choice.discrepancy = DiscrepancyId{discrepancy};
  if (input.take == "current") {
    choice.take = Take::current;
  } else if (input.take == "offered") {
    choice.take = Take::offered;
  } else if (input.take == "other") {
    choice.take = Take::other;
  } else {
    return invalid("invalid_fields", "请选择采用哪一处", {{"/take", "请选择现在登记的、另一处或另填"}});
  }
  choice.value = input.value.value_or("");
  choice.note = input.note.value_or("");
  const auto stand_now = stand(house_);
  auto change = lianhu::choose(choice, entry.actor, whole->file, stand_now->ground);
  if (!change) return change.error();
  return save_facts(entry, whole->file, std::move(*change));
}

Result<Written> FactDesk::choose(const Entry& entry, const MatterId& id, const std::string& discrepancy, const DiscrepancyChoice& choice) const {
  return past_the_clock(house_, entry, id, [&] { return choose_once(entry, id, discrepancy, choice); });
}

}  // namespace lianhu
