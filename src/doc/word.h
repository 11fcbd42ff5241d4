#pragma once
#include <string>

#include "doc/document_reader.h"
#include "doc/zip_file.h"

namespace oit::doc {

/// Reads a Word document whose main part is `part`: paragraphs and table rows in order, a page per
/// hard page break. The first page's header leads, notes and diagrams follow at the end; what
/// tracked changes deleted and hidden text is left out. Source: ECMA-376, part 1, section 17.
model::Document read_word(ZipFile& zip, const std::string& part, const DocumentLimits& limits);

}  // namespace oit::doc
