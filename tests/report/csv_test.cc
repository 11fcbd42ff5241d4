#include "report/csv.h"

#include "report/golden.h"
#include "report/sample_report.h"

namespace oit::report {
namespace {

/// The fields of RFC 4180 text, row by row.
std::vector<std::vector<std::string>> read_csv(const std::string& text) {
  std::vector<std::vector<std::string>> rows{{}};
  std::string field;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"') {
      field += c;
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == ',' || c == '\n')) {
      rows.back().push_back(std::exchange(field, {}));
      if (c == '\n') rows.emplace_back();
    } else if (quoted || c != '\r') {
      field += c;
    }
  }
  rows.pop_back();
  return rows;
}

}  // namespace

TEST(WriteCsv, LooksAsAgreed) {
  for (const auto lang : {Lang::th, Lang::en}) {
    const auto text = write_csv(sample_report(), lang);
    expect_golden(lang == Lang::th ? "items.th.csv" : "items.en.csv", text);
    expect_harmless(text);
    EXPECT_TRUE(text.starts_with("\xEF\xBB\xBF"));
  }
}

TEST(WriteCsv, HasOneFullRowPerItem) {
  const auto rows = read_csv(write_csv(sample_report(), Lang::th));
  ASSERT_EQ(rows.size(), 5U);
  for (const auto& row : rows) EXPECT_EQ(row.size(), rows[0].size());
  EXPECT_EQ(rows[3][6], "1 ต.ค. 2564 – 31 มี.ค. 2565");
}

TEST(WriteCsv, DefusesFormulas) {
  auto report = sample_report();
  for (const char* words : {"=1+1", "+1", "-1", "@SUM(1)"}) {
    report.findings[0].unit = words;
    report.findings[0].title.th = words;
    const auto rows = read_csv(write_csv(report, Lang::th));
    EXPECT_EQ(rows[1][1], std::string("'") + words);
    EXPECT_EQ(rows[1][9], std::string("'") + words);
  }
  for (const auto& row : read_csv(write_csv(sample_report(), Lang::en)))
    for (const auto& field : row)
      EXPECT_EQ(field.find_first_of("=+-@\t\r"),
                field.empty() ? std::string::npos : field.find_first_of("=+-@\t\r", 1))
          << field;
}

}  // namespace oit::report
