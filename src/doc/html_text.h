#pragma once
#include <string>
#include <string_view>

namespace oit::doc {

/// The text of a page of HTML that is a part of another file: a line for each block and row, the
/// cells of a row parted by " | ". What is a script, a style or a comment is left out. `bytes` are
/// of any charset; UTF-8 comes back. Any thread.
std::string read_html_text(std::string_view bytes);

}  // namespace oit::doc
