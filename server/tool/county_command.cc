#include <cstdio>

#include "base/hash.h"
#include "base/password.h"
#include "tool/commands.h"
#include "tool/install.h"

namespace lianhu {
namespace {

int refused(const Error& error) {
  std::fprintf(stderr, "%s\n", error.message.c_str());
  return 1;
}

std::function<std::string(const std::string&)> hasher(PasswordPool& pool) {
  return [&pool](const std::string& password) {
    auto hash = pool.hash(password);
    if (!hash) throw std::runtime_error(hash.error().message);
    return *hash;
  };
}

}  // namespace

int init(const InitOptions& options) {
  Installation place(options.where, true);
  PasswordPool pool(place.random());
  CountySetup setup;
  setup.region = options.region;
  setup.name = options.name;
  setup.prefix = options.prefix;
  const auto installed = install_county({place.db(), place.clock(), place.random(), place.ids(), hasher(pool)}, setup);
  if (!installed) return refused(installed.error());
  std::fputs(installed_text(*installed).c_str(), stdout);
  return 0;
}

}  // namespace lianhu
