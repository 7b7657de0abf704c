#include "desk/slip_desk.h"

#include <algorithm>

#include "desk/matter_desk.h"
#include "desk/court_letter.h"
#include "desk/day_lamp.h"
#include "desk/paper_fill.h"
#include "desk/reference_desk.h"
#include "desk/slip_plan.h"
#include "paper/sheet_write.h"
#include "rules/court_term.h"
#include "rules/draft.h"
#include "rules/permit.h"
#include "rules/reference.h"
#include "store/change_store.h"
#include "store/matter_store.h"
#include "store/reference_store.h"
#include "store/stub_store.h"

namespace lianhu {
namespace {

Result<const OtherSystem*> slip_system(const House& house, const std::string& id) {
  const OtherSystem* system = system_of(house.other_systems(), id);
  if (!system || !system->slips) return invalid("invalid_fields", "这个系统不用联系单往来，请从列表中选择", {{"/system", "请从列表中选择"}});
  return system;
}

ImportReport report_of(const OtherSystem& system, const SlipPlan& plan, bool written) {
  ImportReport out;
  out.system = system.id;
  out.system_title = system.title;
  out.written = written;
  out.notes = plan.sheet.notes;
  out.rows = static_cast<std::int64_t>(plan.rows.size());
  for (const bool faulty : {true, false}) {
    for (const SlipPlan::Row& row : plan.rows) {
      if (row.faults.empty() == faulty) continue;
      ++(faulty ? out.faulty : row.changed ? out.changed : out.known);
      if (out.items.size() >= kMostShown) continue;
      ImportRow view;
      view.row = static_cast<std::int64_t>(row.row) + 1;
      view.number = row.number;
      view.outcome = faulty ? "faulty" : row.changed ? "changed" : "known";
      view.outcome_title = faulty ? (written ? "有错误，没有登记" : "有错误，不登记") : row.changed ? (written ? "已更新" : "更新进度和结果") : "没有变化";
      if (row.stub) {
        view.title = "存根";
        view.due_on = row.stub->due_day;
      }
      if (row.before) {
        view.matter = row.before->matter.text;
        view.matter_number = row.matter_number;
        if (row.now.due_at) view.due_on = row.now.due_at->date();
      }
      view.faults = row.faults;
      out.items.push_back(std::move(view));
    }
  }
  return out;
}

std::string told(const House& house, const ExternalReference& before, const ExternalReference& now) {
  std::string text = reference_name(house, now);
  if (now.number != before.number) text += "（原登记 " + before.number + "）";
  if (now.state && now.state != before.state) text += "，" + *now.state;
  if (now.due_at && now.due_at != before.due_at) text += "，期限" + now.due_at->date().chinese();
  if (now.result && now.result != before.result) text += "，已告知结果";
  return text;
}

}  // namespace

Result<SlipList> SlipDesk::sent(const Actor& actor, const std::string& id) const {
  const auto system = slip_system(house_, id);
  if (!system) return system.error();
  SlipList out;
  out.as_of = house_.now();
  const auto calendar = house_.calendar();
  std::map<std::string, MatterFile> heads;
  for (const SentOut& one : load_sent(house_, actor, id, heads, out.more)) {
    const ExternalReference& r = one.reference;
    SlipRow row{r.id, r.number, r.matter.text, one.head->matter.number, one.head->matter.title, r.received_at.date(), {}, r.state, r.result, "none", ""};
    if (r.due_at) row.due_on = r.due_at->date();
    if (r.due_at && !r.result) {
      const DayLamp lamp = day_lamp(*row.due_on, out.as_of.date(), *calendar);
      row.lamp = lamp.lamp;
      row.due_text = lamp.text;
    }
    out.items.push_back(std::move(row));
  }
  log_access(house_, actor, nullptr, "list", "转出的事项：" + (*system)->title);
  return out;
}

Result<std::string> SlipDesk::sheet(const Actor& actor, const std::string& id) const {
  const auto system = slip_system(house_, id);
  if (!system) return system.error();
  paper::Sheet out;
  out.name = "联系单";
  out.header_rows = 1;
  out.landscape = out.ruled = true;
  out.rows.emplace_back();
  for (const SheetColumn& column : slip_columns()) {
    out.rows[0].push_back(paper::Cell::words(column.heading));
    out.widths.push_back(column.field == "title" || column.field == "result" ? 40 : column.field == "due" || column.field == "sent" || column.field == "state" ? 14 : 24);
  }
  bool more = false;
  std::map<std::string, MatterFile> heads;
  for (const SentOut& one : load_sent(house_, actor, id, heads, more)) {
    const ExternalReference& r = one.reference;
    if (r.result) continue;  // they have told how it ended
    // A sealed matter goes by its number alone.
    const bool plain = one.head->matter.seal == Seal::open;
    out.rows.push_back({paper::Cell::words(one.head->matter.number), paper::Cell::words(r.number), paper::Cell::words(plain ? one.head->matter.title : "（不公开）"),
                        paper::Cell::day(r.received_at.date()), r.due_at ? paper::Cell::day(r.due_at->date()) : paper::Cell{},
                        paper::Cell::words(r.state.value_or("")), paper::Cell{}});
  }
  for (const Stub& stub : open_stubs(house_, actor, id)) {
    out.rows.push_back({paper::Cell{}, paper::Cell::words(stub.number), paper::Cell::words("（存根，" + stub.place_name + "）"), paper::Cell::day(stub.heard_day),
                        stub.due_day ? paper::Cell::day(*stub.due_day) : paper::Cell{}, paper::Cell::words(stub.state.value_or("")), paper::Cell{}});
  }
  log_access(house_, actor, nullptr, "export", "联系单：" + (*system)->title);
  return paper::write_xlsx({{std::move(out)}, {}});
}

Result<ImportReport> SlipDesk::examine(const Actor& actor, const std::string& id, std::string_view bytes) const {
  const auto system = slip_system(house_, id);
  if (!system) return system.error();
  const auto plan = plan_slips(house_, actor, **system, bytes);
  if (!plan) return plan.error();
  return report_of(**system, *plan, false);
}

Result<ImportReport> SlipDesk::take_in(const Entry& entry, const std::string& id, std::string_view bytes) const {
  const auto system = slip_system(house_, id);
  if (!system) return system.error();
  const auto before = replayed(house_, entry);
  if (before && !*before) return before->error();
  auto plan = plan_slips(house_, entry.actor, **system, bytes);
  if (!plan) return plan.error();
  std::map<std::string, std::vector<SlipPlan::Row*>> by_matter;
  for (SlipPlan::Row& row : plan->rows) {
    if (row.faults.empty() && row.changed && row.before) by_matter[row.before->matter.text].push_back(&row);
  }
  const auto stand_now = stand(house_);
  std::vector<Change> changes;
  for (const auto& [matter, rows] : by_matter) {
    ReferenceAct act{"slip_returned", "对方告知进度", "", {}, {}};
    for (const SlipPlan::Row* row : rows) {
      act.text += (act.text.empty() ? "" : "；") + told(house_, *row->before, row->now);
      act.changed.push_back(row->now);
    }
    changes.push_back(reference_change(plan->heads.at(matter), entry.actor, std::move(act), stand_now->ground));
  }
  const auto written = save_many(house_, entry, std::move(changes));
  std::size_t i = 0;
  for (const auto& [matter, rows] : by_matter) {
    const Result<Written>& one = written[i++];
    if (one) continue;
    for (SlipPlan::Row* row : rows) row->faults.push_back({"", "", one.error().message});
  }
  for (SlipPlan::Row& row : plan->rows) {
    if (!row.stub || !row.changed || !row.faults.empty()) continue;
    const StubEvent said = stub_told(house_, entry.actor, *row.stub, "对方告知：" + row.told);
    bool saved = false;
    house_.db().commit([&](Session& session) { saved = change_stub(session, house_.region(), *row.stub, said); });
    if (!saved) row.faults.push_back({"", "", "这条存根刚刚有了变化，请再核对一次"});
  }
  if (!entry.client_key.empty() && !before) {
    const Replay replay{entry.actor.key(), entry.route, entry.client_key, entry.body_sha256, 200, "slips", house_.now()};
    house_.db().commit([&](Session& session) { save_replay(session, house_.region(), replay); });
  }
  return report_of(**system, *plan, true);
}

Result<Written> SlipDesk::issue(const Entry& entry, const MatterId& id, const std::string& reference_id) const {
  return past_the_clock(house_, entry, id, [&]() -> Result<Written> {
    const auto whole = load_matter(house_, id);
    if (!whole || !may(entry.actor, Action::know, {whole->file})) return not_found();
    const MatterFile& file = whole->file;
    if (const auto again = replayed(house_, entry)) return *again;
    if (entry.if_version && *entry.if_version != file.matter.acted_version) {
      return conflict("stale_version", "事项刚刚有了变化，请刷新后再办理；您填写的内容不会丢失");
    }
    if (!may_refer(entry.actor, file)) return forbidden("not_yours", "联系单由分流岗出具");
    const auto found = std::find_if(file.external.begin(), file.external.end(), [&](const ExternalReference& r) { return r.id == reference_id; });
    if (found == file.external.end()) return not_found();
    const OtherSystem* system = system_of(house_.other_systems(), found->system);
    const bool out = found->direction == "out";
    if (system && !out && system->id == "court" && !mediation_over(file, stand(house_)->ground)) {
      return conflict("still_open", "调解还没有结束，结束后再出退回函");
    }
    const auto paper = slip_title(house_, file, *found);
    if (!paper) return invalid("invalid_fields", "只有转往法院、检察院、公安等单位的事项出联系单，法院委派、委托的出退回函", {{"/reference", "请另选一个编号"}});
    const auto stand_now = stand(house_);
    ReferenceAct act{out ? "slip_issued" : "return_issued", out ? "出具联系单" : "出具退回函", reference_name(house_, *found), {}, {}};
    Change change = reference_change(file, entry.actor, std::move(act), stand_now->ground);
    Document document;
    document.id = DocumentId{house_.ids().text()};
    document.matter = id;
    document.proceeding = leading(file).id;
    document.paper = out ? "contact_slip" : "court_return";
    document.title = *paper;
    document.audience = Audience::handling;
    document.made_by = entry.actor.account;
    document.made_at = house_.now();
    // What goes with a letter that is printed alone is written in by hand.
    paper::Fields facts = court_letter_facts(house_, *whole, entry.actor, change, document, *found, stand_now->ground,
                                             "调解协议（已达成的）＿＿份\n送达地址确认书＿＿份\n无争议事实记载＿＿份\n其他：＿＿＿＿＿＿＿＿");
    if (auto filled = fill_document(house_, facts, document); !filled) return filled.error();
    change.documents.push_back(std::move(document));
    return save(house_, entry, std::move(change));
  });
}

}  // namespace lianhu
