#include "desk/category_desk.h"

#include <gtest/gtest.h>

#include "desk/code_book.h"
#include "desk/spine_house.h"
#include "paper/sheet_read.h"
#include "store/code_map_store.h"

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

class CategoryDeskTest : public ::testing::TestWithParam<Engine> {
 protected:
  CategoryDeskTest() {
    h.db->commit([&](Session& session) {
      insert_code_map(session, "dispute.neighbour", "justice18", "2", Date::of(2024, 1, 1));
      insert_code_map(session, "dispute.neighbour", "governance19", "17", Date::of(2024, 1, 1));
    });
  }
  Actor admin() const { return h.county.actor("cc_admin"); }
  Date today() { return h.clock.now().date(); }
  CodeMapRow row(const std::string& category, const std::string& system = "justice18", std::optional<Date> day = std::nullopt) {
    const auto map = desk.map(admin(), {system, day, false});
    for (const CodeMapRow& one : map->items) {
      if (one.category == category) return one;
    }
    return {};
  }
  std::map<std::string, std::string> known(Date on) {
    std::map<std::string, std::string> out;
    h.db->read([&](Session& session) { out = load_code_map(session, "justice18", on); });
    return out;
  }
  std::string sheet(const std::string& rows) { return "类别代码,司法行政：人民调解纠纷类别\n" + rows; }

  SpineHouse h{GetParam()};
  CategoryDesk desk{*h.house};
};

TEST_P(CategoryDeskTest, ListsSayHowSureTheyAreAndWhatIsMissing) {
  const auto lists = desk.lists(admin());
  ASSERT_EQ(lists->items.size(), 4u);
  EXPECT_EQ(lists->items[0].targets.size(), 18u);
  EXPECT_EQ(lists->items[0].targets[1].name, "邻里");
  EXPECT_EQ(lists->items[0].targets[1].categories, 1);
  EXPECT_EQ(lists->items[0].missing, 2) << "domestic violence and administrative disputes have no code";
  EXPECT_EQ(lists->items[1].targets.size(), 19u);
  for (const std::size_t unknown : {2u, 3u}) {
    EXPECT_TRUE(lists->items[unknown].targets.empty());
    EXPECT_TRUE(lists->items[unknown].own);
    EXPECT_NE(lists->items[unknown].sure.find("未取得官方编码"), std::string::npos);
    EXPECT_EQ(lists->items[unknown].missing, 0) << "nothing can be asked of a list nobody has";
  }
  EXPECT_EQ(row("facility.drain").state, "apart");
  EXPECT_EQ(row("dispute.administrative").state, "missing");
}

TEST_P(CategoryDeskTest, ACodeChangesFromADayOn) {
  const Date from = today().plus(10);
  const std::string seen = row("dispute.neighbour").etag;
  ASSERT_EQ(code(desk.set(admin(), {"justice18", "dispute.neighbour", "3", from}, seen)), "ok");
  EXPECT_EQ(code(desk.set(admin(), {"justice18", "dispute.neighbour", "3", from}, seen)), "stale_version");
  EXPECT_EQ(row("dispute.neighbour").codes, std::vector<std::string>{"2 邻里"});
  EXPECT_EQ(row("dispute.neighbour").later.size(), 1u);
  EXPECT_EQ(row("dispute.neighbour", "justice18", from).codes, std::vector<std::string>{"3 房屋宅基地"});
  EXPECT_TRUE(known(from.plus(-1)).contains("2"));
  EXPECT_TRUE(known(from).contains("3"));
  // An earlier change gives way to the one planned; taking it away leaves a hole that is told.
  ASSERT_EQ(code(desk.set(admin(), {"justice18", "dispute.neighbour", std::nullopt, today().plus(5)}, row("dispute.neighbour").etag)), "ok");
  const CodeMapRow holed = row("dispute.neighbour");
  EXPECT_EQ(holed.state, "missing");
  EXPECT_EQ(holed.gaps, std::vector<std::string>{today().plus(5).chinese() + "至" + from.plus(-1).chinese()});
  // Two codes on one day, as an import could leave them.
  h.db->commit([&](Session& session) { insert_code_map(session, "dispute.neighbour", "justice18", "4", Date::of(2024, 2, 1)); });
  EXPECT_EQ(row("dispute.neighbour").state, "doubled");
  h.db->commit([&](Session& session) { insert_code_map(session, "dispute.administrative", "justice18", "77", Date::of(2024, 2, 1)); });
  EXPECT_EQ(row("dispute.administrative").state, "unknown");
  EXPECT_EQ(desk.map(admin(), {"justice18", std::nullopt, true})->items.size(), 3u);

  const auto tries = [&](CodeInput input) { return pointer(desk.set(admin(), input, row("dispute.neighbour").etag)); };
  EXPECT_EQ(tries({"nowhere", "dispute.neighbour", "2", today()}), "/system");
  EXPECT_EQ(tries({"justice18", "nowhere", "2", today()}), "/category");
  EXPECT_EQ(tries({"justice18", "dispute.neighbour", "19", today()}), "/code");
  EXPECT_EQ(tries({"justice18", "dispute.neighbour", "2", today().plus(-1)}), "/from");
}

