#include "paper/write.h"

#include <memory>
#include <numbers>
#include <stdexcept>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "paper/shaping.h"

namespace lianhu::paper {
namespace {

struct Free {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
using Surface = std::unique_ptr<cairo_surface_t, Free>;
using Cairo = std::unique_ptr<cairo_t, Free>;

void must(cairo_status_t status) {
  if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(std::string("cairo: ") + cairo_status_to_string(status));
}

cairo_status_t append(void* out, const unsigned char* bytes, unsigned int length) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), length);
  return CAIRO_STATUS_SUCCESS;
}

// The width the model gives to the characters that begin in bytes [begin, end).
double given_width(const Run& run, const std::vector<std::size_t>& index, std::size_t begin, std::size_t end) {
  double sum = 0;
  for (std::size_t i = index[begin]; i < index[end]; ++i) sum += run.advance[i];
  return sum;
}

void draw_run(cairo_t* cairo, const Fonts& fonts, const Run& run) {
  std::vector<std::size_t> index(run.text.size() + 1, run.advance.size());  // byte -> character
  for (std::size_t byte = 0, character = 0; byte < run.text.size(); ++byte) {
    if ((static_cast<unsigned char>(run.text[byte]) & 0xC0u) != 0x80u) index[byte] = character++;
  }
  double x = run.turned ? run.baseline : run.x;
  const double baseline = run.turned ? -run.x : run.baseline;
  cairo_save(cairo);
  if (run.turned) cairo_rotate(cairo, std::numbers::pi / 2);  // (x, y) -> (y, -x)
  shape(fonts.context(), fonts.description(run.face), run.size, run.text, [&](PangoGlyphItem& item) {
    double width = 0;
    PangoGlyphItemIter at;
    for (gboolean more = pango_glyph_item_iter_init_start(&at, &item, run.text.c_str()); more;
         more = pango_glyph_item_iter_next_cluster(&at)) {
      const double given = given_width(run, index, static_cast<std::size_t>(at.start_index), static_cast<std::size_t>(at.end_index));
      for (int i = at.start_glyph; i < at.end_glyph; ++i) item.glyphs->glyphs[i].geometry.width = 0;
      item.glyphs->glyphs[at.end_glyph - 1].geometry.width = static_cast<int>(given * PANGO_SCALE + 0.5);
      width += given;
    }
    cairo_move_to(cairo, x, baseline);
    pango_cairo_show_glyph_item(cairo, run.text.c_str(), &item);
    x += width;
  });
  cairo_restore(cairo);
}

void draw_code(cairo_t* cairo, const Code& code) {
  const double module = code.size / code.modules;
  // Neighbours in a row are one rectangle: no hair lines between squares on screens.
  for (int row = 0; row < code.modules; ++row) {
    for (int column = 0; column < code.modules;) {
      int end = column;
      while (end < code.modules && code.black[static_cast<std::size_t>(row * code.modules + end)]) ++end;
      if (end > column) cairo_rectangle(cairo, code.x + column * module, code.y + row * module, (end - column) * module, module);
      column = end + 1;
    }
  }
  cairo_fill(cairo);
}

void draw(cairo_t* cairo, const Fonts& fonts, const Page& page) {
  // What lies under the words lies under the lines as well.
  for (const Run& run : page.runs) {
    if (run.lightness == 0) continue;
    cairo_set_source_rgb(cairo, run.lightness, run.lightness, run.lightness);
    draw_run(cairo, fonts, run);
  }
  cairo_set_source_rgb(cairo, 0, 0, 0);
  for (const Rule& rule : page.rules) {
    cairo_set_line_width(cairo, rule.thickness);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_SQUARE);
    cairo_move_to(cairo, rule.x1, rule.y1);
    cairo_line_to(cairo, rule.x2, rule.y2);
    cairo_stroke(cairo);
  }
  for (const Code& code : page.codes) draw_code(cairo, code);
  for (const Run& run : page.runs) {
    if (run.lightness == 0) draw_run(cairo, fonts, run);
  }
  must(cairo_status(cairo));
}

}  // namespace

std::string write_pdf(const PageModel& model, const Fonts& fonts, Time created) {
  std::string out;
  const Surface surface(cairo_pdf_surface_create_for_stream(append, &out, model.width, model.height));
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, model.title.c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR, "Lianhu");
  // Cairo would write the machine's clock here.
  const std::string day = created.text();
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, (day.substr(0, 19) + day.substr(day.size() - 6)).c_str());
  {
    const Cairo cairo(cairo_create(surface.get()));
    for (const Page& page : model.pages) {
      draw(cairo.get(), fonts, page);
      cairo_show_page(cairo.get());
    }
  }
  cairo_surface_finish(surface.get());
  must(cairo_surface_status(surface.get()));
  return out;
}

std::string write_png(const PageModel& model, const Fonts& fonts, std::size_t page, int dpi) {
  const double scale = dpi / 72.0;
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(model.width * scale + 0.5),
                                                   static_cast<int>(model.height * scale + 0.5)));
  {
    const Cairo cairo(cairo_create(surface.get()));
    cairo_set_source_rgb(cairo.get(), 1, 1, 1);
    cairo_paint(cairo.get());
    cairo_scale(cairo.get(), scale, scale);
    draw(cairo.get(), fonts, model.pages.at(page));
  }
  std::string out;
  must(cairo_surface_write_to_png_stream(surface.get(), append, &out));
  return out;
}

std::string plain_text(const PageModel& model) {
  std::string out;
  for (const Page& page : model.pages) {
    for (const Run& run : page.runs) out += run.text + '\n';
  }
  return out;
}

}  // namespace lianhu::paper
