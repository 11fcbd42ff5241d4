#pragma once
#include <string>

#include "doc/document_reader.h"
#include "doc/zip_file.h"

namespace oit::doc {

/// Reads a presentation whose main part is `part`: a page per slide that is not hidden, paragraphs
/// and table rows a line each, diagrams at the end. Source: ECMA-376, part 1, section 19.
model::Document read_slides(ZipFile& zip, const std::string& part, const DocumentLimits& limits);

}  // namespace oit::doc
