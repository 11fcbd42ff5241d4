#pragma once
#include "model/rulebook.h"
#include "text/dates.h"

namespace oit::audit {

/// The months from `from` to `deadline` as offices write them: "ม.ค. - มี.ค. 66", and in English
/// "Jan - Mar 2566". A deadline already past gives the month of `from` alone.
model::LocalText due_window(text::Day from, text::Day deadline);

/// A day in words: "30 เม.ย. 2566" and "30 Apr 2023".
model::LocalText day_words(text::Day day);

}  // namespace oit::audit
