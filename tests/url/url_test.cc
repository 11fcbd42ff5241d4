#include "url/url.h"

#include <gtest/gtest.h>

#include <random>

namespace oit::url {
namespace {

std::string parsed(std::string_view text) {
  const auto url = Url::parse(text);
  return url ? url->text() : "refused";
}

std::string resolved(std::string_view href, std::string_view base) {
  const auto url = Url::resolve(Url::parse(base).value(), href);
  return url ? url->text() : "refused";
}

struct Case {
  std::string_view input, output;
};

TEST(UrlParse, WritesOneSpelling) {
  const Case cases[] = {
      {"http://www.example.go.th", "http://www.example.go.th/"},
      {"www.example.go.th", "http://www.example.go.th/"},
      {"//www.example.go.th/a", "http://www.example.go.th/a"},
      {"example.go.th:8080/x", "http://example.go.th:8080/x"},
      {"localhost:8080", "http://localhost:8080/"},
      {"  \t http://a.th/\n", "http://a.th/"},
      {"HTTP://WWW.Example.GO.TH:80/A", "http://www.example.go.th/A"},
      {"https://a.th:443/", "https://a.th/"},
      {"https://a.th:80/", "https://a.th:80/"},
      {"http://a.th:/x", "http://a.th/x"},
      {"http://a.th:0080/x", "http://a.th/x"},
      {"http://user:pass@a.th/x", "http://a.th/x"},
      {"http://a@b@a.th/", "http://a.th/"},
      {"http://a.th/x#top", "http://a.th/x"},
      {"http://a.th?x=1", "http://a.th/?x=1"},
      {"http://a.th/?", "http://a.th/"},
      {"http://a.th/a/./b/../c", "http://a.th/a/c"},
      {"http://a.th/a/%2e%2E/c", "http://a.th/c"},
      {"http://a.th/../../c", "http://a.th/c"},
      {"http://a.th/a/..", "http://a.th/"},
      {"http://a.th/a//b", "http://a.th/a//b"},
      {"http://a.th/%e0%b8%81", "http://a.th/%E0%B8%81"},
      {"http://a.th/ก", "http://a.th/%E0%B8%81"},
      {"http://a.th/?q=ก&x='", "http://a.th/?q=%E0%B8%81&x=%27"},
      {"http://a.th/\xA1", "http://a.th/%A1"},
      {"http://a.th/%A1%D2%C3", "http://a.th/%A1%D2%C3"},
      {"http://a.th/100%", "http://a.th/100%"},
      {"http://a.th/%zz", "http://a.th/%zz"},
      {"http://a.th/a b", "http://a.th/a%20b"},
      {"http://a.th/?a b\\c", "http://a.th/?a%20b\\c"},
      {"http:\\\\a.th\\x\\y", "http://a.th/x/y"},
      {"http:/one", "http://one/"},
      {"http:////a.th/x", "http://a.th/x"},
      {"http://a.th./x", "http://a.th/x"},
      {"http://เทศบาล.ไทย/ข่าว",
       "http://xn--o3cg7ak5c9d.xn--o3cw4h/%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7"},
      {"http://XN--O3CW4H/", "http://xn--o3cw4h/"},
      {"http://%61.th/", "http://a.th/"},
      {"http://0x7f.1/", "http://127.0.0.1/"},
      {"http://2130706433/", "http://127.0.0.1/"},
      {"http://0177.0.0.01/", "http://127.0.0.1/"},
      {"http://127.1", "http://127.0.0.1/"},
      {"http://[::1]:8080/", "http://[::1]:8080/"},
      {"http://[0:0:0:0:0:0:0:1]/", "http://[::1]/"},
      {"http://[::FFFF:127.0.0.1]/", "http://[::ffff:127.0.0.1]/"},
      {"http://a_b.example.go.th/", "http://a_b.example.go.th/"},
  };
  for (const auto& [input, output] : cases) EXPECT_EQ(parsed(input), output) << input;
}

TEST(UrlParse, RefusesWhatIsNoWebAddress) {
  for (const std::string_view input : {"",
                                       " ",
                                       "/path",
                                       "#top",
                                       "?x=1",
                                       "mailto:a@b.th",
                                       "tel:021234567",
                                       "javascript:void(0)",
                                       "data:text/html,x",
                                       "ftp://a.th/",
                                       "file:///etc/passwd",
                                       "gopher://a.th/",
                                       "http://",
                                       "http:///",
                                       "http://?x",
                                       "http://a b.th/",
                                       "http:// a.th/",
                                       "http://a.th:99999/",
                                       "http://a.th:0/",
                                       "http://a.th:8a/",
                                       "http://a.th:-1/",
                                       "http://[::1/",
                                       "http://[zz]/",
                                       "http://256.1.1.1/",
                                       "http://1.2.3.4.5/",
                                       "http://a..th/",
                                       "http://.th/",
                                       "http://a<b.th/",
                                       "http://a%00b.th/",
                                       "http://\xA1.th/",
                                       "1.2.3.x4:port"})
    EXPECT_EQ(parsed(input), "refused") << input;
  EXPECT_EQ(parsed("http://" + std::string(64, 'a') + ".th/"), "refused");
  EXPECT_EQ(Url::parse("mailto:a@b.th").error().code, ErrorCode::bad_url);
}

TEST(UrlParse, CutsAtTheLimitOnTheCleanedAddress) {
  const std::string prefix = "http://a.th/";
  const std::string longest = prefix + std::string(2083 - prefix.size(), 'x');
  EXPECT_EQ(parsed(longest), longest);
  EXPECT_EQ(parsed(longest + "#" + std::string(5000, 'y')), longest);
  EXPECT_EQ(parsed("  " + longest + "  "), longest);
  EXPECT_EQ(parsed(longest + "x"), "refused");
  EXPECT_EQ(parsed(prefix + std::string(1'000'000, 'x')), "refused");
}

TEST(UrlResolve, FollowsTheBrowserFromAPage) {
  const std::string_view base = "http://a.th/b/c/d.php?p=q";
  const Case cases[] = {
      {"g", "http://a.th/b/c/g"},
      {"./g", "http://a.th/b/c/g"},
      {"g/", "http://a.th/b/c/g/"},
      {"/g", "http://a.th/g"},
      {"//g.th", "http://g.th/"},
      {"\\\\g.th\\x", "http://g.th/x"},
      {"///g.th", "http://g.th/"},
      {"?y", "http://a.th/b/c/d.php?y"},
      {"?", "http://a.th/b/c/d.php"},
      {"g?y", "http://a.th/b/c/g?y"},
      {"#s", "http://a.th/b/c/d.php?p=q"},
      {"", "http://a.th/b/c/d.php?p=q"},
      {"  ", "http://a.th/b/c/d.php?p=q"},
      {"g#s", "http://a.th/b/c/g"},
      {"g?y#s", "http://a.th/b/c/g?y"},
      {";x", "http://a.th/b/c/;x"},
      {".", "http://a.th/b/c/"},
      {"..", "http://a.th/b/"},
      {"../g", "http://a.th/b/g"},
      {"../../../../g", "http://a.th/g"},
      {"/./g", "http://a.th/g"},
      {"g/./h/../i", "http://a.th/b/c/g/i"},
      {"g;x=1/../y", "http://a.th/b/c/y"},
      {"g?y/../x", "http://a.th/b/c/g?y/../x"},
      {"http:g", "http://a.th/b/c/g"},
      {"http:/g", "http://a.th/g"},
      {"http:?y", "http://a.th/b/c/d.php?y"},
      {"https:g.th/x", "https://g.th/x"},
      {"https:/g.th", "https://g.th/"},
      {" file\tname\n.pdf ", "http://a.th/b/c/filename.pdf"},
      {"..\\up\\x.pdf", "http://a.th/b/up/x.pdf"},
      {"แผน 2566.pdf", "http://a.th/b/c/%E0%B9%81%E0%B8%9C%E0%B8%99%202566.pdf"},
      {"www.g.th", "http://a.th/b/c/www.g.th"},
      {"http//g.th", "http://a.th/b/c/http//g.th"},
  };
  for (const auto& [href, output] : cases) EXPECT_EQ(resolved(href, base), output) << href;
}

TEST(UrlResolve, EscapesTheQueryInTheCharsetOfThePage) {
  const Url base = Url::parse("http://a.th/").value();
  const auto legacy = Url::resolve(base, "ก.asp?q=กาe&x=é#ข", QueryCharset::windows_874);
  EXPECT_EQ(legacy->text(), "http://a.th/%E0%B8%81.asp?q=%A1%D2e&x=%26%23233%3B");
  EXPECT_EQ(Url::resolve(base, "?q=\xA1", QueryCharset::windows_874)->text(), "http://a.th/?q=%A1");
}

TEST(UrlResolve, RefusesEveryOtherScheme) {
  for (const std::string_view href :
       {"mailto:x@y.th", "tel:02", "javascript:void(0)", "JaVaScRiPt:x", " java\nscript:x",
        "data:text/html,hi", "line://ti/p/x", "file:///etc/passwd", "ftp://x.th", "page:1",
        "intent://x", "blob:http://a.th/1", "about:blank", "whatsapp://send"})
    EXPECT_EQ(resolved(href, "http://a.th/"), "refused") << href;
  EXPECT_FALSE(Url::resolve(Url(), "x.html").has_value());
  EXPECT_EQ(Url::resolve(Url(), "http://a.th/x")->text(), "http://a.th/x");
}

TEST(Url, NamesItsParts) {
  const Url url = Url::parse("https://www.a.th:8443/d/f.php?x=1&y=2").value();
  EXPECT_EQ(url.scheme(), "https");
  EXPECT_EQ(url.host(), "www.a.th");
  EXPECT_EQ(url.port(), 8443);
  EXPECT_EQ(url.path(), "/d/f.php");
  EXPECT_EQ(url.query(), "x=1&y=2");
  EXPECT_EQ(url.origin(), "https://www.a.th:8443");
  EXPECT_EQ(url.file_name(), "f.php");
  const Url plain = Url::parse("http://[::1]").value();
  EXPECT_EQ(plain.host(), "[::1]");
  EXPECT_EQ(plain.port(), 80);
  EXPECT_EQ(plain.path(), "/");
  EXPECT_EQ(plain.query(), "");
  EXPECT_EQ(plain.origin(), "http://[::1]");
  EXPECT_EQ(plain.file_name(), "");
  EXPECT_TRUE(Url().empty());
}

TEST(Url, ShowsThaiNamesToPeople) {
  const Url utf8 = Url::parse("http://a.th/เอกสาร/แผน 2566.pdf").value();
  EXPECT_EQ(utf8.file_name(), "แผน 2566.pdf");
  EXPECT_EQ(utf8.readable(), "http://a.th/เอกสาร/แผน 2566.pdf");
  const Url legacy = Url::parse("http://a.th/%E1%BC%B92566.doc?n=%A1").value();
  // แ, ผ and น in windows-874 happen to be one Greek letter in UTF-8.
  EXPECT_EQ(legacy.file_name(), "แผน2566.doc");
  EXPECT_EQ(legacy.readable(), "http://a.th/แผน2566.doc?n=ก");
}

TEST(DecodePercent, KeepsWhatIsNeitherUtf8NorThai) {
  EXPECT_EQ(decode_percent("caf%E9"), "caf%E9");  // Latin-1: no tone mark follows an f
  EXPECT_EQ(decode_percent("%FF%FE"), "%FF%FE");
  EXPECT_EQ(decode_percent("100%"), "100%");
  EXPECT_EQ(decode_percent("a%0Ab%00"), "a%0Ab%00");  // would break a line of a log
  EXPECT_EQ(decode_percent("%E0%B8%81%2Fx"), "ก/x");
  EXPECT_EQ(decode_percent("%E4%BD%A0%E5%A5%BD"), "你好");
  EXPECT_EQ(decode_percent("caf%C3%A9"), "café");
  EXPECT_EQ(decode_percent("%ED%A0%80"), "%ED%A0%80");  // a surrogate
  EXPECT_EQ(decode_percent(""), "");
}

TEST(UrlProperty, ParsingTheTextChangesNothingAndSchemesStay) {
  std::mt19937 random(20231104);
  constexpr std::string_view kPieces[] = {
      "http:", "https:", "/",  "//",   "\\",    "?",    "#",   ".",   "..",   "%2e",  "%",
      "a.th",  "[::1]",  ":",  "8080", "ก",     "\xA1", " ",   "\t",  "@",    ";",    "javascript:",
      "ftp:",  "x",      "=1", "&",    "0x7f.", "1",    "%e0", "%00", "www.", "xn--", "ไทย"};
  const Url base = Url::parse("https://base.go.th/a/b?c").value();
  int accepted = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    const auto length = random() % 10;
    for (unsigned i = 0; i < length; ++i) text += kPieces[random() % std::size(kPieces)];
    for (const auto& url : {Url::parse(text), Url::resolve(base, text)}) {
      if (!url) continue;
      ++accepted;
      EXPECT_TRUE(url->scheme() == "http" || url->scheme() == "https") << text;
      EXPECT_FALSE(url->host().empty()) << text;
      EXPECT_TRUE(url->path().starts_with('/')) << text;
      EXPECT_LE(url->text().size(), 2083U);
      const auto again = Url::parse(url->text());
      ASSERT_TRUE(again.has_value()) << text << " -> " << url->text();
      EXPECT_EQ(again->text(), url->text()) << text;
      EXPECT_EQ(Url::resolve(base, url->text()).value().text(), url->text()) << text;
      for (const char c : url->text()) EXPECT_TRUE(c > ' ' && c < '\x7f') << text;
    }
  }
  EXPECT_GT(accepted, 10'000);
}

}  // namespace
}  // namespace oit::url
