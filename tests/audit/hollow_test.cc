// Targets that bear the right name and hold something else, or nothing: never published.
#include <gtest/gtest.h>

#include "support/facts_builder.h"

namespace oit::audit {
namespace {

using model::Status;
using support::cause_of;
using support::reasons_of;
using support::SiteBuilder;

constexpr const char* kPlan = "procurement-plan";
constexpr const char* kPlanLabel = "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566";

/// A page titled as asked whose text was copied from anywhere used to be published.
TEST(Hollow, APageThatNeverSpeaksOfItsSubjectIsUnclear) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/p", kPlanLabel, kPlan);
  auto& page = site.page("/p");
  support::add_title(page, kPlanLabel, kPlan);
  EXPECT_EQ(site.item("O19").status, Status::published) << reasons_of(site.item("O19"));
  for (auto& phrase : page.phrases) phrase.in_text = false;  // in its heading only
  EXPECT_EQ(cause_of(site.item("O19")), "subject_unclear");
  page.signals.documents = 1;
  EXPECT_EQ(site.item("O19").status, Status::published) << "a file may hold it";
}

TEST(Hollow, AnUnclearPageOfAnotherYearIsNoLaterPaper) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/p", kPlanLabel, kPlan);
  auto& page = site.page("/p");
  support::add_title(page, "โปรโมชั่นใหม่ ปี 2570");
  EXPECT_EQ(cause_of(site.item("O19")), "subject_unclear");
}

/// A channel is proven by itself, not by a telephone number that stands beside it.
TEST(Hollow, OnlyWhatIsAskedForProvesAChannel) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/qa", "ถาม-ตอบ", "q-and-a");
  auto& page = site.page("/qa");
  page.signals.content_contacts = {"02-000-0000"};
  EXPECT_EQ(site.item("O8").status, Status::unverified);
  page.signals.forms = 1;
  EXPECT_EQ(site.item("O8").status, Status::published);
}

TEST(Hollow, NewsNeedPostsToBeDated) {
  SiteBuilder site;
  auto& link = SiteBuilder::link(site.home(), "/news", "ข่าวประชาสัมพันธ์", "news");
  link.context_periods = text::find_periods("ITA ประจำปี 2566");
  auto& page = site.page("/news");
  support::add_title(page, "ข่าวประชาสัมพันธ์", "news");
  EXPECT_EQ(cause_of(site.item("O7")), "period_unclear");
  page.signals.post_days = {support::day(2023, 3, 1)};
  EXPECT_EQ(site.item("O7").status, Status::published);
}

TEST(Hollow, AnothersEventIsNoActivityOfOurs) {
  SiteBuilder site;
  constexpr const char* kTitle = "ร่วมกิจกรรมงดรับของขวัญ No Gift Policy ของอำเภอ วันที่ 5 เม.ย. 2566";
  SiteBuilder::link(site.home(), "/n", kTitle, "no-gift-culture");
  auto& post = site.page("/n");
  support::add_title(post, kTitle, "no-gift-culture");
  post.signals.content_images = 1;
  EXPECT_EQ(site.item("O32").status, Status::published) << reasons_of(site.item("O32"));
  post.reads_like_news = true;
  EXPECT_EQ(site.item("O32").status, Status::missing);
}

TEST(Hollow, ATableNobodyFilledInIsNone) {
  SiteBuilder site;
  constexpr const char* kTitle = "สถิติเรื่องร้องเรียนการทุจริต รอบ 6 เดือนแรก ปีงบประมาณ 2566";
  SiteBuilder::link(site.home(), "/o29", kTitle, "complaint-statistics");
  auto& page = site.page("/o29");
  support::add_title(page, kTitle, "complaint-statistics");
  page.signals.tables = 1, page.signals.table_rows = 6;
  EXPECT_EQ(site.item("O29").status, Status::published) << reasons_of(site.item("O29"));
  page.signals.blank_tables = 1;
  EXPECT_EQ(site.item("O29").status, Status::incomplete);
}

