#pragma once
#include <gumbo.h>

#include <chrono>
#include <csetjmp>
#include <cstddef>
#include <ctime>
#include <string_view>

#include "model/page.h"

namespace oit::page {

/// Gumbo over a bump arena with a limit of memory and of CPU time. Gumbo knows no limit of its own:
/// 55 KB of nested tags can cost it gigabytes. One parser per thread; not movable.
class Parser {
 public:
  Parser(std::size_t arena_bytes, std::chrono::milliseconds cpu);
  ~Parser();
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  /// The tree of `html` (UTF-8), which must outlive it; null when a limit stopped the parser, and
  /// then `stop()` says which. The tree before it is gone.
  const GumboOutput* parse(std::string_view html);

  model::ParseStop stop() const { return stop_; }

  /// Frees the tree and gives memory beyond a few MiB back to the system.
  void reset();

 private:
  static void* allocate(void* self, std::size_t size);
  static void release(void* self, void* block);
  [[noreturn]] void leave(model::ParseStop why);
  bool is_late() const;

  std::byte* begin_ = nullptr;
  std::size_t capacity_ = 0, used_ = 0, last_ = 0;
  unsigned allocations_ = 0;
  std::chrono::nanoseconds limit_;
  timespec wall_start_{}, cpu_start_{};
  model::ParseStop stop_ = model::ParseStop::none;
  std::jmp_buf exit_{};
};

}  // namespace oit::page
