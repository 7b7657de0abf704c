#include "base/vault.h"

#include <cstring>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <vector>

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/text.h"

namespace lianhu {
namespace {

constexpr std::size_t kNonce = 12, kTag = 16;
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char* raw(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

void must(int ok) {
  if (ok != 1) throw std::runtime_error("加密库出错");
}

}  // namespace

Vault::Vault(std::string key, Random& random) : key_(std::move(key)), random_(random) {
  if (key_.size() != 32) throw std::runtime_error("密钥须为 32 字节");
}

std::string Vault::subkey(std::string_view purpose) const { return hmac_sha256(key_, "lianhu/" + std::string(purpose)); }

std::string Vault::keyed_hash(std::string_view purpose, std::string_view text) const {
  return hex(hmac_sha256(subkey("look-up/" + std::string(purpose)), text));
}

std::string Vault::tracking_secret(std::string_view region, std::string_view party, std::int64_t round) const {
  const std::string material = std::string(region) + "/" + std::string(party) + "/" + std::to_string(round);
  return base64url(hmac_sha256(subkey("track"), material).substr(0, 20));
}

std::string Vault::seal(std::string_view purpose, std::string_view text) const {
  std::string out(kNonce + text.size() + kTag, '\0');
  random_.fill(std::as_writable_bytes(std::span(out.data(), kNonce)));
  const std::string key = subkey("seal/" + std::string(purpose));
  const Cipher cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  int written = 0;
  must(EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, raw(key), raw(out)));
  must(EVP_EncryptUpdate(cipher.get(), raw(out) + kNonce, &written, raw(text), static_cast<int>(text.size())));
  must(EVP_EncryptFinal_ex(cipher.get(), raw(out) + kNonce + written, &written));
  must(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTag, raw(out) + kNonce + text.size()));
  return base64url(out);
}

std::optional<std::string> Vault::open(std::string_view purpose, std::string_view sealed) const {
  auto bytes = from_base64url(sealed);
  if (!bytes || bytes->size() < kNonce + kTag) return std::nullopt;
  const std::string key = subkey("seal/" + std::string(purpose));
  const std::size_t length = bytes->size() - kNonce - kTag;
  std::string out(length, '\0');
  const Cipher cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  int written = 0;
  must(EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, raw(key), raw(*bytes)));
  must(EVP_DecryptUpdate(cipher.get(), raw(out), &written, raw(*bytes) + kNonce, static_cast<int>(length)));
  must(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTag, raw(*bytes) + kNonce + length));
  if (EVP_DecryptFinal_ex(cipher.get(), raw(out) + written, &written) != 1) return std::nullopt;
  return out;
}

std::string load_key(const std::string& path, bool create, Random& random) {
  if (std::ifstream file(path); file) {
    std::string text;
    file >> text;
    const auto key = unhex(text);
    if (!key || key->size() != 32) throw std::runtime_error("密钥文件不合格式：" + path + "（应为 64 个十六进制字符）");
    return *key;
  }
  if (!create) throw std::runtime_error("没有密钥文件：" + path + "；没有它，加密字段和查询码都无法使用。请从备份中找回，或用 --key 指明位置。");
  std::string key(32, '\0');
  random.fill(std::as_writable_bytes(std::span(key.data(), key.size())));
  const std::string text = hex(key) + "\n";
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) throw std::runtime_error("不能写密钥文件：" + path);
  const bool written = ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(fd) == 0;
  ::close(fd);
  if (!written) throw std::runtime_error("不能写密钥文件：" + path);
  return key;
}

}  // namespace lianhu
