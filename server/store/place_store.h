#pragma once
// Places: versioned rows, found by id, parent or a word of their name.

#include "model/place.h"
#include "store/db.h"

namespace lianhu {

std::optional<Place> find_place(Session& session, const std::string& region, const PlaceId& id, Date on);
std::vector<Place> places_below(Session& session, const std::string& region, const PlaceId& parent, Date on);
// Name or code holds the text; towns before villages before grids. Households are never found.
std::vector<Place> search_places(Session& session, const std::string& region, const std::string& text, Date on, int limit);
bool has_places_below(Session& session, const std::string& region, const PlaceId& parent, Date on);
std::vector<Place> places_of_kind(Session& session, const std::string& region, PlaceKind kind, Date on);
void insert_place(Session& session, const std::string& region, const Place& place);
std::int64_t count_places(Session& session, const std::string& region, PlaceKind kind);

// The nationwide divisions (reference data).
struct DivisionRow {
  std::string code, name, kind, parent;  // parent "": a province
};
void save_division(Session& session, const DivisionRow& row);
std::int64_t count_divisions(Session& session);

}  // namespace lianhu
