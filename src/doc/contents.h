#pragma once
#include <string_view>

#include "doc/document_reader.h"

namespace oit::doc {

/// Reads `bytes`, which is whatever its contents say, not its name: PDF, office file, archive, text
/// or picture. `file` is open on the same bytes, or -1. A kind that only a program reads asks for
/// it (program.h). Runs in a child.
model::Document read_contents(std::string_view bytes, int file, const DocumentLimits& limits);

/// Whether an archive is a document of its own: an office file.
bool is_document_archive(std::string_view bytes);

}  // namespace oit::doc
