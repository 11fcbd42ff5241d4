#pragma once
#include <string_view>

#include "doc/document_reader.h"

namespace oit::doc {

/// Whether the ZIP archive in `bytes` is an office file, by its parts.
bool is_office_archive(std::string_view bytes);

/// Reads the office file in `bytes`, an archive of XML parts, whichever kind it is: DOCX, XLSX,
/// PPTX, ODT, ODS, ODP and their templates. A kind that only a program reads is `unsupported` and
/// asks for it (program.h).
model::Document read_office(std::string_view bytes, const DocumentLimits& limits);

}  // namespace oit::doc
