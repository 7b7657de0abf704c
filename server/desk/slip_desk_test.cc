// Offices that do not log in: slips out, slips in, and nothing more than number, state, day and result.

#include "desk/slip_desk.h"

#include <gtest/gtest.h>

#include "desk/reference_desk.h"
#include "desk/spine_house.h"
#include "paper/sheet_read.h"
#include "paper/sheet_write.h"

namespace lianhu {
namespace {

class Slips : public testing::TestWithParam<Engine> {
 protected:
  MatterId sent(const std::string& number) {
    const MatterId id = h.report().matter;
    h.accept(id);
    spine::Fields fields{{"other_system", "court"}, {"reason", "双方要求起诉"}};
    if (!number.empty()) fields["other_number"] = number;
    EXPECT_EQ(h.act("tc_triage", id, "refer_out", fields), "");
    return id;
  }
  ImportReport take(const std::string& csv, const std::string& key = "") { return spine::must(desk.take_in(h.by("tc_triage", key, csv), "court", csv)); }
  std::string number_of(const MatterId& id) { return h.file(id).matter.number; }
  ExternalReference reference(const MatterId& id) { return h.file(id).external.at(0); }

  SpineHouse h{GetParam()};
  SlipDesk desk{*h.house};
};

TEST_P(Slips, WhatComesBackIsKeptAndNothingElse) {
  const MatterId id = sent("（2026）黔0422民初9号");
  const std::string csv = "对方编号,办理状态,期限,办理结果\n(2026)黔0422民初9号,已立案,2026-12-1,\n";
  EXPECT_EQ(spine::must(desk.examine(h.county.actor("tc_triage"), "court", csv)).changed, 1);
  EXPECT_FALSE(reference(id).state) << "only tried";
  EXPECT_EQ(take(csv).changed, 1);
  EXPECT_EQ(reference(id).state, "已立案");
  EXPECT_EQ(reference(id).due_at->date(), Date::of(2026, 12, 1));
  const auto lamp = [&] { return spine::must(desk.sent(h.county.actor("tc_triage"), "court")).items.at(0).lamp; };
  EXPECT_EQ(lamp(), "green");
  h.clock.set(Time::at(Date::of(2026, 12, 2), 9));
  EXPECT_EQ(lamp(), "red") << "of the day, and worded as a question";
  EXPECT_EQ(h.file(id).events.back().row.title, "对方告知进度");
  const std::size_t events = h.file(id).events.size();
  EXPECT_EQ(take(csv).known, 1);
  EXPECT_EQ(h.file(id).events.size(), events);
  EXPECT_EQ(take("对方编号,办理结果\n(2026)黔0422民初9号,判决支持原告\n").changed, 1);
  const auto list = spine::must(desk.sent(h.county.actor("tc_triage"), "court"));
  ASSERT_EQ(list.items.size(), 1u);
  EXPECT_EQ(list.items[0].result, "判决支持原告");
  EXPECT_EQ(list.items[0].lamp, "none");
}

TEST_P(Slips, OurNumberBringsTheirs) {
  const MatterId id = sent("");
  ASSERT_TRUE(h.file(id).external.empty());
  // The desk enters our number until the court has one; away, it is theirs to answer.
  ASSERT_TRUE(ReferenceDesk(*h.house).add(h.by("tc_triage"), id, {"court", number_of(id), {}, {}, {}, {}, {}}));
  EXPECT_EQ(reference(id).direction, "out");
  EXPECT_EQ(take("综治中心编号,对方编号,办理状态\n" + number_of(id) + ",(2026)黔0422民初10号,已立案\n").changed, 1);
  EXPECT_EQ(reference(id).number, "(2026)黔0422民初10号");
}

TEST_P(Slips, WrongRowsAreNamed) {
  const MatterId id = sent("A-1");
  const auto fault = [&](const std::string& row) {
    const ImportReport report = spine::must(desk.examine(h.county.actor("tc_triage"), "court", "综治中心编号,对方编号,期限,办理状态\n" + row + "\n"));
    return report.items.front().faults.empty() ? report.items.front().outcome : report.items.front().faults.front().cell + report.items.front().faults.front().message;
  };
  EXPECT_EQ(fault(",A-2,,"), "B2没有转往法院的这个编号，请核对，或填写综治中心编号");
  EXPECT_EQ(fault("PD2026-999999,A-1,,"), "A2没有转往法院的这件事项，请核对编号");
  EXPECT_EQ(fault(",A-1,下月,"), "C2期限不是日期，请写成 2026-11-25 的样子");
  EXPECT_EQ(fault(",A-1,,已立案"), "changed");
  EXPECT_EQ(desk.examine(h.county.actor("tc_triage"), "hotline", "x").error().code, "invalid_fields");
  EXPECT_EQ(desk.examine(h.county.actor("tc_triage"), "court", "甲,乙\n1,2\n").error().code, "sheet_columns");
  const ImportReport far = spine::must(desk.examine(h.county.actor("tc2_triage"), "court", "综治中心编号,对方编号\n" + number_of(id) + ",A-1\n"));
  EXPECT_EQ(far.faulty, 1) << "another town's";
}

TEST_P(Slips, TheSheetGoesOutAndComesBackAsItIs) {
  const MatterId id = sent("A-1");
  auto book = spine::must(paper::read_sheets(spine::must(desk.sheet(h.county.actor("tc_triage"), "court"))));
  ASSERT_EQ(book.sheets[0].rows.size(), 2u);
  EXPECT_EQ(book.sheets[0].rows[1][0].text, number_of(id));
  book.sheets[0].rows[1].resize(7);
  book.sheets[0].rows[1][5] = paper::Cell::words("已受理");
  const std::string bytes = spine::must(paper::write_xlsx(book));
  EXPECT_EQ(spine::must(desk.take_in(h.by("tc_triage"), "court", bytes)).changed, 1);
  EXPECT_EQ(reference(id).state, "已受理");
}

TEST_P(Slips, ASlipIsAPaperOfTheMatter) {
  const MatterId id = sent("A-1");
  ASSERT_TRUE(desk.issue(h.by("tc_triage", "s1"), id, reference(id).id));
  ASSERT_TRUE(desk.issue(h.by("tc_triage", "s1"), id, reference(id).id)) << "the same key makes no second paper";
  const auto whole = load_matter(*h.house, id);
  std::vector<Document> slips;
  for (const Document& d : whole->documents) {
    if (d.paper == "contact_slip") slips.push_back(d);
  }
  ASSERT_EQ(slips.size(), 1u);
  EXPECT_FALSE(slips[0].party);
  EXPECT_NE(slips[0].fields.find("某县人民法院"), std::string::npos) << slips[0].fields;
  EXPECT_EQ(desk.issue(h.by("wb_handler"), id, reference(id).id).error().code, "not_found");
  EXPECT_EQ(desk.issue(h.by("tc_triage"), id, "nonesuch").error().code, "not_found");
}

TEST_P(Slips, AReturnLetterOnlyWhenItHasEnded) {
  const MatterId id = h.report().matter;
  ASSERT_TRUE(ReferenceDesk(*h.house).add(h.by("tc_triage"), id, {"court", "（2026）黔0422诉前调12号", Date::of(2026, 8, 31), {}, "pre_filing", {}, {}}));
  EXPECT_EQ(desk.issue(h.by("tc_triage"), id, reference(id).id).error().code, "still_open");
  h.accept(id);
  h.assign(id);
  ASSERT_EQ(h.act("wb_handler", id, "sign"), "");
  ASSERT_EQ(h.act("wb_handler", id, "handle", {{"record", "看过"}}), "");
  ASSERT_EQ(h.act("wb_handler", id, "report_back", {{"result", "双方未能达成协议。"}}), "");
  ASSERT_EQ(h.act("tc_verifier", id, "verify_pass", {{"check_way", "call"}, {"check_text", "属实"}}), "");
  ASSERT_EQ(h.act("tc_triage", id, "close_substantive"), "");
  ASSERT_TRUE(desk.issue(h.by("tc_triage"), id, reference(id).id));
  const auto whole = load_matter(*h.house, id);
  EXPECT_EQ(whole->documents.back().paper, "court_return");
  EXPECT_NE(whole->documents.back().fields.find("双方未能达成协议。"), std::string::npos);
  EXPECT_EQ(whole->documents.back().title, "委派调解退回函") << "the kind is known";
  EXPECT_NE(whole->documents.back().fields.find("\"handing\":\"委派\""), std::string::npos) << whole->documents.back().fields;
  EXPECT_EQ(whole->documents.back().fields.find("村口的排水沟堵了"), std::string::npos) << "the case goes by its kind, not by the words it was told in";
}

INSTANTIATE_TEST_SUITE_P(Engines, Slips, testing::ValuesIn(test_engines()), engine_name);

}  // namespace
}  // namespace lianhu
