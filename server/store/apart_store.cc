#include "store/apart_store.h"

#include <algorithm>

namespace lianhu {

std::set<std::string> told_apart(Session& session, const std::string& region, const MatterId& matter) {
  std::set<std::string> ids;
  session.query("SELECT other FROM apart WHERE region = :region AND matter = :matter", {{"region", region}, {"matter", matter.text}},
                [&](const Row& row) { ids.insert(row.text(0)); });
  session.query("SELECT matter FROM apart WHERE region = :region AND other = :matter", {{"region", region}, {"matter", matter.text}},
                [&](const Row& row) { ids.insert(row.text(0)); });
  return ids;
}

bool keep_apart(Session& session, const std::string& region, const std::string& id, const MatterId& a, const MatterId& b, const OfficeId& office, Time at) {
  if (told_apart(session, region, a).contains(b.text)) return false;
  session.run("INSERT INTO apart (region, id, matter, other, office, at) VALUES (:region, :id, :matter, :other, :office, :at)",
              {{"region", region}, {"id", id}, {"matter", std::min(a.text, b.text)}, {"other", std::max(a.text, b.text)}, {"office", office.text}, {"at", at.ms}});
  return true;
}

}  // namespace lianhu
