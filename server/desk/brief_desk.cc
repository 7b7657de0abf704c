#include "desk/brief_desk.h"

#include <algorithm>
#include <map>

#include "desk/matter_desk.h"
#include "desk/work_item.h"
#include "store/place_store.h"
#include "store/saved_brief_store.h"
#include "store/span_store.h"

namespace lianhu {
namespace {

constexpr std::size_t kMostSaved = 50;
constexpr std::string_view kElsewhere = "其他地点";

struct Period {
  std::string_view name, title, this_one;
};
constexpr Period periods[] = {{"day", "日报", "当日"}, {"week", "周报", "本周"}, {"month", "月报", "本月"}};

const Period* period_of(std::string_view name) {
  for (const Period& one : periods) {
    if (one.name == name) return &one;
  }
  return nullptr;
}

std::pair<Date, Date> days_of(std::string_view period, Date day) {
  if (period == "week") {
    const Date monday = day.plus(-(day.weekday() - 1));
    return {monday, monday.plus(6)};
  }
  if (period == "month") {
    const Date first = Date::of(day.year(), day.month(), 1);
    Date last = first.plus(27);
    while (last.plus(1).month() == first.month()) last = last.plus(1);
    return {first, last};
  }
  return {day, day};
}

// The part of a path that names the place of this depth, with its slash; "" when the path is shorter. Depth 0 is the county.
std::string upto(const std::string& path, int depth) {
  std::size_t end = 0;
  for (int n = 0; n <= depth; ++n) {
    end = path.find('/', end + 1);
    if (end == std::string::npos) return {};
  }
  return path.substr(0, end + 1);
}
std::string last_of(const std::string& path) {
  if (path.size() < 2) return {};
  const std::size_t cut = path.rfind('/', path.size() - 2);
  return path.substr(cut + 1, path.size() - cut - 2);
}
int depth_of(const std::string& path) { return static_cast<int>(std::count(path.begin(), path.end(), '/')) - 2; }

// Whose half-page it is when no place was asked for: the office's, unless the reader serves in several.
std::string whose(const Actor& actor) {
  const auto& posts = actor.posts;
  const bool one = !posts.empty() && std::all_of(posts.begin(), posts.end(), [&](const ActorPost& post) { return post.office == posts.front().office; });
  return one ? posts.front().office_name : "本人管辖范围";
}

struct Sums {
  std::map<std::string, BriefRow> places, categories;  // by path, by code
  std::map<std::pair<std::string, std::string>, std::int64_t> clusters;
  std::map<std::string, std::int64_t> closed_kinds;
  BriefRow all;
};

}  // namespace

Result<BriefView> BriefDesk::brief(const Actor& actor, const BriefRequest& request) const {
  auto view = count(actor, request);
  if (view) log_access(house_, actor, nullptr, "list", view->title);
  return view;
}

Result<BriefView> BriefDesk::count(const Actor& actor, const BriefRequest& request) const {
  const Period* period = period_of(request.period);
  if (!period) return invalid("invalid_fields", "没有这个周期", {{"/period", "请选择日报、周报或月报"}});
  const auto directory = house_.directory();
  if (request.category && !directory->category(*request.category)) return invalid("invalid_fields", "没有这个类别", {{"/category", "请从类别中选择"}});
  const Time now = house_.now();
  const Date day = request.day.value_or(now.date());
  if (now.date() < day) return invalid("invalid_fields", "这一天还没有到", {{"/day", "请选择今天或以前的一天"}});
  const auto [from, to] = days_of(period->name, day);
  const MatterReader reader = reader_of(actor);

  BriefView view;
  std::optional<Place> place;
  Sums sums;
  std::map<std::string, std::string> names;  // of places, by path
  bool no_such_place = false;
  house_.db().read([&](Session& session) {
    sums = {};
    names.clear();
    if (request.place) place = find_place(session, house_.region(), PlaceId{*request.place}, now.date());
    no_such_place = request.place && !place;
    if (no_such_place) return;
    const std::string root = place ? place->path : actor.posts.empty() ? "/" + house_.region() + "/" : actor.posts.front().place_path;
    const int below = depth_of(root) + 1;
    // What this row is broken down to; nullptr: outside the place or kind asked for.
    const auto rows = [&](const std::string& path, const std::string& category) -> std::optional<std::pair<BriefRow*, BriefRow*>> {
      const bool inside = path.compare(0, root.size(), root) == 0;
      if ((place && !inside) || (request.category && category != *request.category)) return std::nullopt;
      const std::string key = !inside ? std::string() : upto(path, below).empty() ? root : upto(path, below);
      return std::pair(&sums.places[key], &sums.categories[category]);
    };
    const Time first = Time::at(from), last = Time::at(to.plus(1)).plus_ms(-1);
    for (const SpanCount& one : count_span(session, house_.region(), reader, SpanOf::received, first, last)) {
      const auto both = rows(one.place_path, one.category);
      if (!both) continue;
      for (BriefRow* row : {both->first, both->second, &sums.all}) row->received += one.count;
      if (const std::string village = upto(one.place_path, 2); !village.empty() && one.category != pending_category) sums.clusters[{village, one.category}] += one.count;
    }
    for (const SpanCount& one : count_span(session, house_.region(), reader, SpanOf::closed, first, last)) {
      const auto both = rows(one.place_path, one.category);
      if (!both) continue;
      for (BriefRow* row : {both->first, both->second, &sums.all}) row->closed += one.count;
      sums.closed_kinds[one.close_kind] += one.count;
    }
    for (const OpenCount& one : count_open(session, house_.region(), reader, now, end_of_day(now))) {
      const auto both = rows(one.place_path, one.category);
      if (!both) continue;
      for (BriefRow* row : {both->first, both->second, &sums.all}) {
        row->open += one.open;
        row->overdue += one.overdue;
        row->due_today += one.due_today;
      }
    }
    std::erase_if(sums.clusters, [](const auto& cluster) { return cluster.second < cluster_least; });
    const auto name = [&](const std::string& path, bool full) {
      const auto found = find_place(session, house_.region(), PlaceId{last_of(path)}, now.date());
      names[path] = !found ? last_of(path) : full ? found->full_name : found->name;
    };
    for (const auto& [path, row] : sums.places) {
      if (!path.empty()) name(path, false);
    }
    for (const auto& [cluster, count] : sums.clusters) {
      if (!names.count(cluster.first)) name(cluster.first, true);
    }
  });
  if (no_such_place) return invalid("invalid_fields", "没有这个地点", {{"/place", "请从地点中选择"}});

  const std::string narrowed = (place ? "&place=" + place->id.text : "") + (request.category ? "&category=" + *request.category : "");
  const std::string received = "from=" + from.text() + "&to=" + to.text(), closed = "closed_from=" + from.text() + "&closed_to=" + to.text();
  view.period = period->name;
  view.from = from;
  view.to = to;
  view.previous = from.plus(-1);
  if (to < now.date()) view.next = to.plus(1);
  view.as_of = now;
  if (place) view.place_name = place->full_name;
  if (request.category) view.category_name = category_name(*directory, *request.category);
  view.title = (place ? place->full_name : whose(actor)) + (view.category_name ? "“" + *view.category_name + "”" : "") + std::string(period->title);
  view.figures = {{"received", "新收", sums.all.received, received + narrowed}, {"closed", "办结", sums.all.closed, closed + narrowed}};
  std::string kinds;
  for (const Word<CloseKind>& kind : close_words) {
    const auto found = sums.closed_kinds.find(std::string(kind.word));
    if (found == sums.closed_kinds.end()) continue;
    view.figures.push_back({"closed." + found->first, "其中：" + std::string(kind.title), found->second, closed + "&close_kind=" + found->first + narrowed});
    kinds += (kinds.empty() ? "" : "，") + std::string(kind.title) + " " + std::to_string(found->second) + " 件";
  }
  view.figures.push_back({"open", "在办", sums.all.open, "open=true" + narrowed});
  view.figures.push_back({"overdue", "已超期", sums.all.overdue, "due=overdue" + narrowed});
  view.figures.push_back({"due_today", "今天到期", sums.all.due_today, "due=today" + narrowed});
  const std::string days = from == to ? from.chinese() : from.chinese() + "至" + to.chinese();
  view.sentence = std::string(period->this_one) + "（" + days + "）新收事项 " + std::to_string(sums.all.received) + " 件，办结 " + std::to_string(sums.all.closed) + " 件" +
                  (kinds.empty() ? "" : "（" + kinds + "）") + "。现在在办 " + std::to_string(sums.all.open) + " 件，其中已超期 " + std::to_string(sums.all.overdue) +
                  " 件，今天到期 " + std::to_string(sums.all.due_today) + " 件。";

  for (auto& [path, row] : sums.places) {
    if (!path.empty()) row.id = last_of(path);
    row.name = path.empty() ? std::string(kElsewhere) : names[path];
    view.places.push_back(row);
  }
  for (auto& [code, row] : sums.categories) {
    row.id = code;
    row.name = category_name(*directory, code);
    view.categories.push_back(row);
  }
  std::sort(view.categories.begin(), view.categories.end(),
            [](const BriefRow& a, const BriefRow& b) { return std::tuple(-a.received, -a.open, a.name) < std::tuple(-b.received, -b.open, b.name); });
  for (const auto& [cluster, count] : sums.clusters) {
    const std::string village = last_of(cluster.first);
    view.clusters.push_back({village, names[cluster.first], cluster.second, category_name(*directory, cluster.second), count,
                          received + "&place=" + village + "&category=" + cluster.second});
  }
  std::sort(view.clusters.begin(), view.clusters.end(),
            [](const BriefCluster& a, const BriefCluster& b) { return std::tuple(-a.count, a.place, a.category) < std::tuple(-b.count, b.place, b.category); });
  return view;
}

std::vector<SavedBriefView> BriefDesk::saved(const Actor& actor) const {
  std::vector<SavedBriefView> out;
  if (!actor.account) return out;
  const auto directory = house_.directory();
  house_.db().read([&](Session& session) {
    out.clear();
    for (const SavedBrief& one : load_saved_briefs(session, house_.region(), *actor.account)) {
      SavedBriefView view{one.id, one.name, one.period, one.place, std::nullopt, one.category, std::nullopt};
      if (one.place) {
        const auto place = find_place(session, house_.region(), PlaceId{*one.place}, house_.now().date());
        view.place_name = place ? place->full_name : *one.place;
      }
      if (one.category) view.category_name = category_name(*directory, *one.category);
      out.push_back(std::move(view));
    }
  });
  return out;
}

Result<Done> BriefDesk::save(const Actor& actor, const std::string& id, const SavedBriefInput& input) const {
  BriefRequest request{input.period, std::nullopt, input.place, input.category};
  if (auto fits = count(actor, request); !fits) return fits.error();
  if (id.size() < 8 || id.size() > 64) return invalid("invalid_fields", "编号不对", {{"/id", "请刷新页面后再保存"}});
  Result<Done> result = done;
  house_.db().commit([&](Session& session) {
    result = done;
    const auto kept = load_saved_briefs(session, house_.region(), *actor.account);
    const bool own = std::any_of(kept.begin(), kept.end(), [&](const SavedBrief& one) { return one.id == id; });
    if (!own && saved_brief_taken(session, house_.region(), id)) {
      result = not_found();
    } else if (!own && kept.size() >= kMostSaved) {
      result = conflict("too_many_saved", "常用简报最多存五十个，请先删除不用的");
    } else {
      put_saved_brief(session, house_.region(), {id, *actor.account, input.name, input.period, input.place, input.category, house_.now()});
    }
  });
  return result;
}

Result<Done> BriefDesk::forget(const Actor& actor, const std::string& id) const {
  bool gone = false;
  house_.db().commit([&](Session& session) { gone = remove_saved_brief(session, house_.region(), *actor.account, id); });
  return gone ? Result<Done>(done) : not_found();
}

}  // namespace lianhu
