#include "rules/need.h"

#include <algorithm>

#include "model/place.h"
#include "rules/draft.h"
#include "rules/fulfilment.h"
#include "rules/permit.h"
#include "rules/recusal.h"

namespace lianhu {
namespace {

const Assignment* returned_assignment(const MatterFile& file, const Proceeding& proceeding) {
  for (const Assignment& a : file.assignments) {
    if (a.proceeding == proceeding.id && a.open && a.state == AssignmentState::returned) return &a;
  }
  return nullptr;
}

std::string cited_duty(const Procedure& procedure, const Move& move, const Order& order) {
  for (const Ask& ask : move.asks) {
    const Field* field = procedure.field(ask.field);
    if (!field || field->kind != FieldKind::duty) continue;
    const auto given = order.fields.find(ask.field);
    if (given != order.fields.end()) return given->second;
  }
  return {};
}

// Whether a people's mediation committee may take it is a property of the category (territory/categories.toml).
bool mediable(const MatterFile& file, const Ground& ground) {
  const Category* category = ground.directory.category(file.matter.category);
  return !category || category->mediable;
}

std::string move_title(const Procedure& procedure, const std::string& name) {
  const Move* move = procedure.move(name);
  return move ? move->title : name;
}

struct Question {
  const Procedure& procedure;
  const Move& move;
  const Actor& actor;
  const MatterFile& file;
  const Proceeding& proceeding;
  const History& history;
  const Ground& ground;
  const Order* order;
};

// Why this need is not met; empty when it is.
std::string missing(const Need& need, const Question& q) {
  switch (need.kind) {
    case NeedKind::consent: return all_consent(q.file, q.proceeding) ? "" : "还没有取得各方当事人的同意";
    case NeedKind::assignment: {
      if (need.arg == "returned") return returned_assignment(q.file, q.proceeding) ? "" : "没有待裁定的退回";
      const Assignment* own = own_assignment(q.actor, q.file, q.proceeding, &q.move);
      if (!own) return "本机构没有承办这一事项";
      if (need.arg == "open") return own->state == AssignmentState::given ? "" : "本机构已经签收";
      return own->state == AssignmentState::accepted ? "" : "请先签收，再办理这一步";
    }
    case NeedKind::not_same_actor:
      return q.actor.account && q.history.done_by(need.arg, *q.actor.account) ? "您做过“" + move_title(q.procedure, need.arg) + "”，这一步须由他人办理" : "";
    case NeedKind::duty: return !q.order || !cited_duty(q.procedure, q.move, *q.order).empty() ? "" : "退回须引用职责清单的一条";
    case NeedKind::ground: {
      if (!q.order) return {};
      const std::string cited = cited_duty(q.procedure, q.move, *q.order);
      const Assignment* own = own_assignment(q.actor, q.file, q.proceeding, &q.move);
      // A precedent binds the same kind of matter in the same village (J3).
      for (const Ruling& ruling : q.ground.precedents) {
        const bool same_place = ruling.place_path == q.file.matter.place_path || shared_levels(ruling.place_path, q.file.matter.place_path) >= 3;
        if (own && same_place && !ruling.upheld && ruling.duty == cited && ruling.office == own->office) {
          return "中心已裁定不能以这一条退回，请办理或引用其他条目";
        }
      }
      return {};
    }
    case NeedKind::office: {
      for (const Assignment& a : q.file.assignments) {
        const Office* office = a.proceeding == q.proceeding.id && a.state != AssignmentState::ended ? q.ground.directory.office(a.office) : nullptr;
        if (office && office->independent) return "对" + office->name + "依法独立办理的事项，不能督办、批示或裁定";
      }
      return {};
    }
    case NeedKind::dispute: return mediable(q.file, q.ground) ? "" : "这类事项（如行政争议、举报）不属于人民调解范围，请走协调、复议、诉讼等途径";
    case NeedKind::outcome: {
      const Outcome* wanted = q.procedure.outcome(need.arg);
      return q.history.last_outcome() == need.arg ? "" : "需要先有结果“" + (wanted ? wanted->title : need.arg) + "”";
    }
    case NeedKind::every_party: {
      const std::vector<std::string> done_by = q.history.parties_with(need.arg);
      for (const Party& party : q.file.parties) {
        if (!party.left_at && std::find(done_by.begin(), done_by.end(), party.id.text) == done_by.end()) {
          const Outcome* wanted = q.procedure.outcome(need.arg);
          return "还有当事人没有“" + (wanted ? wanted->title : need.arg) + "”";
        }
      }
      return {};
    }
    case NeedKind::done_before: return q.history.done(need.arg) ? "" : "请先办理“" + move_title(q.procedure, need.arg) + "”";
    case NeedKind::not_done: {
      // What one party did does not take it from another.
      const bool before = q.actor.party ? q.history.done_by_party(need.arg, *q.actor.party) : q.history.done(need.arg);
      return before ? "“" + move_title(q.procedure, need.arg) + "”已经办理过" : "";
    }
    case NeedKind::obligations: {
      const bool any_open = std::any_of(q.file.obligations.begin(), q.file.obligations.end(),
                                        [&](const Obligation& o) { return o.subject == q.proceeding.id.text && still_owed(o); });
      if (need.arg == "settled") return any_open ? "还有没有履行完毕的条款" : "";
      if (need.arg == "overdue") {
        // What has no day, as a promise to refrain, can be broken at any time.
        const bool due = std::any_of(q.file.obligations.begin(), q.file.obligations.end(), [&](const Obligation& o) {
          return o.subject == q.proceeding.id.text && still_owed(o) && (!o.due_day || *o.due_day < q.ground.now.date());
        });
        return due ? "" : "还没有到期未履行的条款";
      }
      return any_open ? "" : "各项条款都已履行完毕";
    }
    case NeedKind::extension: {
      const bool asked = extension_asked(q.procedure, q.history);
      if (need.arg == "asked") return asked ? "" : "没有待批准的延期申请";
      return asked ? "已有一份延期申请等待批准" : "";
    }
    case NeedKind::recusal: {
      const bool open = recusal_open(q.procedure, q.history, q.proceeding.round);
      if (need.arg == "asked") return open ? "" : "没有等待答复的更换申请";
      return open ? "有当事人要求更换调解员，请先更换，或者说明理由答复" : "";
    }
    case NeedKind::child: return has_open_child(q.file, q.proceeding) ? "转入的程序还没有办结" : "";
    case NeedKind::other_party: {
      // Who reported the same thing and joined is not the other side.
      const auto sides = std::count_if(q.file.parties.begin(), q.file.parties.end(), [](const Party& party) { return !party.joined_at && !party.left_at; });
      return sides >= 2 ? "" : "还没有登记对方当事人";
    }
  }
  return {};
}

}  // namespace

bool all_consent(const MatterFile& file, const Proceeding& proceeding) {
  if (file.parties.empty()) return false;
  return std::all_of(file.parties.begin(), file.parties.end(), [&](const Party& party) {
    bool agrees = party.left_at.has_value();
    for (const ConsentRecord& record : file.consents) {
      if (record.proceeding == proceeding.id && record.party == party.id) agrees = record.given;
    }
    return agrees;
  });
}

bool extension_asked(const Procedure& procedure, const History& history) {
  bool asked = false;
  for (const PastMove& past : history.moves()) {
    const Move* move = procedure.move(past.move);
    if (!move) continue;
    for (const Effect& effect : move->effects) {
      if (effect.what == Do::extend && effect.extend) asked = *effect.extend == ExtendAct::ask;
    }
  }
  return asked;
}

std::vector<std::string> unmet(const Procedure& procedure, const Move& move, const Actor& actor, const MatterFile& file, const Proceeding& proceeding,
                               const History& history, const Ground& ground, const Order* order) {
  std::vector<std::string> out;
  const Question question{procedure, move, actor, file, proceeding, history, ground, order};
  for (const Need& need : move.needs) {
    if (std::string text = missing(need, question); !text.empty()) out.push_back(std::move(text));
  }
  return out;
}

}  // namespace lianhu
