#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/site_profile.h"

namespace oit::model {

/// When pages are asked for as a browser draws them.
enum class RenderMode : std::uint8_t {
  automatic,  ///< a page that shows it is nothing without its scripts
  never,
  always  ///< every page
};

/// Limits of one site where they differ from the run's.
struct SiteLimits {
  std::optional<std::size_t> max_pages, connections;
  std::optional<std::chrono::milliseconds> max_time, delay;
  std::optional<RenderMode> render;
};

/// One line of an inventory: a site somebody asked to have checked.
struct SiteEntry {
  std::string id;         ///< unique in its inventory; letters, digits, '.', '_' and '-'
  std::string requested;  ///< the address as written
  url::Url url;
  std::string province, district;
  std::vector<std::string> tags;
  std::string rulebook;  ///< id; empty: the run's
  SiteProfile profile;   ///< what the operator knows of it, waivers included
  SiteLimits limits;
  std::size_t line = 0;  ///< where it stands in its file, from 1; 0: on the command line
};

}  // namespace oit::model
