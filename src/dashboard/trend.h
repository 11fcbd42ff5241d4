#pragma once
#include <vector>

#include "base/result.h"
#include "dashboard/filter.h"
#include "dashboard/scene.h"
#include "store/store.h"

namespace oit::dashboard {

/// Every run, oldest first, with the sites that `filter` asks for in it: each point says what the
/// overview of that run says under the same filter; items are counted only if asked for. Its words
/// alone are looked up among the names and addresses of `run`. Errors: as Store.
Result<std::vector<store::GroupCounts>> trend_of(store::Store& store, const RunSites& run,
                                                 const Filter& filter, store::With with);

}  // namespace oit::dashboard
