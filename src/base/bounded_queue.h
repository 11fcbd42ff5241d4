#pragma once
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace oit {

/// A queue between threads that never holds more than `capacity` entries. The lowest rank leaves
/// first, of one rank the one that came first. Any thread may call any member.
template <class T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}

  /// Takes `value` unless the queue is full; never waits, so an I/O thread may call it.
  bool try_push(T&& value, std::uint64_t rank = 0) {
    {
      const std::lock_guard lock(mutex_);
      if (entries_.size() >= capacity_) return false;
      entries_.emplace(std::pair(rank, next_++), std::move(value));
    }
    filled_.notify_one();
    return true;
  }

  /// Waits for an entry; nothing once `stop` is requested and the queue is empty.
  std::optional<T> pop(std::stop_token stop) {
    std::unique_lock lock(mutex_);
    if (!filled_.wait(lock, stop, [this] { return !entries_.empty(); })) return std::nullopt;
    auto first = entries_.extract(entries_.begin());
    return std::optional<T>(std::move(first.mapped()));
  }

  std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return entries_.size();
  }

 private:
  const std::size_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable_any filled_;
  std::uint64_t next_ = 0;
  std::map<std::pair<std::uint64_t, std::uint64_t>, T> entries_;  ///< by rank, then by arrival
};

}  // namespace oit
