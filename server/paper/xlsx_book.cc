#include "paper/xlsx_book.h"

#include <algorithm>
#include <map>
#include <vector>

#include "base/text.h"
#include "paper/cell_text.h"
#include "paper/sheet_budget.h"
#include "paper/sheet_fault.h"
#include "paper/xlsx_cells.h"
#include "paper/xlsx_strings.h"
#include "paper/xlsx_styles.h"
#include "paper/xlsx_xml.h"
#include "paper/xlsx_zip.h"

namespace lianhu::paper {
namespace {

constexpr std::size_t kMostRelations = 10'000;

Error macro() { return invalid("sheet_macro", "文件含有宏，为保护系统不予读取。请另存为不含宏的“Excel 工作簿（.xlsx）”后重新上传"); }
Error other_kind(const std::string& what) {
  return invalid("sheet_not_a_sheet", "这是" + what + "，不是表格。请上传“Excel 工作簿（.xlsx）”或 CSV 文件");
}

// One <Relationship>: what a part is to another.
struct Relation {
  std::string kind;  // the last word of its type: "worksheet"
  std::string part;  // from the root of the package
  bool external = false;
};
using Relations = std::map<std::string, Relation, std::less<>>;

// "worksheets/sheet1.xml" seen from "xl/" -> "xl/worksheets/sheet1.xml". A path that leaves the package names no part.
std::string resolve(std::string_view folder, std::string_view target) {
  std::string path = target.starts_with('/') ? std::string(target.substr(1)) : std::string(folder) + std::string(target);
  std::vector<std::string_view> steps;
  for (std::string_view rest = path; !rest.empty();) {
    const std::size_t end = std::min(rest.find_first_of("/\\"), rest.size());
    const std::string_view step = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (step == "..") {
      if (steps.empty()) return {};
      steps.pop_back();
    } else if (!step.empty() && step != ".") {
      steps.push_back(step);
    }
  }
  std::string out;
  for (const std::string_view step : steps) out += (out.empty() ? "" : "/") + std::string(step);
  return out;
}

struct RelationsPart {
  std::string folder;
  Relations out;

  std::optional<Error> start(std::string_view name, const Attributes& attributes) {
    if (name != "Relationship") return std::nullopt;
    if (out.size() == kMostRelations) return sheet_broken("部件之间的关系过多");
    const std::string_view type = attributes.get("Type");
    const bool external = attributes.get("TargetMode") == "External";
    out.emplace(attributes.get("Id"), Relation{std::string(type.substr(type.rfind('/') + 1)),
                                               external ? "" : resolve(folder, attributes.get("Target")), external});
    return std::nullopt;
  }
  std::optional<Error> end(std::string_view) { return std::nullopt; }
  std::optional<Error> text(std::string_view) { return std::nullopt; }
};

struct ContentTypes {
  std::optional<Error> start(std::string_view, const Attributes& attributes) {
    const std::string type = ascii_lower(attributes.get("ContentType"));
    if (type.find("macroenabled") != std::string::npos || type.find("vbaproject") != std::string::npos) return macro();
    return std::nullopt;
  }
  std::optional<Error> end(std::string_view) { return std::nullopt; }
  std::optional<Error> text(std::string_view) { return std::nullopt; }
};

struct WorkbookPart {
  const SheetLimits& limits;
  struct Entry {
    std::string name, relation;
    bool hidden = false;
  };
  std::vector<Entry> sheets;
  bool since_1904 = false;

