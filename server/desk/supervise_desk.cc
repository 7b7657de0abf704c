#include "desk/supervise_desk.h"

#include <algorithm>
#include <map>
#include <set>

#include "rules/draft.h"
#include "rules/permit.h"

namespace lianhu {
namespace {

constexpr int kAnswerDays = 3;

const ActorPost* supervising_post(const Actor& actor) {
  for (const ActorPost& post : actor.posts) {
    const bool centre = post.office_kind == "county_centre" || post.office_kind == "town_centre";
    if (centre && (post.role == Role::supervisor || post.role == Role::triage || post.role == Role::leader)) return &post;
  }
  return nullptr;
}

// The latest card or hurrying of this proceeding's round, and the reason told with it.
void put_level(const MatterFile& file, SuperviseRow& row) {
  for (const PastEvent& event : file.events) {
    const std::string& kind = event.row.kind;
    if (kind != "urge" && kind != "yellow" && kind != "red") continue;
    row.supervised_as = event.row.title;
    row.reason.reset();
    if (!event.told) continue;
    for (const char* field : {"reason", "urge_text"}) {
      const auto at = event.told->fields.find(field);
      if (at != event.told->fields.end() && !at->second.empty()) row.reason = at->second;
    }
  }
}

}  // namespace

Result<SuperviseSheets> SuperviseDesk::sheets(const Actor& actor, const DocketOrder& order) const {
  const ActorPost* post = supervising_post(actor);
  if (!post) return forbidden("not_yours", "督办单由综治中心的督办、分流岗位和负责人开具");
  std::set<std::string> seen;
  for (std::size_t i = 0; i < order.matters.size(); ++i) {
    const std::string at = "/matters/" + std::to_string(i);
    if (!seen.insert(order.matters[i]).second) return invalid("invalid_fields", "同一件事项选了两次，请去掉一个", {{at, "同一件事项选了两次，请去掉一个"}});
  }
  const auto directory = house_.directory();
  const auto calendar = house_.calendar();
  SuperviseSheets out;
  out.issued_by = post->office_name;
  out.issued_on = house_.now().date();
  out.answer_by = out.issued_on;
  for (int left = kAnswerDays; left > 0;) {
    out.answer_by = out.answer_by.plus(1);
    if (calendar->is_working_day(out.answer_by)) --left;
  }
  std::map<std::string, SuperviseSheet> by_office;
  for (const std::string& id : order.matters) {
    const auto whole = load_matter(house_, MatterId{id});
    if (!whole || !may(actor, Action::know, {whole->file})) {
      out.left_out.push_back({id, std::nullopt, std::nullopt, "refused", "没有这件事项，或您无权查看"});
      continue;
    }
    const MatterFile& file = whole->file;
    const Matter& m = file.matter;
    const auto leave = [&](const std::string& why) { out.left_out.push_back({id, m.number, m.title, "refused", why}); };
    const Proceeding& shown = leading(file);
    const Office* office = shown.lead_office ? directory->office(*shown.lead_office) : nullptr;
    if (!m.open) {
      leave("已经结案");
    } else if (!office) {
      const bool led = std::any_of(file.assignments.begin(), file.assignments.end(), [](const Assignment& a) { return a.kind == AssignmentKind::lead && !a.open; });
      const Assignment* duty = open_duty(file);
      const Office* now = duty ? directory->office(duty->office) : nullptr;
      leave(led && now ? "主办已经办完，现在由" + now->name + "处理（" + title(duty->kind) + "），请直接联系" : std::string("还没有主办机构"));
    } else if (office->independent) {
      leave("在法院、检察院或者刑侦部门办理，不督办，请联络");
    } else {
      const auto view = matter_.open(actor, m.id, "开具督办单");
      if (!view) {
        leave("您无权打开");
        continue;
      }
      SuperviseRow row{m.id.text, m.number, m.title, m.summary, m.place_name, category_name(*directory, m.category), m.received_at.date(), m.due_at, m.due_title, {}, {},
                       due_text(m.due_at, *calendar, house_.now())};
      if (may(actor, Action::read_item, {file, Audience::handling})) put_level(file, row);
      SuperviseSheet& sheet = by_office[office->id.text];
      sheet.office_name = office->name;
      sheet.phone = office->phone;
      sheet.rows.push_back(std::move(row));
    }
  }
  for (auto& [id, sheet] : by_office) out.items.push_back(std::move(sheet));
  return out;
}

}  // namespace lianhu
