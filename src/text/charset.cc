#include "text/charset.h"

#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>

#include "base/find_text.h"
#include "text/repair.h"
#include "text/thai.h"
#include "text/thai_874.h"
#include "text/utf8.h"

namespace oit::text {
namespace {
constexpr std::uint64_t kHighBits = 0x8080808080808080U;

/// The first byte from 0x80 at or after `at`.
std::size_t find_high(std::string_view bytes, std::size_t at) {
  for (std::uint64_t word = 0; at + sizeof word <= bytes.size(); at += sizeof word) {
    std::memcpy(&word, bytes.data() + at, sizeof word);
    if ((word & kHighBits) != 0) break;
  }
  while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
  return at;
}

/// What a body looks like when read as UTF-8.
struct Utf8Look {
  std::size_t multibyte = 0;  ///< well-formed characters outside ASCII
  std::size_t thai = 0;       ///< of them Thai
  std::size_t usual = 0;      ///< of them letters and signs that Western pages use (é, ©, –)
  std::size_t bad = 0;        ///< ill-formed parts
};

Utf8Look look_at_utf8(std::string_view bytes) {
  Utf8Look look;
  for (std::size_t i = find_high(bytes, 0); i < bytes.size();) {
    if (thai_at(bytes, i) >= 0) {  // nearly every character here is one
      ++look.multibyte;
      ++look.thai;
      i += 3;
      continue;
    }
    const ReadChar read = read_char(bytes, i);
    if (!read.valid) {
      ++look.bad;
    } else if (read.size > 1) {
      ++look.multibyte;
      look.usual += read.c < 0x180 || (read.c >= 0x2000 && read.c < 0x2300) ? 1U : 0U;
    } else {
      i = find_high(bytes, i);
      continue;
    }
    i += read.size;
  }
  return look;
}

std::size_t append_valid(std::string_view text, std::string& out) {
  std::size_t replaced = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t high = find_high(text, i);
    out += text.substr(i, high - i);
    i = high;
    if (i == text.size()) break;
    const ReadChar read = read_char(text, i);
    append_char(out, read.c);
    replaced += read.valid ? 0U : 1U;
    i += read.size;
  }
  return replaced;
}

/// `label` in lower case without white space and quotes around it.
std::string clean_label(std::string_view label) {
  std::string clean;
  for (const char c : label) {
    if (c == ' ' || c == '"' || c == '\'' || c == '\t' || c == '\r' || c == '\n') continue;
    clean += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  return clean;
}

bool is_utf8_label(std::string_view label) { return label == "utf-8" || label == "utf8"; }

bool is_thai_label(std::string_view label) {
  constexpr std::array<std::string_view, 16> kLabels{
      "tis-620",       "tis620",        "tis-620-0",   "tis620-0",   "tis620.2533", "tis-620.2533",
      "tis620.2533-0", "tis-620-2533",  "iso-8859-11", "iso8859-11", "iso_8859-11", "cp874",
      "dos-874",       "x-windows-874", "ms874",       "windows-874"};
  return std::ranges::find(kLabels, label) != kLabels.end() || label == "874" ||
         label == "iso-ir-166" || label == "cp-874" || label == "windows874" || label == "thai";
}

/// The name ICU knows for what browsers mean by `label`.
std::string web_charset(std::string_view label) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kMeant{
      {{"iso-8859-1", "windows-1252"},
       {"iso8859-1", "windows-1252"},
       {"latin1", "windows-1252"},
       {"latin-1", "windows-1252"},
       {"us-ascii", "windows-1252"},
       {"ascii", "windows-1252"},
       {"iso-8859-9", "windows-1254"},
       {"gb2312", "gbk"},
       {"gb_2312-80", "gbk"},
       {"shift_jis", "windows-31j"},
       {"shift-jis", "windows-31j"},
       {"sjis", "windows-31j"},
       {"big5", "windows-950"},
       {"euc-kr", "windows-949"},
       {"ks_c_5601-1987", "windows-949"},
       {"uhc", "windows-949"}}};
  const auto* const found = std::ranges::find(kMeant, label, [](auto& pair) { return pair.first; });
  return std::string(found == kMeant.end() ? label : found->second);
}

std::size_t count_replaced(std::string_view utf8) {
  constexpr std::string_view kMark = "\uFFFD";
  std::size_t count = 0;
  for (auto at = utf8.find(kMark); at != std::string_view::npos; at = utf8.find(kMark, at + 3))
    ++count;
  return count;
}

/// `bytes` by ICU's converter for `name`; nothing if ICU has none.
std::optional<Decoded> decode_by_icu(std::string_view bytes, const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
      ucnv_open(name.c_str(), &status), &ucnv_close);
  if (U_FAILURE(status) || !converter) return std::nullopt;
  const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()),
                                converter.get(), status);
  if (U_FAILURE(status)) return std::nullopt;
  Decoded decoded;
  decoded.charset = name;
  text.toUTF8String(decoded.utf8);
  decoded.replaced = count_replaced(decoded.utf8);
  return decoded;
}

