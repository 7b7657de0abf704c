#pragma once
// Reply sheets and their lines, and the last told result of many matters.
//
// Thread rule: within the caller's session.

#include <map>
#include <optional>
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

// What each matter's last event says as the result of the work; matters that have none are left out.
std::map<std::string, std::string> told_results(Session& session, const std::string& region, const std::vector<std::string>& matters);

}  // namespace lianhu
