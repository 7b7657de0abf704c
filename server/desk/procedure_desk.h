#pragma once
// Procedures as files that the county itself releases: tried, handed in by one administrator, released by another.
//
// Invariant: a version once released never changes; matters under way keep theirs, new ones begin under the latest. What a file
// says who may do is a right: the system administrator hands it in, the security administrator releases it, never one person both.
// What is released lives in the database (backup, both engines) and is read again at start. check() writes nothing.
// Refusals: forbidden "admin_role_needed", "role_needed", "own_account"; not_found; invalid "procedure_file" (every fault with its
// line), "invalid_fields", "key_reused"; conflict "stale_version". Thread rule: any thread.
// Source: GB/T 22239-2019, 8.1.5 (system and security management apart).

#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "desk/account_desk.h"
#include "desk/house.h"
#include "store/procedure_store.h"

namespace lianhu {

struct ProcedureVersionRow {
  std::string name, title, sha256, origin_title;  // 随程序提供 / 本县发布
  std::int64_t version = 1;
  bool latest = false;
  std::optional<Time> released_at;
  std::optional<std::string> released_by;
  std::int64_t open = 0;  // proceedings under way
};
LIANHU_DESCRIBE(ProcedureVersionRow, (name, title, sha256, origin_title, version, latest, released_at, released_by, open))

struct ProcedureDraftRow {
  std::string id, name, title, sha256, state, state_title, submitted_by;
  std::int64_t version = 1;
  Time submitted_at;
  std::optional<Time> decided_at;
  std::optional<std::string> decided_by, reason;
  bool may_release = false;
};
LIANHU_DESCRIBE(ProcedureDraftRow, (id, name, title, sha256, state, state_title, submitted_by, version, submitted_at, decided_at, decided_by, reason, may_release))

struct ProcedureVersions {
  std::vector<ProcedureVersionRow> items;
  std::vector<ProcedureDraftRow> drafts;
};
LIANHU_DESCRIBE(ProcedureVersions, (items, drafts))

struct ProcedureText {
  std::string text;
};
LIANHU_DESCRIBE(ProcedureText, (text), {"text", {.label = "程序文件", .max = 200000, .lines = Lines::many, .doc = "TOML 全文"}})

struct ProcedureNote {
  std::int32_t line = 0;
  std::string message;
};
LIANHU_DESCRIBE(ProcedureNote, (line, message))

// Open proceedings in one state of one version, and what would differ for them under the new file.
struct ProcedureImpact {
  std::int64_t version = 1, count = 0;
  std::string state, state_title;
  std::vector<std::string> differences, numbers;  // numbers: some of them
};
LIANHU_DESCRIBE(ProcedureImpact, (version, count, state, state_title, differences, numbers))

struct ProcedureCheckReport {
  bool fit = false;
  std::string name, title, sha256, matrix;
  std::int64_t version = 0;
  std::vector<ProcedureNote> faults;
  std::vector<ProcedureImpact> impacts;
  std::int64_t open = 0, differing = 0;  // proceedings under way; those for which something would differ
  std::vector<std::string> notes;
};
LIANHU_DESCRIBE(ProcedureCheckReport, (fit, name, title, sha256, matrix, version, faults, impacts, open, differing, notes))

struct DraftDecision {
  bool release = false;
  std::string sha256;                 // of what was looked at
  std::optional<std::string> reason;  // needed to decline
};
LIANHU_DESCRIBE(DraftDecision, (release, sha256, reason), {"release", {.label = "发布", .doc = "false 为退回"}}, {"sha256", {.label = "核对的摘要", .min = 64, .max = 64, .format = Format::hex}},
                {"reason", {.label = "原因", .max = 200}})

class ProcedureDesk {
 public:
  explicit ProcedureDesk(House& house) : house_(house) {}

  // Of the system and the security administrator.
  Result<ProcedureVersions> versions(const Actor& actor) const;
  Result<ProcedureText> text(const Actor& actor, const std::string& id) const;       // "grid_matter@2"
  Result<ProcedureText> draft_text(const Actor& actor, const std::string& id) const;
  Result<ProcedureCheckReport> check(const Actor& actor, const ProcedureText& input) const;
  // Of the system administrator.
  Result<ProcedureDraftRow> submit(const Actor& actor, const ProcedureText& input, const CommandKey& key);
  // Of the security administrator.
  Result<ProcedureDraftRow> decide(const Actor& actor, const std::string& id, const DraftDecision& decision);

 private:
  ProcedureCheckReport examine(const std::string& text) const;
  ProcedureDraftRow row(const Actor& actor, const ProcedureDraft& draft) const;

  House& house_;
};

}  // namespace lianhu
