// Answers to other systems: only what has ended, each once, taken back until it is confirmed.

#include "desk/reply_desk.h"

#include <gtest/gtest.h>

#include "desk/import_desk.h"
#include "desk/reference_desk.h"
#include "desk/spine_house.h"
#include "paper/sheet_read.h"
#include "store/notice_store.h"

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
  EXPECT_EQ(rows[1][4], "实质性办结：已修好。");
  EXPECT_EQ(rows[1][5], "2026-09-01");
  EXPECT_EQ(state(ids[0]), "replied");
  EXPECT_EQ(state(ids[1]), "open");
  EXPECT_EQ(h.file(ids[0]).events.back().row.title, "答复来件系统");
  EXPECT_EQ(load_matter(*h.house, ids[0])->file.external.front().reply_sheet, sheet->id);
}

TEST_P(Replies, SaysHowItWasClosedAndWhyAndNothingThatOnlyMediatorsRead) {
  // Closed without a substantive end: the kind and its reason go out.
  const MatterId& id = ids[0];
  h.accept(id);
  h.assign(id);
  ASSERT_EQ(h.act("wb_handler", id, "sign"), "");
  ASSERT_EQ(h.act("wb_handler", id, "handle", {{"record", "他说邻居偷接了电"}}), "");
  ASSERT_EQ(h.act("wb_handler", id, "report_back", {{"result", "路灯属于小区自管。"}}), "");
  ASSERT_EQ(h.act("tc_verifier", id, "verify_pass", {{"check_way", "call"}, {"check_text", "属实"}}), "");
  ASSERT_EQ(h.act("tc_triage", id, "close_procedural", {{"reason", "已告知由物业维修"}}), "");
  // The other was mediated: what was said there stays there.
  const MatterId& talk = ids[1];
  PartyInput other{"respondent", "natural", "化名李四", "19900005678", std::nullopt, std::nullopt, std::nullopt};
  ASSERT_TRUE(MatterDesk(*h.house).add_party(h.by("tc_triage"), talk, other));
  PartyInput first{"applicant", "natural", "化名赵六", "19900005679", std::nullopt, std::nullopt, std::nullopt};
  if (h.file(talk).parties.size() < 2) { ASSERT_TRUE(MatterDesk(*h.house).add_party(h.by("tc_triage"), talk, first)); }
  ASSERT_EQ(h.act("tc_triage", talk, "accept", {{"category", "dispute.neighbour"}, {"difficulty", "ordinary"}}), "");
  ASSERT_EQ(h.act("tc_triage", talk, "refer_to_mediation", {{"lead_office", "tm"}, {"lead_receiver", "tm_mediator"}}), "");
  const auto med = [&](const std::string& who, const std::string& move, spine::Fields fields, std::vector<std::string> files = {}) {
    MoveOrder input = h.order(talk, move, std::move(fields), 1);
    input.attachments = std::move(files);
    const auto written = MatterDesk(*h.house).act_on(h.by(who), talk, input);
    return written ? "" : written.error().code + " " + written.error().message;
  };
  const std::string today = h.clock.now().date().text();
  ASSERT_EQ(med("tm_mediator", "inform", {{"mediator_post", "tm_mediator"}, {"recusal", "none"}, {"informed_on", today}}), "");
  for (const Party& party : h.file(talk).parties) {
    ASSERT_EQ(med("tm_mediator", "consent", {{"consenting_party", party.id.text}, {"consent_on", today}, {"consent_way", "signed"}}), "");
  }
  ASSERT_EQ(med("tm_mediator", "register", {{"dispute_kind", "dispute.neighbour"}}), "");
  ASSERT_EQ(med("tm_mediator", "caucus", {{"caucus_party", h.file(talk).parties[0].id.text}, {"caucus_on", today}, {"caucus_text", "背对背愿意让步"}}), "");
  ASSERT_EQ(med("tm_mediator", "session", {{"session_on", h.clock.now().text()}, {"session_place", "村委会"}, {"session_kind", "together"}, {"present", "双方"}, {"record", "会上吵起来了"}}), "");
  ASSERT_EQ(med("tm_mediator", "fail", {{"reason", "一方当场翻脸"}}), "");
  Attachment notice;
  notice.id = AttachmentId{h.ids.text()};
  notice.matter = talk;
  notice.account = AccountId{"tm_mediator"};
  notice.sha256 = h.files.put("%PDF-1.4");
  notice.media_type = "application/pdf";
  notice.bytes = 8;
  notice.name = "告知书.pdf";
  notice.added_at = h.clock.now();
  h.db->commit([&](Session& session) { insert_attachment(session, h.region, notice); });
  ASSERT_EQ(med("tm_mediator", "tell_routes", {{"routes", "可以起诉"}, {"told_on", today}, {"told_way", "face"}}, {notice.id.text}), "");
  ASSERT_EQ(med("tc_triage", "close_failed", {}), "");
  ASSERT_EQ(h.act("tc_triage", talk, "take_back", {{"result", "调解不成功，已告知其他途径。"}}), "");
  ASSERT_EQ(h.act("tc_verifier", talk, "verify_pass", {{"check_way", "call"}, {"check_text", "已告知"}}), "");
  ASSERT_EQ(h.act("tc_triage", talk, "close_procedural", {{"reason", "当事人另行起诉"}}), "");

  const auto rows = file(spine::must(answer()).id);
  ASSERT_EQ(rows.size(), 3u);
  std::map<std::string, std::string> told;
  for (std::size_t i = 1; i < rows.size(); ++i) told[rows[i][0]] = rows[i][4];
  EXPECT_EQ(told["GD-1"], "程序性办结：路灯属于小区自管。原因：已告知由物业维修");
  EXPECT_EQ(told["GD-2"], "程序性办结：调解不成功，已告知其他途径。原因：当事人另行起诉");
  for (const auto& [number, words] : told) {
    for (const char* inside : {"偷接", "背对背", "吵起来", "翻脸"}) EXPECT_EQ(words.find(inside), std::string::npos) << words;
  }
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
