#pragma once
#include "model/document.h"

namespace oit::crawl {

/// Puts right what the text layer of `document` got wrong in a way that is known; see
/// text::repair_layer.
void repair_layer(model::Document& document);

/// A PDF whose text layer is a scanner's mark or garbage counts as pictures. Where single pages' is
/// garbage, they become blank.
void distrust_layer(model::Document& document);

}  // namespace oit::crawl
