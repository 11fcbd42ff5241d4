#pragma once
#include "audit/judge_item.h"

namespace oit::audit {

/// The verdict on an item that needs several things, each judged by itself: published when all are,
/// missing when none is there, else what ails those that ail. Each thing is told as a component.
model::Finding judge_parts(const model::YearItem& item, const ItemContext& context);

/// Tells in `finding` of subjects that belong beside the item and are not asked for.
void look_beside(const model::YearItem& item, const ItemContext& context, model::Finding& finding);

}  // namespace oit::audit
