#include "crawl/facts_reader.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "crawl/empty_sections.h"
#include "crawl/page_facts.h"
#include "site.h"

namespace oit::crawl {
namespace {

using Ids = std::vector<std::string>;

/// A site whose home page, with a menu that says it is none, has been read.
SiteContext known_site() {
  const auto home =
      read_html(html("อบต.หนองบัว",
                     "<div><a href=/laws>กฎหมายที่เกี่ยวข้อง</a></div><div>ประกาศสำคัญของเรา</div>"
                     "<p>ยินดีต้อนรับสู่องค์การบริหารส่วนตำบลหนองบัว</p>"),
                {}, kHome);
  SiteContext site;
  site.home = address(kHome);
  site.home_known = true;
  site.home_title = home.facts.title;
  site.home_hash = home.facts.text_hash;
  site.own_name = "หนองบัว";
  site.known_blocks.insert(home.blocks.begin(), home.blocks.end());
  return site;
}

const std::string kMenu = "<div><a href=/laws>กฎหมายที่เกี่ยวข้อง</a></div><div>ประกาศสำคัญของเรา</div>";

TEST(FactsReader, BlocksOfTheHomePageAreNoContent) {
  const std::string body = kMenu + "<h1>โครงสร้างองค์กร</h1><p>ผังของส่วนราชการทั้งหมด</p>";
  const auto before = read_html(html("x", body)).facts;
  const auto after = read_html(html("x", body), known_site()).facts;
  EXPECT_GT(before.content_letters, after.content_letters);
  EXPECT_EQ(after.headings, Ids{"โครงสร้างองค์กร"});
  const auto topics = ids(after.body_topics);
  EXPECT_EQ(std::ranges::find(topics, "laws"), topics.end());
  EXPECT_EQ(ids(after.title_topics).front(), "organisation-structure");
}

TEST(FactsReader, APageOfNothingButMenusIsEmpty) {
  const auto facts = read_html(html("โครงสร้างองค์กร - อบต.หนองบัว", kMenu), known_site()).facts;
  EXPECT_EQ(facts.content_letters, 0U);
  EXPECT_TRUE(facts.body_topics.empty());
}

TEST(FactsReader, TheSitesNameIsNoTitle) {
  const auto facts =
      read_html(html("กฎหมายที่เกี่ยวข้อง - อบต.หนองบัว", "<p>รายการ</p>"), known_site()).facts;
  EXPECT_EQ(facts.title, "กฎหมายที่เกี่ยวข้อง");
  const auto same = read_html(html("อบต.หนองบัว", "<h2>อำนาจหน้าที่</h2><p>รายการ</p>"), known_site());
  EXPECT_EQ(same.facts.title, "อำนาจหน้าที่");
}

TEST(FactsReader, APageThatSaysNotFoundIsSoft404) {
  const auto site = known_site();
  EXPECT_TRUE(read_html(html("404 Not Found", "<p>ไม่พบหน้าที่ต้องการ</p>"), site).facts.soft_404);
  EXPECT_FALSE(read_html(html("คู่มือ", "<p>รายการคู่มือ</p>"), site).facts.soft_404);
  std::string article = "<p>ถ้าไม่พบหน้าที่ต้องการ ให้ทำดังนี้</p>";
  for (int i = 0; i < 40; ++i) article += "<p>ขั้นตอนและวิธีการโดยละเอียดตามลำดับก่อนหลัง</p>";
  EXPECT_FALSE(read_html(html("คู่มือ", article), site).facts.soft_404);
}

TEST(FactsReader, APageEqualToTheProbeIsSoft404) {
  auto site = known_site();
  const auto probe = read_html(html("อบต.หนองบัว", "<p>ขออภัย กรุณาเลือกเมนูอื่น</p>"), site);
  site.not_found_hashes.push_back(probe.facts.text_hash);
  EXPECT_TRUE(read_html(html("อบต.หนองบัว", "<p>ขออภัย  กรุณาเลือกเมนูอื่น</p>"), site).facts.soft_404);
  EXPECT_FALSE(read_html(html("อบต.หนองบัว", "<p>คู่มือประชาชน</p>"), site).facts.soft_404);
}

/// The words of an empty page inside those of a missing one used to win.
TEST(FactsReader, AMissingPageIsNoEmptyOne) {
  const auto lost = read_html(html("อบต.หนองบัว", "<p>ไม่พบข้อมูลที่ต้องการ</p>"), known_site()).facts;
  EXPECT_TRUE(lost.soft_404);
  EXPECT_FALSE(lost.under_construction);
  EXPECT_TRUE(read_html(html("คู่มือ", "<p>ไม่พบข้อมูล</p>"), known_site()).facts.under_construction);
}

TEST(FactsReader, APageBeingMadeIsNotBroken) {
  const auto facts = read_html(html("คู่มือ", "<p>อยู่ระหว่างการจัดทำ</p>"), known_site()).facts;
  EXPECT_TRUE(facts.under_construction);
  EXPECT_FALSE(facts.soft_404);
}

TEST(FactsReader, TextThatOnlyFillsThePageIsNone) {
  std::string filler = "<p>Lorem ipsum dolor sit amet, consectetur adipiscing elit.";
  for (int i = 0; i < 12; ++i) filler += " Sed do eiusmod tempor incididunt ut labore.";
  const auto facts = read_html(html("คู่มือ", filler), known_site()).facts;
  EXPECT_GT(facts.content_letters, 400U);
  EXPECT_TRUE(facts.under_construction);
  std::string report = filler;
  for (int i = 0; i < 20; ++i) report += "<p>รายละเอียดของคู่มือการปฏิบัติงานตามลำดับขั้นตอน</p>";
  EXPECT_FALSE(read_html(html("คู่มือ", report), known_site()).facts.under_construction)
      << "a forgotten line of it";
}

TEST(FactsReader, ASignInPageAsksToSignIn) {
  const std::string form = "<form action=/go><input name=u><input type=password name=p></form>";
  auto site = known_site();
  EXPECT_TRUE(read_html(html("เข้าสู่ระบบ", "<h1>เข้าสู่ระบบ</h1>" + form), site).facts.sign_in);
  EXPECT_FALSE(read_html(html("คู่มือ", "<h1>คู่มือ</h1>" + form), site).facts.sign_in);
  const std::string box = "<div><h3>เข้าสู่ระบบ</h3>" + form + "</div>";
  const std::string help = "<a href=/a>ลืมรหัสผ่าน</a><a href=/b>สมัครสมาชิก</a><a href=/c>คู่มือ</a>";
  std::string menu;
  for (int k = 0; k < 8; ++k) menu += "<a href=/m" + std::to_string(k) + ">เมนู</a>";
  EXPECT_FALSE(read_html(html("เข้าสู่ระบบ", menu + box), SiteContext{}).facts.sign_in)
      << "a home page";
  EXPECT_TRUE(read_html(html("เข้าสู่ระบบ", help + box), SiteContext{}).facts.sign_in) << "a wall";
  site.home_has_login = true;  // the box stands on every page of this site
  EXPECT_FALSE(read_html(html("เข้าสู่ระบบ", "<h1>เข้าสู่ระบบ</h1>" + form), site).facts.sign_in);
}

TEST(FactsReader, AnIndexNamesSeveralItems) {
  std::string rows;
  for (const char* row : {"O1 โครงสร้าง", "O2 ข้อมูลผู้บริหาร", "O3 อำนาจหน้าที่", "O4 แผนพัฒนาท้องถิ่น"})
    rows += "<tr><td>" + std::string(row) + "</td><td><a href=/x>เปิด</a></td></tr>";
  const auto index =
      read_html(html("ITA ปี 2566", "<h1>ITA ประจำปีงบประมาณ 2566</h1><table>" + rows + "</table>"),
                known_site());
  EXPECT_TRUE(index.facts.is_index);
  EXPECT_EQ(index.facts.index_year, 2566);
  const auto page =
      read_html(html("ข่าว", "<h1>ข่าว</h1><a href=/a>O1 โครงสร้าง</a><a href=/b>ข่าววันนี้</a>"));
  EXPECT_FALSE(page.facts.is_index);
  EXPECT_EQ(page.facts.index_year, 0);
}

TEST(FactsReader, OtherAgenciesInATitleAreNoted) {
  const auto site = known_site();
  const auto other = read_html(html("x", "<h1>แผนพัฒนา เทศบาลตำบลสายทอง</h1><p>ก</p>"), site).facts;
  EXPECT_EQ(other.agencies, Ids{"สายทอง"});
  EXPECT_FALSE(other.names_own_agency);
  const auto own =
      read_html(html("x", "<h1>แผนพัฒนา องค์การบริหารส่วนตำบลหนองบัว</h1><p>ก</p>"), site).facts;
  EXPECT_TRUE(own.agencies.empty());
  EXPECT_TRUE(own.names_own_agency);
}

TEST(FactsReader, PostsAreBlocksWithADay) {
  const auto facts = read_html(html("ข่าว",
                                    "<li>ประชุมสภา 5 เมษายน 2566</li><li>กีฬา 7 มี.ค. 2566</li>"
                                    "<li>ไม่มีวันที่</li>"))
                         .facts;
  EXPECT_EQ(facts.signals.posts, 2);
  ASSERT_EQ(facts.signals.post_days.size(), 2U);
  EXPECT_EQ(facts.signals.post_days[0], text::read_iso_day("2023-04-05"));
}

TEST(FactsReader, KeepsQuotesAndNoBody) {
  std::string text;
  for (int i = 0; i < 3000; ++i)
    text += "<p>ความลับที่ไม่ควรเก็บไว้ หมายเลข " + std::to_string(i) + "</p>";
  const auto reading = read_html(html("ตรวจสอบ", "<h1>กฎหมายที่เกี่ยวข้อง</h1>" + text));
  const auto& facts = reading.facts;
  EXPECT_GT(facts.letters, 60'000U);
  std::size_t kept = facts.title.size() + facts.signals.form_text.size() +
                     facts.signals.address_quote.size() + facts.running_period.quote.size();
  for (const auto& heading : facts.headings) kept += heading.size();
  for (const auto& quote : facts.phrase_quotes) kept += quote.size();
  for (const auto& line : facts.title_lines) kept += line.text.size();
  EXPECT_LT(kept, 4000U);
  EXPECT_EQ(facts.sha256.size(), 64U);
}

TEST(FactsReader, ASpooledFileIsRemoved) {
  static PlainReader documents;
  FactsReader reader(vocabulary(), documents);
  const auto file = std::filesystem::temp_directory_path() / "oitcheck-facts-reader-test";
  std::ofstream(file) << "%PDF-1.4\nแผนพัฒนาท้องถิ่น พ.ศ. 2566 - 2570\n";
  model::Response response;
  response.requested = response.url = address("http://www.nongbua.go.th/f/1");
  response.outcome = model::FetchOutcome::ok;
  response.spool_path = file.string();
  const auto facts = reader.read(std::move(response), {}, {{}, true}).facts;
  EXPECT_FALSE(std::filesystem::exists(file));
  EXPECT_EQ(facts.kind, model::BodyKind::pdf);
  EXPECT_EQ(ids(facts.title_topics).front(), "development-plan");
}

/// A reader whose documents are made up.
class MadeUp final : public doc::DocumentReader {
 public:
  explicit MadeUp(model::Document document) : document_(std::move(document)) {}
  model::Document read(const std::string& /*path*/, model::BodyKind /*kind*/,
                       const std::atomic<bool>& /*stop*/) override {
    return document_;
  }

 private:
  model::Document document_;
};

/// The facts of a file that begins with `head` and holds `pages`.
model::PageFacts read_file_of(const std::string& head, std::vector<std::string> pages) {
  // Of this process alone: tests run side by side.
  const auto path =
      std::filesystem::path(testing::TempDir()) / ("made-up-file-" + std::to_string(getpid()));
  std::ofstream(path) << head;
  model::Document document;
  document.outcome = model::DocumentOutcome::ok;
  document.page_count = static_cast<int>(pages.size());
  document.pages = std::move(pages);
  document.created = "2020-01-01T00:00:00Z";
  MadeUp documents(std::move(document));
  FactsReader reader(vocabulary(), documents);
  model::Response response;
  response.requested = response.url = address("https://abt.go.th/file");
  response.outcome = model::FetchOutcome::ok;
  response.status = 200;
  response.spool_path = path.string();
  return reader.read(std::move(response), {}, {{}, true}).facts;
}

const std::string kPlanText =
    "แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2566\nลำดับที่ | รายการ | งบประมาณ\n"
    "1 | จ้างก่อสร้างถนนคอนกรีตเสริมเหล็กสายบ้านหนองบัวถึงบ้านโนนสว่าง | 480,000.00\n"
    "2 | จ้างปรับปรุงระบบประปาหมู่บ้านและจัดซื้อวัสดุสำนักงานของกองคลัง | 120,000.00";

TEST(FactsReader, AnOfficeFileIsReadAsAPaper) {
  const auto facts = read_file_of("PK\3\4....xl/workbook.xml", {kPlanText});
  EXPECT_EQ(facts.kind, model::BodyKind::spreadsheet);
  EXPECT_EQ(facts.text_from, model::TextFrom::office_text);
  EXPECT_EQ(ids(facts.title_topics).front(), "procurement-plan");
  ASSERT_FALSE(facts.title_period.mentions.empty());
  EXPECT_EQ(facts.title_period.mentions[0].year, 2566);
  const auto figures = read_file_of("PK\3\4....xl/workbook.xml", {"1 | 2 | 3.5"});
  EXPECT_EQ(figures.document, model::DocumentOutcome::ok) << "no scan";
  EXPECT_TRUE(facts.metadata_period.mentions.empty()) << "a program's own dates say nothing";
}

TEST(FactsReader, AGarbledTextLayerIsAPicture) {
  const auto read = [](const std::string& pages) {
    return read_file_of("%PDF-1.4", {pages, pages});
  };
  EXPECT_EQ(read(kPlanText).document, model::DocumentOutcome::ok);
  std::string garbled;
  for (int i = 0; i < 200; ++i) garbled += "\uE123\uE145\uE167 ";
  const auto facts = read(garbled);
  EXPECT_EQ(facts.document, model::DocumentOutcome::image_only);
  EXPECT_EQ(facts.why, "the text layer is garbled");
}

/// Sound files beyond our own limit used to be called damaged.
TEST(FactsReader, AFileCutAtOurLimitIsTooLarge) {
  const auto path =
      std::filesystem::path(testing::TempDir()) / ("cut-file-" + std::to_string(getpid()));
  std::ofstream(path) << "%PDF-1.4";
  model::Document document;
  document.outcome = model::DocumentOutcome::damaged;
  MadeUp documents(std::move(document));
  FactsReader reader(vocabulary(), documents);
  model::Response response;
  response.requested = response.url = address("https://abt.go.th/file");
  response.outcome = model::FetchOutcome::ok;
  response.status = 200;
  response.spool_path = path.string();
  response.truncated = true;
  const auto facts = reader.read(std::move(response), {}, {{}, true}).facts;
  EXPECT_EQ(facts.outcome, model::FetchOutcome::too_large);
}

/// Thai as scanners' programs read it that know Latin letters only.
const std::string kMisread =
    "Use MALnauras an uwsnsw\nJoa Use manursuaiulsurs No Gift Policy vinnIsUAUanUN Use\n"
    "Usuvsvaia W.A. 2566\nTWA UWATIIAUI UWINNAING SUAS WeNNENUH\nIs UAMIUWSN e-bidding\n";

TEST(FactsReader, PagesTooShortToTellAreLookedAtTogether) {
  std::vector<std::string> lines(6, "UsditeuUseNIM FuquaswsuwI NATIAN ogieuan waravan");
  EXPECT_EQ(read_file_of("%PDF-1.4", lines).document, model::DocumentOutcome::image_only);
}

TEST(FactsReader, AGarbledPageOfAReadablePaperSaysNothing) {
  const auto paper = read_file_of("%PDF-1.4", {kPlanText, kPlanText});
  const auto facts = read_file_of("%PDF-1.4", {kPlanText, kMisread, kPlanText});
  EXPECT_EQ(facts.document, model::DocumentOutcome::ok);
  EXPECT_EQ(facts.page_count, 3);
  EXPECT_EQ(facts.letters, paper.letters);
  const auto stamped = read_file_of("%PDF-1.4", {"- 1 -", kMisread, "- 3 -"});
  EXPECT_EQ(stamped.document, model::DocumentOutcome::image_only) << "page numbers are no paper";
}

TEST(FactsReader, AFailureKeepsItsCause) {
  static PlainReader documents;
  FactsReader reader(vocabulary(), documents);
  model::Response response;
  response.requested = address("http://www.nongbua.go.th/gone");
  response.outcome = model::FetchOutcome::gone;
  response.status = 410;
  response.why = "410 Gone";
  const auto facts = reader.read(std::move(response), {}, {{}, true}).facts;
  EXPECT_EQ(facts.outcome, model::FetchOutcome::gone);
  EXPECT_EQ(facts.why, "410 Gone");
  EXPECT_EQ(facts.final_url, facts.url);
  EXPECT_TRUE(facts.sha256.empty());
}

std::vector<std::string> empty_in(std::string_view body) {
  std::vector<std::string> texts;
  for (const auto& section : read_html(html("หลักเกณฑ์", body), known_site()).facts.empty_sections)
    texts.push_back(section.text);
  return texts;
}

TEST(EmptySections, AHeadingWithNothingBelowIt) {
  EXPECT_EQ(
      empty_in("<h3>1. การสรรหา</h3><p>ตามประกาศ</p><h3>2. การพัฒนาบุคลากร</h3><p>- ไม่มีข้อมูล -</p>"),
      Ids{"2. การพัฒนาบุคลากร"});
  EXPECT_EQ(empty_in("<h3>กิจกรรม</h3><div>(ยังไม่ได้ดำเนินการ)</div>"), Ids{"กิจกรรม"});
  EXPECT_EQ(empty_in("<h3>กิจกรรม</h3><p>อบรม</p><p><a href=/a.pdf>ไฟล์</a></p><p>ไม่มีข้อมูล</p>"),
            Ids{});
  EXPECT_EQ(empty_in("<h3>สถิติ</h3><p>ไม่มีเรื่องร้องเรียน</p>"), Ids{}) << "that is a statement of nil";
}

TEST(EmptySections, ARowOrEntryThatEndsSo) {
  EXPECT_EQ(empty_in("<table><tr><td>คำสั่งแต่งตั้งคณะทำงาน</td><td>-ไม่มีข้อมูล-</td></tr></table>").size(),
            1U);
  EXPECT_EQ(empty_in("<ul><li>การฝึกอบรม : อยู่ระหว่างจัดทำ</li></ul>").size(), 1U);
  EXPECT_EQ(empty_in("<table><tr><td>โครงการอบรม</td><td>อยู่ระหว่างดำเนินการ</td></tr></table>"),
            Ids{})
      << "how a project stands";
}

TEST(EmptySections, NameTheirComponents) {
  const auto facts =
      read_html(html("x", "<h3>การพัฒนาบุคลากร</h3><p>ไม่มีข้อมูล</p>"), known_site()).facts;
  ASSERT_EQ(facts.empty_sections.size(), 1U);
  EXPECT_TRUE(facts.empty_sections[0].under_heading);
  EXPECT_FALSE(facts.empty_sections[0].not_yet);
  EXPECT_TRUE(std::ranges::binary_search(facts.empty_sections[0].phrases,
                                         vocabulary().table.number("พัฒนาบุคลากร")));
}

TEST(EmptySections, NumberedLinesOfAPaper) {
  const auto found = find_empty_sections(
      "1. การสรรหา\nตามประกาศ\n๒. การพัฒนา\n- ไม่มีข้อมูล -\nสรุป\nไม่มีข้อมูล\n", words());
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].text, "๒. การพัฒนา");
}

/// A post whose headline only names a subject used to be taken for the paper.
TEST(FactsReader, TextThatTellsOfADayIsNews) {
  const std::string post =
      "<h1>การประเมินความเสี่ยงการทุจริต 2566</h1><p>โพสต์เมื่อ 16 ต.ค. 2565</p>"
      "<p>เมื่อวันที่ 16 ตุลาคม 2565 นายสมชาย ใจดี นายกองค์การบริหารส่วนตำบล พร้อมด้วยคณะ ได้ดำเนินกิจกรรม</p>";
  EXPECT_TRUE(read_html(html("x", post), known_site()).facts.reads_like_news);
  const std::string day =
      "<h1>No Gift Policy 2566</h1><p>วันที่ 4 มกราคม 2566 ที่ห้องประชุม นายเอกชัย มีดี นายก อบต. "
      "พร้อมด้วยพนักงานทุกคนร่วมกิจกรรม</p>";
  EXPECT_TRUE(read_html(html("x", day), known_site()).facts.reads_like_news);
  const std::string paper =
      "<h1>การประเมินความเสี่ยงการทุจริต 2566</h1><p>เหตุการณ์ความเสี่ยงและระดับของความเสี่ยงที่หน่วยงานพบ "
      "พร้อมมาตรการที่กำหนดเมื่อวันที่ 16 ตุลาคม 2565</p>";
  EXPECT_FALSE(read_html(html("x", paper), known_site()).facts.reads_like_news);
}

TEST(FactsReader, RowsThatStateANilSayOfWhichMonth) {
  const std::string list =
      "<h1>สรุปผลการจัดซื้อจัดจ้างรายเดือน ปีงบประมาณ 2566</h1><ul>"
      "<li>ธันวาคม 2565 : <a href=/12.pdf>ดาวน์โหลด</a></li><li>มกราคม 2566 : "
      "ไม่มีการจัดซื้อจัดจ้าง</li></ul>";
  const auto facts = read_html(html("x", list), known_site()).facts;
  ASSERT_EQ(facts.nil_period.mentions.size(), 1U);
  EXPECT_EQ(text::months_covered(2566, facts.nil_period.mentions), 0x08U) << "January";
}

TEST(FindEmptySections, APartMaySayInBracketsThatItIsStillBeingMade) {
  const auto found = find_empty_sections(
      "4. หลักเกณฑ์การประเมินผล\nปีละ 2 รอบ\n5. หลักเกณฑ์การให้คุณให้โทษ\n"
      "(อยู่ระหว่างจัดทำ ยังไม่มีหลักเกณฑ์ในส่วนนี้ จะเผยแพร่เมื่อแล้วเสร็จ)\n",
      words());
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].text, "5. หลักเกณฑ์การให้คุณให้โทษ");
  EXPECT_TRUE(find_empty_sections("1. แผนงาน\n(จัดทำทุกปี ไม่มีข้อมูลลับ)\n", words()).empty());
}

