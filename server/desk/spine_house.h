#pragma once
// The invented county of rules/spine_fixture.h in a real database, with every desk of the spine. Only tests include this header.

#include <string>

#include "base/hash.h"
#include "base/test_world.h"
#include "desk/clock_desk.h"
#include "desk/intake_desk.h"
#include "desk/matter_desk.h"
#include "desk/track_desk.h"
#include "desk/work_desk.h"
#include "rules/spine_fixture.h"
#include "store/account_store.h"
#include "store/change_store.h"
#include "store/directory_store.h"
#include "store/matter_store.h"
#include "store/place_store.h"
#include "store/test_db.h"

namespace lianhu {

struct SpineHouse {
  static constexpr const char* region = spine::county_place;

  explicit SpineHouse(Engine engine) : db(engine, WithSchema{}) {
    db->commit([&](Session& session) { fill(session); });
    house = std::make_unique<House>(World{*db, clock, random, files, ids, vault});
  }

  Report words() const {
    Report report;
    report.text = "村口的排水沟堵了。下雨就漫进院子，麻烦来看看。";
    report.category = "facility.drain";
    report.place = spine::grid_place;
    report.name = "化名张三";
    report.phone = "19900001234";
    report.client_id = "c";
    return report;
  }
  Entry by(const std::string& login, const std::string& key = "", const std::string& body = "body") const {
    return {login.empty() ? Actor{} : county.actor(login), "test", key, sha256_hex(body), std::nullopt};
  }
  Entry by(const Actor& actor, const std::string& key = "") const { return {actor, "test", key, sha256_hex("body"), std::nullopt}; }

  Taken report(const std::string& text = "") {
    Report one = words();
    if (!text.empty()) one.text = text;
    return spine::must(IntakeDesk(*house).report(by(""), one));
  }
  Receipt receipt(const Taken& taken) const { return spine::must(IntakeDesk(*house).receipt(taken)); }
  Actor person(const Taken& taken) const { return spine::must(TrackDesk(*house).actor(receipt(taken).secret)); }

  MatterFile file(const MatterId& id) {
    std::optional<MatterFile> found;
    db->read([&](Session& session) { found = load_matter(session, region, id); });
    return found.value();
  }
  MoveOrder order(const MatterId& id, const std::string& move, spine::Fields fields = {}, std::size_t proceeding = 0) {
    MoveOrder input;
    input.proceeding = file(id).proceedings.at(proceeding).id.text;
    input.move = move;
    input.fields = std::move(fields);
    return input;
  }
  // "" or the refusal's code.
  std::string act(const std::string& login, const MatterId& id, const std::string& move, spine::Fields fields = {}) {
    const auto written = MatterDesk(*house).act_on(by(login), id, order(id, move, std::move(fields)));
    return written ? "" : written.error().code + " " + written.error().message;
  }
  void accept(const MatterId& id) { EXPECT_EQ(act("tc_triage", id, "accept", {{"category", "facility.drain"}, {"difficulty", "ordinary"}}), ""); }
  void assign(const MatterId& id) { EXPECT_EQ(act("tc_triage", id, "assign", {{"lead_office", "wb"}, {"lead_receiver", "wb_handler"}}), ""); }

  spine::County county;
  FixedClock clock{Time::at(Date::of(2026, 9, 1), 9)};
  SeededRandom random{7};
  MemoryFiles files;
  IdMaker ids{clock, random};
  Vault vault{std::string(32, 'k'), random};
  TestDb db;
  std::unique_ptr<House> house;

 private:
  void fill(Session& session) {
    const Date since = Date::of(2020, 1, 1);
    save_county(session, {region, "某县", "PD", clock.now(), true, std::nullopt, std::nullopt, std::nullopt});
    const auto place = [&](const std::string& id, PlaceKind kind, const std::string& name) {
      const std::string path = spine::path_of(id);
      const std::size_t cut = path.rfind('/', path.size() - 2);
      Place row{PlaceId{id}, since, std::nullopt, kind, id, name, std::nullopt, path, "某县" + name, std::nullopt, name};
      if (cut > 0) row.parent = PlaceId{path.substr(path.rfind('/', cut - 1) + 1, cut - path.rfind('/', cut - 1) - 1)};
      insert_place(session, region, row);
    };
    place(spine::county_place, PlaceKind::county, "");
    place(spine::town_place, PlaceKind::town, "甲镇");
    place(spine::other_town_place, PlaceKind::town, "乙镇");
    place(spine::village_place, PlaceKind::village, "甲村");
    place(spine::grid_place, PlaceKind::grid, "甲村第一网格");
    for (const auto& [id, office] : county.directory.offices()) {
      if (!office.parent) insert_office(session, region, office);
    }
    for (const auto& [id, office] : county.directory.offices()) {
      if (office.parent) insert_office(session, region, office);
    }
    for (const auto& [id, office] : county.directory.offices()) {
      for (const Post& post : county.directory.posts_in(office.id)) {
        insert_account(session, region,
                       {post.account, post.account.text, "化名" + post.account.text, std::nullopt, std::nullopt, "active", clock.now(), clock.now(), 1});
        insert_post(session, region, post);
      }
    }
    for (const Duty& duty : county.directory.duties()) insert_duty(session, region, duty);
    for (const Category& category : county.directory.categories()) insert_category(session, category);
    const auto answers = [&](const char* id, const char* at, const char* duty, const char* office, std::optional<PostId> post) {
      insert_responsibility(session, region, {id, PlaceId{at}, duty, OfficeId{office}, std::move(post), since, std::nullopt});
    };
    answers("r1", spine::county_place, "triage", "cc", std::nullopt);
    answers("r2", spine::town_place, "triage", "tc", std::nullopt);
    answers("r3", spine::grid_place, "grid", "gs", PostId{"post-gs_worker"});
  }
};

}  // namespace lianhu
