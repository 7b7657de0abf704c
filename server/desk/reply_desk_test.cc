// Answers to other systems: only what has ended, each once, taken back until it is confirmed.

#include "desk/reply_desk.h"

#include <gtest/gtest.h>

#include "desk/import_desk.h"
#include "desk/reference_desk.h"
#include "desk/spine_house.h"
#include "paper/sheet_read.h"

namespace lianhu {
namespace {

class Replies : public testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    const std::string csv = "工单编号,收到日期,反映内容,乡镇和村\nGD-1,2026-8-31,路灯坏了三天,甲村\nGD-2,2026-8-31,水管漏水,甲村\n";
    const ImportReport report = spine::must(ImportDesk(*h.house).take_in(h.by("tc_triage"), "hotline", csv));
    ASSERT_EQ(report.fresh, 2);
    for (const ImportRow& row : report.items) ids.push_back(MatterId{*row.matter});
  }
  void close(const MatterId& id) {
    h.accept(id);
    h.assign(id);
    ASSERT_EQ(h.act("wb_handler", id, "sign"), "");
    ASSERT_EQ(h.act("wb_handler", id, "handle", {{"record", "看过"}}), "");
    ASSERT_EQ(h.act("wb_handler", id, "report_back", {{"result", "已修好。"}}), "");
    ASSERT_EQ(h.act("tc_verifier", id, "verify_pass", {{"check_way", "call"}, {"check_text", "属实"}}), "");
    ASSERT_EQ(h.act("tc_triage", id, "close_substantive"), "");
  }
  ReplyOrder order(std::vector<std::string> references = {}) const { return {"hotline", Date::of(2026, 8, 1), Date::of(2026, 9, 1), std::move(references)}; }
  Result<ReplySheetRow> answer(const std::string& key = "", const std::string& login = "tc_triage") { return desk.answer(h.by(login, key), order()); }
  std::vector<std::vector<std::string>> file(const std::string& sheet) {
    const auto book = spine::must(paper::read_sheets(spine::must(desk.file(h.county.actor("tc_triage"), sheet))));
    std::vector<std::vector<std::string>> out;
    for (const paper::CellRow& row : book.sheets[0].rows) {
      out.emplace_back();
      for (const paper::Cell& cell : row) out.back().push_back(cell.shown());
    }
    return out;
  }
  std::string state(const MatterId& id) { return h.file(id).external.front().reply_state; }

  SpineHouse h{GetParam()};
  ReplyDesk desk{*h.house};
  std::vector<MatterId> ids;
};

TEST_P(Replies, OnlyWhatHasEndedIsAnsweredWithTheirNumber) {
  EXPECT_EQ(answer().error().code, "nothing_to_answer");
  close(ids[0]);
  const auto page = desk.waiting(h.county.actor("tc_triage"), {"hotline", Date::of(2026, 8, 1), Date::of(2026, 9, 1), {}});
  ASSERT_TRUE(page);
  ASSERT_EQ(page->items.size(), 2u);
  for (const ReplyRow& row : page->items) EXPECT_EQ(row.ready, row.number == "GD-1");
  const auto sheet = answer();
  ASSERT_TRUE(sheet) << sheet.error().message;
  EXPECT_EQ(sheet->standing, 1);
  const auto rows = file(sheet->id);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[1][0], "GD-1");
  EXPECT_EQ(rows[1][1], "2026-08-31");
  EXPECT_EQ(rows[1][2], h.file(ids[0]).matter.number);
  EXPECT_EQ(rows[1][4], "已修好。");
  EXPECT_EQ(rows[1][5], "2026-09-01");
  EXPECT_EQ(state(ids[0]), "replied");
  EXPECT_EQ(state(ids[1]), "open");
  EXPECT_EQ(h.file(ids[0]).events.back().row.title, "答复来件系统");
  EXPECT_EQ(load_matter(*h.house, ids[0])->file.external.front().reply_sheet, sheet->id);
}

