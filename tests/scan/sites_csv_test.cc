// Inventories as spreadsheets of Thai offices save them.
#include <chrono>

#include "scan/inventory.h"

namespace oit::scan {
namespace {

using namespace std::chrono_literals;

text::Day day(std::string_view iso) { return text::read_iso_day(iso).value(); }

/// windows-874: the Thai block lies 0xD60 below.
std::string as_windows_874(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) out += static_cast<char>(c < 0x80 ? c : c - 0x0E00 + 0xA0);
  return out;
}

std::string as_utf16le(std::u32string_view text) {
  std::string out = "\xFF\xFE";
  for (const char32_t c : text) {
    out += static_cast<char>(c & 0xFF);
    out += static_cast<char>(c >> 8);
  }
  return out;
}

class SitesCsv : public InventoryTest {};

TEST_F(SitesCsv, ReadsEveryColumn) {
  const auto one = site(
      "id,url,name,agency_type,province,district,tags,rulebook,deadline,max_pages,max_time,delay,"
      "connections,unit:procurement,unit:O1,contact:กองคลัง,submitted:O2,waive,# seen by\n"
      "abt,https://www.abt.go.th/x,อบต.ตัวอย่าง,sao,ขอนแก่น,เมือง,\"north, pilot\",ita-2566,2026-04-15,"
      "200,5min,1.5s,2,กองคลัง,สำนักปลัด,โทร. 043-123456,https://abt.go.th/plan,"
      "O1: ย้าย (ระบบ) ใหม่ (ปลัด) until 2027-04-30,me\n");
  EXPECT_EQ(one.id, "abt");
  EXPECT_EQ(one.requested, "https://www.abt.go.th/x");
  EXPECT_EQ(one.url.text(), "https://www.abt.go.th/x");
  EXPECT_EQ(one.province, "ขอนแก่น");
  EXPECT_EQ(one.district, "เมือง");
  EXPECT_EQ(one.tags, (std::vector<std::string>{"north", "pilot"}));
  EXPECT_EQ(one.rulebook, "ita-2566");
  EXPECT_EQ(one.line, 2U);
  EXPECT_EQ(one.limits.max_pages, 200U);
  EXPECT_EQ(one.limits.connections, 2U);
  EXPECT_EQ(one.limits.max_time, 5min);
  EXPECT_EQ(one.limits.delay, 1500ms);
  const auto& profile = one.profile;
  EXPECT_EQ(profile.name, "อบต.ตัวอย่าง");
  EXPECT_EQ(profile.agency_type, "sao");
  EXPECT_EQ(profile.deadline, day("2026-04-15"));
  EXPECT_EQ(profile.units.at("procurement"), "กองคลัง");
  EXPECT_EQ(profile.units.at("O1"), "สำนักปลัด");
  EXPECT_EQ(profile.contacts.at("กองคลัง"), "โทร. 043-123456");
  EXPECT_EQ(profile.submitted.at("O2").text(), "https://abt.go.th/plan");
  ASSERT_EQ(profile.waivers.size(), 1U);
  EXPECT_EQ(profile.waivers[0], (model::Waiver{"O1", "ย้าย (ระบบ) ใหม่", "ปลัด", day("2027-04-30")}));
}

TEST_F(SitesCsv, ReadsThaiHeadsAndTypesInEveryCharset) {
  const std::u32string_view text =
      U"ชื่อหน่วยงาน\tเว็บไซต์\tประเภท\tจังหวัด\tอำเภอ\tป้าย\tรหัส\tกำหนดส่ง\tหมายเหตุ (ภายใน)\r\n"
      U"องค์การบริหารส่วนตำบลหนองคล้า\twww.nongkhla.go."
      U"th\tองค์การบริหารส่วนตำบล\tจันทบุรี\tท่าใหม่\tนำร่อง\tnk\t"
      U"๓๐/๔/๒๕๖๙\tโทรแล้ว\r\n";
  std::string utf8;
  for (const char32_t c : text) {
    if (c < 0x80)
      utf8 += static_cast<char>(c);
    else
      utf8.append({static_cast<char>(0xE0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 0x3F)),
                   static_cast<char>(0x80 | (c & 0x3F))});
  }
  for (const auto& bytes : {utf8, "\xEF\xBB\xBF" + utf8, as_windows_874(text), as_utf16le(text)}) {
    const auto one = site(bytes);
    EXPECT_EQ(one.id, "nk");
    EXPECT_EQ(one.url.text(), "http://www.nongkhla.go.th/");
    EXPECT_EQ(one.requested, "www.nongkhla.go.th");
    EXPECT_EQ(one.profile.name, "องค์การบริหารส่วนตำบลหนองคล้า");
    EXPECT_EQ(one.profile.agency_type, "sao");
    EXPECT_EQ(one.province, "จันทบุรี");
    EXPECT_EQ(one.district, "ท่าใหม่");
    EXPECT_EQ(one.tags, std::vector<std::string>{"นำร่อง"});
    EXPECT_EQ(one.profile.deadline, day("2026-04-30"));
  }
}

