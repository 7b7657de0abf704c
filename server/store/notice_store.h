#pragma once
// Notices to staff and parties (the outbox's rows), attachments not yet part of an act, deadlines that are due.

#include "model/event.h"
#include "model/matter.h"
#include "store/db.h"

namespace lianhu {

struct NoticeFilter {
  std::optional<std::string> kind;
  std::optional<MatterId> matter;
  bool unread = false;  // by this account: also what a colleague read of an office's
};
// To an account itself or to its offices, newest first, strictly before `before`.
std::vector<Notice> load_notices(Session& session, const std::string& region, const AccountId& account, const std::vector<OfficeId>& offices, Time before,
                                 int limit, const NoticeFilter& filter = {});
std::optional<Notice> find_notice(Session& session, const std::string& region, const NoticeId& id);
// To staff, of one matter, and not yet read by this account.
std::vector<Notice> unread_notices(Session& session, const std::string& region, const MatterId& matter, const AccountId& reader);
void mark_notice_read(Session& session, const std::string& region, const NoticeId& id, const AccountId& reader, Time at);

// What this account marked as read at that moment is unread again; how many.
std::int64_t mark_unread(Session& session, const std::string& region, const AccountId& reader, const std::vector<OfficeId>& offices, Time at);

void insert_attachment(Session& session, const std::string& region, const Attachment& attachment);
std::optional<Attachment> find_attachment(Session& session, const std::string& region, const AttachmentId& id);
std::optional<Document> find_document(Session& session, const std::string& region, const DocumentId& id);
// Uploads that never became part of an act.
std::vector<Attachment> unclaimed_attachments(Session& session, const std::string& region, Time before, int limit);
void drop_attachment(Session& session, const std::string& region, const AttachmentId& id);
bool attachment_hash_used(Session& session, const std::string& region, const std::string& sha256);

struct DueDeadline {
  DeadlineId id;
  MatterId matter;
  Time next_at;
};
// Deadlines the clock must look at by `now`, earliest first.
std::vector<DueDeadline> due_deadlines(Session& session, const std::string& region, Time now, int limit);
std::optional<Time> next_deadline_at(Session& session, const std::string& region);
// Open deadlines that rest on a calendar year from this one on.
std::vector<Deadline> open_deadlines(Session& session, const std::string& region, const DeadlineId& after, int limit);

}  // namespace lianhu
