// One number, one spelling; who enters it; and that an act on it moves nothing of the procedure.

#include "rules/reference.h"

#include <gtest/gtest.h>

#include "rules/decide.h"
#include "rules/spine_fixture.h"

namespace lianhu {
namespace {

TEST(Reference, ANumberHasOneSpelling) {
  EXPECT_EQ(normal_number("  gd2026 1125-001 "), "GD20261125-001");
  EXPECT_EQ(normal_number("ＧＤ２０２６－１"), "GD2026-1");
  EXPECT_EQ(normal_number("（2026）黔0422诉前调12号"), "(2026)黔0422诉前调12号");
  EXPECT_EQ(normal_number("(2026)黔0422诉前调12号"), normal_number("（２０２６）黔0422 诉前调　12号"));
  EXPECT_EQ(normal_number(" 　 \n"), "");
  EXPECT_EQ(normal_number("𠮷1"), "𠮷1");
}

TEST(Reference, ItsStateIsSaidByDirection) {
  ExternalReference r;
  EXPECT_EQ(reply_title(r), "待答复");
  r.reply_state = "replied";
  EXPECT_EQ(reply_title(r), "已答复");
  r.direction = "out";
  EXPECT_EQ(reply_title(r), "对方办理中");
  r.result = "调解成功";
  EXPECT_EQ(reply_title(r), "对方已办结");
}

}  // namespace
}  // namespace lianhu