TEST(Hollow, ABlankFormIsIncomplete) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/p.pdf", kPlanLabel, kPlan);
  auto& file = site.pdf("/p.pdf");
  support::add_title(file, kPlanLabel, kPlan);
  file.blank_form = true;
  EXPECT_EQ(cause_of(site.item("O19")), "blank_form");
}

TEST(Hollow, AReportThatNothingWasDoneIsNoActivity) {
  SiteBuilder site;
  constexpr const char* kTitle = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ปี 2566";
  SiteBuilder::link(site.home(), "/p.pdf", kTitle, "integrity-measures-results");
  auto& file = site.pdf("/p.pdf");
  support::add_title(file, kTitle, "integrity-measures-results");
  EXPECT_EQ(site.item("O43").status, Status::published) << reasons_of(site.item("O43"));
  file.rows_undone = 3;
  EXPECT_EQ(site.item("O43").status, Status::incomplete);
  file.rows_done = 1;
  EXPECT_EQ(site.item("O43").status, Status::published);
}

TEST(Hollow, AReportWhoseRowsStopHalfwayIsIncomplete) {
  SiteBuilder site;
  constexpr const char* kTitle = "รายงานผลการดำเนินงานประจำปีงบประมาณ พ.ศ. 2565";
  SiteBuilder::link(site.home(), "/p.pdf", kTitle, "operations-annual");
  auto& file = site.pdf("/p.pdf");
  support::add_title(file, kTitle, "operations-annual");
  file.amounts = 14, file.rows_settled = 4, file.rows_open = 2;
  EXPECT_EQ(site.item("O13").status, Status::published) << reasons_of(site.item("O13"));
  file.rows_open = 6;
  EXPECT_EQ(site.item("O13").status, Status::incomplete);
  file.rows_settled = 20;
  EXPECT_EQ(site.item("O13").status, Status::published) << "a few of many";
  file.rows_settled = 0;
  EXPECT_EQ(site.item("O13").status, Status::published) << "its table has one column of money";
}

/// An icon or a drawing is no photograph of a paper.
TEST(Hollow, ASmallPictureIsNoScan) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/p.png", kPlanLabel, kPlan);
  auto& picture = site.page("/p.png");
  picture.kind = model::BodyKind::image;
  picture.text_from = model::TextFrom::none;
  picture.document = model::DocumentOutcome::image_only;
  picture.content_type = "image/png";
  picture.bytes = 90'000;
  EXPECT_EQ(site.item("O19").status, Status::published);
  picture.bytes = 900;
  EXPECT_EQ(cause_of(site.item("O19")), "ocr");
  picture.bytes = 90'000, picture.content_type = "image/svg+xml";
  EXPECT_EQ(cause_of(site.item("O19")), "ocr");
}

TEST(Hollow, MonthsCannotBeReadOffAPicture) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/p.pdf", "สรุปผลการจัดซื้อจัดจ้างรายเดือน ปี 2566",
                    "procurement-monthly");
  auto& scan = site.pdf("/p.pdf");
  scan.document = model::DocumentOutcome::image_only;
  scan.text_from = model::TextFrom::none;
  EXPECT_EQ(cause_of(site.item("O21")), "ocr") << "it used to be missing";
}

/// Old systems answer a file's address with a page that only sends its reader on.
TEST(SentOn, ThePaperBehindAPageIsJudged) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/go?id=1", kPlanLabel, kPlan);
  auto& page = site.page("/go?id=1");
  page.content_letters = 10;
  page.refresh = support::address("/p.pdf");
  support::add_title(site.pdf("/p.pdf"), kPlanLabel, kPlan);
  const auto found = site.item("O19");
  EXPECT_EQ(found.status, Status::published) << reasons_of(found);
  EXPECT_EQ(found.evidence.at(0).url, "https://abt.go.th/p.pdf");
}

