#pragma once
#include <sys/types.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace oit::test {

/// How a child process ended and all it wrote.
struct Ended {
  int exit = -1;  ///< 128 + n after signal n; -1 when the time limit ended it
  std::string out, err;
};

/// A program run by a test, with pipes for its three streams. The destructor ends it.
class Process {
 public:
  enum class Input { ends, stays_open };

  /// Starts `command[0]`, looked for in PATH, in the test's folder and environment. `input` is
  /// written to its standard input, which then ends, or stays open until the destructor.
  explicit Process(const std::vector<std::string>& command, std::string input = {},
                   Input after = Input::ends);
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process();

  /// The first line on standard output, without its end; "" when none comes in time.
  std::string first_line(std::chrono::seconds limit = std::chrono::seconds(20));

  /// Waits until standard error holds `words`; false when they do not come in time.
  bool wait_for_error(std::string_view words,
                      std::chrono::seconds limit = std::chrono::seconds(20));

  void send_signal(int number) const;

  /// Reads on until the child ends; one that outstays `limit` is killed.
  Ended wait(std::chrono::seconds limit = std::chrono::seconds(220));

 private:
  using Time = std::chrono::steady_clock::time_point;

  /// Moves bytes once; false when both outputs have ended or `until` has passed.
  bool pump(Time until);
  void write_input();

  pid_t child_ = -1;
  int in_ = -1, out_ = -1, err_ = -1;
  std::string input_;
  Input after_;
  Ended ended_;
};

/// Runs `command` to its end.
Ended run(const std::vector<std::string>& command, std::string input = {});

}  // namespace oit::test
