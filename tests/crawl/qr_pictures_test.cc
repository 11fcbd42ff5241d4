#include "crawl/qr_pictures.h"

#include <gtest/gtest.h>

#include "page/read_page.h"
#include "site.h"

namespace oit::crawl {
namespace {

/// "file: words" of each picture of a page with `body` that may be a code.
std::vector<std::string> pictures(std::string_view body) {
  page::PageReader reader;
  const auto page = reader.read(html("หน้าแรก", body), "utf-8", address(kHome));
  std::vector<std::string> found;
  for (const auto& one : find_qr_pictures(page, words()))
    found.push_back(one.address.file_name() + ": " + one.words);
  return found;
}

using Names = std::vector<std::string>;

TEST(QrPictures, AreCalledSoByFileAltOrTheWordsBeside) {
  EXPECT_EQ(pictures("<img src=/img/qrcode66.png>"), Names{"qrcode66.png: "});
  EXPECT_EQ(pictures("<img src=/a.png alt='คิวอาร์โค้ด แบบวัด EIT'>"),
            Names{"a.png: คิวอาร์โค้ด แบบวัด EIT"});
  EXPECT_EQ(pictures("<div><img src=/a.png></div><p>สแกนเพื่อตอบแบบวัด EIT</p>"),
            Names{"a.png: สแกนเพื่อตอบแบบวัด EIT"});
  EXPECT_EQ(pictures("<p>แบบวัด EIT สแกนที่นี่</p><div><img src=/a.png></div><p>ข่าวประชาสัมพันธ์</p>"),
            Names{"a.png: แบบวัด EIT สแกนที่นี่"});
}

TEST(QrPictures, OtherPicturesAreLeftAlone) {
  EXPECT_EQ(pictures("<img src=/banner.jpg><p>ยินดีต้อนรับ</p>"), Names{});
  EXPECT_EQ(pictures("<img src=/qr.png width=600 height=120>"), Names{}) << "no square";
  EXPECT_EQ(pictures("<img src=/qr.png width=16 height=16>"), Names{}) << "an icon";
  EXPECT_EQ(pictures("<img src=/qr_all/logo.png>"), Names{})
      << "the folder's name is not the file's";
}

TEST(QrPictures, AreFew) {
  std::string many;
  for (int i = 0; i < 20; ++i) many += "<img src=/qr-" + std::to_string(i) + ".png>";
  EXPECT_EQ(pictures(many).size(), 8U);
}

TEST(CodeAddress, IsAWebAddressOrNothing) {
  EXPECT_EQ(code_address(" HTTPS://itas.nacc.go.th/go/eit/x1 \n")->text(),
            "https://itas.nacc.go.th/go/eit/x1");
  EXPECT_EQ(code_address("www.abt.go.th/e")->text(), "http://www.abt.go.th/e");
  for (const char* text :
       {"", "WIFI:S:abt;;", "0812345678", "javascript:alert(1)", "ตำบลของเรา", "http://a.go.th/ x"})
    EXPECT_FALSE(code_address(text)) << text;
}

class Codes : public testing::Test, public Site {
 protected:
  void picture(std::string_view path, std::string_view code) {
    fetcher.add_document(at(path), "\x89PNG\r\n\x1a\n code:" + std::string(code), "image/png");
  }
};

TEST_F(Codes, BecomeLinksOfThePageThatShowsThem) {
  home("<p>แบบวัด EIT สแกนที่นี่</p><img src=/eit-qr.png>");
  picture("eit-qr.png", "https://itas.nacc.go.th/go/eit/abc");
  const auto facts = crawl();
  const auto& links = facts.pages.at(0).links;
  const auto at = std::ranges::find(links, model::LinkSource::qr,
                                    [](const model::LinkFact& fact) { return fact.link.source; });
  ASSERT_NE(at, links.end());
  EXPECT_EQ(at->link.target.text(), "https://itas.nacc.go.th/go/eit/abc");
  EXPECT_EQ(at->link.label, "แบบวัด EIT สแกนที่นี่");
}

TEST_F(Codes, LeadToWhatTheItemNamedBesideThemIs) {
  home("<p>สแกน QR Code แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566</p><img src=/p.png>");
  picture("p.png", at("plan66.pdf"));
  paper("plan66.pdf", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566");
  const auto facts = crawl();
  EXPECT_TRUE(was_read(facts, "plan66.pdf"));
}

TEST_F(Codes, AreNotAskedForOnOtherHostsNorMoreThanAFew) {
  std::string body = "<img src='https://cdn.example.org/qr.png'>";
  for (int i = 0; i < 20; ++i) body += "<img src=/qr-" + std::to_string(i) + ".png>";
  home(body);
  crawl();
  const auto asked =
      std::ranges::count_if(fetcher.asked(), [](const auto& one) { return one.ends_with(".png"); });
  EXPECT_EQ(asked, 7) << "eight of a page, one of them elsewhere";
}

}  // namespace
}  // namespace oit::crawl
