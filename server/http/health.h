#pragma once
// Three routes for the operator: /healthz (the process answers), /readyz (what main says), /metrics (this machine only).
//
// Thread rule: as Router; `ready` is called on any worker and must not block long.

#include <functional>
#include <string>
#include <vector>

#include "http/metrics.h"
#include "http/router.h"

namespace lianhu::http {

struct HealthPart {
  std::string name;  // "database"
  bool ok = true;
  std::string message;  // Chinese, with the remedy
};
LIANHU_DESCRIBE(HealthPart, (name, ok, message))
struct Health {
  bool ok = true;
  std::vector<HealthPart> parts;
};
LIANHU_DESCRIBE(Health, (ok, parts))

void add_health_routes(Router& router, const Metrics& metrics, std::function<std::vector<HealthPart>()> ready);

}  // namespace lianhu::http
