#include "desk/outline_desk.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/hash.h"
#include "desk/audit_row.h"
#include "store/change_store.h"
#include "store/held_store.h"
#include "store/place_change_store.h"
#include "store/place_store.h"

namespace lianhu {
namespace {

constexpr std::string_view kRoute = "save_outlines";
constexpr std::size_t kMostRows = 200, kMostFaults = 50;

Error stale() { return conflict("stale_version", "试读以后网格有了变化，请再试读一次，核对后再启用"); }

// What every process holds of places: any edit makes it one more.
std::string seen_of(Session& session, const std::string& region, std::string_view geojson, Date today) {
  const auto held = held_versions(session, region);
  const auto at = held.find(kHeldPlaces);
  return sha256_hex(sha256_hex(geojson) + "|" + std::to_string(at == held.end() ? 0 : at->second) + "|" + today.text());
}

}  // namespace

Result<OutlineDesk::Plan> OutlineDesk::plan(Session& session, const OutlineFile& file, std::string_view geojson) const {
  const Date today = house_.now().date();
  std::map<std::string, Place> grids;
  for (Place& grid : places_of_kind(session, house_.region(), PlaceKind::grid, today)) grids.emplace(grid.code, std::move(grid));
  Plan out;
  std::vector<FieldFault> faults;
  std::set<std::string> villages;
  for (std::size_t i = 0; i < file.outlines.size(); ++i) {
    const auto at = grids.find(file.outlines[i].code);
    const auto blame = [&](const std::string& what) {
      if (faults.size() < kMostFaults) faults.push_back({"/features/" + std::to_string(i), "第 " + std::to_string(i + 1) + " 个要素（" + file.outlines[i].code + "）：" + what});
    };
    if (at == grids.end()) {
      blame("没有这个编号的网格，或已经撤销；网格的编号见“网格和联户”");
      continue;
    }
    Place& grid = at->second;
    const std::string what = !grid.geometry ? "新画" : *grid.geometry == file.outlines[i].geometry ? "没有变化" : "更新";
    ++(what == "新画" ? out.check.fresh : what == "更新" ? out.check.changed : out.check.same);
    if (out.check.items.size() < kMostRows) out.check.items.push_back({grid.id.text, grid.full_name, what});
    villages.insert(grid.parent ? grid.parent->text : "");
    if (what == "没有变化") continue;
    if (grid.valid_to || place_planned(session, house_.region(), grid.path, today)) {
      blame(grid.full_name + "已有从以后某天起的安排，请等它生效后再上传");
      continue;
    }
    grid.geometry = file.outlines[i].geometry;
    grid.valid_from = today;
    out.places.push_back(grid);
  }
  // What was left to the village when a grid was divided gives way to the outlines of all its grids, never to some.
  const std::vector<SharedOutline> shared = shared_outlines(session, house_.region(), today);
  std::vector<Outline> all;
  for (const SharedOutline& one : shared) {
    if (!villages.contains(one.village.text)) {
      const auto at = std::find_if(grids.begin(), grids.end(), [&](const auto& grid) { return grid.second.id == one.id; });
      if (at == grids.end() || !at->second.geometry) all.push_back({at == grids.end() ? one.id.text : at->first, one.geometry});
      continue;
    }
    out.released.push_back(one.id);
    for (const auto& [code, grid] : grids) {
      if (grid.parent != one.village || grid.geometry || grid.valid_to || faults.size() >= kMostFaults) continue;
      faults.push_back({"/features", grid.full_name + "（" + code + "）没有边界：这个村划分过网格，请把全村网格的边界放在一个文件里一起上传"});
    }
  }
  if (!faults.empty()) {
    Error error = invalid("invalid_fields", "边界文件有 " + std::to_string(faults.size()) + " 处要改，什么也没有写入；" + faults.front().message);
    error.fields = std::move(faults);
    return error;
  }
  for (const auto& [code, grid] : grids) {
    if (grid.geometry) all.push_back({code, *grid.geometry});
    else if (!grid.valid_to) ++out.check.without;
  }
  if (auto overlap = map_fault(all)) return *overlap;
  if (file.schematic) out.check.notes.emplace_back("文件注明是示意图，不是实测边界");
  if (!file.review_number.empty()) out.check.notes.push_back("审图号 " + file.review_number);
  if (!out.released.empty()) out.check.notes.emplace_back("划分网格时归到村的旧边界到此为止，手机定位重新定到网格");
  if (out.check.without > 0) out.check.notes.push_back("还有 " + std::to_string(out.check.without) + " 个网格没有边界，定位落在那里的由人选网格");
  out.check.seen = seen_of(session, house_.region(), geojson, today);
  return out;
}

Result<OutlineCheck> OutlineDesk::check(const Actor& actor, std::string_view geojson) const {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  const auto file = read_outlines(geojson);
  if (!file) return file.error();
  std::optional<Result<Plan>> planned;
  house_.db().read([&](Session& session) { planned = plan(session, *file, geojson); });
  if (!*planned) return planned->error();
  return std::move((**planned).check);
}

Result<OutlineCheck> OutlineDesk::put(const Actor& actor, std::string_view geojson, const std::string& seen, const CommandKey& key) const {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  const auto file = read_outlines(geojson);
  if (!file) return file.error();
  const Date today = house_.now().date();
  std::optional<Result<Plan>> planned;
  std::optional<Replay> before;
  house_.db().read([&](Session& session) {
    before = find_replay(session, house_.region(), actor.key(), std::string(kRoute), key.client_key);
    planned = plan(session, *file, geojson);
  });
  if (before && before->body_sha256 != key.body_sha256) return invalid("key_reused", "这次提交的编号已用于另一项内容，请刷新页面后重新提交");
  if (before) {
    OutlineCheck again = *planned ? std::move((**planned).check) : OutlineCheck{};
    again.written = true;
    return again;
  }
  if (!*planned) return planned->error();
  Plan& made = **planned;
  if (made.check.seen != seen) return stale();
  if (made.places.empty()) return invalid("invalid_fields", "文件里的边界和现在的一样，没有要启用的", {{"/seen", "请另选文件"}});
  Audit audit = audit_row(house_, actor.account, "outlines_saved", std::nullopt,
                          "启用网格边界：新画 " + std::to_string(made.check.fresh) + " 个，更新 " + std::to_string(made.check.changed) + " 个" +
                              (file->review_number.empty() ? "" : "，审图号 " + file->review_number) + "，文件校验码 " + sha256_hex(geojson).substr(0, 16));
  bool moved_on = false;
  house_.db().commit([&](Session& session) {
    moved_on = seen_of(session, house_.region(), geojson, today) != seen;
    if (moved_on) return;
    for (const Place& place : made.places) put_place(session, house_.region(), place);
    for (const PlaceId& id : made.released) end_shared_outline(session, house_.region(), id, today.plus(-1));
    outdate(session, house_.region(), kHeldPlaces);
    insert_audit(session, house_.region(), audit);
    save_replay(session, house_.region(), {actor.key(), std::string(kRoute), key.client_key, key.body_sha256, 200, "outlines", house_.now()});
  });
  if (moved_on) return stale();
  made.check.written = true;
  return std::move(made.check);
}

}  // namespace lianhu
