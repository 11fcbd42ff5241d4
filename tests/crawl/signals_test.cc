#include "crawl/signals.h"

#include <gtest/gtest.h>

#include "site.h"

namespace oit::crawl {
namespace {

model::Signals signals(std::string_view body, const SiteContext& site = {}) {
  return read_html(html("หน้า", body), site).facts.signals;
}

TEST(Signals, FormsAreThoseOneCanWriteIn) {
  EXPECT_EQ(signals("<form><input name=n><textarea name=t></textarea>ข้อร้องเรียน</form>").forms, 1);
  EXPECT_EQ(signals("<form action=/search><input name=q><button>ค้นหา</button></form>").forms, 0);
  const auto login = signals("<form><input name=u><input type=password name=p></form>");
  EXPECT_EQ(login.forms, 0);
  EXPECT_TRUE(login.login_form);
  EXPECT_NE(signals("<form><label>แจ้งเรื่อง</label><input name=n><textarea></textarea></form>")
                .form_text.find("แจ้งเรื่อง"),
            std::string::npos);
}

TEST(Signals, AnAccountIsNoShareButton) {
  const auto found = signals(
      "<a href='https://www.facebook.com/sharer/sharer.php?u=x'>แชร์</a>"
      "<a href='https://www.facebook.com/'>Facebook</a>"
      "<a href='https://www.facebook.com/nongbua.sao'>เพจ</a>"
      "<a href='https://www.facebook.com/nongbua.sao'>เพจอีกครั้ง</a>");
  ASSERT_EQ(found.social.size(), 1U);
  EXPECT_EQ(found.social.front().path(), "/nongbua.sao");
}

TEST(Signals, MapsAreSeenInFramesAndPictures) {
  EXPECT_NE(signals("<iframe src='https://www.google.com/maps/embed?pb=1'></iframe>").map_quote,
            "");
  EXPECT_NE(signals("<img src=/m.jpg alt='แผนที่ตั้ง อบต.' width=600>").map_quote, "");
  EXPECT_EQ(signals("<img src=/m.jpg alt='ภาพกิจกรรม' width=600>").map_quote, "");
}

TEST(Signals, ChatsAreSeenInTheirScripts) {
  EXPECT_NE(signals("<script src='https://embed.tawk.to/5e/default'></script>").chat_quote, "");
  EXPECT_EQ(signals("<script src='/js/jquery.js'></script>").chat_quote, "");
}

TEST(Signals, ALineFriendIsAChatAndALineShareIsNone) {
  EXPECT_NE(
      signals("<div class=line-it-button data-type=friend data-lineid='@abt'></div>").chat_quote,
      "");
  EXPECT_EQ(signals("<div class=line-it-button data-type=share-a></div>").chat_quote, "");
  for (const char* widget :
       {"<div class=fb-customerchat page_id=1></div>",
        "<script src='//code.tidio.co/x.js'></script>",
        "<script src='https://client.crisp.chat/l.js'></script>",
        "<script src='https://static.zdassets.com/ekr/snippet.js?key=1'></script>"})
    EXPECT_NE(signals(widget).chat_quote, "") << widget;
}

TEST(Signals, ABoardIsKnownByItsFormOrItsAddress) {
  const auto form = [](const char* words) {
    return signals("<form action=/save method=post><label>" + std::string(words) +
                   "</label><input name=a><textarea name=b></textarea><button>ส่ง</button></form>");
  };
  EXPECT_NE(form("ตั้งกระทู้ใหม่ ชื่อผู้ตั้งกระทู้").board_quote, "");
  EXPECT_EQ(form("ติดต่อเรา ข้อความ").board_quote, "");
  const auto at = [](const char* address) {
    return read_html(html("x", "<p>ข้อความ</p>"), {}, address).facts.signals.board_quote;
  };
  EXPECT_NE(at("http://www.nongbua.go.th/phpbb3/viewforum.php?f=2"), "");
  EXPECT_NE(at("http://www.nongbua.go.th/index.php?option=com_kunena"), "");
  EXPECT_EQ(at("http://www.nongbua.go.th/news.php?id=2"), "");
}

TEST(Signals, AViewersBoxIsRememberedAndItsScriptIsNot) {
  EXPECT_EQ(signals("<div class='_df_book' id=b></div>").widgets.size(), 1U);
  EXPECT_TRUE(
      signals("<script src='/wp-content/plugins/dflip/dflip.js'></script>").widgets.empty());
}

TEST(Signals, PicturesThatDecorateAreNone) {
  EXPECT_EQ(signals("<img src=/upload/chart.jpg>").content_images, 1);
  EXPECT_EQ(signals("<img src=/images/icon_new.gif>").content_images, 0);
  EXPECT_EQ(signals("<img src=/upload/x.jpg width=16 height=16>").content_images, 0);
}

TEST(Signals, CountsTablesAndFiles) {
  const auto found = signals(
      "<table><tr><th>ลำดับ</th><th>เรื่อง</th></tr><tr><td>1</td><td>ก</td></tr><tr><td>2</td><td>ข</"
      "td></tr></table>"
      "<a href=/a.PDF>ก</a><a href='/download.php?id=1'>ข</a><a href=/page>ค</a>"
      "<a href='/?wpdmdl=7'>ง</a><a href='https://drive.google.com/file/d/1aB/view'>จ</a>");
  EXPECT_EQ(found.tables, 1);
  EXPECT_EQ(found.table_rows, 2);
  EXPECT_EQ(found.documents, 4);
}

TEST(Signals, ContactsOfAFooterAreNotTheContents) {
  const auto found =
      signals("<h1>ร้องเรียน</h1><p>รายละเอียด</p><footer>โทร. 0-4475-6111 a@b.go.th</footer>");
  EXPECT_EQ(found.phones.size(), 1U);
  EXPECT_EQ(found.emails.size(), 1U);
  EXPECT_TRUE(found.content_contacts.empty());
}

TEST(Signals, KeepAFewOfEach) {
  std::string many;
  for (int i = 10; i < 40; ++i)
    many += "<p>โทร 0-4475-61" + std::to_string(i) + " นายกอ" + "ไก่" + " a" + std::to_string(i) +
            "@b.go.th <a href='https://www.facebook.com/p" + std::to_string(i) + "'>p</a></p>";
  const auto found = signals(many);
  EXPECT_EQ(found.phones.size(), 5U);
  EXPECT_EQ(found.emails.size(), 5U);
  EXPECT_EQ(found.social.size(), 12U);
}

}  // namespace
}  // namespace oit::crawl
