#pragma once
#include <string>
#include <string_view>

#include "doc/document_reader.h"
#include "doc/order.h"

namespace oit::doc {

/// The reason of an `unsupported` Document that `program` could read: how a child asks for it.
std::string_view asks_for(Program program);

/// The program `document` asks for; none when it asks for nothing.
Program asked_by(const model::Document& document);

/// The Debian package that holds `program`.
std::string_view package_of(Program program);

/// Where `program` is on this machine, by PATH; "" when it is not installed.
std::string path_of(Program program);

/// A file a program made, open for reading, or how it ended without one (`file` is -1).
struct Converted {
  int file = -1;
  model::DocumentOutcome outcome = model::DocumentOutcome::crashed;
  std::string why;
};

/// Runs `program` on the open file `document` in a process and sandbox of its own, and waits for
/// it. antiword gives UTF-8 text; LibreOffice DOCX, XLSX or PPTX, by way of the empty folder
/// `private_dir`, which the caller deletes. Called in a child, before it has entered its own
/// sandbox; looks at no byte of the document.
Converted convert(Program program, int document, const std::string& private_dir,
                  const DocumentLimits& limits);

}  // namespace oit::doc
