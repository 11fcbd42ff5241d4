#include "notify/quiet_hours.h"

#include <gtest/gtest.h>

namespace oit::notify {
namespace {

TEST(QuietHours, GoOverMidnight) {
  using namespace std::chrono;
  const auto hours_ = read_quiet_hours("20:00-07:00").value();
  const auto at = [](int hour, int minute) {  // in Bangkok
    return sys_days(year(2026) / 11 / 28) + hours(hour - 7) + minutes(minute);
  };
  EXPECT_TRUE(hours_.holds(at(20, 0)));
  EXPECT_TRUE(hours_.holds(at(1, 0)));
  EXPECT_TRUE(hours_.holds(at(6, 59)));
  EXPECT_FALSE(hours_.holds(at(7, 0)));
  EXPECT_FALSE(hours_.holds(at(19, 59)));
  const auto noon = read_quiet_hours("12:00-13:00").value();
  EXPECT_TRUE(noon.holds(at(12, 30)));
  EXPECT_FALSE(noon.holds(at(13, 0)));
}

TEST(QuietHours, RefusesWhatIsNoSpan) {
  for (const char* text :
       {"", "20:00", "20:00-20:00", "24:00-07:00", "8:00-9:00", "20:60-07:00", "20:00-07:00x"})
    EXPECT_FALSE(read_quiet_hours(text)) << text;
}

}  // namespace
}  // namespace oit::notify
