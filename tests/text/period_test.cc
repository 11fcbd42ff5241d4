#include "text/period.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace oit::text {
namespace {
const Day kAsOf = Day{std::chrono::year{2023} / std::chrono::April / 20};

struct Case {
  const char* title;
  PeriodFit fit;
};

void expect_fits(PeriodCode code, const std::vector<Case>& cases) {
  for (const Case& c : cases)
    EXPECT_EQ(name_of(fit(code, 2566, kAsOf, find_periods(c.title))), name_of(c.fit))
        << name_of(code) << ": " << c.title;
}

using enum PeriodFit;
}  // namespace

TEST(PeriodCode, IsReadAsWritten) {
  for (const char* name :
       {"CURRENT", "ANY_YEAR", "COVERS_FY", "PLAN_FY", "DONE_FY", "NEWS_FY", "REPORT_6M_FY",
        "MONTHLY_6M_FY", "REPORT_PREV_FY", "ANALYSIS_PREV_ITA"}) {
    ASSERT_TRUE(read_period_code(name).has_value()) << name;
    EXPECT_EQ(name_of(*read_period_code(name)), name);
  }
  for (const char* name : {"", "current", "REPORT_6M", "PLAN_FY "})
    EXPECT_FALSE(read_period_code(name).has_value()) << name;
}

TEST(PeriodCode, OfLaterListsIsReadAsWritten) {
  for (const char* name : {"PROGRESS_FY", "PLAN_PROGRESS_FY", "LIST_PROGRESS_FY", "STATS_PREV_FY",
                           "PREV_FY_OR_6M", "MONTHLY_FY", "RULES_AND_PLAN_FY", "RULES_AND_DONE_FY",
                           "DECLARE_AND_DONE_FY", "SYSTEM_AND_STATS"}) {
    ASSERT_TRUE(read_period_code(name).has_value()) << name;
    EXPECT_EQ(name_of(*read_period_code(name)), name);
  }
}

TEST(PeriodCode, OfTwoThingsSaysWhatItAsksOfEach) {
  using enum PeriodCode;
  using Codes = std::vector<PeriodCode>;
  EXPECT_EQ(codes_of_parts(plan_progress_fy), (Codes{plan_fy, progress_fy}));
  EXPECT_EQ(codes_of_parts(rules_and_plan_fy), (Codes{any_year, covers_fy}));
  EXPECT_EQ(codes_of_parts(rules_and_done_fy), (Codes{any_year, done_fy}));
  EXPECT_EQ(codes_of_parts(declare_and_done_fy), (Codes{plan_fy, done_fy}));
  EXPECT_EQ(codes_of_parts(system_and_stats), (Codes{current, prev_fy_or_6m}));
  EXPECT_TRUE(codes_of_parts(plan_fy).empty());
}

TEST(Fit, ProgressIsOfAnyPartOfTheYear) {
  for (const auto code :
       {PeriodCode::progress_fy, PeriodCode::plan_progress_fy, PeriodCode::list_progress_fy})
    expect_fits(code, {{"ความก้าวหน้า ปีงบประมาณ พ.ศ. 2566", right},
                       {"ไตรมาสที่ 2 ปีงบประมาณ 2566", right},
                       {"รอบ 6 เดือน ปีงบประมาณ พ.ศ. 2566", right},
                       {"เดือนมกราคม 2566", right},
                       {"ความก้าวหน้า ปีงบประมาณ พ.ศ. 2565", earlier},
                       {"ไตรมาสที่ 4 ปีงบประมาณ 2565", earlier},
                       {"รายการ ปีงบประมาณ พ.ศ. 2567", later},
                       {"ความก้าวหน้า", unknown}});
}

