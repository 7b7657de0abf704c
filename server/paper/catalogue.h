#pragma once
// The standard papers this program can print: every papers/<folder>/ among the data files.
//
// A folder is named after the code; a later version may live beside it as papers/<code>@2/. A stored document keeps
// its code and version, so an old paper prints as it was.
// Invariant: every paper is whole (template.h), and no two share code and version.
// Errors: invalid "paper_template", the message names file and line.
// Thread rule: constant after load.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/resource.h"
#include "base/result.h"
#include "paper/template.h"

namespace lianhu::paper {

struct CataloguePaper {
  Template paper;
  TemplateSource source;
  Fields sample;
};

class Catalogue {
 public:
  static Result<Catalogue> load(std::span<const Resource> files);

  // Null when there is none.
  const CataloguePaper* find(std::string_view code, int version) const;
  const CataloguePaper* latest(std::string_view code) const;
  const std::vector<CataloguePaper>& all() const { return papers_; }

 private:
  std::vector<CataloguePaper> papers_;
};

}  // namespace lianhu::paper
