// "Missing" must be earned, and "could not look" is never "missing" or "published".
#include <gtest/gtest.h>

#include "support/facts_builder.h"

namespace oit::audit {
namespace {

using model::FetchOutcome;
using model::Status;
using support::cause_of;
using support::reasons_of;
using support::SiteBuilder;

constexpr const char* kPlan = "procurement-plan";

TEST(Missing, IsSaidWhenAllWasReadAndNothingFound) {
  SiteBuilder site;
  site.site().coverage.read = 17;
  const auto found = site.item("O19");
  EXPECT_EQ(found.status, Status::missing);
  EXPECT_FALSE(found.cause.has_value());
  EXPECT_TRUE(found.evidence.empty());
  EXPECT_EQ(found.wording, "none");
  EXPECT_NE(reasons_of(found).find("17"), std::string::npos) << "how much was read is not said";
}

TEST(Missing, BecomesUnverifiedWhileALinkForTheItemWaits) {
  SiteBuilder site;
  site.site().coverage.waiting = 31;
  site.site().coverage.waiting_topics = {support::shipped().topic(kPlan)};
  const auto found = site.item("O19");
  EXPECT_EQ(found.status, Status::unverified);
  EXPECT_EQ(cause_of(found), "limit");
  EXPECT_NE(found.reasons.at(0).en.find("31"), std::string::npos) << reasons_of(found);
  EXPECT_NE(found.reasons.at(0).th.find("31"), std::string::npos);
  EXPECT_EQ(site.item("O14").status, Status::missing) << "the waiting link is about O19 only";
}

/// A maintenance notice or a script's empty shell as the home page used to make every item missing.
TEST(Missing, IsNotProvenByAHomePageThatIsNone) {
  for (const char* gap : {"home_failed", "needs_browser", "limit"}) {
    SiteBuilder site;
    site.site().coverage.gap = gap;
    const auto found = site.item("O19");
    EXPECT_EQ(found.status, Status::unverified);
    EXPECT_EQ(cause_of(found), gap);
  }
}

/// A page cut off on its way used to be incomplete for what came behind the cut.
TEST(Missing, NothingIsProvenAbsentFromAPageThatWasCutOff) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/contact", "ข้อมูลการติดต่อ", "contact");
  auto& page = site.page("/contact");
  support::add_title(page, "ข้อมูลการติดต่อ", "contact");
  ASSERT_EQ(site.item("O5").status, Status::incomplete);
  page.truncated = true;
  EXPECT_EQ(site.item("O5").status, Status::unverified);
  EXPECT_EQ(cause_of(site.item("O5")), "limit");
}

TEST(Missing, AnItemOfTwoSubjectsWaitsForEither) {
  SiteBuilder site;
  site.site().coverage.waiting = 1;
  site.site().coverage.waiting_topics = {support::shipped().topic("budget-plan")};
  EXPECT_EQ(site.item("O11").status, Status::unverified);
}

TEST(Missing, BecomesUnverifiedWhileACollectingOrMenuLinkWaits) {
  SiteBuilder collecting;
  collecting.site().coverage.waiting = 3;
  collecting.site().coverage.waiting_collecting = true;
  EXPECT_EQ(cause_of(collecting.item("O19")), "limit");
  SiteBuilder menu;
  menu.site().coverage.waiting = 3;
  menu.site().coverage.waiting_menu = true;
  EXPECT_EQ(cause_of(menu.item("O19")), "limit");
}

TEST(Missing, OtherWaitingLinksDoNotMatter) {
  SiteBuilder site;
  site.site().coverage.waiting = 400;
  site.site().coverage.limits_hit = {"max_pages"};
  EXPECT_EQ(site.item("O19").status, Status::missing);
}

TEST(Missing, IsNotSaidOfACrawlThatWasStopped) {
  SiteBuilder site;
  site.site().coverage.limits_hit = {"cancelled"};
  const auto found = site.item("O19");
  EXPECT_EQ(found.status, Status::unverified);
  EXPECT_EQ(cause_of(found), "cancelled");
  EXPECT_FALSE(site.judge().complete);
}

TEST(Missing, AnUnreadLinkUnderTheRightNameIsUnverified) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/plan.pdf", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566", kPlan);
  const auto found = site.item("O19");
  EXPECT_EQ(found.status, Status::unverified);
  EXPECT_EQ(cause_of(found), "limit");
  EXPECT_EQ(found.evidence.at(0).url, "https://abt.go.th/plan.pdf");
}

