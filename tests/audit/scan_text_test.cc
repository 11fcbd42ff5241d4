// Scans and posters: what OCR read on them, and which of them are worth reading.
#include "audit/scan_text.h"

#include <gtest/gtest.h>

#include "audit/wanted_scans.h"
#include "support/facts_builder.h"

namespace oit::audit {
namespace {

using model::Status;
using support::cause_of;
using support::day;
using support::reasons_of;
using support::shipped;
using support::SiteBuilder;

constexpr const char* kPlan = "procurement-plan";
constexpr const char* kPlanLabel = "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566";

/// A scan of `pages` pages that nobody has read.
model::PageFacts& scan(SiteBuilder& site, std::string_view path, int pages = 1) {
  auto& file = site.pdf(path);
  file.text_from = model::TextFrom::none;
  file.document = model::DocumentOutcome::image_only;
  file.content_letters = file.letters = 0;
  file.page_count = pages;
  file.names_own_agency = false;
  return file;
}

/// A scan that OCR has read.
model::PageFacts& recognised(SiteBuilder& site, std::string_view path, std::string_view title,
                             std::string_view topic = kPlan) {
  auto& file = site.pdf(path);
  file.text_from = model::TextFrom::ocr;
  file.page_count = file.pages_recognised = 1;
  support::add_title(file, title, topic);
  return file;
}

std::vector<std::string> wanted(const SiteBuilder& site, double sure = 0.55) {
  const auto facts = site.facts();
  const auto& rules = shipped();
  const auto report =
      audit::judge(facts, rules.rulebook, rules.phrases, {}, support::day(2023, 4, 20));
  std::vector<std::string> paths;
  for (const auto index : find_wanted_scans(facts, rules.rulebook, rules.phrases, report.findings,
                                            day(2023, 4, 20), sure))
    paths.emplace_back(facts.pages[index].url.path());
  return paths;
}

TEST(ScanText, ComponentsThatOcrDidNotSeeAreNotAbsent) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/s.pdf", "ข้อมูลการติดต่อ", "contact");
  recognised(site, "/s.pdf", "ข้อมูลการติดต่อ", "contact");
  auto found = site.item("O5");
  EXPECT_EQ(found.status, Status::published) << reasons_of(found);
  for (const auto& component : found.components) EXPECT_NE(component.met, false) << component.id;

  SiteBuilder text;
  SiteBuilder::link(text.home(), "/s.pdf", "ข้อมูลการติดต่อ", "contact");
  recognised(text, "/s.pdf", "ข้อมูลการติดต่อ", "contact").text_from = model::TextFrom::pdf_text;
  EXPECT_EQ(text.item("O5").status, Status::incomplete) << "a text layer holds all there is";
}

TEST(ScanText, CountsALittleLessThanATextLayer) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/s.pdf", kPlanLabel, kPlan);
  auto& file = recognised(site, "/s.pdf", kPlanLabel);
  const auto by_ocr = site.item("O19");
  file.text_from = model::TextFrom::pdf_text;
  const auto by_text = site.item("O19");
  EXPECT_EQ(by_ocr.status, Status::published) << reasons_of(by_ocr);
  EXPECT_LT(by_ocr.confidence, by_text.confidence);
  EXPECT_GE(by_ocr.confidence, 0.55);
}

TEST(ScanText, ACoverReadAloneIsNoDefectUnlessThereIsNoMore) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/s.pdf", kPlanLabel, kPlan);
  auto& file = recognised(site, "/s.pdf", kPlanLabel);
  file.only_cover = true;
  file.content_letters = file.letters = 70;
  file.pages_recognised = 1;
  file.page_count = 40;
  EXPECT_EQ(site.item("O19").status, Status::published) << reasons_of(site.item("O19"));
  file.page_count = 1;
  EXPECT_EQ(cause_of(site.item("O19")), "only_cover");
  file.content_letters = 20;  // OCR may have made out no more
  EXPECT_EQ(site.item("O19").status, Status::published) << reasons_of(site.item("O19"));
}

TEST(ScanText, ASpeckBesideTheYearIsNoDoubtOfIt) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/s.pdf", kPlanLabel, kPlan);
  auto& file = recognised(site, "/s.pdf", "a \uFFFD wa");
  support::add_title(file, "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2565", kPlan);
  support::add_title(file, "กันยายน 25\uFFFD5");
  file.year_unreadable = true;
  EXPECT_EQ(site.item("O19").status, Status::stale) << "its title tells a year";
}

TEST(ScanText, AYearInDoubtInItsTitleSilencesTheOthersInIt) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/s.pdf", "แผนการจัดซื้อจัดจ้าง", kPlan);
  auto& file = recognised(site, "/s.pdf", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 256\uFFFD");
  support::add_title(file, "ตามแผนปีงบประมาณ 2565");
  EXPECT_EQ(site.item("O19").status, Status::stale) << "without doubt";
  file.year_unreadable = true;
  EXPECT_EQ(cause_of(site.item("O19")), "year_unreadable");
}

TEST(ScanText, MonthsThatOcrCouldNotReadAreNobodysDefect) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/s.pdf", "สรุปผลการจัดซื้อจัดจ้าง ปีงบประมาณ 2566",
                    "procurement-monthly");
  recognised(site, "/s.pdf", "สรุปผลการจัดซื้อจัดจ้าง", "procurement-monthly");
  const auto found = site.item("O21");
  EXPECT_EQ(found.status, Status::unverified) << reasons_of(found);
}

