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
  std::string out;
  out.reserve(key.size());
  for (const char c : key)
    if (c != ' ' && !('0' <= c && c <= '9')) out += c;
  return out;
}

WordLists::Words::Words(const std::vector<std::string>& words) : finder(words), raw(words) {
  for (const auto& word : words) {
    const auto bare = without_numbers(text::make_match_key(word, false).bytes);
    if (!bare.empty()) whole.insert(bare);
    fragments.push_back(lower(word));
  }
}

WordLists::WordLists(const model::Rulebook& rulebook) {
  for (const auto& [name, words] : rulebook.words)
    lists_.emplace(name, std::make_unique<Words>(words));
}

const WordLists::Words* WordLists::words(std::string_view list) const {
  const auto at = lists_.find(list);
  return at == lists_.end() ? nullptr : at->second.get();
}

bool WordLists::has(std::string_view list, std::string_view key) const {
  const auto* found = words(list);
  return found != nullptr && !key.empty() && !found->finder.find(key).empty();
}

std::pair<std::size_t, std::size_t> WordLists::find(std::string_view list,
                                                    std::string_view key) const {
  const auto* found = words(list);
  if (found == nullptr || key.empty()) return {0, 0};
  const auto hits = found->finder.find(key);
  if (hits.empty()) return {0, 0};
  const auto first = std::ranges::min_element(hits, {}, &match::PhraseHit::begin);
  return {first->begin, first->end};
}

bool WordLists::is(std::string_view list, std::string_view key) const {
  const auto* found = words(list);
  return found != nullptr && found->whole.contains(without_numbers(key));
}

bool WordLists::in_address(std::string_view list, std::string_view address) const {
  return !fragment_in(list, address).empty();
}

const std::vector<std::string>& WordLists::raw(std::string_view list) const {
  static const std::vector<std::string> kNone;
  const auto* found = words(list);
  return found == nullptr ? kNone : found->raw;
}

std::string WordLists::fragment_in(std::string_view list, std::string_view address) const {
  const auto* found = words(list);
  if (found == nullptr) return {};
  const auto low = lower(address);
  for (const auto& fragment : found->fragments)
    if (low.find(fragment) != std::string::npos) return fragment;
  return {};
}

}  // namespace oit::crawl
