#pragma once
#include "audit/assess.h"
#include "audit/judge_item.h"
#include "model/report.h"

namespace oit::audit {

/// What a stranger needs to check `one`: address, click path, quote, place, time and hash.
model::Evidence evidence_of(const Assessment& one, const ItemContext& context);

}  // namespace oit::audit
