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