TEST_P(CategoryDeskTest, AListNobodyBroughtIsEnteredHere) {
  EXPECT_EQ(pointer(desk.set(admin(), {"petition", "dispute.neighbour", "1", today()}, row("dispute.neighbour", "petition").etag)), "/code");
  EXPECT_EQ(pointer(desk.set_targets(admin(), {"justice18", "1 x", "本县文件", today()})), "/system");
  const auto bad = desk.set_targets(admin(), {"petition", "A1 农业农村\nA2\nA1 又一次", "化名文件〔2026〕1号", today()});
  ASSERT_EQ(bad.error().fields.size(), 2u);
  EXPECT_EQ(bad.error().fields[0].message, "第2行：应写成“编码、空格、名称”");
  EXPECT_EQ(bad.error().fields[1].message, "第3行：编码 A1 写了两次，请删去一处");
  ASSERT_EQ(code(desk.set_targets(admin(), {"petition", "A1 农业农村\n\nA2\t城乡建设", "化名文件〔2026〕1号", today()})), "ok");
  EXPECT_EQ(desk.lists(admin())->items[2].targets.size(), 2u);
  ASSERT_EQ(code(desk.create(admin(), {"dispute.neighbour", "shade", "邻里采光", true, false, today()})), "ok");
  EXPECT_EQ(desk.lists(admin())->items[2].missing, 1);
  EXPECT_EQ(code(desk.set(admin(), {"petition", "dispute.neighbour", "A2", today()}, row("dispute.neighbour", "petition").etag)), "ok");
  EXPECT_EQ(row("dispute.neighbour", "petition").codes, std::vector<std::string>{"A2 城乡建设"});
  // The next list takes its place: a code that is gone from it is told.
  ASSERT_EQ(code(desk.set_targets(admin(), {"petition", "A1 农业农村", "化名文件〔2026〕2号", today()})), "ok");
  EXPECT_EQ(row("dispute.neighbour", "petition").state, "unknown");
}

TEST_P(CategoryDeskTest, ACategoryBeginsAndEndsWithItsDay) {
  ASSERT_EQ(code(desk.create(admin(), {"dispute.neighbour", "shade", "邻里采光", true, false, today().plus(1)})), "ok");
  EXPECT_FALSE(h.house->directory()->category("dispute.neighbour.shade")->standing);
  h.clock.set(Time::at(today().plus(1), 0, 1));
  EXPECT_TRUE(h.house->directory()->category("dispute.neighbour.shade")->standing);
  EXPECT_EQ(pointer(desk.create(admin(), {"dispute.neighbour", "shade", "另一个", true, false, today()})), "/word");
  EXPECT_EQ(pointer(desk.create(admin(), {"dispute.neighbour", "light", "邻里采光", true, false, today()})), "/name");
  EXPECT_EQ(pointer(desk.create(admin(), {"nowhere", "light", "别的", true, false, today()})), "/parent");

  const auto tag = [&](const std::string& of) {
    const auto rows = desk.categories(admin());
    for (const CategoryRow& one : rows->items) {
      if (one.code == of) return one.etag;
    }
    return std::string();
  };
  EXPECT_EQ(pointer(desk.change(admin(), "dispute.neighbour", {"邻里纠纷", today()}, tag("dispute.neighbour"))), "/ends");
  const std::string seen = tag("facility.drain");
  ASSERT_EQ(code(desk.change(admin(), "facility.drain", {"排水沟", today()}, seen)), "ok");
  EXPECT_EQ(code(desk.change(admin(), "facility.drain", {"排水沟", today()}, seen)), "stale_version");
  EXPECT_EQ(code(desk.change(admin(), "nowhere", {"x", std::nullopt}, seen)), "not_found");
  // It still names what has it, and is offered and taken no more.
  EXPECT_EQ(h.house->directory()->category("facility.drain")->name, "排水沟");
  const auto refused = IntakeDesk(*h.house).report(h.by(""), h.words());
  EXPECT_EQ(pointer(refused), "/category");
}

