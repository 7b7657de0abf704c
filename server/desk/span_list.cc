// What was received or closed between two days, the latest first: the list behind a brief's figure.

#include <charconv>

#include "desk/matter_desk.h"
#include "desk/work_item.h"
#include "store/matter_store.h"
#include "store/span_store.h"

namespace lianhu {
namespace {

std::string write_cursor(const SpanKey& key) { return std::to_string(key.at) + "." + std::to_string(key.ordinal); }
std::optional<SpanKey> read_cursor(const std::string& text) {
  SpanKey key;
  const char* const last = text.data() + text.size();
  const auto [dot, error] = std::from_chars(text.data(), last, key.at);
  if (error != std::errc() || dot == last || *dot != '.') return std::nullopt;
  const auto [end, wrong] = std::from_chars(dot + 1, last, key.ordinal);
  if (wrong != std::errc() || end != last) return std::nullopt;
  return key;
}

}  // namespace

Result<WorkPage> WorkDesk::between(const Actor& actor, const ListRequest& request, SpanOf span) const {
  const auto& first = span == SpanOf::received ? request.from : request.closed_from;
  const auto& last = span == SpanOf::received ? request.to : request.closed_to;
  if (first && last && *last < *first) {
    const std::string field = span == SpanOf::received ? "/to" : "/closed_to";
    return invalid("invalid_fields", "结束的一天早于开始的一天", {{field, "请选择开始那天或以后的一天"}});
  }
  SpanQuery query{reader_of(actor, request), span, first ? Time::at(*first) : Time{INT64_MIN}, last ? Time::at(last->plus(1)).plus_ms(-1) : Time{INT64_MAX}, std::nullopt, 0};
  const int limit = request.limit.value_or(50);
  query.limit = limit + 1;
  if (request.cursor) {
    query.before = read_cursor(*request.cursor);
    if (!query.before) return invalid("invalid_fields", "翻页标记不对，请从第一页重新打开", {{"/cursor", "请从第一页重新打开"}});
  }
  const auto directory = house_.directory();
  const auto calendar = house_.calendar();
  WorkPage page;
  page.as_of = house_.now();
  house_.db().read([&](Session& session) {
    int scanned = 0;
    for (bool more = true; more && !page.next;) {
      const auto keys = span_matters(session, house_.region(), query);
      more = keys.size() == static_cast<std::size_t>(query.limit);
      std::vector<std::string> ids;
      for (const SpanKey& key : keys) ids.push_back(key.matter.text);
      const auto heads = load_matter_heads(session, house_.region(), ids);
      for (const SpanKey& key : keys) {
        if (page.items.size() == static_cast<std::size_t>(limit) || scanned == kMostScanned) {
          page.next = write_cursor(*query.before);
          break;
        }
        query.before = key;
        ++scanned;
        const auto head = heads.find(key.matter.text);
        if (head == heads.end() || !may(actor, Action::know, {head->second}) || !fits(actor, request, head->second.matter)) continue;
        page.items.push_back(item_of(head->second, nullptr, *directory, *calendar, page.as_of));
      }
    }
  });
  log_access(house_, actor, nullptr, "list", "事项列表");
  return page;
}

}  // namespace lianhu
