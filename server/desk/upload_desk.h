#pragma once
// Photos and recordings over a bad line: sent in pieces, taken up where they stopped, one attachment in the end.
//
// Invariant: an upload belongs to the account or party that began it, in one matter; to anyone else it does not exist.
// Told twice, sent twice, cut off or begun again, it becomes one attachment. Nothing of it is seen before it is whole.
// Errors: not_found; upload_differs (the same id for another file), upload_offset (a gap: ask where to go on),
// upload_long, upload_hash (what came is not what was promised: begin again), too_many_files; and FileDesk's.
// Thread rule: any thread.

#include <mutex>

#include "desk/commands.h"
#include "desk/file_desk.h"
#include "model/upload.h"

namespace lianhu {

class UploadDesk {
 public:
  UploadDesk(const House& house, const FileDesk& files) : house_(house), files_(files) {}

  // Begins it, or says where a begun one stands.
  Result<UploadView> begin(const Entry& entry, const MatterId& matter, const std::string& id, const UploadStart& start) const;
  Result<UploadView> state(const Actor& actor, const MatterId& matter, const std::string& id) const;
  // The bytes from `offset` on. With the last of them it becomes the attachment.
  Result<UploadView> piece(const Entry& entry, const MatterId& matter, const std::string& id, std::int64_t offset, std::string_view bytes) const;

 private:
  Result<Upload> own(const Actor& actor, const MatterId& matter, const std::string& id) const;
  Result<UploadView> finish(const Entry& entry, const Upload& upload) const;
  UploadView view(const Upload& upload) const;

  const House& house_;
  const FileDesk& files_;
  mutable std::mutex finishing_;
};

// Forgets uploads that nothing was heard of for a week. How many.
int sweep_unfinished(const House& house, Time now);

}  // namespace lianhu
