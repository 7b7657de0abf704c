#pragma once
// lianhu bench receipts: household groups answering messages, each answer a row of its own.

#include <string>
#include <vector>

#include "desk/house.h"

namespace lianhu {

struct ReceiptStage {
  std::string login;                  // a 联户长 who may log in with the given password
  std::string place;                  // their household group
  std::vector<std::string> messages;  // to the whole county, one for each answer
};
// Sends `count` messages to the county and lets one 联户长 in. Straight through the store: no part of the measure.
ReceiptStage prepare_receipts(House& house, int count, const std::string& password_hash);
// The same rows in grouped commits of the bare engine, as many at once as there were clients; a second.
double bare_receipts(House& house, const ReceiptStage& stage, int clients, int count);

}  // namespace lianhu
