#pragma once
#include "report/paper_words.h"

namespace oit::report {

/// Form::measures, with its cover memo.
Paper draw_measures(const PaperSource& source);

}  // namespace oit::report
