#include "rules/correct.h"

#include <algorithm>
#include <set>

#include "base/hash.h"
#include "base/text.h"
#include "rules/beside.h"
#include "rules/decide.h"
#include "rules/draft.h"
#include "rules/fact.h"
#include "rules/permit.h"

namespace lianhu {
namespace {

// Kinds of event, and the keys of their content: what stands there now, what stood there, and what else was written down.
constexpr std::string_view corrected_kind = "facts_corrected", differ_kind = "facts_differ", chosen_kind = "discrepancy_settled";
const std::string now_key = "fact.", was_key = "was.", offered_key = "offered.", base_key = "base.", chosen_key = "chosen.", edits_key = "edits";
constexpr std::int64_t most_discrepancies = 200;

std::string digest(const Correction& correction) {
  std::string all;
  for (const Edit& edit : correction.edits) all += sha256_hex(edit.fact) + sha256_hex(edit.base) + sha256_hex(edit.value);
  return sha256_hex(all);
}

void add_line(std::string& text, const std::string& line) { text += (text.empty() ? "" : "\n") + line; }

std::string changed_line(const MatterFile& file, const Fact& fact, const std::string& was, const std::string& now, const Directory& directory) {
  const std::string label = fact_label(file, fact.name());
  if (fact.field->name == "added_text") return label + "：" + now;
  return label + "：由“" + fact_text(*fact.field, was, directory) + "”改为“" + fact_text(*fact.field, now, directory) + "”";
}

void settle(Discrepancy& row, const std::string& state, Time now) {
  row.state = state;
  row.settled_at = now;
  row.offered.reset();
  row.base.reset();
  row.asked_account.reset();
  row.asked_office.reset();
}

// The clock of a device that runs ahead, or that never was set, is told and not believed.
Time believed(Time made_at, const MatterFile& file, Time now) {
  return made_at > now || made_at < file.matter.received_at ? now : made_at;
}

std::optional<std::string> told(const std::string& value) { return value.empty() ? std::nullopt : std::optional(value); }

// One act: at most an event for everybody in the matter, one for whoever handles it, and one for what was kept.
class Correcting {
 public:
  Correcting(const Correction& correction, const Actor& actor, const MatterFile& file, const Ground& ground)
      : correction_(correction), actor_(actor), draft_(file, ground) {}

  Result<Done> take(const Edit& edit, const Fact& fact) {
    const std::string current = fact_value(draft_.file(), fact);
    switch (judge(current, edit.base, edit.value)) {
      case Verdict::equal: return done;
      case Verdict::applied: apply(fact, current, edit.value); return done;
      case Verdict::kept: break;
    }
    const auto open = std::count_if(draft_.file().discrepancies.begin(), draft_.file().discrepancies.end(), [](const Discrepancy& d) { return d.state == "open"; });
    if (open >= most_discrepancies) return conflict("too_many_discrepancies", "这件事项待核对的记录太多，请先请承办人核对");
    keep(edit, fact);
    return done;
  }

  Change finish() {
    for (const auto& [audience, kind_title] : {std::pair(Audience::parties, "更正登记内容"), std::pair(Audience::handling, "更正当事人信息")}) {
      Telling& telling = audience == Audience::parties ? of_matter_ : of_parties_;
      if (telling.text.empty()) continue;
      add(telling, std::string(corrected_kind), kind_title, audience, EventId{draft_.ground().new_id()});
    }
    if (!kept_.text.empty()) add(kept_, std::string(differ_kind), "两处记录不一样", Audience::handling, kept_event_);
    return draft_.finish(draft_.file().matter.version);
  }

 private:
  struct Telling {
    std::string text;
    std::map<std::string, std::string> fields;
  };

  void apply(const Fact& fact, const std::string& current, const std::string& value) {
    Telling& telling = fact.party ? of_parties_ : of_matter_;
    std::string line = changed_line(draft_.file(), fact, current, value, draft_.ground().directory);
    write_fact(fact, value, draft_);
    const std::string name = fact.name();
    std::vector<DiscrepancyId> agreed;
    for (const Discrepancy& d : draft_.file().discrepancies) {
      if (d.state == "open" && d.fact == name && d.offered.value_or("") == value) agreed.push_back(d.id);
    }
    for (const DiscrepancyId& id : agreed) settle(draft_.discrepancy(id), "same", draft_.ground().now);
    if (!agreed.empty()) line += "（与另一处记录一致）";
    add_line(telling.text, line);
    telling.fields[now_key + name] = value;
    telling.fields[was_key + name] = current;
  }

