#pragma once
// 联户长一键上报: what a household-group head's phone offers, filled by the post: the groups he answers for, and one button
// for each everyday kind (territory/everyday.txt). The report itself goes the ordinary way of staff.
//
// Errors: none; who heads no group has no place there.
// Thread rule: any thread.

#include "desk/directory_desk.h"
#include "desk/entry.h"
#include "desk/views.h"

namespace lianhu {

struct QuickForm {
  std::vector<PlaceView> places;
  std::vector<ChoiceRow> kinds;
  std::string channel;
};
LIANHU_DESCRIBE(QuickForm, (places, kinds, channel))

class QuickDesk {
 public:
  explicit QuickDesk(const House& house);

  QuickForm form(const Actor& actor) const;

 private:
  const House& house_;
  std::vector<std::string> everyday_;
};

}  // namespace lianhu
