#pragma once
// One report that tells of two things: the second becomes a matter of its own, with its own number, clocks and desk.
//
// Invariant: both count; the first keeps its number, its references and its answers. Each person who goes along gets a code of
// their own for the new matter and finds it from the old one. The day of receipt is the one on which this part was told.
// Errors: those of intake; not_found, forbidden "not_yours", conflict "wrong_state", "stale_version".
// Thread rule: any thread.

#include "desk/intake_desk.h"

namespace lianhu {

struct SplitOrder {
  std::string text, reason;
  std::optional<std::string> title, category, place, place_detail;
  std::optional<Time> received_at;
  std::vector<std::string> parties;
  std::string client_id;
};
LIANHU_DESCRIBE(SplitOrder, (text, reason, title, category, place, place_detail, received_at, parties, client_id),
                {"text", {.label = "拆出的问题", .min = 2, .max = 5000, .lines = Lines::many}},
                {"reason", {.label = "拆分的理由", .min = 2, .max = 500, .lines = Lines::many}}, {"title", {.label = "标题", .min = 2, .max = 60}},
                {"category", {.label = "类别", .max = 60}}, {"place", {.label = "地点", .max = 40}}, {"place_detail", {.label = "详细地点", .max = 200}},
                {"received_at", {.label = "这一部分是什么时候收到的", .doc = "没有填写的，从原事项的收到时间算起"}},
                {"parties", {.label = "随同的当事人", .min_items = 1, .max_items = 50}}, {"client_id", {.label = "客户端编号", .format = Format::uuid}})

class SplitDesk {
 public:
  explicit SplitDesk(const House& house) : house_(house) {}

  // The new matter.
  Result<Written> split(const Entry& entry, const MatterId& id, const SplitOrder& order) const;

 private:
  Result<Written> split_once(const Entry& entry, const MatterId& id, const SplitOrder& order) const;

  const House& house_;
};

}  // namespace lianhu
