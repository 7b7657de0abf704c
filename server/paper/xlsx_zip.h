#pragma once
// The package of an xlsx file: named parts in a zip, read in memory and only through limits.
//
// Invariant: nothing is written anywhere, whatever the names inside say. Limits are held against the sizes in the directory, before
// a byte is unpacked; a part that then gives more than its directory said is stopped there.
// Errors: as sheet_read.h.
// Thread rule: one reader, one thread. The bytes must outlive the package.

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "paper/sheet_read.h"

struct zip;

namespace lianhu::paper {

class XlsxZip {
 public:
  static Result<XlsxZip> open(std::string_view bytes, const SheetLimits& limits);

  // Names are looked up as Office does: without case, a backslash as a slash.
  bool has(std::string_view part) const;
  // Hands the part out in chunks until it ends or `take` says false. A missing part is sheet_broken.
  Result<Done> stream(std::string_view part, const std::function<bool(std::string_view)>& take);

 private:
  struct Close {
    void operator()(zip* archive) const;
  };
  struct Part {
    std::uint64_t index = 0;
    std::size_t packed = 0, unpacked = 0;  // as the directory claims
  };
  explicit XlsxZip(const SheetLimits& limits) : limits_(limits) {}
  Result<Done> list(std::size_t size);

  const SheetLimits& limits_;
  std::unique_ptr<zip, Close> archive_;
  std::map<std::string, Part, std::less<>> parts_;
  std::size_t unpacked_ = 0;  // so far
};

}  // namespace lianhu::paper
