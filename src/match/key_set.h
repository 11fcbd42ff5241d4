#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace oit::match {

/// Many match keys looked for in one pass over a text (RE2::Set over one-byte Thai). One object per
/// worker: the pattern engine builds its states while it runs.
class KeySet {
 public:
  /// `keys` are distinct and not empty; their indexes are what find() gives.
  explicit KeySet(std::vector<std::string> keys);
  ~KeySet();
  KeySet(KeySet&&) noexcept;
  KeySet& operator=(KeySet&&) noexcept;

  /// A key that occurs, and its first place.
  struct Found {
    std::uint32_t key = 0;
    std::uint32_t at = 0;
    bool operator==(const Found&) const = default;
  };

  /// The keys that occur in `text` (itself a key), by index, into `found`.
  void find(std::string_view text, std::vector<Found>& found) const;

  const std::string& key(std::size_t index) const { return keys_[index]; }
  std::size_t size() const { return keys_.size(); }

 private:
  struct Engine;
  void find_plainly(std::string_view text, std::vector<Found>& found) const;

  std::vector<std::string> keys_;
  std::unique_ptr<Engine> engine_;
};

/// Where `key` occurs in `text` at or after `from`; npos if nowhere. An end that is an ASCII letter
/// or digit must not touch another of its kind: "ita" is not in "digital", "6" not in "16".
std::size_t find_key(std::string_view text, std::string_view key, std::size_t from = 0);

}  // namespace oit::match
