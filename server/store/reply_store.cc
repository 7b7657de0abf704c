#include "store/reply_store.h"

#include "model/event_content.h"
#include "store/in_list.h"
#include "store/row.h"

namespace lianhu {

void insert_reply_sheet(Session& session, const std::string& region, const ReplySheet& sheet, const std::vector<ReplyLine>& lines) {
  insert_row(session, "reply_sheet", region, sheet);
  for (const ReplyLine& line : lines) insert_row(session, "reply_line", region, line);
}

std::optional<ReplySheet> find_reply_sheet(Session& session, const std::string& region, const std::string& id) {
  auto rows = select_rows<ReplySheet>(session, "reply_sheet", region, "id = :id", {{"id", id}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::vector<ReplySheet> reply_sheets(Session& session, const std::string& region, const OfficeId& office, int limit) {
  return select_rows<ReplySheet>(session, "reply_sheet", region, "office = :office ORDER BY made_at DESC, id DESC LIMIT :limit",
                                 {{"office", office.text}, {"limit", static_cast<std::int64_t>(limit)}});
}

std::vector<ReplyLine> reply_lines(Session& session, const std::string& region, const std::string& sheet) {
  return select_rows<ReplyLine>(session, "reply_line", region, "sheet = :sheet ORDER BY ordinal", {{"sheet", sheet}});
}

std::map<std::string, ToldResult> told_results(Session& session, const std::string& region, const std::vector<std::string>& matters, const std::set<std::string>& closing) {
  std::map<std::string, ToldResult> out;
  in_pieces(matters, [&](InList list) {
    list.binds.push_back({"region", region});
    session.query("SELECT e.matter, b.content, e.kind FROM event e JOIN event_body b ON b.region = e.region AND b.event = e.id"
                  " WHERE e.region = :region AND e.audience = 'parties' AND e.matter IN " + list.text + " ORDER BY e.matter, e.seq",
                  std::span<const Bind>(list.binds), [&](const Row& row) {
                    const std::string content = row.text(1);
                    const bool closes = closing.contains(row.text(2));
                    if (!closes && content.find("\"result\"") == std::string::npos) return;
                    const EventContent told = read_content(content);
                    const auto result = told.fields.find("result"), reason = told.fields.find("reason");
                    ToldResult& of = out[row.text(0)];
                    if (result != told.fields.end() && !result->second.empty()) of.result = result->second;
                    const auto left = told.fields.find("what_remains");
                    if (closes) of.reason = reason != told.fields.end() ? reason->second : "";
                    if (closes) of.remains = left != told.fields.end() ? left->second : "";
                  });
  });
  return out;
}

}  // namespace lianhu
