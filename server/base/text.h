#pragma once
// Text as it may enter the product: valid UTF-8 that a reader sees as it is stored.
//
// Invariant: nothing here knows a language or a locale; lengths are characters (code points), not bytes.
// Errors: a wrong byte is an empty optional or a named TextFault, never an exception.
// Thread rule: pure functions.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace lianhu {

enum class Lines { one, many };

// What makes a text unfit to be stored: it would look different from what it is, or break a reader.
enum class TextFault {
  bad_utf8,      // overlong, truncated, surrogate, beyond U+10FFFF
  control,       // C0/C1 controls, NUL, line separators (\n and \t are fit for Lines::many)
  bidi,          // direction marks that can reverse what a reader sees
  noncharacter,  // U+FEFF, U+FFFE/FFFF of each plane, U+FDD0-FDEF
};
std::optional<TextFault> text_fault(std::string_view text, Lines lines);
std::string_view text_fault_message(TextFault fault);  // Chinese, with the remedy

bool is_utf8(std::string_view text);
// Characters of a valid UTF-8 text; for other bytes, the number of bytes that begin a character.
std::size_t count_chars(std::string_view text);
// The first n characters, never half of one.
std::string_view first_chars(std::string_view text, std::size_t n);

// Without outer white space, the ideographic space and no-break space included.
std::string_view trim(std::string_view text);
// trim(), and every CRLF or CR as one LF.
std::string tidy(std::string_view text);

std::string ascii_lower(std::string_view text);
bool is_digits(std::string_view text);  // one or more of 0-9
bool is_hex(std::string_view text);     // one or more of 0-9 a-f, lower case only

enum class Plus { literal, space };
// %XX decoded. Nothing when an escape is broken, or when the result is not UTF-8 or holds a control character.
std::optional<std::string> percent_decode(std::string_view text, Plus plus = Plus::literal);
std::string percent_encode(std::string_view text);  // all but unreserved characters (RFC 3986)

// Base64url without padding (RFC 4648 section 5). Decoding accepts the one canonical spelling only.
std::string base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace lianhu
