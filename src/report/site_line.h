#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/report.h"
#include "report/lang.h"

namespace oit::report {

/// What forms over many sites hold of one: little enough for ten thousand in memory.
struct SiteLine {
  std::string id;
  std::string address;  ///< as asked for
  std::string name, agency_type, province, district;
  std::string outcome;  ///< the report's, or "not_started" or "bad_entry"
  std::string error;    ///< of a bad entry
  std::string rulebook;
  std::string page;    ///< of the site's own report, relative to the index; may be empty
  std::string system;  ///< shape of the addresses its content has, see system_of()
  double oit = 0, oit_best = 0;
  bool given = false;    ///< the score
  std::size_t open = 0;  ///< items somebody should work at
  std::vector<std::pair<std::string, model::Status>> items;

  /// The status of item `id`; nothing when the site's list has no such item.
  const model::Status* status_of(std::string_view id) const;
  std::size_t count(model::Status status) const;
};

/// Fills what `report`, which is cleaned, says.
void read_report(SiteLine& line, const model::Report& report);

/// The shape that most addresses of a site's content have, host left out and numbers as "#":
/// "/public/list/data/detail/id/#". Sites with one shape run on one system, of whichever vendor.
/// Empty when too few addresses agree.
std::string system_of(const model::Report& report);

/// Sites by place in order of their score, best first; those without a score are not in it.
/// `second` is the rank: equal scores share one.
std::vector<std::pair<std::size_t, std::size_t>> ranking(const std::vector<SiteLine>& sites);

/// A column of a matrix sites × items.
struct MatrixItem {
  std::string id;
  model::LocalText title;
};

/// The name of a type of agencies; its id where none is known.
std::string type_name(const std::map<std::string, model::LocalText>& types, const std::string& id,
                      Lang lang);

/// A status in a word short enough for a matrix.
std::string_view short_status_text(model::Status status, Lang lang);

/// Statuses in their order of goodness, as tables list them.
inline constexpr model::Status kStatusOrder[] = {
    model::Status::published, model::Status::incomplete, model::Status::stale,
    model::Status::broken,    model::Status::missing,    model::Status::not_due,
    model::Status::unverified};

}  // namespace oit::report
