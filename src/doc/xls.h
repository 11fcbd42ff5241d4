#pragma once
#include "doc/document_reader.h"

namespace oit::doc {

/// Reads the XLS workbook (BIFF 5 to 8) open at `file`: a page per sheet, its name first, then each
/// row as a line.
model::Document read_xls(int file, const DocumentLimits& limits);

}  // namespace oit::doc
