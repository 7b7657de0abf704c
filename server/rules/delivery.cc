#include "rules/delivery.h"

#include <iterator>

namespace lianhu {
namespace {

constexpr std::int64_t kMinute = 60'000, kDay = 86'400'000;
constexpr std::int64_t kBackoffMinutes[] = {1, 5, 15, 60, 180, 360, 720, 720};
constexpr std::int64_t kNewsMs = 7 * kDay;

}  // namespace

bool forbids(const Party& party, std::string_view flag) {
  if (!party.contact_flags) return false;
  const std::string_view flags = std::string_view(*party.contact_flags).substr(0, party.contact_flags->find('|'));
  return flags.find(flag) != std::string_view::npos;
}

Way way_to(const Party& party, Seal seal, const std::optional<std::string>& sms) {
  const bool phone = party.phone && !forbids(party, "no_call");
  const bool letter = party.address && !forbids(party, "no_paper") && seal == Seal::open;
  if (phone && sms) return {"sms", *sms, "waiting", {}};
  if (phone) return {"call", by_hand, "waiting", {}};
  if (letter) return {"paper", by_hand, "waiting", {}};
  if ((party.phone && !phone) || forbids(party, "no_paper")) return {"page", page_only, "page", "安全联系要求"};
  return {"page", page_only, "page", party.address ? "不公开的事项不寄信" : "没有留下联系方式"};
}

bool too_old(const Notice& notice, Time now) { return now.ms - notice.made_at.ms > kNewsMs; }

std::optional<Time> quiet_until(const QuietHours& hours, Time now) {
  if (hours.from == hours.until) return std::nullopt;
  const int minute = now.minute_of_day();
  const bool over_midnight = hours.from > hours.until;
  const bool quiet = over_midnight ? minute >= hours.from || minute < hours.until : minute >= hours.from && minute < hours.until;
  if (!quiet) return std::nullopt;
  const Date day = over_midnight && minute >= hours.from ? now.date().plus(1) : now.date();
  return Time::at(day, hours.until / 60, hours.until % 60);
}

std::optional<Time> next_try(std::int64_t tries, Time now) {
  if (tries < 1 || tries > static_cast<std::int64_t>(std::size(kBackoffMinutes))) return std::nullopt;
  return now.plus_ms(kBackoffMinutes[tries - 1] * kMinute);
}

std::string words_to_party(const Matter& matter, const Notice& notice, const std::string& public_url) {
  if (matter.seal != Seal::open) return "您有一条新的通知，请在方便时凭查询码查看。";
  return "您的事项 " + matter.number + " 有新的进展：" + notice.text + "。凭回执上的查询码查看：" + public_url + "/t";
}

std::string words_to_office(const Matter& matter, const Notice& notice) {
  if (matter.seal != Seal::open) return "一件不公开的事项有新的进展，请登录系统查看。";
  return matter.number + " " + notice.text + "，请登录系统查看。";
}

}  // namespace lianhu
