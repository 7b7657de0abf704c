#include <cstdio>

#include "base/hash.h"
#include "base/password.h"
#include "tool/commands.h"
#include "tool/install.h"

namespace lianhu {

int demo(const DemoOptions& options) {
  Installation place(options.where, true);
  PasswordPool pool(place.random());
  CountySetup setup;
  setup.demo = true;
  setup.seed = options.seed;
  setup.password = options.password;
  const auto installed = install_county({place.db(), place.clock(), place.random(), place.ids(), [&](const std::string& p) { return *pool.hash(p); }}, setup);
  if (!installed) {
    std::fprintf(stderr, "%s\n", installed.error().message.c_str());
    return 1;
  }
  std::fputs(installed_text(*installed).c_str(), stdout);
  return 0;
}
}  // namespace lianhu
