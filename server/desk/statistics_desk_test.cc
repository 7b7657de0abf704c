// The official form at its desk: figures are the cases behind them, for this reader, as of an instant; a reported month stays.

#include "desk/statistics_desk.h"

#include <gtest/gtest.h>

#include "desk/committee_desk.h"
#include "desk/form_print_desk.h"
#include "desk/spine_house.h"
#include "paper/sheet_read.h"
#include "store/notice_store.h"
#include "store/category_store.h"
#include "store/mediation_count_store.h"
#include "store/row.h"

namespace lianhu {
namespace {

class Statistics : public testing::TestWithParam<Engine> {
 protected:
  MatterId mediation(const std::string& category = "dispute.neighbour") {
    const MatterId id = h.report().matter;
    PartyInput other{"respondent", "natural", "化名李四", "19900005678", std::nullopt, std::nullopt, std::nullopt};
    EXPECT_TRUE(MatterDesk(*h.house).add_party(h.by("tc_triage"), id, other));
    EXPECT_EQ(h.act("tc_triage", id, "accept", {{"category", category}, {"difficulty", "ordinary"}}), "");
    EXPECT_EQ(h.act("tc_triage", id, "refer_to_mediation", {{"lead_office", "tm"}, {"lead_receiver", "tm_mediator"}}), "");
    EXPECT_EQ(med(id, "inform", {{"mediator_post", "tm_mediator"}, {"recusal", "none"}, {"informed_on", today()}}), "");
    consents(id, "consent");
    EXPECT_EQ(med(id, "register", {{"dispute_kind", category}}), "");
    session(id);
    return id;
  }
  std::string med(const MatterId& id, const std::string& move, spine::Fields fields, bool paper = false) {
    MoveOrder order = h.order(id, move, std::move(fields), 1);
    if (paper) order.attachments = {upload(id)};
    const auto written = MatterDesk(*h.house).act_on(h.by("tm_mediator"), id, order);
    return written ? "" : written.error().message;
  }
  void consents(const MatterId& id, const std::string& move) {
    for (const Party& party : h.file(id).parties) {
      EXPECT_EQ(med(id, move, {{"consenting_party", party.id.text}, {"consent_on", today()}, {"consent_way", "signed"}}), "");
    }
  }
  void session(const MatterId& id) {
    EXPECT_EQ(med(id, "session", {{"session_on", h.clock.now().text()}, {"session_place", "甲村村委会"}, {"session_kind", "together"}, {"present", "双方"}, {"record", "双方各述经过"}}), "");
  }
  void agree(const MatterId& id, std::int64_t fen = 120'000) {
    const auto parties = h.file(id).parties;
    EXPECT_EQ(med(id, "succeed_written",
                  {{"facts", "排水沟出口被堵"},
                   {"clauses", R"([{"debtor":")" + parties[1].id.text + R"(","creditor":")" + parties[0].id.text + R"(","deed":"pay","text":"赔偿修补费用","quantity":)" + std::to_string(fen) +
                                   R"(,"due":"2026-12-01","method":"转账"}])"},
                   {"last_due_on", "2026-12-01"}}),
              "");
  }
  void fail(const MatterId& id) { EXPECT_EQ(med(id, "fail", {{"reason", "分歧太大"}}), ""); }
  std::string upload(const MatterId& matter) {
    Attachment one;
    one.id = AttachmentId{h.ids.text()};
    one.matter = matter;
    one.account = AccountId{"tm_mediator"};
    one.sha256 = h.files.put("x");
    one.media_type = "image/png";
    one.bytes = 1;
    one.name = "告知书.png";
    one.audience = Audience::handling;
    one.added_at = h.clock.now();
    h.db->commit([&](Session& session) { insert_attachment(session, h.region, one); });
    return one.id.text;
  }
  std::string today() { return h.clock.now().date().text(); }
  void next_month() { h.clock.advance(31LL * 24 * 3'600'000); }

  StatisticsView form(const std::string& login, FormRequest request = {"2026-09", std::nullopt, std::nullopt, std::nullopt, std::nullopt}) {
    return spine::must(desk.form(h.county.actor(login), request));
  }
  static std::int64_t value(const StatisticsView& view, const FormRowView& row, const std::string& column) {
    for (std::size_t i = 0; i < view.columns.size(); ++i) {
      if (view.columns[i].name == column) return row.values.at(i);
    }
    throw std::logic_error(column);
  }
  std::int64_t total(const std::string& login, const std::string& column) {
    const StatisticsView view = form(login);
    return value(view, view.total, column);
  }
  std::string refused(const FormRequest& request) {
    const auto view = desk.form(h.county.actor("cc_leader"), request);
    return view ? "" : view.error().fields.at(0).pointer;
  }