TEST(Missing, DeadEntriesAreMissingWithANearMiss) {
  SiteBuilder site;
  auto& dead = SiteBuilder::link(site.home(), "/", "แผนการจัดซื้อจัดจ้าง ปี 2566", kPlan);
  dead.link.dead = true;
  dead.link.target = support::address("/menu");
  const auto found = site.item("O19");
  EXPECT_EQ(found.status, Status::missing);
  ASSERT_EQ(found.near_misses.size(), 1U) << reasons_of(found);
  EXPECT_EQ(found.near_misses[0].label, "แผนการจัดซื้อจัดจ้าง ปี 2566");
  EXPECT_NE(found.near_misses[0].why.th.find('#'), std::string::npos);
}

TEST(Missing, ADeadEntryOfTheHomePageItselfIsANearMissToo) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/", "แผนการจัดซื้อจัดจ้าง ปี 2566", kPlan).link.dead = true;
  const auto found = site.item("O19");
  EXPECT_EQ(found.status, Status::missing);
  EXPECT_EQ(found.near_misses.size(), 1U) << "a dead link's target is the page it stands on";
}

TEST(Missing, ADeadEntryLendsItsNameToNothingElseOnItsPage) {
  // What used to happen: the entry's target was the page it stands on, so nameless links of that
  // page passed for its files, and the page itself, rightly linked elsewhere, for dead.
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/files", "เอกสารปี 2566");
  auto& page = site.page("/files");
  support::add_title(page, "เอกสารปี 2566");
  auto& dead = SiteBuilder::link(page, "/files", "แผนการจัดซื้อจัดจ้าง ปี 2566", kPlan);
  dead.link.dead = true;
  SiteBuilder::link(page, "/scan.pdf", "ดาวน์โหลด");
  auto& scan = site.pdf("/scan.pdf");
  scan.document = model::DocumentOutcome::image_only;
  scan.text_from = model::TextFrom::none;
  EXPECT_EQ(site.item("O19").status, Status::missing) << reasons_of(site.item("O19"));
}

TEST(Missing, ADeadEntryDoesNotHideThePageItStandsOn) {
  SiteBuilder site;
  auto& row = SiteBuilder::link(site.home(), "/plan", "คลิก");
  row.by_row = {support::hit(kPlan)};
  auto& page = site.page("/plan");
  support::add_title(page, "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566", kPlan);
  SiteBuilder::link(page, "/plan", "แผนการจัดซื้อจัดจ้าง", kPlan).link.dead = true;
  EXPECT_EQ(site.item("O19").status, Status::published) << reasons_of(site.item("O19"));
}

TEST(Missing, OnlyALaterPeriodIsMissingWithANearMiss) {
  SiteBuilder site;
  const char* label = "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2567";
  SiteBuilder::link(site.home(), "/plan.pdf", label, kPlan);
  support::add_title(site.pdf("/plan.pdf"), label, kPlan);
  const auto found = site.item("O19");
  EXPECT_EQ(found.status, Status::missing) << reasons_of(found);
  ASSERT_EQ(found.near_misses.size(), 1U);
  EXPECT_NE(found.near_misses[0].why.en.find("later period: FY2567"), std::string::npos);
}

TEST(Missing, NewsPostsAreNoEvidence) {
  SiteBuilder site;
  const char* headline = "อบต.ตัวอย่าง จัดประชุมจัดทำแผนการจัดซื้อจัดจ้าง ปี 2566";
  auto& link = SiteBuilder::link(site.home(), "/news/7", headline, kPlan);
  link.news = true;
  support::add_title(site.page("/news/7"), headline, kPlan);
  const auto found = site.item("O19");
  EXPECT_EQ(found.status, Status::missing);
  ASSERT_EQ(found.near_misses.size(), 1U);
  EXPECT_NE(found.near_misses[0].why.en.find("news"), std::string::npos);
}

TEST(Missing, APageThatReadsLikeNewsIsNoEvidence) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/news/7", "แผนการจัดซื้อจัดจ้าง ปี 2566", kPlan);
  auto& post = site.page("/news/7");
  support::add_title(post, "แผนการจัดซื้อจัดจ้าง ปี 2566", kPlan);
  post.reads_like_news = true;
  EXPECT_EQ(site.item("O19").status, Status::missing);
}

