#pragma once
// A schematic tiling of a county, for a demonstration where no border data may be shown: it shows which grid lies in
// which village and town, and not where they are.
//
// Invariant: a pure function; whole micro-degrees; tiles of one kind cover the outline without gap or overlap, share
// their borders point by point, and each lies inside its parent's tile; every ring is simple and counter-clockwise.
// The real borders of a county come from its own GeoJSON with its map-review number (审图号, 地图审核管理规定) and
// replace this. The GeoJSON written here says "schematic": true and carries no review number.
// Thread rule: pure functions.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/geometry.h"
#include "rules/territory.h"

namespace lianhu {

struct Tile {
  std::string code;
  std::string name;
  DivisionKind kind = DivisionKind::grid;
  Ring ring;
};

struct SchematicMap {
  Ring outline;
  std::vector<Tile> towns;
  std::vector<Tile> villages;
  std::vector<Tile> grids;
};

// `divisions`: towns and villages; `grids`: their grids (generate_grids or a county's own list). Divisions without a
// grid below them get no tile. Centred near 105.75 E 26.3 N, about as large as Puding (1,091 km²).
SchematicMap draw_schematic(std::span<const Division> divisions, std::span<const Division> grids, std::uint64_t seed);

// A FeatureCollection with properties code, name, kind per feature and "schematic": true at the top.
std::string schematic_geojson(std::span<const Tile> tiles);

}  // namespace lianhu
