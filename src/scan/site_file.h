#pragma once
#include <filesystem>

#include "base/result.h"
#include "model/rulebook.h"
#include "model/site_profile.h"

namespace oit::scan {

/// Reads what an operator wrote about a site: `name`, `agency_type`, `deadline` (YYYY-MM-DD, A.D.),
/// and the tables `units` (role or item to unit), `contacts` (unit to address) and `submitted`
/// (item to the address entered in the assessment system) and `scores` (see SiteProfile), and the
/// list `waiver` (item, reason, owner, until). Each error names file, line and key; an
/// unknown key, role, item or agency type is one. Errors: bad_config.
Result<model::SiteProfile> read_site_file(const std::filesystem::path& path,
                                          const model::Rulebook& rulebook);

/// Adds declared addresses from a file of `O12 = "https://…"` lines, with or without a [submitted]
/// table head. Errors: bad_config.
Result<bool> read_submitted_file(const std::filesystem::path& path, const model::Rulebook& rulebook,
                                 model::SiteProfile& profile);

}  // namespace oit::scan