TEST(Missing, APostReachedFromTheNewsListIsNoEvidenceByItsTitle) {
  SiteBuilder site;
  auto& post = site.page("/news/7");
  support::add_title(post, "แผนการจัดซื้อจัดจ้าง ปี 2566", kPlan);
  EXPECT_EQ(site.item("O19").status, Status::published);
  post.from_news = true;
  EXPECT_EQ(site.item("O19").status, Status::missing);
}

TEST(Missing, AnotherAgencysDocumentIsNoEvidence) {
  SiteBuilder site;
  const char* label = "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566";
  SiteBuilder::link(site.home(), "/plan.pdf", label, kPlan);
  auto& file = site.pdf("/plan.pdf");
  support::add_title(file, label, kPlan);
  file.agencies = {"เทศบาลตำบลอื่น"};
  file.names_own_agency = false;
  const auto found = site.item("O19");
  EXPECT_EQ(found.status, Status::missing) << reasons_of(found);
  ASSERT_EQ(found.near_misses.size(), 1U);
  EXPECT_NE(found.near_misses[0].why.th.find("เทศบาลตำบลอื่น"), std::string::npos);
  file.names_own_agency = true;
  EXPECT_EQ(site.item("O19").status, Status::published) << "a neighbour may be named beside us";
}

TEST(Missing, APaperFurtherOnInTheFileIsEvidenceForItsOwnRow) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/all.pdf", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566", "procurement-plan");
  auto& file = site.pdf("/all.pdf");
  support::add_title(file, "แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)", "development-plan");
  EXPECT_EQ(site.item("O19").status, Status::missing);
  file.heading_topics = {{support::shipped().topic("procurement-plan"), 20}};
  EXPECT_EQ(site.item("O19").status, Status::published) << reasons_of(site.item("O19"));
}

TEST(Missing, APaperFurtherOnInTheFileIsOfItsOwnYear) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/all.pdf", "แผนการจัดซื้อจัดจ้าง", "procurement-plan");
  auto& file = site.pdf("/all.pdf");
  support::add_title(file, "แผนพัฒนาท้องถิ่น ปีงบประมาณ 2566", "development-plan");
  const auto topic = support::shipped().topic("procurement-plan");
  file.heading_topics = {{topic, 20}};
  file.later_lines = {{"แผนการจัดซื้อจัดจ้าง", {{topic, 20}}, {}, {}},
                      {"ปีงบประมาณ 2565", {}, text::find_periods("ปีงบประมาณ 2565"), {}}};
  EXPECT_EQ(site.item("O19").status, Status::stale) << reasons_of(site.item("O19"));
  file.later_lines[1].periods = text::find_periods("ปีงบประมาณ 2566");
  EXPECT_EQ(site.item("O19").status, Status::published) << reasons_of(site.item("O19"));
}

/// A file below "ดาวน์โหลดเอกสาร" on an item's page was judged by the first of its papers alone.
TEST(Missing, APaperFurtherOnIsEvidenceForTheItemOnWhosePageTheFileStands) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/p", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566", "procurement-plan");
  auto& page = site.page("/p");
  support::add_title(page, "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566", "procurement-plan");
  page.content_letters = 20;
  page.signals.documents = 1;
  SiteBuilder::link(page, "/all.pdf", "ดาวน์โหลดเอกสาร");
  auto& file = site.pdf("/all.pdf");
  support::add_title(file, "แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)", "development-plan");
  support::add_proof(file, "procurement-plan");
  const auto further = [&](std::string_view line) {
    file.later_lines = {{std::string(line), {support::hit("procurement-plan")}, {}, {}}};
    file.later_lines[0].periods = text::find_periods(line);
    return site.item("O19");
  };
  const auto of_a_sentence =
      further("ให้หน่วยงานจัดทำแผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566 และปฏิบัติตามระเบียบว่าด้วยการนี้");
  EXPECT_NE(of_a_sentence.status, Status::published) << reasons_of(of_a_sentence);
  EXPECT_EQ(further("แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2565").status, Status::stale);
  const auto found = further("แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566");
  EXPECT_EQ(found.status, Status::published) << reasons_of(found);
}

