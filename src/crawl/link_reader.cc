#include "crawl/link_reader.h"

#include <algorithm>

#include "match/label_key.h"
#include "text/dates.h"
#include "text/item_code.h"
#include "text/match_key.h"
#include "text/normal.h"

namespace oit::crawl {
namespace {

constexpr std::string_view kStep = " › ";
// Texts remembered: the menus of the sites in flight come again with their next pages.
constexpr std::size_t kLabels = 12'000, kPeriods = 6'000, kPaths = 3'000;
constexpr std::size_t kKept = 120;           // bytes of a label worth remembering
constexpr std::size_t kHeadlineExtra = 30;   // letters a headline has beyond the subject's name
constexpr std::size_t kFewLetters = 4;       // what a label of periods and numbers may leave over
constexpr std::size_t kLongestGeneric = 90;  // letters: two dates written out, and generic words

bool is_ascii_word(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); }

/// `text` with the bytes of every period replaced by spaces.
std::string without(std::string_view text, const std::vector<text::PeriodMention>& periods) {
  std::string out(text);
  for (const auto& mention : periods)
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(mention.begin),
              out.begin() + static_cast<std::ptrdiff_t>(mention.end), ' ');
  return out;
}

/// A short word of a label ("ดูภาพกิจกรรม") gives way to a row that names a subject at length.
bool is_passing(const model::TopicHit& hit) { return hit.length <= 12; }

/// A document is no index page, whatever its name says.
bool is_file(const url::Url& target) {
  const auto path = target.path();
  const auto dot = path.rfind('.');
  if (dot == std::string_view::npos || path.size() - dot > 5) return false;
  static constexpr std::string_view kFiles[] = {".pdf",  ".doc", ".docx", ".xls", ".xlsx", ".jpg",
                                                ".jpeg", ".png", ".zip",  ".rar", ".PDF"};
  return std::ranges::find(kFiles, path.substr(dot)) != std::ranges::end(kFiles);
}

}  // namespace

std::vector<std::string> split_path(std::string_view path) {
  std::vector<std::string> parts;
  while (!path.empty()) {
    const auto at = path.find(kStep);
    parts.emplace_back(path.substr(0, at));
    if (at == std::string_view::npos) break;
    path.remove_prefix(at + kStep.size());
  }
  return parts;
}

LinkReader::LinkReader(const match::TopicMatcher& topics, const WordLists& words)
    : topics_(topics),
      generic_labels_(words.list("generic_labels")),
      period_words_(words.list("period_words")),
      collecting_(words.list("collecting")),
      collecting_labels_(words.list("collecting_labels")),
      news_(words.list("news")),
      news_sections_(words.list("news_sections")),
      home_labels_(words.list("home_labels")),
      labels_(kLabels),
      periods_(kPeriods),
      paths_(kPaths) {}

/// True when a label names no subject: empty, a generic word, or only periods and numbers.
bool LinkReader::is_generic(std::string_view label, std::string_view key) const {
  if (key.size() > kLongestGeneric) return false;
  const auto bare = without_numbers(key);
  if (bare.empty() || generic_labels_.is(key)) return true;
  const auto periods = text::find_periods(label);
  auto left = periods.empty()
                  ? bare
                  : without_numbers(text::make_match_key(without(label, periods), false).bytes);
  while (!left.empty()) {  // "สรุป … ประจำเดือน": take off the words that only go with periods
    const auto [begin, end] = period_words_.find(left);
    if (begin == end) break;
    left.erase(begin, end - begin);
  }
  return left.size() <= kFewLetters || generic_labels_.is(left);
}

LinkReader::Label LinkReader::make_label(std::string_view text) const {
  Label made;
  auto key = text::make_match_key(text, false);
  made.letters = key.bytes.size();
  for (const auto& code : text::find_item_codes(text))
    if (!code.doubtful) made.codes.push_back(code.number);
  made.collecting = collecting_.has(key.bytes) || collecting_labels_.is(key.bytes);
  made.news = news_.has(key.bytes);
  made.back = home_labels_.is(key.bytes);
  const auto whole = key.bytes;
  if (made.codes.empty())
    match::drop_years(key);
  else
    key = match::make_label_key(text);
  made.key = std::move(key.bytes);
  auto named = topics_.named(made.key);
  made.topics = std::move(named.topics);
  made.denied = std::move(named.denied);
  made.news = made.news || topics_.reads_like_news_key(made.key);
  made.generic = made.topics.empty() && is_generic(text, whole);
  return made;
}

/// Short labels come again on the next pages; long ones are headlines and do not: such a one lives
/// in `passing`.
const LinkReader::Label& LinkReader::label(std::string_view text, Label& passing) {
  if (text.size() > kKept) return passing = make_label(text);
  return labels_.get(text, [&] { return make_label(text); });
}

