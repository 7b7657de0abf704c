#include "tool/demo_year.h"

#include <algorithm>
#include <queue>

#include "base/resource.h"
#include "desk/clock_desk.h"
#include "desk/draw_desk.h"
#include "desk/intake_desk.h"
#include "desk/spot_desk.h"
#include "rules/draft.h"
#include "store/place_store.h"
#include "store/work_store.h"
#include "tool/demo_arrivals.h"
#include "tool/demo_court.h"
#include "tool/demo_messages.h"
#include "tool/demo_people.h"
#include "tool/demo_roll.h"
#include "tool/demo_week.h"

namespace lianhu {
namespace {

constexpr int kDays = 365;
constexpr std::int64_t kHourMs = 3'600'000;
constexpr int kMorning = 510, kNoon = 720, kAfternoon = 810, kEvening = 1050;  // minutes of the day at the desk

struct Turn {
  Time at;
  std::int64_t order = 0;
  std::size_t story = 0;
  bool operator>(const Turn& other) const { return std::pair(at, order) > std::pair(other.at, other.order); }
};

class Year {
 public:
  Year(const House& house, FixedClock& clock, const YearPlan& plan, DemoTexts texts)
      : house_(house), clock_(clock), plan_(plan), texts_(std::move(texts)), stage_(house, texts_, report_), next_tick_(plan.end.plus_ms(-kDays * 24 * kHourMs)) {}

  YearReport run(const std::function<void(const std::string&)>& progress) {
    std::vector<Place> grids;
    house_.db().read([&](Session& session) { grids = places_of_kind(session, house_.region(), PlaceKind::grid, plan_.end.date()); });
    const auto arrivals = plan_arrivals({plan_.seed, plan_.matters, plan_.end.date().plus(-kDays + 1), plan_.end.date().plus(-1)}, texts_, grids, *house_.calendar());
    stories_.reserve(arrivals.size());
    for (const Arrival& arrival : arrivals) {
      while (!turns_.empty() && turns_.top().at <= arrival.at) take_turn();
      pass_time(arrival.at);
      arrive(arrival, grids[arrival.place]);
      if (progress && stories_.size() % 1000 == 0) progress("已生成 " + std::to_string(stories_.size()) + " / " + std::to_string(arrivals.size()) + " 件");
    }
    while (!turns_.empty() && turns_.top().at <= plan_.end) take_turn();
    pass_time(plan_.end);
    if (!arrivals.empty()) {
      Seeded seeded(plan_.seed * 31 + 7);
      send_demo_messages(house_, stage_.cast(), seeded);
      plan_demo_week(house_, stage_.cast(), seeded);
      add_demo_court(house_, stage_.cast(), seeded);
      list_demo_committees(house_, stage_.cast(), seeded);
    }
    report_.matters = static_cast<std::int64_t>(stories_.size());
    return std::move(report_);
  }

 private:
  // The clock goes on, and what comes due on the way is looked at in its hour.
  void pass_time(Time to) {
    for (; next_tick_ <= to; next_tick_ = next_tick_.plus_ms(kHourMs)) {
      draw_lots(next_tick_);
      const bool quiet = !acted_ && (!next_deadline_ || *next_deadline_ > next_tick_);
      if (quiet) continue;
      if (next_tick_ > clock_.now()) clock_.set(next_tick_);
      Ticked ticked;
      do {
        ticked = tick(house_, clock_.now(), 1000);
        report_.ticks += ticked.looked_at;
      } while (ticked.more);
      next_deadline_ = ticked.next_at;
      acted_ = false;
    }
    if (to > clock_.now()) clock_.set(to);
    acted_ = true;  // whoever asked for the time is about to act
  }

  // The draw of the week, in its first hour.
  void draw_lots(Time now) {
    if (monday_of(now.date()) == drawn_for_) return;
    if (now > clock_.now()) clock_.set(now);
    while (draw_lots_of_week(house_, clock_.now()).more) {
    }
    drawn_for_ = monday_of(now.date());
    if (drawn_for_ == monday_of(plan_.end.date()) && !stories_.empty()) {
      Seeded seeded(plan_.seed * 31 + 5);
      plan_demo_rota(house_, stage_.cast(), seeded);
    }
    acted_ = true;
  }

