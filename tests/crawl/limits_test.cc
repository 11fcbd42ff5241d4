// Where a crawl ends: limits, traps, the user's patience, and having found all.
#include <gtest/gtest.h>

#include "crawl/site_crawl.h"
#include "site.h"

namespace oit::crawl {
namespace {

/// A home page with `n` links to subjects, each with a page.
void add_manuals(Site& site, int n) {
  std::string body;
  for (int i = 0; i < n; ++i) {
    const auto path =
        "manual/" + std::string(1, static_cast<char>('a' + i % 26)) + std::to_string(i);
    body += item(path, "คู่มือการปฏิบัติงาน " + path);
    site.page(path, path, "<p>ขั้นตอนของ " + path + "</p>");
  }
  site.home(body);
}

/// Time that runs a second for each look at it.
class RunningClock final : public Clock {
 public:
  std::chrono::system_clock::time_point now() const override { return {}; }
  std::chrono::steady_clock::time_point steady_now() const override {
    return std::chrono::steady_clock::time_point(std::chrono::seconds(++looks_));
  }

 private:
  mutable int looks_ = 0;
};

TEST(Limits, MaxPagesIsExactAndOnRecord) {
  for (const std::size_t connections : {1U, 8U}) {
    Site site;
    add_manuals(site, 30);
    site.options.max_pages = 10;
    site.options.connections = connections;
    const auto facts = site.crawl();
    EXPECT_EQ(facts.pages.size(), 10U);
    EXPECT_TRUE(hit(facts, "max_pages"));
    EXPECT_EQ(facts.coverage.read, 10U);
    EXPECT_GE(facts.coverage.waiting_scoring, 21U);
    EXPECT_FALSE(facts.coverage.waiting_topics.empty());
  }
}

TEST(Limits, ALimitThatDidNotBiteIsNotOnRecord) {
  Site site;
  add_manuals(site, 9);
  site.options.max_pages = 10;
  const auto facts = site.crawl();
  EXPECT_EQ(facts.pages.size(), 10U);
  EXPECT_TRUE(facts.coverage.limits_hit.empty()) << facts.coverage.limits_hit.front();
  EXPECT_EQ(facts.coverage.waiting_scoring, 0U);
}

TEST(Limits, TimeThatIsUpLeavesWhatWasRead) {
  Site site;
  add_manuals(site, 30);
  const RunningClock clock;
  site.clock = &clock;
  site.options.max_time = std::chrono::seconds(12);
  const auto facts = site.crawl();
  EXPECT_TRUE(hit(facts, "max_time"));
  EXPECT_GT(facts.pages.size(), 1U);
  EXPECT_LT(facts.pages.size(), 20U);
  EXPECT_TRUE(facts.home_read);
  EXPECT_GT(facts.coverage.waiting_scoring, 0U);
}

/// A server that never answers used to hold a scan long after its time.
TEST(Limits, AnAnswerThatComesTooLateIsNotWaitedFor) {
  Site site;
  add_manuals(site, 3);
  const RunningClock clock;
  site.clock = &clock;
  site.options.max_time = std::chrono::seconds(1);
  site.fetcher.add_failure(kHome, model::FetchOutcome::cancelled);
  const auto facts = site.crawl();
  EXPECT_EQ(facts.home_outcome, model::FetchOutcome::timeout);
  EXPECT_FALSE(hit(facts, "cancelled"));
}

TEST(Limits, ACancelledCrawlHandsOverWhatItHas) {
  for (const std::size_t after : {1U, 2U, 5U}) {
    Site site;
    add_manuals(site, 30);
    site.cancel_after = after;
    const auto facts = site.crawl();
    EXPECT_TRUE(hit(facts, "cancelled"));
    EXPECT_EQ(facts.pages.size(), after);
    EXPECT_GT(facts.coverage.waiting, 0U);
  }
}

TEST(Limits, ACrawlEndsWhenAllIsPublished) {
  Site site;
  add_manuals(site, 30);
  EnoughAfter goal(5);
  const auto facts = site.crawl(goal);
  EXPECT_GE(facts.pages.size(), 5U);
  EXPECT_LT(facts.pages.size(), 12U);
  EXPECT_GT(goal.asked, 0);
  EXPECT_TRUE(facts.coverage.limits_hit.empty());
}

TEST(Limits, AnExhaustiveCrawlReadsOn) {
  Site site;
  add_manuals(site, 30);
  site.options.exhaustive = true;
  EnoughAfter goal(5);
  EXPECT_EQ(site.crawl(goal).pages.size(), 31U);
}

TEST(Limits, PlainPagesAreReadForCompletenessToAPoint) {
  Site site;
  std::string posts;
  for (int i = 0; i < 400; ++i) {
    const auto path =
        "p/a" + std::string(static_cast<std::size_t>(i / 20), 'x') + std::to_string(i % 20);
    posts += item("/" + path, "หน้า");
    site.page(path, path, "<p>เนื้อหาของหน้านี้ " + path + "</p>");
  }
  site.home(item("list", "รวมหน้า"));
  site.page("list", "รวมหน้า", posts);
  const auto some = site.crawl();
  EXPECT_LT(some.pages.size(), 200U);
  EXPECT_GT(some.coverage.waiting, 200U);
  EXPECT_EQ(some.coverage.waiting_scoring, 0U);
  EXPECT_FALSE(some.coverage.waiting_menu);
}

TEST(Traps, ACalendarEnds) {
  Site site;
  site.home(item("cal?day=1", "ปฏิทินกิจกรรม") + item("plan", "แผนพัฒนาท้องถิ่น"));
  site.page("plan", "plan", "<p>ก</p>");
  for (int day = 1; day < 400; ++day)
    site.page("cal?day=" + std::to_string(day), "ปฏิทิน",
              "<p>วันที่ " + std::to_string(day) + "</p>" +
                  link("cal?day=" + std::to_string(day + 1), "ถัดไป"));
  site.options.exhaustive = true;
  site.options.max_pages = 1000;
  const auto facts = site.crawl();
  EXPECT_LT(facts.pages.size(), 60U);
  EXPECT_EQ(place(facts, "plan"), 1U);
}

TEST(Traps, AWideCalendarEnds) {
  Site site;
  site.home(item("cal?d=1&m=1", "ปฏิทินกิจกรรม"));
  for (int month = 1; month <= 40; ++month)
    for (int day = 1; day <= 28; ++day) {
      std::string links;
      for (int next = 1; next <= 28; ++next)
        links += link("cal?d=" + std::to_string(next) + "&m=" + std::to_string(month + 1), "วัน");
      site.page("cal?d=" + std::to_string(day) + "&m=" + std::to_string(month), "ปฏิทิน",
                "<p>" + std::to_string(day * 100 + month) + "</p>" + links);
    }
  site.options.exhaustive = true;
  site.options.max_pages = 2000;
  const auto facts = site.crawl();
  EXPECT_LT(facts.pages.size(), 400U);
  EXPECT_TRUE(hit(facts, "trap"));
}

/// One page that sends on to ever new addresses used to take all requests of its site.
TEST(Traps, APageThatSendsOnForEverEnds) {
  for (const std::string_view sends :
       {"<meta http-equiv=refresh content='0;url=plan?n=#'>", "<iframe src='plan?n=#'></iframe>",
        "<script>location.href='plan?n=#'</script>"}) {
    Site site;
    site.home(item("plan", "แผนพัฒนาท้องถิ่น"));
    for (int i = 0; i < 100; ++i) {
      std::string body(sends);
      body.replace(body.find('#'), 1, std::to_string(i + 1));
      site.page(i == 0 ? "plan" : "plan?n=" + std::to_string(i), "กำลังพาท่านไป", body);
    }
    const auto facts = site.crawl();
    EXPECT_LT(facts.pages.size(), 10U) << sends;
    EXPECT_TRUE(hit(facts, "hops")) << sends;
    const auto& last = facts.pages.back();
    EXPECT_EQ(last.outcome == model::FetchOutcome::too_many_redirects, sends[1] == 'm') << sends;
    EXPECT_EQ(last.needs_script, sends[1] == 's') << sends;
  }
}

/// Links named like a subject used to be followed for ever, ten more on each page.
TEST(Traps, APageThatMakesUpItsLinksEnds) {
  Site site;
  site.home(item("deep/1/x", "แผนพัฒนาท้องถิ่น"));
  for (int i = 1; i < 600; ++i) {
    std::string links;
    for (int next = 1; next <= 10; ++next)
      links += item("/deep/" + std::to_string(i * 10 + next) + "/x", "แผนพัฒนาท้องถิ่น");
    site.page("deep/" + std::to_string(i) + "/x", "แผนพัฒนาท้องถิ่น", links);
  }
  const auto facts = site.crawl();
  EXPECT_LT(facts.pages.size(), 30U);
  EXPECT_TRUE(hit(facts, "trap"));
}

/// Pages that share their words lead to their files all the same, be all of the site's titled alike
/// and hold nothing but pictures.
TEST(Traps, PagesOfOneWordingAreNoTrap) {
  for (const std::string title : {"คู่มือการปฏิบัติงาน", "อบต.หนองคลา"}) {
    Site site;
    std::string list;
    for (int i = 1; i <= 40; ++i) {
      const auto path = "view/" + std::to_string(i), detail = "detail/" + std::to_string(i);
      list += item("/" + path, "คู่มือการปฏิบัติงาน เล่มที่ " + std::to_string(i));
      site.page(path, "อบต.หนองคลา", link("/" + detail, "รายละเอียด"));
      site.page(detail, "อบต.หนองคลา", link("/get/" + std::to_string(i), "ดาวน์โหลด"));
      site.paper("get/" + std::to_string(i), "คู่มือการปฏิบัติงาน\n");
    }
    site.home(item("list", "คู่มือการปฏิบัติงาน"));
    site.page("list", title, list);
    EXPECT_EQ(site.crawl().documents, 40U) << title;
  }
}

TEST(Traps, ASessionInEveryAddressIsOnePage) {
  Site site;
  std::string body;
  for (int i = 0; i < 30; ++i)
    body += item("a.php?id=1&PHPSESSID=" + std::to_string(1000 + i), "คู่มือการปฏิบัติงาน");
  site.home(body);
  site.page("a.php?id=1&PHPSESSID=1000", "x", "<p>ก</p>");
  const auto facts = site.crawl();
  EXPECT_EQ(facts.pages.size(), 2U);
}

TEST(Traps, PathsThatGrowAreNotFollowed) {
  Site site;
  std::string deep = "d";
  for (int i = 0; i < 25; ++i) deep += "/s" + std::to_string(i);
  site.home(item("x/x/x/x/plan", "แผนพัฒนาท้องถิ่น") + item(deep, "แผนพัฒนาท้องถิ่น"));
  EXPECT_EQ(site.crawl().pages.size(), 1U);
}

TEST(Traps, DeadLinksAndOtherSchemesAreNotAsked) {
  Site site;
  site.home(item("#", "แผนพัฒนาท้องถิ่น") + item("javascript:void(0)", "แผนพัฒนาท้องถิ่น") +
            item("mailto:a@b.go.th", "แผนพัฒนาท้องถิ่น") +
            item("ftp://www.nongbua.go.th/a", "แผนพัฒนาท้องถิ่น"));
  EXPECT_EQ(site.crawl().pages.size(), 1U);
}

TEST(Facts, NoBodyStaysInMemory) {
  Site site;
  std::string rows;
  for (int i = 0; i < 2000; ++i)
    rows += "<p>ย่อหน้าที่ " + std::to_string(i) + " มีเนื้อความยาวพอประมาณ</p>" +
            link("/x/" + std::to_string(i), "หัวข้อที่ไม่เกี่ยวข้อง");
  site.home(item("laws", "กฎหมายที่เกี่ยวข้อง"));
  site.page("laws", "กฎหมายที่เกี่ยวข้อง", rows);
  site.options.max_pages = 2;
  const auto page = page_at(site.crawl(), "laws");
  EXPECT_GT(page.bytes, 200'000U);
  std::size_t kept = page.title.size();
  for (const auto& heading : page.headings) kept += heading.size();
  for (const auto& quote : page.phrase_quotes) kept += quote.size();
  EXPECT_LT(kept, 20'000U);
  EXPECT_LE(page.links.size(), 400U);
}

}  // namespace
}  // namespace oit::crawl
