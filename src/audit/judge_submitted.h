#pragma once
#include "audit/judge_item.h"

namespace oit::audit {

/// The verdict on the address an office entered for `item`, judged by itself. A list of the item's
/// papers is right when all evidence of `finding`, our own verdict, hangs in it.
model::Submitted judge_submitted(const model::YearItem& item, const url::Url& address,
                                 const model::Finding& finding, const ItemContext& context);

}  // namespace oit::audit
