#pragma once
#include <string>
#include <string_view>

namespace oit::url {

/// Which part of an address is encoded; the two escape different bytes (WHATWG URL, section 1.3).
enum class EscapeSet { path, query };

/// `text` with every byte that may not stand in that part written as an upper-case percent escape;
/// escapes already there are kept, their digits in upper case. Any bytes are taken.
std::string escape(std::string_view text, EscapeSet set);

/// The bytes `text`'s percent escapes stand for; a "%" that begins no escape stays. The result may
/// be any bytes.
std::string unescape(std::string_view text);

/// The value of a hexadecimal digit, or -1.
int hex_value(char digit);

/// True for UTF-8 without overlong forms, surrogates or values above U+10FFFF (RFC 3629).
bool is_utf8(std::string_view bytes);

/// windows-874 `bytes` as UTF-8; empty when a byte has no meaning there, when no Thai letter is
/// among them, or when a vowel sign or tone mark stands where no Thai writer could put it.
std::string thai_from_windows_874(std::string_view bytes);

/// UTF-8 `text` in windows-874 as a form of such a page sends it: a character that charset lacks
/// becomes an escaped "&#8364;" reference; bytes that are no UTF-8 stay.
std::string to_windows_874(std::string_view text);

}  // namespace oit::url
