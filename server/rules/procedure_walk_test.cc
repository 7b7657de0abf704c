// Random walks over the real procedure files with an interpreter of its own: it keeps only what a needs list
// asks about (moves done, outcomes, consents, assignments, extensions) and shares no code with the check.
// Whatever a walk did, the state has a clock, every move offered has an actor, and an end can still be reached.

#include <cstdio>
#include <cstdlib>
#include <deque>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "rules/procedure_sample.h"
#include "rules/seeded.h"

namespace lianhu {
namespace {

enum class Work { none, open, accepted, returned, reported };

struct Position {
  std::string state;
  std::set<std::string> done;    // moves of this round that some need asks about
  std::string outcome;           // the proceeding's last
  std::map<std::string, std::set<int>> spoken;  // outcome -> parties, since the state was entered
  std::set<int> consents;
  Work work = Work::none;
  bool asked = false;       // an extension
  bool obliged = false, settled = false;
};
constexpr int parties = 2;

// Staff are many and grounds for a return are many, so the needs about persons and rows can be met; a mediation's
// dispute is between two parties and no administrative one.
bool met(const Need& n, const Position& at) {
  switch (n.kind) {
    case NeedKind::consent: return static_cast<int>(at.consents.size()) == parties;
    case NeedKind::assignment:
      return at.work == (n.arg == "open" ? Work::open : n.arg == "accepted" ? Work::accepted : Work::returned);
    case NeedKind::outcome: return at.outcome == n.arg;
    case NeedKind::every_party: return at.spoken.contains(n.arg) && static_cast<int>(at.spoken.at(n.arg).size()) == parties;
    case NeedKind::done_before: return at.done.contains(n.arg);
    case NeedKind::not_done: return !at.done.contains(n.arg);
    case NeedKind::obligations: return at.obliged && at.settled == (n.arg == "settled");
    case NeedKind::extension: return at.asked == (n.arg == "asked");
    case NeedKind::recusal: return n.arg == "answered";
    case NeedKind::not_same_actor:
    case NeedKind::duty:
    case NeedKind::ground:
    case NeedKind::office:
    case NeedKind::dispute:
    case NeedKind::other_party:
    case NeedKind::child: return true;
  }
  return false;
}

void assign(const Effect& e, Position& at) {
  switch (*e.act) {
    case AssignAct::give: at.work = Work::open; return;
    case AssignAct::sign:
      if (at.work == Work::open) at.work = Work::accepted;
      return;
    case AssignAct::send_back: at.work = Work::returned; return;
    case AssignAct::uphold: at.work = Work::none; return;
    case AssignAct::reject: at.work = Work::open; return;
    case AssignAct::report: at.work = Work::reported; return;
    case AssignAct::again: at.work = Work::accepted; return;
  }
}

void record(const Procedure& p, const Effect& e, int party, Position& at) {
  const Consent meaning = p.outcome(e.outcome)->consent;
  if (meaning == Consent::ends) at.consents.clear();
  if (e.of_party.empty()) {
    at.outcome = e.outcome;
    return;
  }
  at.spoken[e.outcome].insert(party);
  if (meaning == Consent::gives) at.consents.insert(party);
}

bool asked_about(const Procedure& p, const std::string& move) {
  return std::any_of(p.moves.begin(), p.moves.end(), [&](const Move& m) {
    return std::any_of(m.needs.begin(), m.needs.end(), [&](const Need& n) {
      return (n.kind == NeedKind::done_before || n.kind == NeedKind::not_done) && n.arg == move;
    });
  });
}

Position after(const Procedure& p, const Move& m, const Position& before, int party) {
  Position at = before;
  const std::string to(target(m, before.state));
  if (to != before.state) at.spoken.clear();
  at.state = to;
  if (asked_about(p, m.name)) at.done.insert(m.name);
  for (const Effect& e : m.effects) {
    if (e.what == Do::assign) assign(e, at);
    if (e.what == Do::record_outcome) record(p, e, party, at);
    if (e.what == Do::extend) at.asked = e.extend == ExtendAct::ask;
    if (e.what == Do::oblige) at.obliged = true, at.settled = false;
    if (e.what == Do::reopen) at.done.clear(), at.work = Work::none;
  }
  return at;
}

std::vector<const Move*> offered(const Procedure& p, const Position& at) {
  std::vector<const Move*> all;
  for (const Move& m : p.moves) {
    if (std::find(m.from.begin(), m.from.end(), at.state) == m.from.end()) continue;
    if (std::all_of(m.needs.begin(), m.needs.end(), [&](const Need& n) { return met(n, at); })) all.push_back(&m);
  }
  return all;
}

using Key = std::string;
Key key_of(const Position& at) {
  Key key = at.state + "|" + at.outcome + "|" + std::to_string(static_cast<int>(at.work)) + (at.asked ? "a" : "") + (at.obliged ? "o" : "") +
            (at.settled ? "s" : "") + "|";
  for (const auto& m : at.done) key += m + ",";
  for (const auto& [o, who] : at.spoken) key += "|" + o + std::to_string(who.size()) + (who.contains(0) ? "x" : "y");
  for (const int who : at.consents) key += "|c" + std::to_string(who);
  return key;
}

// Every position one step on: each offered move by each party, and the obligations being kept.
std::vector<Position> next(const Procedure& p, const Position& at) {
  std::vector<Position> all;
  for (const Move* m : offered(p, at)) {
    for (int party = 0; party < parties; ++party) all.push_back(after(p, *m, at, party));
  }
  if (at.obliged && !at.settled) {
    all.push_back(at);
    all.back().settled = true;
  }
  return all;
}

bool is_terminal(const Procedure& p, const Position& at) { return p.state(at.state)->terminal; }

// Is there a way from here to an end, conditions included? `good` remembers positions already proven.
bool can_end(const Procedure& p, const Position& start, std::set<Key>& good) {
  std::map<Key, Key> came_from{{key_of(start), ""}};
  std::deque<Position> open{start};
  while (!open.empty()) {
    const Position at = open.front();
    open.pop_front();
    if (is_terminal(p, at) || good.contains(key_of(at))) {
      for (Key k = key_of(at); !k.empty(); k = came_from.at(k)) good.insert(k);
      return true;
    }
    for (Position& n : next(p, at)) {
      if (came_from.emplace(key_of(n), key_of(at)).second) open.push_back(std::move(n));
    }
  }
  return false;
}

// Walks `steps` steps; the first thing found wrong, or empty.
std::string walk(const Procedure& p, std::uint64_t seed, int steps) {
  Seeded random(seed);
  std::vector<const Move*> starts;
  for (const Move& m : p.moves) {
    if (m.starts) starts.push_back(&m);
  }
  std::set<Key> good;
  Position at;
  for (int step = 0, life = 0; step < steps; ++step) {
    if (at.state.empty() || life == 0) {
      life = static_cast<int>(random.between(5, 60));
      at = Position{};
      const auto pick = random.between(0, static_cast<std::int64_t>(starts.size()));
      if (pick == static_cast<std::int64_t>(starts.size())) {
        at.state = p.initial;
        at.work = Work::open;
      } else {
        at = after(p, *starts[static_cast<std::size_t>(pick)], at, 0);
      }
    }
    --life;
    const State& state = *p.state(at.state);
    if (!state.terminal && state.clocks.empty()) return "状态 " + at.state + " 没有期限";
    for (const Move* m : offered(p, at)) {
      if (m->who.empty()) return "动作 " + m->name + " 没有人能做";
    }
    if (!can_end(p, at, good)) return "从 " + key_of(at) + " 走不到终结";
    const auto ways = next(p, at);
    if (ways.empty()) {
      life = 0;
      continue;
    }
    at = ways[static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(ways.size()) - 1))];
  }
  return {};
}

