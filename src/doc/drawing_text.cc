#include "doc/drawing_text.h"

namespace oit::doc {
namespace {

void append_paragraphs(const pugi::xml_node& node, int depth, std::vector<std::string>& lines) {
  if (depth > kMaxDepth) return;
  for (const auto& inner : node.children()) {
    const auto name = local(inner);
    if (name == "Fallback") continue;
    if (name == "p")
      lines.push_back(paragraph_text(inner));
    else
      append_paragraphs(inner, depth + 1, lines);
  }
}

}  // namespace

std::string paragraph_text(const pugi::xml_node& paragraph) {
  std::string text;
  for (const auto& inner : paragraph.children()) {
    const auto name = local(inner);
    if (name == "br") text += '\n';
    if (name == "r" || name == "fld") text += text_of(child(inner, "t"));
  }
  return text;
}

std::vector<std::string> paragraphs_below(const pugi::xml_node& node) {
  std::vector<std::string> lines;
  append_paragraphs(node, 0, lines);
  return lines;
}

std::vector<std::string> diagram_lines(ZipFile& zip, const Relations& relations) {
  std::vector<std::string> lines;
  for (const auto& path : relations.all_of("/diagramData")) {
    const Part diagram(zip, path);
    for (auto& line : paragraphs_below(diagram.root())) lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace oit::doc
