#pragma once
// What packets and dossiers share: one part as pages, and the numbers laid over the pages.
//
// Errors: those of render(); invalid "packet_file" naming the part.
// Thread rule: as packet.h.

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "paper/fonts.h"
#include "paper/packet.h"
#include "paper/page_model.h"
#include "paper/pdf_pages.h"

namespace lianhu::paper {

// The paper drawn with `over` in place of the fields of the same names, the photo as a page of its own, or the PDF itself. Characters no
// font has are added to `missing`.
Result<std::unique_ptr<PdfPages>> pages_of(const PacketPart& part, const Fonts& fonts, Time created, const Fields& over, std::vector<std::string>& missing);

// The numbers for pages of one size; they have to live until the binder has written.
struct Stamps {
  PageModel model;
  std::vector<std::size_t> of;  // which page of the whole each of its pages is for
  std::unique_ptr<PdfPages> drawn;
};
using StampsBySize = std::map<std::pair<long, long>, Stamps>;
// `label`: what stands on that page, from 0; empty: nothing.
StampsBySize stamp(PdfBinder& binder, const Fonts& fonts, Time created, const std::function<std::string(std::size_t page)>& label);

}  // namespace lianhu::paper
