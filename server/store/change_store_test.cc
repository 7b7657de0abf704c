// Numbers of an office's own series: no gap and no number twice, whatever fails or dies in between. On both engines.

#include "store/change_store.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <map>
#include <stdexcept>
#include <thread>

#include "base/resource.h"
#include "store/migrate.h"
#include "store/test_db.h"

namespace lianhu {
namespace {

constexpr const char* kRegion = "520422";
const Time kNow = Time::at(Date::of(2026, 9, 1), 9);

class Numbers : public testing::TestWithParam<Engine> {
 protected:
  // A new matter whose one proceeding asks for a number of that office.
  static Change change(const std::string& id, const std::string& office, int year) {
    Change out;
    out.matter.id = out.matter.root = MatterId{id};
    out.matter.entered_at = kNow;
    Event told;
    told.id = EventId{"e-" + id};
    told.matter = out.matter.id;
    out.events.push_back({told, "{}", std::string(32, '0')});
    Proceeding proceeding;
    proceeding.id = ProceedingId{"p-" + id};
    proceeding.matter = out.matter.id;
    out.new_proceedings.push_back(proceeding);
    out.numbers.push_back({proceeding.id, OfficeId{office}, "people_mediation", year, "（" + std::to_string(year) + "）" + office + "人调字第", "号"});
    return out;
  }
  static void save(Db& into, const std::string& id, const std::string& office, int year, const std::function<void()>& then = {}) {
    into.commit([&](Session& session) {
      Change one = change(id, office, year);
      save_change(session, kRegion, "PD", one);
      if (then) then();
    });
  }
  // Every number there is, by what stands before the digits; sorted as they read.
  std::map<std::string, std::vector<std::string>> stored() {
    std::map<std::string, std::vector<std::string>> out;
    db->read([&](Session& session) {
      session.query("SELECT number FROM proceeding WHERE region = :region", {{"region", kRegion}}, [&](const Row& row) {
        const std::string number = row.text(0);
        out[number.substr(0, number.find("第"))].push_back(number);
      });
    });
    for (auto& [series, numbers] : out) std::sort(numbers.begin(), numbers.end());
    return out;
  }
  static std::string number(const std::string& before, std::size_t n) {
    const std::string digits = std::to_string(n);
    return before + "第" + std::string(digits.size() < 3 ? 3 - digits.size() : 0, '0') + digits + "号";
  }
  static void expect_whole(const std::string& before, const std::vector<std::string>& numbers) {
    for (std::size_t i = 0; i < numbers.size(); ++i) EXPECT_EQ(numbers[i], number(before, i + 1));
  }

  TestDb db{GetParam(), WithSchema{}};
};
INSTANTIATE_TEST_SUITE_P(Engines, Numbers, ::testing::ValuesIn(test_engines()), engine_name);

TEST_P(Numbers, RunByOfficeAndYear) {
  save(*db, "a", "甲镇", 2026);
  save(*db, "b", "乙村", 2026);
  save(*db, "c", "甲镇", 2026);
  save(*db, "d", "甲镇", 2027);
  const auto all = stored();
  EXPECT_EQ(all.at("（2026）甲镇人调字"), (std::vector<std::string>{"（2026）甲镇人调字第001号", "（2026）甲镇人调字第002号"}));
  EXPECT_EQ(all.at("（2026）乙村人调字"), (std::vector<std::string>{"（2026）乙村人调字第001号"}));
  EXPECT_EQ(all.at("（2027）甲镇人调字"), (std::vector<std::string>{"（2027）甲镇人调字第001号"}));
}

// 8 threads, every third transaction fails after it has taken its number; on PostgreSQL half of them come by another process's door.
TEST_P(Numbers, HaveNoGapWhenMuchHappensAtOnceAndSomeOfItFails) {
  const auto other = GetParam() == Engine::postgres ? open_db(db.where(), {.readers = 1}) : nullptr;
  std::vector<std::thread> threads;
  std::atomic<int> kept{0};
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 40; ++i) {
        const std::string id = std::to_string(t) + "-" + std::to_string(i);
        const std::string office = (t + i) % 2 == 0 ? "甲镇" : "乙村";
        try {
          save(other && t % 2 == 0 ? *other : *db, id, office, 2026, [&] {
            if ((t * 7 + i * 5) % 3 == 0) throw std::runtime_error("something of this act fails");
          });
          ++kept;
        } catch (const std::runtime_error&) {
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const auto all = stored();
  std::size_t sum = 0;
  for (const auto& [before, numbers] : all) {
    expect_whole(before, numbers);
    sum += numbers.size();
  }
  EXPECT_EQ(all.size(), 2u);
  EXPECT_EQ(sum, static_cast<std::size_t>(kept.load()));
  EXPECT_LT(kept, 320);
}

TEST_P(Numbers, HaveNoGapWhereTheProcessDied) {
  db.close();
  const pid_t child = ::fork();
  if (child == 0) {
    try {
      const auto mine = open_db(db.where(), {.readers = 1});
      for (int i = 0; i < 20; ++i) save(*mine, "before-" + std::to_string(i), "甲镇", 2026);
      save(*mine, "dying", "甲镇", 2026, [] { ::kill(::getpid(), SIGKILL); });
    } catch (const std::exception& failure) {
      std::fputs(failure.what(), stderr);
    }
    ::_exit(1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << status;
  db.reopen();
  for (int i = 0; i < 20; ++i) save(*db, "after-" + std::to_string(i), "甲镇", 2026);
  const auto all = stored();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all.begin()->second.size(), 40u);
  expect_whole(all.begin()->first, all.begin()->second);
}

}  // namespace
}  // namespace lianhu
