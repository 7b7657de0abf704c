#include "base/vault.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/test_world.h"
#include "base/text.h"

namespace lianhu {
namespace {

const std::string key(32, 'k');

TEST(Vault, OpensWhatItSealedForThatPurposeOnly) {
  SeededRandom random(1);
  const Vault vault(key, random);
  for (const std::string& text : {std::string(), std::string("化名甲 000000190001010000"), std::string(5000, 'x'), std::string("a\0b", 3)}) {
    const std::string sealed = vault.seal("id_number", text);
    EXPECT_EQ(vault.open("id_number", sealed), text);
    EXPECT_FALSE(vault.open("health", sealed));
    EXPECT_FALSE(Vault(std::string(32, 'j'), random).open("id_number", sealed));
    EXPECT_TRUE(text.empty() || sealed.find(text) == std::string::npos);
  }
}

TEST(Vault, TheSameTextIsSealedDifferently) {
  SeededRandom random(1);
  const Vault vault(key, random);
  EXPECT_NE(vault.seal("id_number", "x"), vault.seal("id_number", "x"));
}

TEST(Vault, RefusesEveryChangedByte) {
  SeededRandom random(1);
  const Vault vault(key, random);
  const std::string raw = from_base64url(vault.seal("id_number", "secret")).value();
  for (std::size_t i = 0; i < raw.size(); ++i) {
    std::string changed = raw;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(vault.open("id_number", base64url(changed))) << i;
  }
  for (std::size_t n = 0; n < raw.size(); ++n) EXPECT_FALSE(vault.open("id_number", base64url(raw.substr(0, n)))) << n;
  EXPECT_FALSE(vault.open("id_number", "not base64 !"));
}

TEST(Vault, LookUpHashesDependOnKeyAndPurpose) {
  SeededRandom random(1);
  const Vault vault(key, random);
  const std::string hash = vault.keyed_hash("phone", "19900000001");
  EXPECT_TRUE(is_sha256_hex(hash));
  EXPECT_EQ(hash, vault.keyed_hash("phone", "19900000001"));
  EXPECT_NE(hash, vault.keyed_hash("id_number", "19900000001"));
  EXPECT_NE(hash, vault.keyed_hash("phone", "19900000002"));
  EXPECT_NE(hash, Vault(std::string(32, 'j'), random).keyed_hash("phone", "19900000001"));
}

TEST(Vault, TrackingSecretsAre160BitsAndChangeWithTheRound) {
  SeededRandom random(1);
  const Vault vault(key, random);
  const std::string secret = vault.tracking_secret("520422", "p1", 1);
  EXPECT_EQ(from_base64url(secret).value().size(), 20U);
  EXPECT_EQ(secret, vault.tracking_secret("520422", "p1", 1));
  EXPECT_NE(secret, vault.tracking_secret("520422", "p1", 2));
  EXPECT_NE(secret, vault.tracking_secret("520422", "p2", 1));
  EXPECT_NE(secret, vault.tracking_secret("520403", "p1", 1));
}

TEST(Vault, DemandsAWholeKey) {
  SeededRandom random(1);
  EXPECT_THROW(Vault("short", random), std::runtime_error);
}

TEST(Vault, MakesItsKeyFileOnceAndForTheOwnerOnly) {
  SeededRandom random(1);
  std::string name = (std::filesystem::temp_directory_path() / "lianhu-key-XXXXXX").string();
  const std::string folder = ::mkdtemp(name.data());
  const std::string path = folder + "/key";
  EXPECT_THROW(load_key(path, false, random), std::runtime_error);
  const std::string made = load_key(path, true, random);
  EXPECT_EQ(made.size(), 32U);
  EXPECT_EQ(load_key(path, true, random), made);
  EXPECT_EQ(load_key(path, false, random), made);
  struct stat state {};
  ASSERT_EQ(::stat(path.c_str(), &state), 0);
  EXPECT_EQ(state.st_mode & 0777, 0600U);
  std::ofstream(path) << "abc\n";
  EXPECT_THROW(load_key(path, true, random), std::runtime_error);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace lianhu
