#include "match/phrase_parts.h"

#include <algorithm>

namespace oit::match {

std::vector<std::string_view> split_parts(std::string_view phrase) {
  constexpr std::string_view kAnd = " + ";
  std::vector<std::string_view> parts;
  for (auto at = phrase.find(kAnd); at != std::string_view::npos; at = phrase.find(kAnd)) {
    parts.push_back(phrase.substr(0, at));
    phrase.remove_prefix(at + kAnd.size());
  }
  parts.push_back(phrase);
  return parts;
}

std::size_t letters_of(std::string_view key) {
  return key.size() - static_cast<std::size_t>(std::ranges::count(key, ' '));
}

}  // namespace oit::match
