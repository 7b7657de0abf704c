#include <cstdio>
#include <fstream>
#include <sstream>

#include "desk/clock_desk.h"
#include "rules/calendar_paste.h"
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

int import_calendar(const ImportOptions& options) {
  std::ifstream in(options.path);
  if (!in) {
    std::fprintf(stderr, "不能打开文件：%s\n", options.path.c_str());
    return 2;
  }
  std::ostringstream whole;
  whole << in.rdbuf();
  Installation place(options.where, false);
  House house(place.world());
  const auto pasted = read_pasted_year(whole.str());
  if (!pasted) {
    std::fprintf(stderr, "%s\n", pasted.error().message.c_str());
    return 1;
  }
  const Calendar calendar = house.calendar()->with(pasted->year);
  if (options.apply) {
    // First the table, then the deadlines: stopped in between, the next run goes on.
    place.db().commit([&](Session& session) { save_calendar_year(session, pasted->year.year, pasted->text, place.clock().now(), "命令行"); });
  }
  const auto changes = rederive_open(house, calendar, options.apply ? std::optional(CalendarHand{std::nullopt, "命令行"}) : std::nullopt);
  for (const CalendarChange& change : changes) {
    std::printf("%s %s：%s%s\n", change.number.c_str(), change.title.c_str(), change.difference.c_str(), options.apply && !change.saved ? "（同时有人在办理，请稍后重算）" : "");
  }
  std::printf("%d年：%zu 个未了期限会变化\n", pasted->year.year, changes.size());
  if (!options.apply) {
    std::printf("尚未写入；核对后加 --apply 再运行一次。\n");
    return 0;
  }
  std::printf("已写入，重算的期限都留了记录。\n");
  return 0;
}

}  // namespace lianhu
