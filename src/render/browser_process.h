#pragma once
#include <sys/types.h>

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"

namespace oit::render {

/// What to run.
struct BrowserCommand {
  std::string program;                 ///< absolute path
  std::vector<std::string> arguments;  ///< `FOLDER` in one stands for the browser's own folder
};

/// A browser that reads commands from one pipe and answers on another, with everything it leaves
/// behind.
///
/// Between us and it stands a keeper: a process that does nothing but wait for our end, however it
/// comes (SIGKILL too), and then kills the browser with all its children, wherever they hid, and
/// removes its folder. Run by root, the browser gets the rights of `nobody`: its sandbox refuses to
/// work for root, and so do we. One thread.
class BrowserProcess {
 public:
  /// Errors: process (no folder, pipe or process). A program that cannot be run shows as the end of
  /// `out()`.
  static Result<BrowserProcess> start(const BrowserCommand& command);

  BrowserProcess(BrowserProcess&& other) noexcept;
  BrowserProcess& operator=(BrowserProcess&&) = delete;

  /// Kills the browser and waits until nothing of it is left.
  ~BrowserProcess();

  int in() const { return in_; }    ///< commands go here; does not block
  int out() const { return out_; }  ///< answers come from here; does not block

  const std::string& folder() const { return folder_; }

  /// Bytes of memory that only its processes hold, all together; an estimate from /proc.
  std::size_t memory() const;

  /// The last of what it wrote to standard error, for messages.
  std::string last_words() const;

 private:
  BrowserProcess() = default;

  std::string folder_;
  pid_t keeper_ = -1;
  int in_ = -1, out_ = -1, life_ = -1, errors_ = -1;
};

}  // namespace oit::render
