#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace oit {

/// A first-in, first-out queue between threads that never holds more than `capacity` entries.
/// Any thread may call any member.
template <class T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}

  /// Takes `value` unless the queue is full; never waits, so an I/O thread may call it.
  bool try_push(T&& value) {
    {
      const std::lock_guard lock(mutex_);
      if (entries_.size() >= capacity_) return false;
      entries_.push_back(std::move(value));
    }
    filled_.notify_one();
    return true;
  }

  /// Waits for an entry; nothing once `stop` is requested and the queue is empty.
  std::optional<T> pop(std::stop_token stop) {
    std::unique_lock lock(mutex_);
    if (!filled_.wait(lock, stop, [this] { return !entries_.empty(); })) return std::nullopt;
    std::optional<T> value(std::move(entries_.front()));
    entries_.pop_front();
    return value;
  }

  std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return entries_.size();
  }

 private:
  const std::size_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable_any filled_;
  std::deque<T> entries_;
};

}  // namespace oit
