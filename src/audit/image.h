#pragma once
#include "audit/assess.h"

namespace oit::audit {

/// Ends the assessment of a picture or scan: the words that lead there must name subject and
/// period.
void assess_image(Assessment& out, const AssessContext& context);

/// A picture that is whole, of pixels, and no icon.
bool is_photo_of_paper(const model::PageFacts& picture);

/// True for a page that shows pictures and says next to nothing.
bool is_picture_page(const model::PageFacts& page);

/// Names or numbers in writing beside the pictures: what the topic asks for can be read.
bool shows_people_or_contacts(const model::Topic& topic, const model::PageFacts& page);

}  // namespace oit::audit
