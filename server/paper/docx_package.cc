#include "paper/docx_package.h"

#include <algorithm>
#include <memory>
#include <stdexcept>

#include <zip.h>

namespace lianhu::paper {
namespace {

void must(bool ok) {
  if (!ok) throw std::runtime_error("libzip could not make a package");
}

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};

}  // namespace

std::string zipped(const std::vector<std::pair<std::string, std::string>>& parts, Time created) {
  const std::unique_ptr<zip_source_t, Discard> target(zip_source_buffer_create(nullptr, 0, 0, nullptr));
  must(target != nullptr);
  zip_source_keep(target.get());  // closing the archive gives one reference back
  std::unique_ptr<zip_t, Discard> archive(zip_open_from_source(target.get(), ZIP_CREATE | ZIP_TRUNCATE, nullptr));
  must(archive != nullptr);
  const Date day = created.date();
  const int year = std::max(1980, day.year());
  const auto dos_day = static_cast<zip_uint16_t>((year - 1980) << 9 | day.month() << 5 | day.day());
  for (const auto& [name, bytes] : parts) {
    zip_source_t* source = zip_source_buffer(archive.get(), bytes.data(), bytes.size(), 0);
    const zip_int64_t index = source ? zip_file_add(archive.get(), name.c_str(), source, ZIP_FL_ENC_UTF_8) : -1;
    must(index >= 0);
    must(zip_file_set_dostime(archive.get(), static_cast<zip_uint64_t>(index), 0, dos_day, 0) == 0);
  }
  must(zip_close(archive.get()) == 0);
  static_cast<void>(archive.release());
  zip_stat_t stat;
  must(zip_source_open(target.get()) == 0 && zip_source_stat(target.get(), &stat) == 0);
  std::string out(stat.size, '\0');
  must(zip_source_read(target.get(), out.data(), out.size()) == static_cast<zip_int64_t>(out.size()));
  zip_source_close(target.get());
  return out;
}

std::string xml_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20) out += c;
    }
  }
  return out;
}

}  // namespace lianhu::paper
