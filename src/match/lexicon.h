#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "match/key_set.h"
#include "match/part_forms.h"
#include "model/rulebook.h"

namespace oit::match {

/// What a phrase is in its topic.
enum class PhraseKind : std::uint8_t { title, name, lead, rival };

std::string_view name_of(PhraseKind kind);

/// A phrase that names subjects, ready to be looked for.
struct Phrase {
  std::string written;                             ///< as the rule file writes it
  model::TopicIndex owner = model::kNoTopic;       ///< whose file it stands in
  model::TopicIndex speaks_for = model::kNoTopic;  ///< of a rival: kNoTopic for "-"
  PhraseKind kind = PhraseKind::lead;
  std::uint16_t length = 0;          ///< letters of all parts, rightly spelt
  std::vector<std::uint32_t> parts;  ///< indexes of parts, the longest first
  std::string whole;                 ///< of a skeleton of one part: its key; of all others ""

  bool prescribed() const { return kind == PhraseKind::title || kind == PhraseKind::name; }
};

/// Half-open bytes of a key.
struct Span {
  std::uint32_t begin = 0, end = 0;
  bool overlaps(const Span& other) const { return begin < other.end && other.begin < end; }
  bool operator==(const Span&) const = default;
  auto operator<=>(const Span&) const = default;
};

/// Most parts a phrase "a + b + …" may have; the matcher ignores phrases of more.
inline constexpr std::size_t kMostParts = 6;

/// One place where a phrase stands, part by part in the order of Phrase::parts.
struct Occurrence {
  std::uint32_t phrase = 0;
  std::uint32_t parts = 0;
  std::array<Span, kMostParts> places;

  std::span<const Span> spans() const { return {places.data(), parts}; }

  bool overlaps(const Occurrence& other) const;
  std::uint32_t begin() const;
};

/// All names, leads and rivals of a rulebook's topics, found in a label in one pass. Never changes
/// once built: any thread.
class Lexicon {
 public:
  /// With `skeletons`, phrases are compared by skeleton (text::skeleton), and only those of at
  /// least 12 letters count.
  Lexicon(const model::Rulebook& rulebook, PartForms& forms, bool skeletons);

  const std::vector<Phrase>& phrases() const { return phrases_; }

  /// Every place of every phrase in `key`, which is a label key or the skeleton of one; at most
  /// eight places of each part are looked at.
  std::vector<Occurrence> find(std::string_view key) const;

 private:
  struct Builder;
  /// A part of phrases and where one of its forms stands.
  struct PartPlace {
    std::uint32_t part = 0;
    Span place;
    bool operator==(const PartPlace&) const = default;
    auto operator<=>(const PartPlace&) const = default;
  };
  std::vector<PartPlace> find_parts(std::string_view key) const;
  bool place_others(const Phrase& phrase, const std::vector<PartPlace>& all,
                    Occurrence& occurrence) const;

  bool skeletons_;
  std::vector<Phrase> phrases_;
  /// A part some key is a form of.
  struct Use {
    std::uint32_t part = 0;
    bool at_start = false;  ///< only where the label begins
    bool operator==(const Use&) const = default;
  };
  std::vector<std::vector<Use>> parts_of_;          // of each key: the parts it is a form of
  std::vector<std::vector<std::uint32_t>> led_by_;  // of each part: phrases it is the longest of
  std::unique_ptr<KeySet> keys_;
};

}  // namespace oit::match
