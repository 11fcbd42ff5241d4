// Published, stale, incomplete and not due: what a readable target comes to.
#include <gtest/gtest.h>

#include "support/facts_builder.h"

namespace oit::audit {
namespace {

using model::Status;
using support::cause_of;
using support::day;
using support::reasons_of;
using support::SiteBuilder;

constexpr const char* kPlan = "procurement-plan";
constexpr const char* kPlanLabel = "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566";
constexpr const char* kHalf = "รายงานผลการดำเนินงาน รอบ 6 เดือนแรก ปีงบประมาณ 2566";

/// One file linked from home under `label`; `change` may change file and link.
template <class Change>
model::Finding linked(const char* item, const char* topic, const char* label, const char* title,
                      Change change, text::Day as_of = day(2023, 4, 20)) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/file.pdf", label, topic);
  auto& file = site.pdf("/file.pdf");
  support::add_title(file, title, topic);
  change(file, site.home().links.front());
  return site.item(item, as_of);
}

constexpr auto kNothing = [](auto&, auto&) {};

void make_scan(model::PageFacts& file) {
  file.document = model::DocumentOutcome::image_only;
  file.text_from = model::TextFrom::none;
  file.title.clear();
  file.title_lines.clear();
  file.title_topics.clear();
  file.title_period = {};
  file.content_letters = file.letters = 0;
  file.names_own_agency = false;
}

TEST(Published, ReachedWithRightSubjectAndPeriod) {
  const auto found = linked("O19", kPlan, kPlanLabel, kPlanLabel, kNothing);
  EXPECT_EQ(found.status, Status::published) << reasons_of(found);
  EXPECT_EQ(found.wording, "prescribed");
  EXPECT_EQ(found.read_from, "title");
  ASSERT_TRUE(found.found);
  EXPECT_EQ(found.found->fiscal_year, 2566);
  EXPECT_EQ(found.required.code, "PLAN_FY");
  ASSERT_EQ(found.evidence.size(), 1U);
  const auto& evidence = found.evidence[0];
  EXPECT_EQ(evidence.url, "https://abt.go.th/file.pdf");
  EXPECT_EQ(evidence.kind, "pdf");
  EXPECT_EQ(evidence.place, "title");
  EXPECT_EQ(evidence.quote, kPlanLabel);
  EXPECT_EQ(evidence.text_from, "pdf_text");
  EXPECT_EQ(evidence.path, std::vector<std::string>{kPlanLabel});
  EXPECT_FALSE(evidence.sha256.empty());
}

TEST(Published, ToleratedWordingIsSaid) {
  const auto found = linked("O19", kPlan, kPlanLabel, kPlanLabel, [](auto& file, auto& link) {
    link.by_label[0].prescribed = false;
    file.title_topics[0].prescribed = false;
    file.title_lines[0].topics[0].prescribed = false;
  });
  EXPECT_EQ(found.status, Status::published);
  EXPECT_EQ(found.wording, "tolerated");
}

TEST(Published, EvidenceHostedElsewhereHasAWarningAndLessConfidence) {
  const auto here = linked("O19", kPlan, kPlanLabel, kPlanLabel, kNothing);
  const auto there =
      linked("O19", kPlan, kPlanLabel, kPlanLabel, [](auto& file, auto&) { file.off_site = true; });
  EXPECT_EQ(there.status, Status::published);
  EXPECT_LT(there.confidence, here.confidence);
  EXPECT_NE(reasons_of(there).find("hosted outside the main site"), std::string::npos);
  EXPECT_EQ(reasons_of(here).find("hosted outside"), std::string::npos);
}

TEST(Published, ComponentsNotSeenLowerConfidenceAndAreCountedButDoNotFail) {
  const auto bare = linked("O19", kPlan, kPlanLabel, kPlanLabel, kNothing);
  const auto full = linked("O19", kPlan, kPlanLabel, kPlanLabel, [](auto& file, auto&) {
    support::says(file, "แผนการจัดซื้อจัดจ้าง");
    support::says(file, "วงเงิน");
  });
  EXPECT_EQ(bare.status, Status::published);
  EXPECT_LT(bare.confidence, full.confidence);
  const auto unseen = std::ranges::count_if(bare.components, [](auto& c) { return !c.met; });
  EXPECT_GT(unseen, 0);
  EXPECT_NE(reasons_of(bare).find("not seen"), std::string::npos) << reasons_of(bare);
  for (const auto& component : bare.components) EXPECT_NE(component.met, false) << component.id;
}

TEST(Scan, CountsWhenItsLinkNamesSubjectAndPeriod) {
  const auto found =
      linked("O19", kPlan, kPlanLabel, "", [](auto& file, auto&) { make_scan(file); });
  EXPECT_EQ(found.status, Status::published) << reasons_of(found);
  EXPECT_LE(found.confidence, 0.5);
  EXPECT_NE(reasons_of(found).find("image only"), std::string::npos);
  EXPECT_EQ(found.evidence.at(0).text_from, "none");
}

TEST(Scan, CountsWhenItsRowNamesSubjectAndPeriod) {
  const auto found = linked("O19", kPlan, "ดาวน์โหลด", "", [](auto& file, auto& link) {
    make_scan(file);
    link.by_label.clear();
    link.by_row = {support::hit(kPlan)};
    link.row_periods = text::find_periods(kPlanLabel);
    link.generic = true;
  });
  EXPECT_EQ(found.status, Status::published) << reasons_of(found);
}

TEST(Scan, IsUnverifiedWhenNothingNamesItsPeriod) {
  const auto found =
      linked("O19", kPlan, "แผนการจัดซื้อจัดจ้าง", "", [](auto& file, auto&) { make_scan(file); });
  EXPECT_EQ(found.status, Status::unverified);
  EXPECT_EQ(cause_of(found), "ocr");
}

TEST(Scan, OfAnEarlierPeriodIsStale) {
  const auto found = linked("O19", kPlan, "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2564", "",
                            [](auto& file, auto&) { make_scan(file); });
  EXPECT_EQ(found.status, Status::stale) << reasons_of(found);
}

TEST(News, OnePostOfTheYearIsEnoughAndOldNewsIsPointedOut) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/news", "ข่าวประชาสัมพันธ์", "news");
  auto& page = site.page("/news");
  support::add_title(page, "ข่าวประชาสัมพันธ์", "news");
  page.signals.post_days = {day(2023, 2, 18)};
  auto found = site.item("O7", day(2023, 4, 20));
  EXPECT_EQ(found.status, Status::published) << reasons_of(found);
  EXPECT_NE(reasons_of(found).find("newest post is 61 days old"), std::string::npos);
  found = site.item("O7", day(2023, 4, 19));
  EXPECT_EQ(found.status, Status::published);
  EXPECT_EQ(reasons_of(found).find("newest post"), std::string::npos) << "60 days are fresh";
  page.signals.post_days = {day(2022, 8, 1)};
  EXPECT_EQ(site.item("O7").status, Status::stale) << reasons_of(site.item("O7"));
}

