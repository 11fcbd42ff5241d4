// Pages that are nothing without their scripts: asked for once more, as a browser draws them.
#include <gtest/gtest.h>

#include "site.h"

namespace oit::crawl {
namespace {

using model::RenderMode;

constexpr std::string_view kShell =
    "<!DOCTYPE html><html><head><meta charset=utf-8><title>อบต.</title></head><body><noscript>You "
    "need "
    "to enable JavaScript to run this app.</noscript><div id=\"app\"></div><script "
    "src=\"/app.js\"></script></body></html>";

/// A site whose every page is the same shell until a browser draws it.
class DrawnTest : public testing::Test {
 protected:
  DrawnTest() { site_.options.render = RenderMode::automatic; }

  /// `path` is the shell, and drawn it is `body`.
  void shell(const std::string& path, const std::string& title, const std::string& body) {
    drawn_[Site::at(path)] = html(title, body);
    site_.fetcher.answer_with(Site::at(path), [this, path](const model::Request& request) {
      const bool is_drawn = request.purpose == model::Purpose::rendered;
      return test::FakeFetcher::answer(can_draw_ || !is_drawn ? model::FetchOutcome::ok : undrawn_,
                                       200, "text/html",
                                       is_drawn ? drawn_[Site::at(path)] : std::string(kShell));
    });
  }

  static std::string menu(const std::vector<std::pair<std::string, std::string>>& links) {
    std::string out = "<ul>";
    for (const auto& [target, label] : links) out += item(target, label);
    for (int i = 0; i < 8; ++i)
      out += item("http://menu" + std::to_string(i) + ".example.org/", "เว็บอื่น");
    return out + "</ul>";
  }

  std::size_t drawings() const {
    return static_cast<std::size_t>(std::ranges::count(
        site_.fetcher.requests(), model::Purpose::rendered, &model::Request::purpose));
  }

