#pragma once
// The daily call list: whom to call about what, because no gateway could bring it to them; and what came of each call.
//
// Invariant: only the desk that answers for the matter sees a row, and only while may() lets it know the matter; nobody who
// asked not to be called stands on it, whenever they asked. A number is masked until it is opened for one call, and that
// opening is logged. Results are rows only; who was told is a relation to the person, not another person's name.
// Errors: invalid_fields; not_found for a row of another office; conflict "already_told", "no_call".
// Thread rule: any thread.

#include "base/described.h"
#include "desk/entry.h"
#include "model/delivery.h"

namespace lianhu {

struct CallRow {
  std::string call;  // stands for all that is told in this one call
  std::string matter, number, title, party_title;
  std::optional<std::string> name, phone;  // masked; absent: not this reader's to know
  std::string say;                // one sentence to read out: where it is and what comes next
  std::vector<std::string> news;  // the acts it is about
  std::optional<std::string> note;  // how the person wishes to be reached
  Time since;
  std::int64_t calls = 0;
  std::optional<std::string> last;  // what came of the last call
  std::optional<Date> again_on;     // later than today
};
LIANHU_DESCRIBE(CallRow, (call, matter, number, title, party_title, name, phone, say, news, note, since, calls, last, again_on))

struct CallOutcomeRow {
  std::string outcome, title;
  bool needs_note = false, needs_day = false;
};
LIANHU_DESCRIBE(CallOutcomeRow, (outcome, title, needs_note, needs_day))

struct CallList {
  std::vector<CallRow> items;
  std::vector<CallOutcomeRow> outcomes;
  std::int64_t later = 0;  // of this page: to be called on another day
  std::optional<std::string> next;  // the cursor of the following page; a page may be short
  Time as_of;
};
LIANHU_DESCRIBE(CallList, (items, outcomes, later, next, as_of))

struct CallNumber {
  std::string phone;
};
LIANHU_DESCRIBE(CallNumber, (phone))

struct CallResult {
  std::string outcome;
  std::optional<std::string> note;
  std::optional<Date> again_on;
};
LIANHU_DESCRIBE(CallResult, (outcome, note, again_on), {"outcome", {.label = "结果", .format = Format::code}},
                {"note", {.label = "说明", .max = 100, .doc = "告知了谁（与本人的关系）或者为什么不再打"}}, {"again_on", {.label = "再打的日期"}})

class CallDesk {
 public:
  explicit CallDesk(const House& house) : house_(house) {}

  // `all`: also those to be called on another day. `after`: a page's cursor; whoever stands on an earlier page is not repeated.
  CallList list(const Actor& actor, bool all, const std::string& after = "") const;
  Result<CallNumber> number(const Actor& actor, const std::string& call) const;
  Result<Done> record(const Entry& entry, const std::string& call, const CallResult& result) const;
  // The whole of today's list to take along, however long, with the numbers; each is logged as opened.
  Result<std::string> sheet(const Actor& actor) const;

 private:
  struct Group {
    std::vector<DeliveryRow> rows;
    std::shared_ptr<const WholeMatter> whole;
    const Party* party = nullptr;
  };
  // From the row after `after` on; `after` becomes the last row looked at, "" at the end.
  std::vector<Group> groups(const Actor& actor, std::string& after) const;
  CallRow row_of(const Actor& actor, const Group& group) const;
  Result<Group> group_of(const Actor& actor, const std::string& call) const;

  const House& house_;
};

// The offices whose desk this actor sits at.
std::vector<OfficeId> desks_of(const Actor& actor);

}  // namespace lianhu
