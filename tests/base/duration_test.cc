#include "base/duration.h"

#include <gtest/gtest.h>

namespace oit {
namespace {

using namespace std::chrono_literals;

TEST(ReadDuration, ReadsEveryUnit) {
  const std::pair<const char*, std::chrono::milliseconds> rows[] = {
      {"0", 0ms},
      {"250ms", 250ms},
      {"1.5s", 1500ms},
      {"10min", 10min},
      {"2h", 2h},
      {"3m", 3min},
      {"45", 45s},
      {"0.25", 250ms},
      {"1.5min", 90s},
      {"0.5h", 30min},
      {"10000000", 10'000'000s},
  };
  for (const auto& [text, expected] : rows) {
    const auto read = read_duration(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(*read, expected) << text;
  }
}

TEST(ReadDuration, RoundsToTheNearestMillisecond) {
  EXPECT_EQ(read_duration("0.0015").value(), 2ms);
  EXPECT_EQ(read_duration("1.001s").value(), 1001ms);  // 1000.9999999999999 in binary
}

TEST(ReadDuration, RefusesEverythingElseAndSaysHowToWriteIt) {
  for (const char* text : {"", " ", "-1", "-1s", "1 s", "s", "ms", "10sec", "1d", "auto", "1.5.2s",
                           "1e99", "10000001", "inf", "nan", "1h30min", "5minutes", "+5", "๑๐"}) {
    const auto read = read_duration(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, ErrorCode::bad_argument);
    EXPECT_NE(read.error().message.find('"' + std::string(text) + '"'), std::string::npos);
    EXPECT_NE(read.error().message.find("10min"), std::string::npos);
  }
}

}  // namespace
}  // namespace oit
