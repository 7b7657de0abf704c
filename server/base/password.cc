#include "base/password.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>
#include <vector>

#include <botan/pwdhash.h>

#include "base/hash.h"
#include "base/text.h"

namespace lianhu {
namespace {

constexpr std::size_t salt_bytes = 16, hash_bytes = 32;

// PHC strings use the standard alphabet without padding.
std::string standard(std::string text) {
  std::replace(text.begin(), text.end(), '-', '+');
  std::replace(text.begin(), text.end(), '_', '/');
  return text;
}
std::optional<std::string> from_standard(std::string text) {
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  return from_base64url(text);
}

struct Parts {
  PasswordCost cost;
  std::string salt, hash;
};

std::string computed(const PasswordCost& cost, std::string_view password, std::string_view salt, std::size_t length) {
  const auto family = Botan::PasswordHashFamily::create("Argon2id");
  if (!family) throw std::runtime_error("加密库没有 Argon2id");
  std::string out(length, '\0');
  family->from_params(cost.memory_kib, cost.passes, cost.lanes)
      ->derive_key(reinterpret_cast<std::uint8_t*>(out.data()), out.size(), password.data(), password.size(),
                   reinterpret_cast<const std::uint8_t*>(salt.data()), salt.size());
  return out;
}

std::string spelled(const Parts& parts) {
  return "$argon2id$v=19$m=" + std::to_string(parts.cost.memory_kib) + ",t=" + std::to_string(parts.cost.passes) +
         ",p=" + std::to_string(parts.cost.lanes) + "$" + standard(base64url(parts.salt)) + "$" + standard(base64url(parts.hash));
}

std::vector<std::string_view> split(std::string_view text, char by) {
  std::vector<std::string_view> out;
  while (true) {
    const std::size_t at = text.find(by);
    out.push_back(text.substr(0, at));
    if (at == text.npos) return out;
    text.remove_prefix(at + 1);
  }
}

// "m=19456" with the wanted name; 0 when it is none.
std::uint32_t number_after(std::string_view text, std::string_view name) {
  std::uint32_t n = 0;
  if (text.substr(0, name.size()) != name) return 0;
  text.remove_prefix(name.size());
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), n);
  return fault == std::errc() && end == text.data() + text.size() ? n : 0;
}

std::optional<Parts> parsed(std::string_view text) {
  const auto pieces = split(text, '$');
  if (pieces.size() != 6 || !pieces[0].empty() || pieces[1] != "argon2id" || pieces[2] != "v=19") return std::nullopt;
  const auto numbers = split(pieces[3], ',');
  if (numbers.size() != 3) return std::nullopt;
  Parts parts{{number_after(numbers[0], "m="), number_after(numbers[1], "t="), number_after(numbers[2], "p=")}, {}, {}};
  const PasswordCost& cost = parts.cost;
  // A row that asks for more than any release ever used would be a way to exhaust the machine.
  const bool bounded = cost.lanes >= 1 && cost.lanes <= 8 && cost.passes >= 1 && cost.passes <= 16 && cost.memory_kib >= 8 * cost.lanes &&
                       cost.memory_kib <= 256 * 1024;
  const auto salt = from_standard(std::string(pieces[4]));
  const auto hash = from_standard(std::string(pieces[5]));
  if (!bounded || !salt || !hash || salt->size() < 8 || hash->size() < 16 || hash->size() > 64) return std::nullopt;
  parts.salt = *salt;
  parts.hash = *hash;
  return parts;
}

std::string random_bytes(Random& random, std::size_t n) {
  std::string out(n, '\0');
  random.fill(std::as_writable_bytes(std::span(out.data(), out.size())));
  return out;
}

// The most used passwords that are long enough to pass the length rule, and the stems they are made of.
constexpr std::string_view common[] = {
    "1234567890",   "0123456789",   "0987654321",  "9876543210",   "12345678910", "123456789a",  "a123456789",   "1234567890a", "123456789abc",
    "abc123456789", "q123456789",   "qq123456789", "qwertyuiop",   "qwerty1234",  "qwerty12345", "qwerty123456", "1q2w3e4r5t",  "1qaz2wsx3edc",
    "qazwsxedcrfv", "zaq12wsxcde3", "asdfghjkl1",  "password12",   "password123", "password1234", "passw0rd123", "p@ssw0rd123", "p@ssword123",
    "admin12345",   "admin123456",  "admin@12345", "admin@123456", "woaini1314",  "woaini520",   "woaini521314", "woaini1314520", "5201314520",
    "1314520520",   "a1b2c3d4e5",   "aa123456789", "abcd123456",   "abcd1234567", "abcdefghij",  "iloveyou123",  "welcome123",  "welcome1234",
    "changeme123",  "zhongguo123",  "china123456", "zzzx123456",   "zfw123456",   "lianhu1234",  "lianhu123456", "test123456",  "root123456"};

