#include "crawl/empty_sections.h"

#include <algorithm>

#include "crawl/dated.h"
#include "text/dates.h"
#include "text/item_code.h"
#include "text/match_key.h"
#include "text/normal.h"

namespace oit::crawl {
namespace {

constexpr std::size_t kMost = 24;
constexpr std::size_t kRowBytes = 3000;  // of a row with many entries
constexpr std::size_t kNameBytes = 150;  // of the words before "(ไม่มีข้อมูล)" that name the part
constexpr std::size_t kLineBytes = 400;  // a longer text is no heading, and no statement of nothing
constexpr std::size_t kFewLetters = 4;   // what names a part has more

enum class Says { something, not_there, not_yet };

std::string key_of(std::string_view text) { return text::make_match_key(text, false).bytes; }

/// What a text that stands alone says.
Says read_statement(std::string_view text, const WordLists& words) {
  if (text.size() > kLineBytes) return Says::something;
  const auto key = key_of(text);
  if (words.list("empty_section").is_made_of(key)) return Says::not_there;
  if (text.starts_with('(') || text.starts_with('['))  // "(อยู่ระหว่างจัดทำ จะเผยแพร่เมื่อแล้วเสร็จ)"
    for (const auto& place : words.list("empty_section").places(key))
      if (place.first == 0) return Says::not_there;
  return words.is("not_yet_done", key) ? Says::not_yet : Says::something;
}

/// Whether `text` names something and ends by saying that it is not there.
bool ends_empty(std::string_view text, const WordLists& words) {
  if (text.size() > kLineBytes) return false;
  return words.list("empty_section").ends(key_of(text), kFewLetters);
}

/// Whether "(", "[", ":" or a dash stands before `at`.
bool is_introduced(std::string_view text, std::size_t at) {
  auto before = text.substr(0, at);
  while (before.ends_with(' ')) before.remove_suffix(1);
  static constexpr std::string_view kMarks[] = {"(", "[", ":", "-", "–", "—"};
  return std::ranges::any_of(kMarks, [&](auto mark) { return before.ends_with(mark); });
}

/// The last words of `text` that could name a part: of one entry, and back to a space.
std::string last_words(std::string_view text) {
  constexpr std::size_t kNameLetters = 10;
  if (const auto entry = text.find_last_of(")\n"); entry != std::string_view::npos)
    text.remove_prefix(entry + 1);
  for (auto space = text.rfind(' '); space != std::string_view::npos && space > 0;
       space = text.rfind(' ', space - 1)) {
    const auto words = text.substr(space + 1);
    if (words.size() > kNameBytes || count_letters(words) >= kNameLetters)
      return std::string(words);
  }
  return std::string(text);
}

/// Entries of a row or line that say so of themselves: "การพัฒนาบุคลากร (ไม่มีข้อมูล)", "แนวปฏิบัติ –
/// ยังไม่ได้จัดทำ (กำหนดจัดเดือนกรกฎาคม)".
void add_asides(std::string_view text, int item, const WordLists& words,
                std::vector<model::EmptySection>& sections) {
  if (text.size() > kRowBytes) return;
  const auto key = text::make_match_key(text);
  for (const std::string_view list : {"empty_section", "not_yet_done"}) {
    for (const auto& [begin, end] : words.list(list).places(key.bytes)) {
      const auto at = key.origin[begin];
      const auto gap = text.substr(key.origin[end - 1], key.origin[end] - key.origin[end - 1]);
      const bool is_closed =
          end == key.bytes.size() || gap.find_first_of("()[]\n ") != std::string_view::npos;
      if (!is_closed || !is_introduced(text, at) || sections.size() >= kMost) continue;
      auto name = last_words(text.substr(0, at));
      if (key_of(name).size() < kFewLetters) continue;
      sections.push_back({std::move(name), {}, false, list == "not_yet_done", item});
    }
  }
}

bool begins_with_number(std::string_view line) {
  const auto folded = text::fold_digits(line.substr(0, 12));
  const auto at = folded.find_first_not_of(" (");
  return at != std::string::npos && '0' <= folded[at] && folded[at] <= '9';
}

/// "หมายเหตุ ยังไม่ได้กำหนดมาตรการจัดการความเสี่ยง"; the remark may go on below.
bool is_lacking_note(std::string_view line, const WordLists& words) {
  return line.starts_with("หมายเหตุ") && line.size() <= kLineBytes &&
         words.has("lacking_notes", key_of(line));
}

/// "ส่วนที่ ๒ การวิเคราะห์ผล (อยู่ระหว่างจัดทำ)".
bool begins_part(std::string_view line) {
  return line.starts_with("ส่วนที่") || line.starts_with("บทที่") || line.starts_with("ตอนที่") ||
         line.starts_with("หมวดที่") || begins_with_number(line);
}

}  // namespace

std::vector<model::EmptySection> find_empty_sections(const model::Page& page,
                                                     const std::vector<bool>& is_content,
                                                     bool says_empty, const WordLists& words) {
  std::vector<model::EmptySection> sections;
  const model::Block* above = nullptr;
  const auto text_of = [&](const model::Block& block) {
    return std::string_view(page.text).substr(block.begin, block.end - block.begin);
  };
  int item = 0;
  for (std::size_t i = 0; i < page.blocks.size() && sections.size() < kMost; ++i) {
    const auto& block = page.blocks[i];
    const auto text = text_of(block);
    const auto before = sections.size();
    if (is_content[i] && says_empty) {
      if (const auto codes = text::find_item_codes(text); !codes.empty())
        item = codes.size() == 1 && !codes.front().doubtful ? codes.front().number : 0;
      if (block.kind != model::BlockKind::heading) add_asides(text, item, words, sections);
    }
    const bool is_text = !block.in_menu && block.link_bytes == 0;
    const bool may_say = is_text && (says_empty || !is_content[i]);
    const auto says = may_say ? read_statement(text, words) : Says::something;
    // The statement itself may stand on many pages; what it is said of may not.
    if (!is_text || (!is_content[i] && says == Says::something)) {
      above = nullptr;
      continue;
    }
    if (says == Says::something) {
      const bool is_said = sections.size() > before;  // by one of its entries
      if (says_empty && !is_said && block.kind != model::BlockKind::heading &&
          ends_empty(text, words))
        sections.push_back({std::string(text), {}, false, false, item});
      above = text.size() <= kLineBytes ? &block : nullptr;
    } else if (above != nullptr) {
      const bool under_heading = above->kind == model::BlockKind::heading;
      sections.push_back(
          {std::string(text_of(*above)), {}, under_heading, says == Says::not_yet, item});
      above = nullptr;
    }
  }
  return sections;
}

std::vector<model::NilRow> find_nil_rows(const model::Page& page,
                                         const std::vector<bool>& is_content,
                                         const WordLists& words) {
  constexpr std::size_t kMostRows = 20;
  std::vector<model::NilRow> rows;
  std::vector<text::PeriodMention> year;  // of the last heading below the number
  int item = 0;
  for (std::size_t i = 0; i < page.blocks.size() && rows.size() < kMostRows; ++i) {
    const auto& block = page.blocks[i];
    if (!is_content[i]) continue;
    const auto text = std::string_view(page.text).substr(block.begin, block.end - block.begin);
    if (const auto codes = text::find_item_codes(text); !codes.empty()) {
      item = codes.size() == 1 && !codes.front().doubtful ? codes.front().number : 0;
      year.clear();
    }
    if (item == 0 || block.link_bytes > 0 || text.size() > kLineBytes) continue;
    auto periods = text::find_periods(text);
    if (words.has("nil", key_of(text)))
      rows.push_back({item, std::string(text), periods.empty() ? year : periods});
    else if (!periods.empty() && block.kind == model::BlockKind::heading)
      year = std::move(periods);
  }
  return rows;
}

std::vector<model::EmptySection> find_empty_sections(std::string_view lines,
                                                     const WordLists& words) {
  std::vector<model::EmptySection> sections;
  std::string_view above;
  while (!lines.empty() && sections.size() < kMost) {
    const auto end = std::min(lines.find('\n'), lines.size());
    const auto line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (is_lacking_note(line, words))
      sections.push_back({std::string(line) + " " + std::string(lines.substr(0, lines.find('\n'))),
                          {},
                          true,
                          false,
                          0});
    else if (read_statement(line, words) == Says::not_there && !above.empty())
      sections.push_back({std::string(above), {}, above.starts_with("ส่วนที่"), false, 0});
    else if (begins_part(line) && ends_empty(line, words))
      sections.push_back({std::string(line), {}, true, false, 0});
    above = begins_part(line) && line.size() <= kLineBytes ? line : std::string_view();
  }
  return sections;
}

}  // namespace oit::crawl
