#pragma once
#include <chrono>
#include <cstddef>
#include <string>

#include "model/site_entry.h"
#include "net/http_fetcher.h"
#include "text/dates.h"

namespace oit::scan {

/// How sites are scanned; a site's own limits (model::SiteLimits) go before.
struct ScanOptions {
  net::FetchLimits fetch;
  text::Day as_of{};
  std::size_t max_pages = 500;
  std::chrono::milliseconds max_time{600'000};
  std::size_t connections = 1;
  bool exhaustive = false;
  bool has_browser = false;                             ///< a site may ask for it, too
  model::RenderMode render = model::RenderMode::never;  ///< when a browser draws a site's pages
  std::size_t max_rendered = 60;                        ///< pages of a site a browser draws
  std::size_t workers = 2;
  std::size_t sites_at_once = 1;
  bool ocr = true;             ///< scans and pictures are recognised where that is possible
  std::size_t ocr_pages = 60;  ///< of one site
  bool second_pass = false;    ///< sites that could not be opened are tried once more at the end
  std::string tool_version;
  std::string run_id;  ///< of every report; empty: each gets its own
};

/// How many sites may be in flight so that half of the memory that is free now holds them; at least
/// 8, at most 1,000. Source: /proc/meminfo and the control group's limit.
std::size_t sites_for_memory();

}  // namespace oit::scan
