#include "http/multipart.h"

#include <map>

#include "base/text.h"

namespace lianhu::http {
namespace {

Error malformed() { return invalid("malformed_multipart", "上传的内容格式有误，请重新选择文件后再上传"); }

// name -> value of `form-data; name="x"; filename="y"`. Nothing when it is written any other way.
std::optional<std::map<std::string, std::string>> parameters(std::string_view text) {
  std::map<std::string, std::string> out;
  while (!text.empty()) {
    if (text[0] != ';') return std::nullopt;
    text = trim(text.substr(1));
    const std::size_t equals = text.find('=');
    if (equals == text.npos) return std::nullopt;
    std::string name = ascii_lower(text.substr(0, equals));
    text.remove_prefix(equals + 1);
    std::string value;
    if (!text.empty() && text[0] == '"') {
      const std::size_t close = text.find('"', 1);
      if (close == text.npos) return std::nullopt;
      value = text.substr(1, close - 1);
      text.remove_prefix(close + 1);
    } else {
      value = trim(text.substr(0, text.find(';')));
      text.remove_prefix(std::min(text.find(';'), text.size()));
    }
    if (!out.emplace(std::move(name), std::move(value)).second) return std::nullopt;
    text = trim(text);
  }
  return out;
}

std::optional<std::string> boundary_of(std::string_view type) {
  const std::size_t semicolon = type.find(';');
  if (ascii_lower(trim(type.substr(0, semicolon))) != "multipart/form-data" || semicolon == type.npos) return std::nullopt;
  const auto found = parameters(type.substr(semicolon));
  if (!found || found->count("boundary") == 0) return std::nullopt;
  const std::string& boundary = found->at("boundary");
  const bool fit = !boundary.empty() && boundary.size() <= 70 && !text_fault(boundary, Lines::one);
  return fit ? std::optional(boundary) : std::nullopt;
}

// FormData writes " CR LF in names as %22 %0D %0A; nothing else is escaped (HTML, multipart form data).
std::optional<std::string> name_text(const std::string& raw) {
  std::string out;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw.compare(i, 3, "%22") == 0) {
      out += '"';
      i += 2;
    } else {
      out += raw[i];
    }
  }
  const bool fit = !out.empty() && count_chars(out) <= 200 && !text_fault(out, Lines::one);
  return fit ? std::optional(out) : std::nullopt;
}

// Some old clients send the whole path; only what stands after the last separator is a name.
std::string without_folders(const std::string& name) { return name.substr(name.find_last_of("/\\") + 1); }

std::optional<Part> part_head(std::string_view head) {
  std::map<std::string, std::string> headers;
  while (!head.empty()) {
    const std::size_t end = head.find("\r\n");
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(end == head.npos ? head.size() : end + 2);
    const std::size_t colon = line.find(':');
    if (colon == line.npos || colon == 0) return std::nullopt;
    if (!headers.emplace(ascii_lower(line.substr(0, colon)), trim(line.substr(colon + 1))).second) return std::nullopt;
  }
  const std::string& disposition = headers["content-disposition"];
  const std::size_t semicolon = disposition.find(';');
  if (semicolon == disposition.npos || ascii_lower(trim(std::string_view(disposition).substr(0, semicolon))) != "form-data") return std::nullopt;
  const auto found = parameters(std::string_view(disposition).substr(semicolon));
  if (!found || found->count("name") == 0) return std::nullopt;
  Part part;
  const auto name = name_text(found->at("name"));
  if (!name) return std::nullopt;
  part.name = *name;
  if (found->count("filename") > 0) {
    const auto filename = name_text(without_folders(found->at("filename")));
    if (!filename) return std::nullopt;
    part.filename = *filename;
  }
  const std::string& type = headers["content-type"];
  if (text_fault(type, Lines::one) || type.size() > 200) return std::nullopt;
  part.content_type = type.empty() ? "text/plain" : ascii_lower(type);
  return part;
}

}  // namespace

Result<std::vector<Part>> parse_multipart(const Request& request, MultipartLimits limits) {
  const auto boundary = boundary_of(request.header("content-type"));
  if (!boundary) return malformed();
  const std::string opening = "--" + *boundary;
  const std::string delimiter = "\r\n" + opening;
  std::string_view rest = request.body;
  if (!rest.starts_with(opening)) return malformed();
  rest.remove_prefix(opening.size());

  std::vector<Part> parts;
  while (!rest.starts_with("--")) {
    if (!rest.starts_with("\r\n")) return malformed();
    rest.remove_prefix(2);
    const std::size_t head_end = rest.substr(0, limits.head_bytes).find("\r\n\r\n");
    if (head_end == rest.npos) return malformed();
    std::optional<Part> part = part_head(rest.substr(0, head_end));
    if (!part) return malformed();
    rest.remove_prefix(head_end + 4);
    const std::size_t end = rest.find(delimiter);
    if (end == rest.npos) return malformed();
    if (end > limits.part_bytes) return Error{Kind::too_large, "part_too_large", "文件太大，请压缩后再上传", {}};
    if (parts.size() == limits.parts) return Error{Kind::too_large, "too_many_parts", "一次上传的文件太多，请分次上传", {}};
    part->bytes = rest.substr(0, end);
    parts.push_back(std::move(*part));
    rest.remove_prefix(end + delimiter.size());
  }
  const std::string_view tail = rest.substr(2);
  if (!tail.empty() && tail != "\r\n") return malformed();
  return parts;
}

}  // namespace lianhu::http
