#pragma once
#include "report/paper_words.h"

namespace oit::report {

/// Form::improvement, with its cover memo.
Paper draw_improvement(const PaperSource& source);

}  // namespace oit::report
