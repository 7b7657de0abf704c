#include "paper/packet_pages.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <stdexcept>

#include <cairo-pdf.h>
#include <webp/decode.h>

#include "base/media.h"
#include "paper/typeset.h"
#include "paper/write.h"

namespace lianhu::paper {
namespace {

constexpr double kWide = 595.28, kHigh = 841.89;  // A4 in points
constexpr double kEdge = 40;

struct Free {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
using Surface = std::unique_ptr<cairo_surface_t, Free>;
using Cairo = std::unique_ptr<cairo_t, Free>;

cairo_status_t append(void* out, const unsigned char* bytes, unsigned int length) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), length);
  return CAIRO_STATUS_SUCCESS;
}

cairo_status_t take(void* in, unsigned char* bytes, unsigned int length) {
  auto& left = *static_cast<std::string_view*>(in);
  if (left.size() < length) return CAIRO_STATUS_READ_ERROR;
  std::copy_n(left.data(), length, reinterpret_cast<char*>(bytes));
  left.remove_prefix(length);
  return CAIRO_STATUS_SUCCESS;
}

Error unreadable(const std::string& title) {
  std::string message = "“" + title + "”不能装订：文件打不开、加了密码或者已经损坏；请另存为没有密码的 PDF，或拍照后重新上传";
  return invalid("packet_file", std::move(message));
}

// How the camera was held, in the one segment that base/media.cc keeps of what cameras write: 1 … 8 as EXIF counts.
int turned(std::string_view jpeg) {
  using namespace std::string_view_literals;
  if (jpeg.size() < 32 || jpeg.substr(2, 10) != "\xFF\xE1\x00\x22""Exif\0\0"sv) return 1;
  return jpeg[31] >= 1 && jpeg[31] <= 8 ? jpeg[31] : 1;
}

// From the stored picture of w × h to the upright one.
cairo_matrix_t upright(int way, double w, double h) {
  cairo_matrix_t m;
  switch (way) {
    case 2: cairo_matrix_init(&m, -1, 0, 0, 1, w, 0); break;
    case 3: cairo_matrix_init(&m, -1, 0, 0, -1, w, h); break;
    case 4: cairo_matrix_init(&m, 1, 0, 0, -1, 0, h); break;
    case 5: cairo_matrix_init(&m, 0, 1, 1, 0, 0, 0); break;
    case 6: cairo_matrix_init(&m, 0, 1, -1, 0, h, 0); break;
    case 7: cairo_matrix_init(&m, 0, -1, -1, 0, h, w); break;
    case 8: cairo_matrix_init(&m, 0, -1, 1, 0, 0, w); break;
    default: cairo_matrix_init_identity(&m);
  }
  return m;
}

