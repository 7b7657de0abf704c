#pragma once
// A mediation's dossier bound into one PDF: cover, contents, every paper with the signed one scanned in beside it, running page numbers,
// bookmarks, a list of hashes, the back.
//
// Invariant: only what the law bars stops it. What is still missing, wrong or cannot be bound is named on a note inside (卷宗情况说明) with the
// reason somebody gave for it. The PDF is an attachment of the matter, its hash in the event; an earlier one stays.
// Errors: those of dossier_open.h; conflict "still_open", "barred", "nothing_to_bind"; invalid_fields; packet_file naming the file and how to
// mend it; packet_pages, too_large "packet_large"; what render_child.h refuses.
// Thread rule: any thread.
// Source: 司发通〔2010〕239号 (one case, one dossier; cover, contents and back carry no page number).

#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "desk/entry.h"
#include "desk/views.h"
#include "paper/render_child.h"

namespace lianhu {

inline constexpr std::string_view dossier_bound_event = "dossier_bound";  // fields: proceeding

struct BindingPiece {
  std::string id, line, title, made;  // made: where it comes from
  std::optional<std::string> trouble;  // why it cannot be bound, with the remedy
};
LIANHU_DESCRIBE(BindingPiece, (id, line, title, made, trouble))
struct BindingGap {
  std::string where, message;
  std::optional<std::string> reason;
};
LIANHU_DESCRIBE(BindingGap, (where, message, reason))
struct BoundRow {
  std::string id, name, sha256;
  Time added_at;
};
LIANHU_DESCRIBE(BoundRow, (id, name, sha256, added_at))
struct BindingView {
  std::string proceeding, number, title;
  std::string mediators, period, filer;  // as they will be printed; may be changed
  std::vector<ChoiceRow> keeps;
  std::vector<BindingPiece> pieces;
  std::vector<BindingGap> gaps;  // of the dossier's own check
  std::optional<std::string> stopped;  // why it cannot be bound now
  std::vector<BoundRow> bound;         // newest first
};
LIANHU_DESCRIBE(BindingView, (proceeding, number, title, mediators, period, filer, keeps, pieces, gaps, stopped, bound))

struct BindingOrder {
  std::string mediators, period, filer, keep;
  std::optional<std::string> checker, note, reason;
  std::vector<std::string> left_out;  // pieces that are not bound
};
LIANHU_DESCRIBE(BindingOrder, (mediators, period, filer, keep, checker, note, reason, left_out), {"mediators", {.label = "人民调解员", .min = 1, .max = 100}},
                {"period", {.label = "调解日期", .min = 1, .max = 60}}, {"filer", {.label = "立卷人", .min = 1, .max = 40}},
                {"keep", {.label = "保管期限", .format = Format::code}}, {"checker", {.label = "检查人", .max = 40}}, {"note", {.label = "备注", .max = 100}},
                {"reason", {.label = "这样装订的理由", .max = 300}}, {"left_out", {.label = "不装订的材料", .max_items = 200, .optional = true}})

class BindingDesk {
 public:
  BindingDesk(const House& house, paper::RenderSlots& slots, std::string self, std::string fonts_folder)
      : house_(house), slots_(slots), self_(std::move(self)), fonts_folder_(std::move(fonts_folder)) {}

  Result<BindingView> view(const Actor& actor, const MatterId& matter, const std::string& proceeding) const;
  Result<Written> bind(const Entry& entry, const MatterId& matter, const std::string& proceeding, const BindingOrder& order) const;

 private:
  Result<Written> once(const Entry& entry, const MatterId& matter, const std::string& proceeding, const BindingOrder& order) const;

  const House& house_;
  paper::RenderSlots& slots_;
  std::string self_, fonts_folder_;
};

}  // namespace lianhu
