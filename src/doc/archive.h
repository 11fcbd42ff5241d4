#pragma once
#include <string_view>

#include "doc/document_reader.h"

namespace oit::doc {

/// Reads the documents in an archive (ZIP, RAR, 7z, tar, also compressed), one level deep: at most
/// 20 of them and 64 MiB unpacked. A page begins with its entry's name, which is text and never a
/// path to be opened; archives inside, and files that are no documents, are named only.
model::Document read_archive(std::string_view bytes, const DocumentLimits& limits);

}  // namespace oit::doc