TEST(FactsReader, MonthsWhoseRowsAreEmptyAreNotCovered) {
  const auto facts =
      read_html(html("x",
                     "<h1>สถิติการให้บริการ ปีงบประมาณ "
                     "2566</h1><table><tr><th>เดือน<th>ราย</tr><tr><td>ตุลาคม 2565<td>19"
                     "<tr><td>พฤศจิกายน 2565<td>20<tr><td>มกราคม 2566<td></table>"))
          .facts;
  EXPECT_EQ(text::months_covered(2566, facts.table_period.mentions), 0x03U);
}

/// The words of a picture that is all a page holds used to be unheard.
TEST(FactsReader, APicturesWordsDateThePage) {
  const auto facts =
      read_html(html("x", "<h1>No Gift Policy</h1><img src=/a.jpg alt='ประกาศ ปี 2565'>"),
                known_site())
          .facts;
  ASSERT_EQ(facts.table_period.mentions.size(), 1U);
  EXPECT_EQ(facts.table_period.mentions[0].year, 2565);
}

}  // namespace
TEST(FactsReader, APageAboutNothingAskedForIsReadBriefly) {
  PlainReader documents;
  FactsReader reader(vocabulary(), documents);
  SiteContext site;
  site.home_known = true;
  site.home = address(kHome);
  const auto read = [&](std::string_view title, const Expectation& expected) {
    model::Response response;
    response.requested = response.url = address("http://www.nongbua.go.th/page");
    response.outcome = model::FetchOutcome::ok;
    response.content_type = "text/html";
    response.body =
        html(title, "<p>โทรศัพท์ 044-123456 ข้อความในหน้านี้ยาวพอสมควร</p>" + item("/b", "แผนพัฒนาท้องถิ่น"));
    return reader.read(std::move(response), site, expected).facts;
  };
  const auto brief = read("ภาพงานลอยกระทง", {});
  EXPECT_TRUE(brief.is_brief);
  EXPECT_TRUE(brief.signals.phones.empty());
  EXPECT_FALSE(brief.links.empty());
  EXPECT_GT(brief.content_letters, 0U);
  for (const auto& full :
       {read("แผนพัฒนาท้องถิ่น", {}), read("ภาพงานลอยกระทง", {{topic("contact")}, false}),
        read("ภาพงานลอยกระทง", {{}, true})}) {
    EXPECT_FALSE(full.is_brief);
    EXPECT_FALSE(full.signals.phones.empty());
  }
}