TEST(SentOn, ARowOfAnIndexThatLeadsHomeIsBroken) {
  SiteBuilder site;
  auto& index = site.page("/ita");
  index.is_index = true;
  SiteBuilder::link(index, "/", kPlanLabel, kPlan);
  EXPECT_EQ(cause_of(site.item("O19")), "redirect_home");
}

/// What is found on an English page as a picture does not outweigh names without telephone numbers.
TEST(Outdone, APictureYieldsToAPageFoundWanting) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/en", "Executives", "executives");
  auto& picture = site.page("/en");
  picture.content_letters = 20, picture.signals.content_images = 5;
  EXPECT_EQ(site.item("O2").status, Status::published);
  SiteBuilder::link(site.home(), "/th", "คณะผู้บริหาร", "executives");
  auto& page = site.page("/th");
  support::add_title(page, "คณะผู้บริหาร", "executives");
  page.signals.persons = 5, page.signals.content_images = 5;
  EXPECT_EQ(site.item("O2").status, Status::incomplete);
}

TEST(Outdone, AnAccountInTheFooterYieldsToABrokenBoard) {
  SiteBuilder site;
  site.home().signals.chat_quote = "https://line.me/R/ti/p/@abt";
  EXPECT_EQ(site.item("O8").status, Status::published);
  SiteBuilder::link(site.home(), "/board", "กระดานถามตอบ", "q-and-a");
  site.failed("/board", model::FetchOutcome::not_found, 404);
  EXPECT_EQ(site.item("O8").status, Status::broken);
}

TEST(LookAlike, AnEntryThatOnlySoundsAlikeIsNoEntry) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/plans", "แผนพัฒนาท้องถิ่น", "development-plan");
  auto& list = site.page("/plans");
  list.content_letters = 30;
  support::add_title(list, "แผนพัฒนาท้องถิ่น", "development-plan");
  auto& link = SiteBuilder::link(list, "/edu.pdf", "แผนพัฒนาการศึกษา (2566-2570)");
  link.generic = false;
  auto& file = site.pdf("/edu.pdf");
  support::add_title(file, "แผนการศึกษา พ.ศ. 2566 - 2570");
  support::add_proof(file, "development-plan");
  support::says(file, "ยุทธศาสตร์"), support::says(file, "เป้าประสงค์");
  EXPECT_EQ(site.item("O4").status, Status::published) << reasons_of(site.item("O4"));
  list.links.front().denied = {support::shipped().topic("development-plan")};
  EXPECT_NE(site.item("O4").status, Status::published);
}

TEST(LookAlike, AWayBackIsNoEntry) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/hub", "การเปิดเผยข้อมูล");
  auto& hub = site.page("/hub");
  support::add_title(hub, "การเปิดเผยข้อมูล ปี 2566");
  auto& link = SiteBuilder::link(hub, "/o19", kPlanLabel, kPlan);
  (void)link;
  auto& page = site.page("/o19");
  page.from = 1;
  page.content_letters = 30;
  support::add_title(page, kPlanLabel, kPlan);
  SiteBuilder::link(page, "/hub", "กลับ").label_periods = text::find_periods("ปี 2566");
  const auto found = site.item("O19");
  for (const auto& evidence : found.evidence) EXPECT_NE(evidence.url, "https://abt.go.th/hub");
}

TEST(Hollow, AReportOfFiguresWithoutAnyIsEmpty) {
  SiteBuilder site;
  constexpr const char* kTitle = "สถิติเรื่องร้องเรียนการทุจริต รอบ 6 เดือนแรก ปีงบประมาณ 2566";
  SiteBuilder::link(site.home(), "/o29.pdf", kTitle, "complaint-statistics");
  auto& paper = site.pdf("/o29.pdf");
  support::add_title(paper, kTitle, "complaint-statistics");
  paper.content_letters = 120;
  EXPECT_EQ(cause_of(site.item("O29")), "empty_page");
  paper.figures = 3;
  EXPECT_EQ(site.item("O29").status, Status::published) << reasons_of(site.item("O29"));
}

