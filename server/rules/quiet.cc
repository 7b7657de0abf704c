#include "rules/quiet.h"

#include <algorithm>

#include "model/procedure.h"

namespace lianhu {

bool told_quietly(const MatterFile& file, const std::optional<EventId>& event, const Ground& ground) {
  if (!event) return false;
  const auto at = std::find_if(file.events.begin(), file.events.end(), [&](const PastEvent& past) { return past.row.id == *event; });
  const Proceeding* proceeding = at == file.events.end() || !at->row.proceeding ? nullptr : file.proceeding(*at->row.proceeding);
  const Procedure* procedure = proceeding ? ground.procedure(proceeding->procedure()) : nullptr;
  const Move* move = procedure ? procedure->move(at->row.kind) : nullptr;
  return move && move->quiet;
}

}  // namespace lianhu