std::uint64_t seed() {
  const char* given = std::getenv("LIANHU_SEED");
  const std::uint64_t value = given == nullptr ? 20260901 : std::strtoull(given, nullptr, 10);
  std::printf("LIANHU_SEED=%llu\n", static_cast<unsigned long long>(value));
  return value;
}

Procedure real(const std::string& id) {
  auto p = parse_procedure(resource("procedures/" + id + ".toml"), id + ".toml");
  EXPECT_TRUE(p.ok());
  return *p;
}

// LIANHU_CASES steps, a hundred thousand unless told otherwise.
int steps() {
  const char* const asked = std::getenv("LIANHU_CASES");
  return asked ? std::atoi(asked) : 100'000;
}

TEST(Walk, ManyStepsOverEachProcedureFindNothing) {
  for (const std::string id : {"grid_matter@1", "grid_matter@2", "grid_matter@3", "people_mediation@1", "people_mediation@2", "people_mediation@3", "people_mediation@4", "people_mediation@5", "grid_matter@4", "grid_matter@5"}) EXPECT_EQ(walk(real(id), seed(), steps()), "") << id;
}

TEST(Walk, NoStateIsLeftByTheClockAlone) {
  const Procedure p = real("grid_matter@2");
  bool any = false;
  for (const State& state : p.states) {
    if (state.terminal) continue;
    const bool person = std::any_of(p.moves.begin(), p.moves.end(), [&](const Move& m) {
      const bool by_clock = std::find(m.who.begin(), m.who.end(), Who::clock) != m.who.end();
      EXPECT_TRUE(!by_clock || m.who.size() == 1) << m.name;
      any = any || by_clock;
      return starts_from(m, state.name) && target(m, state.name) != state.name && !by_clock;
    });
    EXPECT_TRUE(person) << state.name;
  }
  EXPECT_TRUE(any);
}

