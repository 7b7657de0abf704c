#pragma once
// Categories and their codes in other systems' lists, as the system administrator keeps them.
//
// Invariant: one internal category, mapped to each list and never merged with it. A mapping holds from a day on; the past is not
// changed. A list nobody has given us is empty and says 未取得官方编码; no code is invented. A category is never deleted: outside
// its days it names what has it and is offered no more.
// Refusals: forbidden "admin_role_needed"; invalid "invalid_fields", "sheet_columns" …; conflict "stale_version", "category_in_use".
// Thread rule: any thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/described.h"
#include "desk/account_desk.h"
#include "desk/house.h"
#include "rules/code_list.h"
#include "store/category_store.h"

namespace lianhu {

struct CodeTargetView {
  std::string code, name;
  std::int64_t categories = 0;  // that map to it on the day
};
LIANHU_DESCRIBE(CodeTargetView, (code, name, categories))

struct CodeListView {
  std::string system, title, sure;
  std::optional<std::string> basis;      // of a list entered here
  bool own = false;                      // may be entered here: the program brings none
  std::vector<CodeTargetView> targets;   // empty: 未取得官方编码
  std::int64_t missing = 0, doubled = 0, unknown = 0;  // categories without a code, with two, with one that is not in the list
};
LIANHU_DESCRIBE(CodeListView, (system, title, sure, basis, own, targets, missing, doubled, unknown))
struct CodeListViews {
  std::vector<CodeListView> items;
};
LIANHU_DESCRIBE(CodeListViews, (items))

struct CodeMapQuery {
  std::string system;
  std::optional<Date> day;
  bool faults = false;
};
LIANHU_DESCRIBE(CodeMapQuery, (system, day, faults), {"system", {.label = "对照表", .format = Format::code}}, {"day", {.label = "哪一天"}},
                {"faults", {.label = "只列有问题的", .optional = true}})

struct CodeMapRow {
  std::string category, name;
  std::vector<std::string> codes;   // "2 邻里"
  std::string state, state_title;   // mapped missing doubled unknown apart
  std::vector<std::string> later;   // "2027年1月1日起 3 房屋宅基地"
  std::vector<std::string> gaps;    // days without a code, from the day on
  std::string etag;
};
LIANHU_DESCRIBE(CodeMapRow, (category, name, codes, state, state_title, later, gaps, etag))
struct CodeMapList {
  std::vector<CodeMapRow> items;
  Date day;
};
LIANHU_DESCRIBE(CodeMapList, (items, day))

struct CodeInput {
  std::string system, category;
  std::optional<std::string> code;  // none: no code from that day on
  Date from;
};
LIANHU_DESCRIBE(CodeInput, (system, category, code, from), {"system", {.label = "对照表", .format = Format::code}}, {"category", {.label = "类别", .max = 60}},
                {"code", {.label = "对方编码", .max = 40}}, {"from", {.label = "从哪天起"}})

// Lines "编码 名称".
struct TargetInput {
  std::string system, text, basis;
  Date from;
};
LIANHU_DESCRIBE(TargetInput, (system, text, basis, from), {"system", {.label = "对照表", .format = Format::code}},
                {"text", {.label = "编码和名称", .max = 30000, .lines = Lines::many, .doc = "每行一个：编码、空格、名称"}},
                {"basis", {.label = "取自哪份文件", .min = 4, .max = 200}}, {"from", {.label = "从哪天起"}})

struct CategoryRow {
  std::string code, name;
  std::optional<std::string> parent;
  bool mediable = false, sealed = false, public_facility = false, standing = true;
  std::optional<Date> valid_from, valid_to;
  std::string state_title, etag;
};
LIANHU_DESCRIBE(CategoryRow, (code, name, parent, mediable, sealed, public_facility, standing, valid_from, valid_to, state_title, etag))
struct CategoryRows {
  std::vector<CategoryRow> items;
};
LIANHU_DESCRIBE(CategoryRows, (items))

struct NewCategoryInput {
  std::string parent, word, name;
  bool mediable = false, public_facility = false;
  Date from;
};
LIANHU_DESCRIBE(NewCategoryInput, (parent, word, name, mediable, public_facility, from), {"parent", {.label = "上级类别", .max = 60}},
                {"word", {.label = "代码的最后一段", .min = 2, .max = 20, .format = Format::code}}, {"name", {.label = "名称", .min = 2, .max = 30}},
                {"mediable", {.label = "可由人民调解委员会调解"}}, {"public_facility", {.label = "公共设施"}}, {"from", {.label = "从哪天起"}})

struct CategoryChange {
  std::string name;
  std::optional<Date> ends;  // closed from this day on
};
LIANHU_DESCRIBE(CategoryChange, (name, ends), {"name", {.label = "名称", .min = 2, .max = 30}}, {"ends", {.label = "从哪天起停用"}})

struct CodeSheetRow {
  std::int64_t row = 0;
  std::string category, what;  // "邻里纠纷：综治 17 → 5"
  std::vector<std::string> faults;
};
LIANHU_DESCRIBE(CodeSheetRow, (row, category, what, faults))
struct CodeSheetReport {
  bool written = false;
  std::int64_t rows = 0, changed = 0, faulty = 0;
  std::vector<CodeSheetRow> items;  // faulty and changed ones
};
LIANHU_DESCRIBE(CodeSheetReport, (written, rows, changed, faulty, items))

struct FromQuery {
  Date from;
};
LIANHU_DESCRIBE(FromQuery, (from), {"from", {.label = "从哪天起"}})

class CategoryDesk {
 public:
  explicit CategoryDesk(const House& house) : house_(house) {}

  Result<CodeListViews> lists(const Actor& actor) const;
  Result<CodeMapList> map(const Actor& actor, const CodeMapQuery& query) const;
  Result<CodeMapRow> set(const Actor& actor, const CodeInput& input, const std::string& if_match);
  Result<CodeListViews> set_targets(const Actor& actor, const TargetInput& input);

  Result<CategoryRows> categories(const Actor& actor) const;
  Result<CategoryRow> create(const Actor& actor, const NewCategoryInput& input);
  Result<CategoryRow> change(const Actor& actor, const std::string& code, const CategoryChange& input, const std::string& if_match);

  // All categories and their codes as xlsx; the same sheet back, tried or taken in, or answered with its errors.
  Result<std::string> sheet(const Actor& actor) const;
  Result<CodeSheetReport> take_sheet(const Actor& actor, Date from, std::string_view bytes, bool write);
  Result<std::string> answer_sheet(const Actor& actor, Date from, std::string_view bytes) const;

 private:
  const House& house_;
};

}  // namespace lianhu