TEST(ScanText, WhatTheBudgetLeftUnreadIsNotTakenForPublished) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/s.pdf", kPlanLabel, kPlan);
  auto& file = scan(site, "/s.pdf");
  EXPECT_EQ(site.item("O19").status, Status::published) << "nobody can read scans here";
  file.recognise_spent = true;
  EXPECT_EQ(cause_of(site.item("O19")), "ocr_budget");
  EXPECT_EQ(site.item("O19").status, Status::unverified);
}

TEST(ScanText, WhatOcrFoundNoWordsOnIsNotPublished) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/s.pdf", kPlanLabel, kPlan);
  scan(site, "/s.pdf").unreadable = true;
  EXPECT_EQ(site.item("O19").status, Status::unverified);
  EXPECT_EQ(cause_of(site.item("O19")), "no_words");
}

/// A link that says last year made a scan stale which nobody had looked at.
TEST(ScanText, WhatTheBudgetLeftUnreadIsNotAsOldAsItsLinkSays) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/s.pdf", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2565", kPlan);
  auto& file = scan(site, "/s.pdf");
  EXPECT_EQ(site.item("O19").status, Status::stale);
  file.recognise_spent = true;
  EXPECT_EQ(site.item("O19").status, Status::unverified);
  EXPECT_EQ(cause_of(site.item("O19")), "ocr_budget");
}

/// A scan of two papers was refused by the first of them, and never read on.
TEST(WantedScans, AScanThatOpensWithAnothersPaperIsReadOn) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/s.pdf", kPlanLabel, kPlan);
  auto& file = recognised(site, "/s.pdf", "นโยบายการบริหารทรัพยากรบุคคล ปี 2566", "hr-policy");
  file.page_count = 2;
  EXPECT_EQ(wanted(site), std::vector<std::string>{"/s.pdf"});
  EXPECT_EQ(cause_of(site.item("O19")), "ocr");
  file.recognise_spent = true;
  EXPECT_EQ(cause_of(site.item("O19")), "ocr_budget");
  file.pages_recognised = 2;
  EXPECT_TRUE(wanted(site).empty());
  EXPECT_EQ(site.item("O19").status, Status::missing);
}

TEST(WantedScans, TheRightYearComesFirstAndOlderOnesNotAtAll) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/none.pdf", "แผนการจัดซื้อจัดจ้าง", kPlan);
  SiteBuilder::link(site.home(), "/right.pdf", kPlanLabel, kPlan);
  SiteBuilder::link(site.home(), "/old.pdf", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2565", kPlan);
  for (const char* path : {"/none.pdf", "/right.pdf", "/old.pdf"}) scan(site, path);
  EXPECT_EQ(site.item("O19").confidence, 0.5) << "published by the words of its link";
  EXPECT_EQ(wanted(site), std::vector<std::string>{"/right.pdf"});
}

TEST(WantedScans, OfStaleItemsTheNewestIsReadFirst) {
  SiteBuilder site;
  for (const char* year : {"2563", "2565", "2564"}) {
    SiteBuilder::link(site.home(), "/" + std::string(year) + ".pdf",
                      "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ " + std::string(year), kPlan);
    scan(site, "/" + std::string(year) + ".pdf");
  }
  EXPECT_EQ(site.item("O19").status, Status::stale);
  EXPECT_EQ(wanted(site), (std::vector<std::string>{"/2565.pdf", "/2564.pdf", "/2563.pdf"}));
}

TEST(WantedScans, EveryItemHasItsFirstBeforeAnyHasItsSecond) {
  SiteBuilder site;
  for (const char* path : {"/p1.pdf", "/p2.pdf"}) {
    SiteBuilder::link(site.home(), path, "แผนการจัดซื้อจัดจ้าง", kPlan);
    scan(site, path);
  }
  SiteBuilder::link(site.home(), "/g1.pdf", "No Gift Policy", "no-gift-announcement");
  scan(site, "/g1.pdf");
  EXPECT_EQ(wanted(site), (std::vector<std::string>{"/p1.pdf", "/g1.pdf", "/p2.pdf"}));
}

TEST(WantedScans, WhatIsSettledOrDecidedIsNotRead) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/s.pdf", "แผนการจัดซื้อจัดจ้าง", kPlan);
  scan(site, "/s.pdf");
  SiteBuilder::link(site.home(), "/t.pdf", kPlanLabel, kPlan);
  support::add_title(site.pdf("/t.pdf"), kPlanLabel, kPlan);
  EXPECT_TRUE(wanted(site).empty());
  EXPECT_EQ(wanted(site, 1.1).size(), 0U) << "no better than what is published";

  SiteBuilder other;
  SiteBuilder::link(other.home(), "/s.pdf", "แผนการจัดซื้อจัดจ้าง", kPlan);
  auto& old = recognised(other, "/s.pdf", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2565");
  old.page_count = 9;
  EXPECT_TRUE(wanted(other).empty()) << "last year's, for certain";
  old.title_lines.clear();
  old.title_period = {};
  EXPECT_EQ(wanted(other).size(), 1U) << "its next page may tell the year";
  old.pages_recognised = 3;
  EXPECT_EQ(wanted(other).size(), 1U) << "its last page may be dated";
  old.pages_recognised = 4;
  EXPECT_TRUE(wanted(other).empty());
}

TEST(WantedScans, IconsAndDrawingsAreNotRead) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/s.png", "No Gift Policy", "no-gift-announcement");
  auto& picture = scan(site, "/s.png");
  picture.kind = model::BodyKind::image;
  picture.bytes = 2'000;
  EXPECT_TRUE(wanted(site).empty());
  picture.bytes = 90'000;
  EXPECT_EQ(wanted(site).size(), 1U);
}

}  // namespace
}  // namespace oit::audit
