// 旧台账: tried without a trace, taken in once, found by who may, named with care, taken back whole.

#include "desk/old_register_desk.h"

#include <gtest/gtest.h>

#include "desk/register_desk.h"
#include "desk/spine_house.h"
#include "desk/statistics_desk.h"
#include "paper/sheet_errors.h"
#include "paper/sheet_read.h"
#include "paper/sheet_write.h"

namespace lianhu {
namespace {

using Texts = std::vector<std::string>;

const Texts kHead = {"编号", "受理日期", "当事人", "纠纷类型", "纠纷概要", "调解结果", "调解日期", "协议金额（元）", "发生地", "案卷存放"};

Texts line(const std::string& number = "（2019）甲人调字第1号") {
  return {number, "2019-3-5", "化名王五，化名赵六", "邻里纠纷", "两家为屋檐滴水争执", "书面协议", "2019年3月20日", "1,280.50", "甲镇甲村", "镇档案室二柜"};
}

std::string sheet(const std::vector<Texts>& rows, const Texts& head = kHead) {
  paper::Workbook book;
  book.sheets.emplace_back();
  const auto put = [&](const Texts& cells) {
    book.sheets[0].rows.emplace_back();
    for (const std::string& cell : cells) book.sheets[0].rows.back().push_back(paper::Cell::words(cell));
  };
  put(head);
  for (const Texts& row : rows) put(row);
  return spine::must(paper::write_xlsx(book));
}

Texts with(std::size_t column, const std::string& text) {
  Texts out = line();
  out[column] = text;
  return out;
}

class OldRegisters : public testing::TestWithParam<Engine> {
 protected:
  ImportReport examine(const std::string& bytes, const std::string& login = "tm_mediator") { return spine::must(desk.examine(h.county.actor(login), "tm", bytes)); }
  ImportReport take(const std::string& bytes, const std::string& login = "tm_mediator", const std::string& key = "") {
    return spine::must(desk.take_in(h.by(login, key, bytes), {"tm", "旧台账2019.xlsx"}, bytes));
  }
  OldCasePage page(const std::string& login, OldCaseRequest request = {}) { return spine::must(desk.cases(h.county.actor(login), request)); }
  std::int64_t rows_of(const std::string& table) {
    std::int64_t n = 0;
    h.db->read([&](Session& session) { session.query("SELECT COUNT(*) FROM " + table, {}, [&](const Row& row) { n = row.i64(0); }); });
    return n;
  }
  std::string fault(const Texts& row) {
    const ImportReport report = examine(sheet({row}));
    std::string out;
    for (const CellFaultRow& one : report.items.at(0).faults) out += (out.empty() ? "" : "; ") + one.cell + " " + one.column;
    return out;
  }

