#include "paper/table_paper.h"

#include <fmt/core.h>

#include "paper/fields.h"

namespace lianhu::paper {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(static_cast<unsigned char>(c) < 0x20 ? ' ' : c);
  }
  return out + "\"";
}

struct Written {
  std::string layout, fields;
  Fields values;
};

void field(Written& out, const std::string& name, const std::string& kind, const std::string& more = "") {
  out.fields += fmt::format("[[field]]\nname = \"{}\"\nlabel = \"表\"\nkind = \"{}\"\nrequired = false\nmax_chars = 100000\n{}\n", name, kind, more);
}

// One paragraph each; `when`: an empty one is left out.
void paragraphs(Written& out, const std::string& name, const std::vector<std::string>& texts, double size) {
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string own = name + std::to_string(i);
    field(out, own, "text");
    out.layout += fmt::format("[[block]]\nwhen = \"{0}\"\ntext = \"{{{0}}}\"\nsize = {1}\nline = {2}\nindent = 0\n\n", own, size, size * 1.5);
    out.values[own] = texts[i];
  }
}

void table(Written& out, std::size_t n, const PrintedTable& printed, double size) {
  if (printed.rows.empty()) return;
  const std::string name = "table" + std::to_string(n), heading = "heading" + std::to_string(n);
  std::string known, shown;
  for (std::size_t c = 0; c < printed.columns.size(); ++c) {
    known += fmt::format("  {{ name = \"c{}\", label = {} }},\n", c, quoted(printed.columns[c].label));
    shown += fmt::format("  {{ column = \"c{}\", label = {}, share = {:.2f} }},\n", c, quoted(printed.columns[c].label), printed.columns[c].share);
  }
  field(out, name, "rows", "columns = [\n" + known + "]\n");
  if (!printed.heading.empty()) {
    field(out, heading, "text");
    out.layout += fmt::format("[[block]]\ntype = \"heading\"\nwhen = \"{0}\"\ntext = \"{{{0}}}\"\nsize = 12\nline = 20\nindent = 0\nbefore = 6\n\n", heading);
    out.values[heading] = printed.heading;
  }
  out.layout += fmt::format("[[block]]\ntype = \"grid\"\nwhen = \"{0}\"\nfield = \"{0}\"\nsize = {1}\nline = {2}\nalign = \"{3}\"\ncolumns = [\n{4}]\n\n", name, size, size * 1.3,
                            printed.centred ? "centre" : "left", shown);
  std::vector<TableRow> rows;
  for (const auto& cells : printed.rows) {
    TableRow row;
    for (std::size_t c = 0; c < cells.size() && c < printed.columns.size(); ++c) row.emplace("c" + std::to_string(c), cells[c]);
    rows.push_back(std::move(row));
  }
  out.values[name] = std::move(rows);
}

}  // namespace

RenderJob table_job(const TablePaper& paper, Time created, const std::string& fonts_folder) {
  Written out;
  out.layout = fmt::format(
      "code = \"table_paper\"\nversion = 1\ntitle = {}\nfooter = \"第{{page}}页　共{{pages}}页\"\n\n"
      "[page]\nwidth_mm = 297\nheight_mm = 210\ntop_mm = 18\nleft_mm = 15\nbody_width_mm = 267\nbody_height_mm = 170\nchars_per_line = 60\n\n"
      "[[block]]\ntype = \"title\"\nwhen = \"title\"\ntext = \"{{title}}\"\nsize = 18\nline = 28\n\n",
      quoted(paper.title));
  field(out, "title", "text");
  out.values["title"] = paper.title;
  paragraphs(out, "above", paper.above, 10);
  for (std::size_t i = 0; i < paper.tables.size(); ++i) table(out, i, paper.tables[i], paper.size);
  paragraphs(out, "below", paper.below, 9);
  RenderJob job;
  job.source = {"layout.toml", std::move(out.layout), "fields.toml", std::move(out.fields)};
  job.fields_json = fields_json(out.values);
  job.created = created;
  job.format = Format::pdf;
  job.fonts_folder = fonts_folder;
  return job;
}

}  // namespace lianhu::paper
