#include "notify/digest.h"

#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "notify/sample_news.h"

namespace oit::notify {
namespace {

using nlohmann::json;

std::size_t utf16_size(const std::string& utf8) {
  std::size_t size = 0;
  for (const char c : utf8) {
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++size;
    if (static_cast<unsigned char>(c) >= 0xF0U) ++size;
  }
  return size;
}

Settings settings_with_mail() {
  Settings settings;
  settings.mail.server = "smtp://mail.example.go.th";
  settings.mail.from = "oit@example.go.th";
  return settings;
}

std::optional<Digest> digest_for(const Recipient& recipient, const News& news = sample_news()) {
  return write_digest(settings_with_mail(), news, recipient);
}

TEST(WriteDigest, TellsRegressionsFirstThenBySiteUnitAndItem) {
  const auto digest = digest_for(recipient_named("ท้องถิ่น"));
  ASSERT_TRUE(digest);
  EXPECT_EQ(digest->changes, 4U);
  EXPECT_EQ(digest->alerts, 1U);
  EXPECT_EQ(digest->subject, "[oitcheck] 2 เว็บไซต์: แย่ลง 3 รายการ, ดีขึ้น 1 รายการ (28 พ.ย. 2569)");
  EXPECT_EQ(digest->text, R"(ผลการตรวจเมื่อ 28 พ.ย. 2569 01:00 น.
เทียบกับครั้งก่อน: แย่ลง 3 รายการ, ดีขึ้น 1 รายการ

! เปิดเว็บไซต์ไม่ได้: อบต.บ้านซี (เปิดหน้าแรกของเว็บไซต์ไม่ได้) https://ban-c.example.go.th/

== แย่ลง ==

เทศบาลตำบลบ้านเอ (จันทบุรี) https://ban-a.example.go.th/
 หน่วยงาน: กองคลัง
  - O9 topic-O9: หายไป (เผยแพร่ครบถ้วน → ไม่พบ)
    เหตุของ O9
    เดิมอยู่ที่: https://ban-a.example.go.th/O9
  - O12 แผนการใช้จ่ายงบประมาณประจำปี: หายไป (เผยแพร่ครบถ้วน → ไม่พบ)
    เหตุของ O12
    เดิมอยู่ที่: https://ban-a.example.go.th/O12

อบต.บ้านบี (ตราด) https://ban-b.example.go.th/
 หน่วยงาน: สำนักปลัด
  - O10 แผนดำเนินงานประจำปี: ลิงก์เสีย (เผยแพร่ครบถ้วน → ไม่พบ)
    เหตุของ O10
    เดิมอยู่ที่: https://ban-b.example.go.th/O10

== เปลี่ยนแปลงอื่น ==

เทศบาลตำบลบ้านเอ (จันทบุรี) https://ban-a.example.go.th/
 หน่วยงาน: สำนักปลัด
  - O2 ข้อมูลผู้บริหาร: แก้ไขแล้ว (ไม่พบ → เผยแพร่ครบถ้วน)
    เหตุของ O2
    https://ban-a.example.go.th/O2

-- 
oitcheck · การตรวจ r2
)");
}

TEST(WriteDigest, SpeaksEnglishWhenAsked) {
  auto to = recipient_named("province");
  to.lang = report::Lang::en;
  to.sites = {"ban-a"};
  const auto digest = digest_for(to);
  ASSERT_TRUE(digest);
  EXPECT_EQ(digest->subject, "[oitcheck] เทศบาลตำบลบ้านเอ: 2 worse, 1 better (28 Nov 2026)");
  EXPECT_NE(digest->text.find("  - O12 Spending plan: lost (published → not found)\n"),
            std::string::npos)
      << digest->text;
}

TEST(WriteDigest, SaysNothingWhenNothingConcernsHim) {
  auto to = recipient_named("x");
  to.sites = {"elsewhere"};
  EXPECT_FALSE(digest_for(to));
  News quiet = sample_news();
  quiet.changes.clear();
  quiet.sites[2].outcome_after = "ok";
  EXPECT_FALSE(digest_for(recipient_named("x"), quiet));
}

TEST(WriteDigest, HonoursEveryFilter) {
  const auto count = [](const std::function<void(Recipient&)>& set) {
    auto to = recipient_named("x");
    to.alerts = false;
    set(to);
    const auto digest = digest_for(to);
    return digest ? digest->changes : 0;
  };
  EXPECT_EQ(count([](Recipient&) {}), 4U);
  EXPECT_EQ(count([](Recipient& to) { to.sites = {"ban-b"}; }), 1U);
  EXPECT_EQ(count([](Recipient& to) { to.provinces = {"จันทบุรี"}; }), 3U);
  EXPECT_EQ(count([](Recipient& to) { to.tags = {"อบต", "อื่น"}; }), 1U);
  EXPECT_EQ(count([](Recipient& to) { to.items = {"O2", "O3"}; }), 1U);
  EXPECT_EQ(count([](Recipient& to) { to.units = {"กองคลัง"}; }), 2U);
  EXPECT_EQ(count([](Recipient& to) { to.kinds = {model::ChangeKind::file_replaced}; }), 1U);
}

TEST(WriteDigest, IsSilentAboutWaivedItems) {
  auto news = sample_news();
  news.sites[0].waived = {"O12", "O9"};
  const auto digest = digest_for(recipient_named("x"), news);
  ASSERT_TRUE(digest);
  EXPECT_EQ(digest->text.find("O12"), std::string::npos);
  EXPECT_EQ(digest->changes, 2U);
}

TEST(WriteDigest, RaisesTheAlarmForRunsAndSites) {
  News news;
  news.run = {"r2", "r1", bangkok(1), true, "the disk is full"};
  auto digest = digest_for(recipient_named("x"), news);
  ASSERT_TRUE(digest);
  EXPECT_NE(digest->subject.find("การตรวจครั้งนี้ล้มเหลว"), std::string::npos);
  news.run.failure.clear();
  news.run.complete = false;
  EXPECT_TRUE(digest_for(recipient_named("x"), news));
  news.run.complete = true;
  EXPECT_FALSE(digest_for(recipient_named("x"), news));
  const auto alerts = [&](const std::string& before, const std::string& after) {
    SiteCard site;
    site.id = "s";
    site.outcome_before = before;
    site.outcome_after = after;
    news.sites = {site};
    const auto one = digest_for(recipient_named("x"), news);
    return one ? one->alerts : 0;
  };
  EXPECT_EQ(alerts("ok", "timeout"), 1U);
  EXPECT_EQ(alerts("timeout", "ok"), 1U);
  EXPECT_EQ(alerts("timeout", "no_such_host"), 0U);  // known already
  EXPECT_EQ(alerts("ok", "cancelled"), 0U);
  EXPECT_EQ(alerts("", "timeout"), 0U);
}

TEST(WriteDigest, ShowsNoHarmfulCharactersAndNoPersonalNumbers) {
  auto news = sample_news();
  news.changes = {news.changes[2]};
  news.changes[0].reason = "a\r\nSubject: x\x1B[31m \u202E เลข 1-1037-02345-67-1";
  news.sites[0].name = "a\nb";
  const auto digest = digest_for(recipient_named("x"), news);
  ASSERT_TRUE(digest);
  for (const auto& text : {digest->text, digest->subject, digest->short_text, digest->json}) {
    EXPECT_EQ(text.find('\r'), std::string::npos);
    EXPECT_EQ(text.find('\x1B'), std::string::npos);
    EXPECT_EQ(text.find("\u202E"), std::string::npos);
    EXPECT_EQ(text.find("1-1037-02345"), std::string::npos);
  }
  EXPECT_EQ(digest->subject.find('\n'), std::string::npos);
  EXPECT_EQ(digest->text.find("\nSubject"), std::string::npos);
}

TEST(WriteDigest, CutsLongListsAndSaysSo) {
  auto news = sample_news();
  news.changes.assign(1'500, news.changes[2]);
  const auto digest = digest_for(recipient_named("x"), news);
  ASSERT_TRUE(digest);
  EXPECT_NE(digest->text.find("และอีก 1300 รายการ"), std::string::npos);
  EXPECT_LE(utf16_size(digest->short_text), 5'000U);
  EXPECT_GT(utf16_size(digest->short_text), 4'500U);
  EXPECT_NE(digest->short_text.find("และอีก "), std::string::npos);
  const auto out = json::parse(digest->json);
  EXPECT_EQ(out["changes"].size(), 1'000U);
  EXPECT_EQ(out["more"], 500);
}

TEST(WriteDigest, GivesProgramsEverything) {
  auto settings = settings_with_mail();
  settings.dashboard = "https://oit.example.go.th/";
  const auto digest = write_digest(settings, sample_news(), recipient_named("hook"));
  ASSERT_TRUE(digest);
  const auto out = json::parse(digest->json);
  EXPECT_EQ(out["schema"], "oitcheck/notify/1");
  EXPECT_EQ(out["run"]["id"], "r2");
  EXPECT_EQ(out["run"]["previous"], "r1");
  EXPECT_EQ(out["run"]["started_at"], "2026-11-27T18:00:00Z");
  EXPECT_EQ(out["counts"]["worse"], 3);
  EXPECT_EQ(out["alerts"][0]["kind"], "site_closed");
  EXPECT_EQ(out["sites"].size(), 3U);
  const auto& first = out["changes"][0];
  EXPECT_EQ(first["site"], "ban-a");
  EXPECT_EQ(first["item"], "O9");
  EXPECT_EQ(first["kind"], "lost");
  EXPECT_EQ(first["regression"], true);
  EXPECT_EQ(first["before"], "published");
  EXPECT_EQ(first["unit"], "กองคลัง");
  EXPECT_NE(digest->short_text.find("https://oit.example.go.th/"), std::string::npos);
  EXPECT_NE(digest->text.find("ดูรายละเอียด: https://oit.example.go.th/"), std::string::npos);
}

TEST(WriteDigest, HashesRunsRecipientAndWords) {
  const auto hash = digest_for(recipient_named("x"))->hash;
  EXPECT_EQ(digest_for(recipient_named("x"))->hash, hash);
  EXPECT_NE(digest_for(recipient_named("y"))->hash, hash);
  auto news = sample_news();
  news.run.id = "r3";
  EXPECT_NE(digest_for(recipient_named("x"), news)->hash, hash);
}

TEST(WriteDigests, TellsEachUnitItsOwn) {
  auto settings = settings_with_mail();
  settings.units["กองคลัง"] = {"clang@example.go.th"};
  auto news = sample_news();
  news.sites[0].contacts = {{"กองคลัง", "ban-a-clang@example.go.th"}, {"สำนักปลัด", "0-3933-1234"}};
  const auto digests = write_digests(settings, news);
  ASSERT_EQ(digests.size(), 2U);
  EXPECT_EQ(digests[0].to.name, "unit:ban-a-clang@example.go.th");
  EXPECT_EQ(digests[0].changes, 2U);
  EXPECT_EQ(digests[1].to.mail, std::vector<std::string>{"clang@example.go.th"});
  EXPECT_EQ(digests[1].text.find("สำนักปลัด"), std::string::npos);
  EXPECT_EQ(digests[1].alerts, 0U);
  settings.mail.server.clear();  // nobody carries it
  EXPECT_TRUE(write_digests(settings, news).empty());
}

TEST(WriteDigests, TellsAnAddressOnlyOnce) {
  auto settings = settings_with_mail();
  settings.units["กองคลัง"] = {"clang@example.go.th"};
  auto to = recipient_named("คลัง");
  to.mail = {"clang@example.go.th"};
  to.items = {"O12"};
  settings.recipients = {to};
  const auto digests = write_digests(settings, sample_news());
  ASSERT_EQ(digests.size(), 2U);
  EXPECT_EQ(digests[0].to.name, "คลัง");
  EXPECT_EQ(digests[1].to.name, "unit:clang@example.go.th");
  EXPECT_EQ(digests[1].changes, 1U);  // O9 alone
  settings.recipients[0].items.clear();
  EXPECT_EQ(write_digests(settings, sample_news()).size(), 1U);
}

}  // namespace
}  // namespace oit::notify