/// An empty tab of a page about two subjects was refused for the other one.
TEST(Missing, ARowIsOfThePageWhoseHeadingNamesItBesideAnother) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/m", "เปิด").by_row = {support::hit("service-manual")};
  auto& page = site.page("/m");
  support::add_title(page, "คู่มือการปฏิบัติงานและการให้บริการ", "work-manual", 18);
  support::add_title(page, "คู่มือหรือมาตรฐานการให้บริการ", "service-manual", 28);
  page.under_construction = true;
  EXPECT_EQ(support::cause_of(site.item("O15")), "under_construction");
  page.text_from = model::TextFrom::pdf_text;
  page.kind = model::BodyKind::pdf;
  EXPECT_EQ(site.item("O15").status, Status::missing) << "a paper may cite it";
}

TEST(Missing, AnotherItemsReportOfTheSameYearIsNoEvidence) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/y.pdf", "รายงานประจำปี 2565", "operations-annual");
  auto& file = site.pdf("/y.pdf");
  support::add_title(file, "รายงานสรุปผลการจัดซื้อจัดจ้างประจำปี 2565", "procurement-annual", 30);
  file.table_period = support::dated("ตุลาคม 2564 ถึงเดือนกันยายน 2565");
  EXPECT_EQ(site.item("O13").status, Status::missing) << reasons_of(site.item("O13"));
  EXPECT_EQ(site.item("O22").status, Status::published) << reasons_of(site.item("O22"));
}

TEST(Missing, APageAboutAnotherSubjectIsNoEvidence) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/plan.pdf", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566", kPlan);
  support::add_title(site.pdf("/plan.pdf"), "รายงานผลการจัดซื้อจัดจ้างประจำปีงบประมาณ 2566",
                     "procurement-annual", 30);
  const auto found = site.item("O19");
  EXPECT_NE(found.status, Status::published) << reasons_of(found);
  EXPECT_EQ(found.status, Status::missing);
  EXPECT_NE(found.near_misses.at(0).why.en.find("another subject"), std::string::npos);
}

TEST(HomeFailed, GivesTheSiteAnOutcomeAndEveryItemUnverified) {
  const std::pair<FetchOutcome, const char*> rows[] = {
      {FetchOutcome::no_such_host, "no_such_host"},
      {FetchOutcome::timeout, "timeout"},
      {FetchOutcome::robots_disallowed, "robots_blocked"},
      {FetchOutcome::robots_unreachable, "robots_unreachable"},
      {FetchOutcome::no_network, "no_network"},
      {FetchOutcome::cancelled, "cancelled"},
      {FetchOutcome::not_found, "home_failed"},
      {FetchOutcome::server_error, "home_failed"},
  };
  for (const auto& [outcome, name] : rows) {
    SiteBuilder site;
    site.site().home_read = false;
    site.site().home_outcome = outcome;
    site.home().outcome = outcome;
    const auto report = site.judge();
    EXPECT_EQ(report.outcome, name);
    EXPECT_FALSE(report.complete);
    ASSERT_EQ(report.findings.size(), 43U);
    for (const auto& finding : report.findings) {
      EXPECT_EQ(finding.status, Status::unverified) << name << ' ' << finding.id;
      EXPECT_TRUE(finding.cause.has_value()) << name << ' ' << finding.id;
      EXPECT_FALSE(finding.unit.empty()) << finding.id;
    }
    EXPECT_EQ(report.score.oit, 0);
    EXPECT_EQ(report.score.oit_best, 100);
    ASSERT_EQ(report.problems.size(), 1U) << "the exact reason is told once";
    EXPECT_EQ(report.problems[0].category, "home_failed");
  }
}

TEST(HomeFailed, TheCauseIsOursToLiftOnlyWhenWeCouldNotLook) {
  SiteBuilder site;
  site.site().home_read = false;
  site.site().home_outcome = FetchOutcome::robots_disallowed;
  EXPECT_EQ(cause_of(site.item("O1")), "robots_disallowed");
  site.site().home_outcome = FetchOutcome::not_found;
  EXPECT_EQ(cause_of(site.item("O1")), "home_failed");
  site.site().home_outcome = FetchOutcome::ok;  // opens, but is only a sign-in form
  EXPECT_EQ(cause_of(site.item("O1")), "sign_in");
}

}  // namespace
}  // namespace oit::audit
