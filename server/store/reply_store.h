#pragma once
// Reply sheets and their lines, and the last told result of many matters.
//
// Thread rule: within the caller's session.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/reply_sheet.h"
#include "store/db.h"

namespace lianhu {

void insert_reply_sheet(Session& session, const std::string& region, const ReplySheet& sheet, const std::vector<ReplyLine>& lines);
std::optional<ReplySheet> find_reply_sheet(Session& session, const std::string& region, const std::string& id);
// Of one office, newest first.
std::vector<ReplySheet> reply_sheets(Session& session, const std::string& region, const OfficeId& office, int limit);
std::vector<ReplyLine> reply_lines(Session& session, const std::string& region, const std::string& sheet);

// What was last told of each matter as the result of the work, and why it was closed (`closing`: the moves that close); matters that have
// neither are left out. Only what the person may read as well: it leaves the house.
struct ToldResult {
  std::string result, reason, remains;
};
std::map<std::string, ToldResult> told_results(Session& session, const std::string& region, const std::vector<std::string>& matters, const std::set<std::string>& closing);

}  // namespace lianhu
