#include "store/duty_store.h"

#include <algorithm>

#include "store/row.h"

namespace lianhu {

std::vector<Duty> all_duties(Session& session, const std::string& region) { return select_rows<Duty>(session, "duty", region, "1 = 1 ORDER BY office, category, id"); }

std::optional<Duty> find_duty(Session& session, const std::string& region, const std::string& id) {
  auto rows = select_rows<Duty>(session, "duty", region, "id = :id", {{"id", id}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

void end_duty(Session& session, const std::string& region, const std::string& id, Date last_day) {
  session.run("UPDATE duty SET valid_to = :last WHERE region = :region AND id = :id", {{"region", region}, {"id", id}, {"last", last_day.text()}});
}

std::optional<Ruling> find_ruling(Session& session, const std::string& region, const std::string& id) {
  auto rows = select_rows<Ruling>(session, "ruling", region, "id = :id", {{"id", id}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::optional<RulingWithdrawn> find_withdrawn(Session& session, const std::string& region, const std::string& id) {
  auto rows = select_rows<RulingWithdrawn>(session, "ruling_withdrawn", region, "id = :id", {{"id", id}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

void insert_withdrawn(Session& session, const std::string& region, const RulingWithdrawn& row) { insert_row(session, "ruling_withdrawn", region, row); }

std::vector<Ruling> rulings_of(Session& session, const std::string& region, const std::vector<std::string>& categories, const std::optional<RulingKey>& before, int limit) {
  std::vector<Ruling> out;
  // Each category is a range of the index; the newest of all are taken from the newest of each.
  for (const std::string& category : categories) {
    std::vector<Bind> binds{{"category", category}, {"limit", static_cast<std::int64_t>(limit)}};
    std::string older;
    if (before) {
      older = " AND (ruled_at < :at OR (ruled_at = :at AND id < :before))";
      binds.push_back({"at", before->ruled_at.ms});
      binds.push_back({"before", before->id});
    }
    for (Ruling& row : select_rows<Ruling>(session, "ruling", region, "category = :category" + older + " ORDER BY ruled_at DESC, id DESC LIMIT :limit", std::move(binds))) {
      out.push_back(std::move(row));
    }
  }
  std::sort(out.begin(), out.end(), [](const Ruling& a, const Ruling& b) { return std::pair(a.ruled_at, a.id.text) > std::pair(b.ruled_at, b.id.text); });
  if (out.size() > static_cast<std::size_t>(limit)) out.resize(static_cast<std::size_t>(limit));
  return out;
}

}  // namespace lianhu