TEST(Hollow, MonthsWithoutFiguresAreEmptyHoweverManySign) {
  SiteBuilder site;
  constexpr const char* kTitle = "สถิติเรื่องร้องเรียนการทุจริต รอบ 6 เดือนแรก ปีงบประมาณ 2566";
  SiteBuilder::link(site.home(), "/o29.pdf", kTitle, "complaint-statistics");
  auto& paper = site.pdf("/o29.pdf");
  support::add_title(paper, kTitle, "complaint-statistics");
  paper.content_letters = 380;
  EXPECT_EQ(site.item("O29").status, Status::published) << "told in words";
  paper.running_period = support::dated("ตุลาคม 2565 พฤศจิกายน 2565 ธันวาคม 2565 มกราคม 2566");
  EXPECT_EQ(cause_of(site.item("O29")), "empty_page");
  support::says(paper, "ไม่มีเรื่องร้องเรียน");
  EXPECT_EQ(site.item("O29").status, Status::published) << reasons_of(site.item("O29"));
}

TEST(Hollow, ANoticeWithoutTheFileItSpeaksOfIsIncomplete) {
  SiteBuilder site;
  constexpr const char* kTitle = "รายงานผลการบริหารและพัฒนาทรัพยากรบุคคล ประจำปีงบประมาณ พ.ศ. 2565";
  SiteBuilder::link(site.home(), "/board/108", kTitle, "hr-annual");
  auto& notice = site.page("/board/108");
  support::add_title(notice, kTitle, "hr-annual");
  notice.content_letters = 180;
  EXPECT_EQ(site.item("O26").status, Status::published) << reasons_of(site.item("O26"));
  support::says(notice, "ตามเอกสารแนบ");
  EXPECT_EQ(cause_of(site.item("O26")), "no_attachment");
  SiteBuilder::link(notice, "/get?id=9", "ดาวน์โหลด").generic = true;
  EXPECT_NE(cause_of(site.item("O26")), "no_attachment") << "a file we did not open";
  notice.links.clear();
  notice.content_letters = 2000;
  EXPECT_EQ(site.item("O26").status, Status::published) << "it says something itself";
  notice.content_letters = 180, notice.signals.content_images = 1;
  EXPECT_EQ(site.item("O26").status, Status::published) << "the paper may be the picture";
}

TEST(Hollow, ARequestToPublishIsNotWhatIsPublished) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/form.pdf", kPlanLabel, kPlan);
  support::add_title(site.pdf("/form.pdf"), "แบบฟอร์มการขอเผยแพร่ข้อมูลผ่านเว็บไซต์ของหน่วยงาน");
  EXPECT_EQ(site.item("O19").status, Status::missing) << reasons_of(site.item("O19"));
}

/// A board of all notices, linked as the item's: the notices of other matters are not the item's.
TEST(LookAlike, APostOfAMixedListMustSpeakOfTheSubject) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/board", "ประกาศจัดซื้อจัดจ้าง", "procurement-announcements");
  auto& board = site.page("/board");
  support::add_title(board, "ประกาศและคำสั่ง");
  SiteBuilder::link(board, "/order.pdf", "คำสั่งเวรเทศกาลสงกรานต์ 17 เม.ย. 2566").generic = false;
  auto& order = site.pdf("/order.pdf");
  support::add_title(order, "คำสั่งเวรเทศกาลสงกรานต์ 17 เมษายน 2566");
  EXPECT_NE(site.item("O20").status, Status::published) << reasons_of(site.item("O20"));
  support::add_proof(order, "procurement-announcements");
  EXPECT_EQ(site.item("O20").status, Status::published) << reasons_of(site.item("O20"));
}