  void keep(const Edit& edit, const Fact& fact) {
    if (kept_event_.empty()) kept_event_ = EventId{draft_.ground().new_id()};
    const ActorPost* post = acting_post(actor_, draft_.file(), leading(draft_.file()));
    Discrepancy row;
    row.id = DiscrepancyId{draft_.ground().new_id()};
    row.matter = draft_.file().matter.id;
    row.fact = fact.name();
    row.offered = told(edit.value);
    row.base = told(edit.base);
    row.event = kept_event_;
    row.account = *actor_.account;
    if (post) row.office = post->office;
    row.actor_label = actor_label(actor_, post);
    row.client_id = correction_.client_id;
    row.device = correction_.device;
    row.device_seq = correction_.device_seq;
    row.made_at = correction_.made_at;
    row.entered_at = draft_.ground().now;
    const Directory& directory = draft_.ground().directory;
    add_line(kept_.text, fact_label(draft_.file(), row.fact) + "：现在登记的是“" + fact_text(*fact.field, fact_value(draft_.file(), fact), directory) +
                             "”，另记为“" + fact_text(*fact.field, edit.value, directory) + "”，两处都保留，等人核对");
    kept_.fields[offered_key + row.fact] = edit.value;
    kept_.fields[base_key + row.fact] = edit.base;
    draft_.add(std::move(row));
  }

  void add(Telling& telling, std::string kind, std::string kind_title, Audience audience, const EventId& id) {
    Event event = event_beside(draft_.file(), actor_, std::move(kind), std::move(kind_title), audience, draft_.ground());
    event.id = id;
    event.client_id = correction_.client_id;
    event.happened_at = believed(correction_.made_at, draft_.file(), draft_.ground().now);
    EventContent content = content_beside(draft_.file());
    content.text = std::move(telling.text);
    content.fields = std::move(telling.fields);
    content.fields[edits_key] = digest(correction_);
    content.fields["device"] = correction_.device;
    content.fields["device_seq"] = std::to_string(correction_.device_seq);
    content.fields["made_at"] = correction_.made_at.text();
    draft_.add_event(std::move(event), content);
  }

  const Correction& correction_;
  const Actor& actor_;
  Draft draft_;
  Telling of_matter_, of_parties_, kept_;
  EventId kept_event_;
};

bool is_ours(const PastEvent& event, const Correction& correction) {
  return event.row.client_id == correction.client_id && (event.row.kind == corrected_kind || event.row.kind == differ_kind);
}

bool tells(const PastEvent& event, const std::string& key, const std::string& value) {
  if (!event.told) return false;
  const auto at = event.told->fields.find(key);
  return at != event.told->fields.end() && at->second == value;
}

}  // namespace

Verdict judge(std::string_view current, std::string_view base, std::string_view value) {
  if (value == current) return Verdict::equal;
  return base == current ? Verdict::applied : Verdict::kept;
}

Result<Change> correct(const Correction& asked, const Actor& actor, const MatterFile& file, const Ground& ground) {
  if (!actor.staff() || !may(actor, Action::know, {file})) return not_found();
  if (!may_correct(actor, file)) return forbidden("not_yours", "登记内容由登记的人、网格员、分流岗和承办机构更正");
  if (!file.matter.open) return conflict("wrong_state", "事项已经结案，登记内容不能再更正；确有错误的，请告诉分流岗");
  Correction correction = asked;
  std::vector<FieldFault> faults;
  std::vector<Fact> facts;
  std::set<std::string> seen;
  for (std::size_t i = 0; i < correction.edits.size(); ++i) {
    Edit& edit = correction.edits[i];
    const std::string at = "/edits/" + std::to_string(i);
    const auto fact = fact_named(file, edit.fact);
    if (!fact) {
      faults.push_back({at + "/fact", "没有这一项登记内容，请刷新后再更正"});
      continue;
    }
    if (!seen.insert(edit.fact).second) faults.push_back({at + "/fact", "“" + fact->field->label + "”写了两次，请只留一次"});
    if (!may_correct(actor, file, *fact)) return forbidden("not_yours", "“" + fact_label(file, edit.fact) + "”不由您更正");
    edit.base = fact->field->name == "added_text" ? std::string() : std::string(trim(edit.base));
    FitValue fit = fit_value(*fact, edit.value, file, ground);
    if (!fit.fault.empty()) faults.push_back({at + "/value", fit.fault});
    edit.value = std::move(fit.value);
    facts.push_back(*fact);
  }
  if (!faults.empty()) {
    std::string first = faults.front().message;
    return invalid("invalid_fields", std::move(first), std::move(faults));
  }
  Correcting correcting(asked, actor, file, ground);
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (auto taken = correcting.take(correction.edits[i], facts[i]); !taken) return taken.error();
  }
  return correcting.finish();
}

