#include "tool/bench_twins.h"

#include <algorithm>
#include <cstdio>
#include <set>
#include <stdexcept>

#include "base/resource.h"
#include "desk/intake_desk.h"
#include "desk/staff_view.h"
#include "desk/twin_desk.h"
#include "rules/seeded.h"
#include "rules/toml_reader.h"
#include "store/place_store.h"
#include "tool/demo_texts.h"

namespace lianhu {
namespace {

struct Incident {
  std::string category;
  std::vector<std::string> spots, tellings;
};

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(result).value();
}

std::vector<Incident> read_incidents(std::string_view toml) {
  TomlReader reader(toml, "demo/twins.toml", "twins");
  std::vector<Incident> out;
  for (const toml::table* row : reader.tables(reader.root(), "incident")) {
    reader.only(*row, {"code", "spots", "tellings"});
    out.push_back({reader.text(*row, "code", true), reader.texts(*row, "spots"), reader.texts(*row, "tellings")});
    if (out.back().spots.size() != out.back().tellings.size()) reader.blame(*row, "spots 和 tellings 应当一样多");
  }
  if (reader.fault()) throw std::runtime_error(reader.fault()->message);
  return out;
}

struct Told {
  MatterId matter;
  int incident = -1;  // -1: an ordinary report
};

struct Plan {
  Time at;
  int incident = -1;
  std::string category, place, spot, text;
};

// Incidents share their villages with the ordinary reports, and with other incidents of the same kind.
std::vector<Plan> plans(const House& house, const std::vector<Incident>& incidents, int others, Seeded& seeded) {
  std::vector<Place> villages, groups;
  house.db().read([&](Session& session) {
    villages = places_of_kind(session, house.region(), PlaceKind::village, house.now().date());
    groups = places_of_kind(session, house.region(), PlaceKind::group, house.now().date());
  });
  villages.resize(std::min<std::size_t>(villages.size(), 6));
  const auto within = [&](const Place& village) {
    std::vector<const Place*> out;
    for (const Place& group : groups) {
      if (group.path.find("/" + village.id.text + "/") != std::string::npos) out.push_back(&group);
    }
    return out;
  };
  const auto pick = [&](auto& all) -> auto& { return all[static_cast<std::size_t>(seeded.between(0, static_cast<std::int64_t>(all.size()) - 1))]; };
  const Time newest = house.now().plus_ms(-3'600'000);
  const auto days_ago = [&](std::int64_t days) { return newest.plus_ms(-days * 86'400'000 - seeded.between(0, 80'000'000)); };
  std::vector<Plan> out;
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    const Place& village = pick(villages);
    const auto near = within(village);
    const Place& home = near.empty() ? village : *pick(near);
    std::int64_t day = seeded.between(20, 90);
    for (std::size_t t = 0; t < incidents[i].tellings.size(); ++t) {
      // One in four knows no more than the village.
      const Place& place = seeded.between(0, 3) == 0 ? village : home;
      out.push_back({days_ago(day), static_cast<int>(i), incidents[i].category, place.id.text, incidents[i].spots[t], incidents[i].tellings[t]});
      day = std::max<std::int64_t>(0, day - seeded.between(0, 12));
    }
  }
  const DemoTexts texts = must(DemoTexts::read(resource("demo/texts.toml")));
  for (int i = 0; i < others; ++i) {
    const DemoKind& kind = pick(texts.kinds());
    const Place& village = pick(villages);
    const auto near = within(village);
    const Place& place = near.empty() ? village : *pick(near);
    out.push_back({days_ago(seeded.between(0, 100)), -1, kind.category, place.id.text, "", texts.report(kind, seeded)});
  }
  std::sort(out.begin(), out.end(), [](const Plan& a, const Plan& b) { return a.at < b.at; });
  return out;
}

void score(TwinScore& sum, const Told& asked, const std::vector<Told>& before, const TwinList& shown) {
  std::set<std::string> same;
  for (const Told& one : before) {
    if (one.incident == asked.incident) same.insert(one.matter.text);
  }
  int right = 0;
  for (const TwinRow& row : shown.items) right += same.contains(row.matter) ? 1 : 0;
  sum.shown += static_cast<int>(shown.items.size());
  sum.right += right;
  if (same.empty()) return;
  ++sum.twins;
  sum.found += right > 0 ? 1 : 0;
}

}  // namespace

TwinScores measure_twins(House& house, std::string_view toml, int others, std::uint64_t seed) {
  const auto incidents = read_incidents(toml);
  Seeded seeded(seed);
  Actor actor;
  const auto directory = house.directory();
  for (const Post& post : directory->posts_in(OfficeId{"centre"})) {
    if (post.role == Role::triage) actor.account = post.account;
  }
  if (!actor.account) throw std::runtime_error("没有县综治中心的分流员");
  house.db().read([&](Session& session) { actor.posts = actor_posts(session, house.region(), *directory, *actor.account, house.now().date()); });
  const IntakeDesk intake(house);
  const TwinDesk twins(house);
  std::vector<Told> before;
  TwinScores scores;
  int n = 0;
  for (const Plan& plan : plans(house, incidents, others, seeded)) {
    StaffReport report;
    report.channel = "counter";
    report.text = plan.text;
    report.category = plan.category;
    report.place = plan.place;
    if (!plan.spot.empty()) report.place_detail = plan.spot;
    report.received_at = plan.at;
    report.name = "化名" + std::to_string(++n);
    report.client_id = house.ids().text();
    const Told told{must(intake.collect({actor, "bench", "", "", std::nullopt}, report)).matter, plan.incident};
    // As the desk has it in front of it on the day it comes in: only what came before.
    if (told.incident >= 0) {
      score(told.incident % 2 == 0 ? scores.set_by : scores.held_out, told, before, must(twins.of_matter(actor, told.matter)));
    }
    before.push_back(told);
  }
  return scores;
}

void bench_twins(House& house, int others) {
  const TwinScores scores = measure_twins(house, resource("demo/twins.toml"), others, 20261126);
  const auto print = [](const char* name, const TwinScore& s) {
    std::printf("  %-34s precision %.2f (%d of %d rows shown)   recall %.2f (%d of %d second tellings)\n", name, s.precision(), s.right, s.shown, s.recall(), s.found,
                s.twins);
  };
  std::printf("second tellings among %d other reports of six villages\n", others);
  print("incidents the threshold is set by", scores.set_by);
  print("incidents held out", scores.held_out);
}

}  // namespace lianhu
