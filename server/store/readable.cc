#include "store/readable.h"

#include "store/in_list.h"

namespace lianhu {

Readable readable(const MatterReader& reader) {
  InList tokens = in_list(reader.tokens);
  Readable out{" AND EXISTS (SELECT 1 FROM matter_scope s WHERE s.region = matter.region AND s.ordinal = matter.ordinal AND s.token IN " + tokens.text + ")",
               std::move(tokens.binds)};
  std::string bound;
  if (reader.account) {
    bound = "b.account = :account";
    out.binds.push_back({"account", reader.account->text});
  }
  if (!reader.offices.empty()) {
    InList offices = in_list(reader.offices, true);
    bound += (bound.empty() ? "b.office IN " : " OR b.office IN ") + offices.text;
    out.binds.insert(out.binds.end(), offices.binds.begin(), offices.binds.end());
  }
  if (!bound.empty()) out.sql += " AND NOT EXISTS (SELECT 1 FROM bar b WHERE b.region = matter.region AND b.matter = matter.id AND (" + bound + "))";
  return out;
}

}  // namespace lianhu
