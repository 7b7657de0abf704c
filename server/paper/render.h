#pragma once
// One paper from its stored fields to bytes, and how the order for it travels between two processes.
//
// Errors: those of template.h, fields.h, fill.h and fonts.h; invalid "page_missing" for a page the paper has not.
// Thread rule: pure functions over the fonts folder.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "paper/fill.h"
#include "paper/template.h"

namespace lianhu::paper {

enum class Format { pdf, png, text, docx };

struct RenderJob {
  TemplateSource source;    // the very version the document was made with
  std::string fields_json;  // as stored
  Link link;
  struct Another {
    std::string fields_json;
    Link link;
  };
  Voided voided;    // with a day: marked as void on every page
  BlankForm blank;  // with a number: the blank form, `fields_json` being what is known already
  std::vector<Another> more;  // of the same paper, one after the other in one file; the footer counts each for itself
  Time created;  // the document's own time: printed into the PDF's properties
  Format format = Format::pdf;
  int page = 1;   // png: from 1
  int dpi = 110;  // png
  std::string fonts_folder;
};

struct Rendered {
  std::string bytes;
  int pages = 0;
  std::vector<std::string> missing;  // characters no font has, printed as 〓
  std::vector<int> parts = {};       // of a packet (packet.h): how many pages each part has
};

Result<Rendered> render(const RenderJob& job);

// The wire between parent and child: a JSON head, its length before it (4 bytes, high byte first), then raw bytes.
std::string write_job(const RenderJob& job);
Result<RenderJob> read_job(std::string_view wire);
std::string write_reply(const Result<Rendered>& reply);
Result<Rendered> read_reply(std::string_view wire);  // unavailable "render_failed" when cut short

}  // namespace lianhu::paper
