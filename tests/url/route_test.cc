#include <gtest/gtest.h>

#include "url/url.h"

namespace oit::url {
namespace {

Url page(std::string_view text) { return Url::parse(text).value(); }

TEST(UrlRoute, IsAnAddressOfItsOwn) {
  const auto plan = Url::with_route(page("http://a.go.th/x?y=1"), "#/แผน").value();
  EXPECT_EQ(plan.text(), "http://a.go.th/x?y=1#/%E0%B9%81%E0%B8%9C%E0%B8%99");
  EXPECT_EQ(plan.path(), "/x");
  EXPECT_EQ(plan.query(), "y=1");
  EXPECT_EQ(plan.route(), "/%E0%B9%81%E0%B8%9C%E0%B8%99");
  EXPECT_EQ(plan.readable(), "http://a.go.th/x?y=1#/แผน");
  EXPECT_NE(plan, page("http://a.go.th/x?y=1"));
  EXPECT_EQ(Url::with_route(plan, "!news").value().text(), "http://a.go.th/x?y=1#!news");
  EXPECT_EQ(Url::resolve(plan, "z").value().text(), "http://a.go.th/z");
  EXPECT_EQ(page("http://a.go.th/x?y=1").route(), "");
}

TEST(UrlRoute, IsNoPlaceOnThePageAndNotTheHomeOfAllRoutes) {
  for (const char* fragment : {"", "#", "#top", "/", "#/", "#!", "#!/"})
    EXPECT_FALSE(Url::with_route(page("http://a.go.th/"), fragment)) << fragment;
  EXPECT_FALSE(Url::with_route(Url(), "#/x"));
  EXPECT_FALSE(Url::with_route(page("http://a.go.th/"), "#/" + std::string(3'000, 'x')));
}

TEST(UrlRoute, ComesBackOnlyWhenAskedFor) {
  EXPECT_EQ(page("http://a.go.th/#/plan").text(), "http://a.go.th/");
  EXPECT_EQ(Url::parse_keeping_route("http://a.go.th/#/plan").value().text(),
            "http://a.go.th/#/plan");
  EXPECT_EQ(Url::parse_keeping_route("http://a.go.th/#top").value().text(), "http://a.go.th/");
  EXPECT_EQ(Url::parse_keeping_route("http://a.go.th/").value().text(), "http://a.go.th/");
  EXPECT_EQ(
      without_parameters(Url::parse_keeping_route("http://a.go.th/?sid=1&b=2#/p").value(), {"sid"})
          .text(),
      "http://a.go.th/?b=2#/p");
}

}  // namespace
}  // namespace oit::url
