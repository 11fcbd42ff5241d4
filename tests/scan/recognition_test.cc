// Scans and posters from the crawl to the verdict, with a reader that knows what is on them.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <map>

#include "rulebook/load.h"
#include "scan/batch.h"
#include "store/capture_writer.h"
#include "store/scan_readers.h"
#include "support/fake_fetcher.h"
#include "support/scan_reader.h"

namespace oit::scan {
namespace {

using model::Status;
using test::photographed;
using test::scanned_pdf;

constexpr std::string_view kHome = "http://www.nongbua.go.th/";
constexpr std::string_view kPlan = "แผนการจัดซื้อจัดจ้าง";
constexpr std::string_view kBody =
    "\nองค์การบริหารส่วนตำบลหนองบัว อำเภอเมือง\nงบประมาณ ระยะเวลาจัดซื้อจัดจ้าง คาดว่าจะประกาศจัดซื้อจัดจ้าง\n"
    "โครงการจ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ ห้า บ้านหนองบัว งบประมาณสี่แสนบาท\n";

const model::Rulebook& rules() {
  static const auto rulebook = rulebook::load(OIT_SOURCE_DIR "/rules", "ita-2566").value();
  return rulebook;
}

/// Time that a test may set forward.
class MovedClock final : public Clock {
 public:
  std::chrono::system_clock::time_point now() const override { return clock_.now(); }
  std::chrono::steady_clock::time_point steady_now() const override {
    return clock_.steady_now() + std::chrono::seconds(ahead);
  }
  std::atomic<int> ahead = 0;  ///< seconds

 private:
  SystemClock clock_;
};

class Reports final : public Results {
 public:
  Result<bool> take(const SiteResult& site) override {
    if (site.report != nullptr) all[site.position] = *site.report;
    return true;
  }
  std::map<std::size_t, model::Report> all;
};

class Recognition : public testing::Test {
 protected:
  Recognition() {
    options_.as_of = text::Day(std::chrono::year(2023) / 4 / 20);
    folder_ = std::filesystem::temp_directory_path() / "oit-scans-XXXXXX";
    folder_ = ::mkdtemp(folder_.data());
    ::setenv("TMPDIR", folder_.c_str(), 1);  // NOLINT(concurrency-mt-unsafe)
  }
  ~Recognition() override {
    ::unsetenv("TMPDIR");  // NOLINT(concurrency-mt-unsafe)
    std::filesystem::remove_all(folder_);
  }

  void pdf(const std::string& path, const std::string& bytes) {
    fetcher_.add_document(std::string(kHome) + path, bytes, "application/pdf");
  }
  void picture(const std::string& path, const std::string& bytes) {
    fetcher_.add_document(std::string(kHome) + path, bytes, "image/png");
  }
  /// A link on the home page.
  void link(const std::string& path, const std::string& label) {
    menu_ += "<li><a href=\"" + path + "\">" + label + "</a></li>\n";
  }

  std::string home() const {
    std::string others;
    for (int i = 0; i < 8; ++i)
      others += "<a href=\"/p" + std::to_string(i) + "\">เรื่องทั่วไป " + std::to_string(i) + "</a>";
    return "<!DOCTYPE html><meta charset=utf-8><title>องค์การบริหารส่วนตำบลหนองบัว</title><ul>" +
           menu_ + "</ul>" + others;
  }

  model::Report scan(std::size_t sites = 1) {
    const std::map<std::string, const model::Rulebook*> rulebooks{{"", &rules()}};
    std::vector<model::SiteEntry> entries;
    for (std::size_t i = 0; i < sites; ++i) {
      model::SiteEntry entry;
      entry.id = "s" + std::to_string(i);
      entry.requested = i == 0 ? std::string(kHome) : "http://s" + std::to_string(i) + ".go.th/";
      entry.url = url::Url::parse(entry.requested).value();
      fetcher_.add_page(entry.requested, home());
      entries.push_back(std::move(entry));
    }
    Batch batch(rulebooks, reader_, clock_, options_, fetcher_);
    SiteServices services;
    services.memory_of = memory_of_;
    batch.set_services(std::move(services));
    batch.watch([this](const crawl::CrawlProgress& now) { last_ = now; }, {});
    const std::atomic<bool> stop = false;
    reports_.all.clear();
    EXPECT_TRUE(batch.run(entries, {}, reports_, stop).has_value());
    return reports_.all[0];
  }

