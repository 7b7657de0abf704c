#include "tool/demo_roll.h"

#include <algorithm>

#include "desk/committee_desk.h"
#include "desk/old_register_desk.h"
#include "desk/team_form_desk.h"
#include "paper/sheet_write.h"

namespace lianhu {
namespace {

constexpr const char* kTown = "520422001";
constexpr const char* kTownCommittee = "town_mediation.520422001";
constexpr int kOldCases = 36;

struct OldStory {
  const char *kind, *summary, *result;
};
constexpr OldStory kOld[] = {{"邻里", "两家共用的石坎垮塌，谁来修说不清", "书面协议"},       {"山林土地", "两户承包地的界桩移了位置", "书面协议"},
                             {"婚姻家庭", "兄弟两人为老人轮流照料发生争吵", "口头协议"},     {"合同", "买卖苞谷少付尾款", "书面协议"},
                             {"房屋宅基地", "建房挡住邻家采光", "不成功"},                   {"损害赔偿", "耕牛踩坏菜地", "口头协议"},
                             {"拖欠农民工工资", "修村道的工钱拖了半年", "书面协议"},         {"道路交通事故", "摩托车与三轮车相碰，药费如何分担", "书面协议"}};

std::string old_sheet(Seeded& seeded, Date today) {
  paper::Sheet sheet{"登记簿"};
  sheet.rows.emplace_back();
  for (const char* head : {"编号", "受理日期", "当事人", "纠纷类型", "纠纷概要", "调解结果", "调解日期", "协议金额（元）", "案卷存放"}) sheet.rows[0].push_back(paper::Cell::words(head));
  const char* const names[] = {"化名赵一", "化名钱二", "化名孙三", "化名李四", "化名周五", "化名吴六", "化名郑七", "化名王八"};
  for (int n = 0; n < kOldCases; ++n) {
    const OldStory& story = kOld[static_cast<std::size_t>(n) % std::size(kOld)];
    const Date day = today.plus(-365 * 3 - n * 23);
    const std::size_t one = static_cast<std::size_t>(n) % std::size(names), other = (one + 1 + static_cast<std::size_t>(n) / 8) % std::size(names);
    const bool pays = std::string_view(story.result) == "书面协议";
    sheet.rows.push_back({paper::Cell::words("（" + std::to_string(day.year()) + "）定人调旧字第" + std::to_string(kOldCases - n) + "号"), paper::Cell::day(day),
                          paper::Cell::words(std::string(names[one]) + "、" + names[other]), paper::Cell::words(story.kind), paper::Cell::words(story.summary), paper::Cell::words(story.result),
                          paper::Cell::day(day.plus(static_cast<int>(seeded.between(3, 20)))), pays ? paper::Cell::whole(seeded.between(2, 80) * 100) : paper::Cell(), paper::Cell::words("街道档案室第" + std::to_string(1 + n / 12) + "柜")});
  }
  auto bytes = paper::write_xlsx({{std::move(sheet)}, {}});
  return bytes ? std::move(*bytes) : std::string();
}

}  // namespace

DemoRoll list_demo_committees(const House& house, DemoCast& cast, Seeded& seeded) {
  DemoRoll out;
  const Actor* admin = cast.holder(OfficeId{"centre"}, Role::system_admin, seeded);
  const Actor* leader = cast.holder(OfficeId{"centre"}, Role::leader, seeded);
  if (!admin || !leader) return out;
  const Date today = house.now().date(), since = Date::of(today.year() - 1, 1, 1);
  const Entry entry{*admin, "demo", {}, {}, std::nullopt};
  const CommitteeDesk desk(house);
  const auto directory = house.directory();
  int n = 0;
  for (const auto& [id, office] : directory->offices()) {
    if (office.kind != "mediation_committee") continue;
    const std::string path = directory->path_of(office.place);
    const auto depth = std::count(path.begin(), path.end(), '/');
    if (depth > 3 && path.find(std::string("/") + kTown + "/") == std::string::npos) continue;
    const auto view = desk.view(*admin, office.id);
    if (!view) continue;
    ++n;
    char number[16];
    std::snprintf(number, sizeof number, "%03d", n);
    const CommitteeInput listed{depth == 2 ? "trade" : depth == 3 ? "town" : "village", since, Date::of(2012, 3, 1).plus(static_cast<int>(seeded.between(0, 2000))),
                                "（演示）普司调备" + std::string(number) + "号", "（演示）" + office.name + "办公地点", "1990000" + std::string("2") + number, seeded.between(3, 7), seeded.between(1, 2)};
    if (desk.put(entry, office.id, listed, view->etag)) ++out.committees;
    for (const Post& post : directory->posts_in(office.id)) {
      const StaffMember* member = directory->member(post.account);
      if (!member || (post.role != Role::mediator && post.role != Role::leader)) continue;
      const bool chair = post.role == Role::leader;
      if (desk.add_term(entry, office.id, {member->name, depth == 4 ? "part" : "full", chair ? "chair" : "member", since, std::nullopt, post.id.text})) ++out.mediators;
    }
  }
  const TeamFormDesk teams(house);
  const Entry centre{*leader, "demo", {}, {}, std::nullopt};
  for (const auto& [name, value] : std::initializer_list<std::pair<const char*, std::int64_t>>{{"guidance", 2'000'000}, {"committee_aid", 1'350'000}, {"mediator_aid", 3'650'000}, {"rooms", 9}, {"phones", 6}, {"computers", 5}}) {
    if (teams.enter(centre, {kTown, name, today.year(), value})) ++out.figures;
  }
  if (const Actor* mediator = cast.holder(OfficeId{kTownCommittee}, Role::mediator, seeded)) {
    const Entry own{*mediator, "demo", {}, {}, std::nullopt};
    if (const auto report = OldRegisterDesk(house).take_in(own, {kTownCommittee, "登记簿（演示）.xlsx"}, old_sheet(seeded, today))) out.old_cases = static_cast<int>(report->fresh);
  }
  return out;
}

}  // namespace lianhu