TEST(EmptySections, AnEntryOfARowSaysSoOfItself) {
  const auto row =
      read_html(
          html(
              "x",
              "<table><tr><td>O25</td><td><a href=/1.pdf>การสรรหา</a> <span>การพัฒนาบุคลากร (ไม่มีข้อมูล)"
              "</span> <a href=/2.pdf>การประเมิน</a></td></tr></table>"),
          known_site())
          .facts.empty_sections;
  ASSERT_EQ(row.size(), 1U);
  EXPECT_TRUE(row[0].text.ends_with("การพัฒนาบุคลากร ("));
  EXPECT_EQ(row[0].item, 25);
  EXPECT_TRUE(std::ranges::binary_search(row[0].phrases, vocabulary().table.number("พัฒนาบุคลากร")));
  const auto entry =
      read_html(html("x", "<ol><li>การฝึกอบรม – ยังไม่ได้ดำเนินการ (กำหนดจัดเดือนกรกฎาคม 2566)</li></ol>"),
                known_site())
          .facts.empty_sections;
  ASSERT_EQ(entry.size(), 1U);
  EXPECT_TRUE(entry[0].not_yet);
  EXPECT_EQ(entry[0].item, 0);
  EXPECT_EQ(empty_in("<p>การฝึกอบรมที่ยังไม่ได้ดำเนินการจะจัดต่อไป</p>"), Ids{}) << "in a sentence";
  EXPECT_EQ(empty_in("<p>ผลการฝึกอบรม : ยังไม่ได้ดำเนินการตามแผน</p>"), Ids{}) << "the sentence goes on";
}