TEST(Fit, FiguresOfTheWholeYearBefore) {
  expect_fits(PeriodCode::stats_prev_fy, {{"สถิติ ปีงบประมาณ พ.ศ. 2565", right},
                                          {"1 ตุลาคม 2564 - 30 กันยายน 2565", right},
                                          {"รอบ 6 เดือน ปีงบประมาณ พ.ศ. 2565", partial},
                                          {"สถิติ ปีงบประมาณ พ.ศ. 2564", earlier},
                                          {"สถิติ ปีงบประมาณ พ.ศ. 2566", later},
                                          {"สถิติ", unknown}});
}

TEST(Fit, BlanksOfATableAreNoRange) {
  for (const char* row : {"ต.ค. 67 - - - พ.ย. 67 - - -", "ต.ค. 67 – – พ.ย. 67"})
    for (const auto& period : find_periods(row)) EXPECT_EQ(period.form, PeriodForm::month) << row;
  for (const char* range : {"ต.ค. 67 - ก.ย. 68", "ต.ค. 67 -- ก.ย. 68", "ต.ค. 67 - ถึง ก.ย. 68"}) {
    const auto found = find_periods(range);
    ASSERT_EQ(found.size(), 1U) << range;
    EXPECT_EQ(found[0].form, PeriodForm::range) << range;
  }
}

TEST(Fit, TheYearBeforeOrTheFirstMonthsOfThisOne) {
  for (const auto code : {PeriodCode::prev_fy_or_6m, PeriodCode::system_and_stats})
    expect_fits(code, {{"รายงาน ปีงบประมาณ พ.ศ. 2565", right},
                       {"รายงาน ปีงบประมาณ พ.ศ. 2566", right},
                       {"รอบ 6 เดือน ปีงบประมาณ พ.ศ. 2566", right},
                       {"รายงาน ปีงบประมาณ พ.ศ. 2564", earlier},
                       {"รายงาน ปีงบประมาณ พ.ศ. 2567", later},
                       {"รายงาน", unknown}});
}

TEST(Fit, EveryMonthThatIsOver) {  // on 20 April: October to March
  expect_fits(PeriodCode::monthly_fy, {{"เดือนมกราคม 2566", partial},
                                       {"ต.ค.65 พ.ย.65 ธ.ค.65 ม.ค.66 ก.พ.66 มี.ค.66", right},
                                       {"ต.ค.65 พ.ย.65 ธ.ค.65 ม.ค.66 ก.พ.66", partial},
                                       {"ไตรมาส 1/2566 ไตรมาส 2/2566", right},
                                       {"ปีงบประมาณ พ.ศ. 2566", partial},
                                       {"เดือนมกราคม 2565", earlier},
                                       {"เดือนตุลาคม 2566", later}});
}

TEST(Fit, OfCodesForTwoThingsIsThatOfTheDatedOne) {
  expect_fits(PeriodCode::rules_and_plan_fy,
              {{"แผน (พ.ศ. 2566-2570)", right}, {"ปีงบประมาณ 2565", earlier}});
  expect_fits(PeriodCode::rules_and_done_fy,
              {{"กิจกรรม 5 มกราคม 2566", right}, {"กิจกรรม 5 มกราคม 2565", earlier}});
  expect_fits(PeriodCode::declare_and_done_fy,
              {{"ประกาศ ปีงบประมาณ พ.ศ. 2566", right}, {"ประกาศ ปีงบประมาณ พ.ศ. 2565", earlier}});
}

TEST(MonthsAsked, AreTheFirstSixOrThoseThatAreOver) {
  const auto asked = [](std::string_view day) {
    return months_asked(PeriodCode::monthly_fy, 2570, read_iso_day(day).value());
  };
  EXPECT_EQ(asked("2026-10-31"), 0U) << "October is not over";
  EXPECT_EQ(asked("2026-11-01"), 0x1U);
  EXPECT_EQ(asked("2026-12-15"), 0x3U);
  EXPECT_EQ(asked("2027-04-20"), 0x3FU);
  EXPECT_EQ(asked("2028-01-01"), 0xFFFU);
  EXPECT_EQ(months_asked(PeriodCode::monthly_6m_fy, 2566, kAsOf), 0x3FU);
  EXPECT_EQ(months_asked(PeriodCode::plan_fy, 2566, kAsOf), 0U);
}

