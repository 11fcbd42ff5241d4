// Workbooks: part by part as agreed, and as another reader of them sees them.
#include "report/xlsx.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "report/golden.h"
#include "report/sample_report.h"
#include "support/process.h"
#include "support/store_place.h"

namespace oit::report {
namespace {

using nlohmann::json;

constexpr const char* kPython = "/usr/bin/python3";  // Debian's, which has Debian's packages

/// Why there is no other reader to ask; "" when there is one.
std::string why_no_reader() {
  static const bool is_there = test::run({kPython, "-c", "import openpyxl"}).exit == 0;
  return is_there ? "" : "Debian's python3-openpyxl is not installed";
}

/// A folder for a workbook. Gone with the object.
struct Folder : test::StoreFolder {
  std::string path() const { return file("r.xlsx"); }
  /// One part of the workbook, unzipped.
  std::string part(const std::string& name) const {
    return test::run({kPython, "-c",
                      "import sys,zipfile;sys.stdout.buffer.write("
                      "zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))",
                      path(), name})
        .out;
  }
  /// The names of its parts, sorted, a line each.
  std::string parts() const {
    return test::run({kPython, "-c",
                      "import sys,zipfile;print('\\n'.join(sorted("
                      "zipfile.ZipFile(sys.argv[1]).namelist())))",
                      path()})
        .out;
  }
};

struct Sheet {
  std::string name, frozen, filter;
  std::vector<json> rows;
};

/// What openpyxl sees; fails the test when it refuses the file.
std::vector<Sheet> read_back(const std::string& path) {
  const auto ended = test::run({kPython, OIT_SOURCE_DIR "/tests/report/read_workbook.py", path});
  EXPECT_EQ(ended.exit, 0) << ended.err;
  std::vector<Sheet> out;
  std::istringstream in(ended.out);
  for (std::string line; std::getline(in, line);) {
    const auto row = json::parse(line);
    const auto text = [](const json& one) { return one.is_string() ? one.get<std::string>() : ""; };
    if (!row.empty() && row[0] == "sheet")
      out.push_back({row[1], text(row[2]), text(row[3]), {}});
    else if (!out.empty())
      out.back().rows.push_back(row);
  }
  return out;
}

std::vector<std::string> names_of(const std::vector<Sheet>& sheets) {
  std::vector<std::string> out;
  for (const auto& sheet : sheets) out.push_back(sheet.name);
  return out;
}

SitesXlsxOptions options_of(bool ranking) {
  SitesXlsxOptions out;
  out.ranking = ranking;
  for (const char* id : {"O1", "O5", "O12", "O43"}) out.items.push_back({id, {id, ""}});
  out.head.tool_version = "0.1.0";
  out.head.run_id = "run-1";
  out.head.rulebook_id = "ita-2566";
  out.head.started_at = sample_report().started_at;
  out.head.as_of = day(2023, 4, 30);
  return out;
}

SiteLine line_of(const std::string& id) {
  SiteLine line;
  line.id = id;
  line.address = "http://" + id + ".go.th/";
  line.name = "=อบต." + id;
  line.province = "สงขลา";
  line.outcome = "not_started";
  return line;
}

void write_sites(const std::string& path, bool ranking) {
  auto book = SitesXlsx::create(path, options_of(ranking));
  ASSERT_TRUE(book.has_value()) << book.error().message;
  auto report = sample_report();
  (*book)->add(line_of("a"), &report);
  (*book)->add(line_of("b"), nullptr);
  report.site_name = "ดีกว่า";
  report.score.oit = 90;
  report.findings[3].status = model::Status::published;
  (*book)->add(line_of("c"), &report);
  report.rulebook_id = "ita-2567";
  (*book)->add(line_of("d"), &report);
  const auto done = (*book)->finish({report.finished_at, false, 4});
  ASSERT_TRUE(done.has_value()) << done.error().message;
}

}  // namespace

TEST(WriteXlsx, LooksAsAgreedPartByPart) {
  for (const auto lang : {Lang::th, Lang::en}) {
    const Folder folder;
    ASSERT_TRUE(write_xlsx(folder.path(), sample_report(), lang).has_value());
    const std::string name = lang == Lang::th ? "th" : "en";
    expect_golden("book.names.txt", folder.parts());
    std::string all;
    for (const char* part :
         {"xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml",
          "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml", "xl/worksheets/sheet4.xml",
          "xl/worksheets/sheet5.xml"}) {
      const auto text = folder.part(part);
      EXPECT_FALSE(text.empty()) << part;
      EXPECT_EQ(text.find("<f>"), std::string::npos) << part;
      expect_harmless(text);
      all.append(part).append("\n").append(text).append("\n");
    }
    expect_golden("book." + name + ".xml.txt", all);
  }
}

TEST(WriteXlsx, IsReadByAnother) {
  if (const auto why = why_no_reader(); !why.empty()) GTEST_SKIP() << why;
  const Folder folder;
  ASSERT_TRUE(write_xlsx(folder.path(), sample_report(), Lang::th).has_value());
  const auto sheets = read_back(folder.path());
  EXPECT_EQ(names_of(sheets),
            (std::vector<std::string>{"สรุป", "รายข้อ", "รายหน่วยงาน", "หลักฐาน", "ปัญหาการเข้าถึง"}));
  const auto& items = sheets.at(1);
  EXPECT_EQ(items.frozen, "C2");
  EXPECT_EQ(items.filter, "A1:S5");
  ASSERT_EQ(items.rows.size(), 5U);
  EXPECT_EQ(items.rows[1][0], "O1");
  EXPECT_EQ(items.rows[1][2], "เผยแพร่ครบถ้วน");
  EXPECT_DOUBLE_EQ(items.rows[1][8].get<double>(), 0.9);  // a number, for sums and filters
  EXPECT_DOUBLE_EQ(items.rows[4][13].get<double>(), 2);
  const auto& units = sheets.at(2);
  ASSERT_EQ(units.rows.size(), 3U);  // what nobody at the office can mend is no work
  EXPECT_EQ(units.rows[1][1], "O5");
}

TEST(WriteXlsx, ListsAUnitsWorkWithTheMostPointsFirst) {
  if (const auto why = why_no_reader(); !why.empty()) GTEST_SKIP() << why;
  const Folder folder;
  auto report = sample_report();
  report.findings[2].points = 2;  // after O5, which is worth less, of the same unit
  report.findings[0].status = model::Status::broken;
  report.findings[0].unit = "กองช่าง";
  report.findings[0].points = 0.1;
  report.findings[0].evidence.push_back(report.findings[1].evidence[0]);
  ASSERT_TRUE(write_xlsx(folder.path(), report, Lang::th).has_value());
  const auto sheets = read_back(folder.path());
  const auto& units = sheets.at(2).rows;
  ASSERT_EQ(units.size(), 4U);
  EXPECT_EQ(units[1][1], "O1") << "units in the order of the list";
  EXPECT_EQ(units[2][1], "O12");
  EXPECT_EQ(units[3][1], "O5");
  const auto address = sheets.at(1).rows.at(1)[4].get<std::string>();
  EXPECT_TRUE(address.starts_with("https://example.go.th/structure")) << address;
  EXPECT_EQ(sheets.at(3).rows.at(1)[2], 1) << "evidence is counted from one";
  std::string broken;
  for (const auto& row : sheets.at(4).rows)
    if (row.size() > 1 && row[1] == "O1") broken = row[4];
  EXPECT_TRUE(broken.starts_with("https://example.go.th/structure")) << broken;
}

// Excel would run what a site wrote into its titles.
TEST(WriteXlsx, KeepsFormulasAsText) {
  if (const auto why = why_no_reader(); !why.empty()) GTEST_SKIP() << why;
  const Folder folder;
  auto report = sample_report();
  report.site_name = "=cmd|' /C calc'!A0";
  report.findings[0].unit = "@SUM(1)";
  report.findings[0].title.th = "=1+1";
  ASSERT_TRUE(write_xlsx(folder.path(), report, Lang::th).has_value());
  const auto sheets = read_back(folder.path());
  for (const auto& sheet : sheets)
    for (const auto& row : sheet.rows)
      for (const auto& cell : row) EXPECT_FALSE(cell.is_object()) << sheet.name << ' ' << cell;
  EXPECT_EQ(sheets.at(1).rows[1][1], "=1+1");
  EXPECT_EQ(folder.part("xl/worksheets/sheet1.xml").find("<f>"), std::string::npos);
}

// libxlsxwriter writes ill-formed bytes straight through, and Excel offers a repair.
TEST(WriteXlsx, MendsAndCutsWhatExcelRefuses) {
  if (const auto why = why_no_reader(); !why.empty()) GTEST_SKIP() << why;
  const Folder folder;
  auto report = sample_report();
  report.findings[0].title.th = "เสีย\xE0\xB8 \xFF\x01\xEF\xBF\xBF _x0041_ จบ";
  report.findings[1].title.th = repeated("ก", 40'000);
  report.findings[1].evidence[0].url = "https://example.go.th/" + repeated("a", 3'000);
  ASSERT_TRUE(write_xlsx(folder.path(), report, Lang::th).has_value());
  const auto sheets = read_back(folder.path());
  ASSERT_EQ(sheets.size(), 5U);
  EXPECT_EQ(sheets[1].rows[1][1], "เสีย\uFFFD \uFFFD\uFFFD _x0041_ จบ");
  EXPECT_TRUE(sheets[1].rows[2][1].get<std::string>().ends_with("ก…"));
  EXPECT_LT(sheets[1].rows[2][1].get<std::string>().size(), 32'767U * 3);
  // The other reader takes "_x0041_" for itself; Excel would show a letter.
  EXPECT_NE(folder.part("xl/sharedStrings.xml").find(" _x005F_x0041_ "), std::string::npos);
  const auto sheet = folder.part("xl/worksheets/sheet2.xml");
  for (auto at = sheet.find(" ht=\""); at != std::string::npos; at = sheet.find(" ht=\"", at + 1))
    EXPECT_LE(std::stod(sheet.substr(at + 5)), 409) << "Excel's highest row";
}

// Excel counts UTF-16: a sign beyond its first plane is two.
TEST(WriteXlsx, CountsLettersAsExcelDoes) {
  if (const auto why = why_no_reader(); !why.empty()) GTEST_SKIP() << why;
  const Folder folder;
  auto report = sample_report();
  report.findings[0].title.th = repeated("\U0001F600", 20'000);
  ASSERT_TRUE(write_xlsx(folder.path(), report, Lang::th).has_value());
  const auto title = read_back(folder.path()).at(1).rows.at(1)[1].get<std::string>();
  EXPECT_TRUE(title.ends_with("\U0001F600…"));
  EXPECT_LE(title.size(), 4U * 16'383);
}

TEST(WriteXlsx, GivesThaiLinesTheirHeight) {
  const Folder folder;
  ASSERT_TRUE(write_xlsx(folder.path(), sample_report(), Lang::th).has_value());
  const auto sheet = folder.part("xl/worksheets/sheet2.xml");
  EXPECT_NE(sheet.find("defaultRowHeight=\"24\""), std::string::npos);
  EXPECT_EQ(sheet.find("<row r=\"4\" spans=\"1:19\" ht=\"24\""), std::string::npos)
      << "six lines of title want more than one line's height";
  EXPECT_NE(folder.part("xl/styles.xml").find("TH Sarabun New"), std::string::npos);
}

TEST(WriteXlsx, LeavesTheOldFileWhenItCannotWrite) {
  EXPECT_FALSE(write_xlsx("/nowhere/at/all/r.xlsx", sample_report(), Lang::th).has_value());
}

TEST(SitesXlsx, HasARowForEverySiteInTheMatrix) {
  if (const auto why = why_no_reader(); !why.empty()) GTEST_SKIP() << why;
  const Folder folder;
  write_sites(folder.path(), false);
  const auto sheets = read_back(folder.path());
  EXPECT_EQ(names_of(sheets), (std::vector<std::string>{"สรุป", "เมทริกซ์", "รายข้อ", "รายหน่วยงาน",
                                                        "หลักฐาน", "ปัญหาการเข้าถึง"}));
  const auto& matrix = sheets.at(1);
  EXPECT_EQ(matrix.frozen, "C2");
  EXPECT_EQ(matrix.filter, "A1:N5");
  ASSERT_EQ(matrix.rows.size(), 5U);
  EXPECT_EQ(matrix.rows[0][10], "O1");
  EXPECT_EQ(matrix.rows[1][0], "a");
  EXPECT_EQ(matrix.rows[1][3], "สงขลา");
  EXPECT_EQ(matrix.rows[1][10], "ครบ");
  EXPECT_EQ(matrix.rows[1][12], "เก่า");
  EXPECT_EQ(matrix.rows[2][6], "ยังไม่ได้ตรวจ");
  EXPECT_EQ(matrix.rows[2][1], "=อบต.b");
  EXPECT_EQ(matrix.rows[3][13], "ครบ");
  EXPECT_EQ(matrix.rows[4][10], "ita-2567") << "items of another list have other numbers";
  EXPECT_EQ(sheets.at(2).rows.size(), 1U + 3U * 4U);
}

TEST(SitesXlsx, CountsItemsAndPutsTheMostWantingFirst) {
  if (const auto why = why_no_reader(); !why.empty()) GTEST_SKIP() << why;
  const Folder folder;
  write_sites(folder.path(), false);
  const auto rows = read_back(folder.path()).at(0).rows;
  const auto head = std::ranges::find_if(rows, [](const json& row) { return row[0] == "ข้อ"; });
  ASSERT_NE(head, rows.end());
  EXPECT_EQ((head + 1)->at(0), "O5");  // never published
  EXPECT_EQ((head + 4)->at(0), "O1");  // in both
  EXPECT_EQ((head + 4)->at(2), 2);
}

TEST(SitesXlsx, CountsNoItemsOfASiteThatDidNotOpen) {
  if (const auto why = why_no_reader(); !why.empty()) GTEST_SKIP() << why;
  const Folder folder;
  auto book = SitesXlsx::create(folder.path(), options_of(false)).value();
  auto report = sample_report();
  book->add(line_of("a"), &report);
  report.outcome = "no_such_host";
  book->add(line_of("b"), &report);
  ASSERT_TRUE(book->finish({report.finished_at, true, 2}).has_value());
  const auto sheets = read_back(folder.path());
  const auto& rows = sheets.at(0).rows;
  const auto first = std::ranges::find_if(rows, [](const json& row) { return row[0] == "O1"; });
  ASSERT_NE(first, rows.end());
  EXPECT_EQ(first->at(2), 1);
  EXPECT_DOUBLE_EQ(sheets.at(1).rows.at(1)[7].get<double>(), 100.0 / 3);
  EXPECT_DOUBLE_EQ(sheets.at(1).rows.at(1)[8].get<double>(), 58.125);
}

TEST(WriteXlsx, GivesASiteThatDidNotOpenNoScore) {
  if (const auto why = why_no_reader(); !why.empty()) GTEST_SKIP() << why;
  const Folder folder;
  auto report = sample_report();
  const auto has_score = [&] {
    EXPECT_TRUE(write_xlsx(folder.path(), report, Lang::en).has_value());
    const auto rows = read_back(folder.path()).at(0).rows;
    return std::ranges::any_of(rows, [](const json& row) { return row[0] == "OIT score"; });
  };
  EXPECT_TRUE(has_score());
  report.outcome = "no_such_host";
  EXPECT_FALSE(has_score());
}

TEST(SitesXlsx, RanksOnlyWhenAsked) {
  if (const auto why = why_no_reader(); !why.empty()) GTEST_SKIP() << why;
  const Folder folder;
  write_sites(folder.path(), true);
  const auto sheets = read_back(folder.path());
  ASSERT_EQ(sheets.size(), 7U);
  const auto& rows = sheets.back().rows;
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[1][2], "ดีกว่า");
  EXPECT_EQ(rows[2][0], 1);  // equal scores, equal ranks
  EXPECT_EQ(rows[3][0], 3);
}

}  // namespace oit::report
