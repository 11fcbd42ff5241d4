#include "report/terminal.h"

#include <sstream>

#include "report/golden.h"
#include "report/sample_report.h"
#include "text/width.h"

namespace oit::report {
namespace {

/// Lines that are wider than `width` and hold no address.
std::string too_wide(const std::string& table, std::size_t width) {
  std::istringstream lines(table);
  std::string out;
  for (std::string line; std::getline(lines, line);)
    if (text::display_width(line) > width && line.find("://") == std::string::npos)
      out += line + '\n';
  return out;
}

}  // namespace

TEST(WriteTable, LooksAsAgreedAtEightyColumns) {
  const auto table = write_table(sample_report(), {.lang = Lang::th});
  expect_golden("table.th.txt", table);
  expect_harmless(table);
  EXPECT_EQ(table.find('\x1b'), std::string::npos);
  EXPECT_EQ(too_wide(table, 80), "");
}

TEST(WriteTable, SpeaksEnglishInColour) {
  const auto table = write_table(
      sample_report(), {.lang = Lang::en, .width = 120, .color = true, .best_addresses = true});
  expect_golden("table.en.txt", table);
  expect_harmless(table);
  EXPECT_NE(table.find("\x1b[32m✓ published"), std::string::npos);
}

TEST(WriteTable, NeverNarrowerThanSixtyColumns) {
  const auto table = write_table(sample_report(), {.width = 5});
  EXPECT_EQ(table, write_table(sample_report(), {.width = 60}));
  EXPECT_EQ(too_wide(table, 60), "");
}

// Logs and files used to lose the end of what is to be done.
TEST(WriteTable, CutsNothingOfWhatIsToBeDoneWhenAsked) {
  auto report = sample_report();
  report.findings[1].action.th = repeated("เพิ่มแผนที่ตั้งหน่วยงานบนหน้าติดต่อเรา ", 5) + "จบ";
  EXPECT_EQ(write_table(report, {}).find(report.findings[1].action.th), std::string::npos);
  const auto table = write_table(report, {.cut = false});
  EXPECT_NE(table.find("→ " + report.findings[1].action.th + "\n"), std::string::npos);
  EXPECT_EQ(table.find("…"), std::string::npos);
}

TEST(WriteTable, SaysOnTheFirstLineThatTheSiteWasNotRead) {
  auto report = sample_report();
  report.outcome = "robots_unreachable";
  const auto table = write_table(report, {});
  const auto first = table.substr(0, table.find('\n'));
  EXPECT_NE(first.find("ita-2566"), std::string::npos);
  EXPECT_NE(first.find("--ignore-robots"), std::string::npos);
}

TEST(WriteTable, ListsAddressesWhenDeclaredOrAsked) {
  auto report = sample_report();
  const std::string title = "ที่อยู่ที่ควรกรอกในระบบประเมิน";
  EXPECT_NE(write_table(report, {}).find(title), std::string::npos);
  report.findings[0].submitted.reset();
  EXPECT_EQ(write_table(report, {}).find(title), std::string::npos);
  EXPECT_NE(write_table(report, {.best_addresses = true}).find(title), std::string::npos);
}

TEST(WriteSummaryLine, IsOneLine) {
  EXPECT_EQ(write_summary_line(sample_report()),
            "http://example.go.th/ ita-2566 ok oit=33.33 published=1 incomplete=1 stale=1 broken=0 "
            "missing=0 not_due=0 unverified=1 partial");
}

}  // namespace oit::report
