#pragma once
#include "report/paper_words.h"

namespace oit::report {

/// Form::results6, with its cover memo.
Paper draw_results6(const PaperSource& source);

}  // namespace oit::report
