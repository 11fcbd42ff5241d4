#include "doc/office.h"

#include <gtest/gtest.h>
#include <stdlib.h>  // mkdtemp, setenv

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/file.h"
#include "doc/document_reader.h"
#include "doc/number_format.h"
#include "doc/ole.h"
#include "doc/pdf_maker.h"
#include "doc/plain_text.h"
#include "doc/program.h"
#include "doc/zip_file.h"
#include "model/fetch.h"
#include "text/dates.h"

namespace oit::doc {
namespace {

namespace fs = std::filesystem;
using model::DocumentOutcome;
const std::atomic<bool> kGoOn{false};

fs::path golden(const std::string& name) {
  return fs::path(OIT_SOURCE_DIR) / "tests" / "golden" / "office" / name;
}

/// Read as a scan reads it: by what its first bytes say.
model::Document read(const fs::path& path, DocumentLimits limits = {}) {
  auto reader = SandboxedReader::start(limits).value();
  const auto bytes = read_file(path).value();
  return reader->read(path.string(), model::sniff(bytes.substr(0, 1024), ""), kGoOn);
}

std::string joined(const model::Document& document) {
  std::string all;
  for (const auto& page : document.pages) all += (all.empty() ? "" : "--- page\n") + page + '\n';
  return all;
}

class Golden : public testing::TestWithParam<const char*> {};

TEST_P(Golden, IsReadAsWritten) {
  const auto document = read(golden(GetParam()));
  EXPECT_EQ(document.outcome, DocumentOutcome::ok) << document.why;
  EXPECT_EQ(joined(document), read_file(golden(GetParam() + std::string(".txt"))).value());
  EXPECT_EQ(document.page_count, static_cast<int>(document.pages.size()));
}

INSTANTIATE_TEST_SUITE_P(Office, Golden,
                         testing::Values("notice.docx", "notice.odt", "sheet.xlsx", "sheet.ods",
                                         "slides.pptx", "slides.odp", "sheet.xls", "thai874.csv",
                                         "attachment.zip", "attachment-874.zip",
                                         "attachment.tar.gz", "attachment.rar", "attachment-5.rar",
                                         "attachment.7z"));

TEST(Office, TellsTitleAndDatesOfTheProgram) {
  for (const char* name : {"notice.docx", "sheet.xlsx", "slides.pptx", "notice.odt"}) {
    const auto document = read(golden(name));
    EXPECT_EQ(document.title, "สขร.1") << name;
    EXPECT_TRUE(document.created.starts_with("2023-02-01T02:00:00")) << name;
    EXPECT_TRUE(document.modified.starts_with("2023-02-03T04:05:00")) << name;
  }
}

struct Twin {
  const char* name;
  DocumentOutcome outcome;
};

class Twins : public testing::TestWithParam<Twin> {};

TEST_P(Twins, AreNamedForWhatTheyAre) {
  const auto document = read(golden(GetParam().name));
  EXPECT_EQ(document.outcome, GetParam().outcome)
      << GetParam().name << ": " << name_of(document.outcome) << ", " << document.why;
}

INSTANTIATE_TEST_SUITE_P(Office, Twins,
                         testing::Values(Twin{"pictures.docx", DocumentOutcome::image_only},
                                         Twin{"empty.docx", DocumentOutcome::empty},
                                         Twin{"truncated.docx", DocumentOutcome::damaged},
                                         Twin{"truncated.xlsx", DocumentOutcome::damaged},
                                         Twin{"broken-part.docx", DocumentOutcome::damaged},
                                         Twin{"no-part.xlsx", DocumentOutcome::damaged},
                                         Twin{"locked.docx", DocumentOutcome::encrypted},
                                         Twin{"locked.doc", DocumentOutcome::encrypted},
                                         Twin{"locked.odt", DocumentOutcome::encrypted},
                                         Twin{"locked.zip", DocumentOutcome::encrypted},
                                         Twin{"bomb.docx", DocumentOutcome::too_costly}));

TEST(Office, DamagedOldFilesAreDamaged) {
  const auto bytes = read_file(golden("sheet.xls")).value();
  const TempFile half(bytes.substr(0, bytes.size() / 2));
  EXPECT_EQ(read(half.path()).outcome, DocumentOutcome::damaged);
  const TempFile head(bytes.substr(0, 700));
  EXPECT_EQ(read(head.path()).outcome, DocumentOutcome::damaged);
}

TEST(Office, ReadsDocByItsProgram) {
  if (path_of(Program::antiword).empty()) GTEST_SKIP() << "antiword is not installed";
  const auto document = read(golden("notice.doc"));
  EXPECT_EQ(document.outcome, DocumentOutcome::ok) << document.why;
  const auto text = joined(document);
  for (const char* line : {"สรุปผลการจัดซื้อจัดจ้างในรอบเดือนมกราคม พ.ศ. 2566\n",
                           "ที่ | งานที่จัดซื้อหรือจัดจ้าง | วงเงิน | วันที่ทำสัญญา\n",
                           "2 | จ้างซ่อมแซมถนนสายบ้านหนองบัว | 480,000.00 | 20 มกราคม 2566\n",
                           "หน้าที่สอง\n", "[1]ราคากลางตามประกาศ\n"})
    EXPECT_NE(text.find(line), std::string::npos) << line << "in\n" << text;
}

TEST(Office, ReadsRtfAndPptByLibreOffice) {
  if (path_of(Program::writer).empty() || path_of(Program::impress).empty())
    GTEST_SKIP() << "LibreOffice is not installed";
  const auto rtf = read(golden("notice.rtf"));
  EXPECT_EQ(rtf.outcome, DocumentOutcome::ok) << rtf.why;
  EXPECT_NE(joined(rtf).find("สรุปผลการจัดซื้อจัดจ้างในรอบเดือนมกราคม พ.ศ. 2566\n"), std::string::npos);
  EXPECT_NE(joined(rtf).find("2 | จ้างซ่อมแซมถนนสายบ้านหนองบัว | 480,000.00 | 20 มกราคม 2566\n"),
            std::string::npos);
  const auto folder = fs::path(testing::TempDir()) / "oit-ppt";
  fs::create_directories(folder);
  ASSERT_EQ(std::system(("soffice -env:UserInstallation=file://" + folder.string() +
                         "/profile --headless --convert-to ppt --outdir " + folder.string() + " " +
                         golden("slides.pptx").string() + " >" + folder.string() + "/log 2>&1")
                            .c_str()),
            0);
  const auto ppt = read(folder / "slides.ppt");
  EXPECT_EQ(ppt.outcome, DocumentOutcome::ok) << ppt.why;
  EXPECT_NE(joined(ppt).find("2 | จ้างซ่อมแซมถนนสายบ้านหนองบัว | 480,000.00 | 20 มกราคม 2566\n"),
            std::string::npos);
  fs::remove_all(folder);
}

/// Folders that programs write in go away with them, also when the reading is stopped.
TEST(Office, LeavesNoFolderBehind) {
  if (path_of(Program::writer).empty()) GTEST_SKIP() << "LibreOffice is not installed";
  const auto folders = [] {
    int count = 0;
    for (const auto& entry : fs::directory_iterator(fs::temp_directory_path()))
      count += entry.path().filename().string().starts_with("oit-office-") ? 1 : 0;
    return count;
  };
  std::string own = fs::temp_directory_path() / "oitcheck-office-test-XXXXXX";
  ASSERT_NE(::mkdtemp(own.data()), nullptr);  // others' folders come and go beside ours
  ::setenv("TMPDIR", own.c_str(), 1);
  DocumentLimits hasty;
  hasty.wall = std::chrono::seconds(1);
  (void)read(golden("notice.rtf"), hasty);
  EXPECT_EQ(folders(), 0);
  ::unsetenv("TMPDIR");
  fs::remove_all(own);
}

TEST(Office, NamesThePackageThatLacks) {
  const std::string path = std::getenv("PATH");
  setenv("PATH", "/nonexistent", 1);
  const auto rtf = read(golden("notice.rtf"));
  const auto doc = read(golden("notice.doc"));
  setenv("PATH", path.c_str(), 1);
  EXPECT_EQ(rtf.outcome, DocumentOutcome::unsupported);
  EXPECT_EQ(rtf.why, "reading it needs the package libreoffice-writer-nogui");
  EXPECT_EQ(doc.outcome, DocumentOutcome::unsupported);
  EXPECT_EQ(doc.why, "reading it needs the package antiword");
}

/// Old files say what they are only in their directory, far behind what is sniffed.
TEST(Office, TellsOldKindsByTheirDirectory) {
  const auto streams = read_ole_streams(read_file(golden("sheet.xls")).value());
  EXPECT_TRUE(std::ranges::any_of(streams, [](const auto& one) { return one.name == "Workbook"; }));
  EXPECT_TRUE(read_ole_streams("\xD0\xCF\x11\xE0 and nothing").empty());
  EXPECT_TRUE(read_ole_streams(std::string(5000, '\xFF')).empty());
}

TEST(Office, StopsAtTheLimitOfText) {
  DocumentLimits little;
  little.text_bytes = 200;
  EXPECT_EQ(read(golden("notice.docx"), little).outcome, DocumentOutcome::too_costly);
}

TEST(NumberFormat, WritesDatesThatAreReadAsDates) {
  struct Row {
    const char* code;
    double value;
    const char* text;
  };
  for (const auto& [code, value, text] : {
           Row{"[$-D07041E]d mmm yyyy", 45021, "5 เมษายน 2566"},
           Row{"[$-1070000]d/mm/yyyy;@", 45021, "5 เมษายน 2566"},
           Row{"dd/mm/bbbb", 45021, "5 เมษายน 2566"},
           Row{"ว ดดด ปปปป", 45021, "5 เมษายน 2566"},
           Row{"d-mmm-yy", 243348, "5 เมษายน 2566"},  // typed as B.E. where no era is known
           Row{"mmmm yyyy", 45021, "เมษายน 2566"},
           Row{"yyyy", 45021, "2566"},
           Row{"d/m/yyyy h:mm", 45021.25, "5 เมษายน 2566 06:00"},
           Row{"h:mm", 0.5, "12:00"},
           Row{"[h]:mm", 1.5, "12:00"},
           Row{"General", 45021, "45021"},
           Row{"@", 45021, "45021"},
           Row{"0", 2566, "2566"},
           Row{"#,##0.00", 1234567.5, "1,234,567.50"},
           Row{"#,##0;[Red]-#,##0", -1234, "-1,234"},
           Row{"_-* #,##0.00_-;-* #,##0.00_-", 999, "999.00"},
           Row{"\"ดี\" 0.0", 2, "2.0"},
           Row{"0.00%", 0.98765, "98.77%"},
           Row{"0.00E+00", 1500, "1500"},
       })
    EXPECT_EQ(write_number(value, read_format(code), false), text) << code;
  EXPECT_EQ(write_number(43559, read_format("d/m/yyyy"), true), "5 เมษายน 2566");
  EXPECT_EQ(write_number(1, read_format("d/m/yyyy"), false), "1 มกราคม 2443");
  EXPECT_EQ(write_number(45021, builtin_format(14), false), "5 เมษายน 2566");
  EXPECT_EQ(write_number(-5, builtin_format(14), false), "-5");
  EXPECT_EQ(write_iso_day("2023-04-05 10:30:00"), "5 เมษายน 2566 10:30");
  EXPECT_EQ(write_iso_day("soon"), "soon");
  const auto periods = text::find_periods(write_number(45021, builtin_format(14), false));
  ASSERT_EQ(periods.size(), 1U);
  EXPECT_EQ(periods[0].year, 2566);
}

TEST(PlainText, ReadsRecordsAsRows) {
  EXPECT_EQ(joined(read_plain_text("a;b\n1;2\n3;4\n", {})), "a | b\n1 | 2\n3 | 4\n");
  EXPECT_EQ(joined(read_plain_text("a\tb\n1\t\"x\ny\"\n", {})), "a | b\n1 | x y\n");
  const std::string prose = "เรียน ท่านนายก, ปลัด\nขอส่งรายงาน, แผน\n";
  EXPECT_EQ(joined(read_plain_text(prose, {})), prose + '\n') << "prose has commas, too";
  EXPECT_EQ(read_plain_text(" \n ", {}).outcome, DocumentOutcome::empty);
}

TEST(ZipFile, ResolvesPartsWithinTheArchive) {
  EXPECT_EQ(resolve_part("xl/workbook.xml", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
  EXPECT_EQ(resolve_part("xl/worksheets/sheet1.xml", "../drawings/d.xml"), "xl/drawings/d.xml");
  EXPECT_EQ(resolve_part("xl/workbook.xml", "/xl/styles.xml"), "xl/styles.xml");
  EXPECT_EQ(resolve_part("a.xml", "../../../etc/passwd"), "etc/passwd");
}

}  // namespace
}  // namespace oit::doc
