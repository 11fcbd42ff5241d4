#include "match/resemblance.h"

#include <edlib.h>

#include <algorithm>

namespace oit::match {
namespace {

constexpr int kLetters = 14;      // a shorter phrase resembles too much
constexpr int kLettersToErr = 5;  // one error for so many letters
constexpr int kCost = 3;          // letters that an error outweighs

/// Fewest errors with which `phrase` stands somewhere in `key`; -1 when more than `most`.
int errors_in(std::string_view phrase, std::string_view key, int most) {
  auto config = edlibDefaultAlignConfig();
  config.k = most;
  config.mode = EDLIB_MODE_HW;
  const auto result = edlibAlign(phrase.data(), static_cast<int>(phrase.size()), key.data(),
                                 static_cast<int>(key.size()), config);
  const int errors = result.status == EDLIB_STATUS_OK ? result.editDistance : -1;
  edlibFreeAlignResult(result);
  return errors;
}

}  // namespace

std::vector<model::TopicHit> resembled(const Lexicon& lexicon, std::string_view key) {
  std::vector<model::TopicHit> hits;
  if (key.empty()) return hits;
  int best = 0;
  for (const auto& phrase : lexicon.phrases()) {
    const auto letters = static_cast<int>(phrase.whole.size());
    if (letters < kLetters || letters < best) continue;
    const int errors = errors_in(phrase.whole, key, letters / kLettersToErr);
    const int score = letters - kCost * errors;
    if (errors < 0 || score < best) continue;
    if (score > best) hits.clear();
    best = score;
    if (std::ranges::find(hits, phrase.speaks_for, &model::TopicHit::topic) == hits.end())
      hits.push_back({phrase.speaks_for, phrase.length, phrase.prescribed()});
  }
  const auto is_nobody = [](const model::TopicHit& hit) { return hit.topic == model::kNoTopic; };
  if (std::ranges::any_of(hits, is_nobody)) hits.clear();
  return hits;
}

}  // namespace oit::match