/// "ทาสะอาน" was taken for another agency than "ท่าสะอ้าน".
TEST(FactsReader, ANameThatLostItsMarksIsNoOtherAgency) {
  auto site = known_site();
  const auto read = [&](const std::string& name) {
    return read_html(html("x", "<h1>แผนพัฒนา เทศบาลตำบล" + name + "</h1><p>ก</p>"), site).facts;
  };
  site.own_name = "ท่าสะอ้าน";
  EXPECT_EQ(read("ทาสะอาน").agencies, Ids{});
  EXPECT_TRUE(read("ทาสะอาน").names_own_agency);
  EXPECT_EQ(read("ทาสะอานนท").agencies, Ids{"ทาสะอานนท"});
  site.own_name = "น้ำคำ";
  EXPECT_EQ(read("นาคา").agencies, Ids{}) << "of ำ only the half that stands is left";
  site.own_name = "นาดี";
  EXPECT_EQ(read("นาดู").agencies, Ids{"นาดู"}) << "marks that differ";
}

/// A place named in a title is whose paper it is only among agencies of one kin.
TEST(FactsReader, OnlyAgenciesOfOneKinAreTakenForEachOther) {
  auto site = known_site();
  const std::string school = "<h1>โรงเรียนบ้านดอนไผ่ร่วมกิจกรรม</h1><p>ก</p>";
  EXPECT_EQ(read_html(html("x", school), site).facts.agencies, Ids{});
  site.own_name = "หนองผักแว่น";
  site.own_kin = "police";
  const std::string paper = "<h1>รายงานผล</h1><h2>สถานีตำรวจภูธรดงมะไฟ ตำรวจภูธรจังหวัด</h2><p>ก</p>";
  EXPECT_EQ(read_html(html("x", paper), site).facts.agencies, Ids{"ดงมะไฟ"});
  const std::string told = "<h1>รายงานผลที่ส่งให้สถานีตำรวจภูธรดงมะไฟ</h1><p>ก</p>";
  EXPECT_EQ(read_html(html("x", told), site).facts.agencies, Ids{});
}