  void arrive(const Arrival& arrival, const Place& grid) {
    Story story;
    story.n = static_cast<std::int64_t>(stories_.size());
    story.seeded = Seeded(plan_.seed * 1'000'003 + static_cast<std::uint64_t>(story.n) * 7919);
    const DemoKind& kind = texts_.kinds()[arrival.kind];
    story.category = kind.category;
    story.place_path = grid.path;
    story.halt = arrival.halt;
    story.lead = arrival.lead;
    const std::int64_t dice = story.dice();
    story.pace = !story.halt.empty() ? 0.5 : dice <= 80 ? 1 : dice <= 95 ? 2.5 : 7;
    story.records_wanted = static_cast<int>(story.seeded.between(1, story.pace > 2 ? 3 : 2));
    const bool spot = settled_there(arrival, kind, story);
    const auto taken = spot ? settle(arrival, kind, grid, story) : take_in(arrival, kind, grid, story);
    if (!taken) {
      ++report_.refused["登记：" + taken.error().message];
      return;
    }
    ++report_.acts;
    ++report_.moves[spot ? "grid_matter.settle_on_spot" : arrival.channel == Channel::phone_page ? "grid_matter.report" : "grid_matter.collect"];
    ++report_.states[spot ? "grid_matter.spot" : "grid_matter.collected"];
    story.id = taken->matter;
    stories_.push_back(std::move(story));
    later(stories_.size() - 1, 2);
  }

