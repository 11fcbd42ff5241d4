#pragma once
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "dashboard/request.h"
#include "store/summary.h"

namespace oit::dashboard {

enum class Sort : std::uint8_t { inventory, lowest, highest, name };

/// Which sites of a run are asked for. What is empty allows every site.
struct Filter {
  std::string words = {};  ///< in the name, address or id
  std::string province = {}, district = {}, agency_type = {}, tag = {};
  std::string item = {};                     ///< only sites that have it …
  std::optional<model::Status> status = {};  ///< … so; without `item`: any item of theirs
  Sort sort = Sort::inventory;
  std::size_t page = 1;

  bool operator==(const Filter&) const = default;
};

/// The filter in a request's query; what is no value of ours is left out.
Filter read_filter(const Request& request);
/// The query that gives the same filter.
Params write_filter(const Filter& filter);

/// Whether a site's name, address or id has `words` in it.
bool has_words(const store::SiteSummary& site, const std::string& words);

/// Those of `sites` that the filter asks for, in its order. They outlive the result.
std::vector<const store::SiteSummary*> choose(const std::vector<store::SiteSummary>& sites,
                                              const Filter& filter);

/// The values that may be chosen, sorted.
struct Choices {
  std::set<std::string> provinces, districts, agency_types, tags;
  std::vector<std::string> items;  ///< in item order
};
Choices choices_of(const std::vector<store::SiteSummary>& sites);

/// "O2" before "O12".
bool item_before(const std::string& a, const std::string& b);

/// The status that JSON names so.
std::optional<model::Status> read_status(std::string_view name);

}  // namespace oit::dashboard