/// The letter of a provincial office about its own report was taken for a report of the hospital.
TEST(FactsReader, ALetterAboutWhatIsItsSendersOwnIsOfTheSender) {
  auto site = known_site();
  site.own_name = "ดงมะไฟ";
  site.own_kin = "hospital";
  const auto read = [&](const std::string& subject) {
    const auto body = "<h1>สำนักงานสาธารณสุขจังหวัดชัยภูมิ</h1><h2>เรื่อง " + subject + "</h2><p>ก</p>";
    return read_html(html("x", body), site).facts;
  };
  EXPECT_EQ(read("รายงานผลของสำนักงานสาธารณสุขจังหวัดชัยภูมิ").agencies, Ids{"ชัยภูมิ"});
  EXPECT_EQ(read("แจ้งแนวทางการรายงานผล").agencies, Ids{}) << "it may be about ours";
  EXPECT_TRUE(read("รายงานผลของโรงพยาบาลดงมะไฟ").names_own_agency);
}

TEST(EmptySections, TwoStatementsAreOne) {
  EXPECT_EQ(empty_in("<h4>5. การให้คุณให้โทษ</h4><p>อยู่ระหว่างปรับปรุง ยังไม่มีเอกสาร</p>"),
            Ids{"5. การให้คุณให้โทษ"});
}

