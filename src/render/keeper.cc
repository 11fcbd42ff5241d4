#include "render/keeper.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <ctime>

namespace oit::render {
namespace {

constexpr int kLookForEnd = 500;            // milliseconds
constexpr int kCommands = 3, kAnswers = 4;  // where the browser expects its pipes
constexpr int kLife = 3;

/// The C library's calls would wake our other threads, which a fork does not have.
bool become(uid_t user) {
  return syscall(SYS_setgroups, 0, nullptr) == 0 && syscall(SYS_setresgid, user, user, user) == 0 &&
         syscall(SYS_setresuid, user, user, user) == 0;
}

[[noreturn]] void run_browser(const KeeperPlan& plan) {
  setpgid(0, 0);
  for (int number = 1; number < NSIG; ++number) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  if (geteuid() == 0 && !become(plan.user)) _exit(126);
  prctl(PR_SET_PDEATHSIG, SIGKILL);  // after the change of user, which resets it
  // Copies above both places: either pipe may have been opened where the other one goes.
  const int in = fcntl(plan.in, F_DUPFD, kAnswers + 1);
  const int out = fcntl(plan.out, F_DUPFD, kAnswers + 1);
  const bool is_ready = dup2(plan.errors, STDERR_FILENO) >= 0 && in >= 0 && out >= 0 &&
                        dup2(in, kCommands) >= 0 && dup2(out, kAnswers) >= 0;
  if (!is_ready) _exit(126);
  syscall(SYS_close_range, kAnswers + 1, ~0U, 0);
  execve(plan.program, plan.arguments, plan.environment);
  _exit(127);
}

/// Whether /proc numbers processes as we do; another namespace's would name strangers.
bool is_own_proc() {
  std::array<char, 16> name{};
  const auto size = readlink("/proc/self", name.data(), name.size());
  pid_t self = 0;
  for (ssize_t i = 0; i < size; ++i) self = self * 10 + (name[static_cast<std::size_t>(i)] - '0');
  return self == getpid();
}

/// Sends SIGKILL to every child, also those that were handed down to us.
void kill_children() {
  std::array<char, 4096> text{};
  if (!is_own_proc()) return;
  const int file = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  const auto size = read(file, text.data(), text.size());
  close(file);
  pid_t child = 0;
  for (ssize_t i = 0; i < size; ++i) {
    const char c = text[static_cast<std::size_t>(i)];
    if (c >= '0' && c <= '9') {
      child = child * 10 + (c - '0');
    } else {
      if (child > 1) kill(child, SIGKILL);
      child = 0;
    }
  }
}

void end_all(pid_t browser) {
  constexpr int kTries = 500;
  constexpr timespec kPause{0, 10'000'000};
  kill(-browser, SIGKILL);
  for (int i = 0; i < kTries; ++i) {
    pid_t ended = 0;
    while ((ended = waitpid(-1, nullptr, WNOHANG)) > 0) {
    }
    if (ended < 0) return;  // no children are left
    kill_children();
    nanosleep(&kPause, nullptr);
  }
}

/// The root of a container may lack the right to end another user's processes; that user has it.
void act_for(uid_t user) {
  constexpr auto kAsBefore = static_cast<uid_t>(-1);
  if (geteuid() == 0) syscall(SYS_setresuid, user, kAsBefore, kAsBefore);
}

/// Only the end of `life` may end the keeper: whoever stops oitcheck by signals to its group stops
/// oitcheck, and that ends `life`.
void ignore_signals() {
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGUSR1, SIGUSR2})
    signal(number, SIG_IGN);
  signal(SIGCHLD, SIG_DFL);
}

}  // namespace

void run_keeper(const KeeperPlan& plan) {
  setsid();
  ignore_signals();
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  prctl(PR_SET_NAME, "oitcheck-keeper");
  const int nowhere = open("/dev/null", O_RDWR);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nowhere, stream);
  const pid_t browser = fork();
  if (browser == 0) run_browser(plan);
  if (plan.life != kLife) dup2(plan.life, kLife);
  syscall(SYS_close_range, kLife + 1, ~0U, 0);
  if (browser > 0) {
    pollfd life{kLife, POLLIN, 0};
    for (bool is_over = false; !is_over;) {
      is_over = poll(&life, 1, kLookForEnd) > 0;
      for (pid_t ended = 1; ended > 0;) {
        ended = waitpid(-1, nullptr, WNOHANG);
        is_over = is_over || ended == browser || ended < 0;
      }
    }
    act_for(plan.user);
    end_all(browser);
    act_for(0);
  }
  if (chdir("/") == 0) execv(plan.removal[0], plan.removal);
  _exit(127);
}

}  // namespace oit::render
