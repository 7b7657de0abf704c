#include <cstdio>

#include "tool/commands.h"
#include "tool/import_territory.h"

namespace lianhu {

int import_divisions(const ImportOptions& options) {
  const auto texts = territory_files(options.path);
  if (!texts) {
    std::fputs(import_faults(texts.error()).c_str(), stderr);
    return 1;
  }
  Installation place(options.where, true);
  const auto imported = import_territory(place.db(), *texts, options.county, place.clock().now().date(),
                                         [](const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); });
  if (!imported) {
    std::fputs(import_faults(imported.error()).c_str(), stderr);
    return 1;
  }
  std::printf("读入区划 %lld 条，全国区划表现有 %lld 条，新增本县地点 %lld 个\n", static_cast<long long>(imported->read),
              static_cast<long long>(imported->divisions), static_cast<long long>(imported->new_places));
  return 0;
}

}  // namespace lianhu