TEST(EmptySections, ARemarkOfAPaperSaysWhatIsLacking) {
  const auto found = find_empty_sections(
      "โครงการ งบประมาณ\nหมายเหตุ ข้อมูลงบประมาณที่ใช้อยู่ระหว่างรวบรวม\nจากงานการเงิน\n", words());
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].text, "หมายเหตุ ข้อมูลงบประมาณที่ใช้อยู่ระหว่างรวบรวม จากงานการเงิน");
  EXPECT_TRUE(found[0].under_heading);
  EXPECT_TRUE(find_empty_sections("หมายเหตุ โครงการอยู่ระหว่างดำเนินการ\n", words()).empty())
      << "how a project stands";
}

TEST(NilRows, AreThoseOfAnIndexWithoutALink) {
  std::string rows;
  for (const char* row : {"O1 โครงสร้าง", "O2 ผู้บริหาร", "O3 อำนาจหน้าที่", "O4 แผนพัฒนา"})
    rows += "<tr><td>" + std::string(row) + "</td><td><a href=/x>เปิด</a></td></tr>";
  const auto facts =
      read_html(html("ITA 2566", "<h1>ITA ปี 2566</h1><table>" + rows +
                                     "</table><h3>O29 สถิติเรื่องร้องเรียน</h3>"
                                     "<h5>ปีงบประมาณ พ.ศ. 2565</h5><p>ไม่มีเรื่องร้องเรียน</p>"
                                     "<h5>ปีงบประมาณ พ.ศ. 2566</h5><p>รอบ 6 เดือน ไม่มีเรื่องร้องเรียน</p>"
                                     "<h3>O30 การมีส่วนร่วม</h3><p><a href=/n>ไม่มีเรื่องร้องเรียน</a></p>"),
                known_site())
          .facts;
  ASSERT_EQ(facts.nil_rows.size(), 2U);
  EXPECT_EQ(facts.nil_rows[0].item, 29);
  EXPECT_EQ(facts.nil_rows[0].periods.at(0).year, 2565);
  EXPECT_EQ(facts.nil_rows[1].item, 29);
}

}  // namespace oit::crawl
