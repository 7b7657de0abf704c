#include "paper/catalogue.h"

#include <fmt/core.h>

namespace lianhu::paper {
namespace {

std::string_view bytes_of(std::span<const Resource> files, std::string_view name) {
  for (const Resource& file : files) {
    if (file.name == name) return file.bytes;
  }
  return {};
}

}  // namespace

Result<Catalogue> Catalogue::load(std::span<const Resource> files) {
  constexpr std::string_view kRoot = "papers/", kLayout = "/layout.toml";
  Catalogue out;
  for (const Resource& file : files) {
    if (!file.name.starts_with(kRoot) || !file.name.ends_with(kLayout)) continue;
    const std::string folder(file.name.substr(0, file.name.size() - kLayout.size()));
    const std::string fields = folder + "/fields.toml", sample = folder + "/sample.toml";
    TemplateSource source{std::string(file.name), std::string(file.bytes), fields, std::string(bytes_of(files, fields))};
    auto paper = parse_template(source);
    if (!paper) return paper.error();
    const std::string name = folder.substr(kRoot.size());
    if (name != paper->code && name != fmt::format("{}@{}", paper->code, paper->version)) {
      return invalid("paper_template", fmt::format("{}：code 与文件夹名 {} 不一致", file.name, name));
    }
    if (out.find(paper->code, paper->version))
      return invalid("paper_template", fmt::format("{}：第 {} 版写了两次", paper->code, paper->version));
    auto values = parse_sample(*paper, sample, bytes_of(files, sample));
    if (!values) return values.error();
    out.papers_.push_back({std::move(paper).value(), std::move(source), std::move(values).value()});
  }
  return out;
}

const CataloguePaper* Catalogue::find(std::string_view code, int version) const {
  for (const CataloguePaper& entry : papers_) {
    if (entry.paper.code == code && entry.paper.version == version) return &entry;
  }
  return nullptr;
}

const CataloguePaper* Catalogue::latest(std::string_view code) const {
  const CataloguePaper* best = nullptr;
  for (const CataloguePaper& entry : papers_) {
    if (entry.paper.code == code && (!best || entry.paper.version > best->paper.version)) best = &entry;
  }
  return best;
}

}  // namespace lianhu::paper
