// What a page is worth by what it holds: files of other subjects, statutes, names, viewers, posts.
#include <gtest/gtest.h>

#include "support/facts_builder.h"

namespace oit::audit {
namespace {

using model::Status;
using support::cause_of;
using support::reasons_of;
using support::SiteBuilder;

/// A short page under the name of O3.
class Powers : public testing::Test {
 protected:
  Powers() {
    SiteBuilder::link(site_.home(), "/o3", "อำนาจหน้าที่", kTopic);
    page_ = &site_.page("/o3");
    page_->content_letters = 60;
    page_->signals.documents = 1;
    support::add_title(*page_, "อำนาจหน้าที่", kTopic);
  }

  static constexpr const char* kTopic = "powers-and-duties";
  SiteBuilder site_;
  model::PageFacts* page_;
};

/// A link to a law on a page without a text of its own used to make it published.
TEST_F(Powers, AFileOfAnotherSubjectIsNoText) {
  SiteBuilder::link(*page_, "/law.pdf", "พระราชบัญญัติเทศบาล พ.ศ. 2496", "laws");
  support::add_title(site_.pdf("/law.pdf"), "พระราชบัญญัติเทศบาล", "laws");
  const auto found = site_.item("O3");
  EXPECT_EQ(found.status, Status::incomplete) << reasons_of(found);
  EXPECT_EQ(cause_of(found), "empty_page");
}

/// A page whose only entry was a law used to be called missing.
TEST_F(Powers, APageThatListsOnlySomethingElseIsIncomplete) {
  SiteBuilder::link(*page_, "/law.pdf", "ดาวน์โหลด");
  support::add_title(site_.pdf("/law.pdf"), "พระราชบัญญัติเทศบาล", "laws");
  const auto found = site_.item("O3");
  EXPECT_EQ(found.status, Status::incomplete) << reasons_of(found);
  EXPECT_EQ(found.evidence.at(0).url, "https://abt.go.th/o3");
}

TEST_F(Powers, AStatuteCopiedAsAWholeIsNotTheOfficesOwnText) {
  page_->content_letters = 4000;
  EXPECT_EQ(site_.item("O3").status, Status::published) << reasons_of(site_.item("O3"));
  support::says(*page_, "พระราชบัญญัตินี้เรียกว่า");
  support::says(*page_, "รักษาการตามพระราชบัญญัตินี้");
  const auto found = site_.item("O3");
  EXPECT_EQ(found.status, Status::incomplete) << reasons_of(found);
}

/// Linked under the item's name, a statute used to be "another subject" and the item missing.
TEST(Statute, UnderTheItemsNameIsIncomplete) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/law.pdf", "อำนาจหน้าที่", "powers-and-duties");
  auto& law = site.pdf("/law.pdf");
  support::add_title(law, "พระราชบัญญัติเทศบาล พ.ศ. 2496", "laws");
  support::says(law, "พระราชบัญญัตินี้เรียกว่า");
  support::says(law, "รักษาการตามพระราชบัญญัตินี้");
  const auto found = site.item("O3");
  EXPECT_EQ(found.status, Status::incomplete) << reasons_of(found);
}

/// Names in writing beside small pictures used to be judged like a scan, without looking at them.
TEST(Executives, NamesBesidePicturesAreRead) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/board", "คณะผู้บริหาร", "executives");
  auto& page = site.page("/board");
  page.content_letters = 90;
  page.signals.content_images = 3;
  support::add_title(page, "คณะผู้บริหาร", "executives");
  EXPECT_EQ(site.item("O2").status, Status::published) << "one picture may hold it all";
  page.signals.persons = 3;
  page.signals.person_quotes = {"นายสมชาย ใจดี"};
  page.content_letters = 45;  // two names and their posts
  const auto found = site.item("O2");
  EXPECT_EQ(found.status, Status::incomplete) << reasons_of(found);
  page.signals.content_contacts = {"044-756111"};
  EXPECT_EQ(site.item("O2").status, Status::published) << reasons_of(site.item("O2"));
}

