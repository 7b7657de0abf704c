#include <gtest/gtest.h>

#include <unistd.h>

#include <array>
#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include "base/disk.h"
#include "base/hash.h"
#include "base/id.h"
#include "base/real_world.h"
#include "base/test_world.h"

namespace lianhu {
namespace {

namespace fs = std::filesystem;

struct Folder {
  Folder() {
    std::string name = (fs::temp_directory_path() / "lianhu-files-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }
  std::string path;
};

// FIPS 180-4 and RFC 4231 known answers.
TEST(Hash, KnownAnswers) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(Hash, PiecesEqualTheWhole) {
  Sha256 pieces;
  pieces.add("a");
  pieces.add("");
  pieces.add("bc");
  EXPECT_EQ(pieces.finish_hex(), sha256_hex("abc"));
}

TEST(Hash, HexRoundTripAndRefusals) {
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  EXPECT_EQ(unhex(hex(all)), all);
  EXPECT_FALSE(unhex("abc"));
  EXPECT_FALSE(unhex("AB"));
  EXPECT_FALSE(unhex("zz"));
  EXPECT_TRUE(equal_in_constant_time("secret", "secret"));
  EXPECT_FALSE(equal_in_constant_time("secret", "secreT"));
  EXPECT_FALSE(equal_in_constant_time("secret", "secre"));
}

struct Stone;

TEST(Id, GrowsWhateverTheClockDoes) {
  FixedClock clock(Time::at(Date::of(2026, 9, 1), 8));
  SeededRandom random(1);
  IdMaker maker(clock, random);
  std::string last;
  for (int i = 0; i < 20'000; ++i) {
    if (i == 500) clock.advance(5);
    if (i == 900) clock.set(Time::at(Date::of(2016, 1, 1)));
    const Id<Stone> id = maker.make<Stone>();
    ASSERT_LT(last, id.text);
    ASSERT_TRUE(Id<Stone>::parse(id.text)) << id.text;
    last = id.text;
  }
}

TEST(Id, CarriesTheTime) {
  FixedClock clock(Time{0x0123456789ab});
  SeededRandom random(2);
  IdMaker maker(clock, random);
  EXPECT_EQ(maker.text().substr(0, 15), "01234567-89ab-7");
}

TEST(Id, ManyThreadsNeverRepeat) {
  SystemClock clock;
  SystemRandom random;
  IdMaker maker(clock, random);
  std::vector<std::vector<std::string>> made(4);
  std::vector<std::thread> threads;
  for (auto& mine : made) {
    threads.emplace_back([&] {
      for (int i = 0; i < 5'000; ++i) mine.push_back(maker.text());
    });
  }
  for (auto& thread : threads) thread.join();
  std::set<std::string> all;
  for (const auto& mine : made) all.insert(mine.begin(), mine.end());
  EXPECT_EQ(all.size(), 20'000u);
}

TEST(Id, ParseRefuses) {
  EXPECT_TRUE(is_id_text("01890a5d-ac96-774b-bcce-b302099a8057"));
  EXPECT_FALSE(is_id_text("01890A5D-ac96-774b-bcce-b302099a8057"));
  EXPECT_FALSE(is_id_text("01890a5d-ac96-474b-bcce-b302099a8057"));
  EXPECT_FALSE(is_id_text("01890a5d-ac96-774b-ccce-b302099a8057"));
  EXPECT_FALSE(is_id_text("01890a5dac96774bbcceb302099a8057"));
  EXPECT_FALSE(is_id_text(""));
}

TEST(DiskFiles, KeepsFindsDrops) {
  Folder folder;
  DiskFiles files(folder.path + "/deep/files");
  const std::string bytes("photo\0bytes", 11);
  const std::string hash = files.put(bytes);
  EXPECT_EQ(hash, sha256_hex(bytes));
  EXPECT_EQ(files.put(bytes), hash);
  EXPECT_TRUE(files.has(hash));
  EXPECT_EQ(files.get(hash), bytes);
  EXPECT_TRUE(fs::exists(folder.path + "/deep/files/" + hash.substr(0, 2) + "/" + hash.substr(2, 2) + "/" + hash));
  const std::string other = files.put("");
  std::set<std::string> seen;
  files.each([&](const std::string& name) { seen.insert(name); });
  EXPECT_EQ(seen, (std::set{hash, other}));
  files.drop(hash);
  files.drop(hash);
  EXPECT_FALSE(files.has(hash));
  EXPECT_EQ(files.get(hash), std::nullopt);
  EXPECT_FALSE(files.has("../../../etc/passwd"));
}

TEST(DiskFiles, ARottenFileIsNeverServedAndPutHealsIt) {
  Folder folder;
  DiskFiles files(folder.path);
  const std::string hash = files.put("good bytes");
  std::ofstream(folder.path + "/" + hash.substr(0, 2) + "/" + hash.substr(2, 2) + "/" + hash) << "gOod bytes";
  EXPECT_THROW(files.get(hash), std::runtime_error);
  files.put("good bytes");
  EXPECT_EQ(files.get(hash), "good bytes");
}

TEST(DiskFiles, SweepsUnfinishedWrites) {
  Folder folder;
  { DiskFiles files(folder.path); }
  std::ofstream(folder.path + "/incoming/99999-1") << "half";
  DiskFiles files(folder.path);
  EXPECT_TRUE(fs::is_empty(folder.path + "/incoming"));
}

TEST(PoolExecutor, RunsAllAndRefusesWhenFull) {
  std::atomic<int> ran = 0;
  std::mutex gate;
  {
    PoolExecutor pool(1, 2);
    std::condition_variable started;
    std::mutex guard;
    bool running = false;
    gate.lock();
    ASSERT_TRUE(pool.post([&] {
      {
        const std::lock_guard lock(guard);
        running = true;
      }
      started.notify_one();
      const std::lock_guard lock(gate);
      ++ran;
    }));
    std::unique_lock lock(guard);
    started.wait(lock, [&] { return running; });
    EXPECT_TRUE(pool.post([&] { ++ran; }));
    EXPECT_TRUE(pool.post([&] { ++ran; }));
    EXPECT_FALSE(pool.post([&] { ++ran; }));
    gate.unlock();
  }
  EXPECT_EQ(ran, 3);
}

TEST(SystemWorld, ClockAndRandomAreAlive) {
  SystemClock clock;
  EXPECT_GT(clock.now(), Time::at(Date::of(2024, 1, 1)));
  EXPECT_LE(clock.steady_ms(), clock.steady_ms());
  SystemRandom random;
  std::array<std::byte, 32> a{}, b{};
  random.fill(a);
  random.fill(b);
  EXPECT_NE(a, b);
}

}  // namespace
}  // namespace lianhu
