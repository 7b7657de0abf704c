#include "desk/stated_day.h"

#include "desk/day_lamp.h"
#include "desk/reference_desk.h"

namespace lianhu {

std::vector<DeadlineRow> stated_days(const House& house, const MatterFile& file, const Ground& ground) {
  std::vector<DeadlineRow> out;
  for (const ExternalReference& r : file.external) {
    if (r.direction != "in" || r.kind || !r.due_at) continue;
    DeadlineRow row;
    row.id = r.id;
    row.title = "对方要求答复的日期";
    row.rule = "external.stated";
    row.start_day = r.received_at.date();
    row.due_day = r.due_at->date();
    row.due_at = r.due_at;
    const bool waits = r.reply_state == "open" && file.matter.open;
    row.state = waits ? "armed" : "met";
    row.lamp = waits ? day_lamp(*row.due_day, ground.now.date(), ground.calendar).lamp : std::string(word(Lamp::none));
    row.sentence = "来件上写明" + row.due_day->chinese() + "，由对方计算，本中心不推算。";
    row.subject = reference_name(house, r);
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace lianhu
