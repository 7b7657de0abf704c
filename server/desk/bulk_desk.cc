#include "desk/bulk_desk.h"

#include <algorithm>
#include <set>

#include "desk/intake_desk.h"
#include "desk/offer_view.h"
#include "rules/draft.h"
#include "rules/offer.h"
#include "rules/permit.h"

namespace lianhu {
namespace {

// What says the same to every row. A ruling, a closing, a verification is given one by one.
constexpr std::string_view kMoves[] = {"assign", "urge"};

Error wrong(std::string pointer, std::string message) {
  std::string text = message;
  return invalid("invalid_fields", std::move(text), {{std::move(pointer), std::move(message)}});
}

std::optional<Error> named_twice(const std::vector<std::string>& ids, const std::string& under) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!seen.insert(ids[i]).second) return wrong(under + "/" + std::to_string(i), "同一件事项选了两次，请去掉一个");
  }
  return std::nullopt;
}

BulkRowResult unknown(const std::string& id) { return {id, std::nullopt, std::nullopt, "refused", "没有这件事项，或您无权查看"}; }

}  // namespace

std::vector<BulkMove> BulkDesk::moves() const {
  std::vector<BulkMove> out;
  const Procedure* procedure = intake_procedure(house_);
  for (const std::string_view name : kMoves) {
    const Move* move = procedure ? procedure->move(name) : nullptr;
    if (!move) continue;
    MoveOffer shown = blank_offer(*procedure, *move, house_.procedures(), house_.terms(), house_.now());
    out.push_back({shown.move, shown.title, shown.tone, std::move(shown.fields)});
  }
  return out;
}

BulkRowResult BulkDesk::one(const Entry& entry, const BulkOrder& order, const BulkRow& row) const {
  const auto whole = load_matter(house_, MatterId{row.matter});
  if (!whole || !may(entry.actor, Action::know, {whole->file})) return unknown(row.matter);
  const MatterFile& file = whole->file;
  BulkRowResult out{row.matter, file.matter.number, file.matter.title, "refused", {}};
  MoveOrder act;
  act.move = order.move;
  act.fields = order.fields;
  const auto stand_now = stand(house_);
  // Not offered, it is refused by the proceeding that knows the act, with the reason.
  act.proceeding = leading(file).id.text;
  for (const Proceeding& p : file.proceedings) {
    const Procedure* procedure = stand_now->ground.procedure(p.procedure());
    if (procedure && procedure->move(order.move)) act.proceeding = p.id.text;
  }
  for (const Offer& offer : offers(entry.actor, file, stand_now->ground)) {
    if (offer.move->name != order.move) continue;
    act.proceeding = offer.proceeding.text;
    if (offer.assignment) act.assignment = offer.assignment->text;
    break;
  }
  Entry own = entry;
  own.client_key = entry.client_key.empty() ? "" : entry.client_key + "/" + row.matter;
  own.if_version = version_of(row.etag);
  if (!own.if_version) {
    out.message = "没有带上列表里的版本，请刷新列表后再选";
    return out;
  }
  const auto written = matter_.act_on(own, MatterId{row.matter}, act);
  if (written) {
    out.outcome = "done";
    out.message = written->again ? "已办理（此前已经收到）" : "已办理";
    return out;
  }
  if (written.error().code == "stale_version") {
    out.outcome = "changed";
    out.message = "列表打开以后有人办理过，请看过再办";
    return out;
  }
  out.message = written.error().message;
  return out;
}

Result<BulkResult> BulkDesk::act(const Entry& entry, const BulkOrder& order) const {
  if (std::find(std::begin(kMoves), std::end(kMoves), order.move) == std::end(kMoves)) {
    return wrong("/move", "批量只办理交办和催办，其他请逐件办理");
  }
  std::vector<std::string> ids;
  for (const BulkRow& row : order.rows) ids.push_back(row.matter);
  if (auto twice = named_twice(ids, "/rows")) return *twice;
  BulkResult out;
  for (const BulkRow& row : order.rows) {
    out.rows.push_back(one(entry, order, row));
    const std::string& outcome = out.rows.back().outcome;
    ++(outcome == "done" ? out.done : outcome == "changed" ? out.changed : out.refused);
  }
  return out;
}

Result<DocketSheet> BulkDesk::dockets(const Actor& actor, const DocketOrder& order) const {
  if (auto twice = named_twice(order.matters, "/matters")) return *twice;
  DocketSheet out;
  out.as_of = house_.now();
  for (const std::string& id : order.matters) {
    const auto view = matter_.open(actor, MatterId{id}, "批量打印");
    if (!view) {
      out.rows.push_back(unknown(id));
      continue;
    }
    Docket docket;
    docket.number = view->number;
    docket.title = view->title;
    docket.text = view->text;
    docket.category_name = view->category_name;
    docket.place_name = view->place_name + view->place_detail.value_or("");
    docket.channel_title = view->channel_title;
    docket.status_title = view->status.title;
    docket.next_step = view->next_step;
    docket.received_at = view->received_at;
    docket.entered_at = view->entered_at;
    docket.late_entry = view->late_entry;
    docket.urgent = view->urgent;
    for (const PartyView& party : view->parties) docket.parties.push_back(party.role_title == party.name ? party.name : party.role_title + " " + party.name);
    for (const AssignmentView& a : view->assignments) {
      const bool shown = a.state != "ended" && (a.kind == "lead" || a.kind == "co" || a.kind == "copied");
      if (shown) docket.duties.push_back({a.kind_title, a.office_name, a.receiver_name});
    }
    for (const DeadlineRow& d : view->deadlines) {
      if (d.state != "armed" && d.state != "missed") continue;
      docket.due_at = d.due_at;
      docket.due_title = d.title;
      docket.due_sentence = d.sentence;
      break;
    }
    out.dockets.push_back(std::move(docket));
    out.rows.push_back({id, view->number, view->title, "done", "已列入"});
  }
  return out;
}

}  // namespace lianhu
