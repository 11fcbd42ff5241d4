#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "rulebook/lint_notes.h"
#include "url/url.h"

namespace oit::rulebook {
namespace {

constexpr const char* kFile = "words.toml";

/// One label of a host as it stands in addresses: Thai ones in their ASCII form.
/// Source: RFC 1123, section 2.1.
bool is_host_label(std::string_view label) {
  constexpr std::size_t kLongest = 63;
  return !label.empty() && label.size() <= kLongest && label.front() != '-' &&
         label.back() != '-' && std::ranges::all_of(label, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
         });
}

/// "example.go.th": lower case, no scheme, no path, no port, at least two labels.
bool is_host(std::string_view name) {
  constexpr std::size_t kLongest = 253;
  if (name.size() > kLongest || name.find('.') == std::string_view::npos) return false;
  while (true) {
    const auto dot = name.find('.');
    if (!is_host_label(name.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    name.remove_prefix(dot + 1);
  }
}

/// "go.th": everybody's sites are below it.
bool is_everybodys(const std::string& host) {
  const auto below = "a." + host;
  return url::registrable_domain(below) == below;
}

bool is_below(std::string_view host, std::string_view domain) {
  return host.size() > domain.size() && host.ends_with(domain) &&
         host[host.size() - domain.size() - 1] == '.';
}

void lint_counters(const std::vector<std::string>& counters, LintNotes& notes) {
  std::set<std::string_view> known;
  for (const auto& one : counters) {
    if (!is_host(one)) {
      notes.error(
          kFile, one,
          fmt::format("\"{}\" in visitor_counters is no name of a host: lower-case letters, "
                      "digits and hyphens parted by dots, nothing before or behind",
                      one));
      continue;
    }
    known.insert(one);
    if (is_everybodys(one))
      notes.error(kFile, one,
                  fmt::format("\"{}\" in visitor_counters would keep a browser from every site "
                              "below it",
                              one));
  }
  for (const auto host : known)
    for (const auto domain : known)
      if (is_below(host, domain))
        notes.warning(kFile, host,
                      fmt::format("\"{}\" in visitor_counters is below \"{}\", which stands there "
                                  "too",
                                  host, domain));
}

}  // namespace

void lint_words(const model::Rulebook& rulebook, LintNotes& notes) {
  const auto counters = rulebook.words.find("visitor_counters");
  if (counters != rulebook.words.end()) lint_counters(counters->second, notes);
}

}  // namespace oit::rulebook
