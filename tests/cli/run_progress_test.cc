#include "cli/run_progress.h"

#include <gtest/gtest.h>

#include <sstream>
#include <thread>

#include "text/width.h"

namespace oit::cli {
namespace {

scan::BatchProgress some() {
  scan::BatchProgress now;
  now.sites = 10;
  now.done = 3;
  now.running = 2;
  now.failed = 1;
  now.in_line = 4;
  now.late = 5;
  now.pages = 60;
  return now;
}

TEST(RunProgress, EndsWithALineOfJsonForAProgramEvenWhenQuiet) {
  std::ostringstream out;
  RunProgress progress(out, 80, true, true);
  progress.show(some());
  progress.show(some());
  EXPECT_EQ(out.str(), "") << "not every change is told";
  progress.end();
  const auto line = out.str();
  EXPECT_TRUE(
      line.starts_with("{\"sites\":10,\"done\":3,\"running\":2,\"failed\":1,\"in_line\":4,"
                       "\"late\":5,\"pages\":60,\"recognised\":0,\"pages_per_s\":"))
      << line;
  EXPECT_TRUE(line.ends_with("\"left_s\":null}\n")) << line;
}

TEST(RunProgress, SaysNothingWhenQuiet) {
  std::ostringstream out;
  RunProgress progress(out, 80, false, true);
  std::this_thread::sleep_for(std::chrono::milliseconds(210));
  progress.show(some());
  progress.end();
  EXPECT_EQ(out.str(), "");
}

TEST(RunProgress, MovesOneLineThatFitsTheTerminalAndLeavesItClean) {
  for (const std::size_t columns : {20U, 300U}) {
    std::ostringstream out;
    RunProgress progress(out, columns, false, false);
    progress.show(some());
    EXPECT_EQ(out.str(), "");
    std::this_thread::sleep_for(std::chrono::milliseconds(210));
    progress.show(some());
    const auto line = out.str();
    ASSERT_TRUE(line.starts_with('\r'));
    EXPECT_LT(text::display_width(line.substr(1)), columns);
    EXPECT_NE(line.find("3/10"), std::string::npos);
    EXPECT_EQ(line.find('\n'), std::string::npos);
    progress.end();
    EXPECT_TRUE(out.str().ends_with(" \r"));
  }
}

}  // namespace
}  // namespace oit::cli
