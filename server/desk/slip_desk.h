#pragma once
// Offices that do not log in: court, procuratorate, police, another county. A slip goes out on paper or as a sheet, and
// what comes back is typed or read from a sheet: their number, where it stands, their day, how it ended. Nothing else of their
// work is kept, and nothing here judges it (settled 15).
//
// Errors: not_found, forbidden "not_yours", invalid_fields, conflict "still_open" (a return letter before the end), and what
// read_sheets and columned() refuse.
// Thread rule: any thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/described.h"
#include "desk/entry.h"
#include "desk/import_desk.h"

namespace lianhu {

struct SlipRow {
  std::string reference, number, matter, matter_number, title;
  Date sent_on;
  std::optional<Date> due_on;
  std::optional<std::string> state, result;
  std::string lamp = "none", due_text;  // of their day while there is no result
};
LIANHU_DESCRIBE(SlipRow, (reference, number, matter, matter_number, title, sent_on, due_on, state, result, lamp, due_text))
struct SlipList {
  std::vector<SlipRow> items;
  bool more = false;  // older ones are left out
  Time as_of;
};
LIANHU_DESCRIBE(SlipList, (items, more, as_of))

class SlipDesk {
 public:
  explicit SlipDesk(const House& house) : house_(house) {}

  // What was sent to the system within the last two years, oldest first; done ones too.
  Result<SlipList> sent(const Actor& actor, const std::string& system) const;
  Result<std::string> sheet(const Actor& actor, const std::string& system) const;  // xlsx, to be filled in over there
  Result<ImportReport> examine(const Actor& actor, const std::string& system, std::string_view bytes) const;
  Result<ImportReport> take_in(const Entry& entry, const std::string& system, std::string_view bytes) const;
  // The paper to go with a reference: 联系单 for what we sent out, 退回函 for a court's letter. A document of the matter.
  Result<Written> issue(const Entry& entry, const MatterId& matter, const std::string& reference) const;

 private:
  const House& house_;
};

}  // namespace lianhu
