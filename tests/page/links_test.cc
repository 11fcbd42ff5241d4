#include <gtest/gtest.h>

#include "page/read.h"

namespace oit::page {
namespace {

using model::LinkSource;

TEST(Links, ComeFromEveryWayOffAPage) {
  const struct {
    const char* html;
    const char* path;
    LinkSource source;
  } cases[] = {
      {"<a href='o1.php?id=3&amp;x=1'>a</a>", "/ita/o1.php?id=3&x=1", LinkSource::anchor},
      {"<map><area href='/map' alt='แผนที่'></map>", "/map", LinkSource::area},
      {"<iframe src='/a.html'></iframe>", "/a.html", LinkSource::iframe},
      {"<object data='/plan.pdf'></object>", "/plan.pdf", LinkSource::object},
      {"<embed src='/plan.pdf'>", "/plan.pdf", LinkSource::embed},
      {"<meta http-equiv=refresh content='3; URL=\"/main.php\"'>", "/main.php",
       LinkSource::refresh},
      {"<a href='#' onclick=\"window.open('/w.php','_blank')\">a</a>", "/w.php",
       LinkSource::script},
      {"<a href=\"javascript:openFile('files/p.pdf')\">a</a>", "/ita/files/p.pdf",
       LinkSource::script},
      {"<td onclick=\"location.href='/row.php'\">a</td>", "/row.php", LinkSource::script},
      {"<button onclick=\"window.location = '/b.php'\">a</button>", "/b.php", LinkSource::script},
      {"<tr data-href='/r.php'><td>a</td></tr>", "/r.php", LinkSource::data},
      {"<a data-url='/d.php'>a</a>", "/d.php", LinkSource::data},
      {"<select onchange='go(this)'><option value='/y66'>2566</select>", "/y66",
       LinkSource::option},
      {"<form action='/search.php'><button>ดู</button></form>", "/search.php", LinkSource::form},
      {"<link rel=canonical href='/c'>", "/c", LinkSource::canonical},
      {"<a href='http://docs.google.com/gview?url=http%3A%2F%2Fa.go.th%2Fp.pdf'>a</a>", "/p.pdf",
       LinkSource::anchor},
      {"<a href='/js/web/viewer.html?file=../../up/%E0%B8%81.pdf'>a</a>", "/up/%E0%B8%81.pdf",
       LinkSource::anchor},
      {"<iframe src='/js/viewer.html?file=p.pdf&zoom=1'></iframe>", "/js/p.pdf",
       LinkSource::iframe},
      {"<a href='/download.php?file=p.pdf'>a</a>", "/download.php?file=p.pdf", LinkSource::anchor},
      {"<script>location.href='/home.php'</script>", "/home.php", LinkSource::script},
  };
  for (const auto& c : cases) {
    const auto html = std::string_view(c.html).starts_with("<t")
                          ? "<table>" + std::string(c.html) + "</table>"
                          : std::string(c.html);
    const auto page = read(html);
    bool is_found = false;
    for (std::size_t i = 0; i < page.links.size(); ++i)
      is_found |= targets(page)[i] == c.path && page.links[i].source == c.source;
    EXPECT_TRUE(is_found) << c.html;
  }
}

TEST(Links, DoNotComeFromWhatLeadsNowhere) {
  for (const char* html :
       {"<a href='mailto:a@b.go.th'>a@b.go.th</a>", "<a href='tel:053'>053</a>",
        "<a name='top'>a</a>", "<a href='#top'>บน</a>",
        "<a href='#' data-toggle='dropdown'>เมนู</a>",
        "<li><a href='#'>เมนู</a><ul><li>x</li></ul></li>",
        "<a href='#' onclick=\"toggle('b1')\">แสดง</a><div id='b1'>x</div>",
        "<a href='javascript:;' aria-expanded='false'>เปิด</a>",
        "<select><option value='5'>เชียงใหม่</select>",
        "<form action='/s' method='get'><input name='q'><button>ค้นหา</button></form>",
        "<div role=button aria-controls=t><a href=''>O1</a></div><div id=t>x</div>",
        "<a onclick=\"window.open('page.php?id='+n)\">a</a>"})
    EXPECT_TRUE(read(html).links.empty()) << html;
}

TEST(Links, AreDeadWithoutAddress) {
  for (const char* html :
       {"<a href='#'>O9</a>", "<a href=''>O9</a>", "<a href=' # '>O9</a>",
        "<a href='javascript:void(0)'>O9</a>", "<a href='javascript:;'>O9</a>"}) {
    const auto page = read(html);
    ASSERT_EQ(page.links.size(), 1U) << html;
    EXPECT_TRUE(page.links[0].dead) << html;
    EXPECT_EQ(page.links[0].target, address()) << html;
    EXPECT_EQ(page.links[0].label, "O9") << html;
  }
}

TEST(Links, TakeTheirLabelFromTextElseFromImagesAndTitles) {
  const struct {
    const char* html;
    const char* label;
  } cases[] = {
      {"<a href=x> <span>แผน</span>\n <b>พัฒนา</b></a>", "แผน พัฒนา"},
      {"<a href=x><div>แผน</div><div>2566</div></a>", "แผน 2566"},
      {"<a href=x><img src=a.png alt='โครงสร้าง'></a>", "โครงสร้าง"},
      {"<a href=x title='ดาวน์โหลด O1'><img src=o1.png></a>", "ดาวน์โหลด O1"},
      {"<a href=x aria-label='ข่าว'><i class='fa'></i></a>", "ข่าว"},
      {"<a href=x title='อื่น'>เปิด</a>", "เปิด"},
      {"<a href=x><img src='o1.png'></a>", ""},
      {"<map><area href=x alt='ผู้บริหาร'></map>", "ผู้บริหาร"},
  };
  for (const auto& c : cases) {
    const auto page = read(c.html);
    ASSERT_EQ(page.links.size(), 1U) << c.html;
    EXPECT_EQ(page.links[0].label, c.label) << c.html;
  }
}

TEST(Links, ResolveAgainstTheBaseElement) {
  const auto page = read("<base href='/new/'><a href='a.php'>a</a>");
  EXPECT_EQ(targets(page), std::vector<std::string>{"/new/a.php"});
  EXPECT_EQ(page.base.path(), "/new/");
}

TEST(Links, BeyondTheLimitAreCounted) {
  PageLimits limits;
  limits.links = 3;
  std::string html;
  for (int i = 0; i < 10; ++i) html += "<a href='" + std::to_string(i) + "'>a</a> ";
  const auto page = PageReader(limits).read(html, "utf-8", address());
  EXPECT_EQ(page.links.size(), 3U);
  EXPECT_EQ(page.dropped_links, 7U);
}

TEST(Links, StandInTheirMenuOrNot) {
  const auto page = read(
      "<body class='has-sidebar menu'><header><a href=h>h</a></header><nav><a href=n>n</a></nav>"
      "<div id='main-menu'><a href=m>m</a></div><div class='sidebar'><h1>t</h1><a "
      "href=s>s</a></div>"
      "<div class='content-with-sidebar'><a href=c>c</a><ul class='nav nav-tabs'><li><a "
      "href=t>t</a>"
      "</ul></div><td class='leftmenu'></td><footer><a href=f>f</a></footer>");
  for (const char* end : {"/h", "/n", "/m", "/f"}) EXPECT_TRUE(link_to(page, end).in_menu) << end;
  for (const char* end : {"/s", "/c", "/t"}) EXPECT_FALSE(link_to(page, end).in_menu) << end;
}

TEST(Links, OfHiddenPartsCountOnlyWhenSomethingShowsThem) {
  EXPECT_TRUE(read("<div style='display: none'><a href=/slot>slot</a></div>").links.empty());
  EXPECT_TRUE(
      read("<div style='position:absolute;left:-9999px'><a href=/slot>s</a></div>").links.empty());
  EXPECT_EQ(
      read("<div class='tab-pane' style='display:none'><a href=/o1>O1</a></div>").links.size(), 1U);
  EXPECT_EQ(read("<script>$('#b').click(function(){$('#box').show()})</script>"
                 "<div id=box style='display:none'><a href=/o1>O1</a></div>")
                .links.size(),
            1U);
}

TEST(Links, ToAPartOfAPageSaySo) {
  EXPECT_TRUE(read("<a href='/index.php#contact'>a</a>").links.at(0).part);
  EXPECT_FALSE(read("<a href='/index.php'>a</a>").links.at(0).part);
  EXPECT_FALSE(read("<a href='/#/contact'>a</a>").links.at(0).part) << "a script's route";
}

}  // namespace
}  // namespace oit::page
