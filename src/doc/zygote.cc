#include "doc/zygote.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <functional>
#include <utility>

#include "doc/frames.h"
#include "doc/zygote_loop.h"

namespace oit::doc {
namespace {

using Clock = std::chrono::steady_clock;
constexpr long kLookForStop = 200;         // milliseconds
constexpr std::chrono::seconds kGrace{5};  // for the zygote to tell how a child ended

/// Gives the zygote an order and two open files with one message.
bool send_order(int socket, Order order, int document, int out) {
  iovec part{&order, sizeof order};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(2 * sizeof(int))> control{};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  cmsghdr* header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(2 * sizeof(int));
  const std::array<int, 2> files{document, out};
  std::memcpy(CMSG_DATA(header), files.data(), sizeof files);
  ssize_t sent = -1;
  do {
    sent = sendmsg(socket, &message, MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  return sent == static_cast<ssize_t>(sizeof order);
}

/// Reads frames until the pipe ends; false when `deadline` or a stop came first.
bool drain(int in, Clock::time_point deadline, const std::function<bool()>& is_stopped,
           FrameCollector& collector) {
  std::array<char, 65536> buffer{};
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    if (left.count() <= 0 || is_stopped()) return false;
    pollfd ready{in, POLLIN, 0};
    const int polled =
        poll(&ready, 1, static_cast<int>(std::min<long>(left.count(), kLookForStop)));
    if (polled < 0 && errno != EINTR) return true;
    if (polled <= 0) continue;
    const ssize_t got = ::read(in, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return true;
    if (!collector.take({buffer.data(), static_cast<std::size_t>(got)})) return true;
  }
}

}  // namespace

Result<ZygoteProcess> ZygoteProcess::start(const DocumentLimits& limits, const ChildWork& work,
                                           void (*prepare)()) {
  std::array<int, 2> sockets{};
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets.data()) != 0)
    return fail(ErrorCode::process,
                std::string("no socket for the document reader: ") + std::strerror(errno));
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid < 0) {
    close(sockets[0]);
    close(sockets[1]);
    return fail(ErrorCode::process,
                std::string("no process for the document reader: ") + std::strerror(errno));
  }
  if (pid == 0) run_zygote(sockets[1], parent, limits, work, prepare);
  close(sockets[1]);
  return ZygoteProcess(sockets[0], pid, limits);
}

ZygoteProcess::ZygoteProcess(ZygoteProcess&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)),
      pid_(std::exchange(other.pid_, -1)),
      limits_(other.limits_),
      stopped_(std::move(other.stopped_)) {}

ZygoteProcess::~ZygoteProcess() {
  if (socket_ >= 0) close(socket_);
  if (pid_ > 0)
    while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
}

model::Document ZygoteProcess::run(const Order& order, int document, const std::atomic<bool>& stop,
                                   std::chrono::milliseconds* cpu) const {
  FrameCollector collector(limits_.text_bytes, static_cast<std::size_t>(std::max(limits_.pages, 0)),
                           limits_of(order.task, limits_).memory_bytes);
  const auto is_stopped = [&] { return *stopped_ || stop; };
  if (is_stopped()) return collector.finish(true);
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return collector.finish(false);
  const bool is_sent = send_order(socket_, order, document, ends[1]);
  close(ends[1]);
  const bool in_time =
      !is_sent || drain(ends[0], Clock::now() + limits_.wall + kGrace, is_stopped, collector);
  close(ends[0]);
  if (cpu != nullptr) *cpu = collector.cpu();
  return collector.finish(!in_time);
}

void ZygoteProcess::set_stopped(bool stopped) const {
  *stopped_ = stopped;
  if (!stopped) return;
  const char byte = kEndAll;
  while (send(socket_, &byte, 1, MSG_NOSIGNAL) < 0 && errno == EINTR) {
  }
}

}  // namespace oit::doc