TEST(Stale, SaysWhichYear) {
  const char* old = "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2565";
  const auto found = linked("O19", kPlan, old, old, kNothing);
  EXPECT_EQ(found.status, Status::stale);
  ASSERT_TRUE(found.found);
  EXPECT_EQ(found.found->fiscal_year, 2565);
  EXPECT_NE(found.reasons.at(0).th.find("2565"), std::string::npos) << reasons_of(found);
  EXPECT_NE(found.reasons.at(0).en.find("FY2565"), std::string::npos);
}

TEST(Stale, LinkOfThisYearToADocumentOfLastYear) {
  const auto found = linked("O19", kPlan, kPlanLabel, "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2565", kNothing);
  EXPECT_EQ(found.status, Status::stale) << reasons_of(found);
  EXPECT_EQ(found.found->fiscal_year, 2565);
  ASSERT_EQ(found.conflicts.size(), 1U);
  EXPECT_NE(found.conflicts[0].en.find("FY2566"), std::string::npos);
}

TEST(Stale, AnOldCoverSheetIsStaleRatherThanEmpty) {
  const char* old = "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2565";
  const auto found =
      linked("O19", kPlan, old, old, [](auto& file, auto&) { file.only_cover = true; });
  EXPECT_EQ(found.status, Status::stale) << reasons_of(found);
}

TEST(Stale, ThisYearsPaperWinsOverOlderOnes) {
  SiteBuilder site;
  for (const char* year : {"2563", "2564", "2565", "2566"}) {
    const auto label = "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ " + std::string(year);
    const auto path = "/" + std::string(year) + ".pdf";
    SiteBuilder::link(site.home(), path, label, kPlan);
    support::add_title(site.pdf(path), label, kPlan);
  }
  const auto found = site.item("O19");
  EXPECT_EQ(found.status, Status::published);
  EXPECT_EQ(found.evidence.at(0).url, "https://abt.go.th/2566.pdf");
  EXPECT_EQ(found.near_misses.size(), 3U);
}

TEST(Unclear, ReadablePaperWithoutAYearIsNotPublished) {
  const auto found = linked("O19", kPlan, "แผนการจัดซื้อจัดจ้าง", "แผนการจัดซื้อจัดจ้าง", kNothing);
  EXPECT_EQ(found.status, Status::unverified) << reasons_of(found);
  EXPECT_EQ(cause_of(found), "period_unclear");
}

