#include "store/working_paper_store.h"

#include "store/row.h"

namespace lianhu {

std::vector<WorkingPaper> load_working_papers(Session& session, const std::string& region, const ProceedingId& proceeding) {
  return select_rows<WorkingPaper>(session, "working_paper", region, "proceeding = :proceeding ORDER BY kind", {{"proceeding", proceeding.text}});
}

bool save_working_paper(Session& session, const std::string& region, const WorkingPaper& paper) {
  if (paper.version == 1) {
    const auto there = select_rows<WorkingPaper>(session, "working_paper", region, "proceeding = :proceeding AND kind = :kind",
                                                 {{"proceeding", paper.proceeding.text}, {"kind", paper.kind}});
    if (!there.empty()) return false;
    insert_row(session, "working_paper", region, paper);
    return true;
  }
  return session.run("UPDATE working_paper SET version = :version, content = :content, saved_at = :at, saved_by = :by"
                     " WHERE region = :region AND proceeding = :proceeding AND kind = :kind AND version = :before",
                     {{"region", region}, {"proceeding", paper.proceeding.text}, {"kind", paper.kind}, {"version", paper.version}, {"content", paper.content},
                      {"at", paper.saved_at.ms}, {"by", paper.saved_by.text}, {"before", paper.version - 1}}) == 1;
}

void delete_working_paper(Session& session, const std::string& region, const ProceedingId& proceeding, const std::string& kind) {
  session.run("DELETE FROM working_paper WHERE region = :region AND proceeding = :proceeding AND kind = :kind",
              {{"region", region}, {"proceeding", proceeding.text}, {"kind", kind}});
}

}  // namespace lianhu