Before came_before(const Correction& correction, const Actor& actor, const MatterFile& file) {
  for (const PastEvent& event : file.events) {
    if (!is_ours(event, correction) || event.row.account != actor.account) continue;
    return !event.told || tells(event, edits_key, digest(correction)) ? Before::same : Before::other;
  }
  return Before::never;
}

Verdict became(const Correction& correction, const Edit& edit, const MatterFile& file) {
  for (const PastEvent& event : file.events) {
    if (!is_ours(event, correction) || !event.told) continue;
    if (event.told->fields.contains(now_key + edit.fact)) return Verdict::applied;
    if (event.told->fields.contains(offered_key + edit.fact)) return Verdict::kept;
  }
  return Verdict::equal;
}

bool may_choose(const Actor& actor, const MatterFile& file, const Discrepancy& discrepancy) {
  const auto fact = fact_named(file, discrepancy.fact);
  return fact && may_correct(actor, file, *fact) && may(actor, Action::read_item, {file, Audience::handling});
}

Result<Change> choose(const RecordChoice& choice, const Actor& actor, const MatterFile& file, const Ground& ground) {
  if (!actor.staff() || !may(actor, Action::know, {file})) return not_found();
  const auto chosen = std::find_if(file.discrepancies.begin(), file.discrepancies.end(), [&](const Discrepancy& d) { return d.id == choice.discrepancy; });
  // Who may not read it does not learn that there is one.
  if (chosen == file.discrepancies.end() || !may(actor, Action::read_item, {file, Audience::handling})) return not_found();
  if (!may_choose(actor, file, *chosen)) return forbidden("not_yours", "“" + fact_label(file, chosen->fact) + "”不由您核对");
  const Fact fact = *fact_named(file, chosen->fact);
  const std::string current = fact_value(file, fact);
  std::string value = choice.take == Take::offered ? chosen->offered.value_or("") : current;
  if (choice.take == Take::other) {
    FitValue fit = fit_value(fact, choice.value, file, ground);
    if (!fit.fault.empty()) {
      std::string text = fit.fault;
      return invalid("invalid_fields", std::move(text), {{"/value", std::move(fit.fault)}});
    }
    value = std::move(fit.value);
  }
  Draft draft(file, ground);
  const std::string label = fact_label(file, chosen->fact);
  EventContent content = content_beside(file);
  content.text = label + "：采用“" + fact_text(*fact.field, value, ground.directory) + "”";
  if (value != current) {
    write_fact(fact, value, draft);
    content.text += "，原登记“" + fact_text(*fact.field, current, ground.directory) + "”";
    content.fields[now_key + chosen->fact] = value;
    content.fields[was_key + chosen->fact] = current;
  }
  content.fields[chosen_key + chosen->fact] = value;
  if (!choice.note.empty()) content.text += "。" + choice.note;
  Event event = event_beside(file, actor, std::string(chosen_kind), "核对两处记录", value == current ? Audience::handling : fact.audience(), ground);
  for (const Discrepancy& d : file.discrepancies) {
    if (d.fact != chosen->fact) continue;
    settle(draft.discrepancy(d.id), d.offered.value_or("") == value ? "taken" : "dropped", ground.now);
    if (d.account == *actor.account) continue;
    Notice notice;
    notice.id = NoticeId{ground.new_id()};
    notice.matter = file.matter.id;
    notice.event = event.id;
    notice.account = d.account;
    notice.text = "您更正的“" + label + "”已经核对";
    notice.audience = Audience::staff;
    notice.made_at = ground.now;
    draft.notify(std::move(notice));
  }
  draft.add_event(std::move(event), content);
  return draft.finish(file.matter.version);
}

const PastEvent* written_by(const MatterFile& file, const std::string& fact) {
  for (auto at = file.events.rbegin(); at != file.events.rend(); ++at) {
    if (at->told && at->told->fields.contains(now_key + fact)) return &*at;
  }
  return nullptr;
}

}  // namespace lianhu
