#include "crawl/link_reader.h"

#include <algorithm>

#include "text/dates.h"
#include "text/item_code.h"
#include "text/match_key.h"

namespace oit::crawl {
namespace {

constexpr std::string_view kStep = " › ";
constexpr std::size_t kCached = 8000;  // labels kept: menus and lists repeat theirs soon or never
constexpr std::size_t kHeadlineExtra = 30;  // letters a headline has beyond the subject's name
constexpr std::size_t kFewLetters = 4;      // what a label of periods and numbers may leave over

/// `text` with the bytes of every period replaced by spaces.
std::string without_periods(std::string_view text) {
  std::string out(text);
  for (const auto& mention : text::find_periods(text))
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

bool is_generic(std::string_view label, const WordLists& words) {
  const auto key = text::make_match_key(label, false).bytes;
  if (without_numbers(key).empty() || words.is("generic_labels", key)) return true;
  auto left = without_numbers(text::make_match_key(without_periods(label), false).bytes);
  while (!left.empty()) {  // "สรุป … ประจำเดือน": take off the words that only go with periods
    const auto [begin, end] = words.find("period_words", left);
    if (begin == end) break;
    left.erase(begin, end - begin);
  }
  return left.size() <= kFewLetters || words.is("generic_labels", left);
}

const LinkReader::Label& LinkReader::label(const std::string& text) {
  const auto at = labels_.find(text);
  if (at != labels_.end()) return at->second;
  Label made;
  const auto key = text::make_match_key(text, false);
  made.letters = key.bytes.size();
  made.topics = topics_.topics(text);
  for (const auto& code : text::find_item_codes(text))
    if (!code.doubtful) made.codes.push_back(code.number);
  made.generic = made.topics.empty() && is_generic(text, words_);
  made.collecting =
      words_.has("collecting", key.bytes) || words_.is("collecting_labels", key.bytes);
  made.news = words_.has("news", key.bytes) || topics_.reads_like_news(text);
  return labels_.emplace(text, std::move(made)).first->second;
}

const std::vector<model::TopicHit>& LinkReader::topics_of(const std::string& text) {
  const auto at = texts_.find(text);
  if (at != texts_.end()) return at->second;
  return texts_.emplace(text, topics_.topics(text)).first->second;
}

std::vector<model::TopicHit> LinkReader::by_context(const model::Link& link) {
  std::vector<std::string> around;
  if (!link.column.empty()) around.push_back(link.column);
  for (const auto* path : {&link.accordion, &link.heading}) {
    auto parts = split_path(*path);
    around.insert(around.end(), parts.rbegin(), parts.rend());  // innermost first
  }
  for (const auto& words : around) {
    const auto& hits = topics_of(words + " " + link.label);
    if (!hits.empty()) return hits;
  }
  return {};
}

const std::vector<text::PeriodMention>& LinkReader::periods_of(const std::string& text) {
  const auto at = periods_.find(text);
  if (at != periods_.end()) return at->second;
  return periods_.emplace(text, text::find_periods(text)).first->second;
}

/// Only links that may become evidence need their periods.
void LinkReader::read_periods(model::LinkFact& fact) {
  const auto& link = fact.link;
  const bool scores = !fact.by_label.empty() || !fact.by_row.empty() || !fact.by_context.empty();
  if (!scores && !fact.collecting && (link.in_menu || link.dead)) return;
  fact.label_periods = periods_of(link.label);
  if (link.row != link.label) fact.row_periods = periods_of(link.row);
  if (!link.column.empty()) fact.column_periods = periods_of(link.column);
  for (const auto* path : {&link.accordion, &link.heading}) {
    auto parts = split_path(*path);
    for (auto part = parts.rbegin(); part != parts.rend(); ++part)
      for (const auto& mention : periods_of(*part)) fact.context_periods.push_back(mention);
  }
}

model::LinkFact LinkReader::read(model::Link link) {
  if (labels_.size() + texts_.size() + periods_.size() > kCached) forget();
  model::LinkFact fact;
  const auto& own = label(link.label);
  fact.by_label = own.topics;
  fact.codes = own.codes;
  fact.generic = own.generic;
  fact.collecting = own.collecting && !is_file(link.target);
  fact.news = own.news;
  const bool row_says_more = link.row.size() > link.label.size();
  if (row_says_more && fact.codes.empty()) fact.codes = label(link.row).codes;
  if (row_says_more && (fact.by_label.empty() || is_passing(fact.by_label.front()))) {
    const auto& row = topics_of(link.row);
    const bool row_wins = fact.by_label.empty() ||
                          (!row.empty() && row.front().length >= 2 * fact.by_label.front().length);
    if (row_wins) {
      fact.by_row = row;
      if (!row.empty()) fact.by_label.clear();
    }
  }
  if (fact.by_label.empty() && fact.by_row.empty()) fact.by_context = by_context(link);
  // A section of news makes a post of a long headline, not of a label that is the subject's name.
  const bool headline =
      fact.by_label.empty() || own.letters > fact.by_label.front().length + kHeadlineExtra;
  if (!fact.news && headline) {
    for (const auto* path : {&link.accordion, &link.heading})
      for (const auto& words : split_path(*path))
        fact.news =
            fact.news || words_.is("news_sections", text::make_match_key(words, false).bytes);
  }
  fact.link = std::move(link);
  read_periods(fact);
  return fact;
}

}  // namespace oit::crawl
