#include "store/saved_brief_store.h"

#include "store/row.h"

namespace lianhu {

std::vector<SavedBrief> load_saved_briefs(Session& session, const std::string& region, const AccountId& account) {
  return select_rows<SavedBrief>(session, "saved_brief", region, "account = :account ORDER BY made_at, id", {{"account", account.text}});
}

bool saved_brief_taken(Session& session, const std::string& region, const std::string& id) {
  return !select_rows<SavedBrief>(session, "saved_brief", region, "id = :id", {{"id", id}}).empty();
}

void put_saved_brief(Session& session, const std::string& region, const SavedBrief& brief) {
  const auto changed = session.run("UPDATE saved_brief SET name = :name, period = :period, place = :place, category = :category"
                                   " WHERE region = :region AND id = :id AND account = :account",
                                   {{"region", region}, {"id", brief.id}, {"account", brief.account.text}, {"name", brief.name}, {"period", brief.period},
                                    {"place", row_detail::to_value(brief.place)}, {"category", row_detail::to_value(brief.category)}});
  if (changed == 0) insert_row(session, "saved_brief", region, brief);
}

bool remove_saved_brief(Session& session, const std::string& region, const AccountId& account, const std::string& id) {
  return session.run("DELETE FROM saved_brief WHERE region = :region AND id = :id AND account = :account",
                     {{"region", region}, {"id", id}, {"account", account.text}}) > 0;
}

}  // namespace lianhu
