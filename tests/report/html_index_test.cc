// The page over many sites.
#include "report/html_index.h"

#include <regex>

#include "report/golden.h"
#include "report/html_checks.h"
#include "report/markup.h"
#include "report/sample_report.h"

namespace oit::report {
namespace {

SiteLine line_of(const std::string& id, const std::string& province, model::Status third) {
  SiteLine line;
  line.id = id;
  line.address = "http://" + id + ".go.th/";
  line.name = "อบต." + id;
  line.province = province;
  line.agency_type = "sao";
  line.outcome = "ok";
  line.rulebook = "ita-2566";
  line.page = id + "/index.html";
  line.system = "/public/list/data/#";
  line.oit = 50;
  line.given = true;
  line.open = 2;
  line.items = {{"O1", model::Status::published}, {"O2", model::Status::missing}, {"O3", third}};
  return line;
}

SitesPage sample_page() {
  SitesPage out;
  out.head.tool_version = "0.1.0";
  out.head.run_id = "run-1";
  out.head.rulebook_id = "ita-2566";
  out.head.rulebook_revision = "r1";
  out.head.as_of = day(2023, 4, 30);
  out.end.finished_at = sample_report().finished_at;
  out.end.complete = true;
  out.items = {{"O1", {"โครงสร้าง", "Structure"}}, {"O2", {kTags, ""}}, {"O3", {"อำนาจ", "Powers"}}};
  out.sites = {line_of("a", "สงขลา", model::Status::stale),
               line_of("b", "พัทลุง", model::Status::published)};
  out.sites[1].oit = 75;
  auto hostile = line_of("c", kTags, model::Status::broken);
  hostile.name = std::string(kTags) + kBidi;
  hostile.system = "";
  out.sites.push_back(hostile);
  SiteLine gone;
  gone.id = "d";
  gone.address = "javascript:alert(1)";
  gone.outcome = "no_such_host";
  out.sites.push_back(gone);
  auto other = line_of("e", "สงขลา", model::Status::stale);
  other.rulebook = "ita-2567";
  out.sites.push_back(other);
  return out;
}

}  // namespace

TEST(WriteHtmlIndex, LooksAsAgreed) {
  for (const auto lang : {Lang::th, Lang::en}) {
    const auto page = write_html_index(sample_page(), lang);
    expect_golden(lang == Lang::th ? "sites.th.html" : "sites.en.html", page);
    expect_harmless(page);
    EXPECT_EQ(unbalanced(page), "");
  }
}

TEST(WriteHtmlIndex, LetsNoTagOfASiteThrough) {
  const auto page = write_html_index(sample_page(), Lang::th);
  for (const char* part : {"<script", "<img", "style=\"", "href=\"javascript", "\" onerror"})
    EXPECT_EQ(page.find(part), std::string::npos) << part;
  EXPECT_NE(page.find("&lt;script&gt;alert"), std::string::npos);
}

TEST(WriteHtmlIndex, HasARowForEverySite) {
  const auto page = write_html_index(sample_page(), Lang::th);
  EXPECT_EQ(count_of(page, "<tr class=\"site"), 5U);
  EXPECT_NE(page.find("<a href=\"a/index.html\">อบต.a</a>"), std::string::npos);
  EXPECT_NE(page.find("ตรวจตามรายการ ita-2567"), std::string::npos);
}

TEST(WriteHtmlIndex, PutsTheMostWantingItemFirst) {
  const auto page = write_html_index(sample_page(), Lang::th);
  const auto section = between(page, "<section id=\"wanting\"", "</section>");
  EXPECT_LT(section.find("O2 "), section.find("O3 "));
  EXPECT_EQ(section.find("O1 "), std::string::npos);  // published by all
  EXPECT_NE(section.find("3 / 3"), std::string::npos);
}

// A fault that all sites of one vendor have is the vendor's.
TEST(WriteHtmlIndex, GroupsSitesByTheirSystem) {
  const auto page = write_html_index(sample_page(), Lang::th);
  const auto section = between(page, "<section id=\"systems\"", "</section>");
  EXPECT_NE(section.find("/public/list/data/#"), std::string::npos);
  EXPECT_NE(section.find("data-label=\"ข้อที่ขาดเหมือนกัน\">O2<"), std::string::npos) << section;
}

TEST(WriteHtmlIndex, RanksOnlyWhenAsked) {
  auto sample = sample_page();
  EXPECT_EQ(write_html_index(sample, Lang::th).find("id=\"ranking\""), std::string::npos);
  sample.ranking = true;
  const auto section =
      between(write_html_index(sample, Lang::th), "<section id=\"ranking\"", "</section>");
  EXPECT_LT(section.find("อบต.b"), section.find("อบต.a"));
}

TEST(WriteHtmlIndex, EveryFilterHasItsRule) {
  const auto page = write_html_index(sample_page(), Lang::th);
  const std::regex radio("id=\"f-([a-z0-9_-]+)\"");
  std::size_t rules = 0;
  for (std::sregex_iterator at(page.begin(), page.end(), radio), end; at != end; ++at) {
    const std::string id = (*at)[1];
    if (id.starts_with("all-")) continue;
    ++rules;
    EXPECT_NE(page.find("body:has(#f-" + id + ":checked) .site:not(." + id + "){display:none}"),
              std::string::npos)
        << id;
  }
  EXPECT_EQ(rules, 3U);
}

TEST(WriteHtmlIndex, AllowsItsOwnStyleAndNothingElse) {
  const auto page = write_html_index(sample_page(), Lang::en);
  EXPECT_EQ(between(page, "http-equiv=\"Content-Security-Policy\" content=\"", "\""),
            "default-src 'none'; style-src " + style_source(between(page, "<style>", "</style>")) +
                "; base-uri 'none'; form-action 'none'");
}

TEST(WriteHtmlIndex, DrawsARunWithoutSites) {
  EXPECT_EQ(unbalanced(write_html_index({}, Lang::th)), "");
}

TEST(SystemOf, IsTheShapeMostAddressesHave) {
  model::Report report;
  report.seed_url = "https://a.go.th/";
  for (int i = 0; i < 5; ++i) {
    auto finding = plain_finding("O1", "t", model::Status::published);
    finding.evidence = {{}};
    finding.evidence[0].url = "https://a.go.th/public/List/data/" + std::to_string(100 + i);
    report.findings.push_back(finding);
  }
  EXPECT_EQ(system_of(report), "/public/list/data");
  report.findings.resize(3);  // too few agree
  EXPECT_EQ(system_of(report), "");
}

}  // namespace oit::report
