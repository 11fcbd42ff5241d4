#pragma once
#include <string>
#include <vector>

#include "model/change.h"
#include "model/report.h"

namespace oit::scan {

/// The verdicts of a report, in item order, as runs are compared by them.
std::vector<model::Verdict> verdicts_of(const model::Report& report, const std::string& site);

}  // namespace oit::scan
