#pragma once
#include <cstddef>

#include "audit/assess.h"

namespace oit::audit {

inline constexpr std::size_t kEmptyPage = 120;  ///< letters; less is a heading and nothing else

/// What keeps a target that opened from being read; true when that settles the candidate.
bool assess_unreadable(Assessment& out);

/// A page or document without substance; true when that settles the candidate.
bool assess_substance(Assessment& out, const AssessContext& context);

}  // namespace oit::audit
