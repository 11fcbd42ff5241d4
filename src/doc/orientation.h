#pragma once
#include "doc/grey.h"

namespace oit::doc {

/// Whether the lines of writing seem to run up or down the page, as on a page scanned on its side.
/// Judged by how the ink is spread, which is cheap and may err: only reading tells for certain.
bool seems_on_its_side(const GreyPage& page);

}  // namespace oit::doc
