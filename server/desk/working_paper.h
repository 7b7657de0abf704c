#pragma once
// The two working papers of the mediator's desk as the page writes them, and what of them goes into the procedure's own forms.
//
// Invariant: read_json() refuses what is no such paper; a draft may be as unfinished as it likes, its lengths are those of the forms.
// Thread rule: pure functions.

#include <map>
#include <string>
#include <vector>

#include "base/described.h"
#include "model/matter_file.h"

namespace lianhu {

// One row of the talk: a question, an answer, or what was said or done.
struct TalkRow {
  std::string kind;                // ask answer say
  std::optional<std::string> at;   // 09:30
  std::optional<std::string> who, to;
  std::optional<std::string> text;
};
LIANHU_DESCRIBE(TalkRow, (kind, at, who, to, text), {"kind", {.label = "问、答、说", .format = Format::code}}, {"at", {.label = "时间", .max = 5}}, {"who", {.label = "谁", .max = 50}},
                {"to", {.label = "问谁", .max = 50}}, {"text", {.label = "内容", .max = 2000, .lines = Lines::many}})

struct TalkPaper {
  std::optional<Date> on;
  std::optional<std::string> at, place, kind, present, opening;
  std::vector<TalkRow> rows;
};
LIANHU_DESCRIBE(TalkPaper, (on, at, place, kind, present, opening, rows), {"on", {.label = "调解日期"}}, {"at", {.label = "开始时间", .max = 5}}, {"place", {.label = "调解地点", .max = 200}},
                {"kind", {.label = "调解方式", .max = 20}}, {"present", {.label = "到场人", .max = 500}},
                {"opening", {.label = "开场说明", .max = 1000, .lines = Lines::many}}, {"rows", {.label = "问答", .max_items = 400}})

struct DraftSide {
  std::string party;
  std::optional<std::string> text;
};
LIANHU_DESCRIBE(DraftSide, (party, text), {"party", {.label = "哪一方", .max = 60}}, {"text", {.label = "责任", .max = 500, .lines = Lines::many}})

struct DraftPaper {
  std::optional<std::string> facts, dispute;
  std::vector<DraftSide> sides;
  std::optional<std::string> clauses;  // as the form of clauses holds them, half-typed ones too: a JSON array
  std::optional<Date> agreed_on, last_due;
};
LIANHU_DESCRIBE(DraftPaper, (facts, dispute, sides, clauses, agreed_on, last_due), {"facts", {.label = "主要事实", .max = 3000, .lines = Lines::many}},
                {"dispute", {.label = "争议事项", .max = 1000, .lines = Lines::many}}, {"sides", {.label = "各方责任", .max_items = 20}},
                {"clauses", {.label = "协议条款", .max = 40000, .lines = Lines::many, .doc = "条款表格里的 JSON，写了一半的也在内"}}, {"agreed_on", {.label = "达成协议日期"}}, {"last_due", {.label = "最后一项履行的日期"}})

// The fields of the move `session`: the questions and answers become its record.
std::map<std::string, std::string> session_fields(const TalkPaper& talk);
// The fields of the move `succeed_written`.
std::map<std::string, std::string> agreement_fields(const DraftPaper& draft, const MatterFile& file);
// Each clause as a JSON array of its own; nothing when the text is no list of at most `most_clauses` clauses.
inline constexpr std::size_t most_clauses = 30;
std::optional<std::vector<std::string>> clauses_of(const DraftPaper& draft);
// The latest day in them: of the last part, of the latest clause; "" when there is none.
std::string latest_due(const DraftPaper& draft);

}  // namespace lianhu