  Site site_;
  std::map<std::string, std::string> drawn_;
  bool can_draw_ = true;
  model::FetchOutcome undrawn_ = model::FetchOutcome::reset;
};

constexpr std::string_view kName = "องค์การบริหารส่วนตำบลหนองบัว";

TEST_F(DrawnTest, FindsWhatOnlyABrowserShows) {
  std::vector<std::pair<std::string, std::string>> links{{"/plan", "แผนพัฒนาท้องถิ่น"},
                                                         {"/about", "ข้อมูลพื้นฐาน"}};
  for (int i = 0; i < 4; ++i) {
    const auto path = "p" + std::to_string(i);
    links.emplace_back("/" + path, "หน้าที่ " + path);
    shell(path, "หน้า " + path, "<p>เนื้อหาของหน้า " + path + "</p>");
  }
  shell("", std::string(kName), menu(links));
  shell("plan", "แผนพัฒนาท้องถิ่น พ.ศ. 2566-2570", "<h1>แผนพัฒนาท้องถิ่น</h1><p>วิสัยทัศน์ ยุทธศาสตร์</p>");
  shell("about", "ข้อมูลพื้นฐาน", "<h1>ข้อมูลพื้นฐาน</h1><p>สภาพทั่วไปของตำบล</p>");
  const auto facts = site_.crawl();
  EXPECT_TRUE(facts.pages.front().rendered);
  EXPECT_EQ(facts.name, kName);
  const auto plan = page_at(facts, "plan");
  EXPECT_TRUE(plan.rendered);
  EXPECT_FALSE(plan.needs_script);
  EXPECT_FALSE(plan.soft_404);
  EXPECT_EQ(plan.title, "แผนพัฒนาท้องถิ่น พ.ศ. 2566-2570");
  EXPECT_EQ(facts.coverage.gap, "");
  EXPECT_EQ(plan.url.text(), Site::at("plan"));
}

TEST_F(DrawnTest, ProvesNothingWithoutABrowser) {
  shell("", std::string(kName), "");
  for (const bool may_ask : {false, true}) {
    site_.options.render = may_ask ? RenderMode::automatic : RenderMode::never;
    can_draw_ = false;
    const auto before = drawings();
    const auto facts = site_.crawl();
    EXPECT_EQ(drawings() > before, may_ask);
    EXPECT_TRUE(facts.pages.front().needs_script);
    EXPECT_FALSE(facts.pages.front().rendered);
    EXPECT_EQ(facts.coverage.gap, "needs_browser");
  }
}

/// Of a page whose scripts ask for what robots.txt forbids that is said, and not that a browser
/// lacks.
TEST_F(DrawnTest, SaysThatRobotsTxtForbidsWhatAShellWouldShow) {
  undrawn_ = model::FetchOutcome::robots_disallowed;
  can_draw_ = false;
  std::vector<std::pair<std::string, std::string>> links{{"/shell", "ข้อมูลเผยแพร่"}};
  for (int i = 0; i < 6; ++i) {
    const auto path = "p" + std::to_string(i);
    links.emplace_back("/" + path, "หน้าที่ " + path);
    site_.page(path, "หน้า " + path, "<p>เนื้อหาของหน้า " + path + "</p>");
  }
  site_.home(menu(links));
  shell("shell", "", "");
  const auto facts = site_.crawl();
  EXPECT_EQ(page_at(facts, "shell").outcome, model::FetchOutcome::robots_disallowed);
  EXPECT_EQ(facts.coverage.gap, "robots_disallowed");
}

/// An inner page that nobody drew may hold any item, however many links the home page has.
TEST_F(DrawnTest, ProvesNothingWhereAPageWasNotDrawn) {
  site_.options.render = RenderMode::never;
  std::vector<std::pair<std::string, std::string>> links{{"/shell", "ข้อมูลเผยแพร่"}};
  for (int i = 0; i < 6; ++i) {
    const auto path = "p" + std::to_string(i);
    links.emplace_back("/" + path, "หน้าที่ " + path);
    site_.page(path, "หน้า " + path, "<p>เนื้อหาของหน้า " + path + "</p>");
  }
  site_.home(menu(links));
  shell("shell", "", "");
  EXPECT_EQ(site_.crawl().coverage.gap, "needs_browser");
  Site plain;
  links.erase(links.begin());
  for (int i = 0; i < 6; ++i)
    plain.page("p" + std::to_string(i), "หน้า", "<p>เนื้อหา " + std::to_string(i) + "</p>");
  plain.home(menu(links));
  EXPECT_EQ(plain.crawl().coverage.gap, "");
}

TEST_F(DrawnTest, LeavesPagesAloneThatNeedNoBrowser) {
  site_.home(menu({{"/plan", "แผนพัฒนาท้องถิ่น"}}));
  site_.page("plan", "แผนพัฒนาท้องถิ่น",
             "<p>วิสัยทัศน์ ยุทธศาสตร์ และโครงการ</p><script src=/a.js></script>");
  const auto facts = site_.crawl();
  EXPECT_EQ(drawings(), 0U);
  EXPECT_FALSE(page_at(facts, "plan").rendered);
  site_.options.render = RenderMode::always;
  EXPECT_TRUE(page_at(site_.crawl(), "plan").rendered);
}

TEST_F(DrawnTest, FollowsRoutesOfDrawnPages) {
  shell("", std::string(kName), menu({{"#/plan", "แผนพัฒนาท้องถิ่น"}, {"#top", "บนสุด"}}));
  const auto route = url::Url::with_route(address(kHome), "#/plan").value();
  site_.fetcher.answer_with(route.text(), [](const model::Request& request) {
    EXPECT_EQ(request.purpose, model::Purpose::rendered);
    return test::FakeFetcher::answer(model::FetchOutcome::ok, 200, "text/html",
                                     html("แผนพัฒนาท้องถิ่น พ.ศ. 2566-2570", "<p>วิสัยทัศน์</p>"));
  });
  const auto facts = site_.crawl();
  const auto plan = std::ranges::find(facts.pages, route, &model::PageFacts::url);
  ASSERT_NE(plan, facts.pages.end());
  EXPECT_TRUE(plan->rendered);
  EXPECT_EQ(plan->final_url, route);
  EXPECT_EQ(plan->title, "แผนพัฒนาท้องถิ่น พ.ศ. 2566-2570");
}

TEST_F(DrawnTest, StopsAtItsBudgetAndSaysSo) {
  std::vector<std::pair<std::string, std::string>> links;
  for (int i = 0; i < 9; ++i) {
    const auto path = "p" + std::to_string(i);
    links.emplace_back("/" + path, "หน้าที่ " + path);
    shell(path, "หน้า " + path, "<p>เนื้อหาของหน้า " + path + "</p>");
  }
  shell("", std::string(kName), menu(links));
  site_.options.max_rendered = 4;
  const auto facts = site_.crawl();
  EXPECT_EQ(drawings(), 4U);
  EXPECT_EQ(facts.coverage.limits_hit, std::vector<std::string>{"render"});
  EXPECT_EQ(facts.coverage.gap, "limit");
}

/// A page that says something itself and whose drawing says less keeps its own words.
TEST_F(DrawnTest, PrefersWhateverSaysMore) {
  const std::string own =
      html(kName, "<p>ประกาศองค์การบริหารส่วนตำบล เรื่อง วันหยุดราชการประจำปี และการเปิดให้บริการประชาชน</p>" +
                      link("/a", "เข้าสู่เว็บไซต์") +
                      "<script>fetch('/menu').then(show)</script><div id=menu></div>");
  for (const bool is_more : {false, true}) {
    drawn_[std::string(kHome)] = is_more ? html(kName, menu({{"/plan", "แผนพัฒนาท้องถิ่น"}}))
                                         : html("ผิดพลาด", "<p>โหลดไม่สำเร็จ</p>");
    site_.fetcher.answer_with(kHome, [&](const model::Request& request) {
      const bool is_drawn = request.purpose == model::Purpose::rendered;
      return test::FakeFetcher::answer(model::FetchOutcome::ok, 200, "text/html",
                                       is_drawn ? drawn_[std::string(kHome)] : own);
    });
    EXPECT_EQ(site_.crawl().pages.front().rendered, is_more);
  }
}

/// A heading over nothing, and a script that asks for the rest: nobody can call it empty.
TEST_F(DrawnTest, CallsNoPageEmptyWhoseContentIsStillToCome) {
  site_.options.render = RenderMode::never;
  site_.home(menu({{"/plan", "แผนพัฒนาท้องถิ่น"}}));
  site_.page("plan", "แผนพัฒนาท้องถิ่น",
             "<h1>แผนพัฒนาท้องถิ่น</h1><div id=list></div><script>$.ajax('/list')</script>");
  EXPECT_TRUE(page_at(site_.crawl(), "plan").needs_script);
  site_.page("plan", "แผนพัฒนาท้องถิ่น", "<h1>แผนพัฒนาท้องถิ่น</h1><div id=list></div>");
  EXPECT_FALSE(page_at(site_.crawl(), "plan").needs_script);
}

}  // namespace
}  // namespace oit::crawl
