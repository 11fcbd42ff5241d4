#pragma once
#include "report/paper_words.h"

namespace oit::report {

/// Form::results7, with its cover memo.
Paper draw_results7(const PaperSource& source);

}  // namespace oit::report