// A PDF knows no WebP: decoded, no finer than paper shows, on white where it is clear. Empty: it cannot be read (a moving one neither).
Surface webp_picture(std::string_view bytes) {
  constexpr int kFinest = 2400;  // the longer side, some 210 dots an inch on A4
  WebPDecoderConfig config;
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  if (!WebPInitDecoderConfig(&config) || WebPGetFeatures(data, bytes.size(), &config.input) != VP8_STATUS_OK || config.input.has_animation) return nullptr;
  const double shrink = std::min(1.0, static_cast<double>(kFinest) / std::max(config.input.width, config.input.height));
  const int width = std::max(1, static_cast<int>(config.input.width * shrink)), height = std::max(1, static_cast<int>(config.input.height * shrink));
  Surface out(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
  if (cairo_surface_status(out.get()) != CAIRO_STATUS_SUCCESS) return nullptr;
  cairo_surface_flush(out.get());
  unsigned char* pixels = cairo_image_surface_get_data(out.get());
  const int stride = cairo_image_surface_get_stride(out.get());
  config.options.use_scaling = 1;
  config.options.scaled_width = width;
  config.options.scaled_height = height;
  config.output.colorspace = MODE_BGRA;  // as a pixel of cairo's lies in memory
  config.output.is_external_memory = 1;
  config.output.u.RGBA = {pixels, stride, static_cast<std::size_t>(stride) * static_cast<std::size_t>(height)};
  if (WebPDecode(data, bytes.size(), &config) != VP8_STATUS_OK) return nullptr;
  for (int y = 0; y < height; ++y) {
    for (unsigned char* at = pixels + static_cast<std::ptrdiff_t>(y) * stride; at < pixels + static_cast<std::ptrdiff_t>(y) * stride + 4 * width; at += 4) {
      for (int c = 0; c < 3; ++c) at[c] = static_cast<unsigned char>((at[c] * at[3] + 255 * (255 - at[3])) / 255);
    }
  }
  cairo_surface_mark_dirty(out.get());
  return out;
}

// A photo on a page of its own, as large as the page allows, turned the way it lies.
Result<std::string> picture_page(const PacketPart& part) {
  const auto media = clean(part.bytes, part.media_type);
  if (!media || media->width < 1 || media->height < 1) return unreadable(part.title);
  std::string_view left = part.bytes;
  const bool jpeg = part.media_type == "image/jpeg";
  Surface picture;
  if (jpeg) picture.reset(cairo_image_surface_create(CAIRO_FORMAT_RGB24, media->width, media->height));
  else if (part.media_type == "image/webp") picture = webp_picture(part.bytes);
  else picture.reset(cairo_image_surface_create_from_png_stream(take, &left));
  if (!picture || cairo_surface_status(picture.get()) != CAIRO_STATUS_SUCCESS) return unreadable(part.title);
  // The camera's own bytes go in; the surface only says how large they are.
  if (jpeg && cairo_surface_set_mime_data(picture.get(), CAIRO_MIME_TYPE_JPEG, reinterpret_cast<const unsigned char*>(part.bytes.data()), part.bytes.size(),
                                          nullptr, nullptr) != CAIRO_STATUS_SUCCESS) {
    return unreadable(part.title);
  }
  const double stored_w = cairo_image_surface_get_width(picture.get()), stored_h = cairo_image_surface_get_height(picture.get());
  const int way = jpeg ? turned(part.bytes) : 1;
  const double w = way >= 5 ? stored_h : stored_w, h = way >= 5 ? stored_w : stored_h;
  const double wide = w > h ? kHigh : kWide, high = w > h ? kWide : kHigh;
  const double scale = std::min({(wide - 2 * kEdge) / w, (high - 2 * kEdge) / h, 1.5});
  std::string out;
  const Surface page(cairo_pdf_surface_create_for_stream(append, &out, wide, high));
  {
    const Cairo cairo(cairo_create(page.get()));
    cairo_translate(cairo.get(), (wide - w * scale) / 2, (high - h * scale) / 2);
    cairo_scale(cairo.get(), scale, scale);
    const cairo_matrix_t matrix = upright(way, stored_w, stored_h);
    cairo_transform(cairo.get(), &matrix);
    cairo_set_source_surface(cairo.get(), picture.get(), 0, 0);
    cairo_paint(cairo.get());
    cairo_show_page(cairo.get());
    if (cairo_status(cairo.get()) != CAIRO_STATUS_SUCCESS) return unreadable(part.title);
  }
  cairo_surface_finish(page.get());
  return out;
}

Result<PageModel> paper_of(const PacketPart& part, const Fonts& fonts, const Fields& over, std::vector<std::string>& missing) {
  const auto paper = parse_template(part.source);
  if (!paper) return paper.error();
  auto fields = read_fields(paper->fields, part.fields_json);
  if (!fields) return fields.error();
  for (const auto& [name, value] : over) (*fields)[name] = value;
  auto model = fill(*paper, *fields, part.link, fonts);
  if (!model) return model.error();
  for (const std::string& one : model->missing) {
    if (std::find(missing.begin(), missing.end(), one) == missing.end()) missing.push_back(one);
  }
  return model;
}

Result<std::unique_ptr<PdfPages>> opened(std::string bytes, const std::string& title) {
  auto out = PdfPages::open(std::move(bytes));
  if (!out) return unreadable(title);
  return out;
}

Run number_run(const Fonts& fonts, const std::string& text, double width) {
  Style style;
  style.face = Face::song;
  style.size = 9;
  style.line = 12;
  style.align = Align::right;
  Typesetter setter(fonts, style.size, 0);
  Run run = setter.paragraph(text, style, width - 2 * kEdge).front();
  run.x += kEdge;
  run.baseline += 22;
  return run;
}

}  // namespace

Result<std::unique_ptr<PdfPages>> pages_of(const PacketPart& part, const Fonts& fonts, Time created, const Fields& over, std::vector<std::string>& missing) {
  if (part.media_type.empty()) {
    const auto model = paper_of(part, fonts, over, missing);
    if (!model) return model.error();
    return opened(write_pdf(*model, fonts, created), part.title);
  }
  Result<std::string> bytes = part.media_type == "application/pdf" ? Result<std::string>(part.bytes) : picture_page(part);
  if (!bytes) return bytes.error();
  return opened(std::move(*bytes), part.title);
}

StampsBySize stamp(PdfBinder& binder, const Fonts& fonts, Time created, const std::function<std::string(std::size_t page)>& label) {
  StampsBySize by_size;
  const std::vector<PdfBinder::Size> sizes = binder.sizes();
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const std::string text = label(i);
    if (text.empty()) continue;
    Stamps& stamps = by_size[{std::lround(sizes[i].width), std::lround(sizes[i].height)}];
    stamps.model.width = sizes[i].width;
    stamps.model.height = sizes[i].height;
    Page page;
    page.runs.push_back(number_run(fonts, text, sizes[i].width));
    stamps.model.pages.push_back(std::move(page));
    stamps.of.push_back(i);
  }
  for (auto& [size, stamps] : by_size) {
    stamps.drawn = PdfPages::open(write_pdf(stamps.model, fonts, created));
    if (!stamps.drawn) throw std::logic_error("packet: its own numbers");
    for (std::size_t i = 0; i < stamps.of.size(); ++i) binder.lay_over(stamps.of[i], *stamps.drawn, i);
  }
  return by_size;
}

}  // namespace lianhu::paper