/// A page of pictures with a telephone number used to need no e-mail address.
TEST(Contact, ANumberBesideAPictureIsRead) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/contact", "ติดต่อเรา", "contact");
  auto& page = site.page("/contact");
  page.content_letters = 100;
  page.signals.content_images = 1;
  support::add_title(page, "ติดต่อเรา", "contact");
  page.signals.phones = page.signals.content_contacts = {"044-756111"};
  page.signals.address_quote = "หมู่ 1 ต.หนองบัว";
  page.signals.map_quote = "แผนที่";
  EXPECT_EQ(site.item("O5").status, Status::incomplete) << reasons_of(site.item("O5"));
  page.signals.emails = {"saraban@nongbua.go.th"};
  EXPECT_EQ(site.item("O5").status, Status::published) << reasons_of(site.item("O5"));
}

/// The page of a viewer holds no text of its own and used to be an empty page.
TEST(Viewer, TheDocumentItShowsDecides) {
  SiteBuilder site;
  constexpr const char* kLabel = "ประมวลจริยธรรมสำหรับเจ้าหน้าที่ของรัฐ";
  constexpr const char* kViewer = "/assets/pdfjs/web/viewer.html?file=/files/eth.pdf";
  SiteBuilder::link(site.home(), kViewer, kLabel, "ethics-code");
  SiteBuilder::link(site.home(), "/files/eth.pdf", kLabel, "ethics-code");
  auto& viewer = site.page(kViewer);
  viewer.content_letters = 10;
  support::add_title(viewer, "PDF.js viewer");
  auto& file = site.failed("/files/eth.pdf", model::FetchOutcome::not_found, 404);
  EXPECT_EQ(site.item("O39").status, Status::broken) << reasons_of(site.item("O39"));
  file.outcome = model::FetchOutcome::ok;
  file.kind = model::BodyKind::pdf;
  file.text_from = model::TextFrom::pdf_text;
  file.content_letters = 900;
  support::add_title(file, kLabel, "ethics-code");
  EXPECT_EQ(site.item("O39").status, Status::published) << reasons_of(site.item("O39"));
}

/// A list of many subjects with an entry of this one used to be evidence beside the broken entry.
TEST(Activity, AListOfManySubjectsIsNone) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/anti", "การดำเนินการเพื่อจัดการความเสี่ยงการทุจริต",
                    "corruption-risk-action");
  auto& page = site.page("/anti");
  support::add_title(page, "ป้องกันการทุจริต ปีงบประมาณ 2566");
  page.signals.documents = 5;
  page.heading_topics = {support::hit("corruption-risk-action")};
  SiteBuilder::link(page, "/action", "การดำเนินการจัดการความเสี่ยงการทุจริต ปี 2566",
                    "corruption-risk-action");
  site.failed("/action", model::FetchOutcome::server_error, 500);
  EXPECT_EQ(site.item("O35").status, Status::broken) << reasons_of(site.item("O35"));
}

/// A post about somebody else's briefing used to be the office's own assessment of risks.
TEST(News, ALongHeadlineInAListOfNewsIsAPost) {
  SiteBuilder site;
  auto& list = site.page("/news");
  support::add_title(list, "ข่าวประชาสัมพันธ์", "news");
  constexpr const char* kHeadline =
      "อบต.ตัวอย่างรับฟังการชี้แจงการประเมินความเสี่ยงการทุจริต ประจำปี 2566 ณ ศาลากลางจังหวัด";
  SiteBuilder::link(list, "/post", kHeadline, "corruption-risk-assessment");
  support::add_title(site.page("/post"), kHeadline, "corruption-risk-assessment");
  EXPECT_EQ(site.item("O34").status, Status::missing) << reasons_of(site.item("O34"));
}

