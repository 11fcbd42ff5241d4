#include "cli/stop.h"

#include <csignal>

namespace oit::cli {
namespace {

std::atomic<bool> asked{false};
volatile std::sig_atomic_t came = 0;

void on_signal(int signal) {
  came = signal;
  asked = true;
}

}  // namespace

void watch_signals() {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
  if (std::signal(SIGHUP, on_signal) == SIG_IGN) std::signal(SIGHUP, SIG_IGN);
}

const std::atomic<bool>& stop_asked() { return asked; }

int stop_signal() { return came; }

}  // namespace oit::cli
