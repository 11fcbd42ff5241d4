#pragma once
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace oit::report {

/// A ZIP archive of `parts` (name, bytes) in the order given. Each is dated 1 January 1980, so that
/// equal parts give equal bytes. Errors: internal.
Result<std::string> zip_bytes(const std::vector<std::pair<std::string, std::string>>& parts);

}  // namespace oit::report
