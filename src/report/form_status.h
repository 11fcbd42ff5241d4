#pragma once
#include "report/paper_words.h"

namespace oit::report {

/// Form::status, with its cover memo.
Paper draw_status(const PaperSource& source);

}  // namespace oit::report