  std::optional<Error> start(std::string_view name, const Attributes& attributes) {
    if (name == "workbookPr") {
      const std::string_view since = attributes.get("date1904");
      since_1904 = since == "1" || since == "true" || since == "on";
    } else if (name == "sheet") {
      if (sheets.size() == limits.sheets) return sheet_too_large("工作表超过 " + std::to_string(limits.sheets) + " 个");
      const std::string_view state = attributes.get("state");
      const CellText title = from_xlsx(attributes.get("name"));
      sheets.push_back(
          {std::string(first_chars(title.text, 31)), std::string(attributes.get("id")), state == "hidden" || state == "veryHidden"});
    }
    return std::nullopt;
  }
  std::optional<Error> end(std::string_view) { return std::nullopt; }
  std::optional<Error> text(std::string_view) { return std::nullopt; }
};

Result<Relations> read_relations(XlsxZip& package, std::string_view of) {
  const std::size_t slash = of.rfind('/') + 1;  // 0 when there is none
  RelationsPart part{std::string(of.substr(0, slash)), {}};
  if (Result<Done> read = read_xml(package, part.folder + "_rels/" + std::string(of.substr(slash)) + ".rels", part); !read)
    return std::move(read).error();
  return std::move(part.out);
}

const Relation* first_of(const Relations& relations, std::string_view kind) {
  for (const auto& [id, relation] : relations) {
    if (relation.kind == kind) return &relation;
  }
  return nullptr;
}

// What else comes as a zip.
std::optional<Error> not_a_workbook(const XlsxZip& package) {
  if (package.has("xl/vbaProject.bin")) return macro();
  if (package.has("xl/workbook.bin"))
    return invalid("sheet_old", "这是 xlsb 格式的表格。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后重新上传");
  if (package.has("word/document.xml")) return other_kind(" Word 文档");
  if (package.has("ppt/presentation.xml")) return other_kind("演示文稿");
  if (package.has("content.xml") && package.has("mimetype"))
    return invalid("sheet_old", "这是 OpenDocument 格式的文件。请另存为“Excel 工作簿（.xlsx）”后重新上传");
  if (!package.has("[Content_Types].xml")) return other_kind("压缩包");
  return std::nullopt;
}

Result<Done> read_sources(XlsxZip& package, const Relations& relations, const SheetLimits& limits, CellSources& out) {
  if (const Relation* strings = first_of(relations, "sharedStrings")) {
    Result<SharedStrings> read = read_shared_strings(package, strings->part, limits);
    if (!read) return std::move(read).error();
    out.strings = std::move(read).value();
  }
  if (const Relation* styles = first_of(relations, "styles")) {
    Result<std::vector<NumberLook>> read = read_styles(package, styles->part);
    if (!read) return std::move(read).error();
    out.looks = std::move(read).value();
  }
  return done;
}

}  // namespace

Result<Workbook> read_xlsx(std::string_view bytes, const SheetLimits& limits) {
  Result<XlsxZip> package = XlsxZip::open(bytes, limits);
  if (!package) return std::move(package).error();
  if (auto refused = not_a_workbook(*package)) return *refused;
  ContentTypes types;
  if (Result<Done> read = read_xml(*package, "[Content_Types].xml", types); !read) return std::move(read).error();
  Result<Relations> root = read_relations(*package, "");
  if (!root) return std::move(root).error();
  const Relation* main = first_of(*root, "officeDocument");
  if (main == nullptr || main->external) return sheet_broken("缺少工作簿");

  WorkbookPart part{limits, {}, false};
  if (Result<Done> read = read_xml(*package, main->part, part); !read) return std::move(read).error();
  Result<Relations> relations = read_relations(*package, main->part);
  if (!relations) return std::move(relations).error();
  if (first_of(*relations, "xlMacrosheet") != nullptr || first_of(*relations, "vbaProject") != nullptr) return macro();

  Workbook out;
  if (first_of(*relations, "externalLink") != nullptr)
    out.notes.emplace_back("表格引用了其他文件中的数据，已按表格中保存的数值读取，没有打开其他文件，请核对");
  CellSources sources;
  sources.since_1904 = part.since_1904;
  if (Result<Done> read = read_sources(*package, *relations, limits, sources); !read) return std::move(read).error();

  SheetBudget budget(limits);
  for (WorkbookPart::Entry& entry : part.sheets) {
    budget.next_sheet();
    const auto relation = relations->find(entry.relation);
    if (relation == relations->end()) return sheet_broken("找不到" + budget.where());
    if (relation->second.kind != "worksheet") continue;  // a chart on a sheet of its own
    if (relation->second.external) return sheet_broken(budget.where() + "在另一个文件里");
    Sheet& sheet = out.sheets.emplace_back();
    sheet.name = std::move(entry.name);
    sheet.hidden = entry.hidden;
    if (Result<Done> read = read_cells(*package, relation->second.part, sources, budget, sheet); !read) return std::move(read).error();
  }
  if (out.sheets.empty()) return invalid("sheet_empty", "文件中没有工作表，请检查后重新上传");
  return out;
}

}  // namespace lianhu::paper
