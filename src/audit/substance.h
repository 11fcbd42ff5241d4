#pragma once
#include <cstddef>

#include "audit/assess.h"

namespace oit::audit {

inline constexpr std::size_t kEmptyPage = 120;  ///< letters; less is a heading and nothing else

/// What keeps a target that opened from being read; true when that settles the candidate.
bool assess_unreadable(Assessment& out);

/// The page of a program that only shows the document named in its address.
bool is_viewer(const Candidate& candidate, const model::Rulebook& rulebook);

/// A page or document without substance; true when that settles the candidate.
bool assess_substance(Assessment& out, const AssessContext& context);

/// A word the subject is known by, or one that a component asks for, stands in the target's text.
bool speaks_of_it(const Candidate& candidate, const AssessContext& context);

/// A page that bears the subject's name and then speaks of something else, or of nothing: no word
/// the subject is known by stands in its text, and there is nothing else on it to look at.
bool says_nothing_of_it(const Candidate& candidate, const AssessContext& context);

/// Something `topic`, one of people, contacts or channels, asks for; what stands in footers does
/// not count.
bool shows_signal(const model::Topic& topic, const model::Signals& signals);

}  // namespace oit::audit
