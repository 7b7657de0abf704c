#pragma once
// Paper notices: an office's waiting letters printed together, then posted or handed over on a day.
//
// Invariant: a letter stands in one batch; what waits for one person in one matter goes in one letter. A batch prints again
// as it was; a letter that may no longer be sent (no_paper or sealed since) leaves it unprinted.
// Errors: not_found for another office's; conflict "no_letters", "batch_done"; those of paper/render_child.h.
// Thread rule: any thread.

#include "base/described.h"
#include "desk/call_desk.h"
#include "desk/file_desk.h"

namespace lianhu {

struct BatchView {
  std::string id, office, office_name, state, state_title;
  Time made_at;
  std::int64_t letters = 0;
  std::optional<Date> done_day;
};
LIANHU_DESCRIBE(BatchView, (id, office, office_name, state, state_title, made_at, letters, done_day))

struct LetterOffice {
  std::string office, office_name;
  std::int64_t waiting = 0;  // letters, not notices
};
LIANHU_DESCRIBE(LetterOffice, (office, office_name, waiting))

struct LetterView {
  std::vector<LetterOffice> waiting;
  std::vector<BatchView> batches;
  Time as_of;
};
LIANHU_DESCRIBE(LetterView, (waiting, batches, as_of))

struct BatchOrder {
  std::string office;
};
LIANHU_DESCRIBE(BatchOrder, (office), {"office", {.label = "机构", .max = 80}})

struct BatchDone {
  std::string how;
  Date day;
};
LIANHU_DESCRIBE(BatchDone, (how, day), {"how", {.label = "怎样送出", .format = Format::code}}, {"day", {.label = "日期"}})

class LetterDesk {
 public:
  LetterDesk(const House& house, paper::RenderSlots& slots, std::string self, std::string fonts_folder)
      : house_(house), slots_(slots), self_(std::move(self)), fonts_folder_(std::move(fonts_folder)) {}

  LetterView view(const Actor& actor) const;
  Result<BatchView> print(const Entry& entry, const BatchOrder& order) const;
  Result<FileBytes> pdf(const Actor& actor, const std::string& batch) const;
  Result<BatchView> finish(const Entry& entry, const std::string& batch, const BatchDone& how) const;

 private:
  struct Letter {
    std::vector<DeliveryRow> rows;
    std::shared_ptr<const WholeMatter> whole;
    const Party* party = nullptr;
  };
  std::vector<Letter> letters(const Actor& actor, std::vector<DeliveryRow> rows) const;
  std::vector<Letter> waiting(const Actor& actor, const OfficeId& office) const;
  Result<PrintBatch> own_batch(const Actor& actor, const std::string& batch) const;
  BatchView view_of(const PrintBatch& batch) const;

  const House& house_;
  paper::RenderSlots& slots_;
  std::string self_, fonts_folder_;
};

}  // namespace lianhu
