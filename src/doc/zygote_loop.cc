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
#include <cstring>
#include <string>
#include <vector>

#include "doc/frames.h"
#include "doc/sandbox.h"

namespace oit::doc {
namespace {

/// A child at work and the pipe its reader waits at.
struct Child {
  pid_t pid = -1;
  int out = -1;
};

/// Two files from one message; {-1, -1} when the other end is gone or sent something else.
struct Files {
  int document = -1, out = -1;
  bool is_end = false, ends_all = false;
};

Files receive_files(int socket) {
  char byte = 0;
  iovec part{&byte, 1};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(2 * sizeof(int))> control{};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  const ssize_t got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  Files files;
  if (got <= 0) {
    files.is_end = got == 0 || errno != EINTR;
    return files;
  }
  files.ends_all = byte == kEndAll;
  const cmsghdr* header = CMSG_FIRSTHDR(&message);
  if (header == nullptr || header->cmsg_type != SCM_RIGHTS ||
      header->cmsg_len != CMSG_LEN(2 * sizeof(int)))
    return files;
  std::array<int, 2> received{};
  std::memcpy(received.data(), CMSG_DATA(header), sizeof received);
  files.document = received[0];
  files.out = received[1];
  return files;
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

[[noreturn]] void run_child(const Files& files, pid_t zygote, const DocumentLimits& limits,
                            ChildWork work) {
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  if (getppid() != zygote) _exit(1);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  silence_streams();
  close_others({files.document, files.out});
  alarm(static_cast<unsigned>(limits.wall.count()));  // SIGALRM ends the child
  if (!enter_sandbox(limits)) {
    write_all(files.out, make_frame(FrameType::end, "6the kernel refused the sandbox"));
    _exit(1);
  }
  work(files.document, files.out, limits);
  _exit(0);
}

/// Tells the reader how its child ended and hangs up.
void report(const Child& child, int status, const rusage& usage) {
  std::string text = WIFSIGNALED(status) ? "signal " + std::to_string(WTERMSIG(status))
                                         : "exit " + std::to_string(WEXITSTATUS(status));
  text += " rss " + std::to_string(usage.ru_maxrss);
  write_all(child.out, make_frame(FrameType::status, text));
  close(child.out);
}

void reap(std::vector<Child>& children) {
  int status = 0;
  rusage usage{};
  for (pid_t pid = 0; (pid = wait4(-1, &status, WNOHANG, &usage)) > 0;) {
    const auto child = std::ranges::find(children, pid, &Child::pid);
    if (child == children.end()) continue;
    report(*child, status, usage);
    children.erase(child);
  }
}

}  // namespace

void run_zygote(int socket, pid_t parent, const DocumentLimits& limits, ChildWork work,
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
    const Files files = receive_files(socket);
    if (files.is_end) _exit(0);
    if (files.ends_all)
      for (const auto& child : children) kill(child.pid, SIGKILL);
    if (files.document < 0) continue;
    const pid_t pid = fork();
    if (pid == 0) run_child(files, self, limits, work);
    close(files.document);
    if (pid > 0) {
      children.push_back({pid, files.out});
    } else {
      close(files.out);
    }
  }
}

}  // namespace oit::doc
