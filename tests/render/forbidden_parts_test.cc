// What robots.txt says holds for the parts of a drawn page too.
#include "render/browser.h"

namespace oit::render {
namespace {

using model::FetchOutcome;

constexpr std::string_view kRules = "User-agent: *\nDisallow: /api/\nDisallow: /secret\n";

class ForbiddenParts : public BrowserTest {
 protected:
  void forbid() {
    net::RobotsVerdict verdict;
    verdict.state = net::RobotsVerdict::State::read;
    verdict.rules = net::Robots(kRules, "oitcheck");
    inner_.set_robots(url("/").origin(), std::move(verdict));
  }

  bool was_asked(std::string_view target) const {
    return std::ranges::any_of(server_->asked(), [&](const test::Asked& asked) {
      return asked.target.starts_with(target);
    });
  }

  void serve_program() {
    serve({{"/", html("<div id=app></div><script src=/app.js></script>")},
           {"/app.js", script("fetch('/api/page').then(r=>r.json()).then(d=>{document."
                              "getElementById('app').textContent=d.text})")},
           {"/api/page", json(R"({"text":"แผนพัฒนาท้องถิ่นขององค์การบริหารส่วนตำบล"})")}});
    forbid();
  }
};

TEST_F(ForbiddenParts, APageThatIsNothingWithoutThemIsForbidden) {
  serve_program();
  const auto drawn = draw("/");
  EXPECT_EQ(drawn.outcome, FetchOutcome::robots_disallowed) << drawn.why;
  EXPECT_TRUE(drawn.body.empty());
  EXPECT_TRUE(was_asked("/app.js"));
  EXPECT_FALSE(was_asked("/api/"));
}

TEST_F(ForbiddenParts, AreAskedForWhenRobotsTxtIsIgnored) {
  limits_.ignore_robots = true;
  serve_program();
  const auto drawn = draw("/");
  EXPECT_EQ(drawn.outcome, FetchOutcome::ok) << drawn.why;
  EXPECT_TRUE(has(drawn.body, "แผนพัฒนาท้องถิ่น")) << drawn.body;
}

TEST_F(ForbiddenParts, APageThatSaysEnoughWithoutThemCounts) {
  std::string words;
  for (int i = 0; i < 30; ++i) words += "<p>ข้อความของหน้าที่ไม่ต้องใช้สคริปต์</p>";
  serve(
      {{"/", html(words + "<script>fetch('/api/visits')</script>")}, {"/api/visits", json("{}")}});
  forbid();
  const auto drawn = draw("/");
  EXPECT_EQ(drawn.outcome, FetchOutcome::ok) << drawn.why;
  EXPECT_TRUE(has(drawn.body, "ไม่ต้องใช้สคริปต์"));
  EXPECT_FALSE(was_asked("/api/"));
}

TEST_F(ForbiddenParts, AScriptDoesNotLeadThere) {
  serve({{"/", html("<script>location.href='/secret'</script>")}, {"/secret", html("<p>x</p>")}});
  forbid();
  EXPECT_EQ(draw("/").outcome, FetchOutcome::robots_disallowed);
  EXPECT_FALSE(was_asked("/secret"));
}

}  // namespace
}  // namespace oit::render
