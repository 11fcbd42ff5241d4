#include "crawl/dated.h"

#include <algorithm>
#include <chrono>

#include "text/quote.h"

namespace oit::crawl {
namespace {

constexpr std::size_t kQuote = 160, kSigningReach = 60;

using namespace std::chrono;

/// First to last day of B.E. calendar month `month` of fiscal year `fy`.
text::DaySpan month_span(int month, int fy) {
  const int calendar = (month >= 10 ? fy - 1 : fy) - 543;
  const year_month ym = year(calendar) / static_cast<int>(month);
  return {sys_days(ym / 1), sys_days(ym / last)};
}

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
  std::ranges::move(found, std::back_inserter(to.mentions));
}

model::DatedText read_signing(std::string_view text, const WordLists& words) {
  model::DatedText dated;
  for (const auto& word : words.raw("signing_words")) {
    for (std::size_t at = 0; (at = text.find(word, at)) != std::string_view::npos;
         at += word.size()) {
      const auto after = text.substr(at, word.size() + 120);
      for (const auto& mention : text::find_periods(after)) {
        if (mention.form != text::PeriodForm::day || mention.begin > word.size() + kSigningReach)
          continue;
        if (dated.quote.empty())
          dated.quote = text::cut_quote(text, at, std::min(at + mention.end, text.size()), kQuote);
        dated.mentions.push_back(mention);
        break;
      }
    }
  }
  return dated;
}

void infer_years(model::DatedText& dated, int fiscal_year) {
  if (fiscal_year == 0) return;
  for (auto& mention : dated.mentions) {
    if (mention.span || mention.part == 0) continue;
    int first = 0, count = 0;
    if (mention.form == text::PeriodForm::month) {
      first = mention.part, count = 1;
    } else if (mention.form == text::PeriodForm::quarter) {
      first = mention.part == 1 ? 10 : (mention.part - 2) * 3 + 1, count = 3;
    } else if (mention.form == text::PeriodForm::half_year ||
               mention.form == text::PeriodForm::span_word) {
      first = mention.part == 2 ? 4 : 10, count = 6;
    } else {
      continue;
    }
    const int last_month = (first + count - 2) % 12 + 1;
    mention.span = text::DaySpan{month_span(first, fiscal_year).first,
                                 month_span(last_month, fiscal_year).last};
    mention.year = mention.year_to = fiscal_year;
  }
}

int only_year(const model::DatedText& dated) {
  int year = 0;
  for (const auto& mention : dated.mentions) {
    if (mention.law_year || mention.year == 0) continue;
    if (mention.form != text::PeriodForm::fiscal_year && mention.form != text::PeriodForm::bare_year)
      continue;
    if (year != 0 && year != mention.year) return 0;
    year = mention.year;
  }
  return year;
}

std::size_t count_letters(std::string_view utf8) {
  std::size_t letters = 0;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    const bool lead = byte >= 0xC0;
    const bool alnum = ('0' <= c && c <= '9') || ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z');
    letters += lead || alnum ? 1U : 0U;
  }
  return letters;
}

}  // namespace oit::crawl
