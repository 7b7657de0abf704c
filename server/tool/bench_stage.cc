#include "tool/bench_stage.h"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/hash.h"
#include "desk/entry.h"
#include "desk/intake_desk.h"
#include "rules/decide.h"
#include "store/change_store.h"
#include "store/place_store.h"

extern char** environ;

namespace lianhu {
namespace {

// Small deterministic choices; quality does not matter here, repeatability does.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 2862933555777941757ULL + 3037000493ULL) {}
  std::size_t below(std::size_t n) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state_ >> 33) % n;
  }

 private:
  std::uint64_t state_;
};

std::string invented_text(Dice& dice) {
  static constexpr std::string_view who[] = {"邻居", "村里的施工队", "对门一户", "承包地那头的人家", "新开的作坊", "一个收购商", "以前的合伙人", "租我家房子的人"};
  static constexpr std::string_view did[] = {"新挖的水沟淹了我家的田", "占了共用的过道堆放石料", "拖欠了去年的工钱", "半夜施工吵得睡不着", "放养的牲口踩坏了菜地", "说好的尾款一直没有给",
                                             "翻修时把界石挪了位置", "砍了两家共有的树"};
  static constexpr std::string_view then[] = {"说过几次都没有结果", "村里来看过一回", "双方吵了起来", "老人为此气病了", "眼看就要下种", "孩子上学要从那里过", "怕再下雨会更严重", "过年以前想有个说法"};
  static constexpr std::string_view want[] = {"请帮忙协调。", "希望尽快处理。", "想请人来现场看一看。", "请问该找哪个部门？", "希望按原来的约定办。", "请给一个答复。"};
  std::string text;
  for (int sentence = 0; sentence < 3; ++sentence) {
    text += std::string(who[dice.below(std::size(who))]) + std::string(did[dice.below(std::size(did))]) + "，" + std::string(then[dice.below(std::size(then))]) + "。";
  }
  return text + std::string(want[dice.below(std::size(want))]);
}

}  // namespace

std::vector<Change> decided_intakes(House& house, int count, std::uint64_t seed) {
  std::vector<Place> grids;
  house.db().read([&](Session& session) { grids = places_of_kind(session, house.region(), PlaceKind::grid, house.now().date()); });
  if (grids.empty()) throw std::runtime_error("演示县没有网格");
  const auto ground = stand_to_act(house, grids.front().path, "");
  const Procedure* procedure = intake_procedure(house);
  std::vector<std::string> categories;
  for (const Category& category : ground->directory->categories()) {
    if (category.mediable) categories.push_back(category.code);
  }
  OfficeId desk;
  for (const auto& [id, office] : ground->directory->offices()) {
    if (office.kind == "county_centre") desk = office.id;
  }
  Dice dice(seed);
  std::vector<Change> out;
  out.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    Intake intake;
    intake.text = invented_text(dice);
    intake.category = categories[dice.below(categories.size())];
    intake.place = grids[dice.below(grids.size())];
    intake.channel = Channel::phone_page;
    intake.received_at = house.now();
    intake.desk_office = desk;
    Party reporter;
    reporter.id = PartyId{house.ids().text()};
    reporter.name = "化名" + std::to_string(i % 900 + 100);
    reporter.secret = sha256_hex(house.vault().tracking_secret(house.region(), reporter.id.text, 1));
    intake.parties.push_back(std::move(reporter));
    auto change = decide_intake(intake, *procedure, Actor{}, ground->ground);
    if (!change) throw std::runtime_error(change.error().message);
    for (NewEvent& event : change->events) event.salt = sha256_hex(event.row.id.text).substr(0, 32);
    // The key row that a real intake writes as well.
    change->replay = Replay{"public", "report_matter", change->matter.id.text, sha256_hex(intake.text), 200, change->matter.id.text, house.now()};
    out.push_back(std::move(*change));
  }
  return out;
}

void fill_matters(House& house, int count) {
  constexpr int kBatch = 1000;
  for (int done_so_far = 0; done_so_far < count; done_so_far += kBatch) {
    std::vector<Change> batch = decided_intakes(house, std::min(kBatch, count - done_so_far), static_cast<std::uint64_t>(done_so_far) + 7);
    house.db().commit([&](Session& session) {
      for (const Change& change : batch) {
        Change copy = change;
        save_change(session, house.region(), house.county().prefix, copy);
      }
    });
  }
}

ServerProcess::ServerProcess(const Where& where, const std::string& log) {
  int pipe_ends[2];
  if (::pipe2(pipe_ends, O_CLOEXEC) != 0) throw std::runtime_error("不能建立管道");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  std::vector<std::string> words{"lianhu", "serve", "--data", where.data, "--key", key_path(where), "--port", "0", "--per-minute", "0"};
  if (!where.database.empty()) words.insert(words.end(), {"--database", where.database});
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const int failed = ::posix_spawn(&pid_, "/proc/self/exe", &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(pipe_ends[1]);
  std::string line;
  for (char c = 0; !failed && ::read(pipe_ends[0], &c, 1) == 1 && c != '\n';) line.push_back(c);
  ::close(pipe_ends[0]);
  const std::size_t colon = line.rfind(':');
  if (line.rfind("READY", 0) != 0 || colon == std::string::npos) throw std::runtime_error("被测的服务没有启动，见 " + log);
  port_ = std::atoi(line.c_str() + colon + 1);
}

ServerProcess::~ServerProcess() {
  if (pid_ <= 0) return;
  ::kill(pid_, SIGTERM);
  int status = 0;
  ::waitpid(pid_, &status, 0);
}

double ServerProcess::cpu_seconds() const {
  std::ifstream file("/proc/" + std::to_string(pid_) + "/stat");
  std::string text((std::istreambuf_iterator<char>(file)), {});
  std::istringstream fields(text.substr(text.rfind(')') + 2));
  std::string skip;
  for (int i = 0; i < 11; ++i) fields >> skip;
  double user = 0, system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

double ServerProcess::memory_mb() const {
  std::ifstream file("/proc/" + std::to_string(pid_) + "/smaps_rollup");
  for (std::string line; std::getline(file, line);) {
    if (line.rfind("Pss:", 0) == 0) return std::atof(line.c_str() + 4) / 1024.0;
  }
  return 0;
}

}  // namespace lianhu
