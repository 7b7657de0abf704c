#include "paper/xlsx_zip.h"

#include <algorithm>
#include <array>
#include <new>
#include <stdexcept>

#include <zip.h>

#include "base/text.h"
#include "paper/sheet_fault.h"

namespace lianhu::paper {
namespace {

// Below this a high ratio is what a small table full of blanks simply has.
constexpr std::size_t kRatioFrom = 4u << 20;

std::string part_key(std::string_view name) {
  std::string key = ascii_lower(name);
  std::replace(key.begin(), key.end(), '\\', '/');
  return key.starts_with('/') ? key.substr(1) : key;
}

// Every entry of the directory begins with this mark. Counted before the zip library makes an object of each.
std::size_t count_entries(std::string_view bytes, std::size_t enough) {
  std::size_t n = 0;
  for (std::size_t at = bytes.find("PK\x01\x02"); at != std::string_view::npos && n <= enough; at = bytes.find("PK\x01\x02", at + 4)) ++n;
  return n;
}

Error bomb() {
  return {
      Kind::too_large, "sheet_bomb", "文件展开后远大于它本身，为保护系统未予读取。请只保留需要导入的工作表，另存为 xlsx 后重新上传", {}};
}
Error locked() { return invalid("sheet_encrypted", "文件设有密码，无法读取。请打开后取消密码，保存后重新上传"); }
Error too_much(const SheetLimits& limits) { return sheet_too_large("文件展开后超过 " + std::to_string(limits.unpacked >> 20) + " MB"); }

// A part's name in a message: it comes from the file, so it is shown only when it is short and plain.
std::string shown_name(std::string_view name) {
  const bool plain =
      name.size() <= 80 && name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./[]") == name.npos;
  return plain ? std::string(name) : "其中的一个部件";
}

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

}  // namespace

void XlsxZip::Close::operator()(zip* archive) const { zip_discard(archive); }

Result<XlsxZip> XlsxZip::open(std::string_view bytes, const SheetLimits& limits) {
  if (count_entries(bytes, limits.entries) > limits.entries)
    return sheet_too_large("压缩包内的文件超过 " + std::to_string(limits.entries) + " 个");
  XlsxZip out(limits);
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) throw std::bad_alloc();
  out.archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
  const int code = zip_error_code_zip(&error);
  zip_error_fini(&error);
  if (!out.archive_) {
    zip_source_free(source);
    if (code == ZIP_ER_MEMORY) throw std::bad_alloc();
    return sheet_broken("压缩包不完整");
  }
  if (Result<Done> listed = out.list(bytes.size()); !listed) return std::move(listed).error();
  return out;
}

Result<Done> XlsxZip::list(std::size_t size) {
  const zip_int64_t entries = zip_get_num_entries(archive_.get(), 0);
  std::size_t packed = 0;
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(std::max<zip_int64_t>(entries, 0)); ++i) {
    zip_stat_t stat;
    if (zip_stat_index(archive_.get(), i, ZIP_FL_ENC_RAW, &stat) != 0) return sheet_broken("压缩包目录有误");
    constexpr zip_uint64_t kNeeded = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    if ((stat.valid & kNeeded) != kNeeded) return sheet_broken("压缩包目录有误");
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) return locked();
    // Entries that share bytes are together larger than the file they stand in.
    packed += std::min<std::size_t>(stat.comp_size, size + 1);
    if (packed > size) return bomb();
    if (std::string_view(stat.name).ends_with('/')) continue;
    if (!parts_.emplace(part_key(stat.name), Part{i, stat.comp_size, stat.size}).second) return sheet_broken("压缩包内有同名的文件");
  }
  return done;
}

bool XlsxZip::has(std::string_view part) const { return parts_.contains(part_key(part)); }

Result<Done> XlsxZip::stream(std::string_view name, const std::function<bool(std::string_view)>& take) {
  const auto found = parts_.find(part_key(name));
  if (found == parts_.end()) return sheet_broken("缺少 " + shown_name(name));
  const Part& part = found->second;
  if (part.unpacked > kRatioFrom && part.unpacked / limits_.ratio > part.packed) return bomb();
  if (part.unpacked > limits_.unpacked - unpacked_) return too_much(limits_);

  const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(archive_.get(), part.index, 0));
  if (!file) return sheet_broken("无法展开 " + shown_name(name));
  std::array<char, 32'768> chunk;
  std::size_t here = 0;
  for (;;) {
    const zip_int64_t n = zip_fread(file.get(), chunk.data(), chunk.size());
    if (n < 0) return sheet_broken("无法展开 " + shown_name(name));
    if (n == 0) return done;
    here += static_cast<std::size_t>(n);
    unpacked_ += static_cast<std::size_t>(n);
    if (here > part.unpacked) return bomb();  // more than the directory said
    if (!take({chunk.data(), static_cast<std::size_t>(n)})) return done;
  }
}

}  // namespace lianhu::paper
