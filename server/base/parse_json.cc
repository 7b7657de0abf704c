#include <set>
#include <stdexcept>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>

#include "base/described.h"

namespace lianhu {
namespace {

namespace json = boost::json;

// Builds the value and refuses a second key of the same name, which the library's own parser would let win.
class Builder {
 public:
  static constexpr std::size_t max_object_size = json::object::max_size();
  static constexpr std::size_t max_array_size = json::array::max_size();
  static constexpr std::size_t max_key_size = 1024;
  static constexpr std::size_t max_string_size = json::string::max_size();

  bool on_document_begin(json::error_code&) { return stack_.reset(), true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_object_begin(json::error_code&) { return keys_.emplace_back(), true; }
  bool on_object_end(std::size_t n, json::error_code&) { return keys_.pop_back(), stack_.push_object(n), true; }
  bool on_array_begin(json::error_code&) { return true; }
  bool on_array_end(std::size_t n, json::error_code&) { return stack_.push_array(n), true; }
  bool on_key_part(json::string_view s, std::size_t, json::error_code&) { return key_ += s, stack_.push_chars(s), true; }
  bool on_key(json::string_view s, std::size_t, json::error_code& ec) {
    key_ += s;
    stack_.push_key(s);
    twice = !keys_.back().insert(std::exchange(key_, {})).second;
    if (twice) ec = json::make_error_code(json::error::syntax);
    return !twice;
  }
  bool on_string_part(json::string_view s, std::size_t, json::error_code&) { return stack_.push_chars(s), true; }
  bool on_string(json::string_view s, std::size_t, json::error_code&) { return stack_.push_string(s), true; }
  bool on_number_part(json::string_view, json::error_code&) { return true; }
  bool on_int64(std::int64_t n, json::string_view, json::error_code&) { return stack_.push_int64(n), true; }
  bool on_uint64(std::uint64_t n, json::string_view, json::error_code&) { return stack_.push_uint64(n), true; }
  bool on_double(double n, json::string_view, json::error_code&) { return stack_.push_double(n), true; }
  bool on_bool(bool b, json::error_code&) { return stack_.push_bool(b), true; }
  bool on_null(json::error_code&) { return stack_.push_null(), true; }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }

  json::value release() { return stack_.release(); }

  bool twice = false;

 private:
  json::value_stack stack_;
  std::string key_;
  std::vector<std::set<std::string>> keys_;  // ordered, so that chosen keys cannot make it slow
};

Error malformed(std::string message) { return invalid("malformed_json", std::move(message)); }

}  // namespace

Result<boost::json::value> parse_json(std::string_view text, ReadOptions options) {
  json::parse_options strict;
  strict.max_depth = options.max_depth;
  json::basic_parser<Builder> parser(strict);
  json::error_code ec;
  const std::size_t used = parser.write_some(false, text.data(), text.size(), ec);
  if (ec == json::error::too_deep) return malformed("提交的内容层次过深，请简化后再提交");
  if (parser.handler().twice) return malformed("提交的内容中有重复的字段名，请删去重复项");
  const bool rest = text.substr(used).find_first_not_of(" \t\r\n") != text.npos;
  if (ec || rest || !parser.done()) return malformed("提交的内容不是有效的 JSON，请刷新页面后重试");
  return parser.handler().release();
}

}  // namespace lianhu
