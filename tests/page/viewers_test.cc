// Papers that a page shows through somebody else's program, and ways on that are no links.
#include <gtest/gtest.h>

#include "page/read.h"
#include "page/script_address.h"

namespace oit::page {
namespace {

using model::LinkSource;

TEST(Viewers, AreOpenedToThePaperTheyShow) {
  const struct {
    const char* html;
    const char* path;
  } cases[] = {
      {"<iframe src='https://docs.google.com/gview?url=https%3A%2F%2Fa.go.th%2Fget.php%3Fid%3D7'>",
       "/get.php?id=7"},
      {"<iframe "
       "src='https://view.officeapps.live.com/op/embed.aspx?src=https%3A%2F%2Fa.go.th%2Fp.docx'>",
       "/p.docx"},
      {"<div class='_df_book' source='https://www.nongbua.go.th/wp/p.pdf'></div>", "/wp/p.pdf"},
      {"<div class=real3dflipbook "
       "data-flipbook-options='{\"pdfUrl\":\"https:\\/\\/a.go.th\\/r.pdf\"}'>"
       "</div>",
       "/r.pdf"},
      {"<script>var option_df_12 = "
       "{\"source\":\"https:\\/\\/a.go.th\\/\\u0e41\\u0e1c\\u0e19.pdf\"};"
       "</script>",
       "/%E0%B9%81%E0%B8%9C%E0%B8%99.pdf"},
      {"<script>PDFObject.embed('/files/o.pdf', '#box');</script>", "/files/o.pdf"},
      // {"guid":"https:\/\/a.go.th\/flip.pdf","page":1}
      {"<script>FB3D_CLIENT_DATA.push("
       "'eyJndWlkIjoiaHR0cHM6XC9cL2EuZ28udGhcL2ZsaXAucGRmIiwicGFnZSI6MX0=');</script>",
       "/flip.pdf"},
  };
  for (const auto& [html, path] : cases) {
    const auto page = read(html);
    const auto link = link_to(page, path);
    EXPECT_TRUE(link.target.text().ends_with(path)) << html;
    EXPECT_TRUE(link.source == LinkSource::embed || link.source == LinkSource::iframe) << html;
  }
}

TEST(Viewers, AreNoneWhenNothingNamesAPaper) {
  for (const char* html :
       {"<div data-title='คู่มือ.pdf ฉบับเต็ม'></div>", "<script>var name = dir + 'p.pdf';</script>",
        "<script>// see eyJ and .pdf</script>", "<iframe src='/viewer.html?file=12'></iframe>"})
    EXPECT_TRUE(link_to(read(html), ".pdf").target.empty()) << html;
}

/// Lazy frames begin as blank ones.
TEST(Viewers, LazyFramesAreRead) {
  for (const char* html : {"<iframe src='about:blank' data-src='/d.pdf'></iframe>",
                           "<iframe src='' data-src='/d.pdf'></iframe>"})
    EXPECT_EQ(link_to(read(html), "/d.pdf").source, LinkSource::iframe) << html;
}

TEST(Viewers, PicturesOfASetAreRead) {
  for (const char* html : {"<picture><source srcset='/p.png 2x'><img></picture>",
                           "<img srcset='/p.png 800w, /q.png 400w'>"}) {
    const auto page = read(html);
    ASSERT_EQ(page.images.size(), 1U) << html;
    EXPECT_EQ(page.images[0].source, "/p.png");
  }
}

/// The pages of a book that a script turns over are pictures of its page.
TEST(Viewers, PagesOfABookAreItsPictures) {
  const auto sources = [](const char* html) {
    std::vector<std::string> found;
    for (const auto& image : read(html).images) found.push_back(image.source);
    return found;
  };
  EXPECT_EQ(sources("<img src='/b/001.jpg'><script>var p=[\"/b/001.jpg\",\"/b/002.jpg\", "
                    "\"\\/b\\/003.jpg\"]</script>"),
            (std::vector<std::string>{"/b/001.jpg", "/b/002.jpg", "/b/003.jpg"}));
  EXPECT_TRUE(
      sources("<script>var a=['/up.png','/down.png'], b='/1.jpg'+'/2.jpg'</script>").empty());
}

TEST(Viewers, ABoxWithoutAPaperIsRemembered) {
  const auto page = read("<div class='_df_book df-lite' id=df_7></div>");
  EXPECT_NE(std::ranges::find(page.scripts, "_df_book df-lite"), page.scripts.end());
}

TEST(PostBack, IsNoLinkButIsKnown) {
  const struct {
    const char* html;
    bool posts;
  } cases[] = {
      {"<a href=\"javascript:__doPostBack('grid','Page$2')\">2</a>", true},
      {"<a href=\"javascript:__doPostBack('grid','Sort$Date')\">วันที่</a>", false},
      {"<a href='#' onclick='document.f.submit()'>ถัดไป</a>", true},
      {"<a href='#'>ถัดไป</a>", false},
      {"<form method=post name=f><input type=hidden name=id "
       "value=7><button>ดาวน์โหลด</button></form>",
       true},
  };
  for (const auto& [html, posts] : cases) {
    const auto page = read(html);
    ASSERT_EQ(page.links.size(), 1U) << html;
    EXPECT_TRUE(page.links[0].dead) << html;
    EXPECT_EQ(page.links[0].post_back, posts) << html;
  }
  EXPECT_EQ(read(cases[4].html).links[0].label, "ดาวน์โหลด");
}

TEST(PostBack, IsNotTheFormAroundAWholePage) {
  const auto page = read(
      "<form method=post name=aspnetForm action='./default.aspx'><input type=hidden "
      "name=__VIEWSTATE value=x><div><a href=/plan>แผน</a><p>ข่าว</p></div></form>");
  ASSERT_EQ(page.links.size(), 1U);
  EXPECT_FALSE(page.links[0].post_back);
}

TEST(Forms, KeepWhatTheyHide) {
  const auto page = read(
      "<form action=/download method=get><input type=hidden name=id value='a b'>"
      "<input type=hidden name=confirm value=t><input type=hidden name=__VIEWSTATE value='" +
      std::string(400, 'x') + "'><input type=submit value=ok></form>");
  ASSERT_EQ(page.forms.size(), 1U);
  EXPECT_EQ(page.forms[0].hidden, "id=a%20b&confirm=t");
}

TEST(Line, AFriendsButtonIsToldFromAShareButton) {
  const auto has_friend = [](const char* html) {
    const auto page = read(html);
    return std::ranges::find(page.scripts, "line-friend @abt") != page.scripts.end();
  };
  EXPECT_TRUE(has_friend("<div class=line-it-button data-type=friend data-lineid='@abt'></div>"));
  EXPECT_FALSE(has_friend("<div class=line-it-button data-type=share-a></div>"));
}

}  // namespace
}  // namespace oit::page