TEST(MonthsOfYear, HasTheSecondHalfToo) {
  EXPECT_EQ(months_of_year(2566, find_periods("เดือนเมษายน 2566")), 0x40U);
  EXPECT_EQ(months_of_year(2566, find_periods("เดือนกันยายน 2566")), 0x800U);
  EXPECT_EQ(months_covered(2566, find_periods("เดือนเมษายน 2566")), 0U);
}

TEST(RequiredSpan, FollowsTheFiscalYear) {
  const auto day = [](std::string_view text) { return read_iso_day(text).value(); };
  const DaySpan year{day("2022-10-01"), day("2023-09-30")};
  const DaySpan half{day("2022-10-01"), day("2023-03-31")};
  EXPECT_EQ(required_span(PeriodCode::report_6m_fy, 2566, kAsOf), half);
  EXPECT_EQ(required_span(PeriodCode::monthly_6m_fy, 2566, kAsOf), half);
  EXPECT_EQ(required_span(PeriodCode::plan_fy, 2566, kAsOf), year);
  EXPECT_EQ(required_span(PeriodCode::covers_fy, 2566, kAsOf), year);
  EXPECT_EQ(required_span(PeriodCode::report_prev_fy, 2566, kAsOf),
            (DaySpan{day("2021-10-01"), day("2022-09-30")}));
  EXPECT_EQ(required_span(PeriodCode::done_fy, 2566, kAsOf), (DaySpan{year.first, kAsOf}));
  EXPECT_EQ(required_span(PeriodCode::news_fy, 2566, day("2024-01-01")), year);
  EXPECT_EQ(required_span(PeriodCode::analysis_prev_ita, 2566, kAsOf),
            (DaySpan{day("2021-10-01"), year.last}));
  EXPECT_EQ(required_span(PeriodCode::current, 2566, kAsOf).last, kAsOf);
  EXPECT_EQ(required_span(PeriodCode::plan_progress_fy, 2566, kAsOf), year);
  EXPECT_EQ(required_span(PeriodCode::monthly_fy, 2566, kAsOf), (DaySpan{year.first, kAsOf}));
  EXPECT_EQ(required_span(PeriodCode::stats_prev_fy, 2566, kAsOf).last, day("2022-09-30"));
  EXPECT_EQ(required_span(PeriodCode::prev_fy_or_6m, 2566, kAsOf),
            (DaySpan{day("2021-10-01"), year.last}));
  EXPECT_EQ(required_span(PeriodCode::report_6m_fy, 2567, kAsOf).last, day("2024-03-31"));
}

TEST(Fit, CurrentNeedsNoYear) {
  expect_fits(PeriodCode::current, {{"", right}, {"ปี 2560", right}});
  expect_fits(PeriodCode::any_year, {{"", right}, {"พ.ศ. 2540", right}});
}

