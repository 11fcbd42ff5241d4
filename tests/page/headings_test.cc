#include <gtest/gtest.h>

#include "page/read.h"

namespace oit::page {
namespace {

std::string heading(std::string_view html) { return link_to(read(html), "/x").heading.str(); }
std::string accordion(std::string_view html) { return link_to(read(html), "/x").accordion.str(); }

TEST(Heading, JoinsTheLevelsAbove) {
  EXPECT_EQ(heading("<h1>ITA</h1><h2>2566</h2><h3>9.1</h3><a href=x>O1</a>"), "ITA › 2566 › 9.1");
  EXPECT_EQ(heading("<h2>2565</h2><h3>9.1</h3><h2>2566</h2><a href=x>O1</a>"), "2566");
}

TEST(Heading, CountsForWhatFollowsItsWrapper) {
  EXPECT_EQ(heading("<div class=t><h2>2566</h2></div><div><a href=x>O1</a></div>"), "2566");
  EXPECT_EQ(heading("<div><div><h2>2565</h2></div><div><a href=y>1</a></div></div>"
                    "<div><div><h2>2566</h2></div><div><a href=x>1</a></div></div>"),
            "2566");
}

TEST(Heading, EndsWithItsContainer) {
  const std::string filler(60, 'x');
  EXPECT_EQ(
      heading("<div><h2>2565</h2><p>" + filler + filler + filler + "</p></div><a href=x>O1</a>"),
      "");
  EXPECT_EQ(heading("<div class=card><h3>ข่าว</h3></div><a href=x>O1</a>"), "");
  EXPECT_EQ(heading("<header><h1>อบต.</h1></header><a href=x>O1</a>"), "");
  EXPECT_EQ(heading("<h1>ITA 2566</h1><footer><a href=x>ติดต่อ</a></footer>"), "");
}

TEST(Heading, IsAlsoWhatOnlyLooksLikeOne) {
  for (const char* html :
       {"<p><b>ประจำปี 2566</b></p><p><a href=x>a</a></p>",
        "<p><font size=4>ประจำปี 2566</font></p><p><a href=x>a</a></p>",
        "<p><span style='font-size: 20px'>ประจำปี 2566</span></p><p><a href=x>a</a></p>",
        "<div class=card><div class=card-header>ประจำปี 2566</div><div><a href=x>a</a></div></div>",
        "<div class='panel panel-default'><div class=panel-heading><span>ประจำปี 2566</span></div>"
        "<div><a href=x>a</a></div></div>",
        "<div class=topic>ประจำปี 2566</div><div><a href=x>a</a></div>",
        "<fieldset><legend>ประจำปี 2566</legend><a href=x>a</a></fieldset>",
        "<table><caption>ประจำปี 2566</caption><tr><td>1<td><a href=x>a</a></table>",
        "<table><tr><td colspan=2>ประจำปี 2566<tr><td>1<td><a href=x>a</a></table>",
        "<ul><li>ประจำปี 2566<ul><li><a href=x>a</a></ul></ul>"})
    EXPECT_EQ(heading(html), "ประจำปี 2566") << html;
}

TEST(Heading, IsNoBoldWordInASentence) {
  EXPECT_EQ(heading("<p>ประกาศ <b>ด่วน</b> วันนี้</p><p><a href=x>a</a></p>"), "");
}

TEST(Heading, OfASubmenuIsTheItemAboveIt) {
  EXPECT_EQ(heading("<nav><ul><li><a href=#>ITA 2566</a><ul><li><a href=x>O1</a></ul></ul></nav>"),
            "ITA 2566");
}

TEST(Accordion, NamesWhatOpensThePanel) {
  for (const char* html :
       {"<details><summary>ตัวชี้วัด</summary><a href=x>a</a></details>",
        "<button data-bs-toggle=collapse data-bs-target='#c'>ตัวชี้วัด</button><div id=c "
        "class=collapse><a href=x>a</a></div>",
        "<a data-toggle=collapse href='#c'>ตัวชี้วัด</a><div id=c class='panel-collapse'><a "
        "href=x>a</a></div>",
        "<ul class='nav nav-tabs'><li><a href='#t1'>ตัวชี้วัด</a><li><a href='#t2'>อื่น</a></ul>"
        "<div class=tab-content><div id=t1 class=tab-pane><a href=x>a</a></div></div>",
        "<button aria-controls=c>ตัวชี้วัด</button><div id=c><a href=x>a</a></div>",
        "<button id=b role=tab>ตัวชี้วัด</button><div role=tabpanel aria-labelledby=b><a "
        "href=x>a</a></div>",
        "<button onclick=\"openTab(event,'c')\">ตัวชี้วัด</button><div id=c style='display:none'><a "
        "href=x>a</a></div>",
        "<ul><li><a href='#tabs-1'>ตัวชี้วัด</a></ul><div id=tabs-1><a href=x>a</a></div>",
        "<div aria-controls=e role=button><a href=''>ตัวชี้วัด</a></div><div id=e><a "
        "href=x>a</a></div>",
        "<button class=accordion>ตัวชี้วัด</button><div class=panel><a href=x>a</a></div>"})
    EXPECT_EQ(accordion(html), "ตัวชี้วัด") << html;
}

TEST(Accordion, NestsAndEnds) {
  EXPECT_EQ(accordion("<details><summary>2566</summary><details><summary>9.1</summary>"
                      "<a href=x>a</a></details></details>"),
            "2566 › 9.1");
  EXPECT_EQ(accordion("<details><summary>2566</summary>y</details><a href=x>a</a>"), "");
  EXPECT_EQ(accordion("<a href='#sec'>ไปที่เนื้อหา</a><div id=sec><a href=x>a</a></div>"), "");
}

}  // namespace
}  // namespace oit::page
