#pragma once
// A dossier bound into one PDF: cover, contents, the papers with running page numbers and bookmarks, the list of hashes, the back.
//
// Parts 0 to 3 are papers: cover, contents, list of hashes, back; they carry no page number, as the custom of files has it. Every further
// part belongs to a line of the contents. Filled in here, where the pages are counted: "entries" of the contents ({name, pages, note}), "rows"
// of the list ({no, name, pages, hash}) and "pages_text" of the back.
// Errors and thread rule: as packet.h.

#include "paper/packet.h"

namespace lianhu::paper {

inline constexpr std::size_t kFramePages = 4;

Result<Rendered> bind_dossier(const PacketJob& job);

}  // namespace lianhu::paper
