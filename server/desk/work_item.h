#pragma once
// One row of a list of staff, shared by the lists of work_desk.cc and due_list.cc.
//
// Thread rule: pure functions.

#include "desk/work_desk.h"
#include "store/readable.h"

namespace lianhu {

inline constexpr int kMostScanned = 2'000;  // rows looked at for one page of a filtered list

inline Time end_of_day(Time now) { return Time::at(now.date().plus(1)).plus_ms(-1); }

// Of an assignment in an office's list; of the matter itself (nullptr) in a list by scope, with the date of the reader's own
// assignment (`own`) where what is asked for is no date. The lamp is that of its date.
WorkItem item_of(const MatterFile& head, const Assignment* assignment, const Directory& directory, const Calendar& calendar, Time now,
                 const Assignment* own = nullptr);
// Whose eyes a list or a count is for.
MatterReader reader_of(const Actor& actor);
MatterReader reader_of(const Actor& actor, const ListRequest& request);  // narrowed to what they entered, where that is asked
// Every filter of the request but its words and its due.
bool fits(const Actor& actor, const ListRequest& request, const Matter& m);

}  // namespace lianhu
