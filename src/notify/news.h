#pragma once
#include <chrono>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/change.h"
#include "model/rulebook.h"

namespace oit::notify {

/// What telling people needs to know of a site.
struct SiteCard {
  std::string id;  ///< as in Change::site
  std::string name, url, province;
  std::set<std::string> tags;
  std::map<std::string, std::string> contacts;  ///< unit name -> how to reach it; mail is used
  std::set<std::string> waived;                 ///< items that ring no bell today
  std::string outcome_before, outcome_after;    ///< as in the report; empty: not known
};

/// What telling people needs to know of a run.
struct RunCard {
  std::string id, previous;  ///< `previous` is empty for a first run
  std::chrono::system_clock::time_point started_at{};
  bool complete = true;  ///< every site had its turn
  std::string failure;   ///< one sentence when the run failed; else empty
};

/// What changed from one run to another.
struct News {
  RunCard run;
  std::vector<model::Change> changes;
  std::vector<SiteCard> sites;                     ///< in the inventory's order; digests keep it
  std::map<std::string, model::LocalText> titles;  ///< item id -> official title
};

}  // namespace oit::notify
