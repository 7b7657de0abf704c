#include "desk/outbox_desk.h"

#include "desk/delivery_desk.h"
#include "desk/spine_house.h"
#include "store/delivery_store.h"
#include "store/lease_store.h"
#include "store/row.h"

namespace lianhu {
namespace {

class FakeGateway : public Gateway {
 public:
  Result<Done> send(const Delivery& delivery) override {
    seen.push_back(delivery);
    if (next.empty()) return done;
    const Result<Done> answer = next.front();
    next.erase(next.begin());
    return answer;
  }
  std::vector<Delivery> seen;
  std::vector<Result<Done>> next;
};

const Error later{Kind::unavailable, "gateway_later", "连接不上", {}}, no{Kind::invalid, "gateway_refused", "对方不接受（回答 400）", {}};

struct OutboxHouse : SpineHouse {
  explicit OutboxHouse(Engine engine) : SpineHouse(engine) {
    sms_spec.name = "sms";
    sms_spec.title = "短信平台";
    sms_spec.serves = GatewayServes::party;
    sms_spec.quiet = {21 * 60, 8 * 60};
    hook_spec.name = "hook";
    hook_spec.title = "消息接口";
    hook_spec.kind = GatewayKind::webhook;
    hook_spec.serves = GatewayServes::office;
    hook_spec.offices = {OfficeId{"wb"}};
  }
  Outbox outbox(const std::string& holder = "one") { return Outbox(*house, {{sms_spec, &sms}, {hook_spec, &hook}}, holder); }
  // A matter that was accepted: one notice to its reporter.
  MatterId accepted(Report report) {
    const Taken taken = spine::must(IntakeDesk(*house).report(by(""), report));
    accept(taken.matter);
    return taken.matter;
  }
  MatterId accepted() { return accepted(words()); }
  std::vector<DeliveryRow> rows(const MatterId& matter) {
    std::vector<DeliveryRow> out;
    db->read([&](Session& session) { out = matter_deliveries(session, region, matter); });
    return out;
  }
  DeliveryRow to_party(const MatterId& matter, const std::string& way = "sms") {
    for (const DeliveryRow& row : rows(matter)) {
      if (row.party && row.way == way) return row;
    }
    ADD_FAILURE() << "no delivery by " << way;
    return {};
  }

