#include "text/dates.h"

#include <gtest/gtest.h>

#include <string>

namespace oit::text {
namespace {
std::string iso(Day day) {
  const std::chrono::year_month_day date{day};
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

/// Every mention as "form first..last", law years as "law YEAR", one without a span as "form
/// ?part".
std::string read(std::string_view text) {
  std::string out;
  for (const PeriodMention& mention : find_periods(text)) {
    if (!out.empty()) out += "; ";
    if (mention.law_year) {
      out += "law " + std::to_string(mention.year);
      continue;
    }
    out += name_of(mention.form);
    if (!mention.span)
      out += " ?" + std::to_string(mention.part);
    else if (mention.span->first == mention.span->last)
      out += ' ' + iso(mention.span->first);
    else
      out += ' ' + iso(mention.span->first) + ".." + iso(mention.span->last);
  }
  return out;
}

struct Case {
  const char* text;
  const char* read;
};

template <std::size_t N>
void expect_all(const Case (&cases)[N]) {
  for (const Case& c : cases) EXPECT_EQ(read(c.text), c.read) << c.text;
}
}  // namespace

TEST(FindPeriods, ReadsFiscalYears) {
  for (const char* text :
       {"ปีงบประมาณ พ.ศ. 2566", "ประจำปีงบประมาณ ๒๕๖๖", "งบประมาณ 2566", "FY2566", "FY 2023",
        "FY2023", "ปีงบประมาณ 2566", "ปีงบประมาณพ.ศ.2566", "ปีงบประมาณ พ.ศ.. 2566", "ปีงบ 66",
        "ปีงบประมาณ 66", "ปีงบประมาณ\nพ.ศ. 2566", "ปี งบประมาณ 2566", "แผนปีงบประมาณ (พ.ศ. 2566)",
        "ประจําปีงบประมาณ พ.ศ. ๒๕๖๖", "fiscal year 2023", "ประจำปีงบประมาณ ปี พ.ศ. 2566"})
    EXPECT_EQ(read(text), "fiscal_year 2022-10-01..2023-09-30") << text;
}

TEST(FindPeriods, ReadsBareYears) {
  for (const char* text : {"ปี 2566",       "พ.ศ. 2566",       "ประจำปี 2566",   "2566",
                           "2023",         "ปี2566",           "พศ 2566",       "พ.ศ.2566",
                           "พ. ศ. ๒๕๖๖",   "ค.ศ. 2023",       "ปี พ.ศ. 2566",   "ปี 66",
                           "ประจำปี ๖๖",    "แผนการจัดซื้อ 2566", "พุทธศักราช 2566", "ita2023",
                           "oit_2566.pdf", "ITA ประจำปี 2566", "ITA 2566",      "(2566)",
                           "พ.ศ..2566",    "o14_แผน_2566"})
    EXPECT_EQ(read(text), "bare_year 2023-01-01..2023-12-31") << text;
  EXPECT_EQ(read("oit2023-ita2023"),
            "bare_year 2023-01-01..2023-12-31; bare_year 2023-01-01..2023-12-31");
}

TEST(FindPeriods, ReadsDays) {
  for (const char* text : {"5 เม.ย. 2566",
                           "๕ เมษายน ๒๕๖๖",
                           "วันที่ ๕ เดือน เมษายน พ.ศ. ๒๕๖๖",
                           "5 เมษายน พ.ศ. 2566",
                           "5 เม.ย. 66",
                           "5เม.ย.66",
                           "5 เมย. 2566",
                           "5 เมย 66",
                           "5 เม. ย. 2566",
                           "2023-04-05",
                           "2566-04-05",
                           "2023-04-05T10:30:00",
                           "5/4/2566",
                           "05/04/2566",
                           "05/04/2023",
                           "5/4/66",
                           "05-04-2566",
                           "5.4.2566",
                           "April 5, 2023",
                           "5 April 2023",
                           "5 Apr 2566",
                           "5th April 2023",
                           "05-Apr-2023",
                           "วันพุธที่ 5 เมษายน 2566",
                           "5 เมษายน ค.ศ. 2023",
                           "ลงวันที่ 5 เมษายน 2566",
                           "2023/04/05",
                           "ณ วันที่ 5 เมษายน 2566 เวลา 20.23 น."})
    EXPECT_EQ(read(text), "day 2023-04-05") << text;
}

TEST(FindPeriods, ReadsMonths) {
  for (const char* text : {"ตุลาคม 2565", "เดือน ตุลาคม 2565", "ต.ค.65", "ต.ค. 2565", "เดือนต.ค.๖๕",
                           "ประจำเดือนตุลาคม พ.ศ. 2565", "October 2022", "Oct 2565", "ตค 65",
                           "เดือนตุลาคม ปี 2565", "เดือน ตุลาคม ปีงบประมาณ 2566 ถัดไป"})
    EXPECT_TRUE(read(text).starts_with("month 2022-10-01..2022-10-31"))
        << text << ": " << read(text);
  EXPECT_EQ(read("มกราคม"), "month ?1");
  EXPECT_EQ(read("12.สขร.เดือน กันยายน 2568.pdf"), "month 2025-09-01..2025-09-30");
}

// The 1 of form สขร.1 used to be taken for a day.
TEST(FindPeriods, DoesNotTakeOtherNumbersForDays) {
  expect_all({{"สขร.1 ประจำเดือนตุลาคม 2565", "month 2022-10-01..2022-10-31"},
              {"สขร 1 เดือน ต.ค. 65", "month 2022-10-01..2022-10-31"},
              {"สขร.1 ต.ค. 65", "month 2022-10-01..2022-10-31"},
              {"(สขร.1) ตุลาคม 2565", "month 2022-10-01..2022-10-31"},
              {"แบบ สขร.1 เดือนตุลาคม 2565 ถึงเดือนมีนาคม 2566", "range 2022-10-01..2023-03-31"},
              {"รอบที่ 1 ตุลาคม 2565 - มีนาคม 2566", "range 2022-10-01..2023-03-31"},
              {"ครั้งที่ 5 ตุลาคม 2565", "month 2022-10-01..2022-10-31"},
              {"วันพุธที่ 5 เดือนเมษายน 2566", "day 2023-04-05"}});
}

TEST(FindPeriods, SharesAYearAmongMonths) {
  expect_all({{"ต.ค., พ.ย. และ ธ.ค. 2565",
               "month 2022-10-01..2022-10-31; month 2022-11-01..2022-11-30; "
               "month 2022-12-01..2022-12-31"},
              {"ธ.ค. ม.ค. 66", "month 2022-12-01..2022-12-31; month 2023-01-01..2023-01-31"}});
  EXPECT_EQ(find_periods("ต.ค. พ.ย. ธ.ค. 2565, ม.ค. ก.พ. มี.ค. 2566").front().year, 2565);
}

TEST(FindPeriods, ReadsListsOfMonthsUnderAFiscalYear) {
  const auto found = find_periods(
      "ปีงบประมาณ พ.ศ. 2566\nเดือนตุลาคม\nเดือนพฤศจิกายน\nเดือนธันวาคม\nเดือนมกราคม\nเดือนกุมภาพันธ์\n"
      "เดือนมีนาคม");
  ASSERT_EQ(found.size(), 7U);
  for (std::size_t i = 1; i < 7; ++i) {
    ASSERT_TRUE(found[i].span.has_value()) << i;
    EXPECT_EQ(found[i].year, i <= 3 ? 2565 : 2566) << i;
  }
}

TEST(FindPeriods, ReadsRanges) {
  for (const char* text :
       {"ต.ค.๖๕ – มี.ค.๖๖", "ต.ค.65-มี.ค.66", "ตุลาคม - มีนาคม 2566", "ตุลาคม 2565 ถึง มีนาคม 2566",
        "1 ตุลาคม - 31 มีนาคม 2566", "1 ตุลาคม 2565 – 31 มีนาคม 2566",
        "ระหว่างวันที่ 1 ตุลาคม 2565 ถึงวันที่ 31 มีนาคม 2566", "1/10/2565 - 31/3/2566",
        "ตั้งแต่วันที่ ๑ เดือนตุลาคม พ.ศ. ๒๕๖๕ ถึงวันที่ ๓๑ เดือนมีนาคม พ.ศ. ๒๕๖๖",
        "เดือนตุลาคม 2565 - เดือนมีนาคม 2566", "1 ต.ค. 65 -\n31 มี.ค. 66", "ต.ค. - มี.ค. 66",
        "October 2022 - March 2023", "ตุลาคม 2565-มีนาคม 2566", "(ต.ค. ๒๕๖๕ - มี.ค. ๒๕๖๖)",
        "ระหว่างเดือนตุลาคม 2565 ถึงเดือนมีนาคม 2566", "ตุลาคม 2565 – ถึง มีนาคม 2566"})
    EXPECT_EQ(read(text), "range 2022-10-01..2023-03-31") << text;
  expect_all({{"5 – 7 เม.ย. 2566", "range 2023-04-05..2023-04-07"},
              {"ระหว่างวันที่ 5-7 เมษายน 2566", "range 2023-04-05..2023-04-07"},
              {"ม.ค. - มี.ค. 66", "range 2023-01-01..2023-03-31"},
              {"30 ธ.ค. 65 - 2 ม.ค. 66", "range 2022-12-30..2023-01-02"},
              {"1 ต.ค. 2565 - 28 ก.พ. 2566", "range 2022-10-01..2023-02-28"},
              {"ตุลาคม - มีนาคม", "range ?0"},
              {"ปีงบประมาณ 2566 (ตุลาคม - มีนาคม)",
               "fiscal_year 2022-10-01..2023-09-30; range 2022-10-01..2023-03-31"},
              {"(ตุลาคม - ธันวาคม) ปีงบประมาณ 2566",
               "range 2022-10-01..2022-12-31; fiscal_year 2022-10-01..2023-09-30"}});
}

TEST(FindPeriods, ReadsQuarters) {
  const char* quarter = "quarter 2023-01-01..2023-03-31";
  for (const char* text : {"ไตรมาสที่ 2 ปีงบประมาณ 2566", "ไตรมาส 2 ประจำปีงบประมาณ พ.ศ. 2566",
                           "ไตรมาสที่ ๒ (ปีงบประมาณ) ๒๕๖๖", "ไตรมาส 2/2566", "ไตรมาสที่ 2/66", "Q2/2566",
                           "ไตรมาสที่ 2 ปี 2566", "Q2 2566", "ไตรมาสที่ 2 (ม.ค.66 - มี.ค.66)"})
    EXPECT_TRUE(read(text).starts_with(quarter)) << text << ": " << read(text);
  expect_all(
      {{"ไตรมาสที่ 2", "quarter ?2"},
       {"ไตรมาส 1-2 ปี 2566", "half_year 2022-10-01..2023-03-31; bare_year 2023-01-01..2023-12-31"},
       {"ไตรมาสที่ 3 และไตรมาสที่ 4", "span_word ?2"},
       {"ไตรมาสที่ 1 ถึง 3/2566", "range 2022-10-01..2023-06-30"},
       {"ปี 2566 ไตรมาส 1 - 4",
        "bare_year 2023-01-01..2023-12-31; full_year_round 2022-10-01..2023-09-30"}});
}

TEST(FindPeriods, ReadsHalfYears) {
  const std::string year = "fiscal_year 2022-10-01..2023-09-30";
  const std::string first = "half_year 2022-10-01..2023-03-31";
  const std::string second = "half_year 2023-04-01..2023-09-30";
  for (const char* span :
       {"รอบ 6 เดือน", "รอบ ๖ เดือน", "รอบ 6 เดือนแรก", "6 เดือนแรก", "ครึ่งปีแรก", "ราย 6 เดือน",
        "รอบ 6 เดือน (แรก)", "6 เดือน", "รอบหกเดือน", "ระยะ 6 เดือน", "รอบระยะเวลา 6 เดือน"}) {
    EXPECT_EQ(read(std::string(span) + " ปีงบประมาณ พ.ศ. 2566"), first + "; " + year) << span;
    EXPECT_EQ(read("ประจำปีงบประมาณ 2566 " + std::string(span)), year + "; " + first) << span;
    EXPECT_EQ(read("ประจำปีงบประมาณ 2566\n" + std::string(span)), year + "; " + first) << span;
  }
  for (const char* span : {"รอบ 6 เดือนหลัง", "ครึ่งปีหลัง", "6 เดือนหลัง", "รอบ 6 เดือน (หลัง)"})
    EXPECT_EQ(read(std::string(span) + " ปีงบประมาณ 2566"), second + "; " + year) << span;
  expect_all({{"รอบ 6 เดือน", "span_word ?1"},
              {"6 เดือนหลัง", "span_word ?2"},
              {"6 เดือน", ""},
              {"ภายใน 6 เดือน ปีงบประมาณ 2566", "fiscal_year 2022-10-01..2023-09-30"},
              {"จำคุกไม่เกิน 6 เดือน", ""},
              {"รอบ 6 เดือน (ต.ค.65-มี.ค.66)",
               "half_year 2022-10-01..2023-03-31; range 2022-10-01..2023-03-31"},
              {"รอบ 6 เดือน (เม.ย.66-ก.ย.66)",
               "half_year 2023-04-01..2023-09-30; range 2023-04-01..2023-09-30"},
              {"รอบ 12 เดือน ปีงบประมาณ 2565",
               "full_year_round 2021-10-01..2022-09-30; fiscal_year 2021-10-01..2022-09-30"},
              {"รอบ 12 เดือน", "full_year_round ?0"},
              {"ภายใต้แผน (พ.ศ. 2566-2570) รอบ 6 เดือน ปีงบประมาณ 2566",
               "plan_years 2022-10-01..2027-09-30; half_year 2022-10-01..2023-03-31; "
               "fiscal_year 2022-10-01..2023-09-30"}});
}

TEST(FindPeriods, ReadsPlans) {
  for (const char* text :
       {"พ.ศ. 2566 - 2570", "(2566-2570)", "2566–2570", "ระยะ 5 ปี (พ.ศ. 2566-2570)",
        "พ.ศ. ๒๕๖๖ - พ.ศ. ๒๕๗๐", "พ.ศ. 2566 ถึง พ.ศ. 2570", "ปี 2566-2570", "2023-2027",
        "พ.ศ. 2566-70", "ปีงบประมาณ พ.ศ. 2566 – 2570", "แผนพัฒนาท้องถิ่น (พ.ศ.2566–2570)", "ปี 66-70"})
    EXPECT_EQ(read(text), "plan_years 2022-10-01..2027-09-30") << text;
  EXPECT_EQ(read("2565/2566"), "plan_years 2021-10-01..2023-09-30");
  EXPECT_EQ(read("2566 2570"),
            "bare_year 2023-01-01..2023-12-31; bare_year 2027-01-01..2027-12-31");
  EXPECT_EQ(read("พ.ศ. 2566 และ 2565"),
            "bare_year 2023-01-01..2023-12-31; bare_year 2022-01-01..2022-12-31");
}

TEST(FindPeriods, MarksTheYearsOfLaws) {
  expect_all(
      {{"พ.ร.บ. ข้อมูลข่าวสารของราชการ พ.ศ. 2540", "law 2540"},
       {"พระราชบัญญัติการอำนวยความสะดวก พ.ศ. 2558", "law 2558"},
       {"ระเบียบกระทรวงการคลังว่าด้วยการจัดซื้อจัดจ้าง พ.ศ. 2560", "law 2560"},
       {"รัฐธรรมนูญแห่งราชอาณาจักรไทย พุทธศักราช 2560", "law 2560"},
       {"ประมวลจริยธรรมข้าราชการส่วนท้องถิ่น พ.ศ. 2564", "law 2564"},
       {"พรบ.ข้อมูลข่าวสาร 2540", "law 2540"},
       {"ระเบียบ อบต. ว่าด้วยการจัดการเรื่องร้องเรียน พ.ศ. 2564", "law 2564"},
       {"เทศบัญญัติ เรื่อง ตลาด พ.ศ. 2564", "law 2564"},
       {"ข้อบัญญัติงบประมาณรายจ่าย พ.ศ. 2566", "bare_year 2023-01-01..2023-12-31"},
       {"พระราชบัญญัติสภาตำบล พ.ศ. 2537 และที่แก้ไขเพิ่มเติม (ฉบับที่ 7) พ.ศ. 2562", "law 2537; law 2562"},
       {"พระราชบัญญัติวินัยการเงิน พ.ศ. 2561 ประจำปีงบประมาณ 2566",
        "law 2561; fiscal_year 2022-10-01..2023-09-30"},
       {"รายงานตาม พ.ร.บ. ข้อมูลข่าวสาร ประจำปี 2566", "bare_year 2023-01-01..2023-12-31"},
       {"ประกาศ แผนปฏิบัติการ พ.ศ. 2566", "bare_year 2023-01-01..2023-12-31"},
       {"ระเบียบวาระการประชุม พ.ศ. 2566", "bare_year 2023-01-01..2023-12-31"},
       {"พระราชบัญญัติ\nแผน พ.ศ. 2566", "bare_year 2023-01-01..2023-12-31"}});
}

TEST(FindPeriods, RefusesOtherNumbers) {
  for (const char* text : {"2,566.00 บาท",
                           "2566 บาท",
                           "2566.50",
                           "โทร. 2566",
                           "0-2566-1234",
                           "02-2566-1234",
                           "0 2566 1234",
                           "025661234",
                           "1234567890123",
                           "หน้า 2566",
                           "เลขที่ 2566",
                           "25661",
                           "12566",
                           "2566 คน",
                           "จำนวน 2566 ราย",
                           "ครั้งที่ 1/2566",
                           "ที่ 123/2566",
                           "เวลา 20:23 น.",
                           "20.23 น.",
                           "AB2566",
                           "2566x",
                           "2566%",
                           "฿2566",
                           "66",
                           "5 เดือน",
                           "31/2/2566",
                           "45/13/2566",
                           "2479",
                           "1979",
                           "2601",
                           "O2566",
                           "ต.ค.ส.",
                           "สำนักงาน ก.พ. 2x",
                           "รหัส 2566-001-22",
                           "may",
                           "2566 ครั้ง",
                           "ปี 2566.50 ",
                           "ครอบครัว 6 คน",
                           "",
                           "1.2566"})
    EXPECT_EQ(read(text), "") << text;
}

TEST(FindPeriods, SaysWhere) {
  const std::string text = "แผน\u200B ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ (รอบ ๖ เดือน)";
  const auto found = find_periods(text);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(text.substr(found[0].begin, found[0].end - found[0].begin), "ประจำปีงบประมาณ พ.ศ. ๒๕๖๖");
  EXPECT_EQ(text.substr(found[1].begin, found[1].end - found[1].begin), "รอบ ๖ เดือน");
}

TEST(ReadIsoDay, TakesOneFormOnly) {
  EXPECT_EQ(iso(read_iso_day("2023-04-30").value()), "2023-04-30");
  for (const char* text : {"", "2023-4-30", "2023-02-29", "2023-13-01", "2023/04/30", "2023-04-30T",
                           " 2023-04-30", "20a3-04-30", "2023-00-10"})
    EXPECT_FALSE(read_iso_day(text).has_value()) << text;
}

TEST(FiscalYear, RunsFromOctober) {
  EXPECT_EQ(fiscal_year_of(read_iso_day("2022-10-01").value()), 2566);
  EXPECT_EQ(fiscal_year_of(read_iso_day("2023-09-30").value()), 2566);
  EXPECT_EQ(iso(fiscal_year_span(2566).first), "2022-10-01");
  EXPECT_EQ(iso(calendar_year_span(2566).last), "2023-12-31");
}

}  // namespace oit::text