  std::string name(Story& story) const { return invented_name(static_cast<std::uint64_t>(story.seeded.between(100, 11'099))); }
  std::string phone(Story& story) const { return invented_phone(static_cast<std::uint64_t>(story.seeded.between(1, 4'999))); }

  // A question answered, a small thing put right while the person was there.
  bool settled_there(const Arrival& arrival, const DemoKind& kind, Story& story) const {
    if (!arrival.halt.empty() || arrival.lead) return false;
    if (arrival.channel != Channel::counter && arrival.channel != Channel::call && arrival.channel != Channel::grid_worker) return false;
    return story.dice() <= (kind.category.starts_with("opinion.") ? 70 : kind.category.starts_with("service.") ? 12 : 0);
  }

  Result<Taken> settle(const Arrival& arrival, const DemoKind& kind, const Place& grid, Story& story) {
    const IntakeDesk intake(house_);
    SpotReport report;
    report.category = kind.category;
    report.place = grid.id.text;
    report.text = texts_.report(kind, story.seeded);
    report.result = texts_.phrase("spot_result", story.seeded);
    report.channel = word(arrival.channel);
    report.name = name(story);
    if (story.dice() <= 80) report.phone = phone(story);
    report.client_id = house_.ids().text();
    const Actor* actor = arrival.channel == Channel::grid_worker ? stage_.cast().answering(grid.path, "grid") : nullptr;
    if (!actor) actor = stage_.triage(story);
    return SpotDesk(house_, intake).settle(Entry{*actor, "demo", {}, {}, std::nullopt}, report);
  }

  Result<Taken> take_in(const Arrival& arrival, const DemoKind& kind, const Place& grid, Story& story) {
    const IntakeDesk desk(house_);
    const std::string text = texts_.report(kind, story.seeded);
    const std::string detail = std::to_string(story.seeded.between(1, 12)) + "组";
    const std::optional<Date> happened = story.dice() <= 60 ? std::optional(house_.now().date().plus(-static_cast<int>(story.seeded.between(0, 20)))) : std::nullopt;
    const bool named = story.dice() <= 85, called = story.dice() <= 75, hidden = story.dice() <= 5, no_call = story.dice() <= 3;
    if (arrival.channel == Channel::phone_page) {
      Report report;
      report.text = text;
      if (story.dice() <= 80) report.category = kind.category;
      report.place = grid.id.text;
      report.place_detail = detail;
      report.happened_on = happened;
      if (named) report.name = name(story);
      if (called) report.phone = phone(story);
      report.hide_identity = hidden;
      if (no_call) report.no_call = true;
      if (story.dice() <= 8) report.helped_by = name(story);
      report.client_id = house_.ids().text();
      return desk.report(Entry{{}, "demo", {}, {}, std::nullopt}, report);
    }
    StaffReport report;
    report.channel = word(arrival.channel);
    report.text = text;
    report.category = kind.category;
    report.place = grid.id.text;
    report.place_detail = detail;
    report.happened_on = happened;
    if (story.dice() <= 15) report.received_at = house_.now().plus_ms(-story.seeded.between(1, 40) * kHourMs);
    if (named) report.name = name(story);
    if (called) report.phone = phone(story);
    report.hide_identity = hidden;
    if (no_call) report.no_call = true;
    if (kind.category.starts_with("dispute.") && story.dice() <= 85) {
      PartyInput other{"respondent", "natural", name(story), phone(story), std::nullopt, std::nullopt, std::nullopt};
      report.parties.push_back(std::move(other));
    }
    if (kind.category == "dispute.wages") {
      report.people = story.seeded.between(1, 30);
      report.amount_fen = story.seeded.between(20, 900) * 10'000;
    }
    if (story.dice() <= 2) report.urgent = true;
    if (arrival.channel == Channel::grid_worker) {
      report.helped_by = "网格员";
      if (grid.full_name.find("苗族") != std::string::npos) report.interpreter = "苗语";
    }
    report.client_id = house_.ids().text();
    const Actor* actor = nullptr;
    if (arrival.channel == Channel::grid_worker) actor = stage_.cast().answering(grid.path, "grid");
    // A household-group head answers for the grid's first group.
    if (arrival.channel == Channel::group_head) {
      const std::string group = grid.code + "001";
      actor = stage_.cast().answering(grid.path + group + "/", "group_head");
      report.place = group;
    }
    if (!actor) actor = stage_.triage(story);
    return desk.collect(Entry{*actor, "demo", {}, {}, std::nullopt}, report);
  }

  // So many hours on, at a minute when offices are open.
  void later(std::size_t index, double hours) {
    Story& story = stories_[index];
    Time at = house_.now().plus_ms(static_cast<std::int64_t>(hours * story.pace * static_cast<double>(kHourMs)) + story.seeded.between(60, 3'000) * 1000);
    const auto calendar = house_.calendar();
    Date day = at.date();
    int minute = at.minute_of_day();
    const int some = static_cast<int>(story.seeded.between(0, 90));
    if (minute >= kEvening) {
      day = day.plus(1);
      minute = 0;
    }
    if (minute < kMorning || !calendar->is_working_day(day)) minute = kMorning + some;
    while (!calendar->is_working_day(day)) day = day.plus(1);
    if (minute >= kNoon && minute < kAfternoon) minute = kAfternoon + some;
    const Time then = Time::at(day, minute / 60, minute % 60, static_cast<int>(story.seeded.between(0, 59)));
    turns_.push({std::max(then, house_.now().plus_ms(60'000)), ++order_, index});
  }

  void take_turn() {
    const Turn turn = turns_.top();
    turns_.pop();
    pass_time(turn.at);
    Story& story = stories_[turn.story];
    const auto whole = load_matter(house_, story.id);
    if (!whole) return;
    const MatterFile* file = &whole->file;
    const Proceeding& shown = leading(*file);
    ++report_.states[shown.procedure_name + "." + shown.state];
    if (shown.state == story.halt) return;
    const auto turn_of = shown.procedure_name == "people_mediation" ? mediation_turn : shown.state.starts_with("spot") ? spot_turn : grid_turn;
    const auto hours = turn_of(stage_, story, *file, shown);
    if (hours) later(turn.story, *hours);
  }

  const House& house_;
  FixedClock& clock_;
  const YearPlan& plan_;
  DemoTexts texts_;
  YearReport report_;
  DemoStage stage_;
  Time next_tick_;
  std::optional<Time> next_deadline_;
  Date drawn_for_;
  bool acted_ = true;
  std::vector<Story> stories_;
  std::priority_queue<Turn, std::vector<Turn>, std::greater<>> turns_;
  std::int64_t order_ = 0;
};

}  // namespace

Result<YearReport> make_year(const House& house, FixedClock& clock, const YearPlan& plan, const std::function<void(const std::string&)>& progress) {
  if (!house.county().demo) return conflict("not_demo", house.county().name + "不是演示县，不能写入虚构的事项");
  std::int64_t matters = 0;
  house.db().read([&](Session& session) { matters = count_matters(session, house.region()); });
  if (matters > 0) return conflict("has_matters", "演示县里已有 " + std::to_string(matters) + " 件事项，不再生成；要重来请换一个空的数据文件夹");
  auto texts = DemoTexts::read(resource("demo/texts.toml"));
  if (!texts) return texts.error();
  return Year(house, clock, plan, std::move(*texts)).run(progress);
}

Result<DemoResult> make_demo(const DemoWorld& world, CountySetup setup, std::int64_t matters) {
  FixedClock clock(world.end.plus_ms(-(kDays + 1) * 24 * kHourMs));
  SeededRandom random(setup.seed);
  IdMaker ids(clock, random);
  setup.demo = true;
  auto installed = install_county({world.db, clock, random, ids, world.hash}, setup);
  if (!installed) return installed.error();
  const Vault vault(world.vault_key, random);
  const House house({world.db, clock, random, world.files, ids, vault});
  auto year = make_year(house, clock, {setup.seed, matters, world.end}, world.progress);
  if (!year) return year.error();
  return DemoResult{std::move(*installed), std::move(*year)};
}

}  // namespace lianhu
