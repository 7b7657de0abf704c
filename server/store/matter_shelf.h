#pragma once
// Matters at hand: what was read of a matter is kept for as long as its version stands.
//
// A matter is read many times between two changes: by the list, by whoever opens it, by the act that follows. One
// look at its version in the reader's own snapshot says whether the kept reading is still the truth, also when another
// process wrote; so nothing is ever told to the shelf that must not be missed. What a commit of this process wrote is
// put on it at once (written()).
//
// Invariant: load() gives exactly what load_whole_matter() gives in that snapshot.
// Thread rule: any thread; what it gives out is never changed.

#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "model/matter_file.h"
#include "store/db.h"

namespace lianhu {

class MatterShelf {
 public:
  explicit MatterShelf(std::size_t most = 1'000) : most_(most) {}

  // nullptr: there is no such matter.
  std::shared_ptr<const WholeMatter> load(Session& session, const std::string& region, const MatterId& id);
  // After the commit, with the late values filled in.
  void written(const Change& stored);

 private:
  using Kept = std::shared_ptr<const WholeMatter>;
  Kept find(const std::string& id);
  void put(Kept whole);

  struct Place {
    Kept whole;
    std::list<std::string>::iterator use;
  };
  std::size_t most_;
  std::mutex guard_;
  std::unordered_map<std::string, Place> places_;
  std::list<std::string> uses_;  // the latest first
};

}  // namespace lianhu
