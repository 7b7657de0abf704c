#include "rules/inspection.h"

#include <algorithm>
#include <set>

namespace lianhu {
namespace {

class Inspection {
 public:
  Inspection(const Dossier& dossier, const WholeMatter& whole, const Proceeding& proceeding) {
    for (const DossierLine& line : dossier.lines) {
      if (line.held == Held::held) held_.insert(line.item->code);
    }
    for (const PastEvent& event : whole.file.events) {
      if (event.row.proceeding != proceeding.id) continue;
      done_.insert(event.row.kind);
      if (event.told) told_.push_back(&*event.told);
    }
  }

  bool asked(const DossierAsk& ask) const { return ask.when.empty() || any(ask.when, done_); }
  bool met(const DossierAsk& ask) const { return any(ask.lines, held_) || any(ask.moves, done_) || (!ask.field.empty() && filled(ask)); }

 private:
  static bool any(const std::vector<std::string>& wanted, const std::set<std::string>& there) {
    return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& one) { return there.contains(one); });
  }
  bool filled(const DossierAsk& ask) const {
    return std::any_of(told_.begin(), told_.end(), [&](const EventContent* told) {
      const auto at = told->fields.find(ask.field);
      if (at == told->fields.end() || at->second.empty()) return false;
      return ask.words.empty() || std::any_of(ask.words.begin(), ask.words.end(), [&](const std::string& word) { return at->second.find(word) != std::string::npos; });
    });
  }

  std::set<std::string> held_, done_;
  std::vector<const EventContent*> told_;
};

}  // namespace

std::vector<PointSeen> inspect(const DossierPlan& plan, const Dossier& dossier, const WholeMatter& whole, const Proceeding& proceeding) {
  const Inspection file(dossier, whole, proceeding);
  std::vector<PointSeen> out;
  for (const DossierPoint& point : plan.points) {
    PointSeen seen{&point, {}, true};
    for (const DossierAsk& ask : point.asks) {
      if (!file.asked(ask)) continue;
      seen.asks.push_back({&ask, file.met(ask)});
      seen.met = seen.met && seen.asks.back().met;
    }
    out.push_back(std::move(seen));
  }
  return out;
}

}  // namespace lianhu
