#pragma once
// One act on many chosen matters (批量), and the dockets of many matters to print: each row stands alone.
//
// Invariant: a row is one ordinary act under its own key, derived from the batch's, with the version its list showed; a
// refused row stops no other. The same batch sent again does what is missing and tells what was done.
// Errors: invalid_fields for a move that is not done in bulk, or a matter named twice.
// Thread rule: any thread.

#include "desk/matter_desk.h"

namespace lianhu {

struct BulkRow {
  std::string matter, etag;
};
LIANHU_DESCRIBE(BulkRow, (matter, etag), {"matter", {.label = "事项", .format = Format::uuid}}, {"etag", {.label = "版本", .max = 40}})

struct BulkOrder {
  std::string move;
  std::map<std::string, std::string> fields;
  std::vector<BulkRow> rows;
};
LIANHU_DESCRIBE(BulkOrder, (move, fields, rows), {"move", {.label = "动作", .format = Format::code}},
                {"fields", {.label = "表单", .min = 0, .max = 2'000, .lines = Lines::many, .max_items = 20, .optional = true}},
                {"rows", {.label = "所选事项", .min_items = 1, .max_items = 200}})

struct BulkRowResult {
  std::string matter;
  std::optional<std::string> number, title;  // absent: not a matter of this reader's
  std::string outcome;                       // done refused changed
  std::string message;
};
LIANHU_DESCRIBE(BulkRowResult, (matter, number, title, outcome, message))

struct BulkResult {
  std::vector<BulkRowResult> rows;
  std::int64_t done = 0, refused = 0, changed = 0;
};
LIANHU_DESCRIBE(BulkResult, (rows, done, refused, changed))

struct BulkMove {
  std::string move, title, tone;
  std::vector<FieldOffer> fields;
};
LIANHU_DESCRIBE(BulkMove, (move, title, tone, fields))

struct DocketOrder {
  std::vector<std::string> matters;
};
LIANHU_DESCRIBE(DocketOrder, (matters), {"matters", {.label = "所选事项", .format = Format::uuid, .min_items = 1, .max_items = 200}})

struct DocketDuty {
  std::string kind_title, office_name;
  std::optional<std::string> receiver_name;
};
LIANHU_DESCRIBE(DocketDuty, (kind_title, office_name, receiver_name))

// A matter on half a sheet: what goes along with it on paper. No secret and no phone of a party.
struct Docket {
  std::string number, title, text, category_name, place_name, channel_title, status_title, next_step;
  Time received_at, entered_at;
  bool late_entry = false, urgent = false;
  std::vector<std::string> parties;
  std::vector<DocketDuty> duties;
  std::optional<Time> due_at;
  std::optional<std::string> due_title, due_sentence;
};
LIANHU_DESCRIBE(Docket, (number, title, text, category_name, place_name, channel_title, status_title, next_step, received_at, entered_at, late_entry, urgent,
                       parties, duties, due_at, due_title, due_sentence))

struct DocketSheet {
  std::vector<Docket> dockets;
  std::vector<BulkRowResult> rows;
  Time as_of;
};
LIANHU_DESCRIBE(DocketSheet, (dockets, rows, as_of))

class BulkDesk {
 public:
  BulkDesk(const House& house, const MatterDesk& matter) : house_(house), matter_(matter) {}

  // What may be done in bulk, with the procedure's own forms.
  std::vector<BulkMove> moves() const;
  Result<BulkResult> act(const Entry& entry, const BulkOrder& order) const;
  // Each opening is logged as the opening of that matter.
  Result<DocketSheet> dockets(const Actor& actor, const DocketOrder& order) const;

 private:
  BulkRowResult one(const Entry& entry, const BulkOrder& order, const BulkRow& row) const;

  const House& house_;
  const MatterDesk& matter_;
};

}  // namespace lianhu
