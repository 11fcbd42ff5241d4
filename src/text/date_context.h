#pragma once
#include <cstddef>

#include "text/date_tokens.h"

namespace oit::text {

/// Whether the six months at token `i` are a term, not a half year: ภายใน 6 เดือน, จำคุก 6 เดือน.
bool is_term(const DateText& text, std::size_t i);

/// Whether number token `i` counts forms or meetings, and so is no day: สขร.1 ต.ค. 65.
bool is_counted(const DateText& text, std::size_t i);

/// Whether the years at token `i` are those of a copyright: © 2015–2023.
bool is_copyright(const DateText& text, std::size_t i);

/// Whether number token `i` is part of a document number (1/2566) or introduced as another kind of
/// number (เลขที่, หน้า, โทร.).
bool is_foreign_number(const DateText& text, std::size_t i);

/// Whether what amounts are counted in stands behind token `i`: บาท, คน.
bool has_unit(const DateText& text, std::size_t i);

}  // namespace oit::text
