#pragma once
// Photos and files of a matter, and its papers: taken in by content, stored by hash, given out by may().
//
// Invariant: an upload belongs to who sent it until an act of theirs claims it; what no act claims within a day goes.
// A paper is rendered in a child process from the fields it was made with (settled 16, 26).
// Errors: media_*, too_many_files, quota; not_found; conflict "docx_none"; pin_* for parties; unavailable while the renderers are busy.
// Thread rule: any thread.

#include "base/media.h"
#include "desk/entry.h"
#include "desk/views.h"
#include "paper/render_child.h"

namespace lianhu {

inline constexpr std::string_view kDocxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
inline constexpr std::string_view kXlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

struct FileBytes {
  std::string bytes, media_type, name;
  int pages = 0;  // of a paper: how many it has, whichever of them this is
};

class FileDesk {
 public:
  FileDesk(const House& house, paper::RenderSlots& slots, std::string self, std::string fonts_folder)
      : house_(house), slots_(slots), self_(std::move(self)), fonts_folder_(std::move(fonts_folder)) {}

  // `of_report`: part of the report just made, so no later act has to claim it.
  Result<AttachmentRow> upload(const Entry& entry, const MatterId& matter, std::string_view bytes, std::string_view content_type, const std::string& name,
                               bool of_report = false) const;
  Result<FileBytes> attachment(const Actor& actor, const MatterId& matter, const AttachmentId& id) const;
  Result<FileBytes> document(const Actor& actor, const MatterId& matter, const DocumentId& id, paper::Format format, int page) const;
  // Whether a paper with this number's code is genuine, without names (settled 26).
  struct Genuine {
    bool genuine = false;
    std::string title, office;
    std::optional<Date> made_on;
    std::optional<Date> voided_on;  // it was made here, and counts no more: not genuine
  };
  Genuine verify(const std::string& number, const std::string& code) const;

 private:
  const House& house_;
  paper::RenderSlots& slots_;
  std::string self_, fonts_folder_;
};

// Removes uploads that no act claimed for a day, rows and bytes. How many.
int sweep_uploads(const House& house, Time now);

}  // namespace lianhu
