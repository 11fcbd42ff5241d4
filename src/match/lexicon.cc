#include "match/lexicon.h"

#include <algorithm>
#include <unordered_map>

#include "base/drop_repeats.h"
#include "match/label_key.h"
#include "match/phrase_parts.h"

namespace oit::match {
namespace {

constexpr std::size_t kMostPlaces = 8;
constexpr std::size_t kLongWithoutPrefix = 18;  // letters of a part that is safe without it
constexpr std::size_t kSkeletonLetters = 12, kSkeletonPart = 4;

}  // namespace

std::string_view name_of(PhraseKind kind) {
  using enum PhraseKind;
  switch (kind) {
    case title:
      return "title";
    case name:
      return "name";
    case lead:
      return "lead";
    case rival:
      return "rival";
  }
  return "unknown";
}

bool Occurrence::overlaps(const Occurrence& other) const {
  return std::ranges::any_of(spans(), [&](const Span& own) {
    return std::ranges::any_of(other.spans(), [&](const Span& its) { return own.overlaps(its); });
  });
}

std::uint32_t Occurrence::begin() const {
  return std::ranges::min(spans(), {}, &Span::begin).begin;
}

/// Collects parts and phrases before the key set is built.
struct Lexicon::Builder {
  const model::Rulebook& rulebook;
  PartForms& forms;
  Lexicon& lexicon;
  std::unordered_map<std::string, std::uint32_t> parts, keys;
  std::vector<std::string> distinct_keys;

