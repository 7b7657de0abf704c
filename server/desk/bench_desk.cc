#include "desk/bench_desk.h"

#include <algorithm>

#include "desk/dossier_open.h"
#include "desk/draft_check.h"
#include "desk/ended_papers.h"
#include "desk/matter_desk.h"
#include "desk/render.h"
#include "rules/agreement_check.h"
#include "rules/offer.h"
#include "rules/permit.h"
#include "rules/signature.h"
#include "rules/whose_case.h"
#include "store/working_paper_store.h"

namespace lianhu {
namespace {

std::string name_of(const Party& party) { return party.name ? *party.name : title(party.role); }

std::optional<std::string> some(const std::string& text) { return text.empty() ? std::nullopt : std::optional<std::string>(text); }

std::optional<std::string> choice_title(const Procedure& procedure, const char* field, const std::string& value) {
  const Field* of = value.empty() ? nullptr : procedure.field(field);
  for (const Choice& choice : of ? of->choices : std::vector<Choice>{}) {
    if (choice.value == value) return choice.title;
  }
  return some(value);
}

}  // namespace

struct BenchDesk::Bench {
  std::shared_ptr<const WholeMatter> whole;
  const Proceeding* proceeding = nullptr;
  const Procedure* procedure = nullptr;
  bool acts = false;
};

Result<BenchDesk::Bench> BenchDesk::bench(const Actor& actor, const MatterId& matter) const {
  auto whole = load_matter(house_, matter);
  if (!whole || !reads_dossier(actor, whole->file)) return not_found();
  for (auto at = whole->file.proceedings.rbegin(); at != whole->file.proceedings.rend(); ++at) {
    const Procedure* procedure = house_.procedure(at->procedure());
    if (!procedure || !procedure->mediation) continue;
    const bool acts = relations(actor, whole->file, *at).contains(Who::mediator);
    if (!acts && !whose_case(actor, whole->file)) return not_found();  // a colleague looks on
    return Bench{whole, &*at, procedure, acts};
  }
  return not_found();
}

DraftView BenchDesk::draft_view(const Bench& bench, const WorkingPaper& paper, DraftPaper content) const {
  const auto stand_now = stand(house_);
  DraftView view;
  view.version = paper.version;
  view.saved_at = paper.saved_at;
  const StaffMember* member = stand_now->directory->member(paper.saved_by);
  view.saved_by = member ? member->name : "已离岗人员";
  view.fields = agreement_fields(content, bench.whole->file);
  for (const DossierFinding& one : check_draft(house_, *bench.whole, *bench.proceeding, content)) {
    const char* word = one.weight == Weight::bar ? "bar" : one.weight == Weight::mend ? "mend" : "look";
    const char* word_title = one.weight == Weight::bar ? "还不能成为条款" : one.weight == Weight::mend ? "需要补正" : "请核对";
    DossierFindingRow row{one.key, word, word_title, one.where, one.message, one.remedy, {}, {}, {}, {}, {}};
    if (!one.basis.empty()) row.basis = one.basis;
    view.findings.push_back(std::move(row));
  }
  view.paper = std::move(content);
  return view;
}

Result<BenchView> BenchDesk::open(const Actor& actor, const MatterId& matter) const {
  const auto found = bench(actor, matter);
  if (!found) return found.error();
  const MatterFile& file = found->whole->file;
  const Proceeding& proceeding = *found->proceeding;
  const State* state = found->procedure->state(proceeding.state);
  const auto stand_now = stand(house_);
  BenchView view;
  view.matter = file.matter.id.text;
  view.number = file.matter.number;
  view.title = file.matter.title;
  view.category = file.matter.category;
  view.category_name = category_name(*stand_now->directory, file.matter.category);
  view.proceeding = proceeding.id.text;
  view.state = proceeding.state;
  view.state_title = state ? state->title : proceeding.state;
  view.phase = state ? state->phase : "";
  view.next_step = next_step(file, stand_now->ground, true, listed_assignment(actor, file));
  view.office_name = stand_now->directory->office_name(proceeding.lead_office.value_or(proceeding.desk_office));
  if (const StaffMember* me = stand_now->directory->member(*actor.account)) view.me = me->name;
  view.file_number = proceeding.number;
  view.round = proceeding.round;
  view.may_write = found->acts && talks_go_on(*found->procedure, proceeding.state);
  for (const Party& party : file.parties) {
    if (!party.left_at) view.parties.push_back({party.id.text, name_of(party), title(party.role)});
  }
  std::vector<WorkingPaper> papers;
  house_.db().read([&](Session& session) { papers = load_working_papers(session, house_.region(), proceeding.id); });
  for (const WorkingPaper& paper : papers) {
    const StaffMember* member = stand_now->directory->member(paper.saved_by);
    if (paper.kind == talk_kind) {
      if (auto talk = read_json<TalkPaper>(paper.content)) {
        auto fields = session_fields(*talk);
        view.talk = TalkView{paper.version, paper.saved_at, member ? member->name : "已离岗人员", std::move(*talk), std::move(fields)};
      }
    } else if (auto draft = read_json<DraftPaper>(paper.content)) {
      view.draft = draft_view(*found, paper, std::move(*draft));
    }
  }
  for (const PastEvent& event : file.events) {
    if (event.row.kind != "caucus" || event.row.proceeding != proceeding.id || !event.told) continue;
    const auto told = [&](const char* field) {
      const auto at = event.told->fields.find(field);
      return at == event.told->fields.end() ? std::string() : at->second;
    };
    const Party* party = file.party(PartyId{told("caucus_party")});
    view.caucuses.push_back({party ? name_of(*party) : "一方", told("caucus_text"), event.row.actor_label, Date::parse(told("caucus_on")), some(told("caucus_place")),
                             event.told->round, event.row.entered_at});
  }
  if (const Signatures signed_now = signatures_of(file, proceeding); signed_now.written) {
    SigningView signing{{}, signed_now.agreed_on, signed_now.mediator_on, signed_now.sealed_on, signed_now.effective_on, some(awaited(signed_now))};
    for (const Signature& one : signed_now.parties) {
      signing.parties.push_back({one.party->id.text, name_of(*one.party), one.on, choice_title(*found->procedure, "signed_way", one.way), some(one.place),
                                 choice_title(*found->procedure, "capacity", one.capacity), some(one.guardian), some(one.reader), some(one.scribe), some(one.witness)});
    }
    view.signing = std::move(signing);
  }
  log_access(house_, actor, &file, "matter", "调解台");
  return view;
}

Result<WorkingPaper> BenchDesk::save_paper(const Entry& entry, const MatterId& matter, const std::string& kind, std::string content) const {
  const auto found = bench(entry.actor, matter);
  if (!found) return found.error();
  if (!found->acts) return colleagues_case(entry.actor, found->whole->file, *house_.directory()).value_or(not_found());
  if (!talks_go_on(*found->procedure, found->proceeding->state)) return conflict("wrong_state", "调解已经结束，草稿不再保存；要用的文字请先复制下来");
  WorkingPaper paper{matter, found->proceeding->id, kind, entry.if_version.value_or(0) + 1, std::move(content), house_.now(), *entry.actor.account};
  std::optional<WorkingPaper> stands;
  bool saved = false;
  house_.db().commit([&](Session& session) {
    stands.reset();
    saved = save_working_paper(session, house_.region(), paper);
    if (saved) return;
    for (WorkingPaper& one : load_working_papers(session, house_.region(), paper.proceeding)) {
      if (one.kind == kind) stands = std::move(one);
    }
  });
  if (saved) return paper;
  // The answer to the first try was lost on the way.
  if (stands && stands->version == paper.version && stands->content == paper.content && stands->saved_by == paper.saved_by) return *stands;
  return conflict("stale_version", "这份草稿刚刚在别处保存过；您写的还在这个页面上，两份都没有丢，请对照后再保存");
}

Result<TalkView> BenchDesk::save_talk(const Entry& entry, const MatterId& matter, const TalkPaper& paper) const {
  for (std::size_t i = 0; i < paper.rows.size(); ++i) {
    const std::string& kind = paper.rows[i].kind;
    if (kind == "ask" || kind == "answer" || kind == "say") continue;
    return invalid("invalid_fields", "第" + std::to_string(i + 1) + "行不知道是问、是答还是说", {{"/rows/" + std::to_string(i) + "/kind", "请选择问、答或者说"}});
  }
  const auto saved = save_paper(entry, matter, std::string(talk_kind), write_json(paper));
  if (!saved) return saved.error();
  const auto directory = house_.directory();
  const StaffMember* member = directory->member(saved->saved_by);
  return TalkView{saved->version, saved->saved_at, member ? member->name : "", paper, session_fields(paper)};
}

Result<DraftView> BenchDesk::save_draft(const Entry& entry, const MatterId& matter, const DraftPaper& paper) const {
  if (!clauses_of(paper)) return invalid("invalid_fields", "条款的写法不对，或者超过了 30 条", {{"/clauses", "最多 30 条；请刷新页面后再写"}});
  const auto saved = save_paper(entry, matter, std::string(draft_kind), write_json(paper));
  if (!saved) return saved.error();
  const auto found = bench(entry.actor, matter);
  if (!found) return found.error();
  return draft_view(*found, *saved, paper);
}

}  // namespace lianhu
