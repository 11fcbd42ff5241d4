#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "match/label_key.h"
#include "match/lexicon.h"
#include "match/phrase_parts.h"
#include "rulebook/lint_notes.h"
#include "text/dates.h"
#include "text/normal.h"
#include "text/thai.h"
#include "text/utf8.h"

namespace oit::rulebook {
namespace {

constexpr std::ptrdiff_t kFewestSamples = 6;  // of each kind
constexpr std::size_t kFewestThai = 4, kFewestLatin = 2;

/// Every text of a topic that is about a subject and not about a year.
std::vector<std::string> texts_of(const model::Topic& topic) {
  std::vector<std::string> all = {topic.title.th, topic.title.en, topic.action.th, topic.action.en};
  const auto add = [&](const std::vector<std::string>& more) {
    all.insert(all.end(), more.begin(), more.end());
  };
  add(topic.names);
  add(topic.leads);
  add(topic.proofs);
  for (const auto& rival : topic.rivals) add(rival.words);
  for (const auto& component : topic.components) {
    add({component.name.th, component.name.en});
    add(component.words);
  }
  return all;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The first year of our time written out in `text`; empty if none. The year of a law is part of
/// its name and no year of the rules.
std::string literal_year(std::string_view original) {
  const auto text = text::fold_digits(original);
  const auto mentions = text::find_periods(text);
  for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
    if (!is_digit(text[at]) || (at > 0 && is_digit(text[at - 1]))) continue;
    auto end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    const auto digits = text.substr(at, end - at);
    if (digits.size() != 4 || !(digits.starts_with("25") || digits.starts_with("20"))) continue;
    const bool of_law = std::ranges::any_of(mentions, [&](const text::PeriodMention& mention) {
      return mention.law_year && mention.begin <= at && end <= mention.end;
    });
    if (!of_law) return digits;
  }
  return {};
}

bool has_thai(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto read = text::read_char(text, at);
    if (text::is_thai_letter(read.c)) return true;
    at += read.size;
  }
  return false;
}

/// Which topic a phrase belongs to, told apart by the set of its parts' keys.
using Owners = std::map<std::vector<std::string>, std::string>;

class TopicLint {
 public:
  TopicLint(const model::Rulebook& rulebook, LintNotes& notes)
      : rulebook_(rulebook), notes_(notes) {
    const auto generic = rulebook.words.find("generic_words");
    if (generic == rulebook.words.end()) return;
    for (const auto& word : generic->second) generic_.insert(match::make_phrase_key(word));
  }

  void run(const model::Topic& topic) {
    file_ = file_of(topic);
    for (const auto& text : texts_of(topic))
      if (const auto year = literal_year(text); !year.empty())
        notes_.error(file_, text,
                     fmt::format("\"{}\" holds the year {}, write {{fy}} or {{fy-1}}", text, year));
    phrase(topic, topic.title.th);
    for (const auto& name : topic.names) phrase(topic, name);
    for (const auto& lead : topic.leads) phrase(topic, lead);
    samples(topic);
    const auto index = static_cast<model::TopicIndex>(&topic - rulebook_.topics.data());
    const bool used = std::ranges::any_of(rulebook_.years, [&](const model::Year& year) {
      return std::ranges::any_of(year.items, [&](const model::YearItem& item) {
        return std::ranges::find(item.topics, index) != item.topics.end() ||
               std::ranges::find(item.also, index) != item.also.end();
      });
    });
    if (!used && !topic.historical)
      notes_.error(file_, topic.id,
                   "no year uses this topic; if none will again, say historical = true");
    if (topic.proofs.empty()) notes_.warning(file_, topic.id, "has no proofs");
  }

 private:
  void phrase(const model::Topic& topic, const std::string& written) {
    std::vector<std::string> parts;
    std::size_t letters = 0;
    for (const auto part : match::split_parts(written)) {
      parts.push_back(match::make_phrase_key(part));
      letters += match::letters_of(parts.back());
    }
    const auto fewest = has_thai(written) ? kFewestThai : kFewestLatin;
    if (letters < fewest || std::ranges::find(parts, std::string()) != parts.end())
      notes_.error(file_, written, fmt::format("\"{}\" is too short to name a subject", written));
    else if (std::ranges::all_of(parts,
                                 [&](const std::string& part) { return generic_.contains(part); }))
      notes_.error(file_, written,
                   fmt::format("\"{}\" is made of words every subject uses", written));
    if (parts.size() > match::kMostParts)
      notes_.error(
          file_, written,
          fmt::format("\"{}\" has more than {} parts and is ignored", written, match::kMostParts));
    std::ranges::sort(parts);
    const auto [entry, is_new] = owners_.emplace(parts, topic.id);
    if (is_new) return;
    const auto message = fmt::format("\"{}\" stands in {} too", written, entry->second);
    if (entry->second == topic.id)
      notes_.warning(file_, written, fmt::format("\"{}\" stands here twice", written));
    else
      notes_.error(file_, written, message);
  }

  void samples(const model::Topic& topic) {
    const auto positive = std::ranges::count(topic.samples, true, &model::Sample::matches);
    const auto negative = std::ssize(topic.samples) - positive;
    if (positive < kFewestSamples || negative < kFewestSamples)
      notes_.error(file_, "[[sample]]",
                   fmt::format("has {} samples that match and {} that do not, expected {} of each",
                               positive, negative, kFewestSamples));
  }

  const model::Rulebook& rulebook_;
  LintNotes& notes_;
  std::set<std::string> generic_;
  Owners owners_;
  std::string file_;
};

}  // namespace

void lint_topics(const model::Rulebook& rulebook, LintNotes& notes) {
  TopicLint lint(rulebook, notes);
  for (const auto& topic : rulebook.topics) lint.run(topic);
}

}  // namespace oit::rulebook
