// Where two records do not agree and this actor, or a desk of theirs, is asked to choose: the longest waiting first, and the count.

#include <algorithm>
#include <charconv>
#include <tuple>

#include "desk/matter_desk.h"
#include "desk/work_item.h"
#include "store/discrepancy_store.h"
#include "store/matter_store.h"

namespace lianhu {
namespace {

bool earlier(const AskedMatter& a, const AskedMatter& b) { return std::tie(a.since, a.matter.text) < std::tie(b.since, b.matter.text); }

// Of the account and of its desks, in one order, each matter once; at most `limit` of each.
std::vector<AskedMatter> asked_of(Session& session, const std::string& region, const Actor& actor, const std::optional<AskedMatter>& after, int limit) {
  std::vector<AskedMatter> all;
  if (!actor.account) return all;
  all = matters_asking(session, region, *actor.account, after, limit);
  std::vector<OfficeId> desks;
  for (const ActorPost& post : actor.posts) {
    if (post.role == Role::triage && std::find(desks.begin(), desks.end(), post.office) == desks.end()) desks.push_back(post.office);
  }
  for (const OfficeId& desk : desks) {
    for (AskedMatter& one : matters_asking(session, region, desk, after, limit)) all.push_back(std::move(one));
  }
  std::sort(all.begin(), all.end(), earlier);
  return all;
}

std::string write_asked_cursor(const AskedMatter& key) { return std::to_string(key.since.ms) + "." + key.matter.text; }
std::optional<AskedMatter> read_asked_cursor(const std::string& text) {
  AskedMatter key;
  const char* const last = text.data() + text.size();
  const auto [dot, error] = std::from_chars(text.data(), last, key.since.ms);
  if (error != std::errc() || dot == last || *dot != '.') return std::nullopt;
  key.matter.text.assign(dot + 1, last);
  return key;
}

}  // namespace

std::optional<BoxCount> WorkDesk::asked_count(Session& session, const Actor& actor) const {
  std::vector<std::string> ids;
  for (const AskedMatter& key : asked_of(session, house_.region(), actor, std::nullopt, kMostScanned)) ids.push_back(key.matter.text);
  if (ids.empty()) return std::nullopt;
  const auto heads = load_matter_heads(session, house_.region(), ids);
  const auto open = std::count_if(heads.begin(), heads.end(), [&](const auto& head) { return may(actor, Action::know, {head.second}); });
  return open > 0 ? std::optional(BoxCount{"differing", "两处不一样", open, 0, 0}) : std::nullopt;
}

Result<WorkPage> WorkDesk::asked(const Actor& actor, const WorkRequest& request) const {
  std::optional<AskedMatter> after;
  if (request.cursor) {
    after = read_asked_cursor(*request.cursor);
    if (!after) return invalid("invalid_fields", "翻页标记不对，请从第一页重新打开", {{"/cursor", "请从第一页重新打开"}});
  }
  const int limit = request.limit.value_or(50);
  const auto directory = house_.directory();
  const auto calendar = house_.calendar();
  WorkPage page;
  page.as_of = house_.now();
  house_.db().read([&](Session& session) {
    const auto keys = asked_of(session, house_.region(), actor, after, limit + 1);
    std::vector<std::string> ids;
    for (const AskedMatter& key : keys) ids.push_back(key.matter.text);
    const auto heads = load_matter_heads(session, house_.region(), ids);
    for (const AskedMatter& key : keys) {
      if (page.items.size() == static_cast<std::size_t>(limit)) {
        page.next = write_asked_cursor(*after);
        break;
      }
      if (after && after->matter == key.matter) continue;
      after = key;
      const auto head = heads.find(key.matter.text);
      if (head == heads.end() || !may(actor, Action::know, {head->second})) continue;
      page.items.push_back(item_of(head->second, nullptr, *directory, *calendar, page.as_of));
    }
    page.counts = counts(session, actor);
  });
  log_access(house_, actor, nullptr, "list", "工作列表：两处不一样");
  return page;
}

}  // namespace lianhu
