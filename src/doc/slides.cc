#include "doc/slides.h"

#include <vector>

#include "doc/drawing_text.h"
#include "doc/text_pages.h"
#include "doc/xml.h"

namespace oit::doc {
namespace {

class SlidesReader {
 public:
  SlidesReader(ZipFile& zip, const DocumentLimits& limits) : zip_(zip), pages_(limits) {}

  model::Document read(const std::string& part) {
    const Part deck(zip_, part);
    const Relations relations(zip_, part);
    for (const auto& slide : child(deck.root(), "sldIdLst").children())
      read_slide(relations.find(relation_id(slide)));
    const std::size_t signs = pages_.signs();
    auto text = pages_.take();
    judge_contents(text, signs, has_pictures_);
    return text;
  }

 private:
  void read_slide(const std::string& path) {
    const Part slide(zip_, path);
    if (attribute(slide.root(), "show") == "0") return;
    pages_.begin_page();
    read_shapes(slide.root(), 0);
    for (const auto& line : diagram_lines(zip_, Relations(zip_, path))) pages_.add_line(line);
  }

  void read_shapes(const pugi::xml_node& parent, int depth) {
    if (depth > kMaxDepth || pages_.is_full()) return;
    for (const auto& node : parent.children()) {
      const auto name = local(node);
      if (name == "Fallback") continue;
      has_pictures_ = has_pictures_ || name == "blip";
      if (name == "p")
        pages_.add_line(paragraph_text(node));
      else if (name == "tr")
        read_row(node);
      else
        read_shapes(node, depth + 1);
    }
  }

  void read_row(const pugi::xml_node& row) {
    std::vector<std::string> cells;
    for (const auto& cell : row.children()) {
      if (local(cell) != "tc") continue;
      std::string& text = cells.emplace_back();
      for (const auto& line : paragraphs_below(cell)) text += text.empty() ? line : ' ' + line;
    }
    pages_.add_row(cells);
  }

  ZipFile& zip_;
  TextPages pages_;
  bool has_pictures_ = false;
};

}  // namespace

model::Document read_slides(ZipFile& zip, const std::string& part, const DocumentLimits& limits) {
  return SlidesReader(zip, limits).read(part);
}

}  // namespace oit::doc