  /// Judges the home site once more from the capture at `path`, which ended like `report`; without
  /// any OCR program.
  model::Report repeat(const std::filesystem::path& path, const model::Report& report) {
    auto capture = store::open_capture(path).value();
    test::ScanReader blind;
    blind.can = false;
    store::ReplayingReader reader(blind, capture.scans(), true, true);
    store::CaptureFetcher fetcher(std::move(capture));
    const std::map<std::string, const model::Rulebook*> rulebooks{{"", &rules()}};
    model::SiteEntry entry;
    entry.id = "s0";
    entry.url = url::Url::parse(kHome).value();
    Batch batch(rulebooks, reader, clock_, options_, fetcher);
    SiteServices services;
    services.end = crawl::CrawlEnd{report.coverage_read, report.limits_hit};
    batch.set_services(std::move(services));
    const std::atomic<bool> stop = false;
    reports_.all.clear();
    EXPECT_TRUE(batch.run({entry}, {}, reports_, stop).has_value());
    EXPECT_TRUE(blind.recognised().empty());
    return reports_.all[0];
  }

  /// Scans the home site into a capture; its file and the report.
  std::pair<std::filesystem::path, model::Report> record() {
    auto recorder = store::RecordingFetcher::make(fetcher_, folder_ + "/captures").value();
    store::RecordingReader reader(reader_, *recorder);
    std::filesystem::path file;
    const std::map<std::string, const model::Rulebook*> rulebooks{{"", &rules()}};
    model::SiteEntry entry;
    entry.id = "s0";
    entry.url = url::Url::parse(kHome).value();
    fetcher_.add_page(kHome, home());
    Batch batch(rulebooks, reader, clock_, options_, *recorder);
    SiteServices services;
    services.begins = [&](model::Owner owner, const model::SiteEntry&) {
      store::SiteHead head;
      head.site = "s0";
      return recorder->begin_site(owner, head);
    };
    services.ends = [&](model::Owner owner, const model::SiteEntry&, const model::SiteFacts&,
                        std::function<void(Result<bool>)> done) {
      recorder->end_site(owner, {}, [&file, done](const Result<std::filesystem::path>& ended) {
        file = ended.value();
        done(true);
      });
    };
    batch.set_services(std::move(services));
    const std::atomic<bool> stop = false;
    reports_.all.clear();
    EXPECT_TRUE(batch.run({entry}, {}, reports_, stop).has_value());
    return {file, reports_.all[0]};
  }

  static model::Finding item(const model::Report& report, std::string_view id) {
    return *std::ranges::find(report.findings, id, &model::Finding::id);
  }

  static std::string told(const model::Finding& finding) {
    std::string all = std::string(model::name_of(finding.status)) + " " +
                      std::to_string(finding.confidence) + " ";
    if (finding.cause) all += finding.cause->code + " ";
    for (const auto& reason : finding.reasons) all += reason.en + "; ";
    for (const auto& conflict : finding.conflicts) all += "conflict: " + conflict.en + "; ";
    for (const auto& evidence : finding.evidence)
      all += evidence.url + " " + evidence.text_from + "; ";
    for (const auto& miss : finding.near_misses) all += "near " + miss.why.en + "; ";
    return all;
  }

  static std::string told(const model::Report& report) {
    std::string all;
    for (const auto& finding : report.findings) all += finding.id + " " + told(finding) + "\n";
    for (const auto& limit : report.limits_hit) all += limit + " ";
    return all + std::to_string(report.requests);
  }

  std::size_t files_left() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder_),
                                                  std::filesystem::directory_iterator()));
  }

  static std::string plan(std::string_view year) {
    return std::string(kPlan) + " ประจำปีงบประมาณ พ.ศ. " + std::string(year) + std::string(kBody);
  }

  std::string folder_, menu_;
  test::FakeFetcher fetcher_;
  test::ScanReader reader_;
  MovedClock clock_;
  ScanOptions options_;
  Reports reports_;
  crawl::CrawlProgress last_;
  std::function<std::unique_ptr<crawl::Memory>(const model::SiteEntry&)> memory_of_;
};

