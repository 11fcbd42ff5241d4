// Pages as the machine's own browser draws them, from servers on loopback.
#include <atomic>

#include "render/browser.h"

namespace oit::render {
namespace {

using namespace std::chrono_literals;
using model::FetchOutcome;
using std::chrono::steady_clock;

TEST_F(BrowserTest, DrawsAPageThatAsksForItsContentAndWaits) {
  serve({{"/", html("<div id=app></div><script src=/app.js></script>")},
         {"/app.js", script("fetch('/api',{method:'POST',body:'x'}).then(r=>r.json()).then(d=>"
                            "setTimeout(()=>{document.getElementById('app').innerHTML="
                            "'<h1>'+d.title+'</h1><a href=/plan>แผนพัฒนาท้องถิ่น</a>'},700))")},
         {"/api", json(R"({"title":"องค์การบริหารส่วนตำบลหนองบัว","note":"ที่ไม่ได้แสดงบนหน้า"})")}});
  const auto drawn = draw("/");
  EXPECT_EQ(drawn.outcome, FetchOutcome::ok) << drawn.why;
  EXPECT_EQ(drawn.status, 200);
  EXPECT_EQ(drawn.url, url("/"));
  EXPECT_EQ(drawn.content_type, "text/html");
  EXPECT_EQ(drawn.declared_charset, "utf-8");
  EXPECT_FALSE(drawn.truncated);
  EXPECT_TRUE(has(drawn.body, "<h1>องค์การบริหารส่วนตำบลหนองบัว</h1><a href=\"/plan\">")) << drawn.body;
  EXPECT_TRUE(has(drawn.body, "<p>ที่ไม่ได้แสดงบนหน้า</p>")) << drawn.body;
  EXPECT_FALSE(has(drawn.body, "<p>องค์การบริหารส่วนตำบลหนองบัว</p>"));
  EXPECT_EQ(drawn.requests, 3U);
}

/// Banners that a page put off for a moment were not seen: it had been read before.
TEST_F(BrowserTest, WaitsForWhatAPagePutsOffForAMoment) {
  constexpr std::string_view kWords =
      "<p>หน้าแรกขององค์การบริหารส่วนตำบลตัวอย่าง ซึ่งแสดงป้ายประกาศหลังจากเปิดไปแล้วครู่หนึ่ง</p>";
  const auto later = [&](std::string_view delay) {
    return html(std::string(kWords) +
                "<script>setTimeout(()=>fetch('/banners').then(r=>r.json()).then(b=>{"
                "const a=document.createElement('a');a.href=b.to;a.textContent='EIT';"
                "document.body.append(a)})," +
                std::string(delay) + ")</script>");
  };
  serve({{"/", later("1500")},
         {"/much-later", later("20000")},
         {"/banners", json(R"({"to":"https://itas.nacc.go.th/go/eit/a"})")},
         {"/taken-back",
          html(std::string(kWords) + "<script>clearTimeout(setTimeout(()=>{},1900))</script>")},
         {"/clock", html(std::string(kWords) +
                         "<script>const tick=()=>setTimeout(tick,300);tick()</script>")}});
  EXPECT_TRUE(has(draw("/").body, "<a href=\"https://itas.nacc.go.th/go/eit/a\">EIT</a>"));
  EXPECT_FALSE(has(draw("/much-later").body, "<a href"));
  for (const char* path : {"/much-later", "/taken-back", "/clock"})
    EXPECT_LT(draw(path).elapsed, 10s) << path;
}

TEST_F(BrowserTest, ShowsEachRouteOfAScript) {
  serve({{"/", html("<div id=app></div><script>const show=()=>{document.getElementById('app')."
                    "textContent='หน้า '+location.hash+' ของเว็บไซต์ที่วาดด้วยสคริปต์ทั้งหมดทุกหน้าเลย'};"
                    "show()</script>")}});
  const auto drawn = draw("/#/plan");
  EXPECT_EQ(drawn.url.text(), server_->url("/#/plan"));
  EXPECT_EQ(drawn.requested.text(), server_->url("/#/plan"));
  EXPECT_TRUE(has(drawn.body, "หน้า #/plan ของ")) << drawn.body;
}

TEST_F(BrowserTest, FollowsAScriptToAnotherHost) {
  test::HttpServer other(
      {{"/there", html("<p>ย้ายมาที่นี่แล้ว ข้อมูลสาธารณะของหน่วยงานทั้งหมดอยู่ที่นี่ทุกรายการ</p>")}});
  serve({{"/", html("<script>location.href='" + other.url("/there") + "'</script>")}});
  limits_.allow_private = {"127.0.0.1:" + std::to_string(other.port())};
  const auto drawn = draw("/");
  EXPECT_EQ(drawn.url.text(), other.url("/there")) << drawn.why;
  EXPECT_EQ(drawn.redirects, std::vector<url::Url>{url("/")});
  EXPECT_TRUE(has(drawn.body, "ย้ายมาที่นี่แล้ว"));
}

TEST_F(BrowserTest, IsRefusedPrivateAddressesThatTheOperatorDoesNotName) {
  test::HttpServer secret({{"/", html("<p>secret of the office</p>")},
                           {"/api", json(R"({"word":"secret of the office"})")}});
  serve({{"/", html("<p id=p>หน้านี้ถามที่อยู่ภายในของสำนักงาน ซึ่งต้องไม่มีใครตอบให้ ไม่ว่าจะด้วยวิธีใดก็ตาม</p>"
                    "<script>fetch('" +
                    secret.url("/api") +
                    "',{mode:'no-cors'});"
                    "fetch('http://localhost:" +
                    std::to_string(secret.port()) +
                    "/');"
                    "new WebSocket('ws://127.0.0.1:" +
                    std::to_string(secret.port()) +
                    "/');"
                    "</script><iframe src=" +
                    secret.url() + "></iframe>")},
         {"/away", html("<script>location.href='" + secret.url("/") + "'</script>")}});
  EXPECT_TRUE(has(draw("/").body, "หน้านี้ถามที่อยู่ภายใน"));
  const auto away = draw("/away");
  EXPECT_EQ(away.outcome, FetchOutcome::blocked_address) << away.why;
  EXPECT_TRUE(away.body.empty());
  EXPECT_TRUE(secret.asked().empty());
  EXPECT_EQ(secret.connections(), 0U);
  EXPECT_EQ(draw_all({url::Url::parse(secret.url()).value()}).front().outcome,
            FetchOutcome::blocked_address);
}

TEST_F(BrowserTest, AnswersDialogsAndClosesWindows) {
  serve({{"/", html("<p>ประกาศที่ต้องอ่านก่อนเข้าเว็บไซต์ของเทศบาลตำบลตัวอย่าง จังหวัดสมมติ</p><script>"
                    "alert('a');confirm('b');prompt('c');window.open('/popup');print();"
                    "onbeforeunload=()=>'stay';document.body.append('จบแล้ว')</script>")},
         {"/popup", html("popup")}});
  const auto drawn = draw("/");
  EXPECT_EQ(drawn.outcome, FetchOutcome::ok) << drawn.why;
  EXPECT_TRUE(has(drawn.body, "จบแล้ว"));
  EXPECT_LT(drawn.elapsed, 15s);
  for (const auto& asked : server_->asked()) EXPECT_NE(asked.target, "/popup");
}

TEST_F(BrowserTest, TakesNoDownloads) {
  serve({{"/", {200, {{"Content-Type", "application/zip"}}, std::string(100, 'z')}},
         {"/later", html("<p>หน้าที่เริ่มดาวน์โหลดแฟ้มเองหลังจากเปิด แต่ข้อความก็ยังต้องอ่านได้ตามปกติ</p>"
                         "<script>location.href='/file'</script>")},
         {"/file",
          {200,
           {{"Content-Disposition", "attachment; filename=a.bin"},
            {"Content-Type", "application/octet-stream"}},
           "x"}}});
  EXPECT_NE(draw("/").outcome, FetchOutcome::ok);
  const auto later = draw("/later");
  EXPECT_LT(later.elapsed, 15s) << later.why;
}

TEST_F(BrowserTest, EndsPollsThatNeverEnd) {
  serve({{"/", html("<p>หน้าแรกที่ถามเซิร์ฟเวอร์ซ้ำไปเรื่อย ๆ ไม่มีวันจบ เหมือนหน้าจอแสดงคิวของสำนักงาน</p>"
                    "<script>setInterval(()=>fetch('/poll?'+Math.random()),100)</script>")},
         {"/poll", json("{}")}});
  const auto drawn = draw("/");
  EXPECT_EQ(drawn.outcome, FetchOutcome::ok);
  EXPECT_LT(drawn.elapsed, 15s);
  EXPECT_FALSE(drawn.truncated);
}

TEST_F(BrowserTest, ReadsWhatThereIsOfAPageWhosePartsNeverCome) {
  serve_with([](const test::Asked& asked) {
    if (asked.target == "/") return html("<p>ข้อความของหน้า</p><script src=/never.js></script>");
    return test::Reply{200, {}, "x", 20'000};
  });
  options_.drawing.page = 4s;
  const auto drawn = draw("/");
  EXPECT_EQ(drawn.outcome, FetchOutcome::ok) << drawn.why;
  EXPECT_TRUE(has(drawn.body, "ข้อความของหน้า"));
  EXPECT_TRUE(drawn.truncated);
  EXPECT_LT(drawn.elapsed, 6s);
}

TEST_F(BrowserTest, BreaksOffScriptsThatNeverEnd) {
  serve({{"/", html("<p>ก่อนวนไม่รู้จบ</p><script>while(true);</script><p>หลังจากนั้น</p>")},
         {"/next", html("<p>หน้าต่อไปต้องอ่านได้ แม้หน้าก่อนจะค้างอยู่กับคำสั่งที่วนซ้ำไม่มีวันจบ</p>")}});
  options_.drawing.page = 4s;
  const auto drawn = draw("/");
  EXPECT_EQ(drawn.outcome, FetchOutcome::ok) << drawn.why;
  EXPECT_TRUE(has(drawn.body, "ก่อนวนไม่รู้จบ"));
  EXPECT_TRUE(drawn.truncated);
  EXPECT_LT(drawn.elapsed, 6s);
  EXPECT_EQ(draw("/next").outcome, FetchOutcome::ok);
  EXPECT_EQ(fetcher().painter().browsers(), 1U);
}

TEST_F(BrowserTest, SendsItsPagesOnOnlySoOften) {
  serve_with([](const test::Asked& asked) {
    return html("<script>location.href='/" + std::to_string(asked.target.size()) +
                asked.target.substr(1) + "'</script>");
  });
  EXPECT_EQ(draw("/").outcome, FetchOutcome::too_many_redirects);
}

TEST_F(BrowserTest, ShowsErrorsAsErrors) {
  serve({{"/old", {302, {{"Location", "/gone"}}, ""}}});
  const auto drawn = draw("/old");
  EXPECT_EQ(drawn.outcome, FetchOutcome::not_found);
  EXPECT_EQ(drawn.status, 404);
  EXPECT_EQ(drawn.url, url("/gone"));
  EXPECT_EQ(drawn.redirects, std::vector<url::Url>{url("/old")});
}

TEST_F(BrowserTest, KeepsSitesApartAndWhatASiteSaidOfItself) {
  serve(
      {{"/set", html("<p>หน้าที่จำชื่อผู้อ่านไว้ในคุกกี้ เพื่อให้หน้าต่อไปของเว็บไซต์เดียวกันรู้จัก</p><script>"
                     "document.cookie='name=somchai'</script>")},
       {"/get", html("<p id=p></p><script>document.getElementById('p').textContent='คุกกี้ของหน้านี้คือ '+"
                     "document.cookie+' เท่านั้น ไม่มีคุกกี้อื่นใดอีกแล้วจากเว็บไซต์อื่น'</script>")}});
  draw("/set");
  EXPECT_TRUE(has(draw("/get").body, "name=somchai"));
  EXPECT_FALSE(has(draw_all({url("/set"), url("/get")}).back().body, "name=somchai"));
}

TEST_F(BrowserTest, AsksTheSameServerAtTheCrawlsPace) {
  serve(
      {{"/",
        html("<p>หน้าที่มีสคริปต์หลายแฟ้ม ซึ่งต้องขอทีละแฟ้มโดยเว้นระยะ ไม่ใช่ขอพร้อมกันทั้งหมด</p>"
             "<script src=/1.js></script><script src=/2.js></script><script src=/3.js></script>")},
       {"/1.js", script("")},
       {"/2.js", script("")},
       {"/3.js", script("")}});
  limits_.auto_delay = false;
  limits_.fixed_delay = 300ms;
  draw("/");
  const auto asked = server_->asked();
  ASSERT_EQ(asked.size(), 4U);
  // Three times 300 ms; but the way through the proxy is not always as long, at first above all.
  EXPECT_GE(asked.back().at - asked.front().at, 600ms);
  for (const auto& one : asked) EXPECT_TRUE(one.fields.at("user-agent").starts_with("oitcheck/"));
}

TEST_F(BrowserTest, ReceivesNoMoreThanItIsGranted) {
  serve({{"/", html("<p>หน้าที่โหลดสคริปต์ใหญ่เกินกำหนด แต่ข้อความของหน้าก็ยังอ่านได้ตามเดิมทุกตัวอักษร</p>"
                    "<script src=/big.js></script>")},
         {"/big.js", script("'" + std::string(4 << 20, 'x') + "'")}});
  options_.drawing.wire_bytes = 1 << 20;
  const auto drawn = draw("/");
  EXPECT_TRUE(has(drawn.body, "หน้าที่โหลดสคริปต์ใหญ่"));
  EXPECT_TRUE(drawn.truncated);
  EXPECT_LT(drawn.wire_bytes, 2U << 20);
}

TEST_F(BrowserTest, LetsNobodyElseUseItsProxyAndTellsItsVendorNothing) {
  serve({{"/", html("<p>หน้าเดียวที่มีข้อความพอให้อ่านได้ครบถ้วนโดยไม่ต้องรออะไรเพิ่มเติมอีกเลย</p>")}});
  draw("/");
  EXPECT_GT(fetcher().proxy().strangers(), 0U);
  for (const auto& asked : server_->asked()) EXPECT_EQ(asked.target, "/");
}

TEST_F(BrowserTest, BeginsAnewWhenTheBrowserIsKilled) {
  serve({{"/", html("<p>หน้าที่เปิดใหม่ได้เสมอ แม้เบราว์เซอร์จะถูกปิดไปกลางคันระหว่างที่กำลังวาดหน้าอยู่</p>"
                    "<script src=/slow.js></script>")},
         {"/slow.js", {200, {{"Content-Type", "text/javascript"}}, "", 1500}}});
  MortalBrowser mortal(options_.browser.program);
  std::jthread killer([&] {
    EXPECT_TRUE(comes_true([this] { return server_->asked().size() >= 2; }));
    EXPECT_TRUE(mortal.kill());
  });
  const auto drawn = draw("/");
  killer.join();
  EXPECT_EQ(drawn.outcome, FetchOutcome::ok) << drawn.why;
  EXPECT_EQ(fetcher().painter().browsers(), 2U);
}

TEST_F(BrowserTest, GivesUpAPageThatCrashesItTwice) {
  MortalBrowser mortal(options_.browser.program);
  std::atomic<int> crashes = 0;
  serve_with([&](const test::Asked& asked) {
    if (asked.target == "/fine")
      return html("<p>หน้าดีที่ไม่เกี่ยวกับหน้าที่ทำให้เบราว์เซอร์ล้มทุกครั้งที่วาด และต้องอ่านได้เสมอ</p>");
    if (asked.target == "/crash.js") {
      ++crashes;
      EXPECT_TRUE(mortal.kill());
    }
    return html("<p>หน้าร้าย</p><script src=/crash.js></script>");
  });
  const auto drawn = draw_all({url("/"), url("/fine")});
  EXPECT_EQ(drawn[0].outcome, FetchOutcome::reset) << drawn[0].why;
  EXPECT_TRUE(has(drawn[0].why, "twice")) << drawn[0].why;
  EXPECT_EQ(drawn[1].outcome, FetchOutcome::ok) << drawn[1].why;
  EXPECT_EQ(crashes, 2);
}

TEST_F(BrowserTest, GivesUpAPageThatTakesAllMemory) {
  serve({{"/",
          html("<script>for (const all=[];;) all.push(new Array(1e6).fill(all.length))</script>")},
         {"/next", html("<p>หน้าต่อไปต้องอ่านได้ แม้หน้าก่อนจะใช้หน่วยความจำจนหมดและถูกเลิกวาดไปแล้ว</p>")}});
  const auto drawn = draw("/");
  EXPECT_NE(drawn.outcome, FetchOutcome::ok);  // a crash, or too slow for it on a busy machine
  EXPECT_EQ(draw("/next").outcome, FetchOutcome::ok);
}

TEST_F(BrowserTest, IsReplacedAfterManyPagesAndLeavesNothingBehind) {
  const auto before = our_folders();
  serve({{"/", html("<p>หน้าหนึ่งในหลายหน้าของเว็บไซต์ ซึ่งมีข้อความพอให้อ่านได้ครบโดยไม่ต้องรออะไร</p>")}});
  options_.pages_per_browser = 1;
  for (int i = 0; i < 2; ++i) EXPECT_EQ(draw("/").outcome, FetchOutcome::ok);
  EXPECT_EQ(fetcher().painter().browsers(), 2U);
  fetcher_.reset();
  EXPECT_TRUE(comes_true([] { return our_processes().empty(); }))
      << testing::PrintToString(our_processes());
  EXPECT_TRUE(comes_true([&] { return our_folders() == before; }))
      << testing::PrintToString(our_folders());
}

TEST_F(BrowserTest, EndsPagesThatAreCancelled) {
  serve_with([](const test::Asked&) { return test::Reply{200, {}, "x", 20'000}; });
  const auto began = steady_clock::now();
  inner_.after(500ms, [this] { fetcher().cancel(1); });
  EXPECT_EQ(draw("/").outcome, FetchOutcome::cancelled);
  EXPECT_LT(steady_clock::now() - began, 15s);
}

}  // namespace
}  // namespace oit::render
