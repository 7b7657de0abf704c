#pragma once
// What a benchmark runs against: an installed demo county filled with matters, and a server of its own as another process.

#include <memory>
#include <string>
#include <vector>

#include "model/change.h"
#include "tool/stand.h"

namespace lianhu {

// Changes of plausible new matters, decided but not saved; ids and texts differ.
std::vector<Change> decided_intakes(House& house, int count, std::uint64_t seed);
// Saves matters straight through the store, many to a commit.
void fill_matters(House& house, int count);

class ServerProcess {
 public:
  ServerProcess(const Where& where, const std::string& log);  // throws when it does not answer within a minute
  ~ServerProcess();
  int port() const { return port_; }
  double cpu_seconds() const;       // user and system, so far
  double memory_mb() const;         // proportional set size

 private:
  int pid_ = -1;
  int port_ = 0;
};

}  // namespace lianhu
