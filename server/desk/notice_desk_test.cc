// Who is told what of which matter, and when a notice counts as read. On both engines.

#include <gtest/gtest.h>

#include "desk/notice_desk.h"
#include "desk/spine_house.h"

namespace lianhu {
namespace {

class Notices : public ::testing::TestWithParam<Engine> {
 protected:
  std::vector<NoticeView> of(const std::string& login) { return spine::must(notices.list(h.county.actor(login), {})).items; }
  // The office's, and what bears the reader's own name.
  std::vector<NoticeView> of(const std::string& login, bool office) {
    std::vector<NoticeView> out;
    for (NoticeView& one : of(login)) {
      if (one.office_name.has_value() == office) out.push_back(std::move(one));
    }
    return out;
  }
  MatterId assigned() {
    const MatterId id = h.report().matter;
    h.accept(id);
    h.assign(id);
    return id;
  }

  SpineHouse h{GetParam()};
  NoticeDesk notices{*h.house};
};
INSTANTIATE_TEST_SUITE_P(Engines, Notices, ::testing::ValuesIn(test_engines()), engine_name);

TEST_P(Notices, NameTheActTheMatterAndThePlace) {
  assigned();
  const auto told = of("wb_handler", true);
  ASSERT_FALSE(told.empty());
  EXPECT_NE(told[0].text.find("甲镇综治中心"), std::string::npos) << told[0].text;
  EXPECT_EQ(told[0].number, "PD2026-000001");
  EXPECT_EQ(told[0].title, "村口的排水沟堵了");
  EXPECT_TRUE(told[0].place_name);
  EXPECT_EQ(told[0].office_name, "水务局");
}

TEST_P(Notices, KeepTheTitleOfASealedMatterOut) {
  const MatterId id = assigned();
  h.db->commit([&](Session& session) { session.run("UPDATE matter SET seal = 'sealed' WHERE id = :id", {{"id", id.text}}); });
  for (const NoticeView& one : of("wb_handler")) {
    EXPECT_FALSE(one.title);
    EXPECT_FALSE(one.place_name);
    EXPECT_EQ(one.number, "PD2026-000001");
  }
  h.db->commit([&](Session& session) { session.run("UPDATE notice SET audience = 'desk'", {}); });
  for (const NoticeView& one : of("wb_handler")) EXPECT_EQ(one.text, "事项有新的进展");
}

TEST_P(Notices, OfAnOfficeAreReadByOneAndSayBut) {
  assigned();
  const std::string id = of("wb_handler2", true).at(0).id;
  ASSERT_TRUE(notices.mark(h.county.actor("wb_handler2"), id).ok());
  EXPECT_TRUE(of("wb_handler2", true).at(0).read_at);
  EXPECT_FALSE(of("wb_handler2", true).at(0).read_by);
  EXPECT_TRUE(of("wb_leader", true).at(0).read_at);
  EXPECT_EQ(of("wb_leader", true).at(0).read_by, "化名wb_handler2");
  // The matter names wb_handler: a colleague's reading is told, and takes nothing from him.
  EXPECT_FALSE(of("wb_handler", true).at(0).read_at);
  EXPECT_EQ(of("wb_handler", true).at(0).read_by, "化名wb_handler2");
  ASSERT_TRUE(notices.mark(h.county.actor("wb_handler"), id).ok());
  EXPECT_TRUE(of("wb_handler", true).at(0).read_at);
  EXPECT_TRUE(of("wb_leader", true).at(0).read_at);
  EXPECT_EQ(notices.mark(h.county.actor("hb_handler"), id).error().kind, Kind::not_found);
}

TEST_P(Notices, WhoOpensTheMatterHasReadWhatBearsTheirName) {
  const MatterId id = assigned();
  ASSERT_TRUE(MatterDesk(*h.house).open(h.county.actor("wb_leader"), id, "").ok());
  EXPECT_FALSE(of("wb_handler2", true).at(0).read_at) << "a look takes no work from the colleagues' eyes";
  ASSERT_TRUE(MatterDesk(*h.house).open(h.county.actor("wb_handler"), id, "").ok());
  for (const NoticeView& one : of("wb_handler")) EXPECT_TRUE(one.read_at) << one.text;
}

TEST_P(Notices, WhoActsHasReadTheOfficesToo) {
  const MatterId id = assigned();
  ASSERT_EQ(h.act("wb_handler2", id, "sign"), "");
  EXPECT_TRUE(of("wb_leader", true).at(0).read_at);
  EXPECT_EQ(of("wb_leader", true).at(0).read_by, "化名wb_handler2");
}

TEST_P(Notices, AllOfTheOwnListAreReadAtOnce) {
  assigned();
  const MatterId shared = h.report().matter;
  h.accept(shared);
  ASSERT_EQ(h.act("tc_triage", shared, "assign", {{"lead_office", "wb"}, {"lead_receiver", "wb_handler"}, {"co_offices", "hb"}}), "");
  EXPECT_GT(spine::must(notices.mark_all(h.county.actor("wb_handler"), {})).count, 1);
  for (const NoticeView& one : of("wb_handler")) EXPECT_TRUE(one.read_at);
  EXPECT_EQ(spine::must(notices.mark_all(h.county.actor("wb_handler"), {})).count, 0);
  ASSERT_FALSE(of("hb_handler").empty());
  for (const NoticeView& one : of("hb_handler")) EXPECT_FALSE(one.read_at) << "another office's stay as they are";
}

std::int64_t unread(const NoticeList& list, const std::string& kind) {
  for (const NoticeCount& one : list.unread) {
    if (one.kind == kind) return one.unread;
  }
  return -1;
}

TEST_P(Notices, SayWhatTheyAreAboutAndCountTheUnreadByKind) {
  const MatterId id = assigned();
  const auto list = [&](const std::string& login, NoticeQuery query = {}) { return spine::must(notices.list(h.county.actor(login), query)); };
  EXPECT_EQ(list("wb_handler").items.at(0).kind, "assignment");
  EXPECT_EQ(unread(list("wb_handler"), "assignment"), 2) << "the office's and the own";
  EXPECT_EQ(unread(list("wb_handler"), "supervision"), 0);
  ASSERT_EQ(h.act("cc_triage", id, "urge"), "");
  EXPECT_EQ(unread(list("wb_handler"), "supervision"), 2);
  EXPECT_EQ(unread(list("tc_triage"), "supervision"), 1);
  h.clock.advance(200LL * 86'400'000);
  while (tick(*h.house, h.clock.now()).more) {}
  EXPECT_GT(unread(list("wb_handler"), "overdue"), 1) << "the term of signing and those of the whole matter, which the lead misses too";
  for (const NoticeView& one : list("wb_handler", {{}, {}, "overdue", true}).items) EXPECT_EQ(one.kind_title, "超期");
  EXPECT_EQ(notices.list(h.county.actor("wb_handler"), {{}, {}, "gossip", {}}).error().code, "invalid_fields");
}

TEST_P(Notices, OfTwoWhoReadAtOneInstantEachTakesBackTheOwn) {
  assigned();
  const auto read = [&](const char* login) { return spine::must(notices.mark_all(h.county.actor(login), {})); };
  const auto left = [&](const char* login) {
    const auto all = of(login);
    return std::count_if(all.begin(), all.end(), [](const NoticeView& one) { return !one.read_at; });
  };
  const NoticesRead of_office = read("wb_handler2"), own = read("wb_handler");
  ASSERT_GT(of_office.count, 0);
  ASSERT_GT(own.count, 0);
  ASSERT_EQ(*of_office.at, *own.at) << "the clock stood still";
  EXPECT_EQ(spine::must(notices.undo(h.county.actor("wb_handler"), {*own.at})).count, own.count);
  EXPECT_EQ(left("wb_handler"), own.count) << "what the colleague read stays read";
  EXPECT_EQ(left("wb_handler2"), 0);
  EXPECT_EQ(spine::must(notices.undo(h.county.actor("wb_handler2"), {*of_office.at})).count, of_office.count);
  EXPECT_EQ(left("wb_handler2"), of_office.count);
}

TEST_P(Notices, OfOneKindAreReadAndTakenBack) {
  const MatterId id = assigned();
  ASSERT_EQ(h.act("cc_triage", id, "urge"), "");
  const auto list = [&](const std::string& login) { return spine::must(notices.list(h.county.actor(login), {})); };
  const auto before = list("wb_handler");
  const NoticesRead read = spine::must(notices.mark_all(h.county.actor("wb_handler"), {"supervision", {}}));
  EXPECT_EQ(read.count, 2);
  EXPECT_EQ(unread(list("wb_handler"), "supervision"), 0);
  EXPECT_EQ(unread(list("wb_handler"), "assignment"), unread(before, "assignment"));
  for (const char* other : {"hb_handler", "wb_handler2"}) EXPECT_EQ(spine::must(notices.undo(h.county.actor(other), {*read.at})).count, 0) << "what another read is not taken back";
  EXPECT_EQ(spine::must(notices.undo(h.county.actor("wb_handler"), {*read.at})).count, 2);
  EXPECT_EQ(spine::must(notices.undo(h.county.actor("wb_handler"), {*read.at})).count, 0) << "the same again is the same";
  EXPECT_EQ(unread(list("wb_handler"), "supervision"), 2);
  const NoticesRead again = spine::must(notices.mark_all(h.county.actor("wb_handler"), {{}, id.text}));
  EXPECT_EQ(again.count, 4);
  h.clock.advance(11LL * 60'000);
  EXPECT_EQ(notices.undo(h.county.actor("wb_handler"), {*again.at}).error().code, "undo_too_late");
  EXPECT_EQ(notices.undo(h.county.actor("wb_handler"), {h.clock.now().plus_ms(60'000)}).error().code, "undo_too_late");
}

}  // namespace
}  // namespace lianhu