TEST(LookAlike, ALinkHomeBehindTheLastRowIsNotItsEntry) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/ita", "ITA 2566");
  auto& index = site.page("/ita");
  index.is_index = index.collects = true;
  index.index_year = 2566;
  auto& entry = SiteBuilder::link(index, "/o43.pdf", "รายงานผลตามมาตรการ");
  entry.codes = {43};
  auto& back = SiteBuilder::link(index, "/index.php", "กลับหน้าหลัก");
  back.codes = {43}, back.back = true;
  auto& home = site.page("/index.php");
  home.redirected_home = home.copies_home = true;
  support::add_title(site.pdf("/o43.pdf"),
                     "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรม ปีงบประมาณ 2565",
                     "integrity-measures-results");
  EXPECT_EQ(site.item("O43").status, Status::stale) << reasons_of(site.item("O43"));
}

/// The day an article was put up used to stand for what it should hold.
TEST(Hollow, AnArticleOfATitleAndItsDayIsEmpty) {
  SiteBuilder site;
  constexpr const char* kTitle = "คู่มือการปฏิบัติงาน";
  SiteBuilder::link(site.home(), "/a", kTitle, "work-manual");
  auto& page = site.page("/a");
  support::add_title(page, kTitle, "work-manual");
  page.content_letters = 60;
  page.signals.post_days = {support::day(2022, 6, 9)};
  EXPECT_EQ(cause_of(site.item("O14")), "empty_page");
}

TEST(Hollow, AnArticleWhoseOnlyFileIsAnErrorIsBroken) {
  SiteBuilder site;
  constexpr const char* kTitle = "ผลการดำเนินการตามมาตรการส่งเสริมความโปร่งใส ปี 2566";
  SiteBuilder::link(site.home(), "/a", kTitle, "integrity-measures-results");
  auto& page = site.page("/a");
  page.content_letters = 120;
  page.signals.documents = 1;
  support::add_title(page, kTitle, "integrity-measures-results");
  SiteBuilder::link(page, "/download.php?id=676", "ดาวน์โหลด");
  auto& file = site.page("/download.php?id=676");
  file.from = 1;
  file.soft_404 = true;
  EXPECT_EQ(site.item("O43").status, Status::broken) << reasons_of(site.item("O43"));
}

TEST(Hollow, ARowOfTheIndexMayStateTheNilItself) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/ita", "ITA 2566");
  auto& index = site.page("/ita");
  index.is_index = index.collects = true;
  index.index_year = 2566;
  EXPECT_EQ(site.item("O29").status, Status::missing);
  index.nil_rows.push_back(
      {29, "รอบ 6 เดือน ปี 2566 ไม่มีเรื่องร้องเรียน", text::find_periods("รอบ 6 เดือน ปีงบประมาณ 2566")});
  EXPECT_EQ(site.item("O29").status, Status::published) << reasons_of(site.item("O29"));
  index.nil_rows.front().text = "รอบ 6 เดือน ปี 2566 ไม่มีการดำเนินการ";
  EXPECT_EQ(site.item("O29").status, Status::missing) << "not in words that count for complaints";
  index.nil_rows.front().text = "รอบ 6 เดือน ปี 2566 ไม่มีเรื่องร้องเรียน";
  index.off_site = true;
  EXPECT_EQ(site.item("O29").status, Status::missing) << "another site's index";
  index.off_site = false;
  index.nil_rows.front().periods = text::find_periods("ปีงบประมาณ 2565");
  EXPECT_EQ(site.item("O29").status, Status::missing) << "of last year";
  index.nil_rows.front() = {34, "ไม่มีเรื่องร้องเรียน", {}};
  EXPECT_EQ(site.item("O34").status, Status::missing) << "a risk assessment is never nil";
}

TEST(Hollow, ALinkToAPartOfTheHomePageIsNotBroken) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/ita", "ITA 2566");
  auto& index = site.page("/ita");
  index.is_index = index.collects = true;
  index.index_year = 2566;
  auto& row = SiteBuilder::link(index, "/", "คลิก");
  row.codes = {5};
  EXPECT_EQ(cause_of(site.item("O5")), "redirect_home");
  row.link.part = true;
  EXPECT_EQ(site.item("O5").status, Status::unverified) << reasons_of(site.item("O5"));
}

}  // namespace
}  // namespace oit::audit
