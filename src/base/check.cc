#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace oit {

void abort_check(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "oitcheck: broken promise at %s:%d: %s\n", file, line, condition);
  std::abort();
}

}  // namespace oit
