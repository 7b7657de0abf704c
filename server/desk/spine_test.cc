// The spine against a real database, on both engines: intake, acting, the person's own view, the clock, lists and search.

#include <thread>

#include <gtest/gtest.h>

#include "desk/fulfilment_desk.h"
#include "desk/spine_house.h"
#include "model/chain.h"
#include "store/matter_store.h"
#include "store/access_store.h"
#include "store/notice_store.h"
#include "store/verify_store.h"

namespace lianhu {
namespace {

constexpr std::int64_t day = 24 * 3'600'000;

class Spine : public ::testing::TestWithParam<Engine> {
 protected:
  SpineHouse h{GetParam()};
  IntakeDesk intake{*h.house};
  MatterDesk matters{*h.house};
  TrackDesk tracks{*h.house};
  WorkDesk works{*h.house};
};
INSTANTIATE_TEST_SUITE_P(Engines, Spine, ::testing::ValuesIn(test_engines()), engine_name);

TEST_P(Spine, AReportIsTakenOnceUnderItsKey) {
  const auto first = intake.report(h.by("", "key-1"), h.words());
  ASSERT_TRUE(first.ok()) << first.error().message;
  const auto again = intake.report(h.by("", "key-1"), h.words());
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(again->again);
  EXPECT_EQ(again->matter, first->matter);
  EXPECT_EQ(again->party, first->party);
  EXPECT_EQ(h.receipt(*again).secret, h.receipt(*first).secret);
  EXPECT_EQ(intake.report(h.by("", "key-1", "another body"), h.words()).error().code, "key_reused");
  const auto second = intake.report(h.by("", "key-2"), h.words());
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(h.file(first->matter).matter.number, "PD2026-000001");
  EXPECT_EQ(h.file(second->matter).matter.number, "PD2026-000002");
  EXPECT_NE(h.receipt(*first).secret, h.receipt(*second).secret);
}

TEST_P(Spine, ARefusedReportUsesUpNoNumber) {
  Report wrong = h.words();
  wrong.place = "520422999999";
  EXPECT_EQ(intake.report(h.by(""), wrong).error().fields.at(0).pointer, "/place");
  wrong = h.words();
  wrong.happened_on = Date::of(2026, 9, 2);
  EXPECT_EQ(intake.report(h.by(""), wrong).error().fields.at(0).pointer, "/happened_on");
  wrong = h.words();
  wrong.category = "none";
  EXPECT_EQ(intake.report(h.by(""), wrong).error().fields.at(0).pointer, "/category");
  EXPECT_EQ(h.file(h.report().matter).matter.number, "PD2026-000001");
}

TEST_P(Spine, StaffEnterTodayWhatCameYesterday) {
  StaffReport call;
  call.channel = "call";
  call.text = "来电反映排水沟堵塞";
  call.category = "facility.drain";
  call.place = spine::village_place;
  call.received_at = h.clock.now().plus_ms(-day);
  call.client_id = "c";
  const auto taken = intake.collect(h.by("tc_triage"), call);
  ASSERT_TRUE(taken.ok()) << taken.error().message;
  const MatterFile file = h.file(taken->matter);
  EXPECT_EQ(file.matter.received_at.date().text(), "2026-08-31");
  EXPECT_EQ(file.deadlines.at(0).start_day.text(), "2026-08-31");
  EXPECT_EQ(file.matter.entered_at.date().text(), "2026-09-01");
  call.received_at = h.clock.now().plus_ms(day);
  EXPECT_EQ(intake.collect(h.by("tc_triage"), call).error().fields.at(0).pointer, "/received_at");
  call.received_at.reset();
  call.channel = "phone_page";
  EXPECT_FALSE(intake.collect(h.by("tc_triage"), call).ok());
  call.channel = "call";
  EXPECT_EQ(intake.collect(h.by("cc_admin"), call).error().code, "not_yours");
}

TEST_P(Spine, ReportsAtTheSameTimeGetNumbersWithoutGaps) {
  std::vector<std::thread> people;
  for (int n = 0; n < 8; ++n) people.emplace_back([this] { for (int i = 0; i < 5; ++i) h.report(); });
  for (std::thread& one : people) one.join();
  h.db->read([&](Session& session) {
    for (int n = 1; n <= 40; ++n) {
      std::string digits = std::to_string(n);
      EXPECT_TRUE(find_matter_by_number(session, h.region, "PD2026-" + std::string(6 - digits.size(), '0') + digits)) << n;
    }
    EXPECT_FALSE(find_matter_by_number(session, h.region, "PD2026-000041"));
  });
}

TEST_P(Spine, ActingOnAnOldPageIsRefusedAndARetryIsNot) {
  const Taken taken = h.report();
  const MoveOrder accept = h.order(taken.matter, "accept", {{"category", "facility.drain"}, {"difficulty", "ordinary"}});
  Entry entry = h.by("tc_triage", "k");
  entry.if_version = 9;
  EXPECT_EQ(matters.act_on(entry, taken.matter, accept).error().code, "stale_version");
  entry.if_version = 1;
  const auto written = matters.act_on(entry, taken.matter, accept);
  ASSERT_TRUE(written.ok()) << written.error().message;
  EXPECT_EQ(written->version, 2);
  const auto again = matters.act_on(entry, taken.matter, accept);  // the answer was lost on the way
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(again->again);
  EXPECT_EQ(h.file(taken.matter).events.size(), 2u);
  entry.body_sha256 = sha256_hex("other");
  EXPECT_EQ(matters.act_on(entry, taken.matter, accept).error().code, "key_reused");
  // A key opens nothing to somebody who may not know the matter.
  EXPECT_EQ(matters.act_on(h.by("tc2_triage", "k"), taken.matter, accept).error().code, "not_found");
}

TEST_P(Spine, OfTwoAtOnceOneIsTold) {
  const Taken taken = h.report();
  std::vector<std::string> codes(2);
  std::vector<std::thread> both;
  for (std::size_t i = 0; i < 2; ++i) {
    both.emplace_back([&, i] {
      const auto done = matters.act_on(h.by("tc_triage"), taken.matter, h.order(taken.matter, "accept", {{"category", "facility.drain"}, {"difficulty", "ordinary"}}));
      codes[i] = done ? "ok" : done.error().code;
    });
  }
  for (std::thread& one : both) one.join();
  std::sort(codes.begin(), codes.end());
  EXPECT_EQ(codes[0], "ok");
  EXPECT_TRUE(codes[1] == "stale_version" || codes[1] == "wrong_state") << codes[1];
  EXPECT_EQ(h.file(taken.matter).events.size(), 2u);
}

TEST_P(Spine, OnlyOnesOwnUnclaimedUploadsBecomePartOfAnAct) {
  const Taken taken = h.report();
  h.accept(taken.matter);
  h.assign(taken.matter);
  EXPECT_EQ(h.act("wb_handler", taken.matter, "sign"), "");
  const auto upload = [&](const char* account) {
    Attachment a;
    a.id = AttachmentId{h.ids.text()};
    a.matter = taken.matter;
    a.account = AccountId{account};
    a.sha256 = h.files.put("x");
    a.media_type = "image/png";
    a.bytes = 1;
    a.name = "现场.png";
    a.audience = Audience::handling;
    a.added_at = h.clock.now();
    h.db->commit([&](Session& session) { insert_attachment(session, h.region, a); });
    return a.id.text;
  };
  MoveOrder record = h.order(taken.matter, "handle", {{"record", "已清掏"}});
  record.attachments = {upload("hb_handler")};
  EXPECT_EQ(matters.act_on(h.by("wb_handler"), taken.matter, record).error().code, "attachment_unknown");
  record.attachments = {upload("wb_handler")};
  ASSERT_TRUE(matters.act_on(h.by("wb_handler"), taken.matter, record).ok());
  EXPECT_EQ(matters.act_on(h.by("wb_handler"), taken.matter, record).error().code, "attachment_unknown");  // claimed already
  const auto view = matters.open(h.county.actor("tc_triage"), taken.matter, "");
  ASSERT_EQ(view->attachments.size(), 1u);
  EXPECT_TRUE(tracks.track(h.person(taken))->attachments.empty());
}

TEST_P(Spine, ThePersonSeesTheirOwnMatterAndWhoLooked) {
  Report report = h.words();
  report.hide_identity = true;
  const Taken taken = spine::must(intake.report(h.by(""), report));
  const Actor person = h.person(taken);
  EXPECT_EQ(tracks.actor("wrong-secret").error().code, "not_found");
  ASSERT_TRUE(tracks.track(person)->access.empty());
  ASSERT_TRUE(matters.open(h.county.actor("cc_leader"), taken.matter, "督办").ok());
  EXPECT_EQ(matters.open(h.county.actor("tc2_triage"), taken.matter, "").error().code, "not_found");
  ASSERT_TRUE(matters.add_party(h.by("tc_triage"), taken.matter, {"respondent", "natural", "化名李四", "19900005678", "某村1号", std::nullopt, std::nullopt}).ok());
  const Track mine = *tracks.track(person);
  EXPECT_EQ(mine.text, report.text);
  ASSERT_EQ(mine.access.size(), 1u);
  EXPECT_EQ(mine.access[0].who, "某县综治中心 分管领导");
  EXPECT_EQ(mine.access[0].purpose, "督办");
  ASSERT_EQ(mine.parties.size(), 2u);
  EXPECT_EQ(mine.parties[0].phone, "199********") << "whoever holds the link; and its tail opens the documents";
  EXPECT_FALSE(mine.parties[1].phone);
  EXPECT_FALSE(mine.parties[1].address);
  EXPECT_TRUE(mine.pin_needed);
  EXPECT_EQ(tracks.check_pin(person, "").error().code, "pin_required");
  EXPECT_EQ(tracks.check_pin(person, "0000").error().code, "pin_wrong");
  EXPECT_TRUE(tracks.check_pin(person, "1234").ok());
  // The other side has a secret and a view of its own; a hidden reporter stays hidden.
  Actor other;
  other.party = h.file(taken.matter).parties.at(1).id;
  other.matter = taken.matter;
  const Track theirs = *tracks.track(other);
  EXPECT_EQ(theirs.parties[0].name, "（不公开身份）");
  EXPECT_FALSE(theirs.parties[0].phone);
  EXPECT_NE(theirs.etag, mine.etag);
}

TEST_P(Spine, ThePersonsPositionsAndTagsTellNothingOfHiddenEvents) {
  const Taken taken = h.report();
  h.accept(taken.matter);
  h.assign(taken.matter);
  EXPECT_EQ(h.act("wb_handler", taken.matter, "sign"), "");
  const Track before = *tracks.track(h.person(taken));
  EXPECT_EQ(h.act("wb_handler", taken.matter, "handle", {{"record", "内部记录"}}), "");
  const Track after = *tracks.track(h.person(taken));
  EXPECT_EQ(after.etag, before.etag);
  for (std::size_t i = 0; i < after.timeline.size(); ++i) EXPECT_EQ(after.timeline[i].position, static_cast<std::int64_t>(i) + 1);
  ASSERT_TRUE(tracks.act_on(h.by(h.person(taken)), h.order(taken.matter, "urge", {{"urge_text", "请抓紧"}})).ok());
  EXPECT_NE(tracks.track(h.person(taken))->etag, before.etag);
}

TEST_P(Spine, AMissIsMarkedOnce) {
  const Taken taken = h.report();
  h.accept(taken.matter);
  h.clock.set(Time::at(Date::of(2026, 9, 20), 9));
  EXPECT_GT(tick(*h.house, h.clock.now()).looked_at, 0);
  const MatterFile after = h.file(taken.matter);
  int missed = 0;
  for (const PastEvent& event : after.events) missed += event.row.kind == "deadline_missed" ? 1 : 0;
  EXPECT_EQ(missed, 2);  // overall and triage
  EXPECT_EQ(tick(*h.house, h.clock.now()).looked_at, 0);
  EXPECT_EQ(h.file(taken.matter).events.size(), after.events.size());
  EXPECT_EQ(works.work(h.county.actor("tc_triage"), {"desk", std::nullopt, std::nullopt})->items.at(0).lamp, "red");
}

TEST_P(Spine, ANewCalendarShowsTheDifferenceAndSettlesWhatWasProvisional) {
  const Taken taken = h.report();
  h.accept(taken.matter);  // due 8 September
  const Calendar moved = spine::must(h.house->calendar()->with(std::string(resource("calendar/2026.toml")) + "\n[[holiday]]\nname = \"临时放假\"\noff = [2026-09-02, 2026-09-08]\n"));
  const auto shown = rederive_open(*h.house, moved, std::nullopt);
  ASSERT_EQ(shown.size(), 2u);
  EXPECT_NE(shown[0].difference, "");
  EXPECT_EQ(h.file(taken.matter).matter.version, 2);
  EXPECT_EQ(rederive_open(*h.house, moved, CalendarHand{std::nullopt, "系统管理员"}).size(), 2u);
  EXPECT_EQ(h.file(taken.matter).matter.due_at->date().text(), "2026-09-03");
  EXPECT_TRUE(rederive_open(*h.house, moved, CalendarHand{std::nullopt, "系统管理员"}).empty());

  h.clock.set(Time::at(Date::of(2026, 12, 30), 9));
  const Taken late = h.report();
  EXPECT_EQ(h.act("tc_triage", late.matter, "accept", {{"category", "facility.drain"}, {"difficulty", "complex"}}), "");
  const auto provisional = [&] {
    int n = 0;
    for (const Deadline& d : h.file(late.matter).deadlines) n += running(d) && d.provisional ? 1 : 0;
    return n;
  };
  EXPECT_GT(provisional(), 0);
  EXPECT_NE(tracks.track(h.person(late))->deadlines.at(0).sentence.find("暂定"), std::string::npos);
  const Calendar known = spine::must(h.house->calendar()->with(R"(year = 2027
notice = "国务院办公厅关于2027年部分节假日安排的通知"
[[holiday]]
name = "元旦"
off = [2027-01-01, 2027-01-02, 2027-01-03])"));
  EXPECT_FALSE(rederive_open(*h.house, known, CalendarHand{std::nullopt, "系统管理员"}).empty());
  EXPECT_EQ(provisional(), 0);
  const auto seen = tracks.track(h.person(late));
  for (const auto& row : seen->deadlines) EXPECT_EQ(row.sentence.find("暂定"), std::string::npos);
}

TEST_P(Spine, SearchFindsWithinTheScopeAndNeverOutside) {
  const Taken taken = h.report("村口的石拱桥栏杆断了，夜里容易踩空。");
  h.report("路灯不亮");
  const auto found = [&](const std::string& login, const std::string& text) {
    ListRequest request;
    request.q = text;
    const auto page = works.matters(h.county.actor(login), request);
    return page ? static_cast<int>(page->items.size()) : -1;
  };
  for (const char* text : {"石拱", "石拱桥", "拱桥栏杆", "栏杆 踩空", "PD2026-000001"}) {
    EXPECT_EQ(found("tc_triage", text), 1) << text;
    EXPECT_EQ(found("cc_triage", text), 1) << text;
    EXPECT_EQ(found("gs_worker", text), 1) << text;
    for (const char* outsider : {"tc2_triage", "wb_handler", "cc_admin"}) EXPECT_EQ(found(outsider, text), 0) << outsider << text;
  }
  EXPECT_EQ(found("tc_triage", "拱石"), 0);
  EXPECT_EQ(found("tc_triage", "，"), -1);
  EXPECT_EQ(found("tc_triage", ""), 2);
  EXPECT_EQ(found("tc2_triage", ""), 0);
  h.accept(taken.matter);
  h.assign(taken.matter);
  EXPECT_EQ(found("wb_handler", "石拱桥"), 1);
  EXPECT_EQ(h.act("wb_handler", taken.matter, "return", {{"duty_row", "duty-wb-1"}, {"reason", "不归本局"}}), "");
  EXPECT_EQ(h.act("tc_triage", taken.matter, "rule_uphold", {{"ruling_text", "属实"}, {"lead_office", "hb"}, {"lead_receiver", "hb_handler"}}), "");
  EXPECT_EQ(found("wb_handler", "石拱桥"), 0);
  EXPECT_EQ(found("wb_handler", ""), 0);
  EXPECT_EQ(found("hb_handler", "石拱桥"), 1);
}

TEST_P(Spine, WorkIsListedByDueTimePageByPage) {
  std::vector<MatterId> ids;
  for (const char* difficulty : {"complex", "simple", "ordinary"}) {
    ids.push_back(h.report().matter);
    EXPECT_EQ(h.act("tc_triage", ids.back(), "accept", {{"category", "facility.drain"}, {"difficulty", difficulty}}), "");
    h.assign(ids.back());
    EXPECT_EQ(h.act("wb_handler", ids.back(), "sign"), "");
  }
  const auto page = works.work(h.county.actor("wb_handler"), {"mine", std::nullopt, std::nullopt});
  ASSERT_TRUE(page.ok());
  ASSERT_EQ(page->items.size(), 3u);
  EXPECT_EQ(page->items[0].matter, ids[1].text);
  for (std::size_t i = 1; i < 3; ++i) EXPECT_LE(*page->items[i - 1].due_at, *page->items[i].due_at);
  WorkRequest one{"mine", std::nullopt, 1};
  std::vector<std::string> walked;
  for (int n = 0; n < 5; ++n) {
    const auto part = works.work(h.county.actor("wb_handler"), one);
    for (const WorkItem& item : part->items) walked.push_back(item.matter);
    if (!part->next) break;
    one.cursor = part->next;
  }
  EXPECT_EQ(walked, (std::vector<std::string>{page->items[0].matter, page->items[1].matter, page->items[2].matter}));
  EXPECT_TRUE(works.work(h.county.actor("wb_handler2"), {"mine", std::nullopt, std::nullopt})->items.empty());
  EXPECT_EQ(works.work(h.county.actor("wb_handler2"), {"team", std::nullopt, std::nullopt})->items.size(), 3u);
  EXPECT_FALSE(works.work(h.county.actor("wb_handler"), {"mine", "x", std::nullopt}).ok());
}

// A figure is the length of the list it stands on, for everybody and in every box; what waits on another system is tracked.
TEST_P(Spine, CountsAreThoseOfTheListsTheyOpen) {
  const MatterId fresh = h.report().matter, out = h.report().matter, barred = h.report().matter, late = h.report().matter;
  for (const MatterId& id : {out, barred, late}) h.accept(id);
  EXPECT_EQ(h.act("tc_triage", out, "refer_out", {{"other_system", "hotline"}, {"reason", "市级事项"}}), "");
  h.assign(late);
  EXPECT_EQ(h.act("wb_handler", late, "sign"), "");
  h.db->commit([&](Session& session) {
    session.run("INSERT INTO bar (region, id, matter, account, ground, event) VALUES (:region, 'b1', :matter, 'tc_triage', '被反映人的亲属', 'e')",
                {{"region", h.region}, {"matter", barred.text}});
  });
  const auto agree = [&](const std::string& login) {
    const Actor actor = h.county.actor(login);
    std::map<std::string, std::int64_t> open;
    const auto shown = works.work(actor, {"mine", std::nullopt, std::nullopt});
    for (const BoxCount& count : shown->counts) {
      const auto list = works.work(actor, {count.box, std::nullopt, 200});
      EXPECT_EQ(static_cast<std::int64_t>(list->items.size()), count.open) << login << " " << count.box;
      EXPECT_EQ(std::count_if(list->items.begin(), list->items.end(), [&](const WorkItem& item) { return item.due_at && *item.due_at < h.clock.now(); }), count.overdue)
          << login << " " << count.box;
      open[count.box] = count.open;
    }
    return open;
  };
  const auto triage = agree("tc_triage");
  EXPECT_EQ(triage.at("desk"), 1) << "the fresh one; not the barred one, nor what is referred or handled elsewhere";
  EXPECT_EQ(triage.at("track"), 1);
  EXPECT_EQ(works.work(h.county.actor("tc_triage"), {"track", std::nullopt, std::nullopt})->items.at(0).matter, out.text);
  EXPECT_EQ(works.work(h.county.actor("tc_triage"), {"desk", std::nullopt, std::nullopt})->items.at(0).matter, fresh.text);
  h.clock.advance(60 * day);
  tick(*h.house, h.clock.now());
  for (const auto* login : {"tc_triage", "tc_verifier", "wb_handler", "wb_handler2", "wb_leader", "cc_triage", "gs_worker", "cc_admin"}) agree(login);
  EXPECT_EQ(h.act("tc_triage", out, "take_back", {{"result", "对方已办结"}}), "");
  EXPECT_EQ(agree("tc_triage").at("track"), 0);
  EXPECT_EQ(agree("tc_verifier").at("verify"), 1);
}

TEST_P(Spine, TheChainHoldsAndShowsAChange) {
  const Taken taken = h.report();
  h.accept(taken.matter);
  h.assign(taken.matter);
  h.report();
  const auto broken = [&] {
    int faults = 0;
    std::string matter, previous;
    h.db->read([&](Session& session) {
      each_event(session, h.region, [&](const StoredEvent& event) {
        if (event.row.matter.text != matter) previous = chain_start;
        matter = event.row.matter.text;
        const bool good = event.row.previous == previous && event.row.leaf == leaf_of(event.salt, event.content) && event.row.hash == chain_hash(h.region, event.row);
        faults += good ? 0 : 1;
        previous = event.row.hash;
      });
    });
    return faults;
  };
  EXPECT_EQ(broken(), 0);
  h.db->commit([&](Session& session) {
    session.run("UPDATE event SET title = :title WHERE matter = :matter AND kind = 'accept'", {{"title", std::string("没有受理")}, {"matter", taken.matter.text}});
  });
  EXPECT_EQ(broken(), 1);
}

TEST_P(Spine, PerformanceIsALedgerAndNeverMoreThanPromised) {
  const Taken taken = h.report();
  h.accept(taken.matter);
  const MatterFile before = h.file(taken.matter);
  Obligation promise;
  promise.id = ObligationId{h.ids.text()};
  promise.matter = taken.matter;
  promise.subject_kind = "clause";
  promise.subject = before.proceedings[0].id.text;
  promise.ordinal = 1;
  promise.debtor = taken.party;
  promise.text = "赔偿";
  promise.deed = "pay";
  promise.quantity = 1000;
  promise.unit = "fen";
  promise.due_day = Date::of(2026, 9, 30);
  Change change;
  change.matter = before.matter;
  change.expected_version = before.matter.version;
  change.obligations = {promise};
  h.db->commit([&](Session& session) {
    Change copy = change;
    save_change(session, h.region, "PD", copy);
  });
  const FulfilmentDesk desk(*h.house);
  int n = 0;
  const auto line = [&](const std::string& kind, std::int64_t amount) {
    Performance one;
    one.kind = kind;
    one.amount = amount;
    one.day = Date::of(2026, 9, 1);
    one.client_id = "p" + std::to_string(++n);
    return one;
  };
  const auto perform = [&](const std::string& kind, std::int64_t amount) {
    const auto written = desk.enter(h.by("tc_triage"), taken.matter, promise.id.text, line(kind, amount));
    return written ? h.file(taken.matter).obligations.at(0).state : written.error().code;
  };
  EXPECT_EQ(perform("performed", 1001), "invalid_fields");
  EXPECT_EQ(perform("performed", 600), "open");
  EXPECT_EQ(perform("performed", 600), "invalid_fields");
  EXPECT_EQ(perform("performed", 400), "kept");
  EXPECT_EQ(perform("performed", 1), "already_settled");
  const std::string wrong_line = h.file(taken.matter).ledger.back().id.text;
  ASSERT_TRUE(desk.reverse(h.by("tc_triage"), taken.matter, promise.id.text, wrong_line, {"金额看错了", "r1"}));
  EXPECT_EQ(h.file(taken.matter).obligations.at(0).state, "open");
  EXPECT_EQ(desk.reverse(h.by("tc_triage"), taken.matter, promise.id.text, wrong_line, {"再来一次", "r2"}).error().code, "already_reversed");
  EXPECT_EQ(perform("excused", 400), "kept");
  EXPECT_EQ(h.file(taken.matter).ledger.size(), 4u) << "nothing is deleted";
  EXPECT_EQ(desk.enter(h.by("gs_worker"), taken.matter, promise.id.text, line("performed", 1)).error().code, "not_yours");
}

}  // namespace
}  // namespace lianhu
