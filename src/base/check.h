#pragma once

namespace oit {

/// Prints the broken promise to standard error and aborts, in every build.
[[noreturn]] void abort_check(const char* condition, const char* file, int line);

}  // namespace oit

/// A promise of our own code. A broken one aborts; facts about sites are never checked this way.
#define OIT_CHECK(condition) \
  ((condition) ? void(0) : ::oit::abort_check(#condition, __FILE__, __LINE__))
