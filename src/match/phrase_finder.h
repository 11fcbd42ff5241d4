#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/match_key.h"

namespace oit::match {

/// One place a phrase was found.
struct PhraseHit {
  std::uint32_t phrase = 0;          ///< index in the list given to the finder
  std::uint32_t begin = 0, end = 0;  ///< half-open bytes of the key
};

/// What phrases and texts are compared by. Skeletons (text::skeleton) are for damaged text and OCR:
/// only phrases of at least 12 letters, in parts of at least 4, count.
enum class PhraseForm : std::uint8_t { key, skeleton };

/// Finds many literal phrases in one text in one pass over its one-byte Thai key. A phrase end that
/// is an ASCII letter or digit must not touch another of its kind: "ita" is not in "digital",
/// "2566" not in "25660". Phrases "a + b" occur when all parts do, not overlapping; their place is
/// that of the first part. Never changes once built: any number of threads may share one.
class PhraseFinder {
 public:
  /// `phrases` are UTF-8 as rule files write them, already expanded ({fy} replaced, spellings).
  /// Phrases whose key is empty never occur.
  explicit PhraseFinder(const std::vector<std::string>& phrases, PhraseForm form = PhraseForm::key);
  ~PhraseFinder();
  PhraseFinder(PhraseFinder&&) noexcept;
  PhraseFinder& operator=(PhraseFinder&&) noexcept;

  /// Every phrase that occurs in `key`, which has the finder's form, each at its first `most`
  /// places, ordered by (phrase, begin).
  std::vector<PhraseHit> find(std::string_view key, std::size_t most = 1) const;

  /// Whether any phrase occurs in `key`.
  bool has_any(std::string_view key) const;

  std::size_t size() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace oit::match