TEST(Unclear, PaperThatNeverNamesItsSubjectIsNotPublished) {
  const auto found = linked("O19", kPlan, kPlanLabel, "", [](auto& file, auto&) {
    file.title_topics.clear();
    file.title_lines.clear();
  });
  EXPECT_EQ(found.status, Status::unverified) << reasons_of(found);
  EXPECT_EQ(cause_of(found), "subject_unclear");
}

TEST(Scan, APageOfOnePictureIsJudgedLikeAScan) {
  const auto found = linked("O19", kPlan, kPlanLabel, "", [](auto& file, auto&) {
    file.kind = model::BodyKind::html;
    file.text_from = model::TextFrom::html;
    file.title_topics.clear();
    file.title_lines.clear();
    file.content_letters = 20;
    file.signals.content_images = 1;
  });
  EXPECT_EQ(found.status, Status::published) << reasons_of(found);
  EXPECT_LE(found.confidence, 0.5);
}

TEST(Published, AHalfYearPaperTitledLikeAnAnnualOne) {
  const char* title = "รายงานผลการดำเนินงานประจำปี 2566 (ตุลาคม 2565 - มีนาคม 2566)";
  const auto found = linked("O12", "operations-6m", kHalf, "", [&](auto& file, auto&) {
    file.title_topics.clear();
    file.title_lines.clear();
    support::add_title(file, title, "operations-annual");
  });
  EXPECT_EQ(found.status, Status::published) << reasons_of(found);
}

TEST(Incomplete, CoverEmptyPageAndPageBeingMade) {
  const auto cover = linked("O19", kPlan, kPlanLabel, kPlanLabel,
                            [](auto& file, auto&) { file.only_cover = true; });
  EXPECT_EQ(cover.status, Status::incomplete);
  EXPECT_EQ(cause_of(cover), "only_cover");
  const auto being_made = linked("O19", kPlan, kPlanLabel, kPlanLabel,
                                 [](auto& file, auto&) { file.under_construction = true; });
  EXPECT_EQ(being_made.status, Status::incomplete);
  EXPECT_EQ(cause_of(being_made), "under_construction");
  const auto empty = linked("O19", kPlan, kPlanLabel, kPlanLabel, [](auto& file, auto&) {
    file.kind = model::BodyKind::html;
    file.text_from = model::TextFrom::html;
    file.content_letters = 40;
  });
  EXPECT_EQ(empty.status, Status::incomplete) << reasons_of(empty);
  EXPECT_EQ(cause_of(empty), "empty_page");
}

TEST(Incomplete, ANilStatementMakesAShortPageASubstantialOne) {
  const auto found =
      linked("O29", "complaint-statistics", "สถิติเรื่องร้องเรียนการทุจริต",
             "สถิติเรื่องร้องเรียนการทุจริต รอบ 6 เดือนแรก ปีงบประมาณ 2566", [](auto& file, auto&) {
               file.kind = model::BodyKind::html;
               file.text_from = model::TextFrom::html;
               file.content_letters = 60;
               support::says(file, "ไม่มีเรื่องร้องเรียน");
             });
  EXPECT_EQ(found.status, Status::published) << reasons_of(found) << cause_of(found);
  for (const auto& component : found.components)
    if (component.id == "total" || component.id == "closed" || component.id == "in-progress") {
      EXPECT_EQ(component.met, true) << component.id << " is what the nil statement stands for";
    }
}

TEST(Incomplete, ARequiredComponentProvenAbsentIsNamed) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/contact", "ติดต่อเรา", "contact");
  auto& page = site.page("/contact");
  support::add_title(page, "ติดต่อเรา", "contact");
  page.signals.address_quote = "เลขที่ 1 หมู่ 2 ตำบลตัวอย่าง";
  page.signals.emails = {"saraban@abt.go.th"};
  page.signals.map_quote = "google.com/maps";
  const auto found = site.item("O5");
  EXPECT_EQ(found.status, Status::incomplete);
  EXPECT_EQ(cause_of(found), "component_absent");
  EXPECT_NE(reasons_of(found).find("absent: "), std::string::npos) << reasons_of(found);
  const auto phone = std::ranges::find(found.components, "phone", &model::ComponentResult::id);
  ASSERT_NE(phone, found.components.end());
  EXPECT_EQ(phone->met, false);
  page.signals.phones = {"043-123456"};
  EXPECT_EQ(site.item("O5").status, Status::published) << reasons_of(site.item("O5"));
}

