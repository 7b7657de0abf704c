// Other systems' sheets: tried without a trace, taken in once, and each wrong cell named.

#include "desk/import_desk.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "desk/matter_desk.h"
#include "desk/sheet_columns.h"
#include "desk/spine_house.h"
#include "paper/csv.h"
#include "paper/sheet_read.h"
#include "paper/sheet_write.h"

namespace lianhu {
namespace {

using Rows = std::vector<std::vector<std::string>>;

const std::vector<std::string> kHead = {"序号", "工单号", "派单时间", "办结期限", "诉求内容", "属地", "问题类别", "诉求人", "来电号码", "重复件编号"};

std::string sheet(const Rows& rows, const std::vector<std::string>& head = kHead) {
  paper::Workbook book;
  book.sheets.emplace_back();
  const auto line = [&](const std::vector<std::string>& cells) {
    book.sheets[0].rows.emplace_back();
    for (const std::string& cell : cells) book.sheets[0].rows.back().push_back(paper::Cell::words(cell));
  };
  book.sheets[0].rows.push_back({paper::Cell::words("12345热线转办清单")});
  line(head);
  for (const auto& row : rows) line(row);
  return spine::must(paper::write_xlsx(book));
}

std::vector<std::string> ticket(const std::string& number, const std::string& place = "甲镇甲村", const std::string& text = "路灯坏了三天，晚上看不见路。") {
  return {"1", number, "2026-08-31 14:30:00", "2026年9月7日", text, place, "", "化名李四", "19900005678", ""};
}

class Imports : public testing::TestWithParam<Engine> {
 protected:
  ImportReport examine(const std::string& bytes, const std::string& login = "cc_triage") {
    return spine::must(desk.examine(h.county.actor(login), "hotline", bytes));
  }
  ImportReport take(const std::string& bytes, const std::string& login = "cc_triage", const std::string& key = "") {
    return spine::must(desk.take_in(h.by(login, key, bytes), "hotline", bytes));
  }
  std::int64_t rows_of(const std::string& table) {
    std::int64_t n = 0;
    h.db->read([&](Session& session) { session.query("SELECT COUNT(*) FROM " + table, {}, [&](const Row& row) { n = row.i64(0); }); });
    return n;
  }
  static std::string only_fault(const ImportReport& report) {
    std::string out;
    for (const CellFaultRow& fault : report.items.front().faults) out += fault.cell + " " + fault.column + " " + fault.message;
    return out;
  }

