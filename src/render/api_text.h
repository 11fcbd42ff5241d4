#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace oit::render {

/// What JSON answers that a page loaded say in words, as an HTML section of paragraphs: each string
/// value once, tags and addresses left out, escaped. Strings that stand in `shown` (the drawn page
/// as HTML) are left out, and so is what follows the first `limit_bytes`. Empty when nothing is
/// left.
std::string text_of_answers(const std::vector<std::string>& bodies, std::string_view shown,
                            std::size_t limit_bytes);

}  // namespace oit::render
