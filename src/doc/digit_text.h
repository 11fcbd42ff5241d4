#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "doc/grey.h"
#include "doc/line_signs.h"

namespace oit::doc {

/// One character as the OCR engine read it, in the order of reading.
struct Symbol {
  std::string text;  ///< UTF-8, mostly one code point
  Box box;
  bool is_after_space = false;
};

/// Puts what the digit net saw (`signs`, empty without a net) into what the engine read. The engine
/// knows no ๔ ๖ ๗ ๘ ๙: a Thai digit stands only where the net is sure of it, an Arabic one only
/// where the net does not gainsay it. The line as UTF-8; a digit that is not sure is U+FFFD.
std::string check_digits(const std::vector<Symbol>& symbols, const std::vector<Sign>& signs);

/// Whether a year in `text`, made of lines from check_digits(), has digits that are not sure, or
/// has lost one: a number that begins like a year, or stands where a year stands (after พ.ศ., a
/// month, …).
bool has_unreadable_year(std::string_view text);

}  // namespace oit::doc
