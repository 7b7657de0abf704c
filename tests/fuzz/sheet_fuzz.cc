// libFuzzer's entry to the reader and writer of spreadsheets. Built only with LIANHU_FUZZ; see README.md beside it.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "paper/test_sheet.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lianhu::paper::must_hold_of_seed({reinterpret_cast<const char*>(data), size});
  return 0;
}
