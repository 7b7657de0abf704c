#pragma once
// Matters received or closed between two instants: the latest first, and how many of which place and kind.
//
// Invariant: a matter merged into another is not counted beside it (settled 6), in the list as in the figure. Walks the index
// of that instant. The caller re-checks each matter of a list by may().
// Errors: those of store/readable.h.

#include "store/readable.h"

namespace lianhu {

enum class SpanOf { received, closed };

struct SpanKey {
  std::int64_t at = 0, ordinal = 0;
  MatterId matter;
};
struct SpanQuery {
  MatterReader reader;
  SpanOf of = SpanOf::received;
  Time from, until;  // both included
  std::optional<SpanKey> before;
  int limit = 50;
};
std::vector<SpanKey> span_matters(Session& session, const std::string& region, const SpanQuery& query);

// A group of matters that share what a brief is broken down by.
struct SpanCount {
  std::string place_path, category, close_kind;  // close_kind "": of received ones
  std::int64_t count = 0;
};
std::vector<SpanCount> count_span(Session& session, const std::string& region, const MatterReader& reader, SpanOf of, Time from, Time until);

struct OpenCount {
  std::string place_path, category;
  std::int64_t open = 0, overdue = 0, due_today = 0;
};
// Open now; overdue and due today as in store/due_store.h.
std::vector<OpenCount> count_open(Session& session, const std::string& region, const MatterReader& reader, Time now, Time end_of_today);

}  // namespace lianhu
