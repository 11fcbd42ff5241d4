#include "report/clean.h"

#include <gtest/gtest.h>

namespace oit::report {

TEST(CleanAddress, MasksCitizenIds) {
  EXPECT_EQ(clean_address("https://a.go.th/3100600445635.pdf"),
            "https://a.go.th/xxxxxxxxxxx35.pdf");
  EXPECT_EQ(clean_address("https://a.go.th/?id=3100600445635&x=1"),
            "https://a.go.th/?id=xxxxxxxxxxx35&x=1");
}

TEST(CleanAddress, KeepsAddressesThatHoldOtherNumbers) {
  for (const char* address : {"https://a.go.th/3100600445634.pdf",  // no citizen id: check digit
                              "https://a.go.th/1677777777773.pdf",  // milliseconds since 1970
                              "https://a.go.th/13100600445635.pdf", "https://a.go.th/20230430.pdf"})
    EXPECT_EQ(clean_address(address), address);
}

TEST(CleanAddress, DropsControlCharacters) {
  EXPECT_EQ(clean_address("https://a.go.th/\x1b[2J\xE2\x80\xAE"), "https://a.go.th/[2J");
}

// Quotes used to end in U+FFFD where the site's words were cut inside a character.
TEST(Clean, EndsACutQuoteBetweenCharacters) {
  model::Report report;
  model::Finding finding;
  const std::string whole = "สภาพทั่วไป";
  for (std::size_t cut = 1; cut <= 2; ++cut) {
    model::ComponentResult component;
    component.quote = whole.substr(0, whole.size() - cut);
    finding.components.push_back(component);
  }
  report.findings = {finding};
  const auto cleaned = clean(report);
  for (const auto& component : cleaned.findings[0].components)
    EXPECT_EQ(component.quote, "สภาพทั่วไ…");
}

TEST(ReadableAddress, ShowsThaiAndStaysOneWord) {
  const std::string plan = "https://a.go.th/%E0%B9%81%E0%B8%9C%E0%B8%99%20%E0%B8%9B%E0%B8%B5.pdf";
  EXPECT_EQ(readable_address(plan), "https://a.go.th/แผน%20ปี.pdf");
  EXPECT_EQ(typed_address(plan), "https://a.go.th/แผน%20ปี.pdf");
  EXPECT_EQ(readable_address("javascript:alert(1)"), "javascript:alert(1)");
  EXPECT_EQ(readable_address("https://a.go.th/%E2%80%AEfdp"), "https://a.go.th/fdp");
}

TEST(TypedAddress, IsExactWhereTheReadableOneOpensAnotherPage) {
  for (const char* address : {"https://a.go.th/%E1%BC%B9", "https://a.go.th/%E2%80%AEfdp",
                              "https://a.go.th/a%23b", "https://a.go.th/?q=a%26b"})
    EXPECT_EQ(typed_address(address), address);
}

TEST(IsWebAddress, TakesHttpAlone) {
  EXPECT_TRUE(is_web_address("https://a.go.th/"));
  EXPECT_TRUE(is_web_address("http://a.go.th/"));
  for (const char* address :
       {"javascript:alert(1)", "data:text/html,x", "ftp://a.go.th/", "", "//a", "httpsx://a"})
    EXPECT_FALSE(is_web_address(address)) << address;
}

}  // namespace oit::report
