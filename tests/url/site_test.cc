#include <gtest/gtest.h>

#include "url/url.h"

namespace oit::url {
namespace {

Url at(std::string_view text) { return Url::parse(text).value(); }

TEST(RegistrableDomain, FollowsThePublicSuffixList) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"www.bangrak.go.th", "bangrak.go.th"},
      {"data.office.bangrak.go.th", "bangrak.go.th"},
      {"eit.or.th", "eit.or.th"},
      {"www.school.ac.th", "school.ac.th"},
      {"www.tessaban.in.th", "tessaban.in.th"},
      {"go.th", "go.th"},
      {"localhost", "localhost"},
      {"127.0.0.1", "127.0.0.1"},
      {"[::1]", "[::1]"},
      {"", ""},
  };
  for (const auto& [host, domain] : cases) EXPECT_EQ(registrable_domain(host), domain) << host;
}

TEST(IsSameSite, LooksAtTheHostAsAReaderDoes) {
  EXPECT_TRUE(is_same_site(at("http://abt.go.th/"), at("https://www.abt.go.th/x")));
  EXPECT_TRUE(is_same_site(at("http://abt.go.th:8080/"), at("http://www.abt.go.th:8080/")));
  EXPECT_FALSE(is_same_site(at("http://abt.go.th:8080/"), at("http://abt.go.th/")));
  EXPECT_FALSE(is_same_site(at("http://ita.abt.go.th/"), at("http://abt.go.th/")));
  EXPECT_FALSE(is_same_site(at("http://127.0.0.1:1/"), at("http://127.0.0.1:2/")));
  EXPECT_FALSE(is_same_site(at("http://www.th/"), at("http://th/")));
  EXPECT_FALSE(is_same_site(Url(), Url()));
}

TEST(IsSiblingHost, SharesTheDomainAndNotTheHost) {
  EXPECT_TRUE(is_sibling_host(at("http://ita.abt.go.th/"), at("http://www.abt.go.th/")));
  EXPECT_FALSE(is_sibling_host(at("http://abt.go.th/"), at("http://www.abt.go.th/")));
  EXPECT_FALSE(is_sibling_host(at("http://a.go.th/"), at("http://b.go.th/")));
  EXPECT_FALSE(is_sibling_host(at("http://10.0.0.1/"), at("http://10.0.0.2/")));
}

TEST(WithoutParameters, RemovesSessionsWhereverTheyStand) {
  const std::vector<std::string> names{"phpsessid", "jsessionid", "sid"};
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"http://a.th/x.php?PHPSESSID=12ab&id=3", "http://a.th/x.php?id=3"},
      {"http://a.th/x.php?id=3&sid=9", "http://a.th/x.php?id=3"},
      {"http://a.th/x.php?sid=9", "http://a.th/x.php"},
      {"http://a.th/x.php?sidebar=9&sid", "http://a.th/x.php?sidebar=9"},
      {"http://a.th/x.jsp;JSESSIONID=1A2B?id=3", "http://a.th/x.jsp?id=3"},
      {"http://a.th/d;v=1;jsessionid=2;w=3/x", "http://a.th/d;v=1;w=3/x"},
      {"http://a.th/(S(lit3py55t21z5v55vlm25s55))/x.aspx", "http://a.th/x.aspx"},
      {"http://a.th/(X(1)S(abc12345))/", "http://a.th/"},
      {"http://a.th/(Sale)/", "http://a.th/(Sale)/"},
      {"http://a.th/", "http://a.th/"},
      {"http://a.th//b/", "http://a.th//b/"},
      {"http://a.th/?a=1&&b=2", "http://a.th/?a=1&&b=2"},
  };
  for (const auto& [before, after] : cases)
    EXPECT_EQ(without_parameters(at(before), names).text(), after) << before;
  EXPECT_TRUE(without_parameters(Url(), names).empty());
}

}  // namespace
}  // namespace oit::url
