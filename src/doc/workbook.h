#pragma once
#include <string>

#include "doc/document_reader.h"
#include "doc/zip_file.h"

namespace oit::doc {

/// Reads a workbook whose main part is `part`: a page per sheet that is not hidden, its name first,
/// then each row as a line, then the text of drawings on it. Source: ECMA-376, part 1, section 18.
model::Document read_workbook(ZipFile& zip, const std::string& part, const DocumentLimits& limits);

}  // namespace oit::doc
