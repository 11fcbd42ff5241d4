#include "doc/zygote_loop.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include "doc/frames.h"
#include "doc/program.h"
#include "doc/sandbox.h"

namespace oit::doc {
namespace {

/// A child at work and the pipe its reader waits at.
struct Child {
  pid_t pid = -1;
  int out = -1;
  std::string folder;  ///< private to it, deleted after it; may be empty
};

/// What one message brought; files are {-1, -1} when the other end is gone or sent something else.
struct Message {
  Order order;
  int document = -1, out = -1;
  bool is_end = false, ends_all = false;
};

Message receive(int socket) {
  std::array<char, sizeof(Order)> bytes{};
  iovec part{bytes.data(), bytes.size()};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(2 * sizeof(int))> control{};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  const ssize_t got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  Message received;
  if (got <= 0) {
    received.is_end = got == 0 || errno != EINTR;
    return received;
  }
  received.ends_all = got == 1 && bytes[0] == kEndAll;
  const cmsghdr* header = CMSG_FIRSTHDR(&message);
  if (header == nullptr || header->cmsg_type != SCM_RIGHTS ||
      header->cmsg_len != CMSG_LEN(2 * sizeof(int)) || got != sizeof(Order))
    return received;
  std::memcpy(&received.order, bytes.data(), sizeof received.order);
  std::array<int, 2> files{};
  std::memcpy(files.data(), CMSG_DATA(header), sizeof files);
  received.document = files[0];
  received.out = files[1];
  return received;
}

/// Leaves nothing open but the standard streams, which lead nowhere, and `kept`.
void close_others(std::vector<int> kept) {
  std::ranges::sort(kept);
  unsigned from = 3;
  for (const int fd : kept) {
    const auto at = static_cast<unsigned>(fd);
    if (at > from) close_range(from, at - 1, 0);
    from = at + 1;
  }
  close_range(from, ~0U, 0);
}

void silence_streams() {
  const int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (int fd = 0; fd < 3 && nowhere >= 0; ++fd) dup2(nowhere, fd);
}

/// A new folder for a program to write in; "" when there can be none, or none is needed.
std::string make_folder(const Order& order) {
  if (order.task != Task::convert || order.program == Program::antiword) return {};
  std::error_code error;
  std::string pattern =
      (std::filesystem::temp_directory_path(error) / "oit-office-XXXXXX").string();
  return !error && mkdtemp(pattern.data()) != nullptr ? pattern : std::string();
}

void remove_folder(const std::string& folder) {
  constexpr int kTries = 20;  // a killed program may still be on its way out
  constexpr useconds_t kWait = 10'000;
  std::error_code failed;
  for (int i = 0; i < kTries && !folder.empty(); ++i) {
    std::filesystem::remove_all(folder, failed);
    if (!failed && !std::filesystem::exists(folder, failed)) return;
    usleep(kWait);
  }
}

[[noreturn]] void say_end(int out, model::DocumentOutcome outcome, const std::string& why) {
  model::Document document;
  document.outcome = outcome;
  document.why = why;
  send(document, out);
  _exit(1);
}

[[noreturn]] void run_child(const Message& message, const std::string& folder, pid_t zygote,
                            const DocumentLimits& all_limits, const ChildWork& work) {
  const DocumentLimits limits = limits_of(message.order.task, all_limits);
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  if (getppid() != zygote) _exit(1);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  silence_streams();
  close_others({message.document, message.out});
  alarm(static_cast<unsigned>(limits.wall.count()));  // SIGALRM ends the child
  int document = message.document;
  if (message.order.task == Task::convert) {
    const Converted made = convert(message.order.program, document, folder, limits);
    if (made.file < 0) say_end(message.out, made.outcome, made.why);
    document = made.file;
  }
  if (!enter_sandbox(limits))
    say_end(message.out, model::DocumentOutcome::crashed, "the kernel refused the sandbox");
  work(message.order, document, message.out, limits);
  _exit(0);
}

/// Tells the reader how its child ended and hangs up.
void report(const Child& child, int status, const rusage& usage) {
  std::string text = WIFSIGNALED(status) ? "signal " + std::to_string(WTERMSIG(status))
                                         : "exit " + std::to_string(WEXITSTATUS(status));
  text += " rss " + std::to_string(usage.ru_maxrss);
  const auto milliseconds = [](const timeval& time) {
    return time.tv_sec * 1000 + time.tv_usec / 1000;
  };
  text += " cpu " + std::to_string(milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime));
  write_all(child.out, make_frame(FrameType::status, text));
  close(child.out);
}

void reap(std::vector<Child>& children) {
  int status = 0;
  rusage usage{};
  for (pid_t pid = 0; (pid = wait4(-1, &status, WNOHANG, &usage)) > 0;) {
    const auto child = std::ranges::find(children, pid, &Child::pid);
    if (child == children.end()) continue;
    remove_folder(child->folder);
    report(*child, status, usage);
    children.erase(child);
  }
}

}  // namespace

void run_zygote(int socket, pid_t parent, const DocumentLimits& limits, const ChildWork& work,
                void (*prepare)()) {
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  if (getppid() != parent) _exit(1);
  close_others({socket});
  sigset_t watched;
  sigemptyset(&watched);
  sigaddset(&watched, SIGCHLD);
  sigprocmask(SIG_BLOCK, &watched, nullptr);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP})
    std::signal(signal, SIG_IGN);  // parent decides
  std::signal(SIGPIPE, SIG_IGN);
  const int ended = signalfd(-1, &watched, SFD_CLOEXEC | SFD_NONBLOCK);
  if (prepare != nullptr) prepare();
  const pid_t self = getpid();
  std::vector<Child> children;
  while (true) {
    std::array<pollfd, 2> ready{pollfd{socket, POLLIN, 0}, pollfd{ended, POLLIN, 0}};
    if (poll(ready.data(), ready.size(), -1) < 0 && errno != EINTR) _exit(1);
    signalfd_siginfo info{};
    while (read(ended, &info, sizeof info) > 0) {
    }
    reap(children);
    if (ready[0].revents == 0) continue;
    const Message message = receive(socket);
    if (message.is_end) {
      for (const auto& child : children) kill(child.pid, SIGKILL);
      for (const auto& child : children) remove_folder(child.folder);
      _exit(0);
    }
    if (message.ends_all)
      for (const auto& child : children) kill(child.pid, SIGKILL);
    if (message.document < 0) continue;
    const std::string folder = make_folder(message.order);
    const pid_t pid = fork();
    if (pid == 0) run_child(message, folder, self, limits, work);
    close(message.document);
    if (pid > 0) {
      children.push_back({pid, message.out, folder});
    } else {
      remove_folder(folder);
      close(message.out);
    }
  }
}

}  // namespace oit::doc
