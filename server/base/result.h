#pragma once
// Result<T>: a value, or one refusal a caller can act on.
//
// Invariant: a refusal says what the *user* did or may not do. A broken world (disk, lost database,
// bug) is an exception and never a Result, so "not found" and "database down" cannot share a value.
// Thread rule: plain values, no shared state.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace lianhu {

// The eight kinds of refusal. http/ maps (kind, code) to a status in one table.
enum class Kind { invalid, unauthenticated, forbidden, not_found, conflict, too_late, too_large, unavailable };

// One field that is wrong: a JSON pointer into the request and what to do about it, in plain Chinese.
struct FieldFault {
  std::string pointer;  // "/place/detail"
  std::string message;  // "请填写地点，不超过 200 字"
};

struct Error {
  Kind kind = Kind::invalid;
  std::string code;     // stable, lower_snake: "stale_version", "reason_missing"
  std::string message;  // Chinese sentence for the user; never holds case text or personal data
  std::vector<FieldFault> fields;
};

inline Error invalid(std::string code, std::string message, std::vector<FieldFault> fields = {}) {
  return {Kind::invalid, std::move(code), std::move(message), std::move(fields)};
}
inline Error forbidden(std::string code, std::string message) { return {Kind::forbidden, std::move(code), std::move(message), {}}; }
// What you may not know exists answers with exactly this, whatever the reason (settled question 12).
inline Error not_found() { return {Kind::not_found, "not_found", "没有找到，或您无权查看", {}}; }
inline Error conflict(std::string code, std::string message) { return {Kind::conflict, std::move(code), std::move(message), {}}; }

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return held_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // Precondition: ok().
  T& value() & { return std::get<0>(held_); }
  const T& value() const& { return std::get<0>(held_); }
  T&& value() && { return std::get<0>(std::move(held_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  // Precondition: !ok().
  const Error& error() const& { return std::get<1>(held_); }
  Error&& error() && { return std::get<1>(std::move(held_)); }

 private:
  std::variant<T, Error> held_;
};

// Result<Done>: an act that has no value to give back.
struct Done {};
inline constexpr Done done{};

}  // namespace lianhu
