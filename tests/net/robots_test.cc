#include "net/robots.h"

#include <gtest/gtest.h>

namespace oit::net {
namespace {

bool allowed(std::string_view file, std::string_view path) {
  return Robots(file, "oitcheck").allows(path);
}

TEST(Robots, TakesTheLongestMatchAndAllowOnATie) {
  const std::string_view file =
      "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c\nAllow: /x\nDisallow: /x\n";
  EXPECT_TRUE(allowed(file, "/"));
  EXPECT_FALSE(allowed(file, "/a"));
  EXPECT_FALSE(allowed(file, "/abc"));
  EXPECT_TRUE(allowed(file, "/a/b"));
  EXPECT_TRUE(allowed(file, "/a/b?c"));
  EXPECT_FALSE(allowed(file, "/a/b/c/d"));
  EXPECT_TRUE(allowed(file, "/x/y"));
}

TEST(Robots, ReadsStarsAndTheEndMark) {
  EXPECT_FALSE(allowed("User-agent:*\nDisallow: /*.pdf$", "/a/b.pdf"));
  EXPECT_TRUE(allowed("User-agent:*\nDisallow: /*.pdf$", "/a/b.pdf?x"));
  EXPECT_FALSE(allowed("User-agent:*\nDisallow: /*/private/*/x", "/a/b/private/c/d/xy"));
  EXPECT_TRUE(allowed("User-agent:*\nDisallow: /*/private/*/x", "/a/private/x"));
  EXPECT_FALSE(allowed("User-agent:*\nDisallow: *", "/a"));
  EXPECT_FALSE(allowed("User-agent:*\nDisallow: /a**b", "/axxb"));
  EXPECT_TRUE(allowed("User-agent:*\nDisallow: /$", "/a"));
  EXPECT_FALSE(allowed("User-agent:*\nDisallow: /$", "/"));
  EXPECT_FALSE(allowed("User-agent:*\nDisallow: /a*$", "/abc"));
  const std::string hard = "User-agent:*\nDisallow: /" + std::string(500, '*') + "z$";
  EXPECT_TRUE(allowed(hard, "/" + std::string(2'000, 'y')));  // in no time
}

TEST(Robots, PrefersTheGroupsThatNameUs) {
  const std::string_view file =
      "User-agent: *\nDisallow: /\n\n"
      "User-agent: OitCheck/1.0\nUser-agent: other\nDisallow: /a\n\n"
      "user-agent : oitcheck\nDisallow: /b # note\n";
  EXPECT_TRUE(allowed(file, "/c"));
  EXPECT_FALSE(allowed(file, "/a"));
  EXPECT_FALSE(allowed(file, "/b"));
  EXPECT_TRUE(allowed("User-agent: oitchecker\nDisallow: /", "/"));
  EXPECT_FALSE(allowed("User-agent: googlebot\nUser-agent: *\nDisallow: /", "/"));
  EXPECT_TRUE(allowed("User-agent: *\nDisallow: /\nUser-agent: oitcheck\nDisallow:\n", "/x"));
  EXPECT_TRUE(allowed("Disallow: /", "/"));  // no group
}

TEST(Robots, ComparesEscapesAsTheBytesTheyStandFor) {
  EXPECT_FALSE(allowed("User-agent:*\nDisallow: /ข่าว", "/%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7/1"));
  EXPECT_FALSE(allowed("User-agent:*\nDisallow: /%e0%b8%82", "/%E0%B8%82"));
  EXPECT_FALSE(allowed("User-agent:*\nDisallow: /%61b", "/ab"));
  EXPECT_FALSE(allowed("User-agent:*\nDisallow: /ab", "/%61b"));
  EXPECT_TRUE(allowed("User-agent:*\nDisallow: /a%2Fb", "/a/b"));
}

TEST(Robots, ReadsOddFiles) {
  EXPECT_FALSE(allowed("\xEF\xBB\xBFUser-agent: *\rDisallow: /a\r", "/a"));
  EXPECT_FALSE(allowed("USER-AGENT: *\r\nDISALLOW: /a", "/a"));
  EXPECT_TRUE(allowed("<!DOCTYPE html><html><body>User-agent: * Disallow: /</body>", "/a"));
  EXPECT_TRUE(allowed("", "/"));
  EXPECT_TRUE(allowed(std::string(1'000'000, '\0'), "/"));
  EXPECT_TRUE(allowed("User-agent: *\nDisallow: /", "/robots.txt"));
}

TEST(Robots, ReadsDelayAndSitemaps) {
  const Robots robots(
      "Sitemap: http://a.th/1.xml\nUser-agent: *\nCrawl-delay: 2.5\nDisallow:\n"
      "sitemap:/2.xml\nSitemap:\n",
      "oitcheck");
  EXPECT_EQ(robots.crawl_delay(), std::chrono::milliseconds(2500));
  EXPECT_EQ(robots.sitemaps(), (std::vector<std::string>{"http://a.th/1.xml", "/2.xml"}));
  for (const char* delay : {"-1", "x", "nan", "", "1e999"})
    EXPECT_LE(Robots("User-agent:*\nCrawl-delay: " + std::string(delay), "oitcheck").crawl_delay(),
              std::chrono::hours(24))
        << delay;
}

TEST(Robots, KnowsWhenAllIsClosed) {
  EXPECT_TRUE(Robots("User-agent: *\nDisallow: /", "oitcheck").forbids_all());
  EXPECT_FALSE(Robots("User-agent: *\nDisallow: /\nAllow: /a", "oitcheck").forbids_all());
  EXPECT_FALSE(Robots("User-agent: *\nDisallow: /a", "oitcheck").forbids_all());
  EXPECT_TRUE(Robots("User-agent: *\nDisallow: /*", "oitcheck").forbids_all());
  EXPECT_FALSE(Robots("User-agent: *\nDisallow: /$", "oitcheck").forbids_all());  // home alone
  EXPECT_FALSE(Robots().forbids_all());
}

}  // namespace
}  // namespace oit::net
