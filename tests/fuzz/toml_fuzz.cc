// libFuzzer's entry to the readers of hand-written data: procedures, days off, data files of every kind. Built only with LIANHU_FUZZ; see README.md.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "rules/aid.h"
#include "rules/calendar_file.h"
#include "rules/dossier_plan.h"
#include "rules/gateway_file.h"
#include "rules/procedure_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  static_cast<void>(lianhu::parse_procedure(text, "procedures/x@1.toml"));
  static_cast<void>(lianhu::parse_dossier_plan(text, "dossiers/x.toml"));
  static_cast<void>(lianhu::parse_aids(text, "aids/x.toml"));
  static_cast<void>(lianhu::parse_calendar_year(text, "calendar/2027.toml"));
  static_cast<void>(lianhu::parse_local_days(text, "calendar/local.toml"));
  static_cast<void>(lianhu::parse_gateway(text, "gateways/x.toml"));
  return 0;
}
