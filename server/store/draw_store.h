#pragma once
// The weekly draws, their lots, and what is to be drawn from.

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/time.h"
#include "model/ids.h"
#include "store/db.h"

namespace lianhu {

struct DrawRow {
  std::string id;
  PlaceId town;
  std::string town_name;
  Date week;
  Time cutoff_at, drawn_at;
  std::string seed;
  std::int64_t share = 0, least = 0, population = 0, sample = 0;
};
BOOST_DESCRIBE_STRUCT(DrawRow, (), (id, town, town_name, week, cutoff_at, drawn_at, seed, share, least, population, sample))

struct LotRow {
  std::string id, draw;
  MatterId matter;
  std::string number, hash;
  bool drawn = false;
  std::string state;  // waiting given closed answered
  std::optional<Time> done_at;
};
BOOST_DESCRIBE_STRUCT(LotRow, (), (id, draw, matter, number, hash, drawn, state, done_at))

// A proceeding that waits to be drawn.
struct Waiting {
  MatterId matter;
  std::string number, place_path;
};
// In this state of this procedure since before `cutoff`, by number.
std::vector<Waiting> waiting_for_draw(Session& session, const std::string& region, const std::string& procedure, std::int64_t version, const std::string& state,
                                      Time cutoff);

void insert_draw(Session& session, const std::string& region, const DrawRow& draw, const std::vector<LotRow>& lots);
std::optional<DrawRow> find_draw(Session& session, const std::string& region, const std::string& id);
std::optional<DrawRow> find_draw_of(Session& session, const std::string& region, const PlaceId& town, Date week);
std::vector<DrawRow> latest_draws(Session& session, const std::string& region, int limit);
std::vector<LotRow> lots_of(Session& session, const std::string& region, const std::string& draw);
// Drawn but not yet acted on, from the one after `after` on.
std::vector<LotRow> waiting_lots(Session& session, const std::string& region, const std::string& after, int limit);
void settle_lot(Session& session, const std::string& region, const std::string& lot, const std::string& state, Time at);

}  // namespace lianhu
