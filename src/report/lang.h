#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "model/rulebook.h"

namespace oit::report {

/// The language a report is written in. Names and quotes from the site stay as they are.
enum class Lang : std::uint8_t { th, en };

/// `th` or `en`, whichever `lang` asks for; `th` when there is no English.
inline std::string_view pick(Lang lang, std::string_view th, std::string_view en) {
  return lang == Lang::th || en.empty() ? th : en;
}

/// The words of `text` in `lang`.
inline const std::string& pick(Lang lang, const model::LocalText& text) {
  return lang == Lang::th || text.en.empty() ? text.th : text.en;
}

}  // namespace oit::report