/// "เดือน" in the name of a place used to make an annual report a monthly one.
TEST(Span, AWholeYearIsNoMonth) {
  SiteBuilder site;
  constexpr const char* kLabel = "รายงานผลการจัดซื้อจัดจ้าง ประจำปีงบประมาณ 2565";
  SiteBuilder::link(site.home(), "/pa65.pdf", kLabel, "procurement-annual");
  auto& file = site.pdf("/pa65.pdf");
  support::add_title(file, kLabel, "procurement-monthly", 37);
  support::add_title(file, "อบต.บางแสงเดือน (1 ตุลาคม 2564 - 30 กันยายน 2565)");
  EXPECT_EQ(site.item("O22").status, Status::published) << reasons_of(site.item("O22"));
}

/// A subject that only other years' lists know used to be "another subject".
TEST(OtherYears, ASubjectOfOtherListsIsWhatItsLinkSays) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/cg.pdf", "แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริต",
                    "complaint-procedure");
  auto& file = site.pdf("/cg.pdf");
  support::add_title(file, "มาตรการและแนวทางจัดการเรื่องร้องเรียนการทุจริต", "measure-complaints");
  EXPECT_EQ(site.item("O27").status, Status::missing) << "nothing in it speaks for the item";
  file.body_topics = {support::hit("complaint-procedure")};
  EXPECT_EQ(site.item("O27").status, Status::published) << reasons_of(site.item("O27"));
}

/// Another policy in the row of the privacy policy used to be published with little confidence.
TEST(Unclear, ATextThatNeverNamesItsSubjectIsNotPublished) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/cookie", "นโยบายคุ้มครองข้อมูลส่วนบุคคล", "privacy-policy");
  support::add_title(site.page("/cookie"), "นโยบายคุกกี้");
  const auto found = site.item("O10");
  EXPECT_EQ(found.status, Status::unverified) << reasons_of(found);
  EXPECT_EQ(cause_of(found), "subject_unclear");
}

/// A row that leads back to the index itself used to be evidence.
TEST(Index, TheListOfAllItemsIsNoneOfThem) {
  SiteBuilder site;
  auto& index = site.page("/ita");
  index.is_index = true;
  support::add_title(index, "การประเมินคุณธรรมและความโปร่งใส");
  index.body_topics = {support::hit("ethics-code")};
  SiteBuilder::link(index, "/ita", "ประมวลจริยธรรมสำหรับเจ้าหน้าที่ของรัฐ", "ethics-code");
  EXPECT_EQ(site.item("O39").status, Status::missing) << reasons_of(site.item("O39"));
}

/// Forms to print and bring along used to be an e-service.
TEST(EService, FilesToPrintAreNone) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/es", "E-Service", "e-service");
  auto& page = site.page("/es");
  support::add_title(page, "E-Service", "e-service");
  page.signals.documents = 1;
  SiteBuilder::link(page, "/form.pdf", "แบบคำร้อง");
  support::add_title(site.pdf("/form.pdf"), "แบบคำร้องทั่วไป");
  EXPECT_EQ(site.item("O18").status, Status::incomplete) << reasons_of(site.item("O18"));
  SiteBuilder::link(page, "/water", "ขอใช้น้ำ");
  EXPECT_EQ(site.item("O18").status, Status::unverified) << "the form may stand behind it";
}

/// A blank questionnaire used to be of an unclear subject.
TEST(Survey, AQuestionnaireIsNoResult) {
  SiteBuilder site;
  constexpr const char* kLabel = "รายงานผลการสำรวจความพึงพอใจการให้บริการ ประจำปี 2565";
  SiteBuilder::link(site.home(), "/q.pdf", kLabel, "satisfaction-survey");
  auto& file = site.pdf("/q.pdf");
  support::add_title(file, "แบบสอบถามความพึงพอใจ ปี 2565", "satisfaction-survey");
  EXPECT_EQ(site.item("O17").status, Status::incomplete) << reasons_of(site.item("O17"));
  support::says(file, "ร้อยละ");
  EXPECT_EQ(site.item("O17").status, Status::published) << reasons_of(site.item("O17"));
}

}  // namespace
}  // namespace oit::audit
