#pragma once
#include <string>
#include <string_view>

#include "doc/document_reader.h"
#include "doc/grey.h"

namespace oit::doc {

/// Reads the text of the PDF in `bytes` with poppler; `image_only` when there is hardly any. Runs
/// in a child.
model::Document read_pdf(std::string_view bytes, const DocumentLimits& limits);

/// A page to be recognised, or why there is none.
struct DrawnPage {
  model::DocumentOutcome outcome = model::DocumentOutcome::damaged;
  std::string why;
  GreyPage page;
  int page_count = 0;
};

/// Draws page `number`, from 0, of the PDF open at `document`: 200 dots an inch, fewer where that
/// would be more than kMaxPixels; `empty` when it is of one tone. Throws what the library throws.
/// Runs in a child.
DrawnPage draw_pdf_page(int document, int number);

/// Loads what every reading needs once, in the zygote.
void prepare_pdf();

}  // namespace oit::doc