  SpineHouse h{GetParam()};
  ImportDesk desk{*h.house};
};

TEST_P(Imports, TryingWritesNothing) {
  const ImportReport report = examine(sheet({ticket("GD-1"), ticket("GD-2")}));
  EXPECT_FALSE(report.written);
  EXPECT_EQ(report.rows, 2);
  EXPECT_EQ(report.fresh, 2);
  ASSERT_EQ(report.items.size(), 2u);
  EXPECT_EQ(report.items[0].row, 3);
  EXPECT_EQ(report.items[0].place_name, "某县甲村");
  EXPECT_EQ(report.items[0].received_on, Date::of(2026, 8, 31));
  EXPECT_EQ(report.items[0].due_on, Date::of(2026, 9, 7));
  EXPECT_EQ(report.notes.back(), "没有读这些列：序号");
  for (const char* table : {"matter", "external_reference", "event", "idempotency", "count_fact"}) EXPECT_EQ(rows_of(table), 0) << table;
}

TEST_P(Imports, ReceivedYesterdayEnteredToday) {
  const ImportReport report = take(sheet({ticket("gd-1")}));
  EXPECT_TRUE(report.written);
  ASSERT_EQ(report.fresh, 1);
  const MatterFile file = h.file(MatterId{report.items[0].matter.value()});
  EXPECT_EQ(report.items[0].matter_number, file.matter.number);
  EXPECT_EQ(file.matter.received_at, Time::at(Date::of(2026, 8, 31), 14, 30));
  EXPECT_EQ(file.matter.entered_at, h.clock.now());
  EXPECT_EQ(file.matter.channel, Channel::api);
  EXPECT_EQ(file.deadlines.front().start_day, Date::of(2026, 8, 31));
  ASSERT_EQ(file.external.size(), 1u);
  EXPECT_EQ(file.external[0].number, "GD-1");
  EXPECT_EQ(file.external[0].due_at->date(), Date::of(2026, 9, 7));
  EXPECT_EQ(file.parties.front().name, "化名李四");
  EXPECT_EQ(file.proceedings.front().desk_office.text, "tc");
}

TEST_P(Imports, TheSameSheetTwiceMakesNothingTwice) {
  const std::string bytes = sheet({ticket("GD-1"), ticket("GD-2")});
  take(bytes, "cc_triage", "key-1");
  const std::int64_t events = rows_of("event"), facts = rows_of("count_fact");
  for (const char* login : {"cc_triage", "tc_triage"}) {
    const ImportReport again = take(bytes, login, "key-1");
    EXPECT_EQ(again.fresh, 0);
    EXPECT_EQ(again.known, 2);
    EXPECT_EQ(again.items[0].outcome_title, "已经登记过");
    EXPECT_TRUE(again.items[0].matter_number);
  }
  EXPECT_EQ(rows_of("matter"), 2);
  EXPECT_EQ(rows_of("event"), events);
  EXPECT_EQ(rows_of("count_fact"), facts);
  // One key for another file is refused before a row is written.
  const std::string other = sheet({ticket("GD-3")});
  EXPECT_EQ(desk.take_in(h.by("cc_triage", "key-1", other), "hotline", other).error().code, "key_reused");
  EXPECT_EQ(rows_of("matter"), 2);
}

TEST_P(Imports, ARowOfAKnownMatterJoinsItAndIsNotCounted) {
  const MatterId ours = h.report().matter;
  const std::int64_t facts = rows_of("count_fact");
  auto row = ticket("GD-9", "哪里都不是");
  row[9] = h.file(ours).matter.number;
  auto more = ticket("GD-10");
  more[9] = h.file(ours).matter.number;
  ASSERT_EQ(examine(sheet({row})).attached, 1);
  EXPECT_EQ(take(sheet({row, more})).attached, 2);
  EXPECT_EQ(h.file(ours).external.size(), 2u);
  EXPECT_EQ(rows_of("matter"), 1);
  EXPECT_EQ(rows_of("count_fact"), facts);
  auto by_theirs = ticket("GD-11");
  by_theirs[9] = "gd-9";
  EXPECT_EQ(take(sheet({by_theirs})).items[0].matter, ours.text);
  auto unknown = ticket("GD-12");
  unknown[9] = "PD2020-000001";
  EXPECT_EQ(only_fault(examine(sheet({unknown}))), "J3 同一事项编号 没有找到“PD2020-000001”这件事项，请核对编号，或留空作为新的事项");
}

TEST_P(Imports, ARowJoinsWhatAnotherRowOfTheSheetBegins) {
  auto second = ticket("GD-2"), third = ticket("GD-3"), astray = ticket("GD-4");
  second.back() = "gd-1";
  third.back() = "GD-2";  // what joins something itself begins nothing
  astray.back() = "GD-4";
  const std::string bytes = sheet({second, ticket("GD-1"), third, astray});
  const ImportReport tried = examine(bytes);
  EXPECT_EQ(tried.fresh, 1);
  EXPECT_EQ(tried.attached, 1);
  EXPECT_EQ(tried.faulty, 2);
  const ImportReport report = take(bytes);
  EXPECT_EQ(report.fresh, 1);
  EXPECT_EQ(report.attached, 1);
  EXPECT_EQ(rows_of("matter"), 1);
  std::set<std::string> matters, numbers;
  for (const auto& row : report.items) {
    if (row.matter) matters.insert(*row.matter);
  }
  ASSERT_EQ(matters.size(), 1u);
  for (const ExternalReference& one : h.file(MatterId{*matters.begin()}).external) numbers.insert(one.number);
  EXPECT_EQ(numbers, (std::set<std::string>{"GD-1", "GD-2"}));
  EXPECT_EQ(take(bytes).known, 2) << "the same sheet again";
}

TEST_P(Imports, TheRowThatAnotherJoinsIsWrong) {
  auto joins = ticket("GD-2"), wrong = ticket("GD-1", "没有这个村");
  joins.back() = "GD-1";
  const std::string bytes = sheet({wrong, joins});
  EXPECT_EQ(examine(bytes).faulty, 2) << "said before anything is taken in";
  EXPECT_EQ(take(bytes).faulty, 2);
  EXPECT_EQ(rows_of("matter"), 0);
}

TEST_P(Imports, ALaterDayOfTheirsIsTaken) {
  take(sheet({ticket("GD-1")}));
  auto later = ticket("GD-1");
  later[3] = "2026-09-17";
  const ImportReport report = take(sheet({later}));
  EXPECT_EQ(report.changed, 1);
  const MatterFile file = h.file(MatterId{report.items[0].matter.value()});
  EXPECT_EQ(file.external[0].due_at->date(), Date::of(2026, 9, 17));
  // The day stands among the terms with a lamp, and in the line that says what comes next.
  const MatterView seen = spine::must(MatterDesk(*h.house).view(h.county.actor("tc_triage"), file.matter.id));
  const auto stated = std::find_if(seen.deadlines.begin(), seen.deadlines.end(), [](const DeadlineRow& row) { return row.rule == "external.stated"; });
  ASSERT_NE(stated, seen.deadlines.end());
  EXPECT_EQ(stated->due_day, Date::of(2026, 9, 17));
  EXPECT_EQ(stated->state, "armed");
  EXPECT_NE(stated->subject.find("GD-1"), std::string::npos) << stated->subject;
  EXPECT_EQ(file.events.back().row.title, "更正对方编号");
  EXPECT_EQ(take(sheet({later})).known, 1);
}

TEST_P(Imports, EachWrongCellIsNamedAndTheGoodRowsGoIn) {
  const auto fault = [&](std::size_t column, const std::string& value) {
    auto row = ticket("GD-7");
    row[column] = value;
    return only_fault(examine(sheet({row})));
  };
  EXPECT_EQ(fault(1, ""), "B3 工单编号 没有填写工单编号，请补上");
  EXPECT_EQ(fault(2, "昨天"), "C3 收到日期 收到日期不是日期，请写成 2026-11-25 的样子");
  EXPECT_EQ(fault(2, ""), "C3 收到日期 没有填写收到日期，请补上，形如 2026-11-25");
  EXPECT_EQ(fault(2, "2026-09-02"), "C3 收到日期 收到日期不能晚于今天");
  EXPECT_EQ(fault(2, "2026-09-01 23:59"), "C3 收到日期 收到时间不能晚于现在");
  EXPECT_EQ(fault(2, "2026-02-30"), "C3 收到日期 收到日期不是日期，请写成 2026-11-25 的样子");
  EXPECT_EQ(fault(3, "2026-08-01"), "D3 答复期限 对方期限不能早于收到日期");
  EXPECT_EQ(fault(4, ""), "E3 反映内容 没有填写反映内容，请补上");
  EXPECT_EQ(fault(4, std::string(15'003, 'x')), "E3 反映内容 反映内容最多 5000 字，请缩短");
  EXPECT_EQ(fault(5, "火星"), "F3 乡镇和村 没有找到“火星”这个地方，请写明本县的乡镇和村（社区）名称");
  EXPECT_EQ(fault(5, "甲镇不存在村三组"), "F3 乡镇和村 “不存在村”不是甲镇的村（社区），请核对名称；只知道乡镇的，只写乡镇");
  EXPECT_EQ(fault(5, "甲镇新村路12号"), "") << "a road is no village";
  EXPECT_EQ(fault(6, "天上的事"), "G3 类别 没有“天上的事”这个类别；请按本中心的类别填写，或留空由分流岗确定");
  EXPECT_EQ(fault(8, "199****5678"), "I3 联系电话 联系电话请写 11 位手机号或带区号的固定电话；对方隐去了中间几位的，请留空");
  EXPECT_EQ(fault(7, "\u202E李四").substr(0, 9), "H3 姓名");
  const ImportReport report = take(sheet({ticket("GD-1"), ticket("GD-1"), ticket("GD-2", "火星"), ticket("GD-3")}));
  EXPECT_EQ(report.fresh, 2);
  EXPECT_EQ(report.faulty, 2);
  EXPECT_EQ(only_fault(report), "B4 工单编号 与第 3 行的编号相同，请只留一行");
  EXPECT_EQ(rows_of("matter"), 2);
}

TEST_P(Imports, ATownTakesInOnlyItsOwn) {
  EXPECT_EQ(examine(sheet({ticket("GD-1")}), "tc_triage").fresh, 1);
  EXPECT_NE(only_fault(examine(sheet({ticket("GD-1")}), "tc2_triage")).find("不在您的管辖范围"), std::string::npos);
  take(sheet({ticket("GD-1")}));
  EXPECT_NE(only_fault(examine(sheet({ticket("GD-1")}), "tc2_triage")).find("已经登记过，不在您的管辖范围"), std::string::npos);
}

TEST_P(Imports, TheAnswerIsTheSameSheetWithItsErrors) {
  const std::string bytes = sheet({ticket("GD-1"), ticket("GD-2", "火星")});
  take(bytes);
  const auto answer = desk.answer_sheet(h.county.actor("cc_triage"), "hotline", bytes);
  ASSERT_TRUE(answer);
  const auto book = paper::read_sheets(*answer);
  ASSERT_TRUE(book);
  const paper::Sheet& back = book->sheets[0];
  EXPECT_EQ(back.rows[1][1].text, "工单号");
  EXPECT_EQ(back.rows[1][10].text, "处理结果");
  EXPECT_EQ(back.rows[1][11].text, "错误");
  EXPECT_TRUE(back.rows[2][10].text.starts_with("已登记 PD2026-")) << back.rows[2][10].text;
  EXPECT_EQ(back.rows[3][11].text, "F4（乡镇和村）：没有找到“火星”这个地方，请写明本县的乡镇和村（社区）名称");
  // Mended in place and sent again: our own columns are not read.
  paper::Workbook mended = *book;
  mended.sheets[0].rows[3][5] = paper::Cell::words("甲村");
  const ImportReport report = take(spine::must(paper::write_xlsx(mended)));
  EXPECT_EQ(report.fresh, 1);
  EXPECT_EQ(report.known, 1);
  EXPECT_EQ(report.faulty, 0);
}

TEST_P(Imports, WhatIsNoSuchSheetIsRefused) {
  const auto code = [&](const std::string& system, const std::string& bytes) {
    const auto report = desk.examine(h.county.actor("cc_triage"), system, bytes);
    return report ? std::string("taken") : report.error().code;
  };
  EXPECT_EQ(code("hotline", "%PDF-1.7 ..."), "sheet_not_a_sheet");
  EXPECT_EQ(code("hotline", ""), "sheet_empty");
  EXPECT_EQ(code("nonesuch", sheet({ticket("GD-1")})), "invalid_fields");
  EXPECT_EQ(code("procuratorate", sheet({ticket("GD-1")})), "invalid_fields");
  EXPECT_EQ(code("hotline", sheet({{"a", "b"}}, {"甲", "乙"})), "sheet_columns");
  EXPECT_EQ(code("hotline", sheet({}, kHead)), "sheet_empty");
  auto twice = kHead;
  twice[0] = "工单编号";
  EXPECT_EQ(code("hotline", sheet({ticket("GD-1")}, twice)), "sheet_columns");
  auto short_of = kHead;
  short_of[5] = "甲";
  const auto report = desk.examine(h.county.actor("cc_triage"), "hotline", sheet({ticket("GD-1")}, short_of));
  EXPECT_NE(report.error().message.find("表格缺少“乡镇和村”（也可写作"), std::string::npos) << report.error().message;
  EXPECT_NE(report.error().message.find("补上这一列"), std::string::npos) << report.error().message;
  short_of[4] = "乙";
  const auto both = desk.examine(h.county.actor("cc_triage"), "hotline", sheet({ticket("GD-1")}, short_of));
  EXPECT_NE(both.error().message.find("表格缺少2列：“"), std::string::npos) << both.error().message;
  Rows many(kMostSheetRows + 1, {"1", "x", "x"});
  EXPECT_EQ(code("hotline", sheet(many)), "sheet_too_large");
}

TEST_P(Imports, AHeadingIsKnownByItsOtherNamesAndATemplateFits) {
  for (const OtherSystem& system : h.house->other_systems()) {
    if (!system.imports) continue;
    const auto made = desk.template_sheet(system.id);
    ASSERT_TRUE(made);
    const auto report = desk.examine(h.county.actor("cc_triage"), system.id, *made);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, "sheet_empty") << system.id << " " << report.error().message;
  }
  EXPECT_FALSE(desk.template_sheet("procuratorate"));
  const std::string csv = "工单编号,收到日期,反映内容,乡镇和村\nGD-5,2026-8-31,水管漏水,甲村\n";
  EXPECT_EQ(examine(csv).fresh, 1);
}

TEST_P(Imports, ACourtsLetterBringsItsTerm) {
  const std::string csv = "诉前调号,收到日期,案情,乡镇和村,委派或委托\n（2026）黔0422诉前调12号,2026-8-31,相邻排水纠纷,甲村,委派\n（2026）黔0422诉前调13号,2026-8-31,借款纠纷,甲村,什么\n";
  const auto report = spine::must(desk.take_in(h.by("cc_triage"), "court", csv));
  EXPECT_EQ(report.fresh, 1);
  EXPECT_EQ(report.faulty, 1);
  const ExternalReference letter = h.file(MatterId{report.items[1].matter.value()}).external.front();
  EXPECT_EQ(letter.kind, "pre_filing");
  EXPECT_EQ(letter.due_at->date(), Date::of(2026, 9, 30));
}

INSTANTIATE_TEST_SUITE_P(Engines, Imports, testing::ValuesIn(test_engines()), engine_name);

}  // namespace
}  // namespace lianhu
