#pragma once
#include <sys/types.h>

namespace oit::render {

/// All a keeper needs, made before the fork: between fork and exec nothing may ask for memory.
struct KeeperPlan {
  const char* program = nullptr;
  char* const* arguments = nullptr;
  char* const* environment = nullptr;
  char* const* removal = nullptr;    ///< argv that removes the folder
  int in = -1, out = -1, life = -1;  ///< pipe ends of the browser; and the one whose end is ours
  int errors = -1;                   ///< standard error of the browser
  uid_t user = 0;                    ///< the browser's; ignored unless we are root
};

/// Runs in the child of a fork: starts the browser, waits for the end of `life` or of the browser,
/// kills whatever is left and becomes the removal of its folder. Nothing but system calls.
[[noreturn]] void run_keeper(const KeeperPlan& plan);

}  // namespace oit::render