LinkReader::Steps LinkReader::make_steps(std::string_view path) const {
  Steps steps;
  for (auto& text : split_path(path)) {
    const bool news = news_sections_.is(text::make_match_key(text, false).bytes);
    auto key = match::make_label_key(text).bytes;
    steps.push_back({std::move(text), std::move(key), news});
  }
  std::ranges::reverse(steps);  // innermost first
  return steps;
}

const LinkReader::Steps& LinkReader::steps_of(std::string_view path) {
  return paths_.get(path, [&] { return make_steps(path); });
}

/// The subject a step around the link names together with its label; the innermost that names one.
Compact<model::TopicHit> LinkReader::by_context(const model::Link& link, const Label& own) {
  const auto ask = [&](const Step& step) {
    std::string both = step.key;
    const bool touch = !both.empty() && !own.key.empty() && is_ascii_word(both.back()) &&
                       is_ascii_word(own.key.front());
    if (touch) both += ' ';
    return topics_.topics_of_key(both.append(own.key), false);
  };
  for (const auto* path : {&link.column, &link.accordion, &link.heading}) {
    if (path->empty()) continue;
    for (const auto& step : steps_of(*path))
      if (const auto hits = ask(step); !hits.empty()) return hits;
  }
  return {};
}

const std::vector<text::PeriodMention>& LinkReader::periods_of(std::string_view text) {
  if (text.size() > kKept) return passing_periods_ = text::find_periods(text);
  return periods_.get(text, [&] { return text::find_periods(text); });
}

void LinkReader::read_periods(model::LinkFact& fact) {
  const auto& link = fact.link;
  if (fact.has_periods) return;
  const bool scores = !fact.by_label.empty() || !fact.by_row.empty() || !fact.by_context.empty();
  if (!scores && !fact.collecting && (link.in_menu || link.dead)) return;
  fact.has_periods = true;
  fact.label_periods = periods_of(link.label);
  if (link.row != link.label) fact.row_periods = periods_of(link.row);
  if (!link.column.empty()) fact.column_periods = periods_of(link.column);
  std::vector<text::PeriodMention> around;
  for (const auto* path : {&link.accordion, &link.heading}) {
    if (path->empty()) continue;
    for (const auto& step : steps_of(*path)) {
      const auto& periods = periods_of(step.text);
      around.insert(around.end(), periods.begin(), periods.end());
    }
  }
  fact.context_periods = around;
}

model::LinkFact LinkReader::read(model::Link link) {
  model::LinkFact fact;
  Label passing, passing_row;
  const Label& own = label(link.label, passing);
  fact.by_label = own.topics;
  fact.denied = own.denied;
  fact.codes = own.codes;
  fact.generic = own.generic;
  fact.collecting = own.collecting && !is_file(link.target);
  fact.news = own.news;
  fact.back = own.back;
  // The row of a menu's link is often the whole menu.
  const bool row_says_more =
      !link.row.empty() && link.row != link.label && (!link.in_menu || own.generic);
  if (row_says_more && fact.codes.empty() && text::has_digit(link.row))
    fact.codes = label(link.row, passing_row).codes;
  if (fact.codes.empty() && own.generic && !link.accordion.empty()) {
    const auto& innermost = steps_of(link.accordion).front().text;
    for (const auto& code : text::find_item_codes(innermost))
      if (!code.doubtful) fact.codes.push_back(code.number);
  }
  if (row_says_more && (fact.by_label.empty() || is_passing(fact.by_label.front()))) {
    const auto row = topics_.topics(link.row);
    const bool row_wins = fact.by_label.empty() ||
                          (!row.empty() && row.front().length >= 2 * fact.by_label.front().length);
    if (row_wins) {
      fact.by_row = row;
      if (!row.empty()) fact.by_label.clear();
    }
  }
  if (fact.by_label.empty() && fact.by_row.empty()) fact.by_context = by_context(link, own);
  // A section of news makes a post of a long headline, not of a label that is the subject's name.
  const bool headline =
      fact.by_label.empty() || own.letters > fact.by_label.front().length + kHeadlineExtra;
  if (!fact.news && headline) {
    for (const auto* path : {&link.accordion, &link.heading})
      if (!path->empty())
        fact.news = fact.news || std::ranges::any_of(steps_of(*path), &Step::news);
  }
  fact.link = std::move(link);
  const bool scores = !fact.by_label.empty() || !fact.by_row.empty() || !fact.by_context.empty();
  if (scores || fact.collecting || !fact.codes.empty()) read_periods(fact);
  return fact;
}

}  // namespace oit::crawl
