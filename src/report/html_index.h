#pragma once
#include <map>
#include <string>
#include <vector>

#include "report/json.h"
#include "report/lang.h"
#include "report/site_line.h"

namespace oit::report {

/// Everything the page over many sites shows.
struct SitesPage {
  BatchHead head;
  BatchEnd end;
  std::vector<MatrixItem> items;                  ///< of list `head.rulebook_id`
  std::vector<SiteLine> sites;                    ///< in the order of the inventory
  std::map<std::string, model::LocalText> types;  ///< names of types of agencies, by their ids
  bool ranking = false;                           ///< also by their score
};

/// The page over many sites: counts, sites × items as a heat map, the items most often wanting,
/// sites that share a system and hence a fault, and sites that did not open. One file like a site's
/// report, under the same policy; it links to their pages. Any thread.
std::string write_html_index(const SitesPage& page, Lang lang);

}  // namespace oit::report
