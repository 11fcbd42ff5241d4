#pragma once
#include "doc/document_reader.h"

namespace oit::doc {

/// Reads the PDF open at `document` with poppler and writes frames to `out`. Runs in a child.
void read_pdf(int document, int out, const DocumentLimits& limits);

/// Loads what every reading needs once, in the zygote.
void prepare_pdf();

}  // namespace oit::doc
