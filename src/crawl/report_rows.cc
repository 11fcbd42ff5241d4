#include "crawl/report_rows.h"

#include <algorithm>
#include <string>

#include "base/find_text.h"
#include "text/match_key.h"
#include "text/normal.h"

namespace oit::crawl {
namespace {

constexpr int kMostAmounts = 40;
constexpr int kMostRows = 2'000;

bool is_digit(char c) { return '0' <= c && c <= '9'; }

/// A number of money or people rather than an ordinal, a telephone, a section or a year: "1,200",
/// "24.50", "350".
bool is_amount(std::string_view number) {
  constexpr auto kDigits = 3, kYearDigits = 4;
  const auto digits = std::ranges::count_if(number, is_digit);
  const bool is_year = digits == kYearDigits && number.find(',') == std::string_view::npos &&
                       (number.starts_with("25") || number.starts_with("20") ||
                        number.starts_with("24") || number.starts_with("19"));
  return digits >= kDigits && number.front() != '0' && std::ranges::count(number, '.') < 2 &&
         (!is_year || has_text(number.substr(0, number.size() - 1), "."));
}

/// What stands in one line of a table, its ordinal apart.
struct Row {
  int ordinal = 0;  ///< 0: the line begins with no number
  int amounts = 0;
  bool ends_in_amount = false;
};

Row read_row(std::string_view folded) {
  Row row;
  const auto first = folded.find_first_not_of(" (");
  for (std::size_t i = 0; i < folded.size();) {
    if (!is_digit(folded[i])) {
      row.ends_in_amount = row.ends_in_amount && folded[i] == ' ';
      ++i;
      continue;
    }
    const auto end = std::min(folded.find_first_not_of("0123456789,.", i), folded.size());
    const auto number = folded.substr(i, end - i);
    const bool is_ordinal = i == first && number.size() <= 4 && end < folded.size();
    row.ends_in_amount = !is_ordinal && is_amount(number);
    row.amounts += row.ends_in_amount ? 1 : 0;
    if (is_ordinal && number.find(',') == std::string_view::npos)
      row.ordinal = std::stoi(std::string(number.substr(0, 3)));
    i = end;
  }
  return row;
}

}  // namespace

void read_standing(std::string_view content, const WordLists& words, model::PageFacts& facts) {
  while (!content.empty()) {
    const auto line = content.substr(0, content.find('\n'));
    content.remove_prefix(std::min(line.size() + 1, content.size()));
    const auto key = text::make_match_key(line, false).bytes;
    if (words.has("under_way", key))
      ++facts.rows_done;
    else if (words.has("not_yet_done", key))
      ++facts.rows_undone;
    else if (words.has("carried_out", key))
      ++facts.rows_done;
  }
}

void read_amounts(std::string_view content, model::PageFacts& facts) {
  int expected = 1, rows = 0;
  while (!content.empty() && rows < kMostRows) {
    const auto line = content.substr(0, content.find('\n'));
    content.remove_prefix(std::min(line.size() + 1, content.size()));
    if (!text::has_digit(line)) continue;
    const auto row = read_row(text::fold_digits(line));
    facts.amounts = std::min(facts.amounts + row.amounts, kMostAmounts);
    if (row.ordinal != 1 && row.ordinal != expected) continue;
    expected = row.ordinal + 1;
    ++rows;
    facts.rows_settled += row.amounts >= 2 ? 1 : 0;
    facts.rows_open += row.amounts == 1 && row.ends_in_amount ? 1 : 0;
  }
}

}  // namespace oit::crawl
