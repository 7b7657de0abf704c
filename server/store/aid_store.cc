#include "store/aid_store.h"

#include "store/row.h"

namespace lianhu {

std::vector<AidEdit> aid_edits(Session& session, const std::string& region) { return select_rows<AidEdit>(session, "aid_edit", region, "1 = 1 ORDER BY code, version"); }

void insert_aid_edit(Session& session, const std::string& region, const AidEdit& row) { insert_row(session, "aid_edit", region, row); }

}  // namespace lianhu