bool one_run(std::string_view text) {
  bool same = true, up = true, down = true;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const int step = static_cast<unsigned char>(text[i]) - static_cast<unsigned char>(text[i - 1]);
    same = same && step == 0;
    up = up && step == 1;
    down = down && step == -1;
  }
  return same || up || down;
}

int classes_of(std::string_view text) {
  bool capital = false, small = false, digit = false, other = false;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') capital = true;
    else if (c >= 'a' && c <= 'z') small = true;
    else if (c >= '0' && c <= '9') digit = true;
    else other = true;
  }
  return capital + small + digit + other;
}

}  // namespace

// One of the places in which a hash may be computed; waits for it.
class PasswordPool::Turn {
 public:
  explicit Turn(PasswordPool& pool) : pool_(pool) {
    std::unique_lock lock(pool_.guard_);
    if (pool_.running_ >= pool_.limits_.at_once) {
      if (pool_.waiting_ >= pool_.limits_.waiting) return;
      ++pool_.waiting_;
      pool_.freed_.wait(lock, [&] { return pool_.running_ < pool_.limits_.at_once; });
      --pool_.waiting_;
    }
    ++pool_.running_;
    mine_ = true;
  }
  ~Turn() {
    if (!mine_) return;
    {
      const std::lock_guard lock(pool_.guard_);
      --pool_.running_;
    }
    pool_.freed_.notify_one();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  bool mine() const { return mine_; }
  static Error refused() { return {Kind::unavailable, "password_queue_full", "当前登录人数较多，请稍候几秒再试", {}}; }

 private:
  PasswordPool& pool_;
  bool mine_ = false;
};

PasswordPool::PasswordPool(Random& random, PasswordCost cost, PasswordLimits limits)
    : random_(random), cost_(cost), limits_(limits),
      nobody_(spelled({cost, random_bytes(random, salt_bytes), random_bytes(random, hash_bytes)})) {}

Result<std::string> PasswordPool::hash(std::string_view password) {
  const Turn turn(*this);
  if (!turn.mine()) return Turn::refused();
  const std::string salt = random_bytes(random_, salt_bytes);
  return spelled({cost_, salt, computed(cost_, password, salt, hash_bytes)});
}

Result<bool> PasswordPool::verify(const std::string& stored, std::string_view password) {
  const auto parts = parsed(stored);
  if (!parts) throw std::runtime_error("账户中保存的密码不合格式，请由安全管理员重置");
  const Turn turn(*this);
  if (!turn.mine()) return Turn::refused();
  return equal_in_constant_time(computed(parts->cost, password, parts->salt, parts->hash.size()), parts->hash);
}

Result<bool> PasswordPool::verify_nobody(std::string_view password) {
  const auto matched = verify(nobody_, password);
  if (!matched) return matched.error();
  return false;
}

std::optional<std::string> password_fault(std::string_view password, std::string_view login, const PasswordPolicy& policy) {
  const std::size_t length = count_chars(password);
  if (length < policy.min_chars) return "密码至少 " + std::to_string(policy.min_chars) + " 个字符，请加长";
  if (length > policy.max_chars) return "密码最多 " + std::to_string(policy.max_chars) + " 个字符，请缩短";
  const std::string lower = ascii_lower(password);
  if (!login.empty() && lower.find(ascii_lower(login)) != std::string::npos) return std::string("密码中不能包含登录名，请换一个");
  if (std::find(std::begin(common), std::end(common), lower) != std::end(common) || one_run(lower)) {
    return std::string("这个密码太常见，容易被猜到，请换一个");
  }
  if (policy.classes && classes_of(password) < 3) return std::string("密码须包含大写字母、小写字母、数字、其他符号中的至少三种，请补充");
  return std::nullopt;
}

std::string one_time_password(Random& random) {
  constexpr std::string_view letters = "ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789";
  constexpr std::size_t fair = 256 / letters.size() * letters.size();
  std::string out;
  while (out.size() < 14) {
    const auto byte = static_cast<unsigned char>(random_bytes(random, 1)[0]);
    if (byte >= fair) continue;
    if (out.size() == 4 || out.size() == 9) out += '-';
    out += letters[byte % letters.size()];
  }
  return out;
}

}  // namespace lianhu
