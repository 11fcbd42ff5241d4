#include "report/html.h"

#include <regex>

#include "report/golden.h"
#include "report/highlight.h"
#include "report/html_checks.h"
#include "report/markup.h"
#include "report/sample_report.h"
#include "support/process.h"
#include "support/store_place.h"

namespace oit::report {
namespace {

model::Rulebook sample_rules() {
  model::Rulebook out;
  out.year.id = "ita-2566";
  out.year.bands = {{"AA", {}, 95, 0}, {"pass", {"ผ่านดี", "good"}, 0, 0}};
  out.year.sub_indicators = {{"9.1", "9", {"ข้อมูลพื้นฐาน", "Basics"}}};
  model::Topic topic;
  topic.id = "organisation-structure";
  topic.title = {"โครงสร้าง", ""};
  topic.leads = {"แผนผังโครงสร้าง", "ส่วนราชการ + {fy}", "ปี"};
  out.topics = {topic};
  return out;
}

model::Change sample_change() {
  model::Change out;
  out.item = "O12";
  out.kind = model::ChangeKind::went_stale;
  out.before = model::Status::published;
  out.after = model::Status::stale;
  out.reason = std::string(kTags) + kPhone + kBidi;
  return out;
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

TEST(WriteHtml, ShowsPicturesOfDrawnPagesBesideTheirEvidence) {
  auto report = sample_report();
  auto evidence = report.findings[0].evidence[0];
  evidence.sha256 = "ab12";
  evidence.title = "\"><script>";
  report.findings[0].evidence = {evidence};  // read without a browser
  evidence.text_from = "rendered";
  report.findings[0].evidence.insert(report.findings[0].evidence.end(), 45, evidence);
  evidence.sha256 = "none";
  report.findings[0].evidence.insert(report.findings[0].evidence.begin(), evidence);
  HtmlExtras extras;
  EXPECT_EQ(count_of(write_html(report, Lang::th, extras), "<img"), 0U);
  extras.picture = [](const std::string& sha256) { return sha256 == "ab12" ? "/9j/AA==" : ""; };
  const auto page = write_html(report, Lang::en, extras);
  EXPECT_EQ(count_of(page, "<img class=\"shot\""), 40U);
  EXPECT_EQ(count_of(page, "src=\"data:image/jpeg;base64,/9j/AA==\">"), 40U);
  EXPECT_NE(page.find("not loaded: &quot;&gt;&lt;script&gt;\""), std::string::npos);
  EXPECT_NE(page.find("; img-src data:; base-uri 'none'"), std::string::npos);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(unbalanced(page), "");
  extras.picture = [](const std::string&) { return "\"><script>"; };
  EXPECT_EQ(write_html(report, Lang::en, extras).find("<script"), std::string::npos);
  for (auto& one : report.findings[0].evidence) one.text_from = "html";
  EXPECT_EQ(count_of(write_html(report, Lang::en, extras), "<img"), 0U);
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
  EXPECT_EQ(radios, 13U);
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

TEST(WriteHtml, IsValidHtml) {
  constexpr const char* kPython = "/usr/bin/python3";  // Debian's, which has Debian's packages
  if (test::run({kPython, "-c", "import html5lib"}).exit != 0)
    GTEST_SKIP() << "Debian's python3-html5lib is not installed";
  const test::StoreFolder folder;
  std::vector<std::string> command{kPython, OIT_SOURCE_DIR "/tests/report/check_html.py"};
  for (const char* golden : {"index.th.html", "index.en.html", "sites.th.html", "sites.en.html"})
    command.push_back(std::string(OIT_SOURCE_DIR "/tests/golden/report/") + golden);
  const auto rules = sample_rules();
  const SinceLast since{"run-0", day(2023, 3, 1), {sample_change()}};
  command.push_back(folder.file("full.html"));
  ASSERT_TRUE(write_file(command.back(),
                         write_html(sample_report(), Lang::th, {&rules, &since, "../i.html"})));
  const auto ended = test::run(command);
  EXPECT_EQ(ended.exit, 0) << ended.err;
  EXPECT_EQ(ended.out, "");
}

TEST(WriteHtml, TellsWhatChangedSinceTheLastRun) {
  SinceLast since{"run-0", day(2023, 3, 1), {sample_change()}};
  const auto changes = [&] {
    return between(write_html(sample_report(), Lang::th, {nullptr, &since, ""}),
                   "<section id=\"since\"", "</section>");
  };
  const auto told = changes();
  EXPECT_NE(told.find("1 มี.ค. 2566"), std::string::npos);
  EXPECT_NE(told.find("▼ "), std::string::npos);
  EXPECT_NE(told.find("href=\"#O12\""), std::string::npos);
  expect_harmless(told);
  EXPECT_EQ(told.find("<script"), std::string::npos);
  since.changes.clear();
  EXPECT_NE(changes().find("ไม่มีข้อใดเปลี่ยนแปลง"), std::string::npos);
  EXPECT_EQ(write_html(sample_report(), Lang::th).find("id=\"since\""), std::string::npos);
}

TEST(WriteHtml, NamesBandsAndSubIndicatorsOfItsOwnRules) {
  auto rules = sample_rules();
  const auto page = write_html(sample_report(), Lang::th, {&rules, nullptr, "../index.html"});
  for (const char* part : {">AA</text>", "ผ่านดี ตั้งแต่ 0", "9.1 ข้อมูลพื้นฐาน", "href=\"../index.html\""})
    EXPECT_NE(page.find(part), std::string::npos) << part;
  rules.year.id = "ita-2567";  // another list's names would be wrong
  const auto other = write_html(sample_report(), Lang::th, {&rules, nullptr, ""});
  EXPECT_EQ(other.find(">AA</text>"), std::string::npos);
  EXPECT_EQ(other.find("ข้อมูลพื้นฐาน"), std::string::npos);
}

// The choices of three filters may leave nothing, where any two of them leave something.
TEST(WriteHtml, SaysThatThreeFiltersLeaveNothing) {
  model::Report report;
  for (const auto& [unit, part, status] : {std::tuple("a", "1", model::Status::stale),
                                           {"a", "2", model::Status::missing},
                                           {"b", "1", model::Status::missing}}) {
    auto finding = plain_finding("O" + std::to_string(report.findings.size() + 1), "t", status);
    finding.unit = unit;
    finding.sub_indicator = part;
    report.findings.push_back(finding);
  }
  const auto page = write_html(report, Lang::th);
  EXPECT_NE(page.find("body:has(#f-s-missing:checked):has(#f-u1:checked):has(#f-i1:checked) .none"),
            std::string::npos);
  EXPECT_EQ(page.find("body:has(#f-s-stale:checked):has(#f-u1:checked):has(#f-i1:checked) .none"),
            std::string::npos);
}

TEST(Highlight, MarksTheLongestWordsAndEscapesTheRest) {
  const std::vector<std::string> words = {"แผนการจัดซื้อจัดจ้าง", "จัดซื้อ"};
  EXPECT_EQ(highlight("<b>แผนการจัดซื้อจัดจ้าง & จัดซื้อ", words),
            "&lt;b&gt;<mark>แผนการจัดซื้อจัดจ้าง</mark> &amp; <mark>จัดซื้อ</mark>");
  EXPECT_EQ(highlight("จัดซื้อ่", words), "จัดซื้อ่") << "a tone would be parted from its letter";
  EXPECT_EQ(highlight("", words), "");
}

TEST(MatchedWords, AreOfTitleAndTopic) {
  auto rules = sample_rules();
  const auto words = matched_words(sample_report().findings[0], &rules);
  EXPECT_EQ(words, (std::vector<std::string>{"แผนผังโครงสร้าง", "ส่วนราชการ", "โครงสร้าง"}));
  EXPECT_EQ(matched_words(sample_report().findings[0], nullptr).size(), 1U);
}

TEST(StyleSource, IsTheHashInBase64) {
  EXPECT_EQ(style_source(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
}

TEST(Escape, TakesEveryCharacterWithMeaning) {
  EXPECT_EQ(escape("<a href=\"x\" b='y'>&amp;"),
            "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;");
}

}  // namespace oit::report
