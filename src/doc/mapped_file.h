#pragma once
#include <string>
#include <string_view>

#include "model/document.h"

namespace oit::doc {

/// The bytes of an open file for as long as a child lives; they are never unmapped.
struct MappedFile {
  /// Maps the file open at `document`; without bytes, `outcome` and `why` say what was wrong.
  explicit MappedFile(int document);

  std::string_view bytes;
  model::DocumentOutcome outcome = model::DocumentOutcome::ok;
  std::string why;
};

}  // namespace oit::doc
