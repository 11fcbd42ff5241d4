#include "support/process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <stdexcept>
#include <utility>

namespace oit::test {
namespace {

using std::chrono::steady_clock;

struct Pipe {
  std::array<int, 2> ends{-1, -1};

  Pipe() {
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe2");
  }
  int read() const { return ends[0]; }
  int write() const { return ends[1]; }
};

pid_t spawn(const std::vector<std::string>& command, int in, int out, int err) {
  std::vector<char*> arguments;
  for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions{};
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
  pid_t child = -1;
  const int failed =
      ::posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error("cannot start " + command[0]);
  return child;
}

void close_end(int& end) {
  if (end >= 0) ::close(end);
  end = -1;
}

/// Reads what is there into `text`; closes `end` at its end.
void read_some(int& end, std::string& text) {
  std::array<char, 16384> buffer;
  const auto got = ::read(end, buffer.data(), buffer.size());
  if (got > 0) text.append(buffer.data(), static_cast<std::size_t>(got));
  if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN)) close_end(end);
}

}  // namespace

Process::Process(const std::vector<std::string>& command, std::string input, Input after)
    : input_(std::move(input)), after_(after) {
  std::signal(SIGPIPE, SIG_IGN);  // a child need not read its input
  const Pipe in, out, err;
  child_ = spawn(command, in.read(), out.write(), err.write());
  for (const int theirs : {in.read(), out.write(), err.write()}) ::close(theirs);
  in_ = in.write(), out_ = out.read(), err_ = err.read();
  ::fcntl(in_, F_SETFL, O_NONBLOCK);
  write_input();
}

Process::~Process() {
  for (int* end : {&in_, &out_, &err_}) close_end(*end);
  if (child_ < 0) return;
  ::kill(child_, SIGKILL);
  ::waitpid(child_, nullptr, 0);
}

void Process::write_input() {
  const auto put = ::write(in_, input_.data(), input_.size());
  if (put > 0) input_.erase(0, static_cast<std::size_t>(put));
  const bool gone = put < 0 && errno != EAGAIN && errno != EINTR;
  if (gone || (input_.empty() && after_ == Input::ends)) close_end(in_);
}

bool Process::pump(Time until) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - steady_clock::now());
  if ((out_ < 0 && err_ < 0) || left.count() <= 0) return false;
  const int writing = input_.empty() ? -1 : in_;
  std::array<pollfd, 3> ends{{{out_, POLLIN, 0}, {err_, POLLIN, 0}, {writing, POLLOUT, 0}}};
  if (::poll(ends.data(), ends.size(), static_cast<int>(left.count())) <= 0) return true;
  if (ends[0].revents != 0) read_some(out_, ended_.out);
  if (ends[1].revents != 0) read_some(err_, ended_.err);
  if (ends[2].revents != 0) write_input();
  return true;
}

std::string Process::first_line(std::chrono::seconds limit) {
  const auto until = steady_clock::now() + limit;
  while (ended_.out.find('\n') == std::string::npos)
    if (!pump(until)) return "";
  return ended_.out.substr(0, ended_.out.find('\n'));
}

bool Process::wait_for_error(std::string_view words, std::chrono::seconds limit) {
  const auto until = steady_clock::now() + limit;
  while (ended_.err.find(words) == std::string::npos)
    if (!pump(until)) return false;
  return true;
}

void Process::send_signal(int number) const { ::kill(child_, number); }

Ended Process::wait(std::chrono::seconds limit) {
  const auto until = steady_clock::now() + limit;
  while (pump(until)) continue;
  const bool late = out_ >= 0 || err_ >= 0;
  if (late) ::kill(child_, SIGKILL);
  int status = 0;
  ::waitpid(child_, &status, 0);
  child_ = -1;
  if (!late) ended_.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ended_;
}

Ended run(const std::vector<std::string>& command, std::string input) {
  return Process(command, std::move(input)).wait();
}

}  // namespace oit::test
