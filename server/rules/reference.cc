#include "rules/reference.h"

#include "rules/beside.h"
#include "rules/draft.h"
#include "rules/permit.h"

namespace lianhu {

std::string normal_number(std::string_view typed) {
  std::string out;
  for (std::size_t i = 0; i < typed.size();) {
    const auto byte = static_cast<unsigned char>(typed[i]);
    if (byte < 0x80) {
      if (byte > 0x20 && byte != 0x7F) out.push_back(byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - 32) : static_cast<char>(byte));
      ++i;
      continue;
    }
    const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
    const std::string_view one = typed.substr(i, length);
    i += length;
    if (one == "　" || one == "\xC2\xA0") continue;
    if (one.size() == 3 && byte == 0xEF) {
      // U+FF01 … U+FF5E are ASCII drawn wide. Brackets too: （2026）黔0422诉前调12号 is typed both ways.
      const unsigned code = (byte & 0x0FU) << 12 | (static_cast<unsigned char>(one[1]) & 0x3FU) << 6 | (static_cast<unsigned char>(one[2]) & 0x3FU);
      if (code >= 0xFF01 && code <= 0xFF5E) {
        const char narrow = static_cast<char>(code - 0xFEE0);
        out.push_back(narrow >= 'a' && narrow <= 'z' ? static_cast<char>(narrow - 32) : narrow);
        continue;
      }
    }
    out.append(one);
  }
  return out;
}

bool may_refer(const Actor& actor, const MatterFile& head) {
  if (!actor.staff() || !may(actor, Action::know, {head})) return false;
  const auto held = relations(actor, head, leading(head));
  return held.contains(Who::desk) || held.contains(Who::centre);
}

Change reference_change(const MatterFile& head, const Actor& actor, ReferenceAct act, const Ground& ground) {
  Change change;
  change.matter = head.matter;
  change.expected_version = head.matter.version;
  Event event = event_beside(head, actor, act.kind, act.title, Audience::staff, ground);
  EventContent content = content_beside(head);
  content.text = std::move(act.text);
  change.events.push_back({std::move(event), write_content(content), {}});
  change.external = std::move(act.added);
  change.changed_external = std::move(act.changed);
  for (ExternalReference& reference : change.external) reference.matter = head.matter.id;
  return change;
}

std::string reply_title(const ExternalReference& reference) {
  if (reference.direction == "out") return reference.result ? "对方已办结" : "对方办理中";
  if (reference.reply_state == "confirmed") return "对方已确认";
  return reference.reply_state == "replied" ? "已答复" : "待答复";
}

}  // namespace lianhu
