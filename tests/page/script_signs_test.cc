#include "page/script_signs.h"

#include <gtest/gtest.h>

#include "page/read.h"

namespace oit::page {
namespace {

TEST(NeedsScript, WhereAFrameworkDraws) {
  const std::string script = "<script src=/main.js></script>";
  for (const char* root :
       {"<div id=app>กำลังโหลด กรุณารอสักครู่ ระบบกำลังเตรียมข้อมูลของหน่วยงานให้ท่านอยู่ในขณะนี้</div>",
        "<div id=__next></div>", "<div id=__nuxt></div>", "<app-root></app-root>",
        "<main ng-app=x></main>", "<div v-cloak></div>",
        "<noscript>You need to enable JavaScript to run this app.</noscript>",
        "<noscript>กรุณาเปิดใช้จาวาสคริปต์</noscript>",
        "<script>document.write('<a href=/x>เมนู</a>')</script>"})
    EXPECT_TRUE(read("<body>" + (root + script)).needs_script) << root;
}

TEST(NeedsScript, NotWhereThePageSpeaksForItself) {
  const std::string script = "<script src=/main.js></script>";
  std::string words, links;
  for (int i = 0; i < 40; ++i) words += "เทศบาลตำบลตัวอย่าง ";
  for (int i = 0; i < 6; ++i) links += "<a href=/" + std::to_string(i) + ">เมนู</a>";
  for (const std::string& body :
       {"<div id=app>" + words + "</div>", "<div id=app>" + links + "</div>",
        "<p>" + words + "</p>", std::string("<p>ประกาศ</p><img src=a.jpg>"),
        std::string("<noscript><img src=x></noscript><p>ประกาศ</p>")})
    EXPECT_FALSE(read(body + script).needs_script) << body;
  EXPECT_FALSE(read("<div id=app></div>").needs_script) << "no script would fill it";
}

/// Such pages used to be called empty, for their script has no address.
TEST(NeedsScript, WhereAScriptWithinThePageFillsIt) {
  for (const char* body :
       {"<div id=app></div><script>document.getElementById('app').innerHTML=text;</script>",
        "<div id=box></div><script>$('#box').html(text)</script>",
        "<script>document.cookie='js=1';location.reload()</script>"})
    EXPECT_TRUE(read(body).needs_script) << body;
  for (const char* body :
       {"<div id=app></div><script>ga('send')</script>",
        "<p>ประกาศ</p><script>document.getElementById('n').innerHTML=1</script>"})
    EXPECT_FALSE(read(body).needs_script) << body;
}

/// What stands in the page's own source, or shows itself to people only, is not read: its page is
/// no empty one.
TEST(Unread, IsWhatAPageHoldsWithinItself) {
  const std::string data = "data:image/png;base64," + std::string(9'000, 'A');
  const std::string body[] = {"<img src='" + data + "'>",
                              "<object data='" + data + "'></object>",
                              "<embed src='" + data + "'>",
                              "<iframe srcdoc='&lt;p&gt;x'></iframe>",
                              "<canvas></canvas>",
                              "<script>if(navigator.webdriver)stop()</script>",
                              "<script src='https://www.google.com/recaptcha/api.js'></script>"};
  for (const auto& one : body) EXPECT_TRUE(read(one).unread) << one.substr(0, 40);
  for (const char* one :
       {"<img src='data:image/gif;base64,R0lGOD'>", "<iframe srcdoc=''></iframe>",
        "<nav><canvas></canvas></nav>", "<div id=app></div><script src=/m.js></script>"})
    EXPECT_FALSE(read(one).unread) << one;
}

/// A check for robots that every page of a site carries, for its form, hides nothing.
TEST(Unread, IsNoPageWithLinksWhoseFormKeepsRobotsOut) {
  std::string links;
  for (int i = 0; i < 8; ++i) links += "<a href='/" + std::to_string(i) + "'>เมนู</a>";
  const std::string check = "<script src='https://www.google.com/recaptcha/api.js'></script>";
  EXPECT_FALSE(read(check + links + "<p>แผนพัฒนาท้องถิ่น</p>").unread);
}

TEST(Unread, IsADrawnPageThatStillShowsNothing) {
  const auto drawn = [](std::string_view body) {
    const auto url = url::Url::parse("http://a.go.th/").value();
    return PageReader().read(body, "utf-8", url, true);
  };
  EXPECT_TRUE(drawn("<div id=app></div><script src=/m.js></script>").unread);
  EXPECT_FALSE(drawn("<p>ประกาศ</p>").unread);
}

TEST(Shadow, ATemplateThatABrowserShowsIsRead) {
  EXPECT_EQ(read("<div><template shadowrootmode=open><p>แผนงาน</p></template></div>").text,
            "แผนงาน");
  EXPECT_EQ(read("<div><template><p>แผนงาน</p></template></div>").text, "");
}

TEST(WrittenRoutes, AreFollowedWhereABrowserIsAsked) {
  const auto first = [](const char* code, bool keep) {
    const auto page = PageReader().read("<li onclick=\"" + std::string(code) + "\">แผน</li>",
                                        "utf-8", url::Url::parse("http://a.go.th/").value(), keep);
    return page.links.empty() ? std::string() : page.links.front().target.text();
  };
  EXPECT_EQ(first("location.hash='#/doc'", true), "http://a.go.th/#/doc");
  EXPECT_EQ(first("location.hash = '/doc'", true), "http://a.go.th/#/doc");
  EXPECT_EQ(first("location.hash='/doc'", false), "") << "it is no path of the site";
}

TEST(Literals, AreGuessesUnlessTheScriptGoesThere) {
  const auto is_guess = [](const char* code) {
    const auto page = read("<li onclick=\"" + std::string(code) + "\">แผน</li>");
    return !page.links.empty() && page.links.front().guessed;
  };
  EXPECT_TRUE(is_guess("go('/doc')"));
  EXPECT_TRUE(is_guess("router.push('/doc')"));
  EXPECT_FALSE(is_guess("location.href='/doc'"));
  EXPECT_FALSE(is_guess("window.open('/doc')"));
}

TEST(NeedsScript, WhereTemplatesAreStillEmpty) {
  std::string words;
  for (int i = 0; i < 40; ++i) words += "เทศบาลตำบลตัวอย่าง ";
  const std::string script = "<script src=/main.js></script>";
  EXPECT_TRUE(read("<p>" + words + "</p><p>{{ item.title }}</p><p>{{ item.date }}</p>" + script)
                  .needs_script);
  EXPECT_FALSE(read("<p>" + words + "</p><p>{{ item.title }}</p>" + script).needs_script);
}

TEST(DrawsContent, ByAskingOrWritingLinks) {
  for (const char* code : {"fetch('/list')", "$.ajax({url:'/x'})", "new XMLHttpRequest()",
                           "$('#a').load('/menu.html')", "document.write('<a href=/x>เมนู</a>')",
                           "e.innerHTML = '<li><a href=\"/x\">'"})
    EXPECT_TRUE(draws_content(code)) << code;
  for (const char* code : {"", "$(window).load(function(){})", "document.write(new Date())",
                           "document.write('<script src=x><\\/script>')", "ga('send')"})
    EXPECT_FALSE(draws_content(code)) << code;
}

TEST(Routes, AreLinksOnlyWhereABrowserFollowsThem) {
  const std::string body =
      "<a href='#/plan'>แผน</a><a href='/x#!news'>ข่าว</a><a href='#top'>บน</a>";
  const auto targets = [&](bool keep) {
    std::vector<std::string> out;
    for (const auto& link :
         PageReader().read(body, "utf-8", url::Url::parse("http://a.go.th/").value(), keep).links)
      out.push_back(link.target.text());
    return out;
  };
  EXPECT_EQ(targets(true),
            (std::vector<std::string>{"http://a.go.th/#/plan", "http://a.go.th/x#!news"}));
  EXPECT_EQ(targets(false), std::vector<std::string>{"http://a.go.th/x"});
}

}  // namespace
}  // namespace oit::page
