#pragma once
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/report.h"
#include "store/database.h"
#include "text/dates.h"

namespace oit::store {

/// What lists show of one site in one run, without its report.
struct SiteSummary {
  std::string run, site;
  std::string name, url;  ///< as the inventory has them; never empty: the address, if no name
  std::string agency_type, province, district;
  std::vector<std::string> tags;
  std::string outcome;  ///< as in the report; "ok" when it was opened
  double oit = 0, oit_best = 0, points_lost = 0;
  std::chrono::system_clock::time_point at{};                ///< when the site was done
  std::vector<std::pair<std::string, model::Status>> items;  ///< "O12" and its status, in order
};

/// By what the sites of a run are counted.
enum class GroupBy : std::uint8_t { all, province, district, agency_type, tag };

std::string_view name_of(GroupBy by);

constexpr std::size_t kStatuses = 7;  ///< model::Status has so many

/// The sites of a run that share a district, type or tag, in numbers.
struct GroupCounts {
  std::string run, value;                      ///< `value` is empty for GroupBy::all
  std::chrono::system_clock::time_point at{};  ///< when the run began
  text::Day as_of{};
  std::size_t sites = 0, failed = 0;           ///< done; of these, could not be opened
  double oit = 0;                              ///< mean of those that were opened; 0 when none was
  std::array<std::size_t, kStatuses> items{};  ///< by model::Status, of those that were opened
};

/// Which sites are counted. What is empty allows every site.
struct SiteFilter {
  std::string province = {}, district = {}, agency_type = {}, tag = {};
  std::string item = {};                            ///< only sites that have it …
  std::optional<model::Status> status = {};         ///< … so; without `item`: any item of theirs
  std::optional<std::set<std::string>> sites = {};  ///< only these, by id

  bool operator==(const SiteFilter&) const = default;
};

/// What a trend tells of each run: counting items costs more.
enum class With : std::uint8_t { scores, items };

/// The letter a status is kept as.
char letter_of(model::Status status);

/// A run's item statuses as one short text, "O1p O2m", and back; what is no such text is left out.
std::string write_statuses(const std::vector<std::pair<std::string, model::Status>>& items);
std::vector<std::pair<std::string, model::Status>> read_statuses(std::string_view text);

/// Writes the summary of a site whose verdicts are in the store, and counts it in its groups.
/// Inside the transaction that saves them: a site is counted once.
Result<bool> add_summary(Database& database, const std::string& run, const std::string& site);

/// Does so for every site that was saved before there were summaries.
Result<bool> add_all_summaries(Database& database);

}  // namespace oit::store
