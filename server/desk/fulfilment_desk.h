#pragma once
// Following a promise until it is kept: lines entered on it, a wrong one taken back, and the receipt that is filled from a line.
//
// Errors: not_found; forbidden "not_yours"; stale_version; those of rules/receipt.h; of the receipt those of paper_desk.h, and
// conflict "no_receipt" for a line that gave nothing or was taken back.
// Thread rule: any thread.

#include <string>

#include "desk/commands.h"
#include "desk/entry.h"
#include "desk/paper_desk.h"

namespace lianhu {

class FulfilmentDesk {
 public:
  explicit FulfilmentDesk(const House& house) : house_(house) {}

  Result<Written> enter(const Entry& entry, const MatterId& matter, const std::string& obligation, const Performance& performance) const;
  Result<Written> reverse(const Entry& entry, const MatterId& matter, const std::string& obligation, const std::string& line, const EntryReversal& reversal) const;
  // The receipt of one line, made by the desk of papers.
  Result<Written> receipt(const PaperDesk& papers, const Entry& entry, const MatterId& matter, const std::string& obligation, const std::string& line) const;

 private:
  const House& house_;
};

}  // namespace lianhu
