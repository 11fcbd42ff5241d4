#pragma once
#include <chrono>
#include <cstddef>
#include <iosfwd>

#include "scan/batch.h"

namespace oit::cli {

/// Tells how far a run over many sites is: for a person one moving line, or plain lines now and
/// then; for a program a line of JSON every few seconds and one at the end. I/O thread only.
class RunProgress {
 public:
  /// `columns` of the terminal the moving line is drawn on; 0: plain lines.
  RunProgress(std::ostream& out, std::size_t columns, bool is_json, bool is_quiet);

  void show(const scan::BatchProgress& now);

  /// Ends the moving line; the last line of JSON.
  void end();

 private:
  void draw(const scan::BatchProgress& now);
  double seconds() const;

  std::ostream& out_;
  std::size_t width_;
  bool is_json_, is_quiet_, is_drawn_ = false;
  std::chrono::steady_clock::time_point began_, last_;
  scan::BatchProgress now_;
};

}  // namespace oit::cli
