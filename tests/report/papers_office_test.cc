// Every paper as an office program lays it out: sizes, repeated headings, nothing cut.
#include <cstdio>
#include <filesystem>
#include <map>
#include <sstream>

#include "base/file.h"
#include "report/sample_papers.h"

namespace oit::report {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

std::string why_not() {
  for (const char* program : {"soffice", "pdfinfo", "pdftotext"})
    if (test::run({"sh", "-c", "command -v " + std::string(program)}).exit != 0)
      return std::string(program) + " is not installed";
  return {};
}

struct Page {
  double width = 0, height = 0;
  std::string text;
};

/// Forty items whose addresses are long, so that tables take several pages.
model::Report long_report() {
  auto out = paper_report();
  const auto few = out.findings;
  out.findings.clear();
  for (int i = 1; i <= 40; ++i) {
    auto finding = few[static_cast<std::size_t>(i) % 3];
    finding.id = "O" + std::to_string(i);
    finding.title = {"หัวข้อที่ทำให้น้ำใจเป็นที่ตั้ง ผู้รู้ญี่ปุ่นกี่ครั้ง", "Title"};
    finding.topic = i % 2 == 0 ? "news" : "procurement-plan";
    if (!finding.evidence.empty())
      finding.evidence.front().url = "https://www.example.go.th/" + repeated("very-long-name-", 8);
    out.findings.push_back(std::move(finding));
  }
  return out;
}

class Office : public testing::Test {
 protected:
  /// Turns every paper of `report` into a PDF, in one run of the office program.
  void convert(const model::Report& report) {
    std::vector<std::string> command = {"soffice",
                                        "-env:UserInstallation=file://" + folder_.file("profile"),
                                        "--headless",
                                        "--convert-to",
                                        "pdf",
                                        "--outdir",
                                        folder_.folder().string()};
    for (const auto form : all_forms()) {
      const auto files = write_papers(report, form, sample_facts(), {});
      ASSERT_TRUE(files.has_value());
      for (const auto& file : *files) {
        command.push_back(folder_.file(file.name));
        ASSERT_TRUE(write_file(command.back(), file.bytes).has_value());
        papers_.push_back(file.name.substr(0, file.name.size() - 5));
      }
    }
    test::Process office(command);
    const auto ended = office.wait(10min);
    ASSERT_EQ(ended.exit, 0) << ended.err;
  }

  std::vector<Page> pages_of(const std::string& paper) const {
    const auto pdf = folder_.file(paper + ".pdf");
    std::istringstream sizes(test::run({"pdfinfo", "-l", "99", pdf}).out);
    std::istringstream texts(test::run({"pdftotext", "-raw", pdf, "-"}).out);
    std::vector<Page> out;
    for (std::string line; std::getline(sizes, line);) {
      Page page;
      int number = 0;
      if (std::sscanf(line.c_str(), "Page %d size: %lf x %lf", &number, &page.width,
                      &page.height) != 3)
        continue;
      std::getline(texts, page.text, '\f');
      std::erase_if(page.text, [](char c) { return c == '\n' || c == ' '; });
      out.push_back(std::move(page));
    }
    return out;
  }

  test::StoreFolder folder_;
  std::vector<std::string> papers_;
};

TEST_F(Office, LaysEveryPaperOutOnA4WithItsHeadingOnEachPage) {
  if (const auto why = why_not(); !why.empty()) GTEST_SKIP() << why;
  convert(long_report());
  const std::map<std::string, std::string> heads = {{"improvement", "แบบสำรวจ"},
                                                    {"status", "สถานะ"},
                                                    {"results7", "เสนอแนะ"},
                                                    {"results6", "สรุป"},
                                                    {"measures", "ประเด็น"}};
  for (const auto& paper : papers_) {
    SCOPED_TRACE(paper);
    const auto pages = pages_of(paper);
    ASSERT_GE(pages.size(), 2U);
    EXPECT_NEAR(pages[0].width, 595, 1);  // the memo stands, and is one page
    EXPECT_NEAR(pages[0].height, 842, 1);
    EXPECT_NE(pages[0].text.find("(ลงชื่อ)"), std::string::npos);
    EXPECT_EQ(pages[1].text.find("(ลงชื่อ)"), std::string::npos);
    const auto head = heads.find(paper);
    std::size_t lying = 0;
    for (const auto& page : pages) {
      if (page.width < page.height) continue;
      ++lying;
      EXPECT_NEAR(page.width, 842, 1);
      EXPECT_NEAR(page.height, 595, 1);
      if (paper == "measures" || head == heads.end()) continue;
      EXPECT_NE(page.text.find(head->second), std::string::npos) << page.text.substr(0, 400);
    }
    EXPECT_GE(lying, 1U);
    if (paper == "improvement" || paper == "status") {
      EXPECT_GT(lying, 3U);
    }
  }
  const auto plan = pages_of("improvement");
  std::string all;
  for (const auto& page : plan) all += page.text;
  EXPECT_NE(all.find("๒๕๖๖"), std::string::npos);
  EXPECT_EQ(all.find("2566"), std::string::npos);
}

}  // namespace
}  // namespace oit::report