TEST(Incomplete, AComponentOnlyAdvisedThisYearDoesNotFailTheItem) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/contact", "ติดต่อเรา", "contact");
  auto& page = site.page("/contact");
  support::add_title(page, "ติดต่อเรา", "contact");
  page.signals.address_quote = "เลขที่ 1 หมู่ 2 ตำบลตัวอย่าง";
  page.signals.phones = {"043-123456"};
  page.signals.emails = {"saraban@abt.go.th"};
  EXPECT_EQ(site.item("O5").status, Status::incomplete) << "no map";
  auto rulebook = support::shipped().rulebook;
  rulebook.year.items[4].advised = {"map"};
  const auto report =
      judge(site.facts(), rulebook, support::shipped().phrases, {}, day(2023, 4, 20));
  EXPECT_EQ(report.findings[4].status, Status::published) << reasons_of(report.findings[4]);
  const auto& components = report.findings[4].components;
  const auto map = std::ranges::find(components, "map", &model::ComponentResult::id);
  ASSERT_NE(map, components.end());
  EXPECT_EQ(map->met, false);
  EXPECT_TRUE(map->advised);
}

TEST(Incomplete, NothingIsProvenAbsentFromAPageThatWasCutOff) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/contact", "ติดต่อเรา", "contact");
  auto& page = site.page("/contact");
  support::add_title(page, "ติดต่อเรา", "contact");
  page.truncated = true;
  const auto found = site.item("O5");
  EXPECT_NE(found.status, Status::incomplete) << reasons_of(found);
}

/// What stood among the files of an archive that were not read used to be missing.
TEST(Unverified, WhatWasReadInPartMayHoldWhatIsLookedFor) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/s.zip", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566", "procurement-plan");
  auto& file = site.pdf("/s.zip");
  support::add_title(file, "ข้อมูลการติดต่อ", "contact");
  EXPECT_EQ(site.item("O19").status, Status::missing);
  file.partly_read = true;
  const auto found = site.item("O19");
  EXPECT_EQ(found.status, Status::unverified) << reasons_of(found);
  EXPECT_EQ(support::cause_of(found), "reader_stopped");
}

TEST(Incomplete, AQuarterIsNoHalfYear) {
  // What used to happen: the year beside a second quarter decided, and the quarter was published.
  for (const char* part :
       {"ไตรมาสที่ 1", "ไตรมาสที่ 2", "ตุลาคม - ธันวาคม 2565", "มกราคม - มีนาคม 2566"}) {
    const auto label = "รายงานผลการดำเนินงาน " + std::string(part) + " ปีงบประมาณ 2566";
    const auto found = linked("O12", "operations-6m", label.c_str(), label.c_str(), kNothing);
    EXPECT_EQ(found.status, Status::incomplete) << part << ' ' << reasons_of(found);
    EXPECT_EQ(cause_of(found), "half_only") << part;
  }
}

TEST(Incomplete, TwoQuartersTogetherAreAHalfYear) {
  SiteBuilder site;
  for (const char* part : {"1", "2"}) {
    const auto label = "รายงานผลการดำเนินงาน ไตรมาสที่ " + std::string(part) + " ปีงบประมาณ 2566";
    const auto path = "/q" + std::string(part) + ".pdf";
    SiteBuilder::link(site.home(), path, label, "operations-6m");
    support::add_title(site.pdf(path), label, "operations-6m");
  }
  const auto found = site.item("O12");
  EXPECT_EQ(found.status, Status::published) << reasons_of(found);
  ASSERT_EQ(found.evidence.size(), 2U) << reasons_of(found);
  EXPECT_EQ(found.evidence[0].url, "https://abt.go.th/q1.pdf");
}

TEST(NotDue, OnlyHalfYearItemsAndOnlyBeforeTheFirstOfApril) {
  const SiteBuilder site;
  for (const auto& finding : site.judge(day(2023, 3, 31)).findings) {
    const bool half =
        finding.required.code == "REPORT_6M_FY" || finding.required.code == "MONTHLY_6M_FY";
    EXPECT_EQ(finding.status, half ? Status::not_due : Status::missing) << finding.id;
  }
  for (const auto& finding : site.judge(day(2023, 4, 1)).findings)
    EXPECT_EQ(finding.status, Status::missing) << finding.id;
}

TEST(NotDue, NotWhenTheRightReportIsThereAlready) {
  const auto found = linked("O12", "operations-6m", kHalf, kHalf, kNothing, day(2023, 3, 15));
  EXPECT_EQ(found.status, Status::published) << reasons_of(found);
}

TEST(NotDue, LastYearsReportIsNotStaleYet) {
  const char* old = "รายงานผลการดำเนินงาน รอบ 6 เดือนแรก ปีงบประมาณ 2565";
  EXPECT_EQ(linked("O12", "operations-6m", old, old, kNothing, day(2023, 3, 15)).status,
            Status::not_due);
  EXPECT_EQ(linked("O12", "operations-6m", old, old, kNothing, day(2023, 4, 15)).status,
            Status::stale);
}

TEST(NotDue, DoesNotHideThatWeCouldNotLook) {
  SiteBuilder site;
  site.site().coverage.waiting = 5;
  site.site().coverage.waiting_menu = true;
  EXPECT_EQ(site.item("O12", day(2023, 3, 1)).status, Status::unverified);
}

}  // namespace
}  // namespace oit::audit
