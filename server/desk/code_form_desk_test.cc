// Matters by another system's kinds: through the mapping as it stood, each figure the list it opens.

#include "desk/code_form_desk.h"

#include <gtest/gtest.h>

#include "desk/spine_house.h"
#include "paper/sheet_read.h"
#include "store/category_store.h"

namespace lianhu {
namespace {

class CodeForms : public testing::TestWithParam<Engine> {
 protected:
  CodeForms() {
    h.db->commit([](Session& session) {
      set_code(session, "facility.drain", "governance19", "19", Date::of(2020, 1, 1));
      set_code(session, "facility.drain", "governance19", "4", Date::of(2026, 10, 1));
    });
  }
  CodeFormView form(const std::string& login, CodeFormRequest request) { return spine::must(desk.form(h.county.actor(login), request)); }
  static CodeFormRequest september() { return {"governance19", "2026-09", std::nullopt, std::nullopt}; }
  const CodeFormRow& row(const CodeFormView& view, const std::string& code) {
    for (const CodeFormRow& one : view.rows) {
      if (one.code == code) return one;
    }
    throw std::logic_error(code);
  }
  std::string refused(const CodeFormRequest& request) {
    const auto view = desk.form(h.county.actor("cc_leader"), request);
    return view ? "" : view.error().fields.at(0).pointer;
  }

  SpineHouse h{GetParam()};
  CodeFormDesk desk{*h.house};
};

TEST_P(CodeForms, CountUnderTheKindThatHeldOnThePeriodsLastDay) {
  h.report();
  h.report();
  const CodeFormView september_view = form("tc_triage", september());
  EXPECT_EQ(row(september_view, "19").received, 2);
  EXPECT_EQ(row(september_view, "4").received, 0);
  EXPECT_EQ(september_view.total.received, 2);
  EXPECT_EQ(september_view.total.open, 2);
  ASSERT_EQ(row(september_view, "19").parts.size(), 1U);
  EXPECT_EQ(row(september_view, "19").parts[0].received_query, "from=2026-09-01&to=2026-09-30&category=facility.drain");
  h.clock.advance(31LL * 24 * 3'600'000);
  h.report();
  EXPECT_EQ(row(form("tc_triage", {"governance19", "2026-10", std::nullopt, std::nullopt}), "4").received, 1);
  EXPECT_EQ(row(form("tc_triage", {"governance19", "2026-09", "2026-10", std::nullopt}), "4").received, 3);
  EXPECT_EQ(form("tc2_triage", september()).total.received, 0) << "another town";
}

TEST_P(CodeForms, WhatMapsToNothingIsShownApart) {
  h.db->commit([](Session& session) { set_code(session, "facility.drain", "governance19", std::nullopt, Date::of(2026, 9, 1)); });
  h.report();
  const CodeFormView view = form("tc_triage", september());
  EXPECT_EQ(view.rows.back().code, "");
  EXPECT_EQ(view.rows.back().received, 1);
  EXPECT_EQ(view.total.received, 1);
}

TEST_P(CodeForms, TheFigureIsTheListItOpens) {
  const MatterId one = h.report().matter;
  h.report();
  EXPECT_EQ(h.act("tc_triage", one, "accept", {{"category", "dispute.neighbour"}, {"difficulty", "ordinary"}}), "");
  const CodeFormView view = form("tc_triage", september());
  for (const CodeFormRow& each : view.rows) {
    for (const CodeFormPart& part : each.parts) {
      ListRequest list;
      list.from = Date::of(2026, 9, 1);
      list.to = Date::of(2026, 9, 30);
      list.category = part.category;
      EXPECT_EQ(static_cast<std::int64_t>(spine::must(WorkDesk(*h.house).matters(h.county.actor("tc_triage"), list)).items.size()), part.received) << part.category;
    }
  }
}

TEST_P(CodeForms, BadQuestionsNameTheField) {
  EXPECT_EQ(refused({"nothing", "2026-09", {}, {}}), "/list");
  EXPECT_EQ(refused({"governance19", "2026-9", {}, {}}), "/from");
  EXPECT_EQ(refused({"governance19", "2026-09", "2026-10", {}}), "/to");
  EXPECT_EQ(refused({"governance19", "2026-09", {}, "nowhere"}), "/place");
}

TEST_P(CodeForms, TheSheetHoldsTheSameFigures) {
  h.report();
  const auto sheet = spine::must(desk.sheet(h.county.actor("tc_triage"), september()));
  const auto book = spine::must(paper::read_sheets(sheet.bytes));
  const auto& rows = book.sheets.at(0).rows;
  ASSERT_GT(rows.size(), 21U);
  EXPECT_EQ(rows[20].at(0).shown() + rows[20].at(2).shown(), "191");
  EXPECT_EQ(rows[21].at(1).shown() + rows[21].at(2).shown(), "合计1");
}

INSTANTIATE_TEST_SUITE_P(Engines, CodeForms, testing::ValuesIn(test_engines()), engine_name);

}  // namespace
}  // namespace lianhu
