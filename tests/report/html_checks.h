#pragma once
#include <regex>
#include <string>
#include <vector>

namespace oit::report {

/// What stands in `text` after `begin` and before the next `end`; "" without `begin`.
inline std::string between(const std::string& text, const std::string& begin,
                           const std::string& end) {
  const auto from = text.find(begin);
  if (from == std::string::npos) return {};
  const auto start = from + begin.size();
  return text.substr(start, text.find(end, start) - start);
}

/// Element names opened and never closed, or closed and never opened, in order.
inline std::string unbalanced(const std::string& page) {
  std::vector<std::string> open;
  const std::regex tag("<(/?)([a-z0-9]+)[^>]*>");
  for (std::sregex_iterator at(page.begin(), page.end(), tag), end; at != end; ++at) {
    const std::string name = (*at)[2];
    if (name == "meta" || name == "br" || name == "input" || name == "img") continue;
    if ((*at)[1].length() == 0) {
      open.push_back(name);
    } else {
      if (open.empty() || open.back() != name) return "unexpected </" + name + ">";
      open.pop_back();
    }
  }
  return open.empty() ? "" : "open: " + open.back();
}

}  // namespace oit::report
