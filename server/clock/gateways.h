#pragma once
// The operator's gateways as they stand in a folder: each file read, each secret read from a file of its own, and the real
// senders behind them (HTTP, signed webhook, mail; libcurl, docs/decisions/0019-gateways.md).
//
// Invariant: TLS is verified, nothing is redirected, every send ends within its timeout. No number, text or secret reaches a
// message of an error or a log.
// Errors: open_gateways throws with a Chinese sentence that names the file.
// Thread rule: built by main; each Gateway is used by one thread.

#include <memory>
#include <string>
#include <vector>

#include "base/world.h"
#include "model/delivery.h"

namespace lianhu {

std::unique_ptr<Gateway> make_gateway(const GatewaySpec& spec, std::string secret, Clock& clock);

struct OpenGateway {
  GatewaySpec spec;
  std::unique_ptr<Gateway> gateway;
};
// "": none.
std::vector<OpenGateway> open_gateways(const std::string& folder, Clock& clock);

}  // namespace lianhu
