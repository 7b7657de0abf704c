#include "store/count_store.h"

#include "store/row.h"

namespace lianhu {

std::vector<CountFact> load_counts(Session& session, const std::string& region, const MatterId& matter) {
  return select_rows<CountFact>(session, "count_fact", region, "matter = :matter ORDER BY recorded_at, id", {{"matter", matter.text}});
}

}  // namespace lianhu