TEST_P(Replies, NothingIsAnsweredTwice) {
  close(ids[0]);
  const auto first = answer("key-1");
  ASSERT_TRUE(first);
  EXPECT_EQ(answer("key-1")->id, first->id) << "the same key";
  EXPECT_EQ(answer("key-2").error().code, "nothing_to_answer");
  close(ids[1]);
  const auto second = answer("key-3");
  ASSERT_TRUE(second);
  EXPECT_EQ(file(second->id)[1][0], "GD-2");
  EXPECT_EQ(file(second->id).size(), 2u);
  EXPECT_EQ(desk.answer({h.county.actor("tc_triage"), "test", "key-1", "another body", std::nullopt}, order()).error().code, "key_reused");
}

TEST_P(Replies, TakenBackItIsAnsweredAgainAndConfirmedNever) {
  close(ids[0]);
  const std::string first = answer()->id;
  ASSERT_EQ(desk.take_back(h.by("tc_triage"), first, {{}, "写错了"})->standing, 0);
  EXPECT_EQ(state(ids[0]), "open");
  EXPECT_EQ(file(first).size(), 1u) << "only the headings";
  EXPECT_EQ(desk.take_back(h.by("tc_triage"), first, {}).error().code, "nothing_to_answer");
  EXPECT_EQ(h.file(ids[0]).events.back().told->text, "12345热线 GD-1。写错了");
  const std::string second = answer()->id;
  EXPECT_EQ(desk.confirm(h.by("tc_triage", "c1"), second, {})->confirmed, 1);
  EXPECT_EQ(desk.confirm(h.by("tc_triage", "c1"), second, {})->confirmed, 1);
  EXPECT_EQ(state(ids[0]), "confirmed");
  EXPECT_EQ(desk.take_back(h.by("tc_triage"), second, {}).error().code, "reply_confirmed");
  EXPECT_EQ(answer().error().code, "nothing_to_answer");
  EXPECT_EQ(file(second).size(), 2u) << "it may be printed again";
}

TEST_P(Replies, OneLineAloneIsTakenBack) {
  close(ids[0]);
  close(ids[1]);
  const auto sheet = answer();
  ASSERT_EQ(sheet->standing, 2);
  const std::string one = h.file(ids[1]).external.front().id;
  EXPECT_EQ(desk.take_back(h.by("tc_triage"), sheet->id, {{one}, std::nullopt})->standing, 1);
  EXPECT_EQ(state(ids[0]), "replied");
  EXPECT_EQ(state(ids[1]), "open");
}

TEST_P(Replies, AnotherOfficeHasNoPartInIt) {
  close(ids[0]);
  EXPECT_EQ(answer("", "tc2_triage").error().code, "nothing_to_answer");
  EXPECT_EQ(answer("", "wb_handler").error().code, "not_yours");
  const std::string sheet = answer()->id;
  EXPECT_EQ(desk.file(h.county.actor("tc2_triage"), sheet).error().code, "not_found");
  EXPECT_EQ(desk.confirm(h.by("tc2_triage"), sheet, {}).error().code, "not_found");
  EXPECT_TRUE(desk.sheets(h.county.actor("tc2_triage"))->items.empty());
  EXPECT_EQ(desk.sheets(h.county.actor("tc_triage"))->items.size(), 1u);
  EXPECT_TRUE(desk.waiting(h.county.actor("tc2_triage"), {"hotline", {}, {}, {}})->items.empty());
}

TEST_P(Replies, AWrongPeriodOrSystemIsRefusedByItsField) {
  const auto field = [&](ReplyOrder input) { return desk.answer(h.by("tc_triage"), input).error().fields.front().pointer; };
  EXPECT_EQ(field({"nonesuch", Date::of(2026, 8, 1), Date::of(2026, 9, 1), {}}), "/system");
  EXPECT_EQ(field({"procuratorate", Date::of(2026, 8, 1), Date::of(2026, 9, 1), {}}), "/system");
  EXPECT_EQ(field({"hotline", Date::of(2026, 9, 2), Date::of(2026, 9, 1), {}}), "/to");
  EXPECT_EQ(field({"hotline", Date::of(2024, 9, 2), Date::of(2026, 9, 1), {}}), "/from");
  EXPECT_EQ(desk.waiting(h.county.actor("tc_triage"), {"hotline", {}, {}, "nonsense"}).error().fields.front().pointer, "/cursor");
}

INSTANTIATE_TEST_SUITE_P(Engines, Replies, testing::ValuesIn(test_engines()), engine_name);

}  // namespace
}  // namespace lianhu
