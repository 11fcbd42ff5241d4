#pragma once
#include <string>

#include "model/report.h"

namespace oit::report {

/// An option that changes what the report means ("ignore_robots"), said as a problem of the site
/// so that no reader of the report misses it.
model::SiteProblem notice(const std::string& name, const model::Report& report);

}  // namespace oit::report
