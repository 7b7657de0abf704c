#include "base/password.h"

#include <atomic>
#include <condition_variable>
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "base/test_world.h"

namespace lianhu {
namespace {

constexpr PasswordCost cheap{.memory_kib = 64, .passes = 1, .lanes = 1};

TEST(Password, KnowsItsOwnHashesAndNoOther) {
  SeededRandom random(1);
  PasswordPool pool(random, cheap);
  const std::string stored = pool.hash("Correct-Horse-9").value();
  EXPECT_EQ(stored.substr(0, 28), "$argon2id$v=19$m=64,t=1,p=1$");
  EXPECT_TRUE(pool.verify(stored, "Correct-Horse-9").value());
  EXPECT_FALSE(pool.verify(stored, "correct-horse-9").value());
  EXPECT_FALSE(pool.verify(stored, "").value());
  EXPECT_NE(stored, pool.hash("Correct-Horse-9").value()) << "every hash has its own salt";
  EXPECT_FALSE(pool.verify_nobody("Correct-Horse-9").value());
}

// The string the reference command line tool `argon2` gives for: password "password", salt "somesalt", -id -t 2 -k 65536 -p 1.
TEST(Password, ReadsWhatOthersWrote) {
  SeededRandom random(1);
  PasswordPool pool(random, cheap);
  const std::string reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
  EXPECT_TRUE(pool.verify(reference, "password").value());
  EXPECT_FALSE(pool.verify(reference, "Password").value());
}

TEST(Password, HasTheCostTheHandbookNames) {
  SeededRandom random(1);
  PasswordPool pool(random);
  EXPECT_EQ(pool.hash("x").value().substr(0, 31), "$argon2id$v=19$m=19456,t=2,p=1$");
}

TEST(Password, ThrowsOnARowThatIsNoHash) {
  SeededRandom random(1);
  PasswordPool pool(random, cheap);
  const std::string good = pool.hash("x").value();
  std::string huge = good;
  huge.replace(huge.find("m=64"), 4, "m=9999999");
  for (const std::string& bad : {std::string(), std::string("x"), std::string("$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$AAAA"), good + "$", huge, good.substr(0, 40)}) {
    EXPECT_THROW((void)pool.verify(bad, "x"), std::runtime_error) << bad;
  }
}

// Random bytes that come only when the test lets them: holds a hash() in its turn.
class HeldRandom : public Random {
 public:
  void fill(std::span<std::byte> out) override {
    std::unique_lock lock(guard_);
    ++inside_;
    changed_.notify_all();
    changed_.wait(lock, [&] { return open_; });
    --inside_;
    for (std::byte& byte : out) byte = std::byte{7};
  }
  void hold() { set(false); }
  void let_go() { set(true); }
  void wait_for(int inside) {
    std::unique_lock lock(guard_);
    changed_.wait(lock, [&] { return inside_ == inside; });
  }
  int inside() {
    const std::lock_guard lock(guard_);
    return inside_;
  }

 private:
  void set(bool open) {
    const std::lock_guard lock(guard_);
    open_ = open;
    changed_.notify_all();
  }
  std::mutex guard_;
  std::condition_variable changed_;
  bool open_ = true;
  int inside_ = 0;
};

TEST(Password, LetsTwoWorkAndRefusesWhenTheQueueIsFull) {
  HeldRandom random;
  PasswordPool pool(random, cheap, {.at_once = 2, .waiting = 0});
  random.hold();
  std::atomic<int> made = 0;
  const auto work = [&] { made += pool.hash("x").ok() ? 1 : 0; };
  std::thread first(work), second(work);
  random.wait_for(2);
  const auto third = pool.hash("x");
  EXPECT_FALSE(third.ok());
  if (!third.ok()) {
    EXPECT_EQ(third.error().kind, Kind::unavailable);
  }
  random.let_go();
  first.join();
  second.join();
  EXPECT_EQ(made, 2);
  EXPECT_TRUE(pool.hash("x").ok()) << "places are free again";
}

TEST(Password, ThoseWhoWaitGetTheirTurn) {
  SeededRandom random(3);
  PasswordPool pool(random, cheap, {.at_once = 1, .waiting = 16});
  std::atomic<int> made = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 12; ++i) threads.emplace_back([&] { made += pool.hash("x").ok() ? 1 : 0; });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(made, 12);
}

TEST(Password, SaysWhatIsWrongWithANewOne) {
  EXPECT_FALSE(password_fault("Zhaishan-2026", "huaming.jia"));
  EXPECT_FALSE(password_fault("塔山社区Ab12的路", "huaming.jia")) << "characters are counted, not bytes";
  EXPECT_TRUE(password_fault("Aa1-short", "huaming.jia"));
  EXPECT_TRUE(password_fault("塔山社区A1", "huaming.jia"));
  EXPECT_TRUE(password_fault("xHuaming.Jia9", "huaming.jia"));
  EXPECT_TRUE(password_fault("P@ssw0rd123", "huaming.jia"));
  EXPECT_TRUE(password_fault("bbbbbbbbbbbb", "huaming.jia", {.classes = false}));
  EXPECT_TRUE(password_fault("23456789:;<=", "huaming.jia", {.classes = false}));
  EXPECT_TRUE(password_fault(std::string(129, 'a') + "B1", "huaming.jia"));
}

TEST(Password, ClassesAreAsked) {
  EXPECT_TRUE(password_fault("onlysmallletters", "huaming.jia"));
  EXPECT_TRUE(password_fault("small4nddigits", "huaming.jia"));
  EXPECT_FALSE(password_fault("small4nd-digits", "huaming.jia"));
  EXPECT_FALSE(password_fault("onlysmallletters", "huaming.jia", {.classes = false}));
}

TEST(Password, OneTimePasswordsDifferAndPassTheLengthRule) {
  SeededRandom random(5);
  std::set<std::string> seen;
  for (int i = 0; i < 200; ++i) {
    const std::string one = one_time_password(random);
    EXPECT_EQ(one.size(), 14U);
    EXPECT_EQ(one.find_first_of("0O1lIio"), std::string::npos) << one;
    EXPECT_EQ(one[4], '-');
    EXPECT_EQ(one[9], '-');
    seen.insert(one);
  }
  EXPECT_EQ(seen.size(), 200U);
}

}  // namespace
}  // namespace lianhu