  FakeGateway sms, hook;
  GatewaySpec sms_spec, hook_spec;
};

class OutboxTest : public ::testing::TestWithParam<Engine> {};
INSTANTIATE_TEST_SUITE_P(Engines, OutboxTest, ::testing::ValuesIn(test_engines()), engine_name);

TEST_P(OutboxTest, ANoticeGoesOnceEachWay) {
  OutboxHouse h(GetParam());
  const MatterId matter = h.accepted();
  h.assign(matter);
  Outbox outbox = h.outbox();
  const Swept swept = outbox.sweep(h.clock.now());
  EXPECT_TRUE(swept.ours);
  EXPECT_EQ(h.sms.seen.size(), 2u);   // accepted, assigned
  EXPECT_EQ(h.hook.seen.size(), 1u);  // to the water bureau, whose own it is
  EXPECT_EQ(h.hook.seen.at(0).to, "wb");
  EXPECT_EQ(h.sms.seen.at(0).to, "19900001234");
  EXPECT_NE(h.sms.seen.at(0).body.find(h.file(matter).matter.number), std::string::npos);
  EXPECT_EQ(h.hook.seen.at(0).body.find("排水沟"), std::string::npos);
  outbox.sweep(h.clock.now());
  EXPECT_EQ(h.sms.seen.size(), 2u);
  for (const DeliveryRow& row : h.rows(matter)) EXPECT_EQ(row.state, "sent") << row.way;
}

TEST_P(OutboxTest, TriesAgainUnderTheSameIdAndNeverAfterAYes) {
  OutboxHouse h(GetParam());
  const MatterId matter = h.accepted();
  h.sms.next = {later, later};
  Outbox outbox = h.outbox();
  outbox.sweep(h.clock.now());
  EXPECT_EQ(h.to_party(matter).state, "waiting");
  EXPECT_EQ(h.to_party(matter).cause, "连接不上");
  outbox.sweep(h.clock.now());  // not yet due
  EXPECT_EQ(h.sms.seen.size(), 1u);
  h.clock.advance(61'000);
  outbox.sweep(h.clock.now());
  h.clock.advance(6 * 60'000);
  outbox.sweep(h.clock.now());
  ASSERT_EQ(h.sms.seen.size(), 3u);
  EXPECT_EQ(h.sms.seen[0].id, h.sms.seen[2].id);
  const DeliveryRow row = h.to_party(matter);
  EXPECT_EQ(row.state, "sent");
  EXPECT_EQ(row.tries, 3);
  h.clock.advance(3'600'000);
  outbox.sweep(h.clock.now());
  EXPECT_EQ(h.sms.seen.size(), 3u);
}

TEST_P(OutboxTest, ASilentGatewayHoldsTheRestWithoutSpendingTheirTries) {
  OutboxHouse h(GetParam());
  std::vector<MatterId> matters;
  for (int i = 0; i < 3; ++i) matters.push_back(h.accepted());
  h.sms.next = {later};
  Outbox outbox = h.outbox();
  outbox.sweep(h.clock.now());
  EXPECT_EQ(h.sms.seen.size(), 1u);
  EXPECT_EQ(h.to_party(matters[1]).tries, 0);
  EXPECT_EQ(h.to_party(matters[1]).state, "waiting");
  h.clock.advance(61'000);
  outbox.sweep(h.clock.now());
  EXPECT_EQ(h.sms.seen.size(), 4u);
}

TEST_P(OutboxTest, WhatAGatewayCannotBringGoesToTheCallList) {
  OutboxHouse h(GetParam());
  const MatterId refused = h.accepted();
  h.sms.next = {no};
  Outbox outbox = h.outbox();
  outbox.sweep(h.clock.now());
  EXPECT_EQ(h.to_party(refused).state, "refused");
  EXPECT_EQ(h.to_party(refused, "call").state, "waiting");
  EXPECT_EQ(h.to_party(refused, "call").office, OfficeId{"tc"});
  const MatterId silent = h.accepted();
  for (int i = 0; i < 30; ++i) {
    h.sms.next = {later};
    outbox.sweep(h.clock.now());
    h.clock.advance(13 * 3'600'000);
    if (h.clock.now().minute_of_day() < 480) h.clock.advance(8 * 3'600'000);
  }
  EXPECT_EQ(h.to_party(silent).state, "failed");
  EXPECT_EQ(h.to_party(silent, "call").state, "waiting");
}

TEST_P(OutboxTest, QuietHoursHoldAndNeverDrop) {
  OutboxHouse h(GetParam());
  h.clock.set(Time::at(Date::of(2026, 9, 1), 22));
  const MatterId matter = h.accepted();
  Outbox outbox = h.outbox();
  outbox.sweep(h.clock.now());
  EXPECT_TRUE(h.sms.seen.empty());
  EXPECT_EQ(h.to_party(matter).state, "quiet");
  EXPECT_EQ(h.to_party(matter).next_at, Time::at(Date::of(2026, 9, 2), 8));
  h.clock.set(Time::at(Date::of(2026, 9, 2), 8));
  outbox.sweep(h.clock.now());
  EXPECT_EQ(h.sms.seen.size(), 1u);
  EXPECT_EQ(h.to_party(matter).state, "sent");
}

TEST_P(OutboxTest, SafeContactIsAskedAgainWhenItGoesOut) {
  OutboxHouse h(GetParam());
  Report report = h.words();
  report.no_call = true;
  const MatterId asked = h.accepted(report);
  const MatterId later_asked = h.accepted();
  h.clock.set(Time::at(Date::of(2026, 9, 1), 23));
  Outbox outbox = h.outbox();
  outbox.sweep(h.clock.now());
  EXPECT_EQ(h.rows(asked).at(0).way, "page");
  EXPECT_EQ(h.rows(asked).at(0).cause, "安全联系要求");
  Party party = h.file(later_asked).parties.at(0);
  party.contact_flags = "no_call";
  h.db->commit([&](Session& session) {
    update_row(session, "party", SpineHouse::region, party);
    session.run("UPDATE matter SET version = version + 1 WHERE region = :region AND id = :id", {{"region", std::string(SpineHouse::region)}, {"id", later_asked.text}});
  });
  h.clock.set(Time::at(Date::of(2026, 9, 2), 9));
  outbox.sweep(h.clock.now());
  EXPECT_TRUE(h.sms.seen.empty());
  EXPECT_EQ(h.to_party(later_asked).cause, "不再允许这样联系");
  EXPECT_EQ(h.to_party(later_asked, "page").state, "page");
}

TEST_P(OutboxTest, TwoProcessesSendOnceAndAFallenOnesWorkIsTakenOver) {
  OutboxHouse h(GetParam());
  const MatterId matter = h.accepted();
  Outbox one = h.outbox("one"), two = h.outbox("two");
  struct Fell {};
  one.before_send = [](const DeliveryRow&) { throw Fell{}; };  // it stops between claim and record
  EXPECT_THROW(one.sweep(h.clock.now()), Fell);
  EXPECT_FALSE(two.sweep(h.clock.now()).ours);
  EXPECT_TRUE(h.sms.seen.empty());
  EXPECT_EQ(h.to_party(matter).state, "sending");
  const std::string id = h.to_party(matter).id;
  h.clock.advance(91'000);
  EXPECT_TRUE(two.sweep(h.clock.now()).ours);
  ASSERT_EQ(h.sms.seen.size(), 1u);
  EXPECT_EQ(h.sms.seen[0].id, id);
  EXPECT_EQ(h.to_party(matter).state, "sent");
  EXPECT_EQ(h.to_party(matter).fence, 2);
  // The first one wakes up: it has lost the lease, and what it brings of its own claim changes nothing.
  one.before_send = nullptr;
  EXPECT_FALSE(one.sweep(h.clock.now()).ours);
  h.db->commit([&](Session& session) {
    DeliveryRow row = h.to_party(matter);
    row.state = "waiting";
    EXPECT_FALSE(record_not_sent(session, SpineHouse::region, row, 1));
    EXPECT_FALSE(record_sent(session, SpineHouse::region, id, h.clock.now()));
    EXPECT_FALSE(claim_delivery(session, SpineHouse::region, id, 2, h.clock.now()));
  });
  two.let_go(h.clock.now());
  EXPECT_TRUE(one.sweep(h.clock.now()).ours);
}

TEST_P(OutboxTest, OldNewsStaysOnThePage) {
  OutboxHouse h(GetParam());
  const MatterId matter = h.accepted();
  h.clock.advance(8 * 86'400'000LL);
  Outbox outbox = h.outbox();
  while (outbox.sweep(h.clock.now()).more) {}
  EXPECT_TRUE(h.sms.seen.empty());
  EXPECT_TRUE(h.rows(matter).empty());
}

TEST_P(OutboxTest, TheOperatorSeesGroupsAndActsWithAReason) {
  OutboxHouse h(GetParam());
  const MatterId matter = h.accepted();
  h.sms.next = {no};
  Outbox outbox = h.outbox();
  outbox.sweep(h.clock.now());
  DeliveryDesk desk(*h.house, {h.sms_spec, h.hook_spec});
  const OutboxView view = desk.stuck();
  ASSERT_EQ(view.gateways.size(), 2u);
  EXPECT_EQ(view.gateways[0].quiet, "21:00–08:00");
  const auto refused = std::find_if(view.items.begin(), view.items.end(), [](const StuckRow& row) { return row.state == "refused"; });
  ASSERT_NE(refused, view.items.end());
  EXPECT_EQ(refused->count, 1);
  EXPECT_TRUE(refused->can_retry);
  EXPECT_EQ(write_json(view).find("19900001234"), std::string::npos);
  EXPECT_EQ(desk.load().stuck, 1);
  const Actor admin = h.county.actor("cc_admin");
  OutboxOrder order{"sms", "refused", "号码已核对", refused->cause};
  EXPECT_EQ(spine::must(desk.retry(admin, order)).count, 1);
  EXPECT_EQ(desk.retry(admin, order).error().code, "nothing_there");
  EXPECT_EQ(desk.retry(admin, {"hand", "waiting", "理由", {}}).error().code, "invalid_fields");
  outbox.sweep(h.clock.now());
  ASSERT_EQ(h.sms.seen.size(), 2u);
  EXPECT_EQ(h.sms.seen[0].id, h.sms.seen[1].id);
  EXPECT_EQ(h.to_party(matter).state, "sent");
  EXPECT_EQ(desk.give_up(admin, {"sms", "sent", "理由", {}}).error().code, "invalid_fields");
}

}  // namespace
}  // namespace lianhu
