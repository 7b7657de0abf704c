#include "paper/render.h"

#include <algorithm>
#include <iterator>

#include "paper/docx.h"
#include "paper/write.h"

namespace lianhu::paper {

Result<Rendered> render(const RenderJob& job) {
  const auto paper = parse_template(job.source);
  if (!paper) return paper.error();
  const bool blank = !job.blank.number.empty();
  const auto fields = blank ? read_known(paper->fields, job.fields_json) : read_fields(paper->fields, job.fields_json);
  if (!fields) return fields.error();
  if (job.format == Format::docx) {
    if (blank) return invalid("docx_blank", "空白文书只能印成 PDF");
    auto bytes = write_docx(*paper, *fields, job.created);
    if (!bytes) return bytes.error();
    return Rendered{std::move(bytes).value(), 0, {}};
  }
  const auto fonts = Fonts::open(job.fonts_folder);
  if (!fonts) return fonts.error();
  auto model = blank ? fill_blank(*paper, *fields, job.blank, **fonts) : fill(*paper, *fields, job.link, **fonts);
  if (!model) return model.error();
  for (const RenderJob::Another& another : job.more) {
    const auto values = read_fields(paper->fields, another.fields_json);
    if (!values) return values.error();
    auto next = fill(*paper, *values, another.link, **fonts);
    if (!next) return next.error();
    std::move(next->pages.begin(), next->pages.end(), std::back_inserter(model->pages));
    for (std::string& one : next->missing) {
      if (std::find(model->missing.begin(), model->missing.end(), one) == model->missing.end()) model->missing.push_back(std::move(one));
    }
  }

  if (!job.voided.day.empty()) mark_void(*model, *paper, job.voided, **fonts);

  Rendered out{{}, static_cast<int>(model->pages.size()), model->missing};
  switch (job.format) {
    case Format::pdf:
      out.bytes = write_pdf(*model, **fonts, job.created);
      break;
    case Format::text:
      out.bytes = plain_text(*model);
      break;
    case Format::docx:
      break;
    case Format::png:
      if (job.page < 1 || job.page > out.pages) return invalid("page_missing", "文书没有这一页，请核对页码");
      if (job.dpi < 20 || job.dpi > 400) return invalid("dpi_out_of_range", "图片清晰度应在 20 至 400 之间");
      out.bytes = write_png(*model, **fonts, static_cast<std::size_t>(job.page - 1), job.dpi);
      break;
  }
  return out;
}

}  // namespace lianhu::paper