TEST_F(Recognition, AScanIsJudgedByWhatStandsOnIt) {
  link("plan.pdf", "แผนการจัดซื้อจัดจ้าง");
  pdf("plan.pdf", scanned_pdf(plan("2566")));
  const auto found = item(scan(), "O19");
  EXPECT_EQ(found.status, Status::published) << told(found);
  EXPECT_GE(found.confidence, 0.55);
  EXPECT_LT(found.confidence, 0.9);
  EXPECT_EQ(found.evidence.front().text_from, "ocr");
  EXPECT_EQ(found.read_from, "title");
  EXPECT_NE(told(found).find("read by OCR"), std::string::npos) << told(found);
  EXPECT_EQ(files_left(), 0U);
  EXPECT_EQ(last_.recognised, 1U);
}

TEST_F(Recognition, WithoutAProgramItIsAsItWas) {
  link("plan.pdf", "แผนการจัดซื้อจัดจ้าง");
  pdf("plan.pdf", scanned_pdf(plan("2566")));
  reader_.can = false;
  auto report = scan();
  EXPECT_EQ(item(report, "O19").cause->code, "ocr");
  EXPECT_EQ(report.notices, std::vector<std::string>{"no_ocr"});
  reader_.can = true;
  options_.ocr = false;
  report = scan();
  EXPECT_EQ(item(report, "O19").cause->code, "ocr");
  EXPECT_TRUE(report.notices.empty());
  EXPECT_TRUE(reader_.recognised().empty());
  EXPECT_EQ(files_left(), 0U);
}

TEST_F(Recognition, ADocumentIsLeftOnceItsSubjectAndPeriodAreKnown) {
  link("plan.pdf", "แผนการจัดซื้อจัดจ้าง");
  pdf("plan.pdf", scanned_pdf("ภาพปก\f" + plan("2566") + "\fหน้าสาม\fหน้าสี่"));
  EXPECT_EQ(item(scan(), "O19").status, Status::published);
  EXPECT_EQ(reader_.recognised(),
            (std::vector<std::string>{"ภาพปก", std::string(kPlan) + " ประจำปีงบประมาณ พ.ศ. 2566"}));
}

TEST_F(Recognition, TheLastPageIsReadForTheDayItWasSigned) {
  link("plan.pdf", "แผนการจัดซื้อจัดจ้าง");
  const std::string body = std::string(kPlan) + std::string(kBody);
  pdf("plan.pdf", scanned_pdf(body + "\f" + body + "\f" + body + "\fหน้าสี่\f" +
                              "ประกาศ ณ วันที่ 3 ตุลาคม พ.ศ. 2565\nนายกองค์การบริหารส่วนตำบล"));
  EXPECT_EQ(item(scan(), "O19").read_from, "signature");
  ASSERT_EQ(reader_.recognised().size(), 4U);
  EXPECT_EQ(reader_.recognised().back(), "ประกาศ ณ วันที่ 3 ตุลาคม พ.ศ. 2565");
}

/// A scan whose link names no year used to be left to people, or taken by its link's words.
TEST_F(Recognition, AScanOfLastYearLetsTheSearchGoOn) {
  link("old.pdf", "แผนการจัดซื้อจัดจ้าง 2566");
  pdf("old.pdf", scanned_pdf(plan("2565")));
  link("papers", "งานพัสดุ");
  fetcher_.add_page(std::string(kHome) + "papers",
                    "<meta charset=utf-8><title>งานพัสดุ</title><p>เอกสารของกองคลัง</p>"
                    "<a href=\"new.pdf\">แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566</a>");
  pdf("new.pdf", "%PDF-1.4\n" + plan("2566"));
  const auto report = scan();
  const auto found = item(report, "O19");
  EXPECT_EQ(found.status, Status::published) << told(found);
  EXPECT_EQ(found.evidence.front().url, std::string(kHome) + "new.pdf");
}

