#include "crawl/word_lists.h"

#include <algorithm>
#include <cctype>

#include "text/match_key.h"

namespace oit::crawl {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

}  // namespace

std::string without_numbers(std::string_view key) {
  std::string out(key.size(), '\0');
  std::size_t kept = 0;
  for (const char c : key) {
    out[kept] = c;
    kept += c != ' ' && !('0' <= c && c <= '9') ? 1U : 0U;
  }
  out.resize(kept);
  return out;
}

WordList::WordList(const std::vector<std::string>& words)
    : finder_(words), raw_(words), written_(words) {
  for (const auto& word : words) {
    const auto bare = without_numbers(text::make_match_key(word, false).bytes);
    if (!bare.empty()) whole_.insert(bare);
    longest_ = std::max(longest_, bare.size());
    fragments_.push_back(lower(word));
  }
}

std::pair<std::size_t, std::size_t> WordList::find(std::string_view key) const {
  const auto hits = finder_.find(key);
  if (hits.empty()) return {0, 0};
  const auto first = std::ranges::min_element(hits, {}, &match::PhraseHit::begin);
  return {first->begin, first->end};
}

std::vector<std::pair<std::size_t, std::size_t>> WordList::places(std::string_view key) const {
  constexpr std::size_t kMost = 40;
  std::vector<std::pair<std::size_t, std::size_t>> all;
  for (const auto& hit : finder_.find(key, kMost)) all.emplace_back(hit.begin, hit.end);
  std::ranges::sort(all, [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : a.second > b.second;
  });
  std::size_t kept = 0;
  for (const auto& place : all)
    if (kept == 0 || place.first >= all[kept - 1].second) all[kept++] = place;
  all.resize(kept);
  return all;
}

std::vector<match::KeySet::Found> WordList::places_in(std::string_view utf8) const {
  std::vector<match::KeySet::Found> places;
  written_.find(utf8, places);
  return places;
}

bool WordList::covers(std::string_view key, std::size_t begin, std::size_t end) const {
  return std::ranges::any_of(finder_.find(key), [&](const match::PhraseHit& hit) {
    return hit.begin <= begin && hit.end > end;
  });
}

bool WordList::is(std::string_view key) const {
  constexpr std::size_t kNumbers = 40;  // digits and spaces a short label may have besides
  if (whole_.empty() || key.size() > longest_ + kNumbers) return false;
  return whole_.contains(without_numbers(key));
}

bool WordList::is_made_of(std::string_view key) const {
  if (is(key)) return true;
  const auto found = places(key);
  if (found.size() < 2) return false;
  std::string left;
  std::size_t at = 0;
  for (const auto& [begin, end] : found) {
    left.append(key.substr(at, begin - at));
    at = end;
  }
  return without_numbers(left.append(key.substr(at))).empty();
}

bool WordList::ends(std::string_view key, std::size_t more) const {
  const auto bare = without_numbers(key);
  return std::ranges::any_of(whole_, [&](const std::string& word) {
    return bare.size() >= word.size() + more && bare.ends_with(word);
  });
}

std::string_view WordList::fragment_in(std::string_view address) const {
  if (fragments_.empty()) return {};
  const auto low = lower(address);
  for (const auto& fragment : fragments_)
    if (low.find(fragment) != std::string::npos) return fragment;
  return {};
}

WordLists::WordLists(const model::Rulebook& rulebook) {
  for (const auto& [name, words] : rulebook.words) lists_.emplace(name, words);
}

const WordList& WordLists::list(std::string_view name) const {
  const auto at = lists_.find(name);
  return at == lists_.end() ? empty_ : at->second;
}

}  // namespace oit::crawl