TEST_F(SitesCsv, ReadsScoresUnderHeadsInBothLanguages) {
  const auto one = site(
      "url,score:total,คะแนน:ปีก่อน,Score: IIT,คะแนน:๗,score:E6,score:eit\n"
      "abt.go.th,82.84,๗๕.๔๐,100,0,84.99,\n");
  EXPECT_EQ(one.profile.scores,
            (std::map<std::string, double>{
                {"total", 82.84}, {"previous", 75.4}, {"iit", 100}, {"7", 0}, {"e6", 84.99}}))
      << "an empty cell says nothing";
  EXPECT_EQ(site("url,คะแนน:รวม\nabt.go.th,9.5\n").profile.scores.at("total"), 9.5);
}

TEST_F(SitesCsv, ScoresThatAreNoneAreToldWithLineAndColumn) {
  const auto file = sites(
      "url,score:e6,คะแนน:รวม\n"
      "a.go.th,100.01,50\n"
      "b.go.th,\"84,99\",nan\n"
      "c.go.th,-1,1e1\n"
      "d.go.th,100,0\n");
  ASSERT_EQ(file.bad.size(), 3U);
  EXPECT_EQ(file.bad[0].message, "sites:2: score:e6 \"100.01\": expected a number from 0 to 100");
  EXPECT_EQ(file.bad[1].message,
            "sites:3: score:e6 \"84,99\": expected a number from 0 to 100; "
            "sites:3: score:total \"nan\": expected a number from 0 to 100");
  EXPECT_EQ(file.bad[2].line, 4U);
  ASSERT_EQ(file.sites.size(), 1U);
  EXPECT_EQ(error("url,score:e07\nx,1\n"),
            "sites:1: score:e07: expected total, previous, iit, eit, oit, an indicator such as 7 "
            "or a question such as i2 or e6");
  EXPECT_EQ(error("url,score:total,คะแนน:รวม\nx,1,2\n"),
            "sites:1: the column \"คะแนน:รวม\" stands there twice");
  EXPECT_TRUE(error("url,คะแนน:\nx,1\n").starts_with("sites:1: unknown column \"คะแนน:\""));
}

TEST_F(SitesCsv, FindsTheSeparator) {
  for (const char* text :
       {"url,name\nabt.go.th,ก;ข\n", "url;name\nabt.go.th;\"ก;ข\"\n", "url\tname\nabt.go.th\tก;ข\n",
        "sep=;\r\nurl;\"name\"\r\nabt.go.th;\"ก;ข\"\r\n", "sep=,\nurl,name\nabt.go.th,ก;ข\n"})
    EXPECT_EQ(site(text).profile.name, "ก;ข") << text;
  EXPECT_EQ(site("url\nabt.go.th\n").id, "abt.go.th");
  EXPECT_EQ(site("sep=;\nurl;\"#a,b,c\"\nabt.go.th;x\n").id, "abt.go.th")
      << "what the file says counts, not the commas";
}

