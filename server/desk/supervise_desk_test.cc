// Orders of supervision: one sheet an office, what cannot stand on one is named with the reason.

#include "desk/supervise_desk.h"

#include <gtest/gtest.h>

#include "desk/spine_house.h"
#include "store/notice_store.h"

namespace lianhu {
namespace {

class Supervise : public testing::TestWithParam<Engine> {
 protected:
  Result<SuperviseSheets> sheets(std::vector<std::string> ids, const std::string& login = "tc_triage") { return desk.sheets(h.county.actor(login), {std::move(ids)}); }
  SpineHouse h{GetParam()};
  MatterDesk matters{*h.house};
  SuperviseDesk desk{*h.house, matters};
};

TEST_P(Supervise, OneSheetAnOfficeWithTheLatestHurryingAndItsReason) {
  const Taken one = h.report(), two = h.report(), fresh = h.report();
  for (const Taken& taken : {one, two}) {
    h.accept(taken.matter);
    h.assign(taken.matter);
  }
  ASSERT_EQ(h.act("tc_triage", one.matter, "urge", {{"urge_text", "已经一周没有动静"}}), "");
  const auto out = sheets({one.matter.text, two.matter.text, fresh.matter.text, "01998e7e-0000-7000-8000-000000000000"});
  ASSERT_TRUE(out) << out.error().message;
  ASSERT_EQ(out->items.size(), 1u);
  ASSERT_EQ(out->items[0].rows.size(), 2u);
  EXPECT_EQ(out->items[0].rows[0].supervised_as, "催办");
  EXPECT_EQ(out->items[0].rows[0].reason, "已经一周没有动静");
  EXPECT_FALSE(out->items[0].rows[1].supervised_as);
  EXPECT_EQ(out->answer_by, Date::of(2026, 9, 4));
  ASSERT_EQ(out->left_out.size(), 2u);
  EXPECT_EQ(out->left_out[0].message, "还没有主办机构");
  EXPECT_EQ(out->left_out[1].message, "没有这件事项，或您无权查看");
}

TEST_P(Supervise, WhereTheLeadHasEndedWhoHasItNowIsNamedHereAndInTheList) {
  const Taken one = h.report();
  PartyInput other{"respondent", "natural", "化名李四", "19900005678", std::nullopt, std::nullopt, std::nullopt};
  ASSERT_TRUE(matters.add_party(h.by("tc_triage"), one.matter, other));
  ASSERT_EQ(h.act("tc_triage", one.matter, "accept", {{"category", "dispute.neighbour"}, {"difficulty", "ordinary"}}), "");
  ASSERT_EQ(h.act("tc_triage", one.matter, "refer_to_mediation", {{"lead_office", "tm"}, {"lead_receiver", "tm_mediator"}}), "");
  const auto med = [&](const char* move, spine::Fields fields) {
    const auto written = matters.act_on(h.by("tm_mediator"), one.matter, h.order(one.matter, move, std::move(fields), 1));
    return written ? std::string() : written.error().message;
  };
  ASSERT_EQ(med("inform", {{"mediator_post", "tm_mediator"}, {"recusal", "none"}, {"informed_on", "2026-09-01"}}), "");
  ASSERT_EQ(med("refuse", {{"refusing_party", h.file(one.matter).parties.at(1).id.text}, {"refused_on", "2026-09-01"}, {"refuse_way", "oral"}}), "");
  Attachment notice;
  notice.id = AttachmentId{h.ids.text()};
  notice.matter = one.matter;
  notice.account = AccountId{"tm_mediator"};
  notice.sha256 = h.files.put("%PDF-1.4");
  notice.media_type = "application/pdf";
  notice.bytes = 8;
  notice.name = "告知书.pdf";
  notice.added_at = h.clock.now();
  h.db->commit([&](Session& session) { insert_attachment(session, h.region, notice); });
  MoveOrder told = h.order(one.matter, "tell_routes", {{"routes", "向人民法院起诉"}, {"told_on", "2026-09-01"}, {"told_way", "face"}}, 1);
  told.attachments = {notice.id.text};
  const auto ended = matters.act_on(h.by("tm_mediator"), one.matter, told);
  ASSERT_TRUE(ended) << ended.error().message;
  const auto closed = matters.act_on(h.by("tc_triage"), one.matter, h.order(one.matter, "close_failed", {}, 1));
  ASSERT_TRUE(closed) << closed.error().message;
  const auto out = sheets({one.matter.text});
  ASSERT_TRUE(out) << out.error().message;
  ASSERT_EQ(out->left_out.size(), 1u);
  EXPECT_NE(out->left_out[0].message.find("主办已经办完"), std::string::npos) << out->left_out[0].message;
  ListRequest all;
  const WorkPage page = spine::must(WorkDesk(*h.house).matters(h.county.actor("tc_triage"), all));
  EXPECT_EQ(page.items.at(0).office_name, "甲镇综治中心");
}

TEST_P(Supervise, RefusesStrangersAndTheSameTwice) {
  const Taken one = h.report();
  EXPECT_EQ(sheets({one.matter.text}, "wb_handler").error().code, "not_yours");
  EXPECT_EQ(sheets({one.matter.text, one.matter.text}).error().fields.at(0).pointer, "/matters/1");
}

INSTANTIATE_TEST_SUITE_P(Engines, Supervise, testing::ValuesIn(test_engines()), engine_name);

}  // namespace
}  // namespace lianhu