Decoded decode_874(std::string_view bytes) {
  Decoded decoded{.utf8 = {}, .charset = "windows-874"};
  decoded.replaced = append_874(bytes, decoded.utf8);
  return decoded;
}

Decoded decode_utf8(std::string_view bytes) {
  Decoded decoded{.utf8 = {}, .charset = "utf-8"};
  decoded.utf8.reserve(bytes.size());
  decoded.replaced = append_valid(bytes, decoded.utf8);
  return decoded;
}

/// Calls `use(chunk)` for the pieces of `bytes`; each ends before a newline or '<'.
template <class Use>
void each_chunk(std::string_view bytes, Use use) {
  while (!bytes.empty()) {
    const auto end = std::min(bytes.find_first_of("\n<", 1), bytes.size());
    use(bytes.substr(0, end));
    bytes.remove_prefix(end);
  }
}

/// A page put together from parts in both charsets, as old includes in new frames make them.
Decoded decode_mixed(std::string_view bytes) {
  Decoded decoded;
  decoded.utf8.reserve(bytes.size() * 2);
  bool seen_utf8 = false;
  bool seen_874 = false;
  each_chunk(bytes, [&](std::string_view chunk) {
    const Utf8Look utf8 = look_at_utf8(chunk);
    const ThaiLook thai = look_at_874(chunk);
    if (utf8.bad > 0 && thai.high > 2 && thai.is_thai(5)) {
      decoded.replaced += append_874(chunk, decoded.utf8);
      seen_874 = true;
    } else {
      decoded.replaced += append_valid(chunk, decoded.utf8);
      seen_utf8 = seen_utf8 || utf8.multibyte > 0;
    }
  });
  decoded.charset = !seen_874 ? "utf-8" : seen_utf8 ? "mixed" : "windows-874";
  return decoded;
}

/// Whether `utf8` reads like UTF-8 that someone took for windows-874: its Thai starts with เธ or เน
/// at every third letter.
bool looks_like_mojibake(std::string_view utf8) {
  std::size_t others = 0;
  std::size_t pairs = 0;
  char32_t previous = 0;
  for (std::size_t i = find_high(utf8, 0); i < utf8.size();) {
    const ReadChar read = read_char(utf8, i);
    others += read.c >= 0x80 ? 1U : 0U;
    pairs += previous == kSaraE && (read.c == U'ธ' || read.c == U'น') ? 1 : 0;
    previous = read.c;
    i += read.size;
  }
  return pairs >= 2 && pairs * 3 * 100 > others * 40;
}

void undo_mojibake(Decoded& decoded) {
  constexpr std::string_view kTrace = "เธ";  // every misread Thai word has it, few real ones
  if (!has_text(decoded.utf8, kTrace)) return;
  std::string repaired;
  repaired.reserve(decoded.utf8.size());
  each_chunk(decoded.utf8, [&](std::string_view chunk) {
    const bool suspect = has_text(chunk, kTrace) && looks_like_mojibake(chunk);
    const auto undone = suspect ? undo_874_reading(chunk) : std::optional<std::string>();
    decoded.mojibake_repaired = decoded.mojibake_repaired || undone.has_value();
    repaired += undone ? std::string_view(*undone) : chunk;
  });
  decoded.utf8 = std::move(repaired);
}

std::optional<Decoded> decode_by_mark(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return decode_utf8(bytes.substr(3));
  if (bytes.starts_with("\xFF\xFE")) return decode_by_icu(bytes.substr(2), "utf-16le");
  if (bytes.starts_with("\xFE\xFF")) return decode_by_icu(bytes.substr(2), "utf-16be");
  return std::nullopt;
}

