#pragma once
#include <string>
#include <vector>

#include "doc/xml.h"
#include "doc/zip_file.h"

namespace oit::doc {

/// The text of a drawing's paragraph; a line break is '\n'. Source: ECMA-376, part 1, section 21.1.
std::string paragraph_text(const pugi::xml_node& paragraph);

/// The paragraphs below `node` in order, those of tables aside.
std::vector<std::string> paragraphs_below(const pugi::xml_node& node);

/// What the diagrams ("SmartArt") of a part with `relations` say: an office's structure is often
/// drawn so.
std::vector<std::string> diagram_lines(ZipFile& zip, const Relations& relations);

}  // namespace oit::doc