TEST_P(CategoryDeskTest, ASheetIsTriedThenTakenIn) {
  const std::string rows = sheet("dispute.neighbour,3 房屋宅基地\ndispute.administrative,18\nnowhere,1\ndispute.neighbour,4\nfacility.drain,99\n");
  const auto tried = desk.take_sheet(admin(), today(), rows, false);
  ASSERT_TRUE(tried) << tried.error().message;
  EXPECT_EQ(tried->rows, 5);
  EXPECT_EQ(tried->changed, 2);
  EXPECT_EQ(tried->faulty, 3);
  EXPECT_EQ(row("dispute.neighbour").codes, std::vector<std::string>{"2 邻里"}) << "nothing was written";
  const auto answer = desk.answer_sheet(admin(), today(), rows);
  ASSERT_TRUE(answer);
  const auto back = paper::read_sheets(*answer);
  EXPECT_NE(back->sheets[0].rows[3].back().text.find("没有“nowhere”这个类别代码"), std::string::npos);
  ASSERT_EQ(code(desk.take_sheet(admin(), today(), rows, true)), "ok");
  EXPECT_EQ(row("dispute.neighbour").codes, std::vector<std::string>{"3 房屋宅基地"});
  EXPECT_EQ(row("dispute.administrative").codes, std::vector<std::string>{"18 其他"});
  EXPECT_EQ(row("dispute.neighbour", "governance19").codes.size(), 1u) << "a list without a column stays as it is";
  EXPECT_EQ(desk.take_sheet(admin(), today(), rows, true)->changed, 0);
  // Out and in again changes nothing.
  const auto out = desk.sheet(admin());
  ASSERT_TRUE(out);
  const auto same = desk.take_sheet(admin(), today(), *out, false);
  EXPECT_EQ(same->changed, 0);
  EXPECT_EQ(same->faulty, 0);
  EXPECT_EQ(code(desk.take_sheet(admin(), today(), "%PDF-1.7", false)), "sheet_not_a_sheet");
  EXPECT_EQ(code(desk.take_sheet(admin(), today(), "a,b\n1,2\n", false)), "sheet_columns");
  EXPECT_EQ(pointer(desk.take_sheet(admin(), today().plus(-1), rows, true)), "/from");
}

TEST_P(CategoryDeskTest, OnlyTheSystemAdministratorMaps) {
  for (const char* who : {"cc_leader", "tc_triage"}) {
    const Actor actor = h.county.actor(who);
    EXPECT_EQ(code(desk.lists(actor)), "admin_role_needed");
    EXPECT_EQ(code(desk.map(actor, {"justice18", {}, false})), "admin_role_needed");
    EXPECT_EQ(code(desk.set(actor, {"justice18", "dispute.neighbour", "2", today()}, "x")), "admin_role_needed");
    EXPECT_EQ(code(desk.set_targets(actor, {"petition", "1 x", "文件", today()})), "admin_role_needed");
    EXPECT_EQ(code(desk.categories(actor)), "admin_role_needed");
    EXPECT_EQ(code(desk.take_sheet(actor, today(), sheet("x,1"), true)), "admin_role_needed");
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, CategoryDeskTest, ::testing::ValuesIn(test_engines()), engine_name);

}  // namespace
}  // namespace lianhu
