#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/check.h"

namespace oit {

/// A short list that is mostly empty, in the room of one pointer: what is kept a million times and
/// seldom filled. A value like std::vector, with exactly the room it needs, so that each push_back
/// moves all of it. Fewer than 2^32 elements. Threads: as std::vector.
template <class T>
class Compact {
  static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= sizeof(std::uint64_t));

 public:
  using value_type = T;
  using iterator = T*;
  using const_iterator = const T*;

  Compact() = default;
  Compact(std::initializer_list<T> list) { assign({list.begin(), list.size()}); }
  Compact(const std::vector<T>& list) { assign(list); }  // NOLINT: a vector is the same list
  Compact(const Compact& other) { assign(other); }
  Compact(Compact&& other) noexcept = default;
  Compact& operator=(const Compact& other) {
    if (this != &other) assign(other);
    return *this;
  }
  Compact& operator=(Compact&& other) noexcept = default;
  ~Compact() = default;

  std::size_t size() const {
    std::uint32_t size = 0;
    if (block_) std::memcpy(&size, block_.get(), sizeof size);
    return size;
  }
  bool empty() const { return block_ == nullptr; }
  const T* data() const {
    return block_ ? reinterpret_cast<const T*>(block_.get() + kHead) : nullptr;
  }
  T* data() { return block_ ? reinterpret_cast<T*>(block_.get() + kHead) : nullptr; }
  const T* begin() const { return data(); }
  const T* end() const { return data() + size(); }
  T* begin() { return data(); }
  T* end() { return data() + size(); }
  const T& operator[](std::size_t i) const { return std::span<const T>(*this)[i]; }
  T& operator[](std::size_t i) { return std::span<T>(*this)[i]; }
  const T& front() const { return (*this)[0]; }
  const T& back() const { return (*this)[size() - 1]; }

  void clear() { block_.reset(); }

  void push_back(const T& value) {
    const T kept = value;  // it may be one of ours
    const auto before = size();
    auto grown = make_block(before + 1);
    if (before > 0) std::memcpy(grown.get() + kHead, data(), before * sizeof(T));
    std::memcpy(grown.get() + kHead + before * sizeof(T), &kept, sizeof(T));
    block_ = std::move(grown);
  }

  /// Becomes a copy of `list`, which is none of its own elements.
  void assign(std::span<const T> list) {
    if (list.empty()) return clear();
    block_ = make_block(list.size());
    std::memcpy(block_.get() + kHead, list.data(), list.size() * sizeof(T));
  }

  friend bool operator==(const Compact& a, const Compact& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  }

 private:
  static constexpr std::size_t kHead =
      alignof(T) <= sizeof(std::uint32_t) ? sizeof(std::uint32_t) : sizeof(std::uint64_t);
  using BlockOfBytes = std::unique_ptr<std::byte[]>;

  static BlockOfBytes make_block(std::size_t count) {
    OIT_CHECK(count <= UINT32_MAX);
    auto block = std::make_unique_for_overwrite<std::byte[]>(kHead + count * sizeof(T));
    const auto size = static_cast<std::uint32_t>(count);
    std::memcpy(block.get(), &size, sizeof size);
    return block;
  }

  BlockOfBytes block_;  ///< the number of elements, then the elements
};

/// A text that is mostly empty, in the room of one pointer. Read it as a std::string_view, valid
/// until it changes. Threads: as std::string.
class CompactText {
 public:
  CompactText() = default;
  explicit CompactText(std::string_view text) { bytes_.assign({text.data(), text.size()}); }
  CompactText& operator=(std::string_view text) {
    *this = CompactText(text);  // `text` may be a piece of this one
    return *this;
  }

  std::string_view view() const { return {bytes_.data(), bytes_.size()}; }
  operator std::string_view() const { return view(); }  // NOLINT: that is what it is
  std::string str() const { return std::string(view()); }
  bool empty() const { return bytes_.empty(); }
  std::size_t size() const { return bytes_.size(); }
  void clear() { bytes_.clear(); }

  friend bool operator==(const CompactText& a, const CompactText& b) {
    return a.view() == b.view();
  }
  friend bool operator==(const CompactText& a, std::string_view b) { return a.view() == b; }

 private:
  Compact<char> bytes_;
};

}  // namespace oit
