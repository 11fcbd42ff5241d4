#pragma once
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/change.h"
#include "store/store.h"

namespace oit::cli {

using VerdictsOf =
    std::function<std::vector<model::Verdict>(const std::string& site, const std::string& url)>;

/// The earlier verdicts that `name` names: a run of `store` (may be null), or a file that --json
/// wrote: a report, a batch, or lines (.jsonl). Sites of a run are found by id, of a file by
/// address. Errors: bad_argument, io.
Result<VerdictsOf> open_baseline(const std::string& name, store::Store* store);

}  // namespace oit::cli
