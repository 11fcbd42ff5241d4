#pragma once
#include <vector>

#include "audit/assess.h"
#include "audit/judge_item.h"

namespace oit::audit {

/// Adds what a site shows without a page of its own: an account linked from the home page, a chat
/// window, a contact block. Only for topics whose required components are all signals of a page.
void add_signals(const model::YearItem& item, const ItemContext& context,
                 std::vector<Assessment>& all);

/// Adds the rows of the year's index that say instead of linking a report that there was nothing to
/// report. Only for topics that allow a nil statement.
void add_nil_rows(const model::YearItem& item, const ItemContext& context,
                  std::vector<Assessment>& all);

}  // namespace oit::audit
