#include <cstdio>
#include <stdexcept>

#include "base/hash.h"
#include "base/password.h"
#include "base/text.h"
#include "tool/commands.h"
#include "tool/demo_year.h"

namespace lianhu {

int demo(const DemoOptions& options) {
  Installation place(options.where, true, false, false);
  PasswordPool pool(place.random());
  CountySetup setup;
  setup.demo = true;
  setup.seed = options.seed;
  setup.password = options.password;
  if (setup.password.empty()) {
    std::string bytes(9, '\0');
    place.random().fill(std::as_writable_bytes(std::span(bytes.data(), bytes.size())));
    setup.password = "Lh-" + base64url(bytes);
  }
  const std::string key = load_key(key_path(options.where), false, place.random());
  const auto hash = [&](const std::string& password) {
    auto made = pool.hash(password);
    if (!made) throw std::runtime_error(made.error().message);
    return *made;
  };
  const auto made = make_demo({place.db(), place.files(), key, place.clock().now(), hash, [](const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); }},
                              setup, options.matters);
  if (!made) {
    std::fprintf(stderr, "%s\n", made.error().message.c_str());
    return 1;
  }
  std::fputs(installed_text(made->installed).c_str(), stdout);
  if (made->year.matters > 0) {
    std::printf("演示年度：%lld 件事项，%lld 步办理，%lld 次查阅\n", static_cast<long long>(made->year.matters), static_cast<long long>(made->year.acts),
                static_cast<long long>(made->year.reads));
  }
  return 0;
}

}  // namespace lianhu
