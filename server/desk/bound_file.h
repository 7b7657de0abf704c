#pragma once
// What the desks that bind one PDF share: a paper as a part of it, the child that binds it, and the attachment that keeps it.
//
// Invariant: the file is durable before the row that names it; until an event claims it the attachment belongs to nobody's history.
// Refusals: conflict "paper_missing"; what paper/render_child.h answers. Thread rule: any thread; binding blocks for up to a minute.

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "desk/house.h"
#include "model/event.h"
#include "paper/render_child.h"

namespace lianhu {

// A paper of the catalogue with its fields; no version: the newest.
Result<paper::PacketPart> paper_part(const House& house, const std::string& code, std::optional<int> version, const std::string& title, std::string fields, paper::Link link);

struct BoundFile {
  Attachment attachment;
  int pages = 0;
  std::vector<int> parts;  // pages of each
};
// Bound in a child and kept for this matter under a name, for an audience; the attachment's row is committed.
Result<BoundFile> bind_and_keep(const House& house, paper::RenderSlots& slots, const std::string& self, const paper::PacketJob& job, const MatterId& matter,
                                const std::optional<AccountId>& account, std::string name, Audience audience);

// The row of a change by which an event takes an attachment into the history.
Attachment claimed(const AttachmentId& id, const MatterId& matter, const EventId& event, Audience audience);

}  // namespace lianhu