TEST(Fit, ReportOnSixMonths) {
  const std::vector<Case> cases{
      {"รายงานผล รอบ 6 เดือน ปีงบประมาณ พ.ศ. 2566", right},
      {"รายงานผล ประจำปีงบประมาณ ๒๕๖๖ (รอบ ๖ เดือนแรก)", right},
      {"รายงานผล (ต.ค.65-มี.ค.66)", right},
      {"รายงานผล 1 ต.ค. 2565 ถึง 31 มี.ค. 2566", right},
      {"รายงานผล 3 ต.ค. 2565 ถึง 28 มี.ค. 2566", right},
      {"รายงานผล 1 ต.ค. 2565 ถึง 30 เม.ย. 2566", right},
      {"ไตรมาสที่ 1 และ 2 ปีงบประมาณ 2566", right},
      {"ไตรมาส 1/2566 ไตรมาส 2/2566", right},
      {"รอบ 12 เดือน ปีงบประมาณ 2566", right},
      {"ต.ค.65 พ.ย.65 ธ.ค.65 ม.ค.66 ก.พ.66 มี.ค.66", right},
      {"รอบ 6 เดือน ของการดำเนินงานตามแผนปฏิบัติการป้องกันการทุจริตขององค์กร ประจำปี 2566", right},
      {"รายงานผล รอบ 6 เดือน ปี 2566 ตามแผนปี 2565", right},
      {"สถิติการให้บริการ ปี 2566", partial},
      {"รายงานผล ปีงบประมาณ พ.ศ. 2566", partial},
      {"ไตรมาสที่ 1 ปีงบประมาณ 2566", partial},
      {"เดือนมกราคม 2566", partial},
      {"ต.ค.65 พ.ย.65 ธ.ค.65 ม.ค.66 ก.พ.66", partial},
      {"ณ วันที่ 10 มกราคม 2566", partial},
      {"รายงานผล ปีงบประมาณ 2565", earlier},
      {"รายงานผล รอบ 6 เดือน ปีงบประมาณ 2565", earlier},
      {"รายงานผล (ต.ค.64-มี.ค.65)", earlier},
      {"รอบ 6 เดือนหลัง ปีงบประมาณ 2565", earlier},
      {"ตามแผน (พ.ศ. 2561-2565)", earlier},
      {"รายงานผล รอบ 6 เดือนหลัง ปีงบประมาณ 2566", later},
      {"รายงานผล รอบ 6 เดือน ปีงบประมาณ 2567", later},
      {"ไตรมาสที่ 3 ปีงบประมาณ 2566", later},
      {"รายงาน ปีงบประมาณ 2566 ประจำเดือน เมษายน 2566", later},
      {"รายงานผล ปี 2566 (ต.ค. 64 - มี.ค. 65)", earlier},
      {"เม.ย.66-ก.ย.66", later},
      {"รายงานผล รอบ 6 เดือน", unknown},
      {"ประกาศ ณ วันที่ 5 เมษายน 2566", unknown},
      {"ตามแผน (พ.ศ. 2566-2570)", unknown},
      {"พระราชบัญญัติ พ.ศ. 2566", unknown},
      {"รายงานผล", unknown}};
  expect_fits(PeriodCode::report_6m_fy, cases);
  expect_fits(PeriodCode::monthly_6m_fy, cases);
}

TEST(Fit, ReportOnThePreviousYear) {
  expect_fits(PeriodCode::report_prev_fy,
              {{"รายงานผล ประจำปีงบประมาณ 2565", right},
               {"รายงานผล ประจำปี 2565", right},
               {"รอบ 12 เดือน ปีงบประมาณ 2565", right},
               {"1 ต.ค. 2564 - 30 ก.ย. 2565", right},
               {"1 ม.ค. 2565 - 31 ธ.ค. 2565", right},
               {"แผนปี 2566 ผลปี 2565", right},
               {"รอบ 6 เดือน ปีงบประมาณ 2565 ตามพ.ร.บ. พ.ศ. 2562", partial},
               {"รายงานผล รอบ 6 เดือน ของการดำเนินงานตามแผนปฏิบัติการป้องกันการทุจริต ปี 2565", partial},
               {"รายงานผล ประจำปี 2565 เดือนตุลาคม 2565", right},
               {"รายงานผล ปี 2565 อบรม 5-7 ธันวาคม 2565", right},
               {"ไตรมาสที่ 3 ปีงบประมาณ 2565", partial},
               {"ไตรมาสที่ 4/2565", partial},
               {"ไตรมาส 1-2/2565", partial},
               {"รายงานผล ประจำปีงบประมาณ 2564", earlier},
               {"รายงานผล ประจำปีงบประมาณ 2566", later},
               {"ประกาศ ณ วันที่ 20 ตุลาคม 2565", unknown},
               {"ตามแผน (พ.ศ. 2561-2565)", unknown},
               {"รายงานผล", unknown}});
}

