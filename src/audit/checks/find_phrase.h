#pragma once
#include <cstdint>

#include "model/facts.h"

namespace oit::audit {

/// The fact of phrase `number` on `page`; null when the phrase does not stand there.
const model::PhraseFact* find_phrase(const model::PageFacts& page, std::uint32_t number);

/// The words around `fact`'s first place on `page`; empty when they were not kept.
std::string quote_of(const model::PageFacts& page, const model::PhraseFact& fact);

}  // namespace oit::audit
