#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "scan/sites_file.h"

namespace oit::scan {

inline constexpr std::size_t kMostSites = 100'000;

/// A line or table on its way to being an entry or a BadLine.
struct SiteDraft {
  model::SiteEntry entry;
  std::vector<std::string> problems;  ///< each with its place
};

/// Asks the caller for each rulebook once.
class Rulebooks {
 public:
  explicit Rulebooks(const RulebookOf& ask) : ask_(ask) {}
  Result<const model::Rulebook*> get(const std::string& id);

 private:
  const RulebookOf& ask_;
  std::map<std::string, Result<const model::Rulebook*>> known_;
};

/// Reads the address of `draft`, and what is wrong with it as a problem of `place` ("file:line").
void read_address(std::string_view written, std::string_view place, SiteDraft& draft);

/// The lines of a CSV text, UTF-8. Errors: as of read_sites().
Result<std::vector<SiteDraft>> read_csv_sites(std::string_view text, const std::string& file,
                                              Rulebooks& rulebooks);

/// The tables of a TOML text. Errors: as of read_sites().
Result<std::vector<SiteDraft>> read_toml_sites(std::string_view text, const std::string& file,
                                               Rulebooks& rulebooks);

}  // namespace oit::scan