  SpineHouse h{GetParam()};
  OldRegisterDesk desk{*h.house};
};

TEST_P(OldRegisters, TryingWritesNothing) {
  const ImportReport report = examine(sheet({line(), line("2")}));
  EXPECT_FALSE(report.written);
  EXPECT_EQ(report.fresh, 2);
  EXPECT_EQ(report.items.at(0).number, "(2019)甲人调字第1号");
  EXPECT_EQ(report.items.at(0).place_name, "某县甲村");
  for (const char* table : {"old_case", "old_register", "matter", "idempotency", "audit_log"}) EXPECT_EQ(rows_of(table), 0) << table;
}

TEST_P(OldRegisters, TakenInOnceWhateverIsSentAgain) {
  const std::string bytes = sheet({line(), line("2")});
  EXPECT_EQ(take(bytes, "tm_mediator", "k").fresh, 2);
  EXPECT_EQ(take(bytes, "tm_mediator", "k").fresh, 0) << "the same key";
  const ImportReport again = take(bytes, "tc_triage", "other");
  EXPECT_EQ(again.fresh, 0);
  EXPECT_EQ(again.known, 2);
  EXPECT_EQ(rows_of("old_case"), 2);
  EXPECT_EQ(rows_of("old_register"), 1) << "an import of nothing is none";
  EXPECT_EQ(desk.take_in(h.by("tm_mediator", "k", "another"), {"tm", {}}, sheet({line("3")})).error().code, "key_reused");
  EXPECT_EQ(rows_of("matter"), 0);
  EXPECT_EQ(rows_of("mediation_count"), 0);
}

TEST_P(OldRegisters, EachFaultNamesItsCell) {
  EXPECT_EQ(fault(with(0, " ")), "A2 编号");
  EXPECT_EQ(fault(with(1, "")), "B2 受理日期");
  EXPECT_EQ(fault(with(1, "2019-02-30")), "B2 受理日期") << "no such day";
  EXPECT_EQ(fault(with(1, "2026-09-02")), "B2 受理日期; G2 调解日期") << "tomorrow, and concluded before";
  EXPECT_EQ(fault(with(1, "1919-03-05")), "B2 受理日期");
  EXPECT_EQ(fault(with(2, "")), "C2 当事人");
  EXPECT_EQ(fault(with(2, "化名王五 52042219900101123X")), "C2 当事人") << "no identity numbers";
  EXPECT_EQ(fault(with(3, "鸡毛蒜皮")), "D2 纠纷类型");
  EXPECT_EQ(fault(with(4, "身份证520422199001011234")), "E2 纠纷概要");
  EXPECT_EQ(fault(with(4, std::string(6'003, 'x'))), "E2 纠纷概要");
  EXPECT_EQ(fault(with(5, "待定")), "F2 调解结果");
  EXPECT_EQ(fault(with(6, "2019-03-04")), "G2 调解日期") << "before it was received";
  EXPECT_EQ(fault(with(7, "一千")), "H2 协议金额（元）");
  EXPECT_EQ(fault(with(7, "12.345")), "H2 协议金额（元）");
  EXPECT_EQ(fault(with(8, "乙镇")), "I2 纠纷发生地") << "outside the committee's place";
  EXPECT_EQ(fault(with(8, "月亮上")), "I2 纠纷发生地");
  EXPECT_EQ(fault(with(9, std::string(90, 'x'))), "J2 案卷存放");
  EXPECT_EQ(fault(line()), "");
}

TEST_P(OldRegisters, NumbersStandOnce) {
  const ImportReport twice = examine(sheet({line(), line()}));
  EXPECT_EQ(twice.fresh, 1);
  EXPECT_EQ(twice.items.at(0).faults.at(0).message, "与第 2 行的编号相同，请只留一行");
  take(sheet({line()}));
  const ImportReport other = examine(sheet({with(4, "另一件事")}));
  EXPECT_EQ(other.faulty, 1) << "stored, and different";
}

TEST_P(OldRegisters, AnIdentityNumberThatLostItsEndIsRefused) {
  // As a program shows a number of 18 digits that it kept as a number.
  const ImportReport report = examine("编号,受理日期,当事人,纠纷类型,纠纷概要,身份证号\n1,2019-3-5,5.20422E+17,邻里,屋檐滴水,5.20422E+17\n");
  EXPECT_EQ(report.faulty, 1);
  EXPECT_EQ(report.items.at(0).faults.at(0).cell, "C2");
  EXPECT_EQ(report.items.at(0).faults.at(0).message, paper::cell_fault_message(paper::CellFault::digits_lost));
  EXPECT_NE(report.notes.back().find("末几位已经丢失"), std::string::npos) << "in a column that is not read: told, and nothing more";
}

TEST_P(OldRegisters, WrongFilesAreRefusedWhole) {
  const auto code = [&](const std::string& bytes) { return desk.examine(h.county.actor("tm_mediator"), "tm", bytes).error().code; };
  EXPECT_EQ(code(sheet({{"x"}}, {"姓名"})), "sheet_columns");
  EXPECT_EQ(code(sheet({})), "sheet_empty");
  EXPECT_NE(code("not a sheet\x01\x02"), "");
  EXPECT_EQ(code(sheet({line()}, {"编号", "编号", "受理日期", "当事人", "纠纷类型", "纠纷概要"})), "sheet_columns");
  std::vector<Texts> many(10'001, line());
  EXPECT_EQ(code(sheet(many)), "sheet_too_large");
}

TEST_P(OldRegisters, OnlyTheCommitteeAndTheDeskAboveTakeOneIn) {
  for (const char* login : {"tm_mediator", "tm_leader", "tc_triage", "cc_triage"}) EXPECT_TRUE(desk.examine(h.county.actor(login), "tm", sheet({line()}))) << login;
  for (const char* login : {"tc2_triage", "cc_leader", "wb_handler", "gs_worker"}) {
    EXPECT_EQ(desk.examine(h.county.actor(login), "tm", sheet({line()})).error().fields.at(0).pointer, "/office") << login;
    EXPECT_TRUE(desk.imports(h.county.actor(login)).offices.empty()) << login;
  }
  EXPECT_EQ(desk.examine(h.county.actor("cc_triage"), "wb", sheet({line()})).error().fields.at(0).pointer, "/office") << "no committee";
  EXPECT_EQ(desk.examine(h.county.actor("cc_triage"), "nowhere", sheet({line()})).error().fields.at(0).pointer, "/office");
}

TEST_P(OldRegisters, AreFoundByWordsOfTheMatterNeverByName) {
  take(sheet({line(), {"2", "2020-01-02", "化名周七", "合同", "苗木款没有付清", "不成功", "", "", "", ""}}));
  EXPECT_EQ(page("tm_mediator").total, 2);
  EXPECT_EQ(page("cc_leader").items.at(0).number, "2") << "the newest first";
  EXPECT_EQ(page("tc2_triage").total, 0);
  EXPECT_EQ(page("wb_handler").total, 0);
  EXPECT_EQ(page("gs_worker").total, 0);
  const auto found = [&](const std::string& q) {
    OldCaseRequest request;
    request.q = q;
    return page("tm_mediator", request).total;
  };
  EXPECT_EQ(found("滴水"), 1);
  EXPECT_EQ(found("甲人调字第1号"), 1);
  EXPECT_EQ(found("甲村"), 1);
  EXPECT_EQ(found("%"), 0) << "a sign is itself";
  EXPECT_EQ(found("王五"), 0) << "no look-up by a person";
  OldCaseRequest request;
  request.from = Date::of(2020, 1, 1);
  request.to = Date::of(2020, 12, 31);
  EXPECT_EQ(page("tm_mediator", request).total, 1);
  request.to = Date::of(2019, 1, 1);
  EXPECT_EQ(desk.cases(h.county.actor("tm_mediator"), request).error().fields.at(0).pointer, "/to");
  OldCaseRequest kind;
  kind.kind = "99";
  EXPECT_EQ(desk.cases(h.county.actor("tm_mediator"), kind).error().fields.at(0).pointer, "/kind");
  OldCaseRequest place;
  place.place = "nowhere";
  EXPECT_EQ(desk.cases(h.county.actor("tm_mediator"), place).error().fields.at(0).pointer, "/place");
}

TEST_P(OldRegisters, NamesAreWholeOnlyToTheCommitteeThatAsks) {
  take(sheet({line()}));
  OldCaseRequest whole;
  whole.names = true;
  EXPECT_EQ(page("tm_mediator", whole).items.at(0).parties, "化名王五、化名赵六");
  EXPECT_EQ(page("tm_mediator").items.at(0).parties.find("王五"), std::string::npos);
  EXPECT_EQ(page("cc_triage", whole).items.at(0).parties.find("王五"), std::string::npos);
}

TEST_P(OldRegisters, StandInTheRegisterOfTheirMonthAndInNoForm) {
  take(sheet({line(), with(0, "2")}));
  const RegisterDesk registers{*h.house};
  const RegisterPage march = spine::must(registers.page(h.county.actor("tm_mediator"), {"2019-03", {}, {}, false, 0}));
  ASSERT_EQ(march.items.size(), 2U);
  EXPECT_EQ(march.old, 2);
  EXPECT_TRUE(march.items[0].old);
  EXPECT_EQ(march.items[0].channel_title, "旧台账");
  EXPECT_EQ(march.items[0].amount, 128'050);
  EXPECT_EQ(spine::must(registers.page(h.county.actor("tc2_triage"), {"2019-03", {}, {}, false, 0})).total, 0);
  const auto book = spine::must(paper::read_sheets(spine::must(registers.sheet(h.county.actor("tm_mediator"), {"2019-03", {}, {}, false, 0})).bytes));
  EXPECT_EQ(book.sheets.at(0).rows.at(2).at(5), paper::Cell::words("旧台账"));
  const StatisticsDesk statistics{*h.house};
  EXPECT_EQ(spine::must(statistics.form(h.county.actor("cc_leader"), {"2019-03", {}, {}, {}, {}})).total.values.at(0), 0);
}

TEST_P(OldRegisters, AWholeImportIsTakenBackByWhoMadeItWithinTheWeek) {
  const std::string bytes = sheet({line(), with(0, "2")});
  take(bytes);
  const OldImportView import = desk.imports(h.county.actor("tm_mediator")).items.at(0);
  EXPECT_TRUE(import.may_undo);
  EXPECT_EQ(import.file_name, "旧台账2019.xlsx");
  EXPECT_FALSE(desk.imports(h.county.actor("tc_triage")).items.at(0).may_undo);
  EXPECT_EQ(desk.undo(h.by("tc_triage"), import.id).error().code, "undo_refused");
  EXPECT_EQ(desk.undo(h.by("tc2_triage"), import.id).error().code, "not_found");
  EXPECT_EQ(desk.undo(h.by("tm_mediator"), "nonesuch").error().code, "not_found");
  h.clock.set(Time::at(Date::of(2026, 9, 9), 0));
  EXPECT_EQ(desk.undo(h.by("tm_mediator"), import.id).error().code, "undo_refused") << "eight days later";
  h.clock.set(Time::at(Date::of(2026, 9, 8), 23));
  ASSERT_TRUE(desk.undo(h.by("tm_mediator", "u"), import.id));
  ASSERT_TRUE(desk.undo(h.by("tm_mediator", "u"), import.id)) << "the same key";
  EXPECT_EQ(desk.undo(h.by("tm_mediator"), import.id).error().code, "undo_refused");
  EXPECT_EQ(rows_of("old_case"), 0);
  EXPECT_TRUE(desk.imports(h.county.actor("tm_mediator")).items.at(0).undone_at);
  EXPECT_EQ(take(bytes).fresh, 2) << "the numbers are free again";
}

TEST_P(OldRegisters, TheSheetComesBackWithItsErrors) {
  const auto book = spine::must(paper::read_sheets(spine::must(desk.answer_sheet(h.county.actor("tm_mediator"), "tm", sheet({line(), with(3, "鸡毛蒜皮")})))));
  const paper::Sheet& back = book.sheets.at(0);
  EXPECT_EQ(back.rows.at(0).back(), paper::Cell::words(std::string(paper::kErrorColumn)));
  EXPECT_EQ(back.rows.at(1).size(), 10u) << "nothing wrong";
  EXPECT_TRUE(back.rows.at(2).back().text.starts_with("D3（纠纷类型）：没有“鸡毛蒜皮”这一类")) << back.rows.at(2).back().text;
  const auto blank = spine::must(paper::read_sheets(spine::must(desk.template_sheet())));
  EXPECT_EQ(blank.sheets.at(0).rows.at(0).size(), kHead.size());
}

INSTANTIATE_TEST_SUITE_P(Engines, OldRegisters, testing::ValuesIn(test_engines()), engine_name);

}  // namespace
}  // namespace lianhu