TEST_F(SitesCsv, ReadsQuotesOfRfc4180AndCountsTheLinesInThem) {
  const auto file = sites(
      "url,name\r\n\"abt.go.th\n\",\"อบต. \"\"ตัวอย่าง\"\"\r\nบรรทัดสอง\"\r\n\r\n;not an "
      "address,x\r\n");
  ASSERT_EQ(file.sites.size(), 1U);
  EXPECT_EQ(file.sites[0].profile.name, "อบต. \"ตัวอย่าง\" บรรทัดสอง");
  EXPECT_EQ(file.sites[0].requested, "abt.go.th");
  ASSERT_EQ(file.bad.size(), 1U);
  EXPECT_EQ(file.bad[0].line, 6U);
}

TEST_F(SitesCsv, IgnoresEmptyLinesAndTrailingSeparators) {
  const auto file =
      sites("\n,,\nurl,name,,\n\nabt.go.th,ก,,,\n , ,,\nb.go.th\n\xC2\xA0,\xEF\xBB\xBF\n");
  EXPECT_TRUE(file.bad.empty());
  ASSERT_EQ(file.sites.size(), 2U);
  EXPECT_EQ(file.sites[1].line, 7U);
}

TEST_F(SitesCsv, AQuoteThatIsNeverClosedIsToldWhereItOpens) {
  const auto file = sites("url,name\na.go.th,x\nb.go.th,\"y\nc.go.th,z\n");
  EXPECT_EQ(file.sites.size(), 1U);
  ASSERT_EQ(file.bad.size(), 1U);
  EXPECT_EQ(file.bad[0].message,
            "sites:3: a quote is opened and never closed; the lines after it were not read");
  EXPECT_EQ(file.bad[0].id, "b.go.th");
  EXPECT_EQ(error("url,\"name\na.go.th,x\n"), "sites:1: a quote is opened and never closed");
}

TEST_F(SitesCsv, AddressesAreReadAsPeopleCopyThem) {
  for (const char* cell : {"www.abt.go.th", "  www.abt.go.th ", "\"www.abt.go.th\r\n\"",
                           "\xC2\xA0www.abt.go.th\xE2\x80\x8B", "HTTP://WWW.ABT.GO.TH"})
    EXPECT_EQ(site("url\n" + std::string(cell) + "\n").url.text(), "http://www.abt.go.th/") << cell;
}

TEST_F(SitesCsv, EveryBadLineIsCollectedAndTheGoodOnesAreRead) {
  const auto file = sites(
      "url,agency_type,deadline,max_pages,delay,waive,rulebook\n"
      "a.go.th,army,31/2/2569,0,soon,O9: x (y) until 2027-01-01,\n"
      "ftp://b.go.th,,,,,,\n"
      ",,,,,,\n"
      "c.go.th,,,,,,\n"
      ",sao,,,,,\n"
      "d.go.th,,,,,,ita-1999\n"
      "e.go.th,,,,,,,,extra\n");
  ASSERT_EQ(file.sites.size(), 1U);
  EXPECT_EQ(file.sites[0].id, "c.go.th");
  ASSERT_EQ(file.bad.size(), 5U);
  EXPECT_EQ(file.bad[0].message,
            "sites:2: agency type \"army\": expected one of generic, sao; "
            "sites:2: deadline \"31/2/2569\": expected YYYY-MM-DD or d/m/yyyy; "
            "sites:2: max_pages \"0\": expected a whole number from 1 to 1000000; "
            "sites:2: \"soon\" is no duration; write 250ms, 1.5s, 10min or 2h; "
            "sites:2: waiver of \"O9\": expected an item of ita-2566 such as O1");
  EXPECT_EQ(file.bad[0].id, "a.go.th");
  EXPECT_EQ(file.bad[0].requested, "a.go.th");
  EXPECT_EQ(file.bad[1].requested, "ftp://b.go.th");
  EXPECT_EQ(file.bad[1].id, "");
  EXPECT_EQ(file.bad[2].message, "sites:6: no address (url) is given");
  EXPECT_EQ(file.bad[3].message, "sites:7: rulebook: no rulebook ita-1999");
  EXPECT_EQ(file.bad[4].message,
            "sites:8: there are 9 cells under 7 heads; is a separator in one of them not quoted?");
}

