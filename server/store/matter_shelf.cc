#include "store/matter_shelf.h"

#include <utility>

#include "store/matter_store.h"

namespace lianhu {

MatterShelf::Kept MatterShelf::find(const std::string& id) {
  const std::lock_guard lock(guard_);
  const auto at = places_.find(id);
  if (at == places_.end()) return nullptr;
  uses_.splice(uses_.begin(), uses_, at->second.use);
  return at->second.whole;
}

void MatterShelf::put(Kept whole) {
  const std::string& id = whole->file.matter.id.text;
  Kept dropped;  // destroyed outside the lock
  const std::lock_guard lock(guard_);
  const auto at = places_.find(id);
  if (at != places_.end()) {
    // A reader with an older snapshot does not push out what is newer.
    if (at->second.whole->file.matter.version < whole->file.matter.version) dropped = std::exchange(at->second.whole, std::move(whole));
    return;
  }
  if (most_ == 0) return;
  if (places_.size() >= most_) {
    const auto last = places_.find(uses_.back());
    dropped = std::move(last->second.whole);
    places_.erase(last);
    uses_.pop_back();
  }
  uses_.push_front(id);
  places_.emplace(id, Place{std::move(whole), uses_.begin()});
}

std::shared_ptr<const WholeMatter> MatterShelf::load(Session& session, const std::string& region, const MatterId& id) {
  const auto version = find_matter_version(session, region, id);
  if (!version) return nullptr;
  if (Kept kept = find(id.text); kept && kept->file.matter.version == *version) return kept;
  auto read = load_whole_matter(session, region, id);
  if (!read) return nullptr;
  auto whole = std::make_shared<const WholeMatter>(std::move(*read));
  put(whole);
  return whole;
}

void MatterShelf::written(const Change& stored) {
  static const WholeMatter none;
  const bool fresh = stored.expected_version == 0;
  const Kept before = fresh ? nullptr : find(stored.matter.id.text);
  if (!fresh && (!before || before->file.matter.version != stored.expected_version)) return;
  put(std::make_shared<const WholeMatter>(after(fresh ? none : *before, stored)));
}

}  // namespace lianhu
