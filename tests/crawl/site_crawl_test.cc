#include "crawl/site_crawl.h"

#include <gtest/gtest.h>

#include "base/sha256.h"
#include "site.h"

namespace oit::crawl {
namespace {

using Paths = std::vector<std::string>;

/// All a report could be made of, one line per page.
std::string digest(const model::SiteFacts& facts) {
  std::string out;
  for (const auto& page : facts.pages) {
    out += page.url.text() + " | " + page.title + " | " + page.from_label + " " +
           std::to_string(page.from) + " " + std::string(name_of(page.outcome)) + " " +
           std::to_string(page.content_letters) + " " + std::to_string(page.text_hash) +
           (page.is_index ? " index " : " ") + std::to_string(page.index_year);
    for (const auto& id : ids(page.title_topics)) out += " " + id;
    for (const auto& id : ids(page.body_topics)) out += " +" + id;
    for (const auto& fact : page.links)
      out += "\n    " + fact.link.target.text() + " " + fact.link.label;
    out += '\n';
  }
  for (const auto& limit : facts.coverage.limits_hit) out += limit + " ";
  for (const auto& problem : facts.problems) out += problem.category + problem.url + " ";
  return out + std::to_string(facts.coverage.waiting) + " " + std::to_string(facts.documents);
}

void fill(Site& site, const std::string& fixture) {
  site.fetcher.add_folder("http://www.nongbua.go.th",
                          std::string(OIT_SOURCE_DIR "/fixtures/sites/") + fixture + "/www");
}

struct Order {
  std::size_t connections;
  unsigned seed;
};

class AnyOrder : public testing::TestWithParam<std::string> {};

/// Pages are learnt from in rounds, so the order of answers must not show anywhere.
TEST_P(AnyOrder, OfAnswersGivesTheSameFacts) {
  for (const std::size_t connections : {1U, 2U, 8U}) {
    std::string first;
    Paths asked;
    for (const unsigned seed : {1U, 2U, 3U, 4U, 5U}) {
      Site site;
      fill(site, GetParam());
      site.options.connections = connections;
      site.options.max_pages = 120;
      site.fetcher.shuffle(seed);
      const auto facts = site.crawl();
      ASSERT_GT(facts.pages.size(), 15U);
      if (first.empty()) {
        first = digest(facts);
        asked = site.fetcher.asked();
      }
      EXPECT_EQ(digest(facts), first) << connections << " connections, seed " << seed;
      EXPECT_EQ(site.fetcher.asked(), asked) << connections << " connections, seed " << seed;
    }
  }
}

/// More at a time may change the order of reading, never what a whole reading of a site finds.
TEST_P(AnyOrder, OfRoundsReadsTheSamePages) {
  std::set<std::string> one;
  for (const std::size_t connections : {1U, 2U, 8U}) {
    Site site;
    fill(site, GetParam());
    site.options.connections = connections;
    site.options.exhaustive = true;
    site.options.max_pages = 5000;
    const auto facts = site.crawl();
    EXPECT_TRUE(facts.coverage.limits_hit.empty());
    EXPECT_GT(facts.pages.size(), 40U);
    const auto all = paths(facts);
    const std::set<std::string> now(all.begin(), all.end());
    EXPECT_EQ(now.size(), all.size());  // nothing is asked for twice
    if (one.empty()) one = now;
    EXPECT_EQ(now, one) << connections;
  }
}

INSTANTIATE_TEST_SUITE_P(Sites, AnyOrder, testing::Values("donphai-sao", "saithong-municipality"),
                         [](const auto& site) {
                           std::string name = site.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

TEST(SiteCrawl, SubjectsComeBeforePlainPages) {
  Site site;
  site.home(item("p1", "หน้าหนึ่ง") + item("p2", "หน้าสอง") + item("plan", "แผนพัฒนาท้องถิ่น 2566-2570") +
            item("index", "การประเมิน ITA"));
  for (const char* path : {"p1", "p2", "plan", "index"}) site.page(path, path, "<p>เนื้อหา</p>");
  EXPECT_EQ(paths(site.crawl()), (Paths{"", "plan", "index", "p1", "p2"}));
}

TEST(SiteCrawl, TheOwnYearComesBeforeOthers) {
  Site site;
  site.home(item("i2564", "ITA ปี 2564") + item("i2566", "ITA ปี 2566") + item("p", "หน้าหนึ่ง") +
            item("m2565", "แผนปฏิบัติการป้องกันการทุจริต ประจำปี 2560") +
            item("m2566", "แผนปฏิบัติการป้องกันการทุจริต ประจำปี 2566"));
  for (const char* path : {"i2564", "i2566", "p", "m2565", "m2566"})
    site.page(path, path, "<p>เนื้อหา</p>");
  const auto facts = site.crawl();
  EXPECT_LT(place(facts, "m2566"), place(facts, "m2565"));
  EXPECT_LT(place(facts, "i2566"), place(facts, "i2564"));
  EXPECT_LT(place(facts, "i2564"), facts.pages.size());
}

/// Parts of an index whose names are no item's used to stay unread, and their items were "missing".
TEST(SiteCrawl, EveryPartOfAnIndexIsReadBeforeAnythingIsMissing) {
  Site site;
  site.home(item("ita", "ITA ปี 2566"));
  site.page("ita", "ITA 2566 การเปิดเผยข้อมูลสาธารณะ",
            "<div>" +
                link("part", "10.1 การดำเนินการเพื่อป้องกันการทุจริต (Anti-Corruption) หน่วยงานภาครัฐ") +
                "</div>");
  site.page("part", "10.1", "<p>" + link("o36", "แผนปฏิบัติการป้องกันการทุจริต ปี 2566") + "</p>");
  site.page("o36", "แผนปฏิบัติการป้องกันการทุจริต ปี 2566", "<p>เนื้อหา</p>");
  site.options.max_pages = 3;
  EXPECT_TRUE(site.crawl().coverage.waiting > 0);
  site.options.max_pages = 100;
  const auto facts = site.crawl();
  EXPECT_LT(place(facts, "o36"), facts.pages.size());
}

/// A splash page names no agency; the pages behind it do.
TEST(SiteCrawl, ThePagesBehindASplashPageSayWhoseSiteItIs) {
  Site site;
  site.fetcher.add_page(std::string(kHome), html("ยินดีต้อนรับ", link("main", "เข้าสู่เว็บไซต์")));
  std::string menu;
  for (const char* path : {"a", "b", "c", "d"}) {
    menu += item(path, path);
    site.page(path, std::string(path) + " - องค์การบริหารส่วนตำบลหนองบัว", "<p>เนื้อหา</p>");
  }
  site.page("main", "หน้าแรก", menu);
  EXPECT_EQ(site.crawl().name, "องค์การบริหารส่วนตำบลหนองบัว");
}

TEST(SiteCrawl, AGenericLinkIsFetchedForItsRow) {
  Site site;
  site.home(item("ita", "การประเมิน ITA ปี 2566") + item("p1", "หน้าหนึ่ง"));
  site.page("ita", "ITA 2566",
            "<table><tr><td>O4 แผนพัฒนาท้องถิ่น</td><td><a href='download.ashx?id=7'>เปิด</a></td></tr>"
            "<tr><td>เวลาทำการ</td><td><a href='other?id=8'>เปิด</a></td></tr></table>");
  site.page("p1", "p1", "<p>ก</p>");
  site.paper("download.ashx?id=7", "แผนพัฒนาท้องถิ่น พ.ศ. 2566 - 2570\n");
  site.page("other?id=8", "x", "<p>ก</p>");
  const auto facts = site.crawl();
  EXPECT_LT(place(facts, "download.ashx?id=7"), place(facts, "p1"));
  EXPECT_LT(place(facts, "p1"), place(facts, "other?id=8"));
  const auto paper = page_at(facts, "download.ashx?id=7");
  EXPECT_EQ(paper.kind, model::BodyKind::pdf);  // by its bytes, not by its name
  EXPECT_EQ(paper.from, place(facts, "ita"));
  EXPECT_EQ(paper.from_label, "เปิด");
  EXPECT_EQ(facts.documents, 1U);
}

TEST(SiteCrawl, FilesOfASubjectsListComeEarly) {
  Site site;
  site.home(item("manuals", "คู่มือการปฏิบัติงาน") + item("p1", "หน้าหนึ่ง") + item("p2", "หน้าสอง"));
  site.page("manuals", "คู่มือการปฏิบัติงาน",
            "<p>รายการ</p>" + item("f/1", "งานสารบรรณ") + item("f/2", "ดาวน์โหลด"));
  for (const char* path : {"p1", "p2"}) site.page(path, path, "<p>ก</p>");
  site.paper("f/1", "คู่มืองานสารบรรณ\n");
  site.paper("f/2", "คู่มืองานคลัง\n");
  const auto facts = site.crawl();
  EXPECT_LT(place(facts, "f/1"), place(facts, "p1"));
  EXPECT_LT(place(facts, "f/2"), place(facts, "f/1"));
}

TEST(SiteCrawl, PassesSplashFramesAndRefreshesWithoutAHop) {
  Site site;
  site.page("", "ยินดีต้อนรับ", link("enter", "เข้าสู่เว็บไซต์"));
  site.page("enter", "x", "<script>location.href='frames';</script>");
  site.fetcher.add_page(Site::at("frames"),
                        "<html><frameset cols='20,80'><frame src=menu><frame src=main></frameset>");
  site.page("menu", "menu", item("far/1", "หน้าหนึ่ง"));
  site.page("main", "main", "<p>องค์การบริหารส่วนตำบลหนองบัว</p>");
  for (int i = 1; i <= 12; ++i) {
    const auto next = "far/" + std::to_string(i + 1);
    site.page("far/" + std::to_string(i), "x", item("/" + next, "ถัดไปอีกหน้า " + next));
  }
  site.options.exhaustive = true;
  const auto facts = site.crawl();
  EXPECT_TRUE(page_at(facts, "enter").home_level);
  EXPECT_TRUE(page_at(facts, "frames").home_level);
  EXPECT_TRUE(page_at(facts, "menu").home_level);
  EXPECT_TRUE(was_read(facts, "far/9"));    // hops: splash 1, then far/1 is 2
  EXPECT_FALSE(was_read(facts, "far/10"));  // the eleventh
  EXPECT_TRUE(hit(facts, "hops"));
}

TEST(SiteCrawl, LeavesTheSiteForOneHopAndASubjectOnly) {
  Site site;
  site.home(item("http://docs.example.org/plan", "แผนพัฒนาท้องถิ่น 2566-2570") +
            item("http://other.example.org/", "เว็บไซต์อื่น"));
  site.fetcher.add_page("http://docs.example.org/plan",
                        html("แผน", item("http://docs.example.org/laws", "กฎหมายที่เกี่ยวข้อง")));
  site.options.exhaustive = true;
  const auto facts = site.crawl();
  EXPECT_EQ(paths(facts), (Paths{"", "docs.example.org/plan"}));
  EXPECT_TRUE(facts.pages.back().off_site);
  EXPECT_FALSE(site.has_asked("http://other.example.org/"));
}

TEST(SiteCrawl, KnownOutsideHostsAreNeverAsked) {
  Site site;
  const Paths hosts = {"https://www.facebook.com/nongbua",
                       "https://line.me/ti/p/x",
                       "https://www.google.com/maps/place/x",
                       "https://www.youtube.com/@nongbua",
                       "https://process3.gprocurement.go.th/egp2procmainWeb/x",
                       "https://docs.google.com/forms/d/x"};
  std::string body = "<iframe src='https://www.google.com/maps/embed?pb=1'></iframe>";
  for (const auto& host : hosts) body += item(host, "แผนการจัดซื้อจัดจ้าง 2566 เครือข่ายสังคม");
  site.home(body);
  site.options.exhaustive = true;
  const auto facts = site.crawl();
  for (const auto& asked : site.fetcher.asked()) EXPECT_TRUE(asked.starts_with(kHome)) << asked;
  EXPECT_EQ(facts.pages.size(), 1U);
}

TEST(SiteCrawl, SubdomainsCountButComeLater) {
  Site site;
  site.home(item("http://ita.nongbua.go.th/", "หน้าหนึ่ง") + item("p", "หน้าสอง"));
  site.page("p", "p", "<p>ก</p>");
  site.fetcher.add_page("http://ita.nongbua.go.th/", html("x", "<p>ก</p>"));
  const auto facts = site.crawl();
  ASSERT_EQ(facts.pages.size(), 3U);
  EXPECT_EQ(facts.pages[2].url.host(), "ita.nongbua.go.th");
  EXPECT_FALSE(facts.pages[2].off_site);
}

TEST(SiteCrawl, PagesRobotsForbidsAreOnRecord) {
  Site site;
  site.home(item("closed", "แผนพัฒนาท้องถิ่น 2566-2570"));
  site.fetcher.add_failure(Site::at("closed"), model::FetchOutcome::robots_disallowed);
  const auto facts = site.crawl();
  EXPECT_EQ(page_at(facts, "closed").outcome, model::FetchOutcome::robots_disallowed);
  EXPECT_FALSE(facts.robots_blocks_all);
}

TEST(SiteCrawl, ARobotsFileThatForbidsAllIsOnRecord) {
  Site site;
  net::RobotsVerdict verdict;
  verdict.state = net::RobotsVerdict::State::read;
  verdict.forbids_all = true;
  site.fetcher.set_robots(kHome, verdict);
  site.fetcher.add_failure(kHome, model::FetchOutcome::robots_disallowed);
  const auto facts = site.crawl();
  EXPECT_TRUE(facts.robots_blocks_all);
  EXPECT_FALSE(facts.home_read);
  EXPECT_EQ(facts.home_outcome, model::FetchOutcome::robots_disallowed);
  EXPECT_EQ(site.fetcher.asked().size(), 1U);  // no probe, no sitemap
}

TEST(SiteCrawl, PagesOnlyTheSitemapNamesAreFound) {
  Site site;
  site.home(item("p", "หน้าหนึ่ง"));
  site.page("p", "p", "<p>ก</p>");
  net::RobotsVerdict verdict;
  verdict.sitemaps = {Site::at("maps/index.xml")};
  site.fetcher.set_robots(kHome, verdict);
  model::Response xml;
  xml.outcome = model::FetchOutcome::ok;
  xml.status = 200;
  xml.body = "<sitemapindex><sitemap><loc>" + Site::at("maps/1.xml") + "</loc></sitemap>" +
             "<sitemap><loc>http://evil.example.org/2.xml</loc></sitemap></sitemapindex>";
  site.fetcher.add(Site::at("maps/index.xml"), xml);
  xml.body = "<urlset><url><loc>" + Site::at("แผนพัฒนาท้องถิ่น") + "</loc></url><url><loc>" +
             "http://evil.example.org/laws</loc></url></urlset>";
  site.fetcher.add(Site::at("maps/1.xml"), xml);
  site.page("แผนพัฒนาท้องถิ่น", "แผนพัฒนาท้องถิ่น", "<p>พ.ศ. 2566 - 2570</p>");
  const auto facts = site.crawl();
  ASSERT_EQ(facts.pages.size(), 3U);
  EXPECT_EQ(facts.pages[1].title, "แผนพัฒนาท้องถิ่น");
  EXPECT_FALSE(site.has_asked("http://evil.example.org/2.xml"));
  EXPECT_FALSE(site.has_asked(Site::at("sitemap.xml")));
}

/// A menu drawn by a script leaves the sitemap as the only way in.
TEST(SiteCrawl, WhereTheHomePageLeadsNowhereTheSitemapIsFollowed) {
  Site site;
  site.fetcher.add_page(std::string(kHome), html("อบต.หนองบัว", "<div id=app></div>"));
  std::string urls;
  for (int i = 0; i < 8; ++i) {
    const auto path = "p" + std::to_string(i);
    site.page(path, path, "<p>เนื้อหาหน้าที่ " + std::to_string(i) + "</p>");
    urls += "<url><loc>" + Site::at(path) + "</loc></url>";
  }
  model::Response xml;
  xml.outcome = model::FetchOutcome::ok;
  xml.status = 200;
  xml.body = "<urlset>" + urls + "</urlset>";
  site.fetcher.add(Site::at("sitemap.xml"), xml);
  const auto facts = site.crawl();
  EXPECT_EQ(facts.pages.size(), 9U);
  EXPECT_EQ(facts.coverage.gap, "");
  for (int i = 0; i < 8; ++i)
    site.fetcher.add_failure(Site::at("p" + std::to_string(i)), model::FetchOutcome::not_found,
                             404);
  EXPECT_EQ(site.crawl().coverage.gap, "home_failed") << "nothing of the site was read";
}

TEST(SiteCrawl, ASitemapThatRobotsNamesAndCannotBeReadIsReported) {
  Site site;
  site.home("");
  net::RobotsVerdict verdict;
  verdict.sitemaps = {Site::at("map.xml")};
  site.fetcher.set_robots(kHome, verdict);
  site.fetcher.add_failure(Site::at("map.xml"), model::FetchOutcome::server_error, 500);
  const auto facts = site.crawl();
  ASSERT_EQ(facts.problems.size(), 1U);
  EXPECT_EQ(facts.problems[0].category, "sitemap");
}

TEST(SiteCrawl, RowsTellWhatWasBegunAndWhatWasNot) {
  Site site;
  site.home(item("a", "แผนพัฒนาท้องถิ่น 2566 - 2570") + item("b", "แผนการดำเนินงาน 2566"));
  site.paper("a", "คู่มือยืมพัสดุ ยังไม่ได้ดำเนินการ\nปฏิทินเว็บไซต์ ยังไม่ได้ดำเนินการ\n");
  site.paper("b", "คู่มือยืมพัสดุ อยู่ระหว่างดำเนินการ\nปฏิทินเว็บไซต์ ยังไม่ได้ดำเนินการ\n");
  const auto facts = site.crawl();
  EXPECT_EQ(page_at(facts, "a").rows_undone, 2);
  EXPECT_EQ(page_at(facts, "a").rows_done, 0);
  EXPECT_EQ(page_at(facts, "b").rows_undone, 1);
  EXPECT_EQ(page_at(facts, "b").rows_done, 1) << "under way is more than nothing";
}

/// "Scanned with CamScanner" on every page used to make a scan an empty paper.
TEST(SiteCrawl, AScannersMarkIsNoText) {
  Site site;
  site.home(item("scan", "แผนพัฒนาท้องถิ่น 2566 - 2570") + item("paper", "แผนการดำเนินงาน 2566"));
  site.paper("scan", "Scanned with CamScanner\n\fสแกนด้วย CamScanner\n");
  site.paper("paper", "แผนการดำเนินงาน\n\fปี 2566\n");
  const auto facts = site.crawl();
  EXPECT_EQ(page_at(facts, "scan").document, model::DocumentOutcome::image_only);
  EXPECT_EQ(page_at(facts, "paper").document, model::DocumentOutcome::ok);
}

TEST(SiteCrawl, WithoutAWordFromRobotsTheUsualSitemapIsTried) {
  Site site;
  site.home("");
  site.crawl();
  EXPECT_TRUE(site.has_asked(Site::at("sitemap.xml")));
}

TEST(SiteCrawl, AMadeUpAddressTellsHowNotFoundLooks) {
  Site site;
  const std::string lost = html("อบต.หนองบัว", "<p>ขออภัย กรุณาเลือกเมนูอื่น</p>");
  site.home(item("gone", "แผนพัฒนาท้องถิ่น 2566-2570") + item("there", "คู่มือการปฏิบัติงาน"));
  site.page("there", "คู่มือการปฏิบัติงาน", "<p>รายการคู่มือของทุกกอง</p>");
  const auto name = std::to_string(stable_hash(std::string(kHome)) % 100'000'000);
  for (const auto& path : {"oitcheck-" + name, "oitcheck-" + name + ".pdf", std::string("gone")})
    site.fetcher.add_page(Site::at(path), lost);
  const auto facts = site.crawl();
  EXPECT_TRUE(page_at(facts, "gone").soft_404);
  EXPECT_FALSE(page_at(facts, "there").soft_404);
  EXPECT_FALSE(was_read(facts, "oitcheck-" + name));  // a probe is no page
  EXPECT_EQ(std::ranges::count(facts.problems, "soft_404", &model::SiteProblem::category), 1);
}

TEST(SiteCrawl, APageEqualToHomeLeadsHome) {
  Site site;
  std::string body = item("plan", "แผนพัฒนาท้องถิ่น") + item("moved", "คู่มือการปฏิบัติงาน");
  for (int i = 0; i < 12; ++i) body += "<p>ข่าวของวันที่ " + std::to_string(i) + "</p>";
  site.home(body);
  site.fetcher.add_redirect(Site::at("moved"), kHome);
  site.fetcher.add_page(Site::at("plan"), site.home_html(body));  // the same under another address
  const auto facts = site.crawl();
  EXPECT_TRUE(page_at(facts, "moved").redirected_home);
  EXPECT_TRUE(page_at(facts, "plan").soft_404);
  EXPECT_TRUE(page_at(facts, "plan").redirected_home);
}

TEST(SiteCrawl, AddressesEnteredAreReadFirst) {
  Site site;
  site.home(item("plan", "แผนพัฒนาท้องถิ่น 2566-2570"));
  site.page("plan", "x", "<p>ก</p>");
  site.page("hidden", "x", "<p>ก</p>");
  site.options.declared = {address(Site::at("hidden"))};
  EXPECT_EQ(paths(site.crawl()), (Paths{"", "hidden", "plan"}));
}

TEST(SiteCrawl, TheAgencysNameIsReadFromHome) {
  Site site;
  site.home("");
  EXPECT_EQ(site.crawl().name, "องค์การบริหารส่วนตำบลหนองบัว");
  site.options.site_name = "เทศบาลตำบลสายทอง";
  EXPECT_EQ(site.crawl().name, "เทศบาลตำบลสายทอง");
}

TEST(SiteCrawl, AHomePageThatFailsEndsTheCrawl) {
  Site site;
  site.fetcher.add_failure(kHome, model::FetchOutcome::server_error, 500);
  const auto facts = site.crawl();
  EXPECT_FALSE(facts.home_read);
  EXPECT_EQ(facts.home_outcome, model::FetchOutcome::server_error);
  EXPECT_EQ(facts.pages.size(), 1U);
}

TEST(SiteCrawl, AHomePageThatLeadsNowhereProvesNothing) {
  Site notice;
  notice.page("", "ปิดปรับปรุง", "<p>ปิดปรับปรุงระบบชั่วคราว</p>");
  EXPECT_EQ(notice.crawl().coverage.gap, "home_failed");
  Site shell;
  shell.page("", "อบต.หนองบัว", "<div id=root></div><script src=/app.js></script>");
  EXPECT_EQ(shell.crawl().coverage.gap, "needs_browser");
  Site real;
  std::string menu;
  for (int n = 0; n < 6; ++n) {
    menu += item("/" + std::to_string(n), "เรื่องที่ " + std::to_string(n));
    real.page(std::to_string(n), "เรื่อง", "<p>ข้อความ</p>");
  }
  real.page("", "อบต.หนองบัว", menu);
  EXPECT_EQ(real.crawl().coverage.gap, "");
}

TEST(SiteCrawl, APageReadBrieflyIsReadAgainOnceALinkNamesItsSubject) {
  Site site;
  std::string menu;
  for (int n = 0; n < 8; ++n) menu += item("/" + std::to_string(n), "เรื่องที่ " + std::to_string(n));
  site.page("", "อบต.หนองบัว", item("/about", "เกี่ยวกับชุมชน") + menu);
  for (int n = 0; n < 8; ++n)
    site.page(std::to_string(n), "เรื่อง", n == 7 ? item("/about", "แผนพัฒนาท้องถิ่น") : "<p>ข้อความ</p>");
  site.page("about", "เกี่ยวกับชุมชน", "<p>โทรศัพท์ 044-123456</p>");
  site.options.exhaustive = true;
  const auto facts = site.crawl();
  const auto page = page_at(facts, "about");
  EXPECT_FALSE(page.is_brief);
  EXPECT_FALSE(page.signals.phones.empty());
  EXPECT_EQ(std::ranges::count(paths(facts), "about"), 1);
  EXPECT_EQ(std::ranges::count(site.fetcher.asked(), Site::at("about")), 2);
}

TEST(SiteCrawl, APaperOfOneLineIsStillBeingMade) {
  Site site;
  site.home("<ul>" + item("/a.pdf", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566") + "</ul>");
  site.paper("a.pdf", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566\nอยู่ระหว่างดำเนินการ");
  EXPECT_TRUE(page_at(site.crawl(), "a.pdf").under_construction);
}

TEST(SiteCrawl, APagerThatSendsAFormIsAProblemOfTheSite) {
  Site site;
  site.home("<ul>" + item("/list", "แผนการจัดซื้อจัดจ้าง") + "</ul>");
  site.page("list", "แผนการจัดซื้อจัดจ้าง",
            "<p>รายการ</p><a href=\"javascript:__doPostBack('grid','Page$2')\">2</a>");
  const auto facts = site.crawl();
  EXPECT_EQ(std::ranges::count(facts.problems, "post_back", &model::SiteProblem::category), 1);
}

TEST(SiteCrawl, AProgramThatSendsFilesIsAskedInsideAList) {
  Site site;
  site.home("<ul>" + item("/list", "แผนการจัดซื้อจัดจ้าง") + "</ul>");
  site.page("list", "แผนการจัดซื้อจัดจ้าง", "<p>รายการ</p>" + link("/detail", "ฉบับของกองคลัง"));
  site.page("detail", "ฉบับของกองคลัง",
            "<p>ไฟล์</p>" + link("/?wpdmdl=77", "ของสำนักปลัดและกองคลังรวมกัน") +
                link("/other", "หน้าอื่นของสำนักปลัดและกองคลัง"));
  site.paper("?wpdmdl=77", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566");
  const auto facts = site.crawl();
  EXPECT_EQ(page_at(facts, "?wpdmdl=77").kind, model::BodyKind::pdf);
}

}  // namespace
}  // namespace oit::crawl