TEST_F(SitesCsv, HeadsThatAreNotKnownAreRefusedWithWhatThereIs) {
  const auto message = error("url,colour,taste\na.go.th,,\n");
  EXPECT_TRUE(message.starts_with("sites:1: unknown column \"colour\", \"taste\"; there are url ("))
      << message;
  for (const char* head : {"เว็บไซต์", "max_pages", "unit:", "หมายเหตุ"})
    EXPECT_NE(message.find(head), std::string::npos) << head;
  EXPECT_TRUE(
      error("www.abt.go.th\nwww.b.go.th\n").starts_with("sites:1: the first line holds no"));
  EXPECT_TRUE(error("name\nx\n").starts_with("sites:1: no column of addresses"));
  EXPECT_EQ(error("url,เว็บไซต์\nx,y\n"), "sites:1: the column \"เว็บไซต์\" stands there twice");
  EXPECT_EQ(error("url,unit:clerk\nx,y\n"),
            "sites:1: unit:clerk: expected a role of units.toml or an item such as O1");
  EXPECT_EQ(error("url,submitted:O9\nx,y\n"),
            "sites:1: submitted:O9: expected an item of ita-2566 such as O1");
  EXPECT_TRUE(error("url,unit:\nx,y\n").starts_with("sites:1: unknown column \"unit:\""));
}

TEST_F(SitesCsv, ALongHeadIsCutInItsMessage) {
  std::string head;
  for (int i = 0; i < 1000; ++i) head += "ก";
  EXPECT_LT(error("url," + head + "\nx,y\n").size(), 1500U);
  std::string heads = "url";
  for (int i = 0; i < 1001; ++i) heads += ",#";
  EXPECT_EQ(error(heads + "\nx\n"), "sites:1: more than 1000 columns");
}

TEST_F(SitesCsv, LettersThatCannotBeReadAreRefused) {
  const auto file = sites("url,name\na.go.th,x\xEF\xBF\xBDy\nb.go.th,z\n");
  ASSERT_EQ(file.bad.size(), 1U);
  EXPECT_EQ(file.bad[0].message,
            "sites:2: letters of cell 2 cannot be read; save the file as CSV UTF-8");
}

TEST_F(SitesCsv, ReadsWhatIsEmptyAsAnError) {
  EXPECT_EQ(error(""), "sites: is empty");
  EXPECT_EQ(error("url\n\n"), "sites: names no site");
}

TEST_F(SitesCsv, ReadsTheLargestListInWellUnderASecond) {
  std::string text = "url,name,agency_type,province,tags,deadline\n";
  for (int i = 0; i < 7850; ++i)
    text += "www.site" + std::to_string(i) + ".go.th,องค์การบริหารส่วนตำบลที่ " + std::to_string(i) +
            ",อบต.,ขอนแก่น,นำร่อง,30/4/2569\n";
  const auto begin = std::chrono::steady_clock::now();
  const auto file = sites(text);
  const auto taken = std::chrono::steady_clock::now() - begin;
  EXPECT_EQ(file.sites.size(), 7850U);
  EXPECT_EQ(asked_, 1) << "the rulebook is asked for once";
#if defined(OIT_SANITIZED) || !defined(__OPTIMIZE__)
  EXPECT_LT(taken, 10s);
#else
  EXPECT_LT(taken, 1s);
#endif
}

TEST_F(SitesCsv, MoreThanAHundredThousandSitesAreRefused) {
  std::string text = "url\n";
  for (int i = 0; i <= 100'000; ++i) text += "a\n";
  EXPECT_EQ(error(text), "sites: more than 100000 sites");
}

}  // namespace
}  // namespace oit::scan
