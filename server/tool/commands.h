#pragma once
// The subcommands besides serve and check, one function each. 0: done; 1: refused or faulty, told on stderr in Chinese.

#include <cstdint>
#include <string>

#include "tool/stand.h"

namespace lianhu {

struct InitOptions {
  Where where;
  std::string region = "520422", name = "普定县", prefix = "PD";
};
int init(const InitOptions& options);

struct DemoOptions {
  Where where;
  std::uint64_t seed = 1;
  int matters = 2'000;
  std::string password;
};
int demo(const DemoOptions& options);

struct ImportOptions {
  Where where;
  std::string path, county;
  bool apply = false;  // calendar: write, not only show
};
int import_divisions(const ImportOptions& options);
// A year's holidays: shows how every open deadline would change (J4), and with `apply` writes year and deadlines.
int import_calendar(const ImportOptions& options);

struct VerifyOptions {
  Where where;
  std::string backup;
};
int verify_all(const VerifyOptions& options);

struct BackupOptions {
  Where where;
  std::string folder;
};
int backup_to(const BackupOptions& options);
int restore_from(const BackupOptions& options);

struct BenchOptions {
  std::string what;
  int matters = 10'000, requests = 10'000, clients = 64;
  std::string folder, database;
  std::string fonts = "fonts";   // paper
};
int bench(const BenchOptions& options);

}  // namespace lianhu