TEST(Walk, AfterARefusalNothingOfMediationIsOfferedUntilAllConsentAnew) {
  const Procedure p = real("people_mediation@1");
  Position at;
  at.state = "mediating";
  at.consents = {0, 1};
  at.done = {"inform", "session"};
  at = after(p, *p.move("refuse"), at, 1);
  for (const Move* m : offered(p, at)) EXPECT_TRUE(m->name == "tell_routes" || m->name == "warn") << m->name;
  at = after(p, *p.move("tell_routes"), at, 0);
  const auto offers = [&](std::string_view name) {
    const auto all = offered(p, at);
    return std::any_of(all.begin(), all.end(), [&](const Move* m) { return m->name == name; });
  };
  EXPECT_TRUE(offers("close_failed"));
  EXPECT_FALSE(offers("restart"));
  at = after(p, *p.move("consent_again"), at, 0);
  EXPECT_FALSE(offers("restart"));
  at = after(p, *p.move("consent_again"), at, 1);
  EXPECT_TRUE(offers("restart"));
  at = after(p, *p.move("restart"), at, 0);
  EXPECT_TRUE(offers("session"));
  EXPECT_FALSE(offers("succeed_written"));  // no session yet in this round
}

Move& edit(Procedure& p, std::string_view name) {
  return *std::find_if(p.moves.begin(), p.moves.end(), [&](const Move& m) { return m.name == name; });
}
State& edit_state(Procedure& p, std::string_view name) {
  return *std::find_if(p.states.begin(), p.states.end(), [&](const State& s) { return s.name == name; });
}

TEST(Walk, FindsPlantedFaults) {
  const Procedure grid = real("grid_matter@1");
  const Procedure mediation = real("people_mediation@1");
  ASSERT_EQ(walk(grid, 1, 2000), "");

  Procedure p = grid;
  edit_state(p, "returned").clocks.clear();
  EXPECT_NE(walk(p, 1, 20'000).find("没有期限"), std::string::npos);

  p = grid;
  edit(p, "spot_pass").from = {"reported"};
  edit(p, "spot_fail").from = {"reported"};
  EXPECT_NE(walk(p, 1, 20'000).find("走不到终结"), std::string::npos);

  p = grid;
  edit(p, "verify_pass").who.clear();
  EXPECT_NE(walk(p, 1, 20'000).find("没有人能做"), std::string::npos);

  p = mediation;  // the way out of a refusal asks for an outcome nobody records there
  edit(p, "close_failed").needs[0].arg = "fulfilled";
  edit(p, "consent_again").from = {"closed"};
  EXPECT_NE(walk(p, 1, 20'000).find("走不到终结"), std::string::npos);

  p = mediation;  // return visits lead nowhere
  edit(p, "close_success").needs[0].arg = "success_written";
  EXPECT_NE(walk(p, 1, 50'000).find("走不到终结"), std::string::npos);
}

}  // namespace
}  // namespace lianhu
