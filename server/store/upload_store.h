#pragma once
// Uploads that come in pieces, and the pieces that have come (model/upload.h).
//
// Thread rule: of the session.

#include <optional>
#include <string>
#include <string_view>

#include "model/upload.h"
#include "store/db.h"

namespace lianhu {

void insert_upload(Session& session, const std::string& region, const Upload& upload);
std::optional<Upload> find_upload(Session& session, const std::string& region, const MatterId& matter, const std::string& id);
// Unfinished ones of a matter.
std::int64_t open_uploads(Session& session, const std::string& region, const MatterId& matter);

// The piece that begins where the last one ended; false: another one came first, and nothing was written.
bool add_piece(Session& session, const std::string& region, const Upload& upload, std::string_view bytes, Time now);
// All pieces in order.
std::string joined_pieces(Session& session, const std::string& region, const Upload& upload);
// Back to the first byte.
void forget_pieces(Session& session, const std::string& region, const Upload& upload, Time now);
// Whole: its pieces go, the attachment stays.
void finish_upload(Session& session, const std::string& region, const Upload& upload, const AttachmentId& attachment, Time now);
void drop_upload(Session& session, const std::string& region, const Upload& upload);
// Rows last touched before, whole or not, with their pieces. How many.
int drop_uploads_before(Session& session, const std::string& region, Time before, int limit);

}  // namespace lianhu
