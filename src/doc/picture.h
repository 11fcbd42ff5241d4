#pragma once
#include "doc/grey.h"
#include "doc/pdf.h"

namespace oit::doc {

/// Reads the picture open at `document` (JPEG, PNG, GIF, WebP, TIFF, BMP; of several pages the
/// first) in grey: what is see-through is white, large ones are made smaller to kMaxPixels, small
/// ones larger, for their letters are small, too. `empty` when it is of one tone, `damaged` when it
/// is cut off, `image_only` for other kinds. Runs in a child.
DrawnPage load_picture(int document);

/// The page turned clockwise by `quarters` right angles, 0 to 3.
GreyPage turn(const GreyPage& page, int quarters);

/// The page `factor` times as large, at least one pixel.
GreyPage resize(const GreyPage& page, double factor);

}  // namespace oit::doc
