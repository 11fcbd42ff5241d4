#include <fmt/format.h>

#include <cstdlib>
#include <vector>

#include "rulebook/load.h"

namespace oit::rulebook {
namespace {

namespace fs = std::filesystem;

bool is_rules(const fs::path& folder) {
  std::error_code error;
  return fs::is_directory(folder / "topics", error) &&
         fs::is_regular_file(folder / "words.toml", error);
}

/// Folders that may hold the rules, most likely first.
std::vector<fs::path> places() {
  std::vector<fs::path> all;
  std::error_code error;
  const fs::path binary = fs::read_symlink("/proc/self/exe", error);
  if (!error && binary.has_parent_path()) {
    const fs::path home = binary.parent_path();
    all.push_back(home.parent_path() / "share" / "oitcheck" / "rules");
    for (fs::path at = home; at != at.parent_path(); at = at.parent_path())
      all.push_back(at / "rules");
  }
  all.emplace_back(OIT_SOURCE_RULES);
  return all;
}

}  // namespace

Result<fs::path> find_rules() {
  if (const char* given = std::getenv("OITCHECK_RULES"); given != nullptr && *given != '\0') {
    if (is_rules(given)) return fs::path(given);
    return fail(ErrorCode::bad_rulebook,
                fmt::format("OITCHECK_RULES names no folder of rules: {}", given));
  }
  const auto all = places();
  for (const auto& place : all)
    if (is_rules(place)) return place;
  return fail(ErrorCode::bad_rulebook,
              fmt::format("no rules found, neither in {} nor above the program; set OITCHECK_RULES",
                          all.front().string()));
}

fs::path find_digit_net() {
  const auto rules = find_rules();
  if (!rules) return {};
  std::error_code error;
  fs::path net = *rules / "ocr" / "digits.net";
  return fs::is_regular_file(net, error) ? net : fs::path();
}

}  // namespace oit::rulebook
