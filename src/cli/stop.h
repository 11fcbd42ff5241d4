#pragma once
#include <atomic>

namespace oit::cli {

/// From now on SIGINT, SIGTERM and SIGHUP only ask to stop; a hang-up that is ignored (nohup) stays
/// ignored.
void watch_signals();

/// Set once a signal came.
const std::atomic<bool>& stop_asked();

/// The signal that came; 0 when none did.
int stop_signal();

}  // namespace oit::cli
