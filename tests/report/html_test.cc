#include "report/html.h"

#include <regex>

#include "report/golden.h"
#include "report/markup.h"
#include "report/sample_report.h"

namespace oit::report {
namespace {

std::string between(const std::string& text, const std::string& begin, const std::string& end) {
  const auto from = text.find(begin);
  if (from == std::string::npos) return {};
  const auto start = from + begin.size();
  return text.substr(start, text.find(end, start) - start);
}

/// Element names opened and never closed, or closed and never opened, in order.
std::string unbalanced(const std::string& page) {
  std::vector<std::string> open;
  const std::regex tag("<(/?)([a-z0-9]+)[^>]*>");
  for (std::sregex_iterator at(page.begin(), page.end(), tag), end; at != end; ++at) {
    const std::string name = (*at)[2];
    if (name == "meta" || name == "br" || name == "input") continue;
    if ((*at)[1].length() == 0) {
      open.push_back(name);
    } else {
      if (open.empty() || open.back() != name) return "unexpected </" + name + ">";
      open.pop_back();
    }
  }
  return open.empty() ? "" : "open: " + open.back();
}

}  // namespace

TEST(WriteHtml, LooksAsAgreed) {
  for (const auto lang : {Lang::th, Lang::en}) {
    const auto page = write_html(sample_report(), lang);
    expect_golden(lang == Lang::th ? "index.th.html" : "index.en.html", page);
    expect_harmless(page);
    EXPECT_EQ(unbalanced(page), "");
  }
}

TEST(WriteHtml, LetsNoTagOfTheSiteThrough) {
  const auto page = write_html(sample_report(), Lang::th);
  for (const char* part : {"<script", "<img", "style=\"", "\" onerror"})
    EXPECT_EQ(page.find(part), std::string::npos) << part;
  EXPECT_GT(count_of(page, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"), 3U);
}

TEST(WriteHtml, LinksOnlyToTheWebAndWithinThePage) {
  const auto page = write_html(sample_report(), Lang::th);
  const std::regex href("<a ([^>]*)href=\"([^\"]*)\"");
  std::size_t links = 0;
  for (std::sregex_iterator at(page.begin(), page.end(), href), end; at != end; ++at, ++links) {
    const std::string target = (*at)[2];
    if (target.starts_with("#")) {
      EXPECT_NE(page.find("id=\"" + target.substr(1) + "\""), std::string::npos) << target;
      continue;
    }
    EXPECT_TRUE(target.starts_with("https://") || target.starts_with("http://")) << target;
    EXPECT_NE((*at)[1].str().find("rel=\"noopener noreferrer nofollow\""), std::string::npos);
  }
  EXPECT_GT(links, 10U);
  EXPECT_NE(page.find(">javascript:alert(1)</span>"), std::string::npos);
}

// Links used to show long rows of percent escapes.
TEST(WriteHtml, ShowsReadableAddressesAndLinksToExactOnes) {
  auto report = sample_report();
  report.findings[0].evidence[0].url = "https://a.go.th/%E0%B9%81%E0%B8%9C%E0%B8%99?tel=0812345678";
  const auto page = write_html(report, Lang::th);
  EXPECT_NE(page.find("href=\"https://a.go.th/%E0%B9%81%E0%B8%9C%E0%B8%99?tel=0812345678\">"
                      "https://a.go.th/แผน?tel=xxxxxxxx78</a>"),
            std::string::npos);
}

// Paper is narrower than the widest small screen: rules for screens used to stack its tables.
TEST(WriteHtml, KeepsRulesForSmallScreensOffThePaper) {
  const auto page = write_html(sample_report(), Lang::th);
  EXPECT_EQ(page.find("@media (max-width"), std::string::npos);
  EXPECT_EQ(count_of(page, "@media screen and (max-width"), 2U);
  EXPECT_NE(page.find("thead{display:table-header-group}"), std::string::npos);
}

TEST(WriteHtml, AllowsItsOwnStyleAndNothingElse) {
  const auto page = write_html(sample_report(), Lang::en);
  const auto policy = between(page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
  EXPECT_EQ(policy, "default-src 'none'; style-src " +
                        style_source(between(page, "<style>", "</style>")) +
                        "; base-uri 'none'; form-action 'none'");
}

TEST(WriteHtml, EveryFilterHasItsRule) {
  const auto page = write_html(sample_report(), Lang::th);
  const std::regex radio("id=\"f-([a-z0-9_-]+)\"");
  std::size_t radios = 0;
  for (std::sregex_iterator at(page.begin(), page.end(), radio), end; at != end; ++at, ++radios) {
    const std::string id = (*at)[1];
    if (id.starts_with("all-")) continue;
    EXPECT_NE(page.find("body:has(#f-" + id + ":checked) .item:not(." + id + "){display:none}"),
              std::string::npos)
        << id;
    EXPECT_TRUE(std::regex_search(page, std::regex("<article [^>]*class=\"[^\"]*\\b" + id + "\\b")))
        << id;
  }
  EXPECT_EQ(radios, 9U);
  // Published work of the legal unit: there is none, and the page says so.
  EXPECT_NE(page.find(":has(#f-s-published:checked):has(#f-u2:checked) .none{display:block}"),
            std::string::npos);
}

TEST(WriteHtml, PutsTheMostPointsFirst) {
  auto report = sample_report();
  report.findings[2].points = 2;
  const auto page = write_html(report, Lang::th);
  const auto first = between(page, "<section id=\"first\"", "</section>");
  EXPECT_LT(first.find("#O12"), first.find("#O5"));
  EXPECT_EQ(first.find("#O43"), std::string::npos);  // nobody at the office can mend it yet
}

TEST(WriteHtml, DrawsAReportWithoutAnything) {
  const auto page = write_html(model::Report{}, Lang::th);
  EXPECT_EQ(unbalanced(page), "");
}

TEST(StyleSource, IsTheHashInBase64) {
  EXPECT_EQ(style_source(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
}

TEST(Escape, TakesEveryCharacterWithMeaning) {
  EXPECT_EQ(escape("<a href=\"x\" b='y'>&amp;"),
            "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;");
}

}  // namespace oit::report
