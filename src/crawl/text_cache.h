#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace oit::crawl {

/// What was worked out of texts that come again, at most twice `room` of them. When one generation
/// is full it becomes the old one, and the old one is forgotten: what is used now and then stays,
/// however much passes by. One thread.
template <class T>
class TextCache {
 public:
  explicit TextCache(std::size_t room) : room_(room) {}

  /// What is known of `text`, or what `make()` works out. Valid for the next `room` calls.
  template <class Make>
  const T& get(std::string_view text, Make make) {
    if (const auto at = young_.find(text); at != young_.end()) return at->second;
    if (young_.size() >= room_) {
      old_.swap(young_);
      young_.clear();
    }
    if (const auto at = old_.find(text); at != old_.end())
      return young_.insert(old_.extract(at)).position->second;
    return young_.emplace(text, make()).first->second;
  }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };

  std::size_t room_;
  std::unordered_map<std::string, T, Hash, std::equal_to<>> young_, old_;
};

}  // namespace oit::crawl
