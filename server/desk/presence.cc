#include "desk/presence.h"

namespace lianhu {

void Presence::forget_old(std::int64_t now) {
  for (auto at = by_matter_.begin(); at != by_matter_.end();) {
    std::erase_if(at->second, [&](const auto& one) { return one.second.until <= now; });
    at = at->second.empty() ? by_matter_.erase(at) : std::next(at);
  }
}

std::vector<std::string> Presence::here(const MatterId& matter, const AccountId& account, const std::string& name) {
  const std::int64_t now = clock_.steady_ms();
  const std::lock_guard lock(guard_);
  forget_old(now);
  auto& seen = by_matter_[matter.text];
  seen[account.text] = {name, now + kept_ms};
  std::vector<std::string> out;
  for (const auto& [id, one] : seen) {
    if (id != account.text) out.push_back(one.name);
  }
  return out;
}

void Presence::gone(const MatterId& matter, const AccountId& account) {
  const std::lock_guard lock(guard_);
  if (const auto at = by_matter_.find(matter.text); at != by_matter_.end()) at->second.erase(account.text);
  forget_old(clock_.steady_ms());
}

}  // namespace lianhu
