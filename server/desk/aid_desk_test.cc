#include "desk/aid_desk.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "desk/audit_desk.h"
#include "desk/spine_house.h"

namespace lianhu {
namespace {

template <class T>
std::string code(const Result<T>& result) {
  return result ? "ok" : result.error().code;
}
template <class T>
std::string pointer(const Result<T>& result) {
  return result || result.error().fields.empty() ? "" : result.error().fields[0].pointer;
}

class AidTest : public ::testing::TestWithParam<Engine> {
 protected:
  Actor admin() const { return h.county.actor("cc_admin"); }
  Actor mediator() const { return h.county.actor("tm_mediator"); }
  AidInput input(const std::string& title) { return {"冷静处理", title, "先到村口的凉亭坐一坐，喝口水，再回来谈。", {"mediating"}, {}, true}; }
  AidRow find(const std::string& of) {
    const auto all = desk.all(admin());
    const auto row = std::find_if(all->items.begin(), all->items.end(), [&](const AidRow& one) { return one.code == of; });
    return row == all->items.end() ? AidRow{} : *row;
  }
  std::vector<std::string> offered(const std::string& state = "mediating") {
    std::vector<std::string> out;
    const auto found = desk.at(mediator(), {"people_mediation@5", state, "dispute.neighbour.drain"});
    for (const AidView& one : found->items) out.push_back(one.code);
    return out;
  }
  bool has(const std::string& of) {
    const auto all = offered();
    return std::find(all.begin(), all.end(), of) != all.end();
  }

  SpineHouse h{GetParam()};
  AidDesk desk{*h.house};
};

TEST_P(AidTest, TheCountyWordsAStepInItsOwnWay) {
  EXPECT_EQ(offered().front(), "ask_neighbours") << "the kind's own comes first";
  const AidRow before = find("pause");
  EXPECT_FALSE(before.changed);
  const auto changed = desk.change(admin(), "pause", input("先到凉亭坐一坐"), before.etag);
  ASSERT_TRUE(changed) << changed.error().message;
  EXPECT_TRUE(changed->changed);
  EXPECT_EQ(changed->changed_on, h.clock.now().date());
  EXPECT_EQ(find("pause").title, "先到凉亭坐一坐");
  EXPECT_EQ(code(desk.change(admin(), "pause", input("别人同时改的"), before.etag)), "stale_version");

  const auto back = desk.restore(admin(), "pause", changed->etag);
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(back->title, before.title);
  EXPECT_FALSE(back->changed);
}

TEST_P(AidTest, WhatIsPutAwayIsNotOfferedAndCanComeBack) {
  AidInput away = input("先到凉亭坐一坐");
  away.shown = false;
  ASSERT_TRUE(has("pause"));
  const auto put = desk.change(admin(), "pause", away, find("pause").etag);
  ASSERT_TRUE(put);
  EXPECT_FALSE(has("pause"));
  EXPECT_FALSE(find("pause").shown) << "the list still has it";
  ASSERT_TRUE(desk.change(admin(), "pause", input("先到凉亭坐一坐"), put->etag));
  EXPECT_TRUE(has("pause"));
}

TEST_P(AidTest, ANewOneIsMadeOnce) {
  const auto made = desk.add(admin(), input("先到凉亭坐一坐"), {"k1", "body"});
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_TRUE(made->own);
  EXPECT_EQ(desk.add(admin(), input("先到凉亭坐一坐"), {"k1", "body"})->code, made->code);
  EXPECT_EQ(code(desk.add(admin(), input("别的"), {"k1", "other"})), "key_reused");
  EXPECT_EQ(pointer(desk.add(admin(), input("先到凉亭坐一坐"), {"k2", "body"})), "/title");
  EXPECT_TRUE(has(made->code));
  EXPECT_EQ(code(desk.restore(admin(), made->code, made->etag)), "not_found") << "there are no words of the program's to go back to";
}

TEST_P(AidTest, BadInputNamesItsFieldAndOnlyTheAdministratorWrites) {
  const std::string etag = find("pause").etag;
  AidInput nowhere = input("先坐一坐");
  nowhere.states = {};
  EXPECT_EQ(pointer(desk.change(admin(), "pause", nowhere, etag)), "/states");
  nowhere.states = {"dancing"};
  EXPECT_EQ(pointer(desk.change(admin(), "pause", nowhere, etag)), "/states");
  AidInput nothing = input("先坐一坐");
  nothing.categories = {"dispute.nothing"};
  EXPECT_EQ(pointer(desk.add(admin(), nothing, {"k3", "body"})), "/categories");
  EXPECT_EQ(code(desk.change(admin(), "unknown", input("先坐一坐"), "0")), "not_found");
  EXPECT_EQ(code(desk.change(mediator(), "pause", input("先坐一坐"), etag)), "admin_role_needed");
  EXPECT_EQ(code(desk.all(mediator())), "admin_role_needed");
  EXPECT_EQ(code(desk.add(mediator(), input("先坐一坐"), {"k4", "body"})), "admin_role_needed");
}

INSTANTIATE_TEST_SUITE_P(Engines, AidTest, ::testing::ValuesIn(test_engines()), engine_name);

}  // namespace
}  // namespace lianhu