/// Charsets whose text may hold no byte from 0x80: UTF-16 without a mark and the escape-coded ones.
std::optional<Decoded> decode_seven_bit(std::string_view bytes, const std::string& label) {
  if (label.starts_with("utf-16")) {
    const auto zero = bytes.substr(0, 512).find('\0');
    if (zero == std::string_view::npos) return std::nullopt;  // browsers, too, read UTF-8 then
    return decode_by_icu(bytes, zero % 2 == 1 ? "utf-16le" : "utf-16be");
  }
  if (label.starts_with("iso-2022-") && bytes.find('\x1B') != std::string_view::npos)
    return decode_by_icu(bytes, label);
  return std::nullopt;
}

/// Whether valid UTF-8 may still be windows-874: แผน in windows-874 is valid UTF-8 for a Greek
/// letter and two bytes more.
bool is_chance_utf8(std::string_view bytes, const Utf8Look& utf8) {
  return utf8.multibyte <= 8 && utf8.thai == 0 && utf8.usual == 0 && look_at_874(bytes).is_thai(1);
}

std::string guess(std::string_view bytes) {
  const std::unique_ptr<std::remove_pointer_t<uchardet_t>, decltype(&uchardet_delete)> detector(
      uchardet_new(), &uchardet_delete);
  constexpr std::size_t kEnough = std::size_t{256} << 10;
  const std::size_t from = find_high(bytes, 0);
  const auto sample = bytes.substr(from, kEnough);
  if (uchardet_handle_data(detector.get(), sample.data(), sample.size()) != 0) return {};
  uchardet_data_end(detector.get());
  return clean_label(uchardet_get_charset(detector.get()));
}

/// Bytes that are neither ASCII, UTF-8 nor well-formed Thai.
Decoded decode_other(std::string_view bytes, const std::string& label) {
  if (!label.empty() && !is_utf8_label(label) && !label.starts_with("utf-16"))
    if (auto decoded = decode_by_icu(bytes, web_charset(label))) return std::move(*decoded);
  const std::string guessed = guess(bytes);
  if (!guessed.empty() && !is_utf8_label(guessed) && guessed != "ascii") {
    if (is_thai_label(guessed)) return decode_874(bytes);
    if (auto decoded = decode_by_icu(bytes, web_charset(guessed))) return std::move(*decoded);
  }
  auto decoded = decode_by_icu(bytes, "windows-1252");
  return decoded ? std::move(*decoded) : decode_utf8(bytes);
}

Decoded decide(std::string_view bytes, const std::string& label) {
  if (auto decoded = decode_by_mark(bytes)) return std::move(*decoded);
  if (auto decoded = decode_seven_bit(bytes, label)) return std::move(*decoded);
  if (find_high(bytes, 0) == bytes.size())
    return {.utf8 = std::string(bytes), .charset = "us-ascii"};
  const Utf8Look utf8 = look_at_utf8(bytes);
  if (utf8.bad == 0) {
    if (!is_utf8_label(label) && is_chance_utf8(bytes, utf8)) return decode_874(bytes);
    return {.utf8 = std::string(bytes), .charset = "utf-8"};
  }
  if (utf8.thai >= 3) return decode_mixed(bytes);
  const ThaiLook thai = look_at_874(bytes);
  if (utf8.multibyte >= 20 * utf8.bad && !thai.is_thai(5)) return decode_utf8(bytes);
  if (thai.is_thai(5)) return decode_874(bytes);
  if (is_thai_label(label) && thai.ill * 100 < thai.high * 30) return decode_874(bytes);
  return decode_other(bytes, is_thai_label(label) ? std::string() : label);
}
}  // namespace

bool is_valid_utf8(std::string_view text) {
  for (std::size_t i = find_high(text, 0); i < text.size(); i = find_high(text, i)) {
    const ReadChar read = read_char(text, i);
    if (!read.valid) return false;
    i += read.size;
  }
  return true;
}

std::string to_valid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_valid(text, out);
  return out;
}

Decoded decode(std::string_view bytes, std::string_view declared) {
  Decoded decoded = decide(bytes, clean_label(declared));
  undo_mojibake(decoded);
  return decoded;
}

}  // namespace oit::text
