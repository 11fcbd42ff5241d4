#include "render/requests.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace oit::render {
namespace {

Treatment treated(std::string_view type, const char* address, bool is_main_frame = true) {
  static const std::vector<std::string> kCounters{"google-analytics.com"};
  return treatment_of(type, is_main_frame, url::Url::parse(address).value(), kCounters);
}

TEST(TreatmentOf, AsksForWhatMayBringTextAndNothingElse) {
  for (const char* type : {"Document", "Script", "Stylesheet", "XHR", "Fetch", "Other"})
    EXPECT_EQ(treated(type, "http://a.go.th/x"), Treatment::ask) << type;
  for (const char* type : {"Media", "Font", "Ping", "EventSource", "Manifest"})
    EXPECT_EQ(treated(type, "http://a.go.th/x"), Treatment::refuse) << type;
  EXPECT_EQ(treated("Image", "http://a.go.th/x.png"), Treatment::picture);
  EXPECT_EQ(treated("Document", "http://a.go.th/frame", false), Treatment::refuse);
}

TEST(TreatmentOf, CountsNobodysVisitors) {
  EXPECT_EQ(treated("Script", "https://www.google-analytics.com/analytics.js"), Treatment::refuse);
  EXPECT_EQ(treated("Script", "https://google-analytics.com/a.js"), Treatment::refuse);
  EXPECT_EQ(treated("Script", "https://hotjar.com/a.js"), Treatment::ask) << "not in the list";
  EXPECT_EQ(treated("Script", "https://notgoogle-analytics.com/a.js"), Treatment::ask);
}

}  // namespace
}  // namespace oit::render
