#include "report/paper.h"

#include <algorithm>
#include <string_view>

namespace oit::report {
namespace {

bool is_address(std::string_view word) {
  return word.find("://") != std::string_view::npos || word.find('@') != std::string_view::npos ||
         word.find("www.") != std::string_view::npos;
}

}  // namespace

std::string thai_digits(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    const auto word = std::string_view(text).substr(at, end - at);
    const bool keeps = is_address(word);
    for (const char c : word) {
      if (c < '0' || c > '9' || keeps)
        out += c;
      else
        out.append("\xE0\xB9") += static_cast<char>(0x90 + (c - '0'));  // U+0E50
    }
    if (end < text.size()) out += ' ';
    at = end + 1;
  }
  return out;
}

}  // namespace oit::report
