#include "crawl/dated.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "text/normal.h"
#include "text/quote.h"

namespace oit::crawl {
namespace {

constexpr std::size_t kQuote = 160, kSigningReach = 60, kMostSigned = 60;

}  // namespace

model::DatedText read_dated(std::string_view text) {
  model::DatedText dated;
  add_dated(text, dated);
  return dated;
}

void add_dated(std::string_view text, model::DatedText& to, std::size_t most) {
  if (to.mentions.size() >= most) return;
  auto found = text::find_periods(text);
  if (found.empty()) return;
  if (to.quote.empty())
    to.quote = text::cut_quote(text, found.front().begin, found.front().end, kQuote);
  found.resize(std::min(found.size(), most - to.mentions.size()));
  to.mentions.insert(to.mentions.end(), std::make_move_iterator(found.begin()),
                     std::make_move_iterator(found.end()));
}

model::DatedText read_signing(std::string_view text, const WordLists& words) {
  model::DatedText dated;
  const auto& list = words.list("signing_words");
  for (const auto& place : list.places_in(text)) {
    const auto size = list.raw()[place.key].size();
    for (const auto& mention : text::find_periods(text.substr(place.at, size + 120))) {
      if (mention.form != text::PeriodForm::day || mention.begin > size + kSigningReach) continue;
      if (dated.quote.empty())
        dated.quote =
            text::cut_quote(text, place.at, std::min(place.at + mention.end, text.size()), kQuote);
      dated.mentions.push_back(mention);
      break;
    }
    if (dated.mentions.size() >= kMostSigned) break;
  }
  return dated;
}

std::size_t count_letters(std::string_view utf8) {
  static constexpr auto kCounts = [] {
    std::array<bool, 256> counts{};
    for (std::size_t byte = 0; byte < counts.size(); ++byte) {
      const auto low = byte | 0x20U;
      const bool alnum = ('0' <= byte && byte <= '9') || ('a' <= low && low <= 'z');
      counts[byte] = alnum || byte >= 0xC0;
    }
    return counts;
  }();
  std::size_t letters = 0;
  for (const char c : utf8) letters += kCounts[static_cast<unsigned char>(c)] ? 1U : 0U;
  return letters;
}

namespace {

bool is_digit(char c) { return '0' <= c && c <= '9'; }

/// `line` without the number that counts it: "3. ", "(๒) ".
std::string_view without_ordinal(std::string_view line) {
  const auto begin = line.find_first_not_of(" (");
  if (begin == std::string_view::npos) return {};
  auto end = begin;
  while (end < line.size() && (is_digit(line[end]) || line[end] == '.')) ++end;
  const bool counts = end > begin && end - begin <= 5 &&
                      (end == line.size() || line[end] == ' ' || line[end] == ')');
  return counts ? line.substr(end) : line;
}

int figures_of(std::string_view line) {
  const auto periods = text::find_periods(line);
  int figures = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool starts = i == 0 || line[i - 1] == ' ';
    const bool dash = line[i] == '-' && starts && (i + 1 == line.size() || line[i + 1] == ' ');
    const bool number = is_digit(line[i]) && (i == 0 || !is_digit(line[i - 1]));
    const bool dated = std::ranges::any_of(
        periods, [&](const auto& period) { return period.begin <= i && i < period.end; });
    figures += (dash || number) && !dated ? 1 : 0;
  }
  return figures;
}

}  // namespace

int count_figures(std::string_view text) {
  constexpr int kMost = 40;
  int figures = 0;
  while (!text.empty() && figures < kMost) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (!text::has_digit(line) && line.find('-') == std::string_view::npos) continue;
    const auto folded = text::fold_digits(line);
    figures += figures_of(without_ordinal(folded));
  }
  return std::min(figures, kMost);
}

bool names_stretch(std::string_view line) {
  for (const auto& mention : text::find_periods(line))
    if (mention.form == text::PeriodForm::range || mention.form == text::PeriodForm::month ||
        mention.form == text::PeriodForm::quarter || mention.form == text::PeriodForm::half_year ||
        mention.form == text::PeriodForm::span_word ||
        mention.form == text::PeriodForm::full_year_round)
      return true;
  return false;
}

}  // namespace oit::crawl
