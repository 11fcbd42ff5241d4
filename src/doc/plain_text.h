#pragma once
#include <string_view>

#include "model/document.h"

namespace oit::doc {

/// A text file's bytes as a Document of one page; `declared_charset` as text::decode() takes it.
/// Where the lines are records, parted alike by commas, semicolons or tabs, a row is one line, its
/// cells joined by " | ", as in sheets. Any thread.
model::Document read_plain_text(std::string_view bytes, std::string_view declared_charset);

/// What antiword writes, as a Document of one page: rows of tables stand between bars.
model::Document read_antiword_text(std::string_view utf8);

}  // namespace oit::doc