TEST(Fit, Plans) {
  expect_fits(PeriodCode::plan_fy, {{"แผน ประจำปีงบประมาณ พ.ศ. 2566", right},
                                    {"แผน ปี 2566", right},
                                    {"แผน (พ.ศ. 2566-2570)", right},
                                    {"แผน 2561-2565", earlier},
                                    {"แผน ปี 2565", earlier},
                                    {"แผน ปี 2567", later},
                                    {"ไตรมาสที่ 2/2566", partial},
                                    {"ประกาศ ณ วันที่ 9 มกราคม 2566", partial},
                                    {"ประกาศ ณ วันที่ 20 กันยายน 2565", unknown},
                                    {"ประกาศ ณ วันที่ 9 มกราคม 2565", earlier},
                                    {"ประกาศ ณ วันที่ 9 มกราคม 2567", later}});
  expect_fits(PeriodCode::covers_fy, {{"แผน (พ.ศ. 2566-2570)", right},
                                      {"แผน (พ.ศ. 2561-2566)", right},
                                      {"แผน (พ.ศ. 2561-2565)", earlier},
                                      {"แผน (พ.ศ. 2567-2570)", later},
                                      {"แผน ปี 2566", right},
                                      {"แผน ปี 2565", earlier},
                                      {"แผน ปี 2567", later},
                                      {"1 ตุลาคม 2564 - 30 กันยายน 2567", right},
                                      {"ประกาศ ณ วันที่ 9 มกราคม 2564", unknown}});
}

TEST(Fit, ThingsDoneInTheYear) {
  for (const PeriodCode code : {PeriodCode::done_fy, PeriodCode::news_fy})
    expect_fits(code, {{"1 ตุลาคม 2565", right},
                       {"20 เมษายน 2566", right},
                       {"เดือนมกราคม 2566", right},
                       {"ปี 2566", right},
                       {"ปีงบประมาณ 2566", right},
                       {"5-7 เมษายน 2566", right},
                       {"30 กันยายน 2565", earlier},
                       {"ปี 2565", earlier},
                       {"21 เมษายน 2566", later},
                       {"ปี 2567", later},
                       {"แผน 2566-2570", unknown},
                       {"", unknown}});
}

TEST(Fit, AnalysisOfThePreviousAssessment) {
  expect_fits(PeriodCode::analysis_prev_ita, {{"การวิเคราะห์ผลการประเมิน ITA ปี 2565", right},
                                              {"มาตรการ ประจำปี 2566", right},
                                              {"ผล 2565 มาตรการ 2566", right},
                                              {"ผลการประเมิน ITA ปี 2564", earlier},
                                              {"ผลการประเมิน ITA ปี 2567", later},
                                              {"ณ วันที่ 9 มกราคม 2566", partial},
                                              {"ผลการประเมิน", unknown}});
}

TEST(MonthsCovered, CountsWholeMonthsOnly) {
  const auto covered = [](std::string_view text) {
    return months_covered(2566, find_periods(text));
  };
  EXPECT_EQ(covered("ต.ค.65"), 0b000001U);
  EXPECT_EQ(covered("มี.ค. 2566"), 0b100000U);
  EXPECT_EQ(covered("ไตรมาสที่ 2/2566"), 0b111000U);
  EXPECT_EQ(covered("ต.ค. - ธ.ค. 65, ก.พ. 66"), 0b010111U);
  EXPECT_EQ(covered("รอบ 6 เดือน ปี 2566"), 0b111111U);
  EXPECT_EQ(covered("ปีงบประมาณ 2566"), 0U);
  EXPECT_EQ(covered("5 ม.ค. 2566"), 0U);
  EXPECT_EQ(covered("แผน 2566-2570"), 0U);
  EXPECT_EQ(covered("ต.ค.64 เม.ย.66"), 0U);
  EXPECT_EQ(covered("1 ต.ค. 2565 - 10 พ.ย. 2565"), 0b000001U);
}

}  // namespace oit::text
