#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "doc/document_reader.h"

namespace oit::doc {

/// One stream of an OLE2 file.
struct OleStream {
  std::string name;  ///< its ASCII letters
  std::string head;  ///< its first bytes, at most 512; empty for a short stream, kept elsewhere
};

/// The streams an OLE2 file's directory names, at most 2,000; none when its structure is damaged.
/// Source: [MS-CFB], sections 2.2 to 2.6.
std::vector<OleStream> read_ole_streams(std::string_view bytes);

/// Reads what the OLE2 file open at `file`, whose bytes are `bytes`, is by its streams: XLS here,
/// encrypted files by their mark; a DOC or PPT asks for its program (program.h). `file` -1 when it
/// is no file of its own.
model::Document read_ole(std::string_view bytes, int file, const DocumentLimits& limits);

}  // namespace oit::doc
