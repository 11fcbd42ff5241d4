#include "crawl/empty_sections.h"

#include "text/match_key.h"
#include "text/normal.h"

namespace oit::crawl {
namespace {

constexpr std::size_t kMost = 12;
constexpr std::size_t kLineBytes = 400;  // a longer text is no heading, and no statement of nothing
constexpr std::size_t kFewLetters = 4;   // what names a part has more

enum class Says { something, not_there, not_yet };

std::string key_of(std::string_view text) { return text::make_match_key(text, false).bytes; }

/// What a text that stands alone says.
Says read_statement(std::string_view text, const WordLists& words) {
  if (text.size() > kLineBytes) return Says::something;
  const auto key = key_of(text);
  if (words.is("empty_section", key)) return Says::not_there;
  return words.is("not_yet_done", key) ? Says::not_yet : Says::something;
}

/// Whether `text` names something and ends by saying that it is not there.
bool ends_empty(std::string_view text, const WordLists& words) {
  if (text.size() > kLineBytes) return false;
  return words.list("empty_section").ends(key_of(text), kFewLetters);
}

bool begins_with_number(std::string_view line) {
  const auto folded = text::fold_digits(line.substr(0, 12));
  const auto at = folded.find_first_not_of(" (");
  return at != std::string::npos && '0' <= folded[at] && folded[at] <= '9';
}

/// "ส่วนที่ ๒ การวิเคราะห์ผล (อยู่ระหว่างจัดทำ)".
bool begins_part(std::string_view line) {
  return line.starts_with("ส่วนที่") || line.starts_with("บทที่") || line.starts_with("ตอนที่") ||
         line.starts_with("หมวดที่") || begins_with_number(line);
}

}  // namespace

std::vector<model::EmptySection> find_empty_sections(const model::Page& page,
                                                     const std::vector<bool>& is_content,
                                                     const WordLists& words) {
  std::vector<model::EmptySection> sections;
  const model::Block* above = nullptr;
  const auto text_of = [&](const model::Block& block) {
    return std::string_view(page.text).substr(block.begin, block.end - block.begin);
  };
  for (std::size_t i = 0; i < page.blocks.size() && sections.size() < kMost; ++i) {
    const auto& block = page.blocks[i];
    const auto text = text_of(block);
    const bool is_text = !block.in_menu && block.link_bytes == 0;
    const auto says = is_text ? read_statement(text, words) : Says::something;
    // The statement itself may stand on many pages; what it is said of may not.
    if (!is_text || (!is_content[i] && says == Says::something)) {
      above = nullptr;
      continue;
    }
    if (says == Says::something) {
      if (block.kind != model::BlockKind::heading && ends_empty(text, words))
        sections.push_back({std::string(text), {}, false, false});
      above = text.size() <= kLineBytes ? &block : nullptr;
    } else if (above != nullptr) {
      const bool under_heading = above->kind == model::BlockKind::heading;
      sections.push_back({std::string(text_of(*above)), {}, under_heading, says == Says::not_yet});
      above = nullptr;
    }
  }
  return sections;
}

std::vector<model::EmptySection> find_empty_sections(std::string_view lines,
                                                     const WordLists& words) {
  std::vector<model::EmptySection> sections;
  std::string_view above;
  while (!lines.empty() && sections.size() < kMost) {
    const auto end = std::min(lines.find('\n'), lines.size());
    const auto line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (read_statement(line, words) == Says::not_there && !above.empty())
      sections.push_back({std::string(above), {}, above.starts_with("ส่วนที่"), false});
    else if (begins_part(line) && ends_empty(line, words))
      sections.push_back({std::string(line), {}, true, false});
    above = begins_part(line) && line.size() <= kLineBytes ? line : std::string_view();
  }
  return sections;
}

}  // namespace oit::crawl
