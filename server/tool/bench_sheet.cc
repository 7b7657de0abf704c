#include "tool/bench_sheet.h"

#include <chrono>
#include <cstdio>
#include <ctime>
#include <stdexcept>

#include "desk/import_desk.h"
#include "desk/reply_desk.h"
#include "desk/staff_view.h"
#include "paper/sheet_read.h"
#include "paper/sheet_write.h"
#include "store/matter_store.h"
#include "store/place_store.h"
#include "store/reference_store.h"

namespace lianhu {
namespace {

using Steady = std::chrono::steady_clock;

// Elapsed, and of the processor: others may be using this machine.
struct Lap {
  double seconds = 0, cpu = 0;
};

class Stopwatch {
 public:
  Lap lap() {
    const auto now = Steady::now();
    const std::clock_t clock = std::clock();
    const Lap out{std::chrono::duration<double>(now - from_).count(), static_cast<double>(clock - clock_) / CLOCKS_PER_SEC};
    from_ = now;
    clock_ = clock;
    return out;
  }

 private:
  Steady::time_point from_ = Steady::now();
  std::clock_t clock_ = std::clock();
};

void print_lap(const char* what, const Lap& lap) { std::printf("  %-26s %6.2f s   processor %6.2f s\n", what, lap.seconds, lap.cpu); }

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(result).value();
}

std::string tickets(const House& house, int rows) {
  std::vector<Place> villages;
  house.db().read([&](Session& session) { villages = places_of_kind(session, house.region(), PlaceKind::village, house.now().date()); });
  if (villages.empty()) throw std::runtime_error("没有村（社区）");
  const OtherSystem* system = system_of(house.other_systems(), "hotline");
  paper::Sheet sheet;
  sheet.rows.emplace_back();
  for (const SheetColumn& column : system->columns) sheet.rows[0].push_back(paper::Cell::words(column.heading));
  const Date yesterday = house.now().date().plus(-1);
  for (int i = 0; i < rows; ++i) {
    sheet.rows.emplace_back();
    for (const SheetColumn& column : system->columns) {
      paper::Cell cell;
      if (column.field == "number") cell = paper::Cell::words("GD-BENCH-" + std::to_string(100'000 + i));
      if (column.field == "received") cell = paper::Cell::day(yesterday);
      if (column.field == "due") cell = paper::Cell::day(yesterday.plus(7));
      if (column.field == "text") cell = paper::Cell::words("来电人反映门前的排水沟堵了，下雨就漫进院子，希望尽快疏通（第" + std::to_string(i) + "件）");
      if (column.field == "place") cell = paper::Cell::words(villages[static_cast<std::size_t>(i) % villages.size()].full_name);
      if (column.field == "name") cell = paper::Cell::words("化名" + std::to_string(i));
      if (column.field == "phone") cell = paper::Cell::words("1990000" + std::to_string(1000 + i % 9000));
      sheet.rows.back().push_back(std::move(cell));
    }
  }
  return must(paper::write_xlsx({{std::move(sheet)}, {}}));
}

// As closed as a matter is after its last step, without the steps.
void close_all(const House& house, const Entry& entry, const Date& day) {
  std::vector<std::string> ids;
  house.db().read([&](Session& session) {
    for (const ExternalReference& r : references_received(session, house.region(), "hotline", "in", Time::at(day), Time::at(day.plus(1)), std::nullopt, 1'000'000)) {
      ids.push_back(r.matter.text);
    }
  });
  std::map<std::string, MatterFile> heads;
  house.db().read([&](Session& session) { heads = load_matter_heads(session, house.region(), ids); });
  std::vector<Change> changes;
  for (const auto& [id, head] : heads) {
    Change change;
    change.matter = head.matter;
    change.expected_version = head.matter.version;
    change.matter.open = false;
    change.matter.close_kind = CloseKind::substantive;
    change.matter.closed_at = house.now();
    change.matter.status_title = "已结案";
    changes.push_back(std::move(change));
  }
  for (const Result<Written>& one : save_many(house, entry, std::move(changes))) {
    if (!one) throw std::runtime_error(one.error().message);
  }
}

// A register's rows to a workbook and back, whatever they come from.
void register_rows() {
  constexpr int kRows = 60'000;
  paper::Sheet sheet;
  const Date first = Date::of(2010, 1, 1);
  for (int i = 0; i < kRows; ++i) {
    using paper::Cell;
    sheet.rows.push_back({Cell::whole(i + 1), Cell::words("（2019）化名人调字第" + std::to_string(i) + "号"), Cell::day(first.plus(i / 12)), Cell::words("旧台账"), Cell::words("化名县化名镇化名村"),
                          Cell::words("化名甲、化名乙"), Cell::words("邻里"), Cell::words("两家共用的石坎垮塌，谁来修说不清"), Cell::words("化名镇人民调解委员会"), Cell::words("书面协议"),
                          Cell::day(first.plus(i / 12 + 9)), Cell::decimal("1280.50")});
  }
  Stopwatch watch;
  const std::string bytes = must(paper::write_xlsx({{std::move(sheet)}, {}}));
  const Lap out = watch.lap();
  const paper::Workbook back = must(paper::read_sheets(bytes));
  const Lap in = watch.lap();
  if (back.sheets.at(0).rows.size() != kRows) throw std::runtime_error("读回的行数不对");
  std::printf("%d register rows of 12, xlsx of %zu KB (direction: below 1 s each)\n", kRows, bytes.size() >> 10);
  print_lap("to xlsx", out);
  print_lap("and back", in);
}

}  // namespace

void bench_sheet(House& house, int rows, double bare_rate) {
  Actor actor;
  const auto directory = house.directory();
  for (const Post& post : directory->posts_in(OfficeId{"centre"})) {
    if (post.role == Role::triage) actor.account = post.account;
  }
  if (!actor.account) throw std::runtime_error("没有县综治中心的分流员");
  house.db().read([&](Session& session) { actor.posts = actor_posts(session, house.region(), *directory, *actor.account, house.now().date()); });
  const std::string bytes = tickets(house, rows);
  const ImportDesk imports(house);
  const ReplyDesk replies(house);
  const Entry entry{actor, "bench", "", "", std::nullopt};
  Stopwatch watch;
  const ImportReport tried = must(imports.examine(actor, "hotline", bytes));
  const Lap examined = watch.lap();
  const ImportReport taken = must(imports.take_in(entry, "hotline", bytes));
  const Lap written = watch.lap();
  const ImportReport again = must(imports.take_in(entry, "hotline", bytes));
  const Lap repeated = watch.lap();
  if (tried.fresh != rows || taken.fresh != rows || again.known != rows) throw std::runtime_error("导入的行数不对");
  close_all(house, entry, house.now().date().plus(-1));
  (void)watch.lap();
  const Date today = house.now().date();
  const ReplySheetRow sheet = must(replies.answer(entry, {"hotline", today.plus(-7), today, {}}));
  const std::string file = must(replies.file(actor, sheet.id));
  const Lap answered = watch.lap();
  if (sheet.standing != rows) throw std::runtime_error("答复的行数不对");
  std::printf("%d rows, xlsx of %zu KB, answer of %zu KB\n", rows, bytes.size() >> 10, file.size() >> 10);
  print_lap("tried, nothing written", examined);
  print_lap("taken in", written);
  print_lap("the same sheet again", repeated);
  print_lap("answered", answered);
  print_lap("taken in and answered", {written.seconds + answered.seconds, written.cpu + answered.cpu});
  std::printf("  limit: bare engine         %6.2f s   (%d intakes in grouped commits, no sheet)\n", rows / bare_rate, rows);
  std::printf("    taken in at %.2f of the bare engine's grouped commit\n", rows / bare_rate / written.seconds);
  register_rows();
}

}  // namespace lianhu
