#pragma once
// What a creditor takes to the court once a ruling has confirmed the agreement and the other side does not keep it: the application,
// a list with page numbers, the ruling, the agreement, and what proves the parts performed and the demands, as one PDF in one act.
//
// Invariant: without such a ruling there is no packet, and none for what is not overdue. What parties said in mediation is not in it.
// The PDF is an attachment that only who handles the matter reads, with its hash in the history; the debtor does not see that it was made.
// Errors: not_found; forbidden "not_yours"; stale_version; conflict "not_confirmed", "nothing_overdue", "ruling_missing",
// "paper_missing"; invalid_fields; those of render_child.h.
// Thread rule: any thread.
// Source in law: 人民调解法第33条; 民事诉讼法第247条, 第250条.

#include <string>

#include "base/described.h"
#include "desk/entry.h"
#include "paper/render_child.h"

namespace lianhu {

struct EnforcementInput {
  std::string creditor;
};
LIANHU_DESCRIBE(EnforcementInput, (creditor), {"creditor", {.label = "申请执行人", .format = Format::uuid}})

class EnforcementDesk {
 public:
  EnforcementDesk(const House& house, paper::RenderSlots& slots, std::string self, std::string fonts_folder)
      : house_(house), slots_(slots), self_(std::move(self)), fonts_folder_(std::move(fonts_folder)) {}

  Result<Written> pack(const Entry& entry, const MatterId& matter, const EnforcementInput& input) const;

 private:
  Result<Written> once(const Entry& entry, const MatterId& matter, const EnforcementInput& input) const;

  const House& house_;
  paper::RenderSlots& slots_;
  std::string self_, fonts_folder_;
};

}  // namespace lianhu
