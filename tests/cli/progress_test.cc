#include "cli/progress.h"

#include <gtest/gtest.h>

#include <sstream>
#include <thread>

#include "text/width.h"

namespace oit::cli {
namespace {

/// The line was 78 wide whatever the terminal, and wrapped at every step.
TEST(Progress, IsNeverWiderThanTheTerminal) {
  for (const std::size_t columns : {20U, 40U, 300U}) {
    std::ostringstream out;
    Progress progress(out, columns, false, false, std::chrono::minutes(10));
    std::this_thread::sleep_for(std::chrono::milliseconds(150));
    progress.show({12, 345, 6, 43, "http://example.org/"});
    ASSERT_TRUE(out.str().starts_with('\r'));
    EXPECT_LT(text::display_width(out.str().substr(1)), columns);
    progress.end();
  }
}

TEST(Progress, IsPlainLinesWithoutATerminal) {
  std::ostringstream out;
  Progress progress(out, 0, false, true, std::chrono::minutes(10));
  progress.show({1, 2, 3, 43, "http://example.org/"});
  progress.end();
  EXPECT_EQ(out.str(), "http://example.org/\n");
}

}  // namespace
}  // namespace oit::cli
