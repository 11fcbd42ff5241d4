#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/waiver.h"
#include "text/dates.h"
#include "url/url.h"

namespace oit::model {

/// What the operator knows of a site; everything may be empty.
struct SiteProfile {
  std::string name;
  std::string agency_type;                      ///< id of units.toml; empty: read from the name
  std::map<std::string, std::string> units;     ///< role id or item id ("O12") -> unit name
  std::map<std::string, std::string> contacts;  ///< unit name -> how to reach it
  std::optional<text::Day> deadline;            ///< instead of the rulebook's
  std::map<std::string, url::Url>
      submitted;                ///< item id -> address entered in the assessment system
  std::vector<Waiver> waivers;  ///< one of an item at most
  /// What the assessors gave last year, 0..100: "total", "previous" (the total of the year before),
  /// "iit", "eit", "oit", an indicator ("1".."10") or a question ("i1", "e6").
  std::map<std::string, double> scores;
};

}  // namespace oit::model
