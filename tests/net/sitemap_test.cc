#include "net/sitemap.h"

#include <gtest/gtest.h>

#include <array>

namespace oit::net {
namespace {

TEST(ReadSitemap, ReadsAUrlset) {
  const auto map = read_sitemap(
      "\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
      "<url><loc> https://a.th/?a=1&amp;b=2 </loc><lastmod>2023-02-01</lastmod></url>"
      "<url><loc><![CDATA[https://a.th/ข่าว]]></loc></url><url><lastmod>x</lastmod></url></urlset>");
  ASSERT_EQ(map.pages.size(), 2U);
  EXPECT_EQ(map.pages[0].url, "https://a.th/?a=1&b=2");
  EXPECT_EQ(map.pages[0].last_modified, "2023-02-01");
  EXPECT_EQ(map.pages[1].url, "https://a.th/ข่าว");
  EXPECT_FALSE(map.truncated);
}

TEST(ReadSitemap, ReadsAnIndexWithPrefixes) {
  const auto map = read_sitemap(
      "<sm:sitemapindex><sm:sitemap><sm:loc>http://a.th/1.xml.gz</sm:loc></sm:sitemap>"
      "<sm:sitemap><sm:loc>http://a.th/2.xml</sm:loc></sm:sitemap></sm:sitemapindex>");
  EXPECT_TRUE(map.pages.empty());
  EXPECT_EQ(map.nested, (std::vector<std::string>{"http://a.th/1.xml.gz", "http://a.th/2.xml"}));
}

TEST(ReadSitemap, ReadsTextFeedsAndGzip) {
  EXPECT_EQ(read_sitemap("http://a.th/1\r\n# no\n https://a.th/2\n").pages.size(), 2U);
  EXPECT_EQ(read_sitemap("<rss><channel><title>x</title><item><link>http://a.th/n</link>"
                         "</item></channel></rss>")
                .pages.size(),
            1U);
  EXPECT_EQ(read_sitemap("<feed><entry><link href='http://a.th/e'/></entry></feed>").pages.size(),
            1U);
  // "http://a.th/g\n" as gzip, one stored block
  const std::string gzip("\x1f\x8b\x08\0\0\0\0\0\0\x03\x01\x0e\0\xf1\xffhttp://a.th/g\n", 29);
  const auto cut = read_sitemap(gzip);  // the checksum is missing: read, and said
  ASSERT_EQ(cut.pages.size(), 1U);
  EXPECT_EQ(cut.pages[0].url, "http://a.th/g");
  EXPECT_TRUE(cut.truncated);
}

TEST(ReadSitemap, RefusesADocumentType) {
  const auto map = read_sitemap(
      "<?xml version=\"1.0\"?><!DOCTYPE urlset [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
      "<urlset><url><loc>http://a.th/&x;</loc></url></urlset>");
  EXPECT_TRUE(map.pages.empty());
}

TEST(ReadSitemap, StopsAtItsLimitsAndAtBrokenXml) {
  std::string many = "<urlset>";
  for (int i = 0; i < 60'000; ++i)
    many += "<url><loc>http://a.th/" + std::to_string(i) + "</loc></url>";
  const auto map = read_sitemap(many + "</urlset>");
  EXPECT_EQ(map.pages.size(), 50'000U);
  EXPECT_TRUE(map.truncated);
  const auto broken = read_sitemap("<urlset><url><loc>http://a.th/1</loc></url><url><loc>http");
  ASSERT_GE(broken.pages.size(), 1U);
  EXPECT_EQ(broken.pages[0].url, "http://a.th/1");
  EXPECT_TRUE(broken.truncated);
  EXPECT_TRUE(read_sitemap("<urlset><url><loc>http://a.th/" + std::string(3'000, 'x') +
                           "</loc></url></urlset>")
                  .pages.empty());
  EXPECT_TRUE(read_sitemap("").pages.empty());
  EXPECT_TRUE(read_sitemap("\x1f\x8b\x08").pages.empty());
  EXPECT_TRUE(read_sitemap("<html><body>404</body></html>").pages.empty());
  EXPECT_EQ(read_sitemap(many, {.inflated_bytes = 1'000}).truncated, true);
}

}  // namespace
}  // namespace oit::net
