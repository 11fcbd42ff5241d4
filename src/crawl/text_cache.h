#pragma once
#include <cstddef>
#include <string>
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
  const T& get(const std::string& text, Make make) {
    if (const auto at = young_.find(text); at != young_.end()) return at->second;
    if (young_.size() >= room_) {
      old_.swap(young_);
      young_.clear();
    }
    if (auto node = old_.extract(text)) return young_.insert(std::move(node)).position->second;
    return young_.emplace(text, make()).first->second;
  }

 private:
  std::size_t room_;
  std::unordered_map<std::string, T> young_, old_;
};

}  // namespace oit::crawl
