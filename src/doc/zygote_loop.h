#pragma once
#include <sys/types.h>

#include "doc/zygote.h"

namespace oit::doc {

/// A message of this one byte and no files asks the zygote to end all children.
inline constexpr char kEndAll = 'K';

/// The zygote's own life: takes pairs of open files from `socket` and forks a child for each, until
/// the other end closes or `parent` dies. Called in the forked process; never returns.
[[noreturn]] void run_zygote(int socket, pid_t parent, const DocumentLimits& limits,
                             const ChildWork& work, void (*prepare)());

}  // namespace oit::doc
