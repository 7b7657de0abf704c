#include "desk/call_desk.h"

#include <set>

#include "desk/letter_desk.h"
#include "desk/outbox_desk.h"
#include "desk/spine_house.h"
#include "paper/sheet_read.h"
#include "store/access_store.h"
#include "store/delivery_store.h"
#include "store/row.h"

namespace lianhu {
namespace {

// No gateway at all: everything that people are told, people tell.
struct HandHouse : SpineHouse {
  using SpineHouse::SpineHouse;

  MatterId accepted(const Report& report) {
    const Taken taken = spine::must(IntakeDesk(*house).report(by(""), report));
    accept(taken.matter);
    Outbox(*house, {}, "one").sweep(clock.now());
    return taken.matter;
  }
  std::vector<DeliveryRow> rows(const MatterId& matter) {
    std::vector<DeliveryRow> out;
    db->read([&](Session& session) { out = matter_deliveries(session, region, matter); });
    return out;
  }
  void ask(const MatterId& matter, std::optional<std::string> flags, std::optional<std::string> address = {}, bool no_phone = false) {
    Party party = file(matter).parties.at(0);
    party.contact_flags = std::move(flags);
    if (address) party.address = std::move(address);
    if (no_phone) party.phone.reset();
    db->commit([&](Session& session) {
      update_row(session, "party", region, party);
      session.run("UPDATE matter SET version = version + 1 WHERE region = :region AND id = :id", {{"region", std::string(region)}, {"id", matter.text}});
    });
  }
  std::string record(const std::string& call, CallResult result, const std::string& key = "") {
    const auto done = CallDesk(*house).record(by("tc_triage", key), call, result);
    return done ? "" : done.error().fields.empty() ? done.error().code : done.error().fields.front().pointer;
  }
};

class CallDeskTest : public ::testing::TestWithParam<Engine> {};
INSTANTIATE_TEST_SUITE_P(Engines, CallDeskTest, ::testing::ValuesIn(test_engines()), engine_name);

TEST_P(CallDeskTest, OneCallTellsAllAndIsTheDesksOwn) {
  HandHouse h(GetParam());
  const MatterId matter = h.accepted(h.words());
  h.assign(matter);
  Outbox(*h.house, {}, "one").sweep(h.clock.now());
  const CallDesk desk(*h.house);
  const CallList list = desk.list(h.county.actor("tc_triage"), false);
  ASSERT_EQ(list.items.size(), 1u);
  EXPECT_EQ(list.items[0].news.size(), 2u);
  EXPECT_EQ(list.items[0].say.find("您反映的事项现在"), 0u) << list.items[0].say;
  EXPECT_GT(list.items[0].say.size(), std::string("您反映的事项现在。").size() + 20) << list.items[0].say << ": what comes next";
  EXPECT_EQ(list.items[0].phone, "199****1234");
  Party party = h.file(matter).parties.at(0);
  party.role = PartyRole::respondent;
  h.db->commit([&](Session& session) {
    update_row(session, "party", SpineHouse::region, party);
    session.run("UPDATE matter SET version = version + 1 WHERE region = :region AND id = :id", {{"region", std::string(SpineHouse::region)}, {"id", matter.text}});
  });
  const CallList others = desk.list(h.county.actor("tc_triage"), false);
  EXPECT_EQ(others.items.at(0).say.find("与您有关的事项现在"), 0u) << others.items[0].say << ": the other side reported nothing";
  EXPECT_EQ(desk.number(h.county.actor("tc_triage"), list.items[0].call)->phone, "19900001234");
  std::vector<Access> seen;
  h.db->read([&](Session& session) { seen = load_accesses(session, SpineHouse::region, matter, std::nullopt, 50); });
  EXPECT_TRUE(std::any_of(seen.begin(), seen.end(), [](const Access& one) { return one.what == "phone"; }));
  for (const char* other : {"tc2_triage", "wb_handler", "cc_admin", "vl_head"}) {
    EXPECT_TRUE(desk.list(h.county.actor(other), true).items.empty()) << other;
    EXPECT_EQ(desk.number(h.county.actor(other), list.items[0].call).error().code, "not_found") << other;
    EXPECT_EQ(desk.record({h.county.actor(other), "t", "", "", {}}, list.items[0].call, {"reached", {}, {}}).error().code, "not_found") << other;
  }
  EXPECT_EQ(h.record(list.items[0].call, {"reached", {}, {}}, "k"), "");
  EXPECT_EQ(h.record(list.items[0].call, {"reached", {}, {}}, "k"), "");
  EXPECT_EQ(h.record(list.items[0].call, {"reached", {}, {}}), "already_told");
  for (const DeliveryRow& row : h.rows(matter)) EXPECT_EQ(row.state, "sent");
}

TEST_P(CallDeskTest, ResultsSayWhatIsMissingAndWhatFollows) {
  HandHouse h(GetParam());
  const MatterId matter = h.accepted(h.words());
  const CallDesk desk(*h.house);
  const Actor triage = h.county.actor("tc_triage");
  const std::string call = desk.list(triage, false).items.at(0).call;
  const Date today = h.clock.now().date();
  EXPECT_EQ(h.record(call, {"shouted", {}, {}}), "/outcome");
  EXPECT_EQ(h.record(call, {"told_other", {}, {}}), "/note");
  EXPECT_EQ(h.record(call, {"stop", {}, {}}), "/note");
  EXPECT_EQ(h.record(call, {"call_again", {}, {}}), "/again_on");
  EXPECT_EQ(h.record(call, {"call_again", {}, today}), "/again_on");
  EXPECT_EQ(h.record(call, {"call_again", {}, today.plus(31)}), "/again_on");
  EXPECT_EQ(h.record(call, {"no_answer", {}, {}}), "");
  EXPECT_TRUE(desk.list(triage, false).items.empty());
  ASSERT_EQ(desk.list(triage, true).items.size(), 1u);
  EXPECT_EQ(desk.list(triage, true).items[0].again_on, today.plus(1));
  EXPECT_EQ(desk.list(triage, false).later, 1);
  h.clock.advance(86'400'000);
  ASSERT_EQ(desk.list(triage, false).items.size(), 1u);
  EXPECT_EQ(desk.list(triage, false).items[0].calls, 1);
  h.ask(matter, std::nullopt, "甲村虚构巷1号");
  EXPECT_EQ(h.record(call, {"wrong_number", {}, {}}), "");
  EXPECT_EQ(h.rows(matter).back().way, "paper");
  EXPECT_EQ(h.rows(matter).back().state, "waiting");
}

TEST_P(CallDeskTest, WhoAsksLaterIsNotCalledEither) {
  HandHouse h(GetParam());
  const MatterId matter = h.accepted(h.words());
  const CallDesk desk(*h.house);
  const Actor triage = h.county.actor("tc_triage");
  const std::string call = desk.list(triage, false).items.at(0).call;
  h.ask(matter, "no_call");
  EXPECT_TRUE(desk.list(triage, true).items.empty());
  EXPECT_EQ(desk.number(triage, call).error().code, "no_call");
  EXPECT_EQ(h.record(call, {"reached", {}, {}}), "no_call");
}

TEST_P(CallDeskTest, LettersGoTogetherOnceAndNotToWhoAskedForNone) {
  HandHouse h(GetParam());
  const auto take = [&](const std::string& text) {
    Report report = h.words();
    report.text = text;
    return spine::must(IntakeDesk(*h.house).report(h.by(""), report)).matter;
  };
  const MatterId one = take("水沟堵了一处，麻烦来看看。"), other = take("水沟堵了两处，麻烦来看看。");
  h.ask(one, std::nullopt, "甲村虚构巷1号", true);
  h.ask(other, std::nullopt, "甲村虚构巷2号", true);
  h.accept(one);
  h.accept(other);
  Outbox(*h.house, {}, "one").sweep(h.clock.now());
  h.ask(other, "no_paper", "甲村虚构巷2号", true);
  paper::RenderSlots slots;
  const LetterDesk desk(*h.house, slots, "/bin/false", "");
  ASSERT_EQ(desk.view(h.county.actor("tc_triage")).waiting.size(), 1u);
  EXPECT_EQ(desk.view(h.county.actor("tc_triage")).waiting[0].waiting, 1);
  EXPECT_EQ(desk.print(h.by("tc2_triage"), {"tc"}).error().code, "not_found");
  const BatchView batch = spine::must(desk.print(h.by("tc_triage", "k"), {"tc"}));
  EXPECT_EQ(batch.letters, 1);
  EXPECT_EQ(spine::must(desk.print(h.by("tc_triage", "k"), {"tc"})).id, batch.id);
  EXPECT_EQ(desk.print(h.by("tc_triage"), {"tc"}).error().code, "no_letters");
  const Date today = h.clock.now().date();
  EXPECT_EQ(desk.finish(h.by("tc_triage"), batch.id, {"burnt", today}).error().fields.at(0).pointer, "/how");
  EXPECT_EQ(desk.finish(h.by("tc_triage"), batch.id, {"posted", today.plus(1)}).error().fields.at(0).pointer, "/day");
  EXPECT_EQ(desk.finish(h.by("tc_triage"), batch.id, {"posted", today.plus(-1)}).error().fields.at(0).pointer, "/day");
  EXPECT_EQ(desk.finish(h.by("tc2_triage"), batch.id, {"posted", today}).error().code, "not_found");
  EXPECT_EQ(spine::must(desk.finish(h.by("tc_triage"), batch.id, {"posted", today})).state, "posted");
  EXPECT_EQ(desk.finish(h.by("tc_triage"), batch.id, {"handed", today}).error().code, "batch_done");
  EXPECT_EQ(h.rows(one).back().state, "sent");
  EXPECT_EQ(h.rows(other).back().state, "waiting");
}

TEST_P(CallDeskTest, ALongListIsReadPageByPageAndTheSheetHasAll) {
  HandHouse h(GetParam());
  const MatterId first = h.accepted(h.words());
  for (int n = 0; n < 104; ++n) {
    Report report = h.words();
    report.text = "第" + std::to_string(n) + "件";
    h.accepted(report);
    if (n == 101) {  // one who was on the first page has more news on the last
      h.assign(first);
      Outbox(*h.house, {}, "one").sweep(h.clock.now());
    }
  }
  // Each is told more than once: more rows than a page has.
  h.db->commit([&](Session& session) {
    for (DeliveryRow row : hand_deliveries(session, SpineHouse::region, OfficeId{"tc"}, "call", "waiting", "", 1000)) {
      row.id = h.ids.text();
      row.gateway = "again";
      insert_delivery(session, SpineHouse::region, row);
    }
  });
  const CallDesk desk(*h.house);
  std::vector<std::string> matters;
  std::string after;
  int pages = 0;
  do {
    const CallList page = desk.list(h.county.actor("tc_triage"), false, after);
    for (const CallRow& row : page.items) matters.push_back(row.matter);
    after = page.next.value_or("");
    ++pages;
  } while (!after.empty());
  EXPECT_GT(pages, 1);
  ASSERT_EQ(matters.size(), 105u);
  EXPECT_EQ(matters.front(), first.text);
  EXPECT_EQ(std::set<std::string>(matters.begin(), matters.end()).size(), 105u);
  const auto book = spine::must(paper::read_sheets(spine::must(desk.sheet(h.county.actor("tc_triage")))));
  EXPECT_EQ(book.sheets.at(0).rows.size(), 106u);
}

}  // namespace
}  // namespace lianhu
