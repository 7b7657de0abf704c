#pragma once
// Aids for whoever mediates: which help at a step, and the county's own wording of them.
//
// Invariant: an aid is offered and nothing more: no act waits for it, no row says who read it. The county's change of one is a
// version of its own, the program's words stay and can be taken back; two people's changes at once: the second is refused.
// Rights: every member of staff reads; the system administrator changes.
// Refusals: forbidden "admin_role_needed"; not_found; invalid "invalid_fields", "key_reused"; conflict "stale_version".
// Thread rule: any thread.

#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "desk/account_desk.h"
#include "desk/house.h"
#include "rules/aid.h"

namespace lianhu {

struct AidQuery {
  std::string procedure, state;
  std::optional<std::string> category;
};
LIANHU_DESCRIBE(AidQuery, (procedure, state, category), {"procedure", {.label = "程序", .max = 60}}, {"state", {.label = "办到哪一步", .max = 60}},
                {"category", {.label = "类别", .max = 60}})

struct AidView {
  std::string code, method, title, text;
};
LIANHU_DESCRIBE(AidView, (code, method, title, text))
struct AidViews {
  std::vector<AidView> items;
};
LIANHU_DESCRIBE(AidViews, (items))

struct AidWord {
  std::string code, name;
};
LIANHU_DESCRIBE(AidWord, (code, name))
struct AidRow {
  std::string code, procedure, method, title, text;
  std::vector<AidWord> states, categories;
  bool shown = true;
  bool own = false;                     // made here: the program has no such aid
  bool changed = false;                 // the program's, with the county's words
  std::optional<Date> changed_on;
  std::string etag;
};
LIANHU_DESCRIBE(AidRow, (code, procedure, method, title, text, states, categories, shown, own, changed, changed_on, etag))
struct AidRows {
  std::vector<AidRow> items;
  std::vector<AidWord> states;  // that may be chosen
};
LIANHU_DESCRIBE(AidRows, (items, states))

struct AidInput {
  std::string method, title, text;
  std::vector<std::string> states, categories;
  bool shown = true;
};
LIANHU_DESCRIBE(AidInput, (method, title, text, states, categories, shown), {"method", {.label = "做法", .min = 2, .max = 8}},
                {"title", {.label = "一句话", .min = 4, .max = 24}}, {"text", {.label = "怎样做", .min = 10, .max = 240, .lines = Lines::many}},
                {"states", {.label = "办到哪一步"}}, {"categories", {.label = "类别"}}, {"shown", {.label = "给看"}})

class AidDesk {
 public:
  explicit AidDesk(const House& house) : house_(house) {}

  Result<AidViews> at(const Actor& actor, const AidQuery& query) const;
  Result<AidRows> all(const Actor& actor) const;
  Result<AidRow> add(const Actor& actor, const AidInput& input, const CommandKey& key);
  Result<AidRow> change(const Actor& actor, const std::string& code, const AidInput& input, const std::string& if_match);
  // Back to the program's own words.
  Result<AidRow> restore(const Actor& actor, const std::string& code, const std::string& if_match);

 private:
  struct Standing;
  std::vector<Standing> standing() const;
  AidRow row(const Standing& one) const;
  std::optional<Error> faulty(const AidInput& input) const;
  Result<AidRow> put(const Actor& actor, const std::string& code, const AidInput& input, const std::string& if_match);

  const House& house_;
};

}  // namespace lianhu