  std::uint32_t part_number(const std::string& key, const PartForms::Part& part);
  void add_form(const std::string& form_key, Use use);
  void add(std::string_view written, PhraseKind kind, model::TopicIndex owner,
           model::TopicIndex speaks_for);
  void add_topic(model::TopicIndex index);
};

void Lexicon::Builder::add_form(const std::string& form_key, Use use) {
  const auto key = lexicon.skeletons_ ? loose_key(form_key) : form_key;
  if (key.empty()) return;
  const auto next = static_cast<std::uint32_t>(distinct_keys.size());
  const auto [entry, is_new] = keys.emplace(key, next);
  if (is_new) {
    distinct_keys.push_back(key);
    lexicon.parts_of_.emplace_back();
  }
  auto& users = lexicon.parts_of_[entry->second];
  if (std::ranges::find(users, use) == users.end()) users.push_back(use);
}

std::uint32_t Lexicon::Builder::part_number(const std::string& key, const PartForms::Part& part) {
  const auto next = static_cast<std::uint32_t>(parts.size());
  const auto [entry, is_new] = parts.emplace(key, next);
  if (is_new) {
    lexicon.led_by_.emplace_back();
    for (const auto& form : part.forms) {
      add_form(form.key, {next, false});
      // Menus leave out the prefix that makes a noun of a verb: "ประเมินความเสี่ยง …". Further in, the
      // bare verb is a headline's: "ประชุมคณะทำงานประเมินความเสี่ยง …".
      if (key.size() >= kLongWithoutPrefix) add_form(form.bare, {next, true});
    }
  }
  return entry->second;
}

void Lexicon::Builder::add(std::string_view written, PhraseKind kind, model::TopicIndex owner,
                           model::TopicIndex speaks_for) {
  Phrase phrase{std::string(written), owner, speaks_for, kind, 0, {}, {}};
  std::vector<std::pair<std::size_t, std::uint32_t>> parts_by_length;
  for (const auto words : split_parts(written)) {
    const auto& part = forms.part(words);
    const auto key = lexicon.skeletons_ ? loose_key(part.key) : part.key;
    const auto letters = letters_of(key);
    if (letters == 0 || (lexicon.skeletons_ && letters < kSkeletonPart)) return;
    phrase.length = static_cast<std::uint16_t>(phrase.length + letters);
    phrase.whole = lexicon.skeletons_ && parts_by_length.empty() ? key : std::string();
    parts_by_length.emplace_back(letters, part_number(key, part));
  }
  if (parts_by_length.size() > kMostParts) return;
  if (lexicon.skeletons_ && phrase.length < kSkeletonLetters) return;
  std::ranges::stable_sort(parts_by_length, std::greater<>(),
                           &std::pair<std::size_t, std::uint32_t>::first);
  for (const auto& [letters, part] : parts_by_length) phrase.parts.push_back(part);
  lexicon.led_by_[phrase.parts.front()].push_back(
      static_cast<std::uint32_t>(lexicon.phrases_.size()));
  lexicon.phrases_.push_back(std::move(phrase));
}

void Lexicon::Builder::add_topic(model::TopicIndex index) {
  const auto& topics = rulebook.topics;
  const auto& topic = topics[index];
  add(topic.title.th, PhraseKind::title, index, index);
  for (const auto& name : topic.names) add(name, PhraseKind::name, index, index);
  for (const auto& name : topic.shared_names) add(name, PhraseKind::name, index, index);
  for (const auto& lead : topic.leads) add(lead, PhraseKind::lead, index, index);
  for (const auto& rival : topic.rivals) {
    const auto other = std::ranges::find(topics, rival.topic, &model::Topic::id);
    const auto speaks_for = other == topics.end()
                                ? model::kNoTopic
                                : static_cast<model::TopicIndex>(other - topics.begin());
    for (const auto& word : rival.words) add(word, PhraseKind::rival, index, speaks_for);
  }
}

Lexicon::Lexicon(const model::Rulebook& rulebook, PartForms& forms, bool skeletons)
    : skeletons_(skeletons) {
  Builder builder{rulebook, forms, *this, {}, {}, {}};
  for (std::size_t i = 0; i < rulebook.topics.size(); ++i)
    builder.add_topic(static_cast<model::TopicIndex>(i));
  keys_ = std::make_unique<KeySet>(std::move(builder.distinct_keys));
}

/// The parts that stand in `key`, by part and then in the order of their places.
std::vector<Lexicon::PartPlace> Lexicon::find_parts(std::string_view key) const {
  std::vector<KeySet::Found> hits;
  keys_->find(key, hits);
  std::vector<PartPlace> all;
  if (hits.empty()) return all;  // so it is with nearly every text that names no subject
  for (const auto& hit : hits)
    for (const auto& use : parts_of_[hit.key])
      if (!use.at_start || hit.at == 0)
        all.push_back(
            {use.part, {hit.at, hit.at + static_cast<std::uint32_t>(keys_->key(hit.key).size())}});
  std::ranges::sort(all);
  drop_repeats(all);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (kept < kMostPlaces || all[kept - kMostPlaces].part != all[i].part) all[kept++] = all[i];
  all.resize(kept);
  return all;
}

bool Lexicon::place_others(const Phrase& phrase, const std::vector<PartPlace>& all,
                           Occurrence& occurrence) const {
  for (std::size_t i = 1; i < phrase.parts.size(); ++i) {
    const auto first = std::ranges::lower_bound(all, phrase.parts[i], {}, &PartPlace::part);
    const auto last =
        std::ranges::upper_bound(first, all.end(), phrase.parts[i], {}, &PartPlace::part);
    const auto free = std::find_if(first, last, [&](const PartPlace& one) {
      return std::ranges::none_of(occurrence.spans(),
                                  [&](const Span& taken) { return taken.overlaps(one.place); });
    });
    if (free == last) return false;
    occurrence.places[occurrence.parts++] = free->place;
  }
  return true;
}

std::vector<Occurrence> Lexicon::find(std::string_view key) const {
  std::vector<Occurrence> found;
  const auto all = find_parts(key);
  for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
    while (end < all.size() && all[end].part == all[begin].part) ++end;
    for (const auto number : led_by_[all[begin].part])
      for (std::size_t i = begin; i < end; ++i) {
        Occurrence occurrence{number, 1, {all[i].place}};
        if (place_others(phrases_[number], all, occurrence)) found.push_back(occurrence);
      }
  }
  return found;
}

}  // namespace oit::match
