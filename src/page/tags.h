#pragma once
#include <gumbo.h>

namespace oit::page {

/// Whether browsers part the text before and after the element.
bool is_block(GumboTag tag);

/// 1–6 for h1–h6, Headings::kBoxTitle for captions and legends, else 0.
int heading_rank(GumboTag tag);

/// From inside these no heading reaches what follows.
bool closes_headings(GumboTag tag);

}  // namespace oit::page
