#pragma once
#include <chrono>
#include <cstddef>
#include <iosfwd>

#include "crawl/site_crawl.h"

namespace oit::cli {

/// Tells a person how far a scan is: one moving line on a terminal, a plain line now and then
/// elsewhere. Called from the I/O thread only.
class Progress {
 public:
  /// `columns` of the terminal the moving line is drawn on; 0: plain lines.
  Progress(std::ostream& out, std::size_t columns, bool quiet, bool verbose,
           std::chrono::milliseconds most);

  void show(const crawl::CrawlProgress& now);

  /// Ends the moving line.
  void end();

 private:
  std::ostream& out_;
  std::size_t width_;  ///< of the moving line; 0: plain lines
  bool quiet_, verbose_, drawn_ = false;
  std::chrono::milliseconds most_;
  std::chrono::steady_clock::time_point began_, last_;
};

}  // namespace oit::cli
