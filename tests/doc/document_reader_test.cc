#include "doc/document_reader.h"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "doc/pdf_maker.h"

namespace oit::doc {
namespace {

using model::DocumentOutcome;
const std::atomic<bool> kGoOn{false};
const std::string kThai = "สรุปผลการจัดซื้อจัดจ้างรายเดือน ประจำปี 2566";

model::Document read(const std::string& bytes, DocumentLimits limits = {},
                     model::BodyKind kind = model::BodyKind::pdf) {
  const TempFile file(bytes);
  auto reader = SandboxedReader::start(limits).value();
  return reader->read(file.path(), kind, kGoOn);
}

std::size_t open_files() {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    (void)entry;
    ++count;
  }
  return count;
}

TEST(SandboxedReader, ReadsThaiPageByPage) {
  const auto document = read(make_pdf({kThai, "page two with enough letters in it", kThai}));
  ASSERT_EQ(document.outcome, DocumentOutcome::ok) << document.why;
  EXPECT_EQ(document.page_count, 3);
  ASSERT_EQ(document.pages.size(), 3U);
  EXPECT_EQ(document.pages[0], kThai);
  EXPECT_EQ(document.pages[1], "page two with enough letters in it");
}

TEST(SandboxedReader, ReadsMetadata) {
  const auto document =
      read(make_pdf({kThai}, "<</Title(Plan 2566)/CreationDate(D:20230403101500+07'00')>>"));
  EXPECT_EQ(document.title, "Plan 2566");
  EXPECT_EQ(document.created, "2023-04-03T03:15:00Z");
  EXPECT_EQ(document.modified, "");
}

TEST(SandboxedReader, TellsScansFromBlankFiles) {
  EXPECT_EQ(read(make_pdf({"", ""})).outcome, DocumentOutcome::empty);
  // A page with nothing but its number used to be taken for a scan.
  EXPECT_EQ(read(make_pdf({"1"})).outcome, DocumentOutcome::empty);
  EXPECT_EQ(read(make_pdf({"๑", "- ๒ -"})).outcome, DocumentOutcome::empty);
  PdfMaker pdf;
  pdf.add("<</Type/Catalog/Pages 2 0 R>>");
  pdf.add("<</Type/Pages/Count 1/Kids[3 0 R]>>");
  pdf.add(
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 "
      "0 R>>");
  pdf.add_stream("q 99 0 0 99 0 0 cm /I Do Q");
  pdf.add_stream(
      "\x7f",
      "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8");
  EXPECT_EQ(read(pdf.finish()).outcome, DocumentOutcome::image_only);
  EXPECT_EQ(read(make_pdf({"- ก -", "- ข -"})).outcome, DocumentOutcome::image_only);
}

TEST(SandboxedReader, NamesDamage) {
  const std::string whole = make_pdf({kThai, kThai});
  EXPECT_EQ(read(whole.substr(0, whole.size() / 2)).outcome, DocumentOutcome::damaged);
  EXPECT_EQ(read("").outcome, DocumentOutcome::damaged);
  EXPECT_EQ(read("%PDF-1.7\n").outcome, DocumentOutcome::damaged);
  EXPECT_EQ(read("<html>not a PDF</html>").outcome, DocumentOutcome::damaged);
}

TEST(SandboxedReader, AsksNoPassword) {
  if (std::system("command -v qpdf >/dev/null") != 0) GTEST_SKIP() << "qpdf is not installed";
  const TempFile plain(make_pdf({kThai}));
  const TempFile locked("");
  const TempFile owner("");
  const auto encrypt = [&](const std::string& user, const std::string& out) {
    return std::system(
        ("qpdf --encrypt '" + user + "' owner 256 -- " + plain.path() + " " + out).c_str());
  };
  ASSERT_EQ(encrypt("secret", locked.path()), 0);
  ASSERT_EQ(encrypt("", owner.path()), 0);
  auto reader = SandboxedReader::start().value();
  EXPECT_EQ(reader->read(locked.path(), model::BodyKind::pdf, kGoOn).outcome,
            DocumentOutcome::encrypted);
  const auto open = reader->read(owner.path(), model::BodyKind::pdf, kGoOn);
  EXPECT_EQ(open.outcome, DocumentOutcome::ok);  // only printing and copying are forbidden
  EXPECT_EQ(open.pages.at(0), kThai);
}

TEST(SandboxedReader, StopsAtItsLimits) {
  DocumentLimits few_pages;
  few_pages.pages = 2;
  const auto cut = read(make_pdf({kThai, kThai, kThai}), few_pages);
  EXPECT_EQ(cut.outcome, DocumentOutcome::ok);
  EXPECT_EQ(cut.pages.size(), 2U);
  EXPECT_EQ(cut.page_count, 3);
  DocumentLimits little_text;
  little_text.text_bytes = kThai.size() + 1;
  const auto full = read(make_pdf({kThai, kThai}), little_text);
  EXPECT_EQ(full.outcome, DocumentOutcome::too_costly);
  EXPECT_EQ(full.pages.size(), 1U);
}

TEST(SandboxedReader, SurvivesCostlyFiles) {
  DocumentLimits limits;
  limits.cpu = std::chrono::seconds(1);
  // Each form draws the next one sixteen times: 16^12 texts.
  PdfMaker pdf;
  pdf.add("<</Type/Catalog/Pages 2 0 R>>");
  pdf.add("<</Type/Pages/Count 1/Kids[3 0 R]>>");
  pdf.add(
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Resources<</XObject<</X 5 0 R>>>>/Contents 4 "
      "0 R>>");
  pdf.add_stream("/X Do");
  for (int i = 0; i < 12; ++i) {
    std::string calls;
    for (int n = 0; n < 16; ++n) calls += "/X Do ";
    pdf.add_stream(calls, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X " +
                              std::to_string(6 + i) + " 0 R>>>>");
  }
  pdf.add_stream("BT (x) Tj ET", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]");
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(read(pdf.finish(), limits).outcome, DocumentOutcome::too_costly);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
}

TEST(SandboxedReader, SurvivesLyingFiles) {
  std::string many = make_pdf({kThai});
  const std::string count = "/Count 1";
  many.replace(many.find(count), count.size(), "/Count 2000000000");
  const auto start = std::chrono::steady_clock::now();
  EXPECT_NE(read(many).outcome, DocumentOutcome::crashed);
  PdfMaker loop;
  loop.add("<</Type/Catalog/Pages 2 0 R>>");
  loop.add("<</Type/Pages/Count 1/Kids[3 0 R]>>");
  loop.add(
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e9 1e9]/Resources<</XObject<</X 4 0 R>>>>/Contents "
      "4 0 R>>");
  loop.add_stream("/X Do",
                  "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>");
  EXPECT_NE(read(loop.finish()).outcome, DocumentOutcome::crashed);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST(SandboxedReader, ReadsManyAtOnceAndLeavesNothingBehind) {
  const TempFile good(make_pdf({kThai, kThai}));
  const TempFile bad("%PDF-1.4 nothing");
  const std::size_t before = open_files();
  {
    auto reader = SandboxedReader::start().value();
    std::vector<std::jthread> workers;
    std::atomic<int> ok{0}, damaged{0};
    for (int worker = 0; worker < 6; ++worker)
      workers.emplace_back([&] {
        for (int i = 0; i < 8; ++i) {
          ok +=
              reader->read(good.path(), model::BodyKind::pdf, kGoOn).outcome == DocumentOutcome::ok;
          damaged += reader->read(bad.path(), model::BodyKind::pdf, kGoOn).outcome ==
                     DocumentOutcome::damaged;
        }
      });
    workers.clear();
    EXPECT_EQ(ok, 48);
    EXPECT_EQ(damaged, 48);
    EXPECT_EQ(open_files(), before + 1);
  }
  EXPECT_EQ(open_files(), before);
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);  // no child is left, dead or alive
}

TEST(SandboxedReader, ReadsPlainTextAndRefusesOtherKinds) {
  const auto text =
      read("\xe1\xbc\xb9\xa7\xd2\xb9 2566", {}, model::BodyKind::text);  // windows-874
  EXPECT_EQ(text.outcome, DocumentOutcome::ok);
  EXPECT_EQ(text.pages.at(0), "แผนงาน 2566");
  EXPECT_EQ(read(" \n ", {}, model::BodyKind::text).outcome, DocumentOutcome::empty);
  EXPECT_EQ(read("PK", {}, model::BodyKind::spreadsheet).outcome, DocumentOutcome::damaged);
  EXPECT_EQ(read("\1\2", {}, model::BodyKind::video).outcome, DocumentOutcome::unsupported);
  auto reader = SandboxedReader::start().value();
  EXPECT_EQ(reader->read("/nonexistent/x.pdf", model::BodyKind::pdf, kGoOn).outcome,
            DocumentOutcome::crashed);
}

}  // namespace
}  // namespace oit::doc