  SpineHouse h{GetParam()};
  StatisticsDesk desk{*h.house};
};

TEST_P(Statistics, AnEmptyMonthIsAllZeroAndAgrees) {
  const StatisticsView view = form("cc_leader");
  EXPECT_TRUE(std::all_of(view.total.values.begin(), view.total.values.end(), [](std::int64_t n) { return n == 0; }));
  EXPECT_TRUE(std::all_of(view.checks.begin(), view.checks.end(), [](const FormCheckView& check) { return check.holds; }));
  EXPECT_EQ(view.title, "某县人民调解案件情况统计表");
  EXPECT_FALSE(view.may_freeze) << "the month is not over";
}

TEST_P(Statistics, ACommitteeCountsAsItIsListedUntilTheMonthIsReported) {
  agree(mediation());
  EXPECT_EQ(total("cc_leader", "committee.other"), 1) << "nothing is known of it";
  const CommitteeDesk committees{*h.house};
  const auto list = [&](const std::string& kind) {
    const std::string etag = spine::must(committees.view(h.county.actor("cc_admin"), OfficeId{"tm"})).etag;
    ASSERT_TRUE(committees.put(h.by("cc_admin"), OfficeId{"tm"}, {kind, h.clock.now().date(), {}, {}, {}, {}, 5, 1}, etag));
  };
  list("trade");
  EXPECT_EQ(total("cc_leader", "committee.other"), 0);
  EXPECT_EQ(total("cc_leader", "committee.trade"), 1);
  EXPECT_EQ(total("cc_leader", "total"), 1) << "counted once";
  next_month();
  ASSERT_TRUE(desk.freeze(h.county.actor("cc_leader"), "2026-09"));
  list("association");
  EXPECT_EQ(total("cc_leader", "committee.trade"), 1) << "as it was reported";
  EXPECT_EQ(total("cc_leader", "committee.association"), 0);
}

TEST_P(Statistics, ScreenWorkbookAndPaperSayTheSame) {
  agree(mediation());
  fail(mediation());
  const StatisticsView view = form("cc_leader");
  const auto book = spine::must(paper::read_sheets(spine::must(desk.sheet(h.county.actor("cc_leader"), {"2026-09", {}, {}, {}, view.as_of})).bytes));
  const paper::TablePaper printed = printed_form(view);
  for (std::size_t r = 0; r <= view.rows.size(); ++r) {
    std::vector<std::string> figures;
    for (const paper::PrintedTable& table : printed.tables) figures.insert(figures.end(), table.rows.at(r).begin() + 1, table.rows.at(r).end());
    ASSERT_EQ(figures.size(), view.columns.size());
    for (std::size_t c = 0; c < figures.size(); ++c) EXPECT_EQ(figures[c], book.sheets.at(0).rows.at(2 + r).at(1 + c).shown()) << view.columns[c].title;
  }
  EXPECT_EQ(view.total.values.at(0), 2);
  for (const paper::PrintedTable& table : printed.tables) EXPECT_EQ(table.rows.back().at(0), "合计") << table.heading;
  EXPECT_EQ(printed.above.at(0), "填报单位（盖章）：" + view.place_name + " 统计时段：2026年9月1日至2026年9月30日 截至：" + view.as_of.chinese());
  EXPECT_NE(printed.below.at(0).find("填表人："), std::string::npos);
}

TEST_P(Statistics, AgreementsAndFailuresOfTheMonthForEachReader) {
  h.db->commit([](Session& session) { set_code(session, "dispute.neighbour", "justice18", "2", Date::of(2020, 1, 1)); });
  agree(mediation());
  fail(mediation());
  mediation();  // still going on
  const StatisticsView view = form("cc_leader");
  EXPECT_EQ(value(view, view.total, "total"), 2);
  EXPECT_EQ(value(view, view.total, "success"), 1);
  EXPECT_EQ(value(view, view.total, "form.written"), 1);
  EXPECT_EQ(value(view, view.total, "parties"), 4);
  EXPECT_EQ(value(view, view.total, "amount"), 120'000);
  EXPECT_EQ(value(view, view.total, "kind.2"), 2);
  for (const FormCheckView& check : view.checks) EXPECT_TRUE(check.holds) << check.text;
  ASSERT_EQ(view.rows.size(), 1U);
  EXPECT_EQ(view.rows[0].name, "甲镇");
  EXPECT_EQ(view.rows[0].values, view.total.values);
  EXPECT_EQ(total("tc_triage", "total"), 2);
  EXPECT_EQ(form("tc_triage").rows.at(0).name, "甲镇人民调解委员会");
  EXPECT_EQ(total("tc2_triage", "total"), 0) << "another town";
  EXPECT_EQ(total("hb_handler", "total"), 0);
}

TEST_P(Statistics, ABarredReaderCountsNothingOfIt) {
  const MatterId id = mediation();
  agree(id);
  EXPECT_EQ(total("cc_triage", "total"), 1);
  h.db->commit([&](Session& session) {
    insert_row(session, "bar", h.region, Bar{BarId{"bar"}, id, std::nullopt, AccountId{"cc_triage"}, "回避", h.file(id).events.front().row.id});
  });
  EXPECT_EQ(total("cc_triage", "total"), 0);
  EXPECT_EQ(total("cc_leader", "total"), 1);
}

TEST_P(Statistics, EveryFigureIsTheSumOfItsCases) {
  h.db->commit([](Session& session) { set_code(session, "dispute.neighbour", "justice18", "2", Date::of(2020, 1, 1)); });
  for (int n = 0; n < 3; ++n) agree(mediation(), 10'000 * (n + 1));
  fail(mediation());
  const StatisticsView view = form("cc_leader");
  for (const FormRowView* row : {&view.total, &view.rows.at(0)}) {
    for (std::size_t i = 0; i < view.columns.size(); ++i) {
      CasesRequest request;
      request.from = "2026-09";
      request.row = row->id;
      request.column = view.columns[i].name;
      const CasePage page = spine::must(desk.cases(h.county.actor("cc_leader"), request));
      EXPECT_EQ(page.value, row->values[i]) << row->id << " " << view.columns[i].name;
      std::int64_t sum = 0;
      for (const CaseRow& item : page.items) sum += item.value;
      EXPECT_EQ(sum, row->values[i]);
    }
  }
}

TEST_P(Statistics, AReportedMonthStaysAndWhatChangesIsACorrection) {
  const MatterId lost = mediation();
  agree(mediation());
  fail(lost);
  next_month();
  EXPECT_EQ(form("cc_leader").may_freeze, "2026-09");
  EXPECT_FALSE(form("tc_triage").may_freeze);
  EXPECT_EQ(desk.freeze(h.county.actor("tc_triage"), "2026-09").error().code, "not_yours");
  EXPECT_EQ(desk.freeze(h.county.actor("cc_leader"), "2026-10").error().fields.at(0).pointer, "/month");
  EXPECT_EQ(desk.freeze(h.county.actor("cc_leader"), "9月").error().fields.at(0).pointer, "/month");
  EXPECT_TRUE(desk.freeze(h.county.actor("cc_leader"), "2026-09"));
  EXPECT_EQ(desk.freeze(h.county.actor("cc_leader"), "2026-09").error().code, "month_frozen");
  const StatisticsView before = form("cc_leader");
  EXPECT_FALSE(before.may_freeze);
  ASSERT_EQ(before.frozen.size(), 1U);
  EXPECT_EQ(before.frozen[0].frozen_by.find("化名"), std::string::npos) << "an office and a post, no name";

  // The parties consent anew and agree in October: September no longer has the failure.
  EXPECT_EQ(med(lost, "tell_routes", {{"routes", "可以向人民法院起诉"}, {"told_on", today()}, {"told_way", "face"}}, true), "");
  consents(lost, "consent_again");
  EXPECT_EQ(med(lost, "restart", {{"mediator_post", "tm_mediator"}}), "");
  session(lost);
  agree(lost);
  const StatisticsView after = form("cc_leader");
  EXPECT_EQ(after.total.values, before.total.values);
  ASSERT_TRUE(after.corrections);
  EXPECT_EQ(value(after, *after.corrections, "total"), -1);
  EXPECT_EQ(value(after, *after.corrected, "total"), 1);
  CasesRequest request;
  request.from = "2026-09";
  request.row = "corrections";
  const CasePage page = spine::must(desk.cases(h.county.actor("cc_leader"), request));
  ASSERT_EQ(page.items.size(), 1U);
  EXPECT_EQ(page.items[0].matter, lost.text);
  EXPECT_EQ(page.items[0].delta, -1);
  const StatisticsView october = form("cc_leader", {"2026-10", std::nullopt, std::nullopt, std::nullopt, std::nullopt});
  EXPECT_EQ(value(october, october.total, "total"), 1);
  const StatisticsView both = form("cc_leader", {"2026-09", "2026-10", std::nullopt, "month", std::nullopt});
  ASSERT_EQ(both.rows.size(), 2U);
  EXPECT_EQ(both.rows[0].name, "2026年9月");
  EXPECT_EQ(value(both, *both.corrected, "total"), 2) << "two disputes, each once";
}

TEST_P(Statistics, AsOfAnInstantIsWhatWasKnownThen) {
  agree(mediation());
  const Time then = h.clock.now();
  h.clock.advance(60'000);
  agree(mediation());
  EXPECT_EQ(total("cc_leader", "total"), 2);
  const StatisticsView view = form("cc_leader", {"2026-09", std::nullopt, std::nullopt, std::nullopt, then});
  EXPECT_EQ(value(view, view.total, "total"), 1);
}

TEST_P(Statistics, ACategoryWithoutAKindShowsAndDoesNotAgree) {
  agree(mediation());
  const StatisticsView view = form("cc_leader");
  EXPECT_EQ(value(view, view.total, "kind."), 1);
  EXPECT_FALSE(view.checks.at(0).holds);
}

TEST_P(Statistics, EarlierMediationsAreCountedOnce) {
  agree(mediation());
  fail(mediation());
  h.db->commit([&](Session& session) { session.run("DELETE FROM mediation_count WHERE region = :region", {{"region", std::string(h.region)}}); });
  EXPECT_EQ(total("cc_leader", "total"), 0);
  EXPECT_EQ(count_earlier_mediations(*h.house), 2);
  EXPECT_EQ(count_earlier_mediations(*h.house), 0);
  EXPECT_EQ(total("cc_leader", "total"), 2);
}

TEST_P(Statistics, BadQuestionsNameTheField) {
  EXPECT_EQ(refused({"九月", {}, {}, {}, {}}), "/from");
  EXPECT_EQ(refused({"2026-13", {}, {}, {}, {}}), "/from");
  EXPECT_EQ(refused({"2026-09", "2026-08", {}, {}, {}}), "/to");
  EXPECT_EQ(refused({"2026-09", "2026-10", {}, {}, {}}), "/to") << "not yet";
  EXPECT_EQ(refused({"2024-09", "2026-09", {}, {}, {}}), "/from") << "too long";
  EXPECT_EQ(refused({"2026-09", {}, "nowhere", {}, {}}), "/place");
  EXPECT_EQ(refused({"2026-09", {}, {}, "person", {}}), "/by");
  EXPECT_EQ(refused({"2026-09", {}, {}, {}, h.clock.now().plus_ms(1)}), "/as_of");
  CasesRequest request;
  request.column = "nothing";
  EXPECT_EQ(desk.cases(h.county.actor("cc_leader"), request).error().fields.at(0).pointer, "/column");
}

TEST_P(Statistics, TheSheetHoldsTheSameFigures) {
  agree(mediation());
  const StatisticsView view = form("cc_leader");
  const StatisticsSheet sheet = spine::must(desk.sheet(h.county.actor("cc_leader"), {"2026-09", std::nullopt, std::nullopt, std::nullopt, std::nullopt}));
  EXPECT_EQ(sheet.name, "某县人民调解案件情况统计表2026-09.xlsx");
  const auto book = spine::must(paper::read_sheets(sheet.bytes));
  const auto& rows = book.sheets.at(0).rows;
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[3].at(0).shown(), "合计");
  for (std::size_t i = 0; i < view.columns.size(); ++i) {
    const std::string written = rows[3].at(i + 1).shown();
    EXPECT_EQ(written, view.columns[i].name == "amount" ? "0.12" : std::to_string(view.total.values[i])) << view.columns[i].title;
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, Statistics, testing::ValuesIn(test_engines()), engine_name);

}  // namespace
}  // namespace lianhu
