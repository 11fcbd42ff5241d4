#pragma once
#include <string>

#include "base/result.h"
#include "report/paper.h"

namespace oit::report {

/// `paper` as the bytes of a Word file (Office Open XML, ECMA-376 part 1, transitional): TH Sarabun
/// New, or what the machine has in its place, for Thai and Latin letters alike; A4; page numbers in
/// the head. Equal papers give equal bytes, whatever the day and the time zone. Errors: internal.
/// Any thread.
Result<std::string> write_docx(const Paper& paper);

}  // namespace oit::report