TEST_F(Recognition, WhatStandsInsideBeatsTheLink) {
  link("old.pdf", "แผนการจัดซื้อจัดจ้าง 2566");
  pdf("old.pdf", scanned_pdf(plan("2565")));
  const auto found = item(scan(), "O19");
  EXPECT_EQ(found.status, Status::stale) << told(found);
  EXPECT_FALSE(found.conflicts.empty());
}

TEST_F(Recognition, AYearInDoubtDecidesNothing) {
  link("plan.pdf", "แผนการจัดซื้อจัดจ้าง");
  pdf("plan.pdf", scanned_pdf(plan("256\uFFFD")));
  auto found = item(scan(), "O19");
  EXPECT_EQ(found.status, Status::unverified) << told(found);
  ASSERT_TRUE(found.cause);
  EXPECT_EQ(found.cause->code, "year_unreadable");
  menu_.clear();
  link("plan.pdf", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566");
  found = item(scan(), "O19");
  EXPECT_EQ(found.status, Status::published) << told(found);
  EXPECT_LT(found.confidence, 0.6);
  EXPECT_NE(told(found).find("the year is that of its link"), std::string::npos);
}

TEST_F(Recognition, AnotherSubjectIsNotPublished) {
  link("plan.pdf", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566");
  pdf("plan.pdf", scanned_pdf("แผนปฏิบัติการป้องกันการทุจริต ปีงบประมาณ พ.ศ. 2566\n"
                              "องค์การบริหารส่วนตำบลหนองบัว อำเภอเมือง จังหวัดขอนแก่น\n"
                              "มาตรการสร้างจิตสำนึกและความตระหนักแก่บุคลากรของหน่วยงานทุกระดับ"));
  const auto found = item(scan(), "O19");
  EXPECT_NE(found.status, Status::published) << told(found);
  EXPECT_NE(told(found).find("another subject"), std::string::npos) << told(found);
}

/// Scans used to be published by the words of their links, as if nobody had looked.
TEST_F(Recognition, WhatWasLookedAtInVainIsNotPublishedByItsLink) {
  link("plan.pdf", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566");
  const auto judged = [this](const std::string& pages) {
    pdf("plan.pdf", scanned_pdf(pages));
    const auto found = item(scan(), "O19");
    return std::string(model::name_of(found.status)) + " " + (found.cause ? found.cause->code : "");
  };
  EXPECT_EQ(judged("\f\f\f"), "unverified no_words");
  EXPECT_EQ(judged("(blank)"), "incomplete empty_page");
  EXPECT_EQ(judged("(blank)\f(blank)"), "incomplete empty_page");
  EXPECT_EQ(judged("(blank)\f(blank)\f(blank)\f(blank)\f\f"), "unverified no_words")
      << "not all was looked at";
  EXPECT_EQ(judged("(damaged)"), "broken damaged");
}

TEST_F(Recognition, APageWhosePictureIsNotThereIsNoEvidence) {
  link("nogift", "ประกาศ No Gift Policy ปีงบประมาณ 2566");
  fetcher_.add_page(std::string(kHome) + "nogift",
                    "<meta charset=utf-8><title>No Gift Policy</title><img src=\"gone.png\">");
  auto found = item(scan(), "O31");
  EXPECT_EQ(found.status, Status::unverified) << told(found);
  EXPECT_EQ(found.cause->code, "no_words");
  picture("gone.png", photographed("(blank)"));
  found = item(scan(), "O31");
  EXPECT_EQ(found.status, Status::incomplete) << told(found);
}

/// The picture of another item's paper used to be published under the page's title.
TEST_F(Recognition, APagesPictureOfAnotherSubjectIsNoEvidence) {
  link("nogift", "ประกาศ No Gift Policy ปีงบประมาณ 2566");
  fetcher_.add_page(std::string(kHome) + "nogift",
                    "<meta charset=utf-8><title>No Gift Policy</title><img src=\"a.png\">");
  picture("a.png", photographed(plan("2566")));
  const auto report = scan();
  EXPECT_NE(item(report, "O31").status, Status::published) << told(item(report, "O31"));
  EXPECT_EQ(item(report, "O19").status, Status::published) << told(item(report, "O19"));
}

/// OCR loses marks above and below letters.
TEST_F(Recognition, LostMarksDoNotHideTheSubject) {
  link("plan.pdf", "เอกสารเผยแพร่ 2566 แผนการจัดซื้อจัดจ้าง");
  pdf("plan.pdf", scanned_pdf("แผนการจดซอจดจาง ประจำปงบประมาณ พ.ศ. 2566" + std::string(kBody)));
  const auto found = item(scan(), "O19");
  EXPECT_EQ(found.status, Status::published) << told(found);
  EXPECT_EQ(found.evidence.front().text_from, "ocr");
  EXPECT_GE(found.confidence, 0.55) << told(found);
}

TEST_F(Recognition, APosterIsRead) {
  link("poster.png", "No Gift Policy");
  picture("poster.png",
          photographed("ประกาศเจตนารมณ์นโยบาย No Gift Policy\nประจำปีงบประมาณ พ.ศ. 2566\n"
                       "องค์การบริหารส่วนตำบลหนองบัว"));
  const auto found = item(scan(), "O31");
  EXPECT_EQ(found.status, Status::published) << told(found);
  EXPECT_EQ(found.evidence.front().kind, "image");
  EXPECT_EQ(found.evidence.front().text_from, "ocr");
}

TEST_F(Recognition, ThePicturesOfAPageAreItsText) {
  link("nogift", "No Gift Policy");
  fetcher_.add_page(std::string(kHome) + "nogift",
                    "<meta charset=utf-8><title>No Gift Policy</title><img src=\"a.png\">"
                    "<img src=\"b.png\">");
  picture("a.png", photographed("องค์การบริหารส่วนตำบลหนองบัว"));
  picture("b.png", photographed("ประกาศเจตนารมณ์นโยบาย No Gift Policy\nประจำปีงบประมาณ พ.ศ. 2566"));
  const auto found = item(scan(), "O31");
  EXPECT_EQ(found.status, Status::published) << told(found);
  EXPECT_EQ(found.evidence.front().text_from, "ocr");
  EXPECT_EQ(reader_.recognised().size(), 2U);
  EXPECT_EQ(files_left(), 0U);
}

TEST_F(Recognition, TheNewestIsReadFirstAndTheBudgetIsTold) {
  link("a.pdf", "แผนการจัดซื้อจัดจ้าง ชุดที่หนึ่ง");
  link("b.pdf", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566");
  link("c.pdf", "แผนการจัดซื้อจัดจ้าง ชุดที่สาม");
  pdf("a.pdf", scanned_pdf("เอกสาร ก" + std::string(kBody)));
  pdf("b.pdf", scanned_pdf("เอกสาร ข" + std::string(kBody)));
  pdf("c.pdf", scanned_pdf("เอกสาร ค" + std::string(kBody)));
  options_.ocr_pages = 2;
  const auto report = scan();
  EXPECT_EQ(reader_.recognised(), (std::vector<std::string>{"เอกสาร ข", "เอกสาร ก"}));
  EXPECT_EQ(report.limits_hit, std::vector<std::string>{"ocr"});
  options_.ocr_pages = 0;
  menu_.clear();
  link("a.pdf", "แผนการจัดซื้อจัดจ้าง");
  const auto unread = item(scan(), "O19");
  ASSERT_TRUE(unread.cause) << told(unread);
  EXPECT_EQ(unread.cause->code, "ocr_budget");
}

TEST_F(Recognition, TheProcessorTimeOfASiteIsBounded) {
  for (const char* name : {"a", "b", "c", "d"}) {
    link(std::string(name) + ".pdf", "แผนการจัดซื้อจัดจ้าง ชุดที่ " + std::string(name));
    pdf(std::string(name) + ".pdf",
        scanned_pdf("เอกสาร " + std::string(name) + std::string(kBody)));
  }
  reader_.cpu = std::chrono::seconds(25);
  options_.ocr_pages = 4;
  const auto report = scan();
  EXPECT_EQ(reader_.recognised().size(), 3U);
  EXPECT_EQ(report.limits_hit, std::vector<std::string>{"ocr"});
}

TEST_F(Recognition, WhoAllowsMorePagesAllowsMoreTime) {
  for (const char* name : {"a", "b", "c", "d"}) {
    link(std::string(name) + ".pdf", "แผนการจัดซื้อจัดจ้าง ชุดที่ " + std::string(name));
    pdf(std::string(name) + ".pdf",
        scanned_pdf("เอกสาร " + std::string(name) + std::string(kBody)));
  }
  reader_.cpu = std::chrono::seconds(25);
  options_.ocr_pages = 40;
  const auto report = scan();
  EXPECT_EQ(reader_.recognised().size(), 4U);
  EXPECT_TRUE(report.limits_hit.empty());
}

TEST_F(Recognition, TheSameScanUnderTwoAddressesIsReadOnce) {
  link("a.pdf", "แผนการจัดซื้อจัดจ้าง ชุดที่หนึ่ง");
  link("b.pdf", "แผนการจัดซื้อจัดจ้าง ชุดที่สอง");
  pdf("a.pdf", scanned_pdf("เอกสาร" + std::string(kBody)));
  pdf("b.pdf", scanned_pdf("เอกสาร" + std::string(kBody)));
  scan();
  EXPECT_EQ(reader_.recognised().size(), 1U);
}

TEST_F(Recognition, WhatDoesNotFitIsFetchedAgain) {
  constexpr std::size_t kMore = crawl::ScanShelf::kFiles + 2;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kMore; ++i) {
    const auto name = "s" + std::to_string(100 + i) + ".pdf";
    link(name, "แผนการจัดซื้อจัดจ้าง ชุดที่ " + std::to_string(i));
    pdf(name, scanned_pdf("เอกสาร " + name + std::string(kBody)));
    names.push_back(std::string(kHome) + name);
  }
  options_.ocr_pages = kMore;
  scan();
  EXPECT_EQ(reader_.recognised().size(), kMore);
  std::size_t twice = 0;
  for (const auto& name : names) twice += std::ranges::count(fetcher_.asked(), name) == 2 ? 1U : 0U;
  EXPECT_EQ(twice, 2U);
  EXPECT_EQ(files_left(), 0U);
}

TEST_F(Recognition, TimeThatIsUpEndsIt) {
  for (const char* name : {"a", "b", "c", "d"}) {
    link(std::string(name) + ".pdf", "แผนการจัดซื้อจัดจ้าง ชุดที่ " + std::string(name));
    pdf(std::string(name) + ".pdf",
        scanned_pdf("เอกสาร " + std::string(name) + std::string(kBody)));
  }
  int pages = 0;
  reader_.on_page = [&] {
    if (++pages == 2) clock_.ahead = 3600;
  };
  const auto report = scan();
  EXPECT_EQ(reader_.recognised().size(), 2U);
  EXPECT_NE(std::ranges::find(report.limits_hit, "max_time"), report.limits_hit.end());
  EXPECT_EQ(files_left(), 0U);
}

TEST_F(Recognition, TheReportDoesNotDependOnTiming) {
  link("a.pdf", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566");
  pdf("a.pdf", scanned_pdf(plan("2565")));
  link("b.pdf", "แผนการจัดซื้อจัดจ้าง");
  pdf("b.pdf", scanned_pdf("ปก\f" + plan("2566")));
  link("poster.png", "No Gift Policy");
  picture("poster.png", photographed("ประกาศเจตนารมณ์นโยบาย No Gift Policy\nปีงบประมาณ พ.ศ. 2566"));
  options_.connections = 4;
  const auto first = told(scan());
  const auto order = reader_.recognised();
  for (const unsigned seed : {1U, 2U, 3U}) {
    reader_.forget();
    reader_.delay = std::chrono::milliseconds(5 * seed);
    fetcher_.shuffle(seed);
    EXPECT_EQ(told(scan()), first);
    EXPECT_EQ(reader_.recognised(), order);
  }
}

TEST_F(Recognition, ACaptureIsJudgedTheSameWithoutAProgram) {
  link("a.pdf", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566");
  pdf("a.pdf", scanned_pdf(plan("2565")));
  link("b.pdf", "แผนการจัดซื้อจัดจ้าง");
  pdf("b.pdf", scanned_pdf("ปก\f" + plan("256\uFFFD") + "\fหน้าสาม"));
  link("nogift", "No Gift Policy");
  fetcher_.add_page(std::string(kHome) + "nogift",
                    "<meta charset=utf-8><title>No Gift Policy</title><img src=\"a.png\">");
  picture("a.png", photographed("ประกาศเจตนารมณ์นโยบาย No Gift Policy\nปีงบประมาณ พ.ศ. 2566"));
  const auto [file, first] = record();
  EXPECT_EQ(reader_.recognised().size(), 5U);
  EXPECT_EQ(told(repeat(file, first)), told(first));
}

/// The clock of the repetition tells nothing of the first run's.
TEST_F(Recognition, ACaptureOfARunWhoseTimeWasUpEndsWhereItEnded) {
  for (const char* name : {"a", "b", "c", "d"}) {
    link(std::string(name) + ".pdf", "แผนการจัดซื้อจัดจ้าง ชุดที่ " + std::string(name));
    pdf(std::string(name) + ".pdf",
        scanned_pdf("เอกสาร " + std::string(name) + std::string(kBody)));
  }
  int pages = 0;
  reader_.on_page = [&] {
    if (++pages == 2) clock_.ahead = 3600;
  };
  const auto [file, first] = record();
  clock_.ahead = 0;
  EXPECT_EQ(reader_.recognised().size(), 2U);
  EXPECT_EQ(told(repeat(file, first)), told(first));
}

/// What earlier runs recognised.
class Recollection final : public crawl::Memory {
 public:
  using Known = std::map<std::pair<std::string, int>, model::Recognised>;
  explicit Recollection(Known& known) : known_(known) {}

  model::Validators validators(const url::Url& /*url*/) const override { return {}; }
  bool recall(model::Response& /*response*/) override { return false; }
  void keep(const model::Response& /*response*/, const std::string& /*sha256*/,
            const model::Document* /*document*/) override {}
  std::optional<model::Recognised> recall_recognised(const std::string& sha256, int page) override {
    const auto at = known_.find({sha256, page});
    return at == known_.end() ? std::nullopt : std::optional(at->second);
  }
  void keep_recognised(const std::string& sha256, int page,
                       const model::Recognised& recognised) override {
    known_[{sha256, page}] = recognised;
  }

 private:
  Known& known_;
};

TEST_F(Recognition, WhatIsKnownIsNotRecognisedAgain) {
  Recollection::Known known;
  memory_of_ = [&known](const model::SiteEntry&) { return std::make_unique<Recollection>(known); };
  link("b.pdf", "แผนการจัดซื้อจัดจ้าง");
  pdf("b.pdf", scanned_pdf("ปก\f" + plan("2566")));
  link("poster.png", "No Gift Policy");
  picture("poster.png", photographed("ประกาศเจตนารมณ์นโยบาย No Gift Policy\nปีงบประมาณ พ.ศ. 2566"));
  const auto first = told(scan());
  EXPECT_EQ(known.size(), 3U);
  reader_.forget();
  EXPECT_EQ(told(scan()), first);
  EXPECT_TRUE(reader_.recognised().empty());
}

TEST_F(Recognition, SitesShareTheSlotAndEachHasItsOwnBudget) {
  for (const char* name : {"a", "b", "c"})
    link("/" + std::string(name) + ".pdf", "แผนการจัดซื้อจัดจ้าง ชุดที่ " + std::string(name));
  for (const char* site : {"http://www.nongbua.go.th/", "http://s1.go.th/", "http://s2.go.th/"})
    for (const char* name : {"a", "b", "c"})
      fetcher_.add_document(std::string(site) + name + ".pdf",
                            scanned_pdf(std::string(site) + name + std::string(kBody)),
                            "application/pdf");
  options_.ocr_pages = 2;
  options_.sites_at_once = 3;
  scan(3);
  EXPECT_EQ(reader_.recognised().size(), 6U);
  for (const auto& [position, report] : reports_.all)
    EXPECT_EQ(report.limits_hit, std::vector<std::string>{"ocr"}) << position;
  EXPECT_EQ(files_left(), 0U);
}

}  // namespace
}  // namespace oit::scan
