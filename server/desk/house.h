#pragma once
// What every desk works with: the seams, and the rules of the house as they stand now.
//
// Invariant: directory(), calendar() and procedures() are consistent snapshots; a desk takes one at the start of a
// request and keeps it to the end. They are replaced whole (the only shared_ptr in this room) when administration
// changes them. What another process changed is taken over by catch_up(). A procedure once found stays where it is: a library that was replaced is kept to the end.
// Thread rule: any thread.

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/vault.h"
#include "base/world.h"
#include "desk/shipped.h"
#include "model/directory.h"
#include "model/other_system.h"
#include "model/procedure.h"
#include "rules/ground.h"
#include "store/db.h"
#include "store/directory_store.h"
#include "store/matter_shelf.h"

namespace lianhu {

struct World {
  Db& db;
  Clock& clock;
  Random& random;
  Files& files;
  IdMaker& ids;
  const Vault& vault;
};

class House {
 public:
  // Reads the county, its directory, calendar and released procedures; the rest comes from the data files.
  // Throws when the database holds no county or a data file is faulty.
  explicit House(World world);

  Db& db() const { return world_.db; }
  Clock& clock() const { return world_.clock; }
  Files& files() const { return world_.files; }
  Random& random() const { return world_.random; }
  IdMaker& ids() const { return world_.ids; }
  const Vault& vault() const { return world_.vault; }
  const County& county() const { return county_; }
  const std::string& region() const { return county_.region; }
  Time now() const { return world_.clock.now(); }
  MatterShelf& matters() const { return matters_; }

  std::shared_ptr<const Directory> directory() const;
  std::shared_ptr<const Calendar> calendar() const;
  const Terms& terms() const { return shipped().terms; }
  const ProcedureLibrary& procedures() const { return *procedures_.load(); }
  const Procedure* procedure(std::string_view id) const { return procedures().find(id); }
  const OtherSystems& other_systems() const { return shipped().other_systems; }
  const paper::Catalogue& papers() const { return shipped().papers; }
  const std::vector<DossierPlan>& dossiers() const { return shipped().dossiers; }

  void reload_directory() const;
  void replace_calendar(Calendar calendar) const;
  void replace_procedures(ProcedureLibrary library) const;
  // Takes over what another process has changed of these. Looks at most once a second by the world's clock, so it may be asked
  // for with every request; a thread that finds another one looking goes on with what there is.
  void catch_up() const;
  // The version of a name in store/held_store.h that this process has caught up with.
  std::int64_t held(std::string_view name) const;

  // Where people reach this server, for QR codes: "https://…", without a slash at the end. Set once by main.
  const std::string& public_url() const { return public_url_; }
  void set_public_url(std::string url) { public_url_ = std::move(url); }

  // Told after every commit that others should see: matter id and acted_version. Set once by main; empty in tools.
  std::function<void(const MatterId&, std::int64_t version)> changed;

 private:
  World world_;
  mutable MatterShelf matters_;
  std::string public_url_ = "http://127.0.0.1:8080";
  County county_;
  Calendar read_calendar(Session& session) const;

  mutable std::vector<std::unique_ptr<const ProcedureLibrary>> libraries_;  // the last is the one in force
  mutable std::atomic<const ProcedureLibrary*> procedures_{nullptr};
  mutable std::mutex guard_;
  mutable std::shared_ptr<const Directory> directory_;
  mutable Date directory_from_, directory_until_;  // the snapshot holds on these days, the last one excluded
  mutable std::shared_ptr<const Calendar> calendar_;
  mutable std::mutex catching_up_;
  mutable std::optional<Time> looked_at_;  // guarded by catching_up_
  mutable std::map<std::string, std::int64_t, std::less<>> held_;  // guarded by guard_
};

}  // namespace lianhu
