#include "crawl/document_facts.h"

#include <algorithm>

#include "base/find_text.h"
#include "crawl/dated.h"
#include "crawl/page_facts.h"
#include "crawl/signals.h"
#include "match/contact_patterns.h"
#include "text/infer_years.h"
#include "text/match_key.h"
#include "text/normal.h"
#include "text/utf8.h"

namespace oit::crawl {
namespace {

constexpr std::size_t kZoneLetters = 420;  // a cover, or the head of a first page
constexpr std::size_t kZoneLines = 14;
constexpr std::size_t kCoverLetters = 60, kWordyCover = 220, kFewLineCover = 160;
constexpr std::size_t kCoverLine = 48;       // characters; a longer one is a sentence
constexpr std::size_t kCoverLines = 7;       // subject, task, year, office, place, page number
constexpr std::size_t kFiguresMatter = 600;  // letters; of longer texts nobody asks
constexpr std::size_t kShortLine = 20;       // characters of a line too short to say anything
constexpr std::size_t kTableBytes = 8000, kContentBytes = std::size_t{2} << 20;

constexpr std::string_view kCellBorder = " | ";  // as a Document parts the cells of a row

std::vector<std::string> lines_of(const std::string& page) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  while (begin < page.size()) {
    const auto end = std::min(page.find('\n', begin), page.size());
    auto line = text::normalise(std::string_view(page).substr(begin, end - begin));
    if (count_letters(line) > 0) lines.push_back(std::move(line));
    begin = end + 1;
  }
  return lines;
}

std::size_t count_characters(std::string_view utf8) {
  return static_cast<std::size_t>(std::ranges::count_if(
      utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// Dotted or underlined gaps to write in; those before a page number lead the eye in a table of
/// contents.
int count_gaps(std::string_view content) {
  constexpr int kGap = 6;  // marks of a gap
  int gaps = 0, marks = 0;
  for (std::size_t i = 0; i <= content.size(); ++i) {
    const auto rest = content.substr(std::min(i, content.size()));
    if (rest.starts_with('.') || rest.starts_with('_')) {
      ++marks;
    } else if (rest.starts_with("…")) {
      marks += 3, i += 2;
    } else {
      const auto next = rest.find_first_not_of(' ');
      const bool leads =
          next != std::string_view::npos && next < 4 && text::has_digit(rest.substr(next, 3));
      gaps += marks >= kGap && !leads ? 1 : 0;
      marks = 0;
    }
  }
  return gaps;
}

/// A form that nobody has filled in: next to nothing is written between its gaps.
bool is_blank_form(const model::Document& document, std::size_t letters) {
  constexpr std::size_t kGaps = 4, kLettersPerGap = 90;
  std::size_t gaps = 0;
  for (const auto& page : document.pages) gaps += static_cast<std::size_t>(count_gaps(page));
  return gaps >= kGaps && letters < kLettersPerGap * gaps;
}

/// A letter or digit; dots, dashes and leaders in a cell say nothing.
bool tells(std::string_view cell) {
  for (std::size_t at = 0; at < cell.size();) {
    const auto read = text::read_char(cell, at);
    at += read.size;
    const bool is_letter = read.c < 0x80 ? count_letters(cell.substr(at - read.size, 1)) > 0
                                         : read.c >= 0xC0 && (read.c < 0x2000 || read.c >= 0x2C00);
    if (is_letter) return true;
  }
  return false;
}

/// Whether a row under the heads of a table says nothing: a number at most, and blanks or dashes.
bool is_blank_row(std::string_view row) {
  bool is_first = true;
  while (true) {
    const auto end = std::min(row.find(kCellBorder), row.size());
    const auto cell = text::fold_digits(row.substr(0, end));
    const bool is_ordinal =
        is_first && cell.find_first_not_of("0123456789.() ") == std::string::npos;
    if (!is_ordinal && tells(cell)) return false;
    is_first = false;
    if (end == row.size()) return true;
    row.remove_prefix(end + kCellBorder.size());
  }
}

/// The cells of a row that say something.
std::size_t count_told(std::string_view row) {
  std::size_t told = 0;
  while (true) {
    const auto end = std::min(row.find(kCellBorder), row.size());
    told += tells(row.substr(0, end)) ? 1U : 0U;
    if (end == row.size()) return told;
    row.remove_prefix(end + kCellBorder.size());
  }
}

/// Tables of heads without a row that is filled in, and hardly a word beside them.
bool is_blank_table(const model::Document& document) {
  constexpr std::size_t kHeads = 3, kBeside = 260;  // cells; letters
  std::size_t beside = 0;
  bool has_table = false;
  for (const auto& page : document.pages) {
    bool below_heads = false;
    for (const auto& line : lines_of(page)) {
      if (below_heads && !is_blank_row(line)) return false;
      if (below_heads) continue;
      below_heads = count_told(line) >= kHeads;
      has_table = has_table || below_heads;
      if (!below_heads && (beside += count_letters(line)) >= kBeside) return false;
    }
  }
  return has_table;
}

/// "อ.เมือง จ.ขอนแก่น".
bool is_place(std::string_view line) {
  return line.starts_with("อ.") || line.starts_with("ต.") || line.starts_with("จ.") ||
         has_text(line, " อ.") || has_text(line, " จ.");
}

/// A subject, a period, an agency, a place or a few letters: what covers are made of.
bool is_cover_line(const model::TitleLine& line, const WordLists& words) {
  if (line.text.starts_with("มาตรา ") || line.text.starts_with("ข้อ ")) return false;  // of a law
  if (!line.topics.empty()) return true;
  if (!line.periods.empty() && count_characters(line.text) <= kCoverLine) return true;
  if (count_characters(line.text) < kShortLine || is_place(line.text)) return true;
  return words.has("cover_words", text::make_match_key(line.text, false).bytes);
}

/// The first lines of later pages that name a subject, and the line after each: other papers in the
/// same file begin there.
std::vector<model::TitleLine> read_later_titles(const model::Document& document,
                                                const match::TopicMatcher& topics) {
  constexpr std::size_t kMostPages = 100, kLines = 6, kMost = 60;
  std::vector<model::TitleLine> found;
  for (std::size_t i = 1; i < std::min(document.pages.size(), kMostPages); ++i) {
    auto lines = lines_of(document.pages[i]);
    lines.resize(std::min(lines.size(), kLines));
    bool was_named = false;
    for (auto& line : read_title_lines(lines, true, topics)) {
      const bool is_named = !line.topics.empty();
      if ((is_named || was_named) && found.size() < kMost) found.push_back(std::move(line));
      was_named = is_named;
    }
  }
  return found;
}

}  // namespace

DocumentZones read_zones(const model::Document& document) {
  DocumentZones zones;
  std::size_t letters = 0;
  bool in_title = true;
  for (const auto& page : document.pages) {
    for (auto& line : lines_of(page)) {
      if (zones.content.size() < kContentBytes) zones.content.append(line).push_back('\n');
      in_title = in_title && letters < kZoneLetters && zones.title_lines.size() < kZoneLines;
      if (in_title) {
        letters += count_letters(line);
        zones.title_lines.push_back(std::move(line));
      } else if (zones.tables.size() < kTableBytes && line.size() < 400 && names_stretch(line)) {
        zones.tables.append(line).push_back('\n');
      }
    }
  }
  for (const auto& line : zones.title_lines) zones.title.append(line).push_back('\n');
  return zones;
}

void fill_document_facts(const model::Document& document, const DocumentZones& zones,
                         const text::MatchKey& key, const match::TopicMatcher& topics,
                         const WordLists& words, model::PageFacts& facts) {
  facts.title_lines = read_title_lines(zones.title_lines, true, topics);
  facts.title_topics = best_topics(facts.title_lines);
  facts.later_lines = read_later_titles(document, topics);
  facts.heading_topics = best_topics(facts.later_lines);
  facts.title = zones.title_lines.empty() ? document.title : zones.title_lines.front();
  facts.headings = zones.title_lines;
  for (const auto& place : topics.all_topics(key)) facts.body_topics.push_back(place.hit);
  facts.title_period = read_dated(zones.title);
  text::infer_years(facts.title_period.mentions, text::only_year(facts.title_period.mentions));
  facts.table_period = read_dated(zones.tables);
  text::infer_years(facts.table_period.mentions, text::only_year(facts.title_period.mentions));
  facts.signing_period = read_signing(zones.content, words);
  facts.running_period = read_dated(std::string_view(zones.content).substr(0, 20000));
  facts.metadata_period = read_dated(document.title);
  facts.letters = count_letters(zones.content);
  facts.content_letters = facts.letters;
  facts.blank_form = is_blank_form(document, facts.letters) || is_blank_table(document);
  if (facts.letters < kFiguresMatter) facts.figures = count_figures(zones.content);
  const auto& lines = facts.title_lines;
  const auto goes_on = [&](std::size_t i) {  // the title of two lines: "รายงานการกำกับติดตาม" / …
    return i == 0 && lines.size() > 1 && !lines[1].topics.empty() &&
           count_characters(lines[0].text) <= kCoverLine;
  };
  bool says_more = false;
  for (std::size_t i = 0; i < lines.size(); ++i)
    says_more = says_more || (!is_cover_line(lines[i], words) && !goes_on(i));
  const bool names_place = std::ranges::any_of(facts.title_lines, [](const auto& line) {
    return is_place(line.text) || has_text(line.text, "อำเภอ");
  });
  const bool all_short = std::ranges::all_of(facts.title_lines, [](const auto& line) {
    return !line.topics.empty() || count_characters(line.text) <= kCoverLine;
  });
  const bool names_office = std::ranges::any_of(facts.title_lines, [&](const auto& line) {
    return std::ranges::any_of(words.raw("office_beginnings"),
                               [&](const auto& word) { return line.text.starts_with(word); });
  });
  const bool few_lines = all_short && facts.letters < kFewLineCover &&
                         facts.title_lines.size() <= kCoverLines && document.page_count <= 1 &&
                         (names_place || (names_office && facts.figures == 0));
  facts.only_cover =
      few_lines || facts.letters < kCoverLetters || (facts.letters < kWordyCover && !says_more);
  facts.signals.phones = find_phones(zones.content, words);
  facts.signals.emails = match::find_emails(zones.content);
  facts.signals.address_quote = find_address(zones.content, words);
  facts.signals.person_quotes = find_persons(zones.content, words);
  facts.signals.persons = static_cast<int>(facts.signals.person_quotes.size());
}

}  // namespace oit::crawl
