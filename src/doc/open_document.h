#pragma once
#include "doc/document_reader.h"
#include "doc/zip_file.h"

namespace oit::doc {

/// Reads the OpenDocument file `zip`, text, sheets or slides, with its metadata: as read_word(),
/// read_workbook() and read_slides() do. Source: OASIS OpenDocument 1.3, part 3.
model::Document read_open_document(ZipFile& zip, const DocumentLimits& limits);

}  // namespace oit::doc
