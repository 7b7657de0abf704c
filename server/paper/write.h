#pragma once
// The writers of a page model: PDF and PNG draw with the same code, so the phone's picture is the paper.
//
// Invariant: the same model, fonts and `created` give the same bytes.
// Errors: only a broken world (exceptions).
// Thread rule: that of Fonts.

#include <cstddef>
#include <string>

#include "base/time.h"
#include "paper/fonts.h"
#include "paper/page_model.h"

namespace lianhu::paper {

std::string write_pdf(const PageModel& model, const Fonts& fonts, Time created);

// Precondition: page < model.pages.size(), 20 <= dpi <= 400.
std::string write_png(const PageModel& model, const Fonts& fonts, std::size_t page, int dpi);

// The runs in reading order, one line each, for search and for readers who cannot see the page.
std::string plain_text(const PageModel& model);

}  // namespace lianhu::paper
