// What intake leaves open, what it knows of near duplicates, and how photos are told of.

#include <gtest/gtest.h>

#include "desk/directory_desk.h"
#include "desk/spine_house.h"
#include "store/notice_store.h"

namespace lianhu {
namespace {

MatterId left_open(SpineHouse& h) {
  Report report = h.words();
  report.category.reset();
  return spine::must(IntakeDesk(*h.house).report(h.by(""), report)).matter;
}

TEST(Intake, ACategoryLeftOpenWaitsForTheDesk) {
  SpineHouse h(Engine::sqlite);
  const MatterId id = left_open(h);
  const auto view = MatterDesk(*h.house).view(h.county.actor("tc_triage"), id);
  ASSERT_TRUE(view.ok());
  EXPECT_EQ(view->category_name, "待分类");
  bool offered = false;
  for (const MoveOffer& move : view->moves) {
    for (const FieldOffer& field : move.fields) {
      if (move.move != "accept" || field.kind != "category") continue;
      offered = true;
      EXPECT_FALSE(field.value) << "nothing was chosen yet";
    }
  }
  EXPECT_TRUE(offered);
  EXPECT_NE(h.act("tc_triage", id, "accept", {{"category", "pending"}, {"difficulty", "ordinary"}}), "");
  h.accept(id);
  EXPECT_EQ(MatterDesk(*h.house).view(h.county.actor("tc_triage"), id)->category_name, "排水设施");
  std::vector<std::string> counted;
  h.db->read([&](Session& session) {
    session.query("SELECT category FROM count_fact WHERE figure = 'received' GROUP BY category HAVING SUM(delta) <> 0", {}, [&](const Row& row) { counted.push_back(row.text(0)); });
  });
  EXPECT_EQ(counted, (std::vector<std::string>{"facility.drain"}));  // its figures follow it
}

TEST(Intake, AnEarlierReportOfTheFacilityIsHintedAtWithoutACategory) {
  SpineHouse h(Engine::sqlite);
  h.db->commit([&](Session& session) { insert_category(session, {"facility.lamp", "路灯", std::nullopt, 9, false, false, true}); });
  h.house->reload_directory();
  Report lamp = h.words();
  lamp.category = "facility.lamp";
  ASSERT_TRUE(IntakeDesk(*h.house).report(h.by(""), lamp).ok());
  h.report();  // of a kind that is no public facility
  const DirectoryDesk desk(*h.house);
  const auto hints = desk.hints(spine::grid_place, std::nullopt);
  ASSERT_EQ(hints.size(), 1u);
  EXPECT_EQ(hints[0].category_name, "路灯");
  EXPECT_EQ(hints[0].month, "2026-09");
  EXPECT_EQ(hints[0].count, 1);
  EXPECT_EQ(desk.hints(spine::grid_place, "facility.lamp").size(), 1u);
  EXPECT_TRUE(desk.hints(spine::grid_place, "facility.drain").empty());
  EXPECT_TRUE(desk.hints(spine::other_town_place, std::nullopt).empty());
}

TEST(Intake, APhotoIsToldByItsNameAndKeptByItsHash) {
  SpineHouse h(Engine::sqlite);
  const Taken taken = h.report();
  Attachment photo;
  photo.id = AttachmentId{h.ids.text()};
  photo.matter = taken.matter;
  photo.party = taken.party;
  photo.sha256 = h.files.put("x");
  photo.media_type = "image/png";
  photo.bytes = 1;
  photo.name = "现场.png";
  photo.audience = Audience::parties;
  photo.added_at = h.clock.now();
  h.db->commit([&](Session& session) { insert_attachment(session, h.region, photo); });
  ASSERT_TRUE(attach_to_report(*h.house, h.by(h.person(taken)), taken.matter, photo).ok());
  const Track track = *TrackDesk(*h.house).track(h.person(taken));
  EXPECT_EQ(track.timeline.back().text, "附上照片“现场.png”");
  EXPECT_TRUE(track.timeline.back().details.empty());
  EXPECT_EQ(h.file(taken.matter).events.back().told->fields.at("sha256"), photo.sha256);
}

}  // namespace
}  // namespace lianhu
