// What is overdue or near in an actor's scope, first due first, and the count of it: the list a supervisor or leader lands on.

#include <algorithm>
#include <charconv>

#include "desk/matter_desk.h"
#include "desk/work_item.h"
#include "rules/scope.h"
#include "store/due_store.h"
#include "store/matter_store.h"

namespace lianhu {
namespace {

// The end of the third working day after today: as near as a long term's yellow lamp.
Time soon_until(const Calendar& calendar, Time now) {
  Date day = now.date();
  for (int left = 3; left > 0;) {
    day = day.plus(1);
    if (calendar.is_working_day(day)) --left;
  }
  return Time::at(day.plus(1)).plus_ms(-1);
}

// Who looks after what others handle.
bool watches(const Actor& actor) {
  return std::any_of(actor.posts.begin(), actor.posts.end(), [](const ActorPost& p) { return p.role == Role::supervisor || p.role == Role::leader; });
}

std::string write_due_cursor(const DueKey& key) { return std::to_string(key.due_at) + "." + std::to_string(key.ordinal); }
std::optional<DueKey> read_due_cursor(const std::string& text) {
  DueKey key;
  const char* const last = text.data() + text.size();
  const auto [dot, error] = std::from_chars(text.data(), last, key.due_at);
  if (error != std::errc() || dot == last || *dot != '.') return std::nullopt;
  const auto [end, wrong] = std::from_chars(dot + 1, last, key.ordinal);
  if (wrong != std::errc() || end != last) return std::nullopt;
  return key;
}

}  // namespace

std::optional<BoxCount> WorkDesk::watched(Session& session, const Actor& actor) const {
  if (!watches(actor)) return std::nullopt;
  const Time now = house_.now();
  const DueCount count = count_due(session, house_.region(), reader_of(actor), now, end_of_day(now), soon_until(*house_.calendar(), now));
  return BoxCount{"watch", "临期和超期", count.all, count.overdue, count.today};
}

Result<WorkPage> WorkDesk::due(const Actor& actor, const ListRequest& request) const {
  const auto directory = house_.directory();
  const auto calendar = house_.calendar();
  WorkPage page;
  page.as_of = house_.now();
  const Time today = end_of_day(page.as_of), soon = soon_until(*calendar, page.as_of);
  const int limit = request.limit.value_or(50);
  DueQuery query{reader_of(actor, request), {INT64_MIN}, soon, std::nullopt, limit + 1};
  if (request.due == "overdue") query.until = page.as_of.plus_ms(-1);
  if (request.due == "today") query.from = page.as_of, query.until = today;
  if (request.due == "soon") query.from = today.plus_ms(1);
  if (request.cursor) {
    query.after = read_due_cursor(*request.cursor);
    if (!query.after) return invalid("invalid_fields", "翻页标记不对，请从第一页重新打开", {{"/cursor", "请从第一页重新打开"}});
  }
  house_.db().read([&](Session& session) {
    int scanned = 0;
    for (bool more = true; more && !page.next;) {
      const auto keys = due_matters(session, house_.region(), query);
      more = keys.size() == static_cast<std::size_t>(query.limit);
      std::vector<std::string> ids;
      for (const DueKey& key : keys) ids.push_back(key.matter.text);
      const auto heads = load_matter_heads(session, house_.region(), ids);
      for (const DueKey& key : keys) {
        if (page.items.size() == static_cast<std::size_t>(limit) || scanned == kMostScanned) {
          page.next = write_due_cursor(*query.after);
          break;
        }
        query.after = key;
        ++scanned;
        const auto head = heads.find(key.matter.text);
        if (head == heads.end() || !may(actor, Action::know, {head->second}) || !fits(actor, request, head->second.matter)) continue;
        page.items.push_back(item_of(head->second, nullptr, *directory, *calendar, page.as_of));
      }
    }
    page.counts = counts(session, actor);
  });
  log_access(house_, actor, nullptr, "list", "临期和超期列表");
  return page;
}

}  // namespace lianhu
